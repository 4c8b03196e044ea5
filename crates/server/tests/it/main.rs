//! The binary, run as operators run it and harmed as machines and networks harm it.

#![cfg(test)]

mod background;
mod commands;
mod cutoff;
mod delivery;
mod hostile;
mod killed;
mod mail_test;
mod open_files;
mod operate;
