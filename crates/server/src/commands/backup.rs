//! `baton backup` and `baton restore`: everything that is kept, in one file.

use super::say;
use crate::{
    cli::{Backup, Restore},
    config::Config,
    wiring,
};
use anyhow::{Context as _, bail};
use baton_app::backup::{self, Contents, Files};
use baton_core::time::Clock;
use baton_db::{Db, Url as DbUrl};
use std::{
    fs::{self, File},
    io::BufWriter,
    path::{Path, PathBuf},
    time::Duration,
};

/// A statement over all of a large table, and the transaction of a restore, may take long.
const PATIENCE: Duration = Duration::from_hours(12);

pub(super) async fn backup(config: &Config, command: &Backup) -> anyhow::Result<()> {
    let db = existing(config).await?;
    let done = write(config, command, &db).await;
    db.close().await;
    done
}

async fn write(config: &Config, command: &Backup, db: &Db) -> anyhow::Result<()> {
    if !baton_db::pending(db, baton_store::schema::MIGRATIONS)
        .await?
        .is_empty()
    {
        bail!(
            "the database is of an older version: back it up with that one, or run `baton migrate` first"
        );
    }
    let now = Clock::system().now();
    let files = files(config)?;
    if command.file == Path::new("-") {
        let (_, contents) = backup::write(db, files, std::io::stdout(), now).await?;
        note(db, &contents).await?;
        #[expect(
            clippy::print_stderr,
            reason = "the backup itself goes to standard output"
        )]
        {
            eprintln!("{}", summary(&contents, "written"));
            if let Some(told) = elsewhere(config) {
                eprintln!("{told}");
            }
        }
        return Ok(());
    }
    let path = &command.file;
    if path.exists() && !command.force {
        bail!(
            "{} is there already: choose another name, or use --force",
            path.display()
        );
    }
    outside(path, &config.server.data_dir)?;
    // Under another name until it is whole and on the disk.
    let mut unfinished = path.clone().into_os_string();
    unfinished.push(".part");
    let unfinished = PathBuf::from(unfinished);
    let file =
        private(&unfinished).with_context(|| format!("cannot write {}", unfinished.display()))?;
    let written = backup::write(db, files, BufWriter::new(file), now).await;
    let finished = written
        .map_err(anyhow::Error::from)
        .and_then(|(sink, contents)| {
            sink.into_inner()?.sync_all()?;
            fs::rename(&unfinished, path)?;
            Ok(contents)
        });
    let contents = match finished {
        Ok(contents) => contents,
        Err(error) => {
            drop(fs::remove_file(&unfinished));
            return Err(error);
        }
    };
    note(db, &contents).await?;
    say(&summary(&contents, "written"))?;
    elsewhere(config).map_or(Ok(()), |told| say(&told))
}

pub(super) async fn restore(config: &Config, command: &Restore) -> anyhow::Result<()> {
    // Before anything is made or opened.
    let contents = backup::verify(&command.file)
        .with_context(|| format!("cannot restore {}", command.file.display()))?;
    if tokio::net::TcpStream::connect(config.server.listen)
        .await
        .is_ok()
    {
        bail!(
            "something listens on {}: stop the server first",
            config.server.listen
        );
    }
    wiring::make_folder(config)?;
    let db = wiring::open(config, Some(PATIENCE)).await?;
    let loaded = backup::load(&db, files(config)?, &command.file, command.force).await;
    db.close().await;
    loaded?;
    say(&summary(&contents, "restored"))
}

/// The database, where there is one.
async fn existing(config: &Config) -> anyhow::Result<Db> {
    if let DbUrl::Sqlite { path, .. } = wiring::place(config)?
        && !path.exists()
    {
        bail!("there is no database at {}", path.display());
    }
    wiring::open(config, Some(PATIENCE)).await
}

fn files(config: &Config) -> anyhow::Result<Files> {
    let folder = &config.server.data_dir;
    let database = match wiring::place(config)? {
        DbUrl::Sqlite { path, .. } => path,
        DbUrl::Postgres { .. } => folder.join("baton.db"),
    };
    Ok(Files::new(folder, &database))
}

async fn note(db: &Db, contents: &Contents) -> anyhow::Result<()> {
    let at = contents.header.made_at;
    db.write(async move |conn| backup::note(conn, at).await)
        .await?;
    Ok(())
}

/// A copy beside the original is lost with it, and the next backup would contain it.
fn outside(file: &Path, data: &Path) -> anyhow::Result<()> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or_else(|| Path::new(".")))
        .with_context(|| format!("there is no folder for {}", file.display()))?;
    if folder.starts_with(fs::canonicalize(data)?) {
        bail!(
            "write the backup outside of the data folder {}: it would be lost with it",
            data.display()
        );
    }
    Ok(())
}

/// A new file that only its owner may read: it holds everything that was ever said.
fn private(path: &Path) -> std::io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

/// What a backup leaves out.
fn elsewhere(config: &Config) -> Option<String> {
    let bucket = &config.files.url;
    (!bucket.is_empty()).then(|| {
        format!("files of conversations are not in it: they are in {bucket}, back that up by its own means")
    })
}

fn summary(contents: &Contents, done: &str) -> String {
    let (header, totals) = (&contents.header, &contents.totals);
    format!(
        "{} rows and {} files {done}, as of {} (schema {}, SHA-256 {})",
        totals.rows, totals.files, header.made_at, header.schema, totals.sha256
    )
}
