import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { isNarrowed } from '../../lib/filters'
import { t, teach } from '../../lib/i18n'
import { nothing } from '../../lib/i18n/en/nothing'
import { countsQuery } from '../../lib/queries'
import { span } from '../../lib/time'
import { Empty } from '../../ui/empty'
import { Key } from '../../ui/keys'
import { filterOf, type InboxState } from './filter'
import { suggestionQuery, waitsQuery } from './nothing-api'

teach(nothing)

interface NothingProps {
  state: InboxState
  onClear: () => void
  onSearch: (q: string) => void
  onAll: () => void
  onNextWaiting: () => void
}

/** Why the list is empty, and one thing to do about it. */
export function Nothing({ state, onClear, onSearch, onAll, onNextWaiting }: NothingProps) {
  const { data: counts } = useQuery(countsQuery)
  const view = filterOf(state).view
  if (state.q) return <NoMatch state={state} onClear={onClear} onSearch={onSearch} />
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
  if (state.sort === 'need')
    return <Empty picture="mine" title={t('empty.need.title')} detail={t('empty.need.detail')} />
  if (view === 'waiting') return <NobodyWaits onAll={onAll} />
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

/** A quiet queue, and how fast the team was today; nothing of that where nobody waited. */
function NobodyWaits({ onAll }: { onAll: () => void }) {
  const { data } = useQuery(waitsQuery)
  const detail = data?.today
    ? t('empty.waiting.today', { wait: span(data.today.median_s) })
    : t('empty.waiting.detail')
  return (
    <Empty picture="nobody" title={t('empty.waiting.title')} detail={detail}>
      <button type="button" className="btn" onClick={onAll}>
        {t('empty.waiting.action')}
        <Key name="Alt+1" />
      </button>
    </Empty>
  )
}

/** A search that found nothing, and a better spelling where there is one. */
function NoMatch({ state, onClear, onSearch }: Pick<NothingProps, 'state' | 'onClear' | 'onSearch'>) {
  const meant = useQuery(suggestionQuery(filterOf(state))).data?.q
  return (
    <Empty
      picture="search"
      title={t('empty.search.title', { q: state.q ?? '' })}
      detail={meant ? t('empty.search.meant', { q: meant }) : t('empty.search.detail')}
    >
      {meant && (
        <button type="button" className="btn" onClick={() => onSearch(meant)}>
          {t('empty.search.again', { q: meant })}
        </button>
      )}
      <button type="button" className={meant ? 'btn ghost' : 'btn'} onClick={onClear}>
        {t('empty.filter.action')}
      </button>
    </Empty>
  )
}
