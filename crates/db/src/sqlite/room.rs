//! Whether a disk that was full has room again.
use crate::{Health, health::Gauge};
use rusqlite::Connection;
use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::PathBuf,
    time::{Duration, Instant},
};

/// How much room there has to be.
const ENOUGH: usize = 1 << 20;
/// The pause between two looks.
const PAUSE: Duration = Duration::from_secs(1);

/// When was last looked.
#[derive(Debug, Default)]
pub(super) struct Room {
    looked: Option<Instant>,
}

impl Room {
    /// Looks, where the disk was full and it is time. The database's own writes do not tell: those that change nothing, or
    /// fit into a log that is long already, work on a full disk, too.
    pub(super) fn look(&mut self, connection: &Connection, health: &Gauge) {
        if health.get() != Health::Full {
            self.looked = None;
            return;
        }
        // The first look is due a pause after the disk was found full.
        let since = *self.looked.get_or_insert_with(Instant::now);
        if since.elapsed() < PAUSE {
            return;
        }
        self.looked = Some(Instant::now());
        match has_room(connection) {
            Ok(()) => {
                tracing::info!("there is room for the database again");
                health.set(Health::Sound);
            }
            Err(error) => tracing::debug!(%error, "there is no room yet"),
        }
    }
}

/// Takes the room beside the file, and gives it back.
fn has_room(connection: &Connection) -> io::Result<()> {
    let name = connection.path().map(|path| format!("{path}-room"));
    let Some(place) = name.map(PathBuf::from) else {
        return Ok(());
    };
    let taken = File::create(&place).and_then(|mut file| file.write_all(&vec![0; ENOUGH]));
    fs::remove_file(&place)?;
    taken
}
