//! Reading a backup, and putting it back.

use super::{
    BackupError, Contents, Files, Result, cell,
    lines::{Line, Pages},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use baton_db::{Arg, Conn, Db, migrate};
use baton_store::{
    operate::{
        copy,
        tables::{self, Kind, Table},
    },
    schema::MIGRATIONS,
};
use std::{
    fs::File,
    io::{BufReader, Write as _},
    path::Path,
};

/// Rows that are put into a table with one statement.
const BATCH: usize = 200;

/// Reads a backup from beginning to end and changes nothing; an error says what is wrong with it.
pub fn verify(path: &Path) -> Result<Contents> {
    let mut pages = Pages::open(BufReader::new(File::open(path)?))?;
    while pages.next()?.is_some() {}
    Ok(pages.contents())
}

/// Puts a backup into the database, in one transaction, and its files into the folder. What is in the database is lost,
/// which `force` has to allow. The schema becomes the one of this program.
pub async fn load(db: &Db, files: Files, path: &Path, force: bool) -> Result<Contents> {
    let contents = verify(path)?;
    let (schema, at) = (contents.header.schema, contents.header.made_at);
    let newest = MIGRATIONS.last().map_or(0, |last| last.version);
    if schema > newest {
        return Err(BackupError::NotOurs(format!(
            "the backup was made by Baton {}: restore it with that version or a newer one",
            contents.header.program
        )));
    }
    // Its rows fit the schema of its time; what came later is applied to them.
    let known: Vec<_> = MIGRATIONS
        .iter()
        .filter(|step| step.version <= schema)
        .copied()
        .collect();
    migrate(db, &known, at.ms()).await?;
    let source = path.to_owned();
    db.write(async move |conn| {
        if copy::is_in_use(conn).await? && !force {
            return Err(BackupError::InUse(
                "there is data in the database already: restore into an empty one, or use --force to lose it",
            ));
        }
        copy::clear(conn).await?;
        put(conn, &files, &source).await?;
        Ok(super::note(conn, at).await?)
    })
    .await?;
    migrate(db, MIGRATIONS, at.ms()).await?;
    Ok(contents)
}

/// Rows of one table on their way.
struct Batch {
    table: &'static Table,
    columns: Vec<(&'static str, Kind)>,
    rows: Vec<Vec<Arg>>,
}

impl Batch {
    fn of(table: &str, columns: &[String]) -> Result<Self> {
        let unknown = || BackupError::Damaged(format!("there is no such table: {table}"));
        let table = tables::table(table).ok_or_else(unknown)?;
        let known = |name: &String| table.columns().find(|(column, _)| column == name);
        let columns: Option<Vec<_>> = columns.iter().map(known).collect();
        Ok(Self {
            table,
            columns: columns.ok_or_else(unknown)?,
            rows: Vec::new(),
        })
    }

    fn add(&mut self, row: Vec<serde_json::Value>) -> Result<bool> {
        if row.len() != self.columns.len() {
            return Err(BackupError::Damaged("a row has too few values".to_owned()));
        }
        let cells = self.columns.iter().zip(row);
        let decoded = cells.map(|((_, kind), value)| cell::decode(*kind, value));
        self.rows.push(decoded.collect::<Result<_>>()?);
        Ok(self.rows.len() == BATCH)
    }

    async fn flush(&mut self, conn: &mut Conn<'_>) -> Result<()> {
        let columns: Vec<_> = self.columns.iter().map(|(name, _)| *name).collect();
        copy::insert(conn, self.table, &columns, std::mem::take(&mut self.rows)).await?;
        Ok(())
    }
}

async fn put(conn: &mut Conn<'_>, files: &Files, path: &Path) -> Result<()> {
    let mut pages = Pages::open(BufReader::new(File::open(path)?))?;
    let (mut batch, mut file): (Option<Batch>, Option<File>) = (None, None);
    while let Some(line) = pages.next()? {
        match line {
            Line::Row(row) => {
                let batch = batch.as_mut().ok_or_else(astray)?;
                if batch.add(row)? {
                    batch.flush(conn).await?;
                }
            }
            Line::Table { table, columns } => {
                if let Some(mut done) = batch.replace(Batch::of(&table, &columns)?) {
                    done.flush(conn).await?;
                }
            }
            Line::File { file: name } => file = Some(files.create(&name)?),
            Line::Piece(piece) => {
                let bytes = STANDARD.decode(piece).map_err(|_garbled| astray())?;
                file.as_mut().ok_or_else(astray)?.write_all(&bytes)?;
            }
            Line::Header(_) | Line::End { .. } => return Err(astray()),
        }
    }
    if let Some(mut last) = batch {
        last.flush(conn).await?;
    }
    Ok(())
}

fn astray() -> BackupError {
    BackupError::Damaged("a line is not where it belongs".to_owned())
}
