import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { toastError } from '../../../lib/explain'
import { type PlainKey, t } from '../../../lib/i18n'
import { mail } from '../../../lib/i18n/en/settings/mail'
import { exact, timeOfDay, useMinutes } from '../../../lib/time'
import { toast } from '../../../lib/toasts'
import { Empty } from '../../../ui/empty'
import { type Column, Table } from '../../../ui/form/table'
import { IconButton } from '../../../ui/icon-button'
import { type FailedMail, mailQuery, retryMail } from './api'

/** What did not go out at the first try, and why. */
export function Failures({ list }: { list: FailedMail[] }) {
  const client = useQueryClient()
  const retry = useMutation({
    mutationFn: (failed: FailedMail) => retryMail(failed.id),
    onSuccess: (_, failed) => toast({ title: t('mail.retried', { to: failed.to }) }),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: mailQuery.queryKey }),
  })
  if (!list.length)
    return <Empty picture="relay" title={t('mail.none.title')} detail={t('mail.none.detail')} />
  return (
    <Table label={t('mail.list')} columns={columns(retry.mutate)} rows={list} id={(failed) => failed.id} />
  )
}

function named(template: string): string {
  const key = `mail.template.${template}`
  return t((key in mail ? key : 'mail.template.other') as PlainKey)
}

const columns = (onRetry: (failed: FailedMail) => void): Column<FailedMail>[] => [
  {
    id: 'to',
    title: t('mail.to'),
    cell: (failed) => (
      <span className="stack">
        <b className="trunc">{failed.to}</b>
        <span className="muted t-xs">{named(failed.template)}</span>
      </span>
    ),
  },
  {
    id: 'why',
    title: t('mail.why'),
    cell: (failed) => (
      <span className="stack">
        <span className="mail-why">{failed.error}</span>
        <span className="muted t-xs">{t('mail.tries', { n: failed.attempts })}</span>
      </span>
    ),
  },
  { id: 'when', title: t('mail.when'), width: 'w-120', cell: (failed) => <Next at={failed.next_at} /> },
  {
    id: 'retry',
    title: t('mail.retry'),
    quiet: true,
    width: 'w-60',
    cell: (failed) => (
      <IconButton size="sm" label={t('mail.retryFor', { to: failed.to })} onClick={() => onRetry(failed)}>
        <RotateCw className="i" size={16} aria-hidden="true" />
      </IconButton>
    ),
  },
]

function Next({ at }: { at: string | null }) {
  const now = useMinutes()
  if (!at) return <span className="chip danger">{t('mail.gaveUp')}</span>
  return (
    <time className="muted" dateTime={at} title={exact(at)}>
      {Date.parse(at) <= now ? t('mail.soon') : timeOfDay(at)}
    </time>
  )
}
