import { useMutation, useQueryClient } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { exact } from '../../../lib/time'
import { toast } from '../../../lib/toasts'
import { changeEndpoint, type Endpoint, HOOKS } from './api'
import { Replay } from './replay'

/** What is wrong with an endpoint, and what to do about it. Nothing where all is well. */
export function Condition({ endpoint }: { endpoint: Endpoint & { waiting: number } }) {
  const client = useQueryClient()
  /** Since when it was told nothing: asked for once it is on again. */
  const [missedSince, setMissedSince] = useState<string | null>(null)
  const on = useMutation({
    mutationFn: () => changeEndpoint(endpoint.id, { enabled: true }),
    onSuccess: () => {
      const since = endpoint.failing_since ?? endpoint.disabled_at
      toast({
        title: t('hooks.turnedOn'),
        action: since ? { label: t('hooks.sendMissed'), run: () => setMissedSince(since) } : undefined,
      })
    },
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: HOOKS }),
  })
  return (
    <>
      {!endpoint.enabled && (
        <div className="hook-notice" role="status">
          <TriangleAlert className="i" size={16} aria-hidden="true" />
          <div className="grow">
            <b>{t('hooks.offTitle')}</b>
            <p>
              {t(`hooks.offDetail.${endpoint.disabled_reason ?? 'by_hand'}`, {
                time: endpoint.disabled_at ? exact(endpoint.disabled_at) : '',
              })}
            </p>
          </div>
          <button type="button" className="btn primary" onClick={() => on.mutate()} disabled={on.isPending}>
            {t('hooks.turnOn')}
          </button>
        </div>
      )}
      {endpoint.enabled && endpoint.failing_since && (
        <div className="hook-notice" role="status">
          <TriangleAlert className="i" size={16} aria-hidden="true" />
          <div className="grow">
            <b>{t('hooks.failingTitle', { time: exact(endpoint.failing_since) })}</b>
            <p>{t('hooks.failingDetail')}</p>
          </div>
          {endpoint.waiting > 0 && (
            <span className="chip wait">{t('hooks.waiting', { n: endpoint.waiting })}</span>
          )}
        </div>
      )}
      {endpoint.replaying !== null && (
        <p className="muted" role="status">
          {t('hooks.replaying', { n: endpoint.replaying })}
        </p>
      )}
      {missedSince && <Replay id={endpoint.id} since={missedSince} onClose={() => setMissedSince(null)} />}
    </>
  )
}
