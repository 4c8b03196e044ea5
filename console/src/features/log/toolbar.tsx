import { useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { Download } from 'lucide-react'
import { useEffect } from 'react'
import type { Query } from '../../lib/http'
import { t } from '../../lib/i18n'
import { assistantsQuery, useMe } from '../../lib/queries'
import { Choice } from '../../ui/choice'
import { Menu, MenuChoices } from '../../ui/menu'
import { SearchField } from '../../ui/search-field'
import { tagsQuery } from '../../ui/tags/names'
import { countsOf, exportUrl } from './api'
import type { Wish } from './deletion'
import { CHANNELS, type Change, HOLDERS, type LogState, RANGES } from './filter'
import { SweepButton } from './sweep'

const ANY = 'any'
const OWN = 'own'

interface ToolbarProps {
  state: LogState
  query: Query
  onChange: (change: Change) => void
  onWish: (wish: Wish) => void
}

/** What narrows the log, and what is done with all of it. */
export function Toolbar({ state, query, onChange, onWish }: ToolbarProps) {
  const me = useMe()
  const { engaged: _, ...both } = query
  const { data: counts } = useQuery({ ...countsOf(both), enabled: !state.q })
  const plus = (n: number) => `${n.toLocaleString('en')}${counts?.more ? '+' : ''}`
  const number = (n: number | undefined) =>
    n !== undefined && !state.q && <span className="count">{plus(n)}</span>
  return (
    <div className="toolbar log-tools">
      <SearchField
        label={t('log.search')}
        value={state.q ?? ''}
        onSearch={(q) => onChange({ q: q || undefined })}
      />
      <fieldset className="seg fit" aria-label={t('log.engagement')}>
        <button type="button" aria-pressed={!state.all} onClick={() => onChange({ all: undefined })}>
          {t('log.engaged')} {number(counts?.engaged)}
        </button>
        <button type="button" aria-pressed={Boolean(state.all)} onClick={() => onChange({ all: true })}>
          {t('log.all')} {number(counts?.all)}
        </button>
      </fieldset>
      <Filters state={state} onChange={onChange} />
      <span className="grow" />
      {me.permissions.includes('conversation.export') && <Export query={query} />}
      {me.permissions.includes('conversation.bulk_delete') && <SweepButton onWish={onWish} />}
    </div>
  )
}

function Filters({ state, onChange }: Pick<ToolbarProps, 'state' | 'onChange'>) {
  const { data: assistants } = useQuery(assistantsQuery)
  const { data: tags } = useQuery(tagsQuery)
  const renamed = tags?.renamed.find(({ name }) => name === state.tag)?.to
  // A tag that has another name now, in an old address or while one looks on.
  useEffect(() => {
    if (renamed) onChange({ tag: renamed })
  }, [renamed, onChange])
  const named = assistants?.items ?? []
  const range = state.from || state.to ? OWN : (state.range ?? ANY)
  const chooseRange = (next: string) => {
    const days = RANGES.find((each) => each === next)
    const today = new Date().toLocaleDateString('sv')
    onChange({ range: days, from: next === OWN ? today : undefined, to: next === OWN ? today : undefined })
  }
  return (
    <>
      <Choice
        label={t('log.channel')}
        value={state.channel}
        any={t('log.channel.any')}
        choices={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
        onChoose={(next) => onChange({ channel: CHANNELS.find((each) => each === next) })}
      />
      {named.length > 1 && (
        <Choice
          label={t('log.assistant')}
          value={state.assistant}
          any={t('log.assistant.any')}
          choices={named.map(({ id, name }) => ({ value: id, label: name }))}
          onChoose={(assistant) => onChange({ assistant })}
        />
      )}
      <Choice
        label={t('log.holder')}
        value={state.holder}
        any={t('log.holder.any')}
        choices={HOLDERS.map((value) => ({ value, label: t(`log.holder.${value}`) }))}
        onChoose={(next) => onChange({ holder: HOLDERS.find((each) => each === next) })}
      />
      {Boolean(tags?.items.length) && (
        <Choice
          label={t('log.tag')}
          value={state.tag}
          any={t('log.tag.any')}
          choices={(tags?.items ?? []).map((value) => ({ value, label: value }))}
          onChoose={(tag) => onChange({ tag })}
        />
      )}
      <Choice
        label={t('log.range')}
        value={range === ANY ? undefined : range}
        any={t('log.range.any')}
        choices={[...RANGES, OWN].map((value) => ({ value, label: t(`log.range.${value as '1'}`) }))}
        onChoose={(next) => chooseRange(next ?? ANY)}
      />
      {range === OWN && <Days state={state} onChange={onChange} />}
      <button
        type="button"
        className={clsx('drop box', state.needs_human && 'is-set')}
        aria-pressed={Boolean(state.needs_human)}
        onClick={() => onChange({ needs_human: state.needs_human ? undefined : true })}
      >
        {t('log.needsHuman')}
      </button>
    </>
  )
}

function Days({ state, onChange }: Pick<ToolbarProps, 'state' | 'onChange'>) {
  const day = (which: 'from' | 'to') => (
    <label className="log-day">
      <span className="sr">{t(`log.range.${which}`)}</span>
      <input
        type="date"
        value={state[which] ?? ''}
        onChange={(event) => onChange({ [which]: event.target.value || undefined })}
      />
    </label>
  )
  return (
    <>
      {day('from')}
      {day('to')}
    </>
  )
}

function Export({ query }: { query: Query }) {
  return (
    <Menu
      align="end"
      label={t('log.export')}
      trigger={
        <button type="button" className="btn">
          <Download className="i" size={15} aria-hidden="true" />
          {t('log.export')}
        </button>
      }
    >
      <MenuChoices
        value=""
        onChoose={(format) => location.assign(exportUrl(query, format === 'csv' ? 'csv' : 'json'))}
        choices={(['csv', 'json'] as const).map((value) => ({ value, label: t(`log.export.${value}`) }))}
      />
    </Menu>
  )
}
