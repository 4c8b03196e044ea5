import type { RefObject } from '#dom'
import { useEffect, useRef, useState } from '#dom'

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
  const follow = () => {
    // Who is filling in the form is not pulled away from it.
    if (follows.current && !log.current?.querySelector('form :focus')) toEnd()
  }
  useEffect(follow)
  useEffect(() => {
    if (mine) toEnd()
    else if (!follows.current) setBelow(true)
  }, [newest])
  useEffect(() => {
    const divider = open && log.current?.querySelector<HTMLElement>('.w-new')
    if (!divider || !log.current) return
    log.current.scrollTop = divider.offsetTop - 12
  }, [open])
  useEffect(() => {
    if (!log.current) return
    // The keyboard of a phone, a growing composer, a part that has just been loaded: the end stays the end.
    const size = new ResizeObserver(follow)
    const content = new MutationObserver(follow)
    size.observe(log.current)
    content.observe(log.current, { childList: true, subtree: true })
    return () => {
      size.disconnect()
      content.disconnect()
    }
  }, [])
  const onScroll = () => {
    const element = log.current
    if (!element) return
    follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX
    if (follows.current) setBelow(false)
  }
  return { below, toEnd, onScroll }
}
