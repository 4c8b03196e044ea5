mod bulk;
mod later;
mod snooze;
mod tags;
mod target;
