//! What the store promises, on both databases.
#![cfg(test)]

mod briefs;
mod gathered;
mod inbox;
mod parity;
mod reads;
mod sign_in;
mod snooze;
mod tags;
mod team;
mod tenancy;
