//! A visitor who waits changes how: the place in the queue stays theirs.

use super::{BatonState, HolderKind, Transition, WaitMode};

impl BatonState {
    /// The visitor waits in another way from now on. That raises the epoch like any pass: what the assistant began under the
    /// old one is void. `None`: they do not wait, or wait so already.
    pub fn wait(&self, waits: WaitMode) -> Option<Transition> {
        (self.holder() == HolderKind::Nobody && self.waits != Some(waits)).then(|| {
            self.passed_to(Self {
                waits: Some(waits),
                ..self.clone()
            })
        })
    }
}
