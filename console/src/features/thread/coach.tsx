import type { Conversation, Message } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { firstName, type Hold } from '../../lib/baton'
import { type PlainKey, t, teach } from '../../lib/i18n'
import { practice } from '../../lib/i18n/en/practice'
import { messagesQuery, useMe } from '../../lib/queries'
import { Key } from '../../ui/keys'
import '../../styles/practice.css'

teach(practice)

interface Advice {
  says: PlainKey
  press?: 'C' | 'H'
  /** It was practised to the end. */
  over?: true
}

/** What whoever practises does next, above the transcript. */
export function Coach({ conversation, hold }: { conversation: Conversation; hold: Hold }) {
  const may = useMe().permissions.includes('conversation.reply')
  const messages = useQuery(messagesQuery(conversation.id)).data?.items ?? []
  const mate = conversation.baton.person
  const { says, press, over } = adviceOn(conversation, hold, messages)
  return (
    <div className="coach" role="status">
      <b>{t('practice.title')}</b>
      <span className="grow">
        {hold === 'mate' && mate ? t('practice.mate', { name: firstName(mate.name) }) : t(says)}
      </span>
      {press && may && <Key name={press} />}
      {over && (
        <Link className="btn sm" to="/get-started">
          {t('practice.steps')}
        </Link>
      )}
    </div>
  )
}

/** What comes next, by who holds the baton and what was said. */
export function adviceOn({ baton }: Conversation, hold: Hold, messages: Message[]): Advice {
  const replied = messages.find((message) => message.role === 'human-agent')
  if (hold === 'done') return { says: replied ? 'practice.done' : 'practice.silent', over: true }
  if (hold === 'wait') return { says: 'practice.claim', press: 'C' }
  if (hold === 'ai') {
    // The baton comes back to the assistant by being handed back alone.
    if (baton.epoch === 0) return { says: 'practice.soon' }
    return replied ? { says: 'practice.done', over: true } : { says: 'practice.take', press: 'C' }
  }
  if (!replied) return { says: 'practice.write' }
  const answered = messages.some((message) => message.role === 'user' && message.seq > replied.seq)
  return answered ? { says: 'practice.back', press: 'H' } : { says: 'practice.wait' }
}
