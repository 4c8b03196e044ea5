//! How requests went, by route. A route is found without a lock and without an allocation.

use axum::http::Method;
use baton_core::meter::{Latency, LatencyReading};
use std::{sync::OnceLock, time::Duration};

/// More than there are routes and methods; what finds no place is counted together.
const PLACES: usize = 512;

/// What was answered since the start.
#[derive(Debug)]
pub(crate) struct Http {
    places: Box<[OnceLock<Box<Route>>]>,
    others: Route,
}

#[derive(Debug)]
struct Route {
    method: &'static str,
    template: Box<str>,
    /// By the first digit of the status: 1xx to 5xx.
    classes: [Latency; 5],
}

/// A reading of one route and class of status.
#[derive(Debug)]
pub(crate) struct Answered<'a> {
    pub(crate) method: &'static str,
    pub(crate) route: &'a str,
    pub(crate) class: &'static str,
    pub(crate) latency: LatencyReading,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            places: (0..PLACES).map(|_| OnceLock::new()).collect(),
            others: Route::new("OTHER", "(other)"),
        }
    }
}

impl Http {
    /// Counts a request by the template of its route, never by its address: that would be as many series as there are
    /// ids.
    pub(crate) fn answered(&self, method: &Method, template: &str, status: u16, took: Duration) {
        let route = self.route(known(method), template);
        let class = usize::from(status / 100).saturating_sub(1);
        if let Some(latency) = route.classes.get(class) {
            latency.took(took);
        }
    }

    /// Everything that was answered at least once.
    pub(crate) fn read(&self) -> Vec<Answered<'_>> {
        let places = self.places.iter().filter_map(OnceLock::get);
        let routes = places.map(AsRef::as_ref).chain([&self.others]);
        let mut read: Vec<_> = routes.flat_map(Route::read).collect();
        read.sort_by_key(|answered| (answered.route, answered.method, answered.class));
        read
    }

    fn route(&self, method: &'static str, template: &str) -> &Route {
        let from = place_of(method, template);
        let places = self.places.iter().cycle().skip(from).take(PLACES);
        for place in places {
            let route = place.get_or_init(|| Box::new(Route::new(method, template)));
            if route.method == method && &*route.template == template {
                return route;
            }
        }
        &self.others
    }
}

impl Route {
    fn new(method: &'static str, template: &str) -> Self {
        Self {
            method,
            template: template.into(),
            classes: Default::default(),
        }
    }

    fn read(&self) -> impl Iterator<Item = Answered<'_>> {
        let classes = ["1xx", "2xx", "3xx", "4xx", "5xx"].into_iter();
        let read = classes.zip(&self.classes).map(|(class, latency)| Answered {
            method: self.method,
            route: &self.template,
            class,
            latency: latency.read(),
        });
        read.filter(|answered| answered.latency.count() > 0)
    }
}

/// The method by name; whatever else a client makes up is one name.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PATCH => "PATCH",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}

/// Where to look first (FNV-1a).
fn place_of(method: &str, template: &str) -> usize {
    let bytes = method.bytes().chain(template.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    usize::try_from(hash).map_or(0, |hash| hash % PLACES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_route_is_counted_apart_and_what_overflows_together() {
        let http = Http::default();
        let took = Duration::from_millis(3);
        http.answered(&Method::GET, "/a/{id}", 200, took);
        http.answered(&Method::GET, "/a/{id}", 204, took);
        http.answered(&Method::GET, "/a/{id}", 404, took);
        http.answered(&Method::POST, "/a/{id}", 200, took);
        let read = |http: &Http| -> Vec<_> {
            let line = |a: Answered<'_>| (a.method, a.route.to_owned(), a.class, a.latency.count());
            http.read().into_iter().map(line).collect()
        };
        let a = || "/a/{id}".to_owned();
        assert_eq!(
            read(&http),
            [
                ("GET", a(), "2xx", 2),
                ("GET", a(), "4xx", 1),
                ("POST", a(), "2xx", 1)
            ]
        );
        for n in 0..PLACES {
            http.answered(&Method::GET, &format!("/{n}"), 200, took);
        }
        let read = read(&http);
        assert_eq!(read.iter().map(|(.., count)| count).sum::<u64>(), 4 + 512);
        assert!(
            read.contains(&("OTHER", "(other)".to_owned(), "2xx", 2)),
            "{read:?}"
        );
    }

    #[test]
    fn what_a_client_makes_up_is_no_series() {
        let http = Http::default();
        for method in ["BREW", "X-1", "X-2"] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            http.answered(&method, "(none)", 404, Duration::ZERO);
        }
        assert_eq!(http.read().len(), 1);
    }
}
