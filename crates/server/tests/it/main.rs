//! The binary, run as operators run it and harmed as machines and networks harm it.

#![cfg(test)]

mod commands;
mod hostile;
mod cutoff;
mod killed;
mod operate;
