import { useSyncExternalStore } from 'react'

/** Below this the panel lies over the thread instead of beside it. */
const WIDE = '(min-width: 1280px)'

export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(WIDE)
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => !window.matchMedia(WIDE).matches,
  )
}
