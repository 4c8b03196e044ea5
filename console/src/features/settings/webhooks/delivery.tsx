import type { Id } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { exact } from '../../../lib/time'
import { toast } from '../../../lib/toasts'
import { Dialog } from '../../../ui/dialog'
import { Failure } from '../../../ui/failure'
import { type Attempt, deliveryQuery, type Endpoint, HOOKS, sendAgain } from './api'

interface DeliveryProps {
  endpoint: Endpoint
  event: Id
  onClose: () => void
}

/** One delivery: what was sent, and every try. */
export function DeliveryDialog({ endpoint, event, onClose }: DeliveryProps) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(deliveryQuery(endpoint.id, event))
  const again = useMutation({
    mutationFn: () => sendAgain(endpoint.id, event),
    onSuccess: () => toast({ title: t('hooks.againDone') }),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: HOOKS }),
  })
  const isTest = data?.requests.every((each) => each.cause === 'test')
  return (
    <Dialog
      title={data?.event ?? t('hooks.event')}
      {...(data && { lead: data.webhook_id })}
      open
      onClose={onClose}
      className="dialog hook-delivery"
    >
      {error && !data && (
        <Failure title={t('hooks.detailFailed')} error={error} onRetry={() => void refetch()} />
      )}
      {data && (
        <div className="hook-parts">
          <h3>{t('hooks.request')}</h3>
          <Code label={t('hooks.request')} text={data.body ? indented(data.body) : t('hooks.noBody')} />
          <h3>{t('hooks.attempts')}</h3>
          <ol>
            {data.requests.map((attempt) => (
              <Try key={attempt.number} attempt={attempt} />
            ))}
          </ol>
        </div>
      )}
      <div className="acts">
        <button type="button" className="btn" onClick={onClose}>
          {t('common.close')}
        </button>
        {data && !isTest && endpoint.enabled && (
          <button
            type="button"
            className="btn primary"
            onClick={() => again.mutate()}
            disabled={again.isPending || data.status === 'pending'}
          >
            {t('hooks.again')}
          </button>
        )}
      </div>
    </Dialog>
  )
}

function Try({ attempt }: { attempt: Attempt }) {
  const { http_status: code, cause } = attempt
  const taken = code !== null && code >= 200 && code < 300
  return (
    <li>
      <p className="hook-try">
        <span className={taken ? 'chip ok' : 'chip danger'}>{code ?? t('hooks.noAnswer')}</span>
        <b>{t('hooks.attempt', { n: attempt.number })}</b>
        <span className="muted grow">
          {exact(attempt.at)}
          {cause !== 'scheduled' && `, ${t(`hooks.cause.${cause}`)}`}
        </span>
        <span className="muted">{t('hooks.took', { n: attempt.duration_ms })}</span>
      </p>
      {attempt.error && <p className="muted">{attempt.error}</p>}
      {attempt.response && <Code label={t('hooks.answer')} text={attempt.response} />}
    </li>
  )
}

const MOST_LINES = 14

/** A field, so that what is too long for it can be scrolled with the keyboard, and copied. */
function Code({ label, text }: { label: string; text: string }) {
  const lines = Math.min(text.split('\n').length + Math.floor(text.length / 90), MOST_LINES)
  return <textarea className="hook-code" readOnly aria-label={label} rows={Math.max(lines, 1)} value={text} />
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
