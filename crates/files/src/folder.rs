//! A folder of this machine: each file is written under another name, is synced, and then gets its own.

use crate::{FilesError, Result};
use bytes::Bytes;
use futures_util::stream::{self, Stream};
use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};
use tokio::{
    fs::{self, File},
    io::{AsyncReadExt as _, AsyncWriteExt as _},
};

/// Bytes that are read at once.
const PIECE: usize = 64 * 1024;

/// A file on its way in. Dropped before its end, nothing of it is left.
#[derive(Debug)]
pub(crate) struct Writing {
    path: PathBuf,
    unfinished: PathBuf,
    file: Option<File>,
}

impl Writing {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self {
            unfinished: path.with_extension("part"),
            path,
            file: None,
        }
    }

    pub(crate) async fn put(&mut self, bytes: &[u8]) -> Result<()> {
        let file = if let Some(file) = &mut self.file {
            file
        } else {
            if let Some(folder) = self.path.parent() {
                fs::create_dir_all(folder).await?;
            }
            let mut options = File::options();
            options.write(true).create(true).truncate(true);
            #[cfg(unix)]
            options.mode(0o600);
            self.file.insert(options.open(&self.unfinished).await?)
        };
        Ok(file.write_all(bytes).await?)
    }

    /// What was acknowledged is on the disk, as the rows of the database are: its bytes, and that it is there.
    pub(crate) async fn finish(&mut self) -> Result<()> {
        if let Some(mut file) = self.file.take() {
            let named = async {
                file.flush().await?;
                file.sync_all().await?;
                fs::rename(&self.unfinished, &self.path).await?;
                #[cfg(unix)]
                if let Some(folder) = self.path.parent() {
                    File::open(folder).await?.sync_all().await?;
                }
                Ok::<_, std::io::Error>(())
            };
            if let Err(error) = named.await {
                self.file = Some(file);
                return Err(error.into());
            }
        }
        Ok(())
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            drop(std::fs::remove_file(&self.unfinished));
        }
    }
}

/// The bytes of a file, and how many they are.
pub(crate) async fn read(path: &Path) -> Result<(u64, impl Stream<Item = Result<Bytes>> + use<>)> {
    let file = File::open(path).await?;
    let size = file.metadata().await?.len();
    let pieces = stream::try_unfold(file, async |mut file| {
        let mut piece = Vec::with_capacity(PIECE);
        let limit = u64::try_from(PIECE).unwrap_or(u64::MAX);
        (&mut file).take(limit).read_to_end(&mut piece).await?;
        Ok::<_, FilesError>((!piece.is_empty()).then(|| (Bytes::from(piece), file)))
    });
    Ok((size, pieces))
}

pub(crate) async fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path).await {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
