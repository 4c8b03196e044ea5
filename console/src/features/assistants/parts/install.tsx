import { useMutation, useQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useId, useState } from 'react'
import { sitesQuery } from '../../../lib/assistants'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { ago, exact, useMinutes } from '../../../lib/time'
import { CopyField } from '../../../ui/form/copy-field'
import { FormCard, FormRow } from '../../../ui/form/row'
import { assistantsApi } from '../api'
import type { Draft } from '../use-draft'
import { Lines } from './instructions'

/** The snippet, the sites that may show it, and those that did. */
export function Install({ draft }: { draft: Draft }) {
  const { assistant, set, faults, editable } = draft
  const id = useId()
  const { data } = useQuery(sitesQuery(assistant.id))
  const nowhere = assistant.allowed_origins.length === 0
  return (
    <>
      <FormCard>
        <div className="asst-snippet">
          {data && <CopyField label={t('inst.snippet')} text={data.snippet} />}
          <p className="field-note">{t('inst.snippetHint')}</p>
        </div>
      </FormCard>
      <FormCard>
        <FormRow
          label={t('inst.origins')}
          hint={t('inst.originsHint')}
          control={`${id}-origins`}
          error={faults.allowed_origins}
        >
          <Lines
            id={`${id}-origins`}
            rows={3}
            lines={assistant.allowed_origins}
            editable={editable}
            onLines={(allowed_origins) => set({ allowed_origins })}
          />
          {nowhere && <p className="field-note">{t('inst.nowhere')}</p>}
        </FormRow>
        <Check draft={draft} />
      </FormCard>
      <FormCard title={t('inst.seen')}>
        {data && data.items.length === 0 && <p className="asst-none">{t('inst.seenNone')}</p>}
        {data && data.items.length > 0 && <SeenTable items={data.items} />}
      </FormCard>
    </>
  )
}

function SeenTable({ items }: { items: { origin: string; first_seen_at: string; last_seen_at: string }[] }) {
  const now = useMinutes()
  return (
    <table className="tbl set-tbl">
      <thead>
        <tr>
          <th scope="col">{t('inst.site')}</th>
          <th scope="col">{t('inst.first')}</th>
          <th scope="col">{t('inst.last')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((site) => (
          <tr key={site.origin}>
            <td className="clip">{site.origin}</td>
            <td data-title={t('inst.first')} className="muted">
              <time dateTime={site.first_seen_at}>{exact(site.first_seen_at)}</time>
            </td>
            <td data-title={t('inst.last')} className="muted">
              <time dateTime={site.last_seen_at} title={exact(site.last_seen_at)}>
                {ago(site.last_seen_at, now)}
              </time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Tells whether a site may show the widget, and has. */
function Check({ draft }: { draft: Draft }) {
  const id = useId()
  const now = useMinutes()
  const [origin, setOrigin] = useState('')
  const check = useMutation({
    mutationFn: async () => {
      await draft.flush()
      return assistantsApi.checkSite(draft.assistant.id, withScheme(origin.trim()))
    },
  })
  const found = check.data
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (origin.trim()) check.mutate()
      }}
    >
      <FormRow label={t('inst.check')} control={id}>
        <span className="row grow asst-check-site">
          <span className="input grow">
            <input
              id={id}
              className="grow"
              placeholder="https://www.example.com"
              value={origin}
              onChange={(event) => setOrigin(event.target.value)}
            />
          </span>
          <button type="submit" className="btn" disabled={!origin.trim() || check.isPending}>
            {t('inst.checkButton')}
          </button>
        </span>
        <p className="asst-verdict" aria-live="polite">
          {check.error && <span className="wrong">{explain(check.error)}</span>}
          {found && (
            <>
              {found.allowed ? (
                <CircleCheck className="i ok" size={15} aria-hidden="true" />
              ) : (
                <CircleAlert className="i" size={15} aria-hidden="true" />
              )}
              <span>
                {t(
                  found.allowed
                    ? 'inst.allowed'
                    : found.allowed_in_draft
                      ? 'inst.allowedInDraft'
                      : 'inst.forbidden',
                  {
                    origin: found.origin,
                  },
                )}{' '}
                {found.seen_at ? t('inst.seenAt', { when: ago(found.seen_at, now) }) : t('inst.notSeen')}
              </span>
            </>
          )}
        </p>
      </FormRow>
    </form>
  )
}

/** People type `example.com`, and paste whole addresses. */
function withScheme(text: string): string {
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`
  try {
    return new URL(whole).origin
  } catch {
    return text
  }
}
