import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { exact } from '../../../lib/time'
import { toast } from '../../../lib/toasts'
import { Confirm } from '../../../ui/dialog'
import { FormCard, FormRow } from '../../../ui/form/row'
import { Switcher } from '../../../ui/form/switcher'
import { changeEndpoint, type Endpoint, HOOKS, hostOf, removeEndpoint, rotateSecret } from './api'
import { eventsOf } from './parts'
import { Secret } from './secret'

/** What an endpoint is, with what can be done to it. */
export function Rows({ endpoint }: { endpoint: Endpoint }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'rotate' | 'remove' | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const host = hostOf(endpoint.url)
  const settled = {
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: HOOKS }),
  }
  const turn = useMutation({
    mutationFn: (enabled: boolean) => changeEndpoint(endpoint.id, { enabled }),
    ...settled,
  })
  const rotate = useMutation({
    mutationFn: () => rotateSecret(endpoint.id),
    onSuccess: (issued) => setSecret(issued.secret),
    ...settled,
  })
  const remove = useMutation({
    mutationFn: () => removeEndpoint(endpoint.id),
    ...settled,
    onSuccess: () => {
      toast({ title: t('hooks.removed', { host }) })
      void navigate({ to: '/settings/$section', params: { section: 'webhooks' } })
    },
  })
  const overlap = endpoint.old_secret_until
  const overlaps = overlap && Date.parse(overlap) > Date.now()
  return (
    <FormCard>
      <FormRow label={t('hooks.url')}>
        <span className="mono hook-url">{endpoint.url}</span>
      </FormRow>
      <FormRow label={t('hooks.events')} hint={endpoint.event_types.join(', ') || undefined}>
        {eventsOf(endpoint)}
      </FormRow>
      <FormRow label={t('hooks.sending')} hint={t('hooks.sendingHint')}>
        <Switcher
          label={t('hooks.sending')}
          on={endpoint.enabled}
          onToggle={(on) => turn.mutate(on)}
          disabled={turn.isPending}
        />
      </FormRow>
      <FormRow
        label={t('hooks.secret')}
        hint={overlaps ? t('hooks.rotateOverlap', { time: exact(overlap) }) : t('hooks.rotateHint')}
      >
        <button type="button" className="btn" onClick={() => setAsking('rotate')}>
          {t('hooks.rotate')}
        </button>
      </FormRow>
      <FormRow label={t('hooks.remove')} hint={t('hooks.removeHint')}>
        <button type="button" className="btn danger" onClick={() => setAsking('remove')}>
          {t('hooks.remove')}
        </button>
      </FormRow>
      <Confirm
        title={t('hooks.rotateTitle')}
        detail={t('hooks.rotateDetail')}
        open={asking === 'rotate'}
        onClose={() => setAsking(null)}
        keep={t('hooks.rotateKeep')}
        act={t('hooks.rotate')}
        tone="human"
        onConfirm={() => rotate.mutate()}
      />
      <Confirm
        title={t('hooks.removeTitle', { host })}
        detail={t('hooks.removeDetail')}
        open={asking === 'remove'}
        onClose={() => setAsking(null)}
        keep={t('hooks.removeKeep')}
        act={t('hooks.remove')}
        tone="danger"
        onConfirm={() => remove.mutate()}
      />
      {secret && <Secret secret={secret} onClose={() => setSecret(null)} />}
    </FormCard>
  )
}
