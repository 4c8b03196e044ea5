//! Who may do what, attacked: the table of rights and what compares it with the router, canaries in every row of a
//! neighbour, channels with forged signatures, and browsers on pages of other people.

mod audited;
mod bodies;
mod browsers;
mod canaries;
mod channels;
mod routes;
mod statuses;
mod table;
mod world;
