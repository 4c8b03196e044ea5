import { useQuery } from '@tanstack/react-query'
import type { Query } from '../../lib/http'
import { t } from '../../lib/i18n'
import { Empty } from '../../ui/empty'
import { countsOf } from './api'
import { type Change, isNarrowed, type LogState } from './filter'

interface NothingProps {
  state: LogState
  query: Query
  onChange: (change: Change) => void
}

/** Why the log is empty, and what shows more of it. */
export function Nothing({ state, query, onChange }: NothingProps) {
  const { engaged: _, ...both } = query
  const { data: counts } = useQuery(countsOf(both))
  const hidden = (counts?.all ?? 0) - (counts?.engaged ?? 0)
  if (!isNarrowed(state) && !hidden)
    return <Empty picture="search" title={t('log.fresh.title')} detail={t('log.fresh.detail')} />
  if (!isNarrowed(state) && !state.all)
    return (
      <Empty picture="lines" title={t('log.silent.title')} detail={t('log.silent.detail', { n: hidden })}>
        <button type="button" className="btn" onClick={() => onChange({ all: true })}>
          {t('log.silent.action', { n: hidden })}
        </button>
      </Empty>
    )
  const showAll = !state.all && hidden > 0
  return (
    <Empty
      picture="search"
      title={t('log.nothing.title')}
      detail={showAll ? t('log.hidden', { n: hidden }) : t('log.nothing.detail')}
    >
      <button type="button" className="btn" onClick={() => onChange(showAll ? { all: true } : CLEARED)}>
        {t(showAll ? 'log.all' : 'empty.filter.action')}
      </button>
    </Empty>
  )
}

const CLEARED: Change = {
  channel: undefined,
  assistant: undefined,
  holder: undefined,
  tag: undefined,
  range: undefined,
  from: undefined,
  to: undefined,
  needs_human: undefined,
  q: undefined,
}
