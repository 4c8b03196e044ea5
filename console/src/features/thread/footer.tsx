import type { Conversation } from '@baton/api'
import { useRef } from 'react'
import { contactName, firstName } from '../../lib/baton'
import { drafts } from '../../lib/drafts'
import { t } from '../../lib/i18n'
import { useShortcut } from '../../lib/keyboard'
import { useMe } from '../../lib/queries'
import { useStore } from '../../lib/store'
import { useSeconds, waitWords } from '../../lib/time'
import { health, isReachable } from '../../live/connection'
import { typing } from '../../live/typing'
import { ChannelIcon, MateAvatar } from '../../ui/avatar'
import { Key } from '../../ui/keys'
import { BatonMark, BotMark } from '../../ui/marks'
import { Composer } from './composer'
import type { BatonActions } from './use-baton'

interface FooterProps {
  conversation: Conversation
  baton: BatonActions
}

/** What one may write here, which depends on who holds the baton. */
export function Footer({ conversation, baton }: FooterProps) {
  return (
    <div className="t-foot">
      <FooterState conversation={conversation} baton={baton} />
    </div>
  )
}

function FooterState({ conversation, baton }: FooterProps) {
  const reachable = useStore(health, isReachable)
  const gate = {
    disabled: !reachable || baton.claiming,
    ...(reachable ? {} : { title: t('switch.offline') }),
  }
  if (baton.hold === 'done') return null
  if (!baton.may.reply)
    return (
      <div className="passive">
        <p className="grow">{t('composer.readOnly')}</p>
      </div>
    )
  switch (baton.hold) {
    case 'you':
      return <Composer conversation={conversation} writeNow={baton.claimed} />
    case 'ai':
      return (
        <div className="passive">
          <BotMark size={22} />
          <p className="grow">{t('composer.passive', { name: conversation.assistant.name })}</p>
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
      return <Claim conversation={conversation} baton={baton} gate={gate} />
    case 'mate':
      return <Held conversation={conversation} />
  }
}

function Claim({ conversation, baton, gate }: FooterProps & { gate: { disabled: boolean; title?: string } }) {
  const now = useSeconds()
  const since = conversation.baton.escalated_at
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
          </p>
        )}
      </div>
      <div className="acts">
        <span className="channel">
          <ChannelIcon channel={conversation.channel} px={12} />
          {t(`channel.${conversation.channel}`).toUpperCase()}
        </span>
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

function Held({ conversation }: { conversation: Conversation }) {
  const me = useMe()
  const writer = useStore(typing, (all) => all.get(conversation.id))
  const name = conversation.baton.person?.name ?? ''
  const draft = drafts.read(me.workspace.id, conversation.id)
  return (
    <div className="passive">
      <MateAvatar name={name} px={24} />
      <div className="grow">
        <p>
          {t(writer?.who === 'person' ? 'composer.mateTyping' : 'composer.mate', { name: firstName(name) })}
        </p>
        {draft && <p className="t-xs trunc">{t('composer.keptDraft', { draft })}</p>}
      </div>
    </div>
  )
}
