mod handle;
mod list;
mod read;
mod reply;
mod team;
mod waiting;
