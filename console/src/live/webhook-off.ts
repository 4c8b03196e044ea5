import type { Id, Me } from '@baton/api'
import type { QueryClient } from '@tanstack/react-query'
import { t, teach } from '../lib/i18n'
import { webhookOff } from '../lib/i18n/en/webhook-off'
import { sessionQuery } from '../lib/queries'
import { toast } from '../lib/toasts'

teach(webhookOff)

interface Off {
  endpoint_id: Id
  host: string
  reason: 'by_hand' | 'gone' | 'failing'
}

/** Says that an endpoint was turned off by itself, to those who can turn it on again. */
export function announceOff(client: QueryClient, { endpoint_id, host, reason }: Off): void {
  void client.invalidateQueries({ queryKey: ['webhooks'] })
  const me = client.getQueryData<Me>(sessionQuery.queryKey)
  if (reason === 'by_hand' || !me?.permissions.includes('webhook.manage')) return
  toast({
    title: t('hookOff.title', { host }),
    detail: t(`hookOff.${reason}`),
    tone: 'danger',
    lasts: 20_000,
    action: {
      label: t('common.open'),
      run: () => window.location.assign(`/app/settings/webhooks#${endpoint_id}`),
    },
  })
}
