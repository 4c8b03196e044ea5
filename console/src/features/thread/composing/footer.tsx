import type { Conversation } from '@baton/api'
import { NotebookPen } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { contactName, firstName } from '../../../lib/baton'
import { drafts } from '../../../lib/drafts'
import { t } from '../../../lib/i18n'
import { useShortcut } from '../../../lib/keyboard/use-shortcut'
import { useMe } from '../../../lib/queries'
import { useStore } from '../../../lib/store'
import { useSeconds, waitWords } from '../../../lib/time'
import { health, isReachable } from '../../../live/connection'
import { writing } from '../../../live/writing'
import { ChannelIcon, MateAvatar } from '../../../ui/avatar'
import { Key } from '../../../ui/keys'
import { BatonMark, BotMark } from '../../../ui/marks'
import type { BatonActions } from '../use-baton'
import { Composer } from './composer'
import { NoteComposer } from './note-composer'
import { Writers } from './writers'

interface FooterProps {
  conversation: Conversation
  baton: BatonActions
}

/** What one may write here, which depends on who holds the baton. */
export function Footer({ conversation, baton }: FooterProps) {
  const [noting, setNoting] = useState(false)
  const { hold, may } = baton
  useShortcut('note', () => setNoting(true), may.reply)
  useShortcut('reply', () => setNoting(false), noting && hold === 'you')
  const tabs = <Tabs noting={noting} onNote={setNoting} />
  const note = may.reply && !noting && (
    <button type="button" className="btn ghost sm" onClick={() => setNoting(true)}>
      <NotebookPen className="i" size={14} aria-hidden="true" />
      {t('note.write')} <Key name="N" />
    </button>
  )
  return (
    <div className="t-foot">
      <Writers conversation={conversation.id} />
      {noting && may.reply ? (
        <NoteComposer
          conversation={conversation}
          {...(hold === 'you' ? { tabs } : {})}
          onDone={() => setNoting(false)}
        />
      ) : (
        <FooterState
          conversation={conversation}
          baton={baton}
          tabs={tabs}
          note={note}
          onNote={() => setNoting(true)}
        />
      )}
    </div>
  )
}

const SHEETS = ['reply', 'note'] as const

/** To the visitor, or to the team. */
function Tabs({ noting, onNote }: { noting: boolean; onNote: (noting: boolean) => void }) {
  return (
    <span role="tablist" aria-label={t('note.mode')} className="c-tabs">
      {SHEETS.map((sheet) => (
        <button
          key={sheet}
          type="button"
          role="tab"
          className="c-tab"
          aria-selected={noting === (sheet === 'note')}
          onClick={() => onNote(sheet === 'note')}
        >
          {t(`note.${sheet}`)} <Key name={sheet === 'note' ? 'N' : 'R'} />
        </button>
      ))}
    </span>
  )
}

function FooterState({
  conversation,
  baton,
  tabs,
  note,
  onNote,
}: FooterProps & { tabs: ReactNode; note: ReactNode; onNote: () => void }) {
  const reachable = useStore(health, isReachable)
  const gate = {
    disabled: !reachable || baton.claiming,
    ...(reachable ? {} : { title: t('switch.offline') }),
  }
  if (baton.hold === 'done') return note && <div className="passive done">{note}</div>
  if (!baton.may.reply)
    return (
      <div className="passive">
        <p className="grow">{t('composer.readOnly')}</p>
      </div>
    )
  switch (baton.hold) {
    case 'you':
      return <Composer conversation={conversation} tabs={tabs} onNote={onNote} writeNow={baton.claimed} />
    case 'ai':
      return (
        <div className="passive">
          <BotMark size={22} />
          <p className="grow">{t('composer.passive', { name: conversation.assistant.name })}</p>
          {note}
          <button
            type="button"
            className="btn human sm"
            {...gate}
            onClick={() => baton.claim(false)}
            data-pane-focus
          >
            {t('switch.takeOver')} <Key name="C" />
          </button>
        </div>
      )
    case 'wait':
      return <Claim conversation={conversation} baton={baton} gate={gate} note={note} />
    case 'mate':
      return <Held conversation={conversation} note={note} />
  }
}

function Claim({
  conversation,
  baton,
  gate,
  note,
}: FooterProps & { gate: { disabled: boolean; title?: string }; note: ReactNode }) {
  const now = useSeconds()
  const since = conversation.baton.escalated_at
  const { email } = conversation.contact
  const button = useRef<HTMLButtonElement>(null)
  useShortcut('reply', () => button.current?.focus())
  return (
    <div className="claim">
      <BatonMark size={26} />
      <div>
        <h3>{t('composer.nobody')}</h3>
        {since && (
          <p>
            {t('composer.waited', {
              name: firstName(contactName(conversation.contact)),
              wait: waitWords(since, now),
            })}
            {conversation.baton.waits === 'assisted' &&
              ` ${t('wait.assisted', { name: conversation.assistant.name })}`}
            {conversation.baton.waits === 'mail' &&
              ` ${email ? t('wait.mail', { email }) : t('wait.mailUnknown')}`}
          </p>
        )}
      </div>
      <div className="acts">
        <span className="channel">
          <ChannelIcon channel={conversation.channel} px={12} />
          {t(`channel.${conversation.channel}`).toUpperCase()}
        </span>
        {note}
        <button
          type="button"
          ref={button}
          className="btn human"
          {...gate}
          onClick={() => baton.claim(false)}
          data-pane-focus
        >
          {t('composer.claim')} <Key name="C" />
        </button>
      </div>
    </div>
  )
}

function Held({ conversation, note }: { conversation: Conversation; note: ReactNode }) {
  const me = useMe()
  const holder = conversation.baton.person
  const writes = useStore(writing, (all) =>
    all.get(conversation.id)?.some((each) => each.by?.id === holder?.id && !each.note),
  )
  const name = holder?.name ?? ''
  const draft = drafts.read(me.workspace.id, conversation.id)
  return (
    <div className="passive">
      <MateAvatar name={name} px={24} />
      <div className="grow">
        <p>{t(writes ? 'composer.mateTyping' : 'composer.mate', { name: firstName(name) })}</p>
        {draft && <p className="t-xs trunc">{t('composer.keptDraft', { draft })}</p>}
      </div>
      {note}
    </div>
  )
}
