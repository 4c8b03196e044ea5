mod bulk;
mod later;
mod snooze;
mod target;
