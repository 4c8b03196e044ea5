//! What lies in the data folder beside the database.

use super::{BackupError, Result};
use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

/// The data folder, and what in it is the database itself.
#[derive(Debug, Clone)]
pub struct Files {
    folder: PathBuf,
    database: PathBuf,
}

impl Files {
    /// The files of a data folder. `database` and what SQLite keeps beside it are left out.
    pub fn new(folder: &Path, database: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            database: database.to_owned(),
        }
    }

    /// Every file with its path below the folder, sorted. Links are not followed.
    pub(super) fn list(&self) -> Result<Vec<(String, PathBuf)>> {
        let mut found = Vec::new();
        if self.folder.is_dir() {
            self.gather(&self.folder, &mut found)?;
        }
        found.sort();
        Ok(found)
    }

    fn gather(&self, folder: &Path, found: &mut Vec<(String, PathBuf)>) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            if kind.is_dir() {
                self.gather(&path, found)?;
            } else if kind.is_file() && !self.is_database(&path) {
                let below = path.strip_prefix(&self.folder).unwrap_or(&path);
                let name = below.to_str().ok_or_else(|| {
                    let odd = format!("{} is not a name in UTF-8", path.display());
                    io::Error::new(io::ErrorKind::InvalidFilename, odd)
                })?;
                found.push((name.replace('\\', "/"), path));
            }
        }
        Ok(())
    }

    fn is_database(&self, path: &Path) -> bool {
        let (database, path) = (self.database.to_string_lossy(), path.to_string_lossy());
        path.strip_prefix(&*database)
            .is_some_and(|rest| ["", "-wal", "-shm", "-journal"].contains(&rest))
    }

    /// Makes a file anew, with its folders; a name that leads out of the folder is refused.
    pub(super) fn create(&self, name: &str) -> Result<fs::File> {
        let below = Path::new(name);
        let stays = below
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let path = self.folder.join(below);
        if !stays || self.is_database(&path) {
            return Err(BackupError::Damaged(format!(
                "{name} is no file of the data folder"
            )));
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        Ok(options.open(path)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder_or_into_the_database() {
        let folder = std::env::temp_dir().join("baton-nothing-is-made-here");
        let files = Files::new(&folder, &folder.join("baton.db"));
        for name in [
            "../x",
            "/etc/passwd",
            "a/../../x",
            "",
            ".",
            "baton.db",
            "baton.db-wal",
        ] {
            assert!(files.create(name).is_err(), "{name}");
        }
        assert!(!folder.exists());
        assert!(files.is_database(&folder.join("baton.db-shm")));
        assert!(!files.is_database(&folder.join("baton.db.old")));
    }
}
