mod bulk;
mod later;
mod saved_views;
mod snooze;
mod tags;
mod target;
