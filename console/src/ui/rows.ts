import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { type Extent, spread, within } from '../lib/extents'

interface RowsOptions {
  /** One for each row, in order; a height belongs to its key, wherever the row moves. */
  keys: readonly string[]
  /** Height of a row that was never drawn. */
  estimate: number
  /** Rows to draw beyond the edges. */
  ahead: number
}

interface Rows {
  scroller: RefObject<HTMLDivElement | null>
  /** Height of all rows. */
  height: number
  /** The rows to draw. */
  shown: (Extent & { index: number; key: string })[]
  /** Goes on each drawn row, beside `data-key`. */
  measure: (row: HTMLElement | null) => (() => void) | undefined
  /** Moves no further than it takes to see the row. */
  reveal: (index: number) => void
}

/** Which rows of a long list are drawn, and where. */
export function useRows({ keys, estimate, ahead }: RowsOptions): Rows {
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 0 })
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map())
  const extents = useMemo(() => spread(keys, heights, estimate), [keys, heights, estimate])
  const latest = useRef({ keys, extents })
  latest.current = { keys, extents }
  const observer = useMemo(
    () => new ResizeObserver((entries) => setHeights((known) => learn(known, entries))),
    [],
  )

  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const look = () => setView({ top: box.scrollTop, height: box.clientHeight })
    const resized = new ResizeObserver(look)
    resized.observe(box)
    box.addEventListener('scroll', look, { passive: true })
    look()
    return () => {
      resized.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [])
  useEffect(() => () => observer.disconnect(), [observer])
  useAnchor(scroller, keys, extents)
  const measure = useCallback(
    (row: HTMLElement | null) => {
      if (!row) return
      observer.observe(row)
      return () => observer.unobserve(row)
    },
    [observer],
  )
  const reveal = useCallback((index: number) => {
    const box = scroller.current
    const row = latest.current.extents[index]
    if (!box || !row) return
    if (row.start < box.scrollTop) box.scrollTop = row.start
    else if (row.end > box.scrollTop + box.clientHeight) box.scrollTop = row.end - box.clientHeight
  }, [])
  const [first, last] = within(extents, view.top, view.top + view.height)
  const from = Math.max(0, first - ahead)
  const shown = extents
    .slice(from, last + ahead)
    .map((extent, n) => ({ ...extent, index: from + n, key: keys[from + n] ?? '' }))
  return { scroller, height: extents.at(-1)?.end ?? 0, shown, measure, reveal }
}

/** The known heights with what was measured; the same map when nothing is new. */
function learn(
  known: ReadonlyMap<string, number>,
  entries: ResizeObserverEntry[],
): ReadonlyMap<string, number> {
  const learned = new Map(known)
  for (const { target, borderBoxSize } of entries) {
    const { key } = (target as HTMLElement).dataset
    const height = borderBoxSize[0]?.blockSize
    if (key && height) learned.set(key, height)
  }
  return [...learned].every(([key, height]) => known.get(key) === height) ? known : learned
}

/** Keeps the first row in view where it is, when rows above it turn out higher or lower than thought. */
function useAnchor(
  scroller: RefObject<HTMLDivElement | null>,
  keys: readonly string[],
  extents: Extent[],
): void {
  const before = useRef({ keys, extents })
  useLayoutEffect(() => {
    const box = scroller.current
    const was = before.current
    before.current = { keys, extents }
    if (!box || was.keys !== keys || was.extents === extents) return
    const [first] = within(was.extents, box.scrollTop, box.scrollTop)
    const moved = (extents[first]?.start ?? 0) - (was.extents[first]?.start ?? 0)
    if (moved) box.scrollTop += moved
  })
}
