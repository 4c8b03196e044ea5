mod handle;
mod list;
mod read;
mod team;
mod waiting;
