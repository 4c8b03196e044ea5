//! Fed garbage: each attack runs against real servers on both databases, which have to answer alike. Meanwhile others are
//! served, and afterwards the memory is back.

mod bodies;
mod heads;
mod imports;
mod sockets;
mod target;
mod text;
mod wire;
