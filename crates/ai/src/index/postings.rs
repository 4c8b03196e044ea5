//! Posting lists as three flat vectors: six bytes a posting and nothing a list.

use std::ops::Range;

use crate::num::{ordinal, position};

/// Lists of (document, weight) by key. Weights are 16-bit fixed point.
#[derive(Debug, Default)]
pub(super) struct Postings {
    keys: Vec<u64>,
    /// Where each list ends; it starts where the one before it ends.
    ends: Vec<u32>,
    documents: Vec<u32>,
    weights: Vec<u16>,
}

/// One posting before it is packed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    /// Ordinal of the key in the list of keys.
    pub(super) key: u32,
    pub(super) document: u32,
    pub(super) weight: u16,
}

impl Postings {
    /// Packs `postings`, which are in document order, under `keys`, which need not be sorted: the order that results is
    /// returned as the new ordinal of each old one.
    pub(super) fn pack(keys: &[u64], postings: &[Posting]) -> (Self, Vec<u32>) {
        let mut order: Vec<u32> = (0..ordinal(keys.len())).collect();
        order.sort_unstable_by_key(|old| keys.get(position(*old)));
        let mut renamed = vec![0_u32; keys.len()];
        for (new, old) in order.iter().enumerate() {
            if let Some(slot) = renamed.get_mut(position(*old)) {
                *slot = ordinal(new);
            }
        }
        let new_key = |posting: &Posting| renamed.get(position(posting.key)).copied().unwrap_or(0);
        let mut starts = vec![0_u32; keys.len() + 1];
        for posting in postings {
            if let Some(count) = starts.get_mut(position(new_key(posting)) + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let ends = starts.get(1..).unwrap_or_default().to_vec();
        let mut documents = vec![0_u32; postings.len()];
        let mut weights = vec![0_u16; postings.len()];
        for posting in postings {
            let Some(next) = starts.get_mut(position(new_key(posting))) else {
                continue;
            };
            let at = position(*next);
            *next += 1;
            if let (Some(document), Some(weight)) = (documents.get_mut(at), weights.get_mut(at)) {
                *document = posting.document;
                *weight = posting.weight;
            }
        }
        let keys = order
            .iter()
            .filter_map(|old| keys.get(position(*old)).copied())
            .collect();
        (
            Self {
                keys,
                ends,
                documents,
                weights,
            },
            renamed,
        )
    }

    pub(super) fn find(&self, key: u64) -> Option<u32> {
        self.keys.binary_search(&key).ok().map(ordinal)
    }

    /// The list of the key with this ordinal; empty where there is none.
    pub(super) fn list(&self, key: u32) -> impl ExactSizeIterator<Item = (u32, u16)> {
        let range = self.range(key);
        let documents = self.documents.get(range.clone()).unwrap_or_default();
        let weights = self.weights.get(range).unwrap_or_default();
        documents.iter().copied().zip(weights.iter().copied())
    }

    /// Whether the list of `key` has `document`.
    pub(super) fn contains(&self, key: u32, document: u32) -> bool {
        self.documents
            .get(self.range(key))
            .is_some_and(|list| list.binary_search(&document).is_ok())
    }

    fn range(&self, key: u32) -> Range<usize> {
        let at = position(key);
        let start = at
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        position(start)..position(end)
    }

    /// Heap bytes, for the operator's figures.
    pub(super) const fn bytes(&self) -> usize {
        self.keys.len() * 8
            + self.ends.len() * 4
            + self.documents.len() * 4
            + self.weights.len() * 2
    }
}

#[cfg(test)]
mod tests {
    use super::{Posting, Postings};

    #[test]
    fn lists_keep_document_order_under_sorted_keys() {
        let posting = |key, document, weight| Posting {
            key,
            document,
            weight,
        };
        let (packed, renamed) = Postings::pack(
            &[50, 10, 30],
            &[
                posting(0, 0, 1),
                posting(1, 0, 2),
                posting(0, 3, 4),
                posting(2, 5, 6),
            ],
        );
        assert_eq!(renamed, [2, 0, 1]);
        let list = |key| packed.list(packed.find(key).unwrap()).collect::<Vec<_>>();
        assert_eq!(list(50), [(0, 1), (3, 4)]);
        assert_eq!(list(10), [(0, 2)]);
        assert_eq!(list(30), [(5, 6)]);
        assert_eq!(packed.find(11), None);
        assert_eq!(packed.list(99).len(), 0);
    }
}
