//! Looks for canaries wherever something comes out.

use super::{Mark, Neighbour};
use std::{
    collections::BTreeMap,
    io::{self, Write},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

/// Where something comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sink {
    /// The answer to an HTTP request.
    Response,
    /// A frame of a socket.
    Frame,
    /// The log.
    Log,
    /// A request to the model.
    Model,
    /// Any other request to another machine.
    Outbound,
}

impl Sink {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Response,
        Self::Frame,
        Self::Log,
        Self::Model,
        Self::Outbound,
    ];
}

/// What was looked at, and what was found.
#[derive(Debug)]
pub struct Watch {
    marks: Vec<Mark>,
    /// How many texts were looked at.
    pub looked: BTreeMap<Sink, usize>,
    /// What came out, in words.
    pub found: BTreeMap<Sink, Vec<String>>,
}

impl Watch {
    /// Looks for the canaries of this neighbour.
    pub fn over(neighbour: &Neighbour) -> Self {
        Self {
            marks: neighbour.marks().to_vec(),
            looked: BTreeMap::new(),
            found: BTreeMap::new(),
        }
    }

    /// Looks at a text; whatever case its letters have.
    pub fn look(&mut self, sink: Sink, at: &str, text: &str) {
        *self.looked.entry(sink).or_default() += 1;
        let text = text.to_lowercase();
        for mark in self.marks.iter().filter(|mark| text.contains(&mark.text)) {
            let words = format!("{} ({}) at {at}", mark.place, mark.text);
            self.found.entry(sink).or_default().push(words);
        }
    }
}

/// What is logged from now on, in all of this process: everything of ours, and what others say at the usual level.
pub fn logs() -> Logs {
    static LOGS: OnceLock<Logs> = OnceLock::new();
    let logs = LOGS.get_or_init(|| {
        let logs = Logs::default();
        let filter = "info,baton_api=trace,baton_app=trace,baton_store=trace,baton_db=trace,baton_bus=trace,\
                      baton_jobs=trace,baton_ai=trace,baton_outbound=trace";
        let subscriber = tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new(filter))
            .with_ansi(false)
            .with_writer(logs.clone())
            .finish();
        tracing::subscriber::set_global_default(subscriber).expect("the first of this process");
        logs
    });
    logs.clone()
}

/// The log so far.
#[derive(Debug, Clone, Default)]
pub struct Logs(Arc<Mutex<Vec<u8>>>);

impl Logs {
    /// As text.
    pub fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Write for Logs {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Logs {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
