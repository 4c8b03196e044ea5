import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { isNarrowed } from '../../lib/filters'
import { t, teach } from '../../lib/i18n'
import { nothing } from '../../lib/i18n/en/nothing'
import { countsQuery } from '../../lib/queries'
import { Empty } from '../../ui/empty'
import { Key } from '../../ui/keys'
import { filterOf, type InboxState } from './filter'

teach(nothing)

interface NothingProps {
  state: InboxState
  onClear: () => void
  onAll: () => void
  onNextWaiting: () => void
}

/** Why the list is empty, and one thing to do about it. */
export function Nothing({ state, onClear, onAll, onNextWaiting }: NothingProps) {
  const { data: counts } = useQuery(countsQuery)
  const view = filterOf(state).view
  if (state.q)
    return (
      <Empty
        picture="search"
        title={t('empty.search.title', { q: state.q })}
        detail={t('empty.search.detail')}
      >
        <button type="button" className="btn" onClick={onClear}>
          {t('empty.search.action')}
        </button>
      </Empty>
    )
  if (isNarrowed(filterOf(state))) {
    const hidden = counts?.[view] ?? 0
    return (
      <Empty
        picture="lines"
        title={t('empty.filter.title')}
        detail={hidden > 99 ? t('empty.filter.detailMany') : t('empty.filter.detail', { n: hidden })}
      >
        <button type="button" className="btn" onClick={onClear}>
          {t('empty.filter.action')}
        </button>
      </Empty>
    )
  }
  if (view === 'waiting')
    return (
      <Empty picture="nobody" title={t('empty.waiting.title')} detail={t('empty.waiting.detail')}>
        <button type="button" className="btn" onClick={onAll}>
          {t('empty.waiting.action')}
          <Key name="Alt+1" />
        </button>
      </Empty>
    )
  if (view === 'mine')
    return (
      <Empty picture="mine" title={t('empty.mine.title')} detail={t('empty.mine.detail')}>
        {counts !== undefined && counts.waiting > 0 && (
          <button type="button" className="btn human" onClick={onNextWaiting}>
            {t('empty.mine.action')}
            <Key name="W" />
          </button>
        )}
      </Empty>
    )
  return (
    <Empty picture="relay" title={t('empty.inbox.title')} detail={t('empty.inbox.detail')}>
      <Link className="btn" to="/get-started">
        {t('empty.inbox.action')}
      </Link>
    </Empty>
  )
}
