import type { Id } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Pencil, Send } from 'lucide-react'
import { useState } from 'react'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { toast } from '../../../lib/toasts'
import { Failure } from '../../../ui/failure'
import { SettingsSection } from '../../../ui/form/page'
import { TableSkeleton } from '../../../ui/form/table'
import { Late } from '../../../ui/late'
import { endpointQuery, HOOKS, hostOf, sendTest } from './api'
import { Condition } from './condition'
import { Editor } from './editor'
import { Log } from './log'
import { Rows } from './rows'

/** One endpoint: how it does, what can be changed about it, and its log. */
export function EndpointPage({ id }: { id: Id }) {
  const client = useQueryClient()
  const { data: endpoint, error, refetch, isPending } = useQuery(endpointQuery(id))
  const [editing, setEditing] = useState(false)
  const test = useMutation({
    mutationFn: () => sendTest(id),
    onSuccess: ({ http_status, error, response }) => {
      const taken = http_status !== null && http_status >= 200 && http_status < 300
      const told = error ?? [http_status, response?.slice(0, 120)].filter(Boolean).join(' ')
      toast({
        title: t(taken ? 'hooks.tested' : 'hooks.testRefused'),
        detail: told,
        tone: taken ? undefined : 'danger',
      })
    },
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: HOOKS }),
  })
  const back = (
    <Link to="/settings/$section" params={{ section: 'webhooks' }} className="hook-back">
      <ArrowLeft className="i" size={14} aria-hidden="true" />
      {t('hooks.all')}
    </Link>
  )
  if (!endpoint)
    return (
      <SettingsSection title={t('settings.webhooks')}>
        {back}
        {error && <Failure title={t('hooks.failed')} error={error} onRetry={() => void refetch()} />}
        {isPending && (
          <Late>
            <TableSkeleton />
          </Late>
        )}
      </SettingsSection>
    )
  return (
    <SettingsSection
      title={endpoint.description || hostOf(endpoint.url)}
      {...(endpoint.description && { lead: hostOf(endpoint.url) })}
      actions={
        <>
          <button type="button" className="btn" onClick={() => test.mutate()} disabled={test.isPending}>
            <Send className="i" size={14} aria-hidden="true" />
            {t(test.isPending ? 'hooks.testing' : 'hooks.test')}
          </button>
          <button type="button" className="btn" onClick={() => setEditing(true)}>
            <Pencil className="i" size={14} aria-hidden="true" />
            {t('hooks.edit')}
          </button>
        </>
      }
    >
      {back}
      <Condition endpoint={endpoint} />
      <Rows endpoint={endpoint} />
      <Log endpoint={endpoint} />
      <Editor open={editing} onClose={() => setEditing(false)} endpoint={endpoint} />
    </SettingsSection>
  )
}
