//! Builds again when a file of words is added: `include_dir!` only follows the files it has already seen.

fn main() {
    println!("cargo::rerun-if-changed=../frontend/words");
}
