//! Many clients of the real binary: dropped at once, and some that stop to read.

mod crowd;
mod served;
mod slow;
mod wave;
