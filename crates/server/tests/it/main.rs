//! The binary, run as operators run it.

#![cfg(test)]

mod commands;
mod operate;
