//! Small file systems of their own: one in memory that can be filled, one on an image whose power can be cut.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

/// Something that is mounted until it is dropped.
#[derive(Debug)]
pub(super) struct Mount {
    /// Where.
    pub(super) path: PathBuf,
    _folder: TempDir,
}

impl Mount {
    /// A file system in memory of so many MiB. `None`, with a word, where this machine does not allow it.
    pub(super) fn memory(mib: u32) -> Option<Self> {
        Self::new(&["-t", "tmpfs", "-o", &format!("size={mib}m"), "tmpfs"])
    }

    /// The file system of an image. `None`, with a word, where this machine does not allow it.
    pub(super) fn image(image: &Path) -> Option<Self> {
        Self::new(&["-o", "loop", &image.display().to_string()])
    }

    fn new(what: &[&str]) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        // PostgreSQL has a user of its own, who has to get there.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let path = folder.path().join("disk");
        fs::create_dir(&path).unwrap();
        runs(Command::new("mount").args(what).arg(&path)).then(|| Self {
            path,
            _folder: folder,
        })
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        for _ in 0..50 {
            if runs(Command::new("umount").arg(&self.path)) {
                return;
            }
            // A process that was just killed may not be quite gone.
            std::thread::park_timeout(Duration::from_millis(100));
        }
        runs(Command::new("umount").arg("--lazy").arg(&self.path));
    }
}

/// An empty ext4 image of so many MiB. `None`, with a word, where there is no `mkfs.ext4`.
pub(super) fn blank(image: &Path, mib: u64) -> Option<()> {
    fs::File::create(image).unwrap().set_len(mib << 20).unwrap();
    let mut command = Command::new("mkfs.ext4");
    runs(command.args(["-q", "-F"]).arg(image)).then_some(())
}

/// Writes everything that the file system at `path` holds in memory to its disk.
pub(super) fn sync(path: &Path) {
    assert!(runs(Command::new("sync").arg("--file-system").arg(path)));
}

/// Copies an image as its disk is now, while it is mounted and may be written to: what is read twice and did not change
/// in between was all there at the moment between the two.
pub(super) fn snapshot(image: &Path, copy: &Path) {
    let mut before = fs::read(image).unwrap();
    for _ in 0..100 {
        let after = fs::read(image).unwrap();
        if before == after {
            return fs::write(copy, after).unwrap();
        }
        before = after;
    }
    panic!("the disk is never quiet");
}

/// Runs a tool; says why when it does not work.
fn runs(command: &mut Command) -> bool {
    let output = command.stdin(Stdio::null()).output();
    match &output {
        Ok(output) if output.status.success() => return true,
        Ok(output) => super::say(&format!(
            "{command:?}: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )),
        Err(error) => super::say(&format!("{command:?}: {error}")),
    }
    false
}
