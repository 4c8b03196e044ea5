mod asking;
mod handle;
mod handover;
mod list;
mod read;
mod reply;
mod team;
mod waiting;
