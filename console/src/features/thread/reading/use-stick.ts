import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** As near to the end as counts as being there. */
const NEAR_PX = 56
/** What of the message before the first new one stays in view. */
const ABOVE_PX = 48

/**
 * Keeps the end in view for those who read the end, and keeps the place of those who read further up, also when something is
 * added above.
 */
export function useStick(
  scroller: RefObject<HTMLElement | null>,
  flow: RefObject<HTMLElement | null>,
  firstKey: string,
) {
  const [atEnd, setAtEnd] = useState(true)
  const sticking = useRef(true)
  const fromEnd = useRef(0)

  const toEnd = useCallback(() => {
    sticking.current = true
    setAtEnd(true)
    const element = scroller.current
    if (element) element.scrollTop = element.scrollHeight
  }, [scroller])

  /** Somebody is shown another place: new messages leave it. */
  const release = useCallback(() => {
    sticking.current = false
  }, [])

  useEffect(() => {
    const element = scroller.current
    const content = flow.current
    if (!element || !content) return
    const onScroll = () => {
      fromEnd.current = element.scrollHeight - element.scrollTop
      sticking.current = fromEnd.current - element.clientHeight < NEAR_PX
      setAtEnd(sticking.current)
    }
    const observer = new ResizeObserver(() => {
      if (sticking.current) element.scrollTop = element.scrollHeight
    })
    observer.observe(content)
    observer.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller, flow])

  // Opened at what is new, where that is further up than the end.
  useLayoutEffect(() => {
    const element = scroller.current
    const first = element?.querySelector('[data-first-unread]')
    if (!element || !first) return
    const top = first.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop
    if (top - ABOVE_PX > element.scrollHeight - element.clientHeight - NEAR_PX) return
    sticking.current = false
    setAtEnd(false)
    element.scrollTop = top - ABOVE_PX
    fromEnd.current = element.scrollHeight - element.scrollTop
  }, [scroller])

  const known = useRef(firstKey)
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || known.current === firstKey) return
    known.current = firstKey
    if (!sticking.current) element.scrollTop = element.scrollHeight - fromEnd.current
  }, [firstKey, scroller])

  return { atEnd, toEnd, release }
}
