import type { Message, Trace, TracePassage, TurnView } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { ChevronRight, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { t } from '../../lib/i18n'
import { useShortcut } from '../../lib/keyboard/use-shortcut'
import { traceQuery } from '../../lib/queries'
import { timeOfDay } from '../../lib/time'
import { Failure } from '../../ui/failure'
import { IconButton } from '../../ui/icon-button'
import { Late } from '../../ui/late'
import { BotMark } from '../../ui/marks'
import { ConfidenceMeter, Passage } from '../../ui/passage'
import { HeldStory } from './autopilot/held-story'
import { Correct } from './correcting/correct'
import './words'
import './autopilot/words'

interface InspectorProps {
  message: Message
  turn: string
  assistant: string
  onClose: () => void
}

/** Why this answer: what it was understood as, what was read and used, and how sure the assistant was. */
export function Inspector({ message, turn, assistant, onClose }: InspectorProps) {
  const trace = useQuery(traceQuery(message.conversation_id, turn))
  useShortcut('back', onClose)
  const seconds = trace.data ? (trace.data.total_ms / 1000).toFixed(trace.data.total_ms < 100 ? 3 : 1) : null
  return (
    <aside className="panel" aria-label={t('why.title')} data-pane>
      <div className="p-id ruled">
        <BotMark size={32} />
        <div className="grow">
          <h2>{t('why.title')}</h2>
          <p>
            {seconds
              ? t('why.meta', { name: assistant, time: timeOfDay(message.created_at), seconds })
              : assistant}
          </p>
        </div>
        <IconButton size="sm" label={t('why.close')} onClick={onClose} data-pane-focus>
          <X className="i" size={16} aria-hidden="true" />
        </IconButton>
      </div>
      <div className="p-body">
        {trace.isPending && <Late>{null}</Late>}
        {trace.error && (
          <Failure title={t('why.failed')} error={trace.error} onRetry={() => void trace.refetch()} />
        )}
        {trace.data && <TraceView trace={trace.data} message={message} turn={turn} assistant={assistant} />}
      </div>
    </aside>
  )
}

interface TraceViewProps {
  trace: TurnView
  message: Message
  turn: string
  assistant: string
}

function TraceView({ trace, message, turn, assistant }: TraceViewProps) {
  const used = trace.passages.filter((passage) => passage.used)
  const unused = trace.passages.filter((passage) => !passage.used)
  const quoteOf = (passage: TracePassage) => message.citations.find((each) => each.n === passage.n)?.quote
  return (
    <>
      <Section title={t('why.understood')}>
        <p>“{trace.understood_as}”</p>
      </Section>
      <Section title={t('why.used')} end={t('why.match')}>
        {used.length === 0 && <p className="muted">{t('why.none')}</p>}
        {used.map((passage) => (
          <Passage key={passage.chunk_id} passage={passage} quote={quoteOf(passage)} />
        ))}
        {unused.map((passage) => (
          <Unused key={passage.chunk_id} passage={passage} />
        ))}
      </Section>
      {trace.tools.length > 0 && (
        <Section title={t('why.tools')}>
          {trace.tools.map((tool, n) => (
            <details key={n} className="tool-call">
              <summary className="mono">{tool.name}</summary>
              <p className="t-xs muted">{t('why.toolAsked')}</p>
              <pre className="mono t-xs">{tool.arguments}</pre>
              <p className="t-xs muted">{t('why.toolTold')}</p>
              <pre className="mono t-xs">{tool.result}</pre>
            </details>
          ))}
        </Section>
      )}
      {trace.whispers.length > 0 && (
        <Section title={t('why.whispers')}>
          {trace.whispers.map(({ by, body }, n) => (
            <p key={n} dir="auto">
              <b>{by}</b>: {body}
            </p>
          ))}
        </Section>
      )}
      {trace.held && <HeldStory held={trace.held} bot={assistant} />}
      <Section title={t('why.confidence')} end={<b>{trace.confidence.toFixed(2)}</b>}>
        <ConfidenceMeter confidence={trace.confidence} threshold={trace.threshold} />
        <p className="t-xs muted below">
          {t('why.threshold', { threshold: trace.threshold.toFixed(2), name: assistant })}
        </p>
      </Section>
      <Section title={t('why.answerer')}>
        <p>
          {trace.answerer === 'extractive'
            ? t('why.extractive')
            : t('why.tokens', {
                model: trace.model ?? '',
                prompt: trace.prompt_tokens ?? 0,
                completion: trace.completion_tokens ?? 0,
              })}
        </p>
      </Section>
      <Section title={t('why.timings')}>
        <Timings trace={trace} />
      </Section>
      {trace.error && (
        <Section title={t('why.error')}>
          <p>{trace.error}</p>
        </Section>
      )}
      <Correct message={message} turn={turn} understood={trace.understood_as} />
    </>
  )
}

/** Where the time went, one after the other. */
function Timings({ trace }: { trace: Trace }) {
  const first = trace.first_token_ms ?? trace.total_ms
  const spans = [
    { label: t('why.retrieving'), ms: trace.retrieve_ms },
    { label: t('why.thinking'), ms: Math.max(0, first - trace.retrieve_ms) },
    { label: t('why.writing'), ms: Math.max(0, trace.total_ms - Math.max(first, trace.retrieve_ms)) },
  ]
  return (
    <>
      <span className="timings" aria-hidden="true">
        {spans.map(({ label, ms }) => (
          <i key={label} style={{ flex: ms || 0.01 }} />
        ))}
      </span>
      <dl className="timings-list">
        {spans.map(({ label, ms }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{t('why.ms', { n: ms })}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Section({ title, end, children }: { title: string; end?: ReactNode; children: ReactNode }) {
  return (
    <section className="ins">
      <h3>
        {title}
        {end && <span className="end">{end}</span>}
      </h3>
      {children}
    </section>
  )
}

function Unused({ passage }: { passage: TracePassage }) {
  const [open, setOpen] = useState(false)
  if (open) return <Passage passage={passage} />
  return (
    <button type="button" className="tool unused" aria-expanded={false} onClick={() => setOpen(true)}>
      <ChevronRight className="i" size={13} aria-hidden="true" />
      <span className="trunc">
        {t('why.unused', { title: passage.title, score: passage.score.toFixed(2) })}
      </span>
    </button>
  )
}
