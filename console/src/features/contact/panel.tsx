import type { Contact, Conversation, Id } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { PanelRightClose } from 'lucide-react'
import type { CSSProperties } from 'react'
import { api } from '../../lib/api'
import { avatarTone, contactName, initials, pagePath } from '../../lib/baton'
import { toastError } from '../../lib/explain'
import { t, teach } from '../../lib/i18n'
import { team } from '../../lib/i18n/en/team'
import { thread } from '../../lib/i18n/en/thread/thread'
import { keys } from '../../lib/keys'
import { contactQuery, conversationQuery, useMe } from '../../lib/queries'
import { ago, date, useMinutes } from '../../lib/time'
import { putConversation } from '../../live/cache'
import { useLeadStatus } from '../../live/lead-status'
import { Failure } from '../../ui/failure'
import { IconButton } from '../../ui/icon-button'
import { LeadChip, LeadStatusPicker } from '../../ui/lead-chip'
import { BotMark } from '../../ui/marks'
import { Agent } from './agent'
import { Earlier } from './earlier'
import { Editable } from './editable'
import { Erase } from './erase'
import { Pages } from './pages'
import { Section } from './section'

teach({ ...thread, ...team })

/** Who the visitor is, as far as is known. */
export function ContactPanel({ id, onHide }: { id: Id; onHide: () => void }) {
  const { data: conversation } = useQuery(conversationQuery(id))
  return (
    <aside className="panel" aria-label={t('panel.label')} data-pane>
      {conversation && <PanelBody conversation={conversation} onHide={onHide} />}
    </aside>
  )
}

function PanelBody({ conversation, onHide }: { conversation: Conversation; onHide: () => void }) {
  const { contact } = conversation
  const details = useQuery(contactQuery(contact.id))
  const now = useMinutes()
  const name = contactName(contact)
  return (
    <>
      <div className="p-id ruled">
        <span
          className={`av av-${avatarTone(contact.id)}`}
          style={{ '--sz': '40px' } as CSSProperties}
          aria-hidden="true"
        >
          {initials(name)}
        </span>
        <div className="grow">
          <h2 className="trunc">{name}</h2>
          <p>
            {details.data &&
              t('panel.first', {
                n: details.data.conversation_count,
                date: date(details.data.first_seen_at, now),
              })}
          </p>
        </div>
        <IconButton size="sm" label={t('panel.hide')} onClick={onHide} data-pane-focus>
          <PanelRightClose className="i" size={16} aria-hidden="true" />
        </IconButton>
      </div>
      <div className="p-body">
        <Info conversation={conversation} />
        {conversation.lead && <LeadSection conversation={conversation} name={name} />}
        {details.error && !details.data && (
          <Failure title={t('panel.failed')} error={details.error} onRetry={() => void details.refetch()} />
        )}
        {details.data && (
          <>
            <Profile contact={details.data} conversation={conversation} />
            <Referral contact={details.data} conversation={conversation} />
          </>
        )}
        <Pages conversation={conversation} />
        <Earlier contact={contact.id} current={conversation.id} />
        <Erase conversation={conversation} name={name} />
      </div>
    </>
  )
}

function Info({ conversation }: { conversation: Conversation }) {
  const { assistant } = conversation
  return (
    <Section title="panel.info">
      <dl className="kv">
        <dt>{t('panel.assistant')}</dt>
        <dd>
          <BotMark size={16} />
          {assistant.name}
        </dd>
        <dt>{t('panel.agent')}</dt>
        <dd>
          <Agent conversation={conversation} />
        </dd>
      </dl>
    </Section>
  )
}

function LeadSection({ conversation, name }: { conversation: Conversation; name: string }) {
  const me = useMe()
  const setStatus = useLeadStatus()
  const { lead } = conversation
  if (!lead) return null
  return (
    <Section title="panel.lead">
      <dl className="kv">
        <dt>{t('panel.leadStatus')}</dt>
        <dd>
          {me.permissions.includes('lead.write') ? (
            <LeadStatusPicker
              status={lead.status}
              name={name}
              onPick={(status) => setStatus({ ...lead, conversation_id: conversation.id }, name, status)}
            />
          ) : (
            <LeadChip status={lead.status} />
          )}
        </dd>
      </dl>
    </Section>
  )
}

function Profile({ contact, conversation }: { contact: Contact; conversation: Conversation }) {
  const client = useQueryClient()
  const me = useMe()
  const now = useMinutes()
  const editable = me.permissions.includes('contact.write')
  const save = useMutation({
    mutationFn: (change: Parameters<typeof api.editContact>[1]) => api.editContact(contact.id, change),
    onSuccess: (next) => {
      client.setQueryData(keys.contact(next.id), next)
      const { name, email } = next
      putConversation(
        client,
        { ...conversation, contact: { ...conversation.contact, name, email } },
        me.user.id,
      )
    },
    onError: toastError,
  })
  const shown = { ...contact, ...(save.isPending ? save.variables : {}) }
  return (
    <Section title="panel.profile">
      <dl className="kv">
        <dt>{t('panel.name')}</dt>
        <Editable
          field={t('panel.name')}
          type="text"
          value={shown.name}
          add={t('panel.addName')}
          editable={editable}
          onSave={(name) => save.mutate({ name })}
        />
        <dt>{t('panel.email')}</dt>
        <Editable
          field={t('panel.email')}
          type="email"
          value={shown.email}
          add={t('panel.addEmail')}
          editable={editable}
          onSave={(email) => save.mutate({ email })}
        />
        <dt>{t('panel.phone')}</dt>
        <Editable
          field={t('panel.phone')}
          type="tel"
          value={shown.phone}
          add={t('panel.addPhone')}
          editable={editable}
          onSave={(phone) => save.mutate({ phone })}
        />
        {contact.locale && <Fact label={t('panel.language')} value={languageName(contact.locale)} />}
        {contact.device && <Fact label={t('panel.device')} value={contact.device} />}
        <Fact label={t('panel.seen')} value={ago(contact.last_seen_at, now)} />
      </dl>
    </Section>
  )
}

function Referral({ contact, conversation }: { contact: Contact; conversation: Conversation }) {
  const utm = Object.entries(contact.utm)
  const { page } = conversation
  if (!contact.referrer && !contact.landing_url && !utm.length && !page) return null
  return (
    <Section title="panel.referral">
      <dl className="kv">
        {utm.map(([key, value]) => (
          <Fact key={key} label={utmLabel(key)} value={value} />
        ))}
        {contact.referrer && <Fact label={t('panel.from')} value={contact.referrer} />}
        {contact.landing_url && <Fact label={t('panel.landed')} value={pagePath(contact.landing_url)} />}
        {page && <Fact label={t('panel.page')} value={pagePath(page.url)} />}
      </dl>
    </Section>
  )
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <span className="trunc" title={value}>
          {value}
        </span>
      </dd>
    </>
  )
}

/** `utm_source` and `source` both read "Source". */
function utmLabel(key: string): string {
  const plain = key.replace(/^utm_/, '')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

function languageName(locale: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale
  } catch {
    return locale
  }
}
