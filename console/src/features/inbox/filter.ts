import type { ConversationFilter, InboxState, Sort } from '../../lib/filters'

export type { InboxState }

/** The waiting are served in the order in which they began to wait, everyone else by what is new. */
export function sortOf({ view, sort }: InboxState): Sort {
  return sort ?? (view === 'waiting' ? 'longest_wait' : 'newest')
}

export function filterOf(state: InboxState): ConversationFilter {
  const view = state.view === 'leads' ? 'all' : (state.view ?? 'all')
  return {
    view,
    sort: sortOf(state),
    ...(state.status ? { status: state.status } : {}),
    ...(state.assigned ? { assigned: state.assigned } : {}),
    ...(state.assistant ? { assistant: state.assistant } : {}),
    ...(state.lead ? { has_lead: true as const } : {}),
    ...(state.q ? { q: state.q } : {}),
  }
}
