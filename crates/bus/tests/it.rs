//! The bus between two nodes, over Debian's `nats-server` on a private port. Left out where that is not installed.

#[cfg(test)]
mod tests {
    use baton_bus::{Bus, Control, Notice, Published, Subscription};
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
        Published {
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

    #[tokio::test(flavor = "multi_thread")]
    async fn nodes_hear_each_other_in_order_and_themselves_once() {
        let Some(server) = Server::start(free_port()) else {
            return;
        };
        let a = Bus::nats(&server.url(), "test").await.unwrap();
        let b = Bus::nats(&server.url(), "test").await.unwrap();
        let other = Bus::nats(&server.url(), "other").await.unwrap();
        for bus in [&a, &b, &other] {
            connected(bus).await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
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
        assert!(
            tokio::time::timeout(Duration::from_millis(100), elsewhere.next())
                .await
                .is_err(),
            "another cluster hears nothing"
        );
        a.close().await;
        b.close().await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn without_the_server_a_node_hears_itself_and_is_told_when_it_is_back() {
        let port = free_port();
        let Some(server) = Server::start(port) else {
            return;
        };
        let a = Bus::nats(&server.url(), "test").await.unwrap();
        connected(&a).await;
        drop(server);
        within(async {
            while a.is_connected() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        })
        .await;
        let mut at_a = a.subscribe();
        a.publish(published(1));
        assert_eq!(next(&mut at_a).await, Notice::Published(published(1)));
        let _server = Server::start(port).unwrap();
        assert_eq!(next(&mut at_a).await, Notice::Lost);
        let b = Bus::nats(&format!("nats://127.0.0.1:{port}"), "test")
            .await
            .unwrap();
        connected(&b).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        let mut at_b = b.subscribe();
        a.publish(published(2));
        let mut heard = next(&mut at_b).await;
        if heard == Notice::Lost {
            heard = next(&mut at_b).await;
        }
        assert_eq!(heard, Notice::Published(published(2)));
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
