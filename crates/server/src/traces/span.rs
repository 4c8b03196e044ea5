//! Spans while they last.

use baton_core::{id::Ids, time::Clock};
use std::{fmt, time::Instant};
use tokio::sync::mpsc::Sender;
use tracing::{
    Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use tracing_subscriber::{Layer, layer::Context, registry::LookupSpan};

/// Collects spans and hands on those that ended.
#[derive(Debug)]
pub(crate) struct Spans {
    ended: Sender<Span>,
    clock: Clock,
    ids: Ids,
}

/// A span, as long as it lasts and after.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    pub(super) trace: [u8; 16],
    pub(super) id: [u8; 8],
    pub(super) parent: Option<[u8; 8]>,
    pub(super) name: String,
    pub(super) is_server: bool,
    pub(super) failed: bool,
    pub(super) began_ns: i128,
    pub(super) took_ns: u128,
    pub(super) attributes: Vec<(&'static str, Told)>,
    since: Instant,
}

impl Spans {
    pub(super) fn new(ended: Sender<Span>) -> Self {
        let clock = Clock::system();
        Self {
            ended,
            ids: Ids::system(clock.clone()),
            clock,
        }
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Spans {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let of = |open: &Span| (open.trace, open.id);
        let parent = span
            .parent()
            .and_then(|parent| parent.extensions().get::<Span>().map(of));
        let mut begun = Span {
            trace: parent.map_or_else(|| self.ids.bytes(), |(trace, _)| trace),
            id: self.ids.bytes(),
            parent: parent.map(|(_, id)| id),
            name: attributes.metadata().name().to_owned(),
            is_server: false,
            failed: false,
            began_ns: i128::from(self.clock.now().ms()) * 1_000_000,
            took_ns: 0,
            attributes: Vec::new(),
            since: Instant::now(),
        };
        attributes.record(&mut begun);
        span.extensions_mut().insert(begun);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        if let Some(open) = span.extensions_mut().get_mut::<Span>() {
            values.record(open);
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let ended = context
            .span(&id)
            .and_then(|span| span.extensions_mut().remove::<Span>());
        let Some(mut ended) = ended else { return };
        ended.took_ns = ended.since.elapsed().as_nanos();
        // Full: the collector does not keep up, and nothing here waits for it.
        drop(self.ended.try_send(ended));
    }
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Told {
    Text(String),
    Number(i128),
    Fraction(f64),
    Truth(bool),
}

impl Span {
    fn keep(&mut self, field: &Field, told: Told) {
        match (field.name(), told) {
            ("otel.name", Told::Text(name)) => self.name = name,
            ("otel.kind", told) => self.is_server = told == Told::Text("server".to_owned()),
            ("error", told) => self.failed = told == Told::Truth(true),
            (name, told) => self.attributes.push((name, told)),
        }
    }
}

impl Visit for Span {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.keep(field, Told::Text(value.to_owned()));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.keep(field, Told::Number(value.into()));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.keep(field, Told::Number(value.into()));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.keep(field, Told::Truth(value));
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.keep(field, Told::Fraction(value));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.keep(field, Told::Text(format!("{value:?}")));
    }
}
