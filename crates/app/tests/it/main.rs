//! The use-cases on both databases.
#![cfg(test)]

#[cfg(test)]
mod alerts;
#[cfg(test)]
mod assistant;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod autopilot;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod budget;
#[cfg(test)]
mod copilot;
#[cfg(test)]
mod correct;
#[cfg(test)]
mod deletion;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod gathering;
#[cfg(test)]
mod handover;
#[cfg(test)]
mod inbound;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod members;
mod policy;
#[cfg(test)]
mod takeover;
#[cfg(test)]
mod upkeep;
#[cfg(test)]
mod webhooks;
