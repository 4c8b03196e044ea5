import type { Conversation } from '@baton/api'
import { SquareSlash } from 'lucide-react'
import {
  type KeyboardEvent,
  type ReactNode,
  Suspense,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { Then } from '../../../lib/api'
import { contactName, firstName } from '../../../lib/baton'
import { between, drafts } from '../../../lib/drafts'
import { applyFormat, type Format } from '../../../lib/format'
import { t } from '../../../lib/i18n'
import { useShortcut } from '../../../lib/keyboard/use-shortcut'
import { useMe } from '../../../lib/queries'
import { settings } from '../../../lib/settings'
import { useStore } from '../../../lib/store'
import { health, isReachable } from '../../../live/connection'
import { outbox } from '../../../live/outbox'
import { ChannelIcon } from '../../../ui/avatar'
import { IconButton } from '../../../ui/icon-button'
import { useInsertion } from '../../../ui/insertion'
import { Markdown } from '../../../ui/markdown'
import { BotMark } from '../../../ui/marks'
import { lazyPart } from '../../../ui/on-demand/lazy-part'
import { editLast } from '../amending/now'
import type { CardKeys } from '../copilot/card'
import { EmojiButton } from './emoji'
import { Left, LONGEST } from './left'
import { Modes } from './modes'
import { SendButton } from './send'
import { Suggestions } from './suggestions'
import { FormatBar } from './toolbar'
import { useCanned } from './use-canned'
import { useTypingSignal } from './use-typing'

/** Only once a draft is asked for. */
const CopilotCard = lazyPart(() => import('../copilot/card').then((m) => ({ default: m.CopilotCard })))

const CHANNEL_LABEL = {
  widget: 'WIDGET',
  whatsapp: 'WA',
  instagram: 'IG',
  messenger: 'FB',
  telegram: 'TG',
  email: 'MAIL',
  practice: 'PRACTICE',
}

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
  const me = useMe()
  const [text, setText] = useState(() => drafts.read(me.workspace.id, conversation.id))
  const [mode, setMode] = useState<'edit' | 'preview'>('edit')
  /** How often a draft was asked for since it was put away. */
  const [asked, setAsked] = useState(0)
  const card = useRef<CardKeys>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const reachable = useStore(health, isReachable)
  const enterSends = useStore(settings, (all) => all.enterSends)
  const typing = useTypingSignal(conversation.id)
  const left = LONGEST - [...text].length
  const sendable = text.trim() !== '' && left >= 0

  const write = (next: string) => {
    setText(next)
    drafts.write(me.workspace.id, conversation.id, next)
    typing.wrote(next)
  }
  const canned = useCanned(area, conversation, write)
  const send = (then?: Then) => {
    if (!sendable) return
    outbox.add(conversation.id, text.trim(), then)
    write('')
    typing.stopped()
    setMode('edit')
    area.current?.focus()
  }
  const end = [text.length, text.length] as const
  const put = (piece: string, [start, end]: readonly [number, number], after?: () => void) => {
    write(text.slice(0, start) + piece + text.slice(end))
    setMode('edit')
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(start + piece.length, start + piece.length)
      after?.()
    })
  }
  /** Where the caret is, or at the end. */
  const insert = (piece: string, after?: () => void) => {
    const element = area.current
    put(piece, element ? [element.selectionStart, element.selectionEnd] : end, after)
  }
  const showCanned = () => {
    const before = text.slice(0, area.current?.selectionStart ?? text.length)
    insert(`${between(before)}/`, canned.look)
  }
  const format = (kind: Format) => {
    const element = area.current
    if (!element) return
    const next = applyFormat({ text, start: element.selectionStart, end: element.selectionEnd }, kind)
    write(next.text)
    requestAnimationFrame(() => {
      element.focus()
      element.setSelectionRange(next.start, next.end)
    })
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
  useLayoutEffect(() => {
    const element = area.current
    if (!element || mode === 'preview') return
    element.style.height = '0'
    element.style.height = text ? `${element.scrollHeight}px` : ''
  }, [text, mode])

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
          <span className="channel">
            <ChannelIcon channel={conversation.channel} px={12} />
            {CHANNEL_LABEL[conversation.channel]}
          </span>
          <SendButton
            label={t(reachable ? 'composer.send' : 'composer.queueSend')}
            keys={enterSends ? 'Enter' : 'Mod+↵'}
            disabled={!sendable}
            onSend={send}
            later={{ conversation, body: text.trim(), onKept: () => write('') }}
          />
        </span>
      </div>
    </div>
  )
}
