import type { ApiToken } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toastError } from '../../../lib/explain'
import { t, teach } from '../../../lib/i18n'
import { apiTokens } from '../../../lib/i18n/en/settings/api-tokens'
import { toast } from '../../../lib/toasts'
import { Ago } from '../../../ui/ago'
import { Confirm } from '../../../ui/dialog'
import { Empty } from '../../../ui/empty'
import { Failure } from '../../../ui/failure'
import { SettingsSection } from '../../../ui/form/page'
import { type Column, Table, TableSkeleton } from '../../../ui/form/table'
import { IconButton } from '../../../ui/icon-button'
import { Late } from '../../../ui/late'
import { revokeToken, tokensQuery } from './api'
import { CreateToken } from './create'

teach(apiTokens)

/** Which programs have a credential. */
export function ApiTokensPage() {
  const client = useQueryClient()
  const list = useQuery(tokensQuery)
  const [creating, setCreating] = useState(false)
  const [doomed, setDoomed] = useState<ApiToken | null>(null)
  const revoke = useMutation({
    mutationFn: (token: ApiToken) => revokeToken(token.id),
    onSuccess: (_, token) => toast({ title: t('tokens.revoked', { name: token.name }) }),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  })
  const tokens = list.data?.items
  const create = (
    <button type="button" className="btn primary" onClick={() => setCreating(true)}>
      <Plus className="i" size={15} aria-hidden="true" />
      {t('tokens.create')}
    </button>
  )
  return (
    <SettingsSection
      title={t('settings.apiTokens')}
      lead={t('tokens.lead')}
      actions={tokens?.length ? create : undefined}
    >
      {list.error && !tokens && (
        <Failure title={t('tokens.failed')} error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && (
        <Late>
          <TableSkeleton />
        </Late>
      )}
      {tokens?.length === 0 && (
        <Empty picture="relay" title={t('tokens.empty.title')} detail={t('tokens.empty.detail')}>
          {create}
        </Empty>
      )}
      {tokens && tokens.length > 0 && (
        <Table
          label={t('settings.apiTokens')}
          columns={columns(setDoomed)}
          rows={tokens}
          id={(token) => token.id}
        />
      )}
      <CreateToken open={creating} onClose={() => setCreating(false)} />
      <Confirm
        title={t('tokens.revokeTitle', { name: doomed?.name ?? '' })}
        detail={t('tokens.revokeDetail')}
        open={doomed !== null}
        onClose={() => setDoomed(null)}
        keep={t('tokens.keep')}
        act={t('tokens.revoke')}
        tone="danger"
        onConfirm={() => doomed && revoke.mutate(doomed)}
      />
    </SettingsSection>
  )
}

const columns = (onRevoke: (token: ApiToken) => void): Column<ApiToken>[] => [
  {
    id: 'name',
    title: t('tokens.name'),
    cell: (token) => (
      <span className="stack">
        <b className="trunc">{token.name}</b>
        <span className="mono muted t-xs">{token.prefix}…</span>
      </span>
    ),
  },
  {
    id: 'role',
    title: t('tokens.role'),
    width: 'w-120',
    cell: (token) => <span className="chip">{t(`role.${token.role}`)}</span>,
  },
  {
    id: 'created',
    title: t('tokens.created'),
    width: 'w-120',
    cell: (token) => <Ago at={token.created_at} />,
  },
  {
    id: 'used',
    title: t('tokens.used'),
    width: 'w-120',
    cell: (token) =>
      token.last_used_at ? (
        <Ago at={token.last_used_at} />
      ) : (
        <span className="faint">{t('tokens.never')}</span>
      ),
  },
  {
    id: 'revoke',
    title: t('tokens.revoke'),
    quiet: true,
    width: 'w-60',
    cell: (token) => (
      <IconButton
        size="sm"
        label={t('tokens.revokeFor', { name: token.name })}
        onClick={() => onRevoke(token)}
      >
        <Trash2 className="i" size={16} aria-hidden="true" />
      </IconButton>
    ),
  },
]
