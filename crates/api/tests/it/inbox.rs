mod bulk;
mod snooze;
mod target;
