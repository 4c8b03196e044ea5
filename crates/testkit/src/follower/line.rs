use serde_json::Value;
use std::collections::BTreeMap;

/// A gapless stream put in order: what came early waits, what came twice is dropped.
#[derive(Debug)]
pub struct Line {
    last: i64,
    shown: Vec<Value>,
    early: BTreeMap<i64, Value>,
}

impl Line {
    /// Goes on after a number.
    pub const fn new(last: i64) -> Self {
        Self {
            last,
            shown: Vec::new(),
            early: BTreeMap::new(),
        }
    }

    /// Something from the stream.
    pub fn push(&mut self, seq: i64, item: Value) {
        if seq > self.last {
            self.early.insert(seq, item);
            self.drain();
        }
    }

    /// Something that the server answered: what is missing before it will not come.
    pub fn accept(&mut self, seq: i64, item: Value) {
        if seq > self.last {
            self.show(seq, item);
            self.drain();
        }
    }

    /// Whether something is missing before what is here.
    pub fn has_hole(&self) -> bool {
        !self.early.is_empty()
    }

    /// The last number shown.
    pub const fn last(&self) -> i64 {
        self.last
    }

    /// Everything shown.
    pub fn shown(&self) -> &[Value] {
        &self.shown
    }

    fn drain(&mut self) {
        self.early = self.early.split_off(&self.last.saturating_add(1));
        while let Some(item) = self.early.remove(&self.last.saturating_add(1)) {
            self.show(self.last.saturating_add(1), item);
        }
    }

    fn show(&mut self, seq: i64, item: Value) {
        self.last = seq;
        self.shown.push(item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_each_once_and_in_order() {
        let mut line = Line::new(0);
        for seq in [2, 1, 2, 5, 4] {
            line.push(seq, Value::from(seq));
        }
        assert_eq!(line.shown(), [1, 2]);
        assert!(line.has_hole());
        for seq in [2, 3] {
            line.accept(seq, Value::from(seq));
        }
        assert_eq!(line.shown(), [1, 2, 3, 4, 5]);
        assert!(!line.has_hole());
    }
}
