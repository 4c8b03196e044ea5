import { useSyncExternalStore } from 'react'

/** Below this the panel lies over the thread instead of beside it. */
const WIDE = '(min-width: 1280px)'
/** Below this there is one pane at a time. */
const NOT_A_PHONE = '(min-width: 720px)'

function useIsBelow(width: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(width)
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => !window.matchMedia(width).matches,
  )
}

export const useIsNarrow = () => useIsBelow(WIDE)
export const useIsPhone = () => useIsBelow(NOT_A_PHONE)
