//! The binary, run as operators run it and harmed as machines harm it.

#![cfg(test)]

mod commands;
mod killed;
mod operate;
