import type { Assistant } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { ArrowDown } from 'lucide-react'
import { assistantCalls } from '../../lib/assistants'
import { t } from '../../lib/i18n'
import { resolvedTheme, settings } from '../../lib/settings'
import { useStore } from '../../lib/store'
import { Failure } from '../../ui/failure'

/** The real widget with the assistant as it is now, to be asked something. What is said there is in no list and no report. */
export function TryIt({ assistant }: { assistant: Assistant }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['preview', assistant.id],
    queryFn: () => assistantCalls.preview(assistant.id),
    staleTime: Infinity,
    gcTime: 0,
  })
  const theme = useStore(settings, (all) => resolvedTheme(all.theme))
  return (
    <aside className="first-try" aria-label={t('first.try')} data-pane>
      <p className="muted row">
        <ArrowDown className="i" size={15} aria-hidden="true" />
        {t('first.tryIt')}
      </p>
      {error && <Failure title={t('first.tryFailed')} error={error} onRetry={() => void refetch()} />}
      {data ? (
        <iframe
          title={t('first.tryFrame', { name: assistant.name })}
          src={`${data.path}?theme=${theme}&open`}
        />
      ) : (
        !error && <span className="sk" aria-hidden="true" />
      )}
      <p className="t-xs muted">{t('first.tryNote')}</p>
    </aside>
  )
}
