import type { Conversation } from '@baton/api'
import { SquareSlash } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import type { Then } from '../../../lib/api'
import { contactName, firstName } from '../../../lib/baton'
import { between } from '../../../lib/drafts'
import { t } from '../../../lib/i18n'
import { useShortcut } from '../../../lib/keyboard/use-shortcut'
import { settings } from '../../../lib/settings'
import { useStore } from '../../../lib/store'
import { health, isReachable } from '../../../live/connection'
import { outbox } from '../../../live/outbox'
import { IconButton } from '../../../ui/icon-button'
import { useInsertion } from '../../../ui/insertion'
import { Markdown } from '../../../ui/markdown'
import { BotMark } from '../../../ui/marks'
import { lazyPart } from '../../../ui/on-demand/lazy-part'
import { editLast } from '../amending/now'
import type { CardKeys } from '../copilot/card'
import { AttachButton } from '../files/button'
import { FileChips } from '../files/composed'
import { useFiles } from '../files/use-files'
import { ChannelLabel } from './channel'
import { EmojiButton } from './emoji'
import { Left, LONGEST } from './left'
import { Modes } from './modes'
import { SendButton } from './send'
import { Suggestions } from './suggestions'
import { FormatBar } from './toolbar'
import { useCanned } from './use-canned'
import { useText } from './use-text'
import { useTypingSignal } from './use-typing'

/** Only once a draft is asked for. */
const CopilotCard = lazyPart(() => import('../copilot/card').then((m) => ({ default: m.CopilotCard })))

interface ComposerProps {
  conversation: Conversation
  /** Reply or note. */
  tabs?: ReactNode
  /** Goes on with a note. */
  onNote?: () => void
  /** The baton was taken just now: whoever took it wants to write. */
  writeNow?: boolean
}

/** Where the holder writes: kept as a draft with every key, sent through the outbox. */
export function Composer({ conversation, tabs, onNote, writeNow = false }: ComposerProps) {
  /** How often a draft was asked for since it was put away. */
  const [asked, setAsked] = useState(0)
  const card = useRef<CardKeys>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const reachable = useStore(health, isReachable)
  const enterSends = useStore(settings, (all) => all.enterSends)
  const typing = useTypingSignal(conversation.id)
  const { text, mode, setMode, write, put, insert, format, end } = useText(
    area,
    conversation.id,
    typing.wrote,
  )
  const left = LONGEST - [...text].length
  const files = useFiles(conversation.id)
  const sendable = (text.trim() !== '' || files.all.length > 0) && files.isQuiet && left >= 0
  const canned = useCanned(area, conversation, write)
  const send = (then?: Then) => {
    if (!sendable) return
    outbox.add(conversation.id, text.trim(), then, files.take())
    write('')
    typing.stopped()
    setMode('edit')
    area.current?.focus()
  }
  const showCanned = () => {
    const before = text.slice(0, area.current?.selectionStart ?? text.length)
    insert(`${between(before)}/`, canned.look)
  }
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || canned.onKey(event)) return
    const mod = event.metaKey || event.ctrlKey
    if (event.key === 'Enter' && mod && event.shiftKey) {
      event.preventDefault()
      send('resolve')
    } else if (event.key === 'Enter' && (mod || (enterSends && !event.shiftKey && !event.altKey))) {
      event.preventDefault()
      send()
    } else if (event.key === 'Tab' && !event.shiftKey && card.current?.use()) {
      event.preventDefault()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (asked) setAsked(0)
      else
        event.currentTarget
          .closest<HTMLElement>('.thread')
          ?.querySelector<HTMLElement>('.transcript')
          ?.focus()
    } else if (event.key === 'ArrowUp' && !text && editLast(conversation.id)) {
      event.preventDefault()
    } else if (mod && !event.shiftKey && (event.key === 'b' || event.key === 'i')) {
      event.preventDefault()
      format(event.key === 'b' ? 'bold' : 'italic')
    }
  }

  useEffect(() => {
    if (writeNow) area.current?.focus()
  }, [writeNow])
  useInsertion(conversation.id, (more) => put(between(text) + more, end))
  useShortcut('reply', () => area.current?.focus())
  const draft = () => setAsked(asked + 1)
  useShortcut('draft', draft)
  useShortcut('open', () => area.current?.focus())
  useShortcut('preview', () => setMode(mode === 'edit' ? 'preview' : 'edit'))
  const name = firstName(contactName(conversation.contact))
  return (
    <div className="composer human">
      <Suggestions suggest={canned} label={t('suggest.canned')} />
      <div className="c-top">
        {tabs}
        {mode === 'edit' && <FormatBar onFormat={format} />}
        <span className="grow" />
        <Modes mode={mode} onMode={setMode} />
      </div>
      {asked > 0 && (
        <Suspense>
          <CopilotCard
            conversation={conversation}
            asked={asked}
            keys={card}
            onUse={(words) => put(between(text) + words, end)}
            onNote={() => onNote?.()}
            onClose={() => setAsked(0)}
          />
        </Suspense>
      )}
      {mode === 'edit' ? (
        <textarea
          ref={area}
          className="c-body"
          rows={2}
          dir="auto"
          aria-label={t('composer.label')}
          placeholder={reachable ? t('suggest.replyPlaceholder', { name }) : t('composer.queue')}
          value={text}
          data-pane-focus
          {...canned.field}
          onPaste={files.onPaste}
          onFocus={canned.prepare}
          onChange={(event) => {
            write(event.target.value)
            canned.look()
          }}
          onClick={canned.look}
          onBlur={() => {
            typing.stopped()
            canned.close()
          }}
          onKeyDown={onKey}
        />
      ) : (
        <div className="c-body md" dir="auto">
          {text.trim() ? <Markdown source={text} /> : <p className="ph">{t('composer.nothing')}</p>}
        </div>
      )}
      <FileChips items={files.all} isOver={files.isOver} />
      <div className="c-bar">
        <IconButton
          size="sm"
          label={t('suggest.canned')}
          onMouseDown={(event) => event.preventDefault()}
          onPointerEnter={canned.prepare}
          onClick={showCanned}
        >
          <SquareSlash className="i" size={16} aria-hidden="true" />
        </IconButton>
        <EmojiButton onPick={insert} />
        <AttachButton onPick={files.add} />
        <IconButton
          size="sm"
          label={t('composer.draft', { name: conversation.assistant.name })}
          aria-expanded={asked > 0}
          onClick={() => (asked ? setAsked(0) : draft())}
        >
          <BotMark size={18} />
        </IconButton>
        <span className="end">
          <Left left={left} />
          <ChannelLabel channel={conversation.channel} />
          <SendButton
            label={t(reachable ? 'composer.send' : 'composer.queueSend')}
            keys={enterSends ? 'Enter' : 'Mod+↵'}
            disabled={!sendable}
            onSend={send}
            later={files.all.length ? null : { conversation, body: text.trim(), onKept: () => write('') }}
          />
        </span>
      </div>
    </div>
  )
}
