//! The real binary from the outside: as an operator uses it, and as somebody who means it harm.

#[cfg(test)]
mod commands;
#[cfg(test)]
mod hostile;
