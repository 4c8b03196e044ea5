import type { Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { ambient } from '../../../lib/ambient'
import { drafts } from '../../../lib/drafts'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { useMe } from '../../../lib/queries'
import { useStore } from '../../../lib/store'
import { mentionsIn, teamApi, teammatesQuery } from '../../../lib/team'
import { health, isReachable } from '../../../live/connection'
import { Key } from '../../../ui/keys'
import { Left, LONGEST } from './left'
import { Suggestions } from './suggestions'
import { useSuggest } from './use-suggest'
import { useTypingSignal } from './use-typing'

interface NoteComposerProps {
  conversation: Conversation
  /** Reply or note, where both may be written. */
  tabs?: ReactNode
  onDone: () => void
}

/** Where a note is written: its whole surface says that only the team reads it. */
export function NoteComposer({ conversation, tabs, onDone }: NoteComposerProps) {
  const me = useMe()
  const place = `${conversation.id}.note`
  const [text, setText] = useState(() => drafts.read(me.workspace.id, place))
  const [busy, setBusy] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  // The same note keeps its id over tries, so that a lost answer does not make two.
  const id = useRef(ambient.id())
  const reachable = useStore(health, isReachable)
  const { data } = useQuery(teammatesQuery)
  const team = data?.items ?? []
  const left = LONGEST - [...text].length

  const typing = useTypingSignal(conversation.id, true)
  const write = (next: string) => {
    setText(next)
    drafts.write(me.workspace.id, place, next)
    typing.wrote(next)
  }
  const suggest = useSuggest(
    area,
    {
      sign: '@',
      find: (word) =>
        team
          .filter((mate) => mate.id !== me.user.id && beginsLike(mate.name, word))
          .map((mate) => ({
            id: mate.id,
            label: mate.name,
            detail: t(mate.available ? 'assign.available' : mate.away ? 'assign.away' : 'assign.offline'),
            insert: `@${mate.name} `,
          })),
    },
    write,
  )
  const add = async () => {
    const body = text.trim()
    if (!body || left < 0 || busy || !reachable) return
    setBusy(true)
    try {
      const mentions = mentionsIn(body, team).map((mate) => mate.id)
      await teamApi.addNote(conversation.id, { client_id: id.current, body, mentions })
      id.current = ambient.id()
      write('')
      typing.stopped()
      onDone()
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
    }
  }
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || suggest.onKey(event)) return
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      void add()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      onDone()
    }
  }
  useEffect(() => area.current?.focus(), [])
  useLayoutEffect(() => {
    const element = area.current
    if (!element) return
    element.style.height = '0'
    element.style.height = `${element.scrollHeight}px`
  }, [text])

  return (
    <div className="composer is-note">
      <Suggestions suggest={suggest} label={t('suggest.teammates')} />
      <div className="c-top">
        {tabs}
        <span className="grow" />
        <span className="c-left">
          <Lock className="i" size={12} aria-hidden="true" /> {t('note.onlyTeam')}
        </span>
      </div>
      <textarea
        ref={area}
        className="c-body"
        rows={2}
        dir="auto"
        aria-label={t('note.label')}
        placeholder={t('note.placeholder')}
        value={text}
        data-pane-focus
        {...suggest.field}
        onChange={(event) => {
          write(event.target.value)
          suggest.look()
        }}
        onClick={suggest.look}
        onBlur={() => {
          typing.stopped()
          suggest.close()
        }}
        onKeyDown={onKey}
      />
      <div className="c-bar">
        <span className="end">
          <Left left={left} />
          {!tabs && (
            <button type="button" className="btn ghost" onClick={onDone}>
              {t('note.cancel')}
            </button>
          )}
          <button
            type="button"
            className="btn primary"
            disabled={!text.trim() || left < 0 || busy || !reachable}
            {...(reachable ? {} : { title: t('switch.offline') })}
            onClick={() => void add()}
          >
            {t(busy ? 'note.adding' : 'note.add')} <Key name="Mod+↵" />
          </button>
        </span>
      </div>
    </div>
  )
}

/** Any word of the name begins with it. */
function beginsLike(name: string, word: string): boolean {
  const wanted = word.toLocaleLowerCase()
  return name
    .toLocaleLowerCase()
    .split(/\s+/)
    .some((part) => part.startsWith(wanted))
}
