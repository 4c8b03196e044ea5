//! Pages of lists: a bounded limit and an opaque cursor over `(time, id)`.

use crate::time::Timestamp;
use uuid::Uuid;

/// How many items a page may have: 1 to 100, 50 where nothing was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(i64);

impl Limit {
    /// Clamps a wish to what is allowed.
    pub fn new(wish: Option<u32>) -> Self {
        Self(i64::from(wish.unwrap_or(50).clamp(1, 100)))
    }

    /// The number of items.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// One more than the limit, to learn whether a further page exists.
    pub const fn and_one(self) -> i64 {
        self.0 + 1
    }
}

/// The last item of a page: the next page starts after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The sort time of that item.
    pub at: Timestamp,
    /// Its id, for equal times.
    pub id: Uuid,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:x}.{}", self.at.ms(), self.id.simple())
    }
}

impl std::str::FromStr for Cursor {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (at, id) = text.split_once('.').ok_or(())?;
        let at = i64::from_str_radix(at, 16).map_err(|_error| ())?;
        Ok(Self {
            at: Timestamp::from_ms(at),
            id: id.parse().map_err(|_error| ())?,
        })
    }
}

/// A page of items and where the next one starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The items, in the order asked for.
    pub items: Vec<T>,
    /// Where to go on; `None` on the last page.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Makes a page of rows that were fetched with [`Limit::and_one`].
    pub fn cut(mut items: Vec<T>, limit: Limit, cursor: impl Fn(&T) -> Cursor) -> Self {
        let keep = usize::try_from(limit.get()).unwrap_or(usize::MAX);
        let more = items.len() > keep;
        items.truncate(keep);
        let next = items.last().filter(|_| more).map(cursor);
        Self { items, next }
    }

    /// The same page of other items.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(f).collect(),
            next: self.next,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_round_trip_and_pages_are_cut() {
        let cursor = Cursor {
            at: Timestamp::from_ms(123_456_789),
            id: Uuid::from_u128(7),
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        assert_eq!("x".parse::<Cursor>(), Err(()));
        let of = |n: &u8| Cursor {
            at: Timestamp::from_ms(i64::from(*n)),
            id: Uuid::nil(),
        };
        let page = Page::cut(vec![1u8, 2, 3], Limit::new(Some(2)), of);
        assert_eq!((page.items, page.next.unwrap().at.ms()), (vec![1, 2], 2));
        assert_eq!(Page::cut(vec![1u8, 2], Limit::new(Some(2)), of).next, None);
    }
}
