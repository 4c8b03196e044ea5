import type { Id } from '@baton/api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Asked, api } from '../../lib/api'
import { explain } from '../../lib/explain'
import { t, teach } from '../../lib/i18n'
import { thread } from '../../lib/i18n/en/thread/thread'
import { Markdown } from '../../ui/markdown'
import { BotMark } from '../../ui/marks'
import { ConfidenceMeter, Passage } from '../../ui/passage'
import '../../styles/conversation.css'

// The reasons of an answer are said as they are in a thread.
teach(thread)

/** Asks as a visitor would, and shows the answer with its reasons. Nothing is stored. */
export function Ask({ assistant, name }: { assistant: Id; name: string }) {
  const [question, setQuestion] = useState('')
  const ask = useMutation({ mutationFn: (text: string) => api.ask(assistant, text) })
  return (
    <section className="ask" aria-label={t('ask.title')} data-pane>
      <header className="ask-head">
        <h2 className="display">{t('ask.title')}</h2>
        <span className="muted">{t('ask.lead')}</span>
      </header>
      <form
        className="ask-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (question.trim()) ask.mutate(question.trim())
        }}
      >
        <span className="input">
          <input
            aria-label={t('ask.label')}
            placeholder={t('ask.placeholder')}
            maxLength={1_000}
            value={question}
            onChange={(event) => setQuestion(event.target.value)}
          />
        </span>
        <button type="submit" className="btn primary" disabled={!question.trim() || ask.isPending}>
          {t(ask.isPending ? 'ask.busy' : 'ask.submit')}
        </button>
      </form>
      <div aria-live="polite">
        {ask.error && <p className="form-problem ask-problem">{explain(ask.error)}</p>}
        {ask.data && <Outcome asked={ask.data} name={name} />}
      </div>
    </section>
  )
}

function Outcome({ asked, name }: { asked: Asked; name: string }) {
  return (
    <>
      <section className="ins">
        <h3>{t('ask.answer')}</h3>
        {asked.answer === null ? (
          <p>{t('ask.declined')}</p>
        ) : (
          <article className="msg a ask-answer">
            <p className="who">
              <b>{name}</b> <BotMark size={16} />
            </p>
            <div className="bub">
              <Markdown
                source={asked.answer}
                cite={(n, key) => (
                  <span key={key} className="cite">
                    {n}
                  </span>
                )}
              />
            </div>
          </article>
        )}
      </section>
      <section className="ins">
        <h3>
          {t('why.confidence')}
          <span className="end">
            <b>{asked.confidence.toFixed(2)}</b>
          </span>
        </h3>
        <ConfidenceMeter confidence={asked.confidence} threshold={asked.threshold} />
        <p className="t-xs muted below">
          {t('why.threshold', { threshold: asked.threshold.toFixed(2), name })}
        </p>
      </section>
      <section className="ins">
        <h3>
          {t('why.used')}
          <span className="end">{t('why.match')}</span>
        </h3>
        {asked.passages.length === 0 && <p className="muted">{t('why.none')}</p>}
        {asked.passages.map((passage) => (
          <Passage
            key={passage.chunk_id}
            passage={passage}
            quote={asked.citations.find((each) => each.n === passage.n)?.quote}
          />
        ))}
        <p className="t-xs muted below">{t('ask.took', { ms: asked.total_ms })}</p>
      </section>
    </>
  )
}
