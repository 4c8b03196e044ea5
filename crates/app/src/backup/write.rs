//! Making a backup.

use super::{
    BackupError, Contents, Files, Result, cell,
    lines::{Line, Lines, header},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use baton_core::time::Timestamp;
use baton_db::{Arg, Conn, Db};
use baton_store::{
    operate::{
        copy,
        tables::{TABLES, Table},
    },
    schema::MIGRATIONS,
};
use std::{
    fs::File,
    io::{Read, Write},
    path::Path,
};

/// Bytes of a file in one line.
const PIECE: usize = 48 * 1024;

/// Writes everything to `sink` as it is at one moment; answers the sink and what was written. The server may go on writing
/// meanwhile.
pub async fn write<W>(db: &Db, files: Files, sink: W, now: Timestamp) -> Result<(W, Contents)>
where
    W: Write + Send + 'static,
{
    let header = super::Header {
        made_at: now,
        ..header(MIGRATIONS.last().map_or(0, |last| last.version))
    };
    let mut lines = Lines::new(sink, header.clone())?;
    let mut lines = db
        .snapshot(async move |conn| {
            for table in TABLES {
                write_table(conn, table, &mut lines).await?;
            }
            Ok::<_, BackupError>(lines)
        })
        .await?;
    // After the rows: a file that a row tells of is there by then.
    for (name, path) in files.list()? {
        write_file(name, &path, &mut lines)?;
    }
    let (sink, totals) = lines.finish()?;
    Ok((sink, Contents { header, totals }))
}

async fn write_table<W: Write + Send>(
    conn: &mut Conn<'_>,
    table: &'static Table,
    lines: &mut Lines<W>,
) -> Result<()> {
    lines.write(&Line::Table {
        table: table.name.to_owned(),
        columns: table.columns().map(|(name, _)| name.to_owned()).collect(),
    })?;
    let mut after = None;
    loop {
        let rows = copy::page(conn, table, after).await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = Some(copy::key_of(table, last));
        for row in rows {
            lines.write(&Line::Row(encode(table, row)?))?;
        }
    }
}

fn encode(table: &Table, row: Vec<Arg>) -> Result<Vec<serde_json::Value>> {
    let cells = table.columns().zip(row);
    let encoded = cells.map(|((column, kind), value)| {
        cell::encode(kind, value).ok_or_else(|| {
            let (table, reason) = (table.name, "a value of another kind".to_owned());
            let column = format!("{table}.{column}");
            BackupError::Db(baton_db::DbError::Corrupt { column, reason })
        })
    });
    encoded.collect()
}

fn write_file<W: Write>(name: String, path: &Path, lines: &mut Lines<W>) -> Result<()> {
    let mut file = match File::open(path) {
        // Gone since the folder was read.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        opened => opened?,
    };
    lines.write(&Line::File { file: name })?;
    let mut piece = Vec::with_capacity(PIECE);
    loop {
        piece.clear();
        let limit = u64::try_from(PIECE).unwrap_or(u64::MAX);
        if Read::by_ref(&mut file)
            .take(limit)
            .read_to_end(&mut piece)?
            == 0
        {
            return Ok(());
        }
        lines.write(&Line::Piece(STANDARD.encode(&piece)))?;
    }
}
