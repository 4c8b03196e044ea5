import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router'
import { AssistantPage } from '../features/assistants/assistant'
import { isPart } from '../features/assistants/parts'
import { t } from '../lib/i18n'
import { assistantsQuery } from '../lib/queries'
import { Empty } from '../ui/empty'
import { Failure } from '../ui/failure'
import '../styles/pages.css'
import '../styles/settings.css'
import '../styles/assistants.css'

const route = getRouteApi('/shell/assistants')

/** The assistants of the workspace, one of them open. */
export function AssistantsPage() {
  const { data, error, refetch } = useQuery(assistantsQuery)
  const { assistantId } = useParams({ strict: false })
  const { part } = route.useSearch()
  const navigate = useNavigate()
  const all = data?.items ?? []
  const current = assistantId ? all.find(({ id }) => id === assistantId) : all[0]
  if (current)
    return (
      <AssistantPage
        key={current.id}
        assistants={all}
        current={current}
        part={isPart(part) ? part : 'identity'}
        chosen={isPart(part)}
        onOpen={(id) =>
          void navigate({ to: '/assistants/$assistantId', params: { assistantId: id }, search: {} })
        }
      />
    )
  return (
    <main className="sheet page" id="main" tabIndex={-1}>
      {error && <Failure title={t('asst.failed')} error={error} onRetry={() => void refetch()} />}
      {data && <Empty picture="lines" title={t('asst.gone')} detail={t('asst.goneDetail')} />}
    </main>
  )
}
