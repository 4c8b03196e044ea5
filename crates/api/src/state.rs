//! What every handler may reach.

use axum::extract::FromRef;
use baton_app::App;
use baton_db::Reader;

/// The state of the edge. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Edge {
    /// The use-cases: the only way to write.
    pub app: App,
    /// The read-only handle.
    pub reader: Reader,
}

impl Edge {
    /// The edge of an application.
    pub fn new(app: App) -> Self {
        Self {
            reader: app.reader(),
            app,
        }
    }
}

impl FromRef<Edge> for App {
    fn from_ref(edge: &Edge) -> Self {
        edge.app.clone()
    }
}

impl FromRef<Edge> for Reader {
    fn from_ref(edge: &Edge) -> Self {
        edge.reader.clone()
    }
}
