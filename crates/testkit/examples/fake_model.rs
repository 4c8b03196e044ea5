//! A model server for trying things out: `cargo run -p baton-testkit --example fake_model -- [port] [milliseconds a word]`.
//!
//! It listens on 127.0.0.1 (port 4010 by default) and answers from the first passage of the prompt, 40 ms a word. The name of the
//! model chooses another behaviour: `hang`, `cut-mid-stream`, `server-error`, ...

use std::net::SocketAddr;
use std::time::Duration;

use baton_testkit::fake_model::{FakeModel, Pace};

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut number = |otherwise: u64| {
        arguments
            .next()
            .and_then(|argument| argument.parse().ok())
            .unwrap_or(otherwise)
    };
    let (port, pause) = (number(4010), number(40));
    let port = u16::try_from(port).unwrap_or(4010);
    let model = FakeModel::start_on(SocketAddr::from(([127, 0, 0, 1], port))).await;
    model.pace(Pace {
        between_words: Duration::from_millis(pause),
        byte_by_byte: false,
    });
    #[expect(
        clippy::print_stdout,
        reason = "whoever starts it wants to know where it is"
    )]
    {
        println!("{}", model.url);
    }
    model.serve().await;
}
