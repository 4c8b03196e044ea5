import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Knowledge } from '../features/knowledge/knowledge-page'
import { t } from '../lib/i18n'
import { assistantsQuery } from '../lib/queries'
import { Failure } from '../ui/failure'
import '../styles/pages.css'

/** The sources of one assistant, and a place to try it. */
export function KnowledgePage() {
  const { data, error, refetch } = useQuery(assistantsQuery)
  const [chosen, setChosen] = useState<string>()
  const assistants = data?.items ?? []
  const assistant = assistants.find((each) => each.id === chosen) ?? assistants[0]
  return (
    <main className="sheet page" id="main" tabIndex={-1}>
      {error && !data && (
        <Failure title={t('knowledge.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {assistant && <Knowledge assistants={assistants} assistant={assistant} onAssistant={setChosen} />}
    </main>
  )
}
