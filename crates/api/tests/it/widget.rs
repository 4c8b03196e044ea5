mod init;
mod visit;
