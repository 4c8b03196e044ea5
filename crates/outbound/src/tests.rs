//! The client against addresses and servers that lead inward.
mod corpus;
mod redirects;
mod servers;
mod victim;
