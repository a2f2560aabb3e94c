//! The root over the heads of all chains: a Merkle tree built as the heads pass by.
use sha2::{Digest, Sha256};

/// Builds the tree hash of RFC 6962 §2.1 over `device:12:3:<hash>` leaves, in the order they are given,
/// holding no more than one hash per level.
#[derive(Default)]
pub struct RootBuilder {
    /// Complete subtrees, largest first.
    subtrees: Vec<(u64, [u8; 32])>,
    leaves: u64,
}

/// The head of a chain, hashed: one may stand under many roots.
#[derive(Clone, Copy)]
pub struct Leaf([u8; 32]);

impl Leaf {
    #[must_use]
    pub fn of(subject_kind: &str, subject_id: i32, seq: i32, hash: &str) -> Self {
        let mut leaf = Sha256::new();
        leaf.update([0]);
        leaf.update(format!("{subject_kind}:{subject_id}:{seq}:{hash}"));
        Self(leaf.finalize().into())
    }
}

impl RootBuilder {
    /// Adds the head of the next chain.
    pub fn add(&mut self, leaf: Leaf) {
        let mut node = (1, leaf.0);
        self.leaves += 1;
        while let Some((size, left)) = self.subtrees.pop_if(|(size, _)| *size == node.0) {
            node = (size * 2, parent(&left, &node.1));
        }
        self.subtrees.push(node);
    }

    #[must_use]
    pub fn leaves(&self) -> u64 {
        self.leaves
    }

    /// The root in hexadecimal; of an empty journal, the hash of nothing.
    #[must_use]
    pub fn root(&self) -> String {
        let folded = self
            .subtrees
            .iter()
            .rev()
            .map(|(_, hash)| *hash)
            .reduce(|right, left| parent(&left, &right));
        hex::encode(folded.unwrap_or_else(|| Sha256::digest([]).into()))
    }
}

fn parent(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    let mut node = Sha256::new();
    node.update([1]);
    node.update(left);
    node.update(right);
    node.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition of RFC 6962, written as it reads there.
    fn by_definition(leaves: &[[u8; 32]]) -> [u8; 32] {
        if let [one] = leaves {
            return *one;
        }
        let split = 1 << (usize::BITS - 1 - (leaves.len() - 1).leading_zeros());
        parent(
            &by_definition(&leaves[..split]),
            &by_definition(&leaves[split..]),
        )
    }

    #[test]
    fn the_streamed_root_is_the_defined_one_for_every_size() {
        for size in 1..=40 {
            let mut builder = RootBuilder::default();
            let mut leaves = Vec::new();
            for id in 1..=size {
                builder.add(Leaf::of("device", id, 1, "ff"));
                let mut leaf = Sha256::new();
                leaf.update([0]);
                leaf.update(format!("device:{id}:1:ff"));
                leaves.push(leaf.finalize().into());
            }
            assert_eq!(
                builder.root(),
                hex::encode(by_definition(&leaves)),
                "{size} leaves"
            );
            assert_eq!(builder.leaves(), u64::try_from(size).unwrap());
        }
    }
}
