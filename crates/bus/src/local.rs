use crate::notice::Notice;
use std::sync::Arc;
use tokio::sync::broadcast::{self, error::RecvError};

/// Notices that a subscriber may be behind before it loses the oldest: a second of heavy traffic.
const BACKLOG: usize = 8_192;

/// Fan-out within the process.
#[derive(Clone, Debug)]
pub struct Local {
    sender: broadcast::Sender<Arc<Notice>>,
}

impl Local {
    pub(crate) fn new() -> Self {
        Self {
            sender: broadcast::Sender::new(BACKLOG),
        }
    }

    pub(crate) fn ring(&self, notice: Arc<Notice>) {
        // An error means that nobody listens, which is no fault of a bell.
        drop(self.sender.send(notice));
    }

    pub(crate) fn waiting(&self) -> usize {
        self.sender.len()
    }

    pub(crate) fn subscribe(&self) -> Subscription {
        Subscription {
            receiver: self.sender.subscribe(),
        }
    }
}

/// One listener of the bus.
#[derive(Debug)]
pub struct Subscription {
    receiver: broadcast::Receiver<Arc<Notice>>,
}

impl Subscription {
    /// The next notice; [`Notice::Lost`] in place of those that overran this listener; none once the bus is gone.
    /// Nothing is lost when the future is dropped.
    pub async fn next(&mut self) -> Option<Arc<Notice>> {
        match self.receiver.recv().await {
            Ok(notice) => Some(notice),
            Err(RecvError::Lagged(count)) => {
                tracing::warn!(count, "a listener of the bus was overrun");
                Some(Arc::new(Notice::Lost))
            }
            Err(RecvError::Closed) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bus, Control, Published};
    use bytes::Bytes;

    fn published(n: usize) -> Published {
        Published {
            workspace: "0199b3a0-7c1e-7000-8000-00000000000a"
                .parse()
                .expect("an id"),
            channel: "private-conversation.1".into(),
            event: "message.created".into(),
            payload: Bytes::from(n.to_string()),
            sender: None,
        }
    }

    #[tokio::test]
    async fn every_subscriber_hears_everything_in_order() {
        let bus = Bus::local();
        let (mut a, mut b) = (bus.subscribe(), bus.clone().subscribe());
        bus.publish(published(1));
        let wake = Control {
            topic: "jobs.wake".into(),
            payload: Bytes::new(),
        };
        bus.control(wake.clone());
        for subscription in [&mut a, &mut b] {
            assert_eq!(
                *subscription.next().await.unwrap(),
                Notice::Published(published(1))
            );
            assert_eq!(
                *subscription.next().await.unwrap(),
                Notice::Control(wake.clone())
            );
        }
    }

    #[tokio::test]
    async fn ringing_without_listeners_is_no_error() {
        Bus::local().publish(published(1));
    }

    #[tokio::test]
    async fn who_falls_behind_is_told_and_goes_on() {
        let bus = Bus::local();
        let mut slow = bus.subscribe();
        for n in 0..=BACKLOG {
            bus.publish(published(n));
        }
        assert_eq!(*slow.next().await.unwrap(), Notice::Lost);
        assert_eq!(*slow.next().await.unwrap(), Notice::Published(published(1)));
    }

    #[tokio::test]
    async fn ends_with_the_bus() {
        let bus = Bus::local();
        let mut subscription = bus.subscribe();
        drop(bus);
        assert_eq!(subscription.next().await, None);
    }
}
