//! Every table and column that is kept, in an order in which rows can be put back: what is pointed to comes first.

mod list;

pub use list::TABLES;

/// A table as a backup has it.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Columns that tell its rows apart, in the order of an index.
    pub key: &'static str,
    /// Columns and their kinds.
    columns: &'static str,
}

/// What a column keeps, whatever the database calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An id.
    Uuid,
    /// Text, or JSON.
    Text,
    /// A number, or a time.
    Int,
    /// Yes or no.
    Bool,
    /// A fraction.
    Float,
    /// Bytes.
    Bytes,
}

impl Table {
    /// The columns with their kinds, in the order of the schema.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, Kind)> + use<> {
        let split = |column: &'static str| column.trim().split_once(' ');
        let columns = self.columns.split(',').filter_map(split);
        columns.map(|(name, kind)| (name, Kind::of(kind)))
    }

    /// The columns of the key.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.key.split(", ")
    }
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "uuid" => Self::Uuid,
            "int" => Self::Int,
            "bool" => Self::Bool,
            "float" => Self::Float,
            "bytes" => Self::Bytes,
            _ => Self::Text,
        }
    }
}

/// The table of a name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}
