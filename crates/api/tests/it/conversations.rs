mod handle;
mod handover;
mod list;
mod read;
mod team;
mod waiting;
