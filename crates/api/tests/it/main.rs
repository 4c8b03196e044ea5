//! The HTTP and WebSocket edge from the outside.

#[cfg(test)]
mod alerts;
#[cfg(test)]
mod assistants;
#[cfg(test)]
mod brand;
#[cfg(test)]
mod contacts;
#[cfg(test)]
mod conversations;
#[cfg(test)]
mod delivery;
#[cfg(test)]
mod edge;
#[cfg(test)]
mod inbox;
#[cfg(test)]
mod knowledge;
#[cfg(test)]
mod leads;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod live;
#[cfg(test)]
mod log;
#[cfg(test)]
mod metrics;
#[cfg(test)]
mod practice;
#[cfg(test)]
mod realtime;
#[cfg(test)]
mod revoked;
#[cfg(test)]
mod session;
#[cfg(test)]
mod socket;
#[cfg(test)]
mod together;
#[cfg(test)]
mod trespass;
#[cfg(test)]
mod widget;
