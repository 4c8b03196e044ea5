//! The table against the router and against the document: nothing is routed that the table does not know.

use super::table::{self, Route};
use baton_api::{Options, state::Edge};
use baton_testkit::{Site, TestApp, TestDb};
use reqwest::Method;
use std::collections::BTreeSet;

/// Every path that the router was given, as it tells them itself.
fn paths(router: &axum::Router) -> BTreeSet<String> {
    let told = format!("{router:?}");
    let (_, told) = told.split_once("paths: {").expect("axum tells its paths");
    let (told, _) = told.split_once("} }").expect("the paths end");
    let quoted = told.split('"').skip(1).step_by(2);
    // The fallback is a route of this name within.
    let ours = quoted.filter(|path| !path.contains("private__axum"));
    ours.map(str::to_owned).collect()
}

/// A path with something in each of its holes.
fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| match part.strip_prefix('{') {
        Some(_) => "x",
        None => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Every route of the router: the methods are those that it does not refuse.
async fn routed() -> BTreeSet<Route> {
    let app = TestApp::new(TestDb::sqlite().await).await;
    let paths = paths(&baton_api::router(Edge::new(app.app.clone(), None)));
    assert!(paths.len() > 50, "only {} paths: {paths:?}", paths.len());
    let site = Site::with(TestDb::sqlite().await, None, Options::default()).await;
    let nobody = site.nobody();
    let mut routes = BTreeSet::new();
    for path in paths {
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let parsed: Method = method.parse().unwrap();
            let answer = nobody.call(parsed, &filled(&path), None).await;
            if answer.status != 405 {
                routes.insert(Route::new(method, &path));
            }
        }
    }
    routes
}

fn documented() -> BTreeSet<Route> {
    let document = serde_json::to_value(baton_api::openapi()).unwrap();
    let mut routes = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            routes.insert(Route::new(&method.to_uppercase(), path));
        }
    }
    routes
}

#[tokio::test]
async fn the_table_knows_every_route_and_no_other() {
    let routed = routed().await;
    let written: BTreeSet<_> = table::lines()
        .iter()
        .map(|line| line.route.bare())
        .collect();
    let missing: Vec<_> = routed.difference(&written).map(Route::to_string).collect();
    let gone: Vec<_> = written.difference(&routed).map(Route::to_string).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "not in the table: {missing:#?}\nnot in the router: {gone:#?}"
    );
    let undocumented: Vec<_> = documented().difference(&routed).cloned().collect();
    assert_eq!(undocumented, [], "documented, not routed");
}

#[test]
fn what_is_routed_below_the_interfaces_is_documented() {
    let documented = documented();
    let ours = ["/api/v1/", "/v1/"];
    for line in table::lines() {
        let route = line.route.bare();
        if ours.iter().any(|prefix| route.path.starts_with(prefix)) {
            assert!(documented.contains(&route), "{route} is not documented");
        }
    }
}

#[test]
fn a_route_with_an_id_is_tried_with_every_kind_of_id() {
    use table::Target::{Foreign, Malformed, Own, Unknown};
    let lines = table::lines();
    let routes: BTreeSet<_> = lines.iter().map(|line| line.route.bare()).collect();
    for route in routes.iter().filter(|route| route.path.contains("{id}")) {
        let mut tried: Vec<_> = lines
            .iter()
            .filter(|line| line.route.bare() == *route)
            .flat_map(|line| line.targets.clone())
            .collect();
        tried.sort();
        assert_eq!(tried, [Own, Foreign, Unknown, Malformed], "{route}");
    }
}
