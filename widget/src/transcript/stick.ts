import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

/** Nearer to the end than this, the reader follows the conversation. */
const NEAR_PX = 48

/**
 * Keeps the end in view for who is reading there, and stays put for who has scrolled up: then `below` says that
 * something new has come. `mine`: the visitor's own words always come into view.
 */
export function useStick(log: RefObject<HTMLElement | null>, open: boolean, newest: string, mine: boolean) {
  const follows = useRef(true)
  const [below, setBelow] = useState(false)
  const toEnd = () => {
    follows.current = true
    setBelow(false)
    if (log.current) log.current.scrollTop = log.current.scrollHeight
  }
  useLayoutEffect(() => {
    if (follows.current && log.current) log.current.scrollTop = log.current.scrollHeight
  })
  useLayoutEffect(() => {
    if (mine) toEnd()
    else if (!follows.current) setBelow(true)
  }, [newest])
  useLayoutEffect(() => {
    const divider = open && log.current?.querySelector<HTMLElement>('.w-new')
    if (!divider || !log.current) return
    log.current.scrollTop = divider.offsetTop - 12
  }, [open])
  useEffect(() => {
    if (!log.current) return
    // The keyboard of a phone, a growing composer: the end stays the end.
    const observer = new ResizeObserver(() => {
      if (follows.current && log.current) log.current.scrollTop = log.current.scrollHeight
    })
    observer.observe(log.current)
    return () => observer.disconnect()
  }, [])
  const onScroll = () => {
    const element = log.current
    if (!element) return
    follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX
    if (follows.current) setBelow(false)
  }
  return { below, toEnd, onScroll }
}
