//! The store of files from the outside.

#[cfg(test)]
mod stored;
