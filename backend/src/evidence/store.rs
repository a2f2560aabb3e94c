//! Where files lie: a folder today, through a crate that knows other stores as well. A file is written aside,
//! flushed, and only then takes its name: nobody reads half of one.
use anyhow::Context;
use object_store::{Error, ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path};
use std::{path::PathBuf, sync::Arc};
use tokio::sync::OnceCell;

/// The files of this installation, sealed before they come here.
pub struct FileStore {
    folder: PathBuf,
    opened: OnceCell<Arc<dyn ObjectStore>>,
}

impl FileStore {
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            opened: OnceCell::new(),
        }
    }

    /// Opened at the first use: commands that need no file need no folder.
    async fn store(&self) -> anyhow::Result<&Arc<dyn ObjectStore>> {
        let open = || async {
            tokio::fs::create_dir_all(&self.folder).await?;
            let folder = LocalFileSystem::new_with_prefix(&self.folder)?.with_fsync(true);
            anyhow::Ok(Arc::new(folder) as Arc<dyn ObjectStore>)
        };
        self.opened
            .get_or_try_init(open)
            .await
            .context("the file store cannot be opened")
    }

    /// Puts the bytes under a name nobody has yet.
    pub async fn put(&self, file: &str, sealed: Vec<u8>) -> anyhow::Result<()> {
        let store = self.store().await?;
        store
            .put(&path_of(file), sealed.into())
            .await
            .context("the file store cannot be written")?;
        Ok(())
    }

    /// The bytes under a name, if there are any.
    pub async fn get(&self, file: &str) -> anyhow::Result<Option<Vec<u8>>> {
        match self.store().await?.get(&path_of(file)).await {
            Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error).context("the file store cannot be read"),
        }
    }

    /// Removes the bytes for good; what is not there is gone already.
    pub async fn delete(&self, file: &str) -> anyhow::Result<()> {
        match self.store().await?.delete(&path_of(file)).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// In a folder of its first two digits: a folder of a hundred thousand files is slow to list.
fn path_of(file: &str) -> Path {
    Path::from_iter([file.get(..2).unwrap_or(file), file])
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "0f3ac1";

    #[tokio::test]
    async fn a_file_of_before_is_read_where_it_lies_and_a_new_one_lies_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = FileStore::new(folder.path().join("files"));
        assert_eq!(store.get(NAME).await.unwrap(), None);
        // As the program wrote it when it wrote files itself.
        let old = folder.path().join("files").join("0f");
        std::fs::create_dir_all(&old).unwrap();
        std::fs::write(old.join(NAME), b"sealed").unwrap();
        assert_eq!(store.get(NAME).await.unwrap().unwrap(), b"sealed");
        store.put("0f9999", b"new".to_vec()).await.unwrap();
        assert_eq!(std::fs::read(old.join("0f9999")).unwrap(), b"new");
        let mut names: Vec<_> = std::fs::read_dir(&old)
            .unwrap()
            .map(|file| file.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["0f3ac1", "0f9999"], "nothing is left aside");
        store.delete(NAME).await.unwrap();
        store.delete(NAME).await.unwrap();
        assert_eq!(store.get(NAME).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_made_is_said_and_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("files");
        std::fs::write(&place, b"a file in the way").unwrap();
        let store = FileStore::new(place.clone());
        store.put(NAME, Vec::new()).await.unwrap_err();
        std::fs::remove_file(&place).unwrap();
        store.put(NAME, Vec::new()).await.unwrap();
    }
}
