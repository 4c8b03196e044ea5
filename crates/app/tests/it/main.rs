//! The use-cases on both databases.
#![cfg(test)]

#[cfg(test)]
mod assistant;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod budget;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod gathering;
#[cfg(test)]
mod inbound;
#[cfg(test)]
mod members;
#[cfg(test)]
mod takeover;
#[cfg(test)]
mod upkeep;
