//! How much one workspace may write at once, so that one that floods is refused and the others do not wait for it.

use crate::error::{AppError, Result};
use baton_core::id::WorkspaceId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// So that workspaces do not wait for each other to be counted.
const PARTS: usize = 16;
/// A full share is written within milliseconds: by then there is room again, or the flood goes on.
const RETRY_AFTER_S: u64 = 1;

/// The writes of each workspace that are under way or wait for the database.
#[derive(Debug, Clone)]
pub struct Budget {
    largest: usize,
    parts: Arc<[Part; PARTS]>,
}

type Part = Mutex<HashMap<WorkspaceId, usize>>;

/// One write that is counted, until it is dropped.
#[derive(Debug)]
pub(crate) struct Share<'a> {
    part: &'a Part,
    workspace: WorkspaceId,
}

impl Budget {
    /// A budget of so many writes at once for each workspace.
    pub fn new(largest: usize) -> Self {
        Self {
            largest: largest.max(1),
            parts: Arc::default(),
        }
    }

    /// Counts a write; [`AppError::RateLimited`] where too many of the workspace are under way.
    pub(crate) fn take(&self, workspace: WorkspaceId) -> Result<Share<'_>> {
        let part = self.part(workspace);
        let mut counts = lock(part);
        let count = counts.entry(workspace).or_default();
        if *count >= self.largest {
            return Err(AppError::RateLimited {
                retry_after_s: RETRY_AFTER_S,
            });
        }
        *count += 1;
        drop(counts);
        Ok(Share { part, workspace })
    }

    fn part(&self, workspace: WorkspaceId) -> &Part {
        // The last bits of an id are random.
        let [.., last] = *workspace.uuid().as_bytes();
        let [first, rest @ ..] = &*self.parts;
        rest.get(usize::from(last) % PARTS).unwrap_or(first)
    }
}

impl Default for Budget {
    /// A quarter of what may wait for the database in all.
    fn default() -> Self {
        Self::new(256)
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        let mut counts = lock(self.part);
        if let Some(count) = counts.get_mut(&self.workspace) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.workspace);
            }
        }
    }
}

// Held for one look-up and count, never across an await.
fn lock(part: &Part) -> MutexGuard<'_, HashMap<WorkspaceId, usize>> {
    part.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_workspace_has_its_share_and_no_part_of_another_one() {
        let budget = Budget::new(2);
        let workspace = |n| WorkspaceId::from(Uuid::from_u128(n));
        let first = budget.take(workspace(1)).unwrap();
        let second = budget.take(workspace(1)).unwrap();
        let refused = budget.take(workspace(1)).unwrap_err();
        assert!(matches!(
            refused,
            AppError::RateLimited { retry_after_s: 1 }
        ));
        let others: Vec<_> = (2..100)
            .map(|n| budget.take(workspace(n)).unwrap())
            .collect();
        drop(first);
        let third = budget.take(workspace(1)).unwrap();
        assert!(budget.take(workspace(1)).is_err());
        drop((second, third, others));
        assert!(budget.parts.iter().all(|part| lock(part).is_empty()));
    }
}
