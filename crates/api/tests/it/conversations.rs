mod handle;
mod list;
mod read;
