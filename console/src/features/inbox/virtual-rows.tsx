import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import { t } from '../../lib/i18n'

const ROW_PX = 85
const AHEAD = 8

interface VirtualRowsProps<T> {
  items: T[]
  keyOf: (item: T) => string
  /** Where the open item is, to keep it in view; -1: nowhere. */
  current: number
  hasMore: boolean
  loadingMore: boolean
  onMore: () => void
  children: (item: T, index: number) => ReactNode
}

/** A list of any length: only the rows in view are in the page; more are fetched before the end is reached. */
export function VirtualRows<T>({
  items,
  keyOf,
  current,
  hasMore,
  loadingMore,
  onMore,
  children,
}: VirtualRowsProps<T>) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : keyOf(item)
    },
    overscan: AHEAD,
  })
  const rows = virtual.getVirtualItems()
  const lastShown = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !loadingMore && lastShown >= items.length - AHEAD) onMore()
  }, [hasMore, loadingMore, lastShown, items.length, onMore])
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: 'auto' })
  }, [current, virtual])
  return (
    <div className="rows" ref={scroller}>
      <ul style={{ height: virtual.getTotalSize() }} className="rows-inner">
        {rows.map((row) => {
          const item = items[row.index]
          return item === undefined ? null : (
            <li
              key={row.key}
              ref={virtual.measureElement}
              data-index={row.index}
              aria-setsize={hasMore ? -1 : items.length}
              aria-posinset={row.index + 1}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {children(item, row.index)}
            </li>
          )
        })}
      </ul>
      {loadingMore && <p className="rows-more">{t('inbox.more')}</p>}
    </div>
  )
}
