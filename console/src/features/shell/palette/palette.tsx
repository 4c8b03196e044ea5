import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import clsx from 'clsx'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { contactName, firstName } from '../../../lib/baton'
import { explain } from '../../../lib/explain'
import { t, teach } from '../../../lib/i18n'
import { palette } from '../../../lib/i18n/en/palette'
import { conversationQuery } from '../../../lib/queries'
import { useDebounced } from '../../../lib/use-debounced'
import { ContactAvatar } from '../../../ui/avatar'
import { Dialog } from '../../../ui/dialog'
import { Keys } from '../../../ui/keys'
import { Marked, matches } from '../../../ui/marked'
import { type Entry, useGroups } from './entries'
import { foundQuery } from './found'
import { parts } from './match'
import '../../../styles/palette.css'

teach(palette)

const SETTLE_MS = 150

interface PaletteProps {
  onClose: () => void
  /** What is to be done once the palette is gone. */
  onRun: (run: () => void) => void
}

/** Everything that can be done or gone to, by its name. */
export function Palette({ onClose, onRun }: PaletteProps) {
  const list = useId()
  const [settled, setSettled] = useState('')
  const [q, setQ] = useDebounced('', (text) => setSettled(text.trim()), SETTLE_MS)
  const [chosen, choose] = useState<string>()
  const [onlyHere, setOnlyHere] = useState(false)
  const { conversationId } = useParams({ strict: false })
  const { data: here } = useQuery({
    ...conversationQuery(conversationId ?? ''),
    enabled: conversationId !== undefined,
  })
  const groups = useGroups(q, settled, { here, onlyHere })
  const entries = groups.flatMap((group) => group.entries)
  const at = Math.max(
    entries.findIndex((entry) => entry.id === chosen),
    0,
  )
  const current = entries[at]
  // What is found a moment later may stand above, and does not take the place of what Enter was about to do.
  useEffect(() => choose(current?.id), [current?.id])
  const id = (entry: Entry) => `${list}-${entry.id}`
  // Also where it stays and what came above pushes it down.
  useEffect(() => {
    if (current) document.getElementById(id(current))?.scrollIntoView({ block: 'nearest' })
  }, [current?.id, at])

  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const moves: Record<string, number> = {
      ArrowDown: (at + 1) % (entries.length || 1),
      ArrowUp: (at + entries.length - 1) % (entries.length || 1),
      PageDown: entries.length - 1,
      PageUp: 0,
    }
    const to = moves[event.key]
    if (to !== undefined) choose(entries[to]?.id)
    else if (event.key === 'Enter' && current) onRun(current.run)
    else if (event.key === 'Tab' && here && !event.shiftKey) setOnlyHere(!onlyHere)
    else return
    event.preventDefault()
  }

  return (
    <Dialog title={t('palette.title')} hideTitle open onClose={onClose} className="palette">
      <div className="q">
        <Search className="i" size={19} aria-hidden="true" />
        <input
          className="grow"
          role="combobox"
          aria-expanded={entries.length > 0}
          aria-controls={list}
          aria-activedescendant={current && id(current)}
          aria-autocomplete="list"
          aria-label={t('palette.open')}
          placeholder={t('palette.open')}
          value={q}
          onChange={(event) => {
            setQ(event.target.value)
            choose(undefined)
          }}
          onKeyDown={onKey}
        />
        {here && (
          <button
            type="button"
            className={clsx('ctx', onlyHere && 'is-on')}
            aria-pressed={onlyHere}
            tabIndex={-1}
            onClick={() => setOnlyHere(!onlyHere)}
          >
            <span aria-hidden="true">
              <ContactAvatar contact={here.contact} px={20} />
            </span>
            <span className="sr">{t('palette.only')}</span>
            <span className="trunc">{contactName(here.contact)}</span>
          </button>
        )}
      </div>
      <div className="found" id={list} role="listbox" aria-label={t('palette.results')}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a list box has groups of options, not of fields.
          <div key={group.title} role="group" aria-label={group.title}>
            <p className="cap" aria-hidden="true">
              {group.title}
            </p>
            {group.entries.map((entry) => (
              <Option
                key={entry.id}
                entry={entry}
                id={id(entry)}
                q={q}
                on={entry === current}
                onRun={() => onRun(entry.run)}
              />
            ))}
          </div>
        ))}
      </div>
      <Outcome q={settled} asked={!onlyHere} count={entries.length} typing={q.trim() !== settled} />
      <footer aria-hidden="true">
        <span>
          <Keys names={['↑', '↓']} /> {t('palette.move')}
        </span>
        <span>
          <Keys names={['↵']} /> {t('palette.run')}
        </span>
        {here && (
          <span>
            <Keys names={['⇥']} />{' '}
            {onlyHere
              ? t('palette.unscope')
              : t('palette.scope', { name: firstName(contactName(here.contact)) })}
          </span>
        )}
      </footer>
    </Dialog>
  )
}

interface OptionProps {
  entry: Entry
  id: string
  q: string
  on: boolean
  onRun: () => void
}

function Option({ entry, id, q, on, onRun }: OptionProps) {
  return (
    // The keyboard is listened to in the field, which keeps the focus.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      id={id}
      role="option"
      aria-selected={on}
      tabIndex={-1}
      className={clsx('opt', on && 'is-on')}
      onClick={onRun}
    >
      <span className="ico">{entry.icon}</span>
      <span className="label">
        <Marked parts={parts(entry.label, q)} />
      </span>
      {entry.detail && (
        <span className="detail muted trunc">
          <Marked parts={matches(entry.detail)} />
        </span>
      )}
      <span className="end">
        {entry.end}
        {entry.keys && <Keys names={entry.keys} />}
      </span>
    </div>
  )
}

interface OutcomeProps {
  q: string
  /** Whether conversations everywhere are searched. */
  asked: boolean
  count: number
  typing: boolean
}

/** What came of the search, for eyes where there is nothing and for ears always. */
function Outcome({ q, asked, count, typing }: OutcomeProps) {
  const { error, isFetching } = useQuery({ ...foundQuery(q), enabled: asked && q.length > 1 })
  const searching = typing || isFetching
  const text = error
    ? t('palette.failed', { why: explain(error) })
    : searching
      ? t('palette.searching')
      : count === 0
        ? t('palette.none', { q })
        : t('palette.found', { n: count })
  const shown = error || (count === 0 && q !== '')
  return (
    <p className={shown ? 'outcome muted' : 'sr'} role="status">
      {text}
    </p>
  )
}
