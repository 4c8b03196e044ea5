import { type ReactNode, useEffect, useMemo } from 'react'
import { t } from '../../lib/i18n'
import { useRows } from '../../ui/rows'

const ROW_PX = 85
const AHEAD = 8

export interface VirtualRowsProps<T> {
  items: T[]
  /** Where the open item is, to keep it in view; -1: nowhere. */
  current: number
  hasMore: boolean
  loadingMore: boolean
  onMore: () => void
  children: (item: T, index: number) => ReactNode
}

/** A list of any length: only the rows in view are in the page; more are fetched before the end is reached. */
export function VirtualRows<T extends { id: string }>({
  items,
  current,
  hasMore,
  loadingMore,
  onMore,
  children,
}: VirtualRowsProps<T>) {
  const keys = useMemo(() => items.map((item) => item.id), [items])
  const { scroller, height, shown, measure, reveal } = useRows({ keys, estimate: ROW_PX, ahead: AHEAD })
  const lastShown = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !loadingMore && lastShown >= items.length - AHEAD) onMore()
  }, [hasMore, loadingMore, lastShown, items.length, onMore])
  useEffect(() => {
    if (current >= 0) reveal(current)
  }, [current, reveal])
  return (
    <div className="rows" ref={scroller}>
      <ul style={{ height }} className="rows-inner">
        {shown.map((row) => {
          const item = items[row.index]
          return item === undefined ? null : (
            <li
              key={row.key}
              ref={measure}
              data-key={row.key}
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
