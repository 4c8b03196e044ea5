//! Pages of lists, as the interface shows them.

pub(crate) mod file;

use crate::problem::Problem;
use baton_core::page::{Cursor, Limit, Page};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PageOf<T> {
    /// The items, in the order asked for.
    pub items: Vec<T>,
    /// Where to go on; null on the last page.
    pub next_cursor: Option<String>,
}

impl<T> From<Page<T>> for PageOf<T> {
    fn from(page: Page<T>) -> Self {
        Self {
            next_cursor: page.next.map(|cursor| cursor.to_string()),
            items: page.items,
        }
    }
}

/// A list that has no pages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ListOf<T> {
    /// The items.
    pub items: Vec<T>,
}

/// A stretch of something that is numbered.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Stretch<T> {
    /// Ascending by seq.
    pub items: Vec<T>,
    /// Whether there are more in the direction asked for.
    pub has_more: bool,
}

impl<T> Stretch<T> {
    /// Of items that were fetched with [`Limit::and_one`]; `cut` says at which end the one too many is.
    pub fn cut(mut items: Vec<T>, limit: Limit, end: End) -> Self {
        let keep = usize::try_from(limit.get()).unwrap_or(usize::MAX);
        let too_many = items.len().saturating_sub(keep);
        match end {
            End::First => drop(items.drain(..too_many)),
            End::Last => items.truncate(keep),
        }
        Self {
            items,
            has_more: too_many > 0,
        }
    }
}

/// An end of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The lowest seq.
    First,
    /// The highest seq.
    Last,
}

/// How much of what comes after a seq.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct After {
    /// The last seq that is known.
    #[serde(default)]
    pub after: i64,
    /// 1 to 100, else 50.
    #[param(value_type = Option<i64>, minimum = 0, maximum = 4_294_967_295_u32)]
    pub limit: Option<u32>,
}

/// Reads where a page begins.
pub fn cursor(text: Option<&str>) -> Result<Option<Cursor>, Problem> {
    let refuse = |()| {
        Problem::invalid(
            "cursor",
            "The cursor is none of ours. Start again without it.",
        )
    };
    text.map(|text| text.parse().map_err(refuse)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_cut_at_the_end_it_was_not_asked_from() {
        let limit = Limit::new(Some(2));
        let newest = Stretch::cut(vec![1, 2, 3], limit, End::First);
        assert_eq!((newest.items, newest.has_more), (vec![2, 3], true));
        let after = Stretch::cut(vec![1, 2, 3], limit, End::Last);
        assert_eq!((after.items, after.has_more), (vec![1, 2], true));
        assert!(!Stretch::cut(vec![1, 2], limit, End::Last).has_more);
    }
}
