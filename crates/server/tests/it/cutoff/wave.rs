//! Everybody is dropped at once, by the network, by a crash, by a restart: all are back in time, and do not come in waves.

use super::{
    crowd::{allow_files, arrive, back, follow, is_nightly},
    served::Served,
};
use baton_testkit::{faults::Random, follower::Follower};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How long everybody may take.
const BACK: Duration = Duration::from_secs(30);

/// How often a client may try, on average.
#[derive(Clone, Copy)]
struct Tries(f64);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_that_are_dropped_at_once_are_back_soon_without_a_second_wave() {
    let count = if is_nightly() { 10_000 } else { 1_000 };
    // Those that were cut, those that are back, and their requests: the server may see all of them at once.
    allow_files(3 * count + 4_096);
    let mut served = Served::start().await;
    let mut random = Random::new(1);
    let places = arrive(&served, count).await;
    let followers = follow(places, &mut random).await;
    let memory = served.memory_kib("VmRSS");
    println!("{count} clients live; the server holds {memory} KiB");

    let begun = Instant::now();
    followers.iter().for_each(Follower::cut);
    let limit = Tries(1.5);
    told("cut by the network", &served, &followers, (begun, limit)).await;

    // As after some minutes of peace: a socket that was stable long enough starts with the shortest delay again.
    sleep(Duration::from_secs(6)).await;
    let begun = Instant::now();
    served.kill();
    sleep(Duration::from_millis(500)).await;
    served.run().await;
    // Each second without a server costs a try, and the later ones less and less.
    let limit = Tries(2.5);
    told(
        "killed and started again",
        &served,
        &followers,
        (begun, limit),
    )
    .await;

    sleep(Duration::from_secs(6)).await;
    let begun = Instant::now();
    served.stop().await;
    println!("it stopped within {:.1?}", begun.elapsed());
    served.run().await;
    let limit = Tries(4.0);
    told("restarted in order", &served, &followers, (begun, limit)).await;
}

/// Says how everybody came back, and fails where it was too late or in waves.
async fn told(
    what: &str,
    served: &Served,
    followers: &[Follower],
    (begun, limit): (Instant, Tries),
) {
    let took = back(followers, begun).await;
    let tries: Vec<u64> = followers
        .iter()
        .flat_map(Follower::tries)
        .filter(|at| *at > begun)
        .map(|at| (at - begun).as_secs())
        .collect();
    let mut by_second = vec![0_u32; 1 + usize::try_from(*tries.iter().max().unwrap()).unwrap()];
    for second in &tries {
        by_second[usize::try_from(*second).unwrap()] += 1;
    }
    let count = u32::try_from(followers.len()).unwrap();
    let each = f64::from(u32::try_from(tries.len()).unwrap()) / f64::from(count);
    let (half, last) = (took[took.len() / 2], took[took.len() - 1]);
    println!(
        "{what}: half are back after {half:.1?}, all after {last:.1?}; {each:.2} tries each, by second {by_second:?}; \
         peak {} KiB",
        served.memory_kib("VmHWM"),
    );
    assert!(last < BACK, "{what}: the last came after {last:?}");
    assert!(each <= limit.0, "{what}: {each} tries each");
    // Later seconds are an echo that dies away, never as loud as the first ones.
    let first = by_second.iter().take(4).max().unwrap();
    let later = by_second.iter().skip(4).max().copied().unwrap_or_default();
    assert!(later <= *first, "{what}: a second wave, {by_second:?}");
}
