//! The binary, run as operators run it and harmed as machines harm it.

#![cfg(test)]

mod commands;
mod hostile;
mod killed;
mod operate;
