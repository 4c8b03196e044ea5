//! The bus between two nodes, over Debian's `nats-server` on a private port. Left out where that is not installed.

#[cfg(test)]
mod tests {
    use baton_bus::{Bus, Control, Notice, Published, Stored, Subscription};
    use bytes::Bytes;
    use std::{
        net::TcpListener,
        path::Path,
        process::{Child, Command, Stdio},
        time::Duration,
    };

    struct Server {
        child: Child,
        port: u16,
    }

    impl Server {
        fn start(port: u16) -> Option<Self> {
            let binary = [
                "/usr/sbin/nats-server",
                "/usr/bin/nats-server",
                "/usr/local/bin/nats-server",
            ]
            .into_iter()
            .find(|path| Path::new(path).exists());
            let Some(binary) = binary else {
                #[expect(clippy::print_stderr, reason = "a skipped test says so")]
                {
                    eprintln!(
                        "skipped: nats-server is not installed (apt-get install nats-server)"
                    );
                }
                return None;
            };
            let child = Command::new(binary)
                .args(["-a", "127.0.0.1", "-p", &port.to_string()])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            Some(Self { child, port })
        }

        fn signal(&self, name: &str) {
            let id = self.child.id().to_string();
            let sent = Command::new("kill")
                .args([&format!("-{name}"), &id])
                .status();
            assert!(sent.unwrap().success());
        }

        fn url(&self) -> String {
            format!("nats://127.0.0.1:{}", self.port)
        }
    }

    impl Drop for Server {
        fn drop(&mut self) {
            self.child.kill().unwrap();
            self.child.wait().unwrap();
        }
    }

    fn free_port() -> u16 {
        TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port()
    }

    fn published(n: usize) -> Published {
        in_workspace(HOME, n)
    }

    const HOME: &str = "0199b3a0-7c1e-7000-8000-0000000000aa";
    const ELSEWHERE: &str = "0199b3a0-7c1e-7000-8000-0000000000bb";

    fn in_workspace(workspace: &str, n: usize) -> Published {
        Published {
            workspace: workspace.parse().unwrap(),
            channel: "private-workspace.1".into(),
            event: "message.created".into(),
            payload: Bytes::from(n.to_string()),
            sender: None,
        }
    }

    async fn connected(bus: &Bus) {
        within(async {
            while !bus.is_connected() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        })
        .await;
    }

    async fn within<T>(wait: impl Future<Output = T>) -> T {
        tokio::time::timeout(Duration::from_secs(10), wait)
            .await
            .unwrap()
    }

    async fn next(subscription: &mut Subscription) -> Notice {
        (*within(subscription.next()).await.unwrap()).clone()
    }

    /// A node that follows a workspace: what others say there comes through.
    async fn node(server: &Server, cluster: &str) -> Bus {
        let bus = Box::pin(Bus::nats(&server.url(), cluster)).await.unwrap();
        connected(&bus).await;
        bus.follow(HOME.parse().unwrap());
        tokio::time::sleep(Duration::from_millis(100)).await;
        bus
    }

    async fn nothing(subscription: &mut Subscription) {
        let heard = tokio::time::timeout(Duration::from_millis(100), subscription.next()).await;
        assert!(heard.is_err(), "{heard:?}");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn nodes_hear_each_other_in_order_and_themselves_once() {
        let Some(server) = Server::start(free_port()) else {
            return;
        };
        let (a, b) = (node(&server, "test").await, node(&server, "test").await);
        let other = node(&server, "other").await;
        let (mut at_a, mut at_b, mut elsewhere) = (a.subscribe(), b.subscribe(), other.subscribe());
        for n in 0..1_000 {
            a.publish(published(n));
        }
        for n in 0..1_000 {
            assert_eq!(next(&mut at_a).await, Notice::Published(published(n)));
            assert_eq!(next(&mut at_b).await, Notice::Published(published(n)));
        }
        let wake = Control {
            topic: "jobs.wake".into(),
            payload: Bytes::from_static(b"{}"),
        };
        b.control(wake.clone());
        assert_eq!(next(&mut at_a).await, Notice::Control(wake.clone()));
        assert_eq!(next(&mut at_b).await, Notice::Control(wake));
        nothing(&mut elsewhere).await;
        a.close().await;
        b.close().await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_node_hears_only_the_workspaces_that_it_follows() {
        let Some(server) = Server::start(free_port()) else {
            return;
        };
        let (a, b) = (node(&server, "test").await, node(&server, "test").await);
        let mut at_b = b.subscribe();
        let stored = Stored {
            workspace: HOME.parse().unwrap(),
            seq: 7,
            told: vec![published(1), published(2)],
        };
        a.publish(in_workspace(ELSEWHERE, 1));
        a.tell(stored.clone());
        assert_eq!(next(&mut at_b).await, Notice::Stored(stored));
        nothing(&mut at_b).await;
        b.follow(ELSEWHERE.parse().unwrap());
        b.unfollow(HOME.parse().unwrap());
        tokio::time::sleep(Duration::from_millis(100)).await;
        a.publish(published(3));
        a.publish(in_workspace(ELSEWHERE, 4));
        let heard = next(&mut at_b).await;
        assert_eq!(heard, Notice::Published(in_workspace(ELSEWHERE, 4)));
        nothing(&mut at_b).await;
    }

    /// Waits until a bus is in doubt, or is not.
    async fn in_doubt(bus: &Bus, wanted: bool) {
        let mut doubts = bus.doubts().unwrap();
        within(async {
            doubts.wait_for(|doubt| *doubt == wanted).await.unwrap();
        })
        .await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn without_the_server_a_node_hears_itself_and_doubts_until_it_is_back() {
        let port = free_port();
        let Some(server) = Server::start(port) else {
            return;
        };
        let a = node(&server, "test").await;
        in_doubt(&a, false).await;
        drop(server);
        in_doubt(&a, true).await;
        let mut at_a = a.subscribe();
        a.publish(published(1));
        assert_eq!(next(&mut at_a).await, Notice::Published(published(1)));
        let server = Server::start(port).unwrap();
        let b = node(&server, "test").await;
        in_doubt(&a, false).await;
        let (mut at_b, mut at_a) = (b.subscribe(), a.subscribe());
        a.publish(published(2));
        assert_eq!(next(&mut at_b).await, Notice::Published(published(2)));
        // It follows again what it followed before.
        b.publish(published(3));
        assert_eq!(next(&mut at_a).await, Notice::Published(published(2)));
        assert_eq!(next(&mut at_a).await, Notice::Published(published(3)));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_server_that_is_frozen_is_doubted_although_it_is_connected() {
        let Some(server) = Server::start(free_port()) else {
            return;
        };
        let bus = node(&server, "test").await;
        in_doubt(&bus, false).await;
        server.signal("STOP");
        in_doubt(&bus, true).await;
        assert!(!bus.is_connected());
        server.signal("CONT");
        in_doubt(&bus, false).await;
        assert!(bus.is_connected());
    }

    #[tokio::test]
    async fn starts_while_the_server_is_down() {
        let bus = Bus::nats(&format!("nats://127.0.0.1:{}", free_port()), "test")
            .await
            .unwrap();
        assert!(!bus.is_connected());
        let mut heard = bus.subscribe();
        bus.publish(published(1));
        assert_eq!(next(&mut heard).await, Notice::Published(published(1)));
    }

    #[tokio::test]
    async fn a_bad_address_or_cluster_is_refused() {
        assert!(Bus::nats("nats://[", "test").await.is_err());
        assert!(Bus::nats("nats://127.0.0.1:4222", "a.b").await.is_err());
    }
}
