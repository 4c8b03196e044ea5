//! Many clients of the real binary: dropped at once, and some that stop to read.

mod crowd;
mod served;
#[expect(clippy::print_stdout, reason = "figures are for those who read them")]
mod slow;
#[expect(clippy::print_stdout, reason = "figures are for those who read them")]
mod wave;
