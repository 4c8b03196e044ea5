//! The use-cases on both databases.
#![cfg(test)]

#[cfg(test)]
mod assistant;
#[cfg(test)]
mod inbound;
#[cfg(test)]
mod members;
#[cfg(test)]
mod takeover;
