//! The file as lines: each is counted into the checksum, and a last one says how much there should be.

use super::{BackupError, Contents, Header, Result, Totals, VERSION};
use baton_core::text::hex;
use flate2::{Compression, bufread::GzDecoder, write::GzEncoder};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::io::{BufRead, BufReader, Read, Write};

const FORMAT: &str = "baton-backup";

/// One line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Line {
    /// A row of the table that was named last.
    Row(Vec<Value>),
    /// Bytes of the file that was named last, in base64.
    Piece(String),
    /// What follows.
    Table {
        /// Its name.
        table: String,
        /// Its columns, in the order of the values.
        columns: Vec<String>,
    },
    /// What follows.
    File {
        /// Its path below the data folder, with `/`.
        file: String,
    },
    /// The last line.
    End {
        /// How much there was.
        end: Totals,
    },
    /// The first line.
    Header(Header),
}

/// Writes lines.
pub(super) struct Lines<W: Write> {
    sink: GzEncoder<W>,
    sha: Sha256,
    totals: Totals,
}

impl<W: Write> Lines<W> {
    pub(super) fn new(sink: W, header: Header) -> Result<Self> {
        let mut lines = Self {
            sink: GzEncoder::new(sink, Compression::fast()),
            sha: Sha256::new(),
            totals: Totals::default(),
        };
        lines.write(&Line::Header(header))?;
        Ok(lines)
    }

    pub(super) fn write(&mut self, line: &Line) -> Result<()> {
        match line {
            Line::Row(_) => self.totals.rows += 1,
            Line::File { .. } => self.totals.files += 1,
            _ => {}
        }
        let mut bytes = serde_json::to_vec(line).map_err(std::io::Error::from)?;
        bytes.push(b'\n');
        self.sha.update(&bytes);
        Ok(self.sink.write_all(&bytes)?)
    }

    /// Writes the last line; answers what all lines went to, and how much it was.
    pub(super) fn finish(mut self) -> Result<(W, Totals)> {
        let end = Totals {
            sha256: hex(&self.sha.clone().finalize()),
            ..self.totals.clone()
        };
        self.write(&Line::End { end: end.clone() })?;
        Ok((self.sink.finish()?, end))
    }
}

/// Reads lines; what follows the last one is not looked at.
pub(super) struct Pages<R: Read> {
    source: BufReader<GzDecoder<BufReader<R>>>,
    sha: Sha256,
    totals: Totals,
    text: String,
    /// What it is.
    pub(super) header: Header,
}

impl<R: Read> Pages<R> {
    pub(super) fn open(source: R) -> Result<Self> {
        let source = BufReader::new(GzDecoder::new(BufReader::new(source)));
        let mut pages = Self {
            source,
            sha: Sha256::new(),
            totals: Totals::default(),
            text: String::new(),
            header: header(0),
        };
        let not_ours = || BackupError::NotOurs("this is not a backup of Baton".to_owned());
        match pages.take().map_err(|_garbled| not_ours())? {
            Line::Header(header) if header.format == FORMAT => pages.header = header,
            _ => return Err(not_ours()),
        }
        if pages.header.version > VERSION {
            return Err(BackupError::NotOurs(format!(
                "the backup was made by Baton {}: restore it with that version or a newer one",
                pages.header.program
            )));
        }
        Ok(pages)
    }

    /// The next line; `None` after the last one, whose sums were right.
    pub(super) fn next(&mut self) -> Result<Option<Line>> {
        let expected = hex(&self.sha.clone().finalize());
        let line = self.take()?;
        match &line {
            Line::Row(_) => self.totals.rows += 1,
            Line::File { .. } => self.totals.files += 1,
            Line::End { end } => {
                self.totals.sha256 = expected;
                return if *end == self.totals {
                    Ok(None)
                } else {
                    Err(BackupError::Damaged("its checksum is wrong".to_owned()))
                };
            }
            Line::Header(_) | Line::Table { .. } | Line::Piece(_) => {}
        }
        Ok(Some(line))
    }

    /// What was read, after the last line.
    pub(super) fn contents(self) -> Contents {
        Contents {
            header: self.header,
            totals: self.totals,
        }
    }

    fn take(&mut self) -> Result<Line> {
        let damaged = |what: String| BackupError::Damaged(what);
        self.text.clear();
        let read = self.source.read_line(&mut self.text);
        if read.map_err(|error| damaged(error.to_string()))? == 0 {
            return Err(damaged("it ends too early".to_owned()));
        }
        self.sha.update(&self.text);
        serde_json::from_str(&self.text)
            .map_err(|_garbled| damaged("a line cannot be read".to_owned()))
    }
}

/// The header of a backup of this program.
pub(super) fn header(schema: i64) -> Header {
    Header {
        format: FORMAT.to_owned(),
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        schema,
        made_at: 0.into(),
    }
}
