import type { AssistantView, Id, Rule } from '@baton/api'
import { useRef } from 'react'
import { t, teach } from '../../lib/i18n'
import { assistants as words } from '../../lib/i18n/en/assistants'
import { useMe } from '../../lib/queries'
import { Failure } from '../../ui/failure'
import { TableSkeleton } from '../../ui/form/table'
import { Late } from '../../ui/late'
import { Head } from './head'
import type { Part } from './parts'
import { Handover } from './parts/handover'
import { Identity } from './parts/identity'
import { Install } from './parts/install'
import { Instructions } from './parts/instructions'
import { LeadForm } from './parts/lead-form'
import { Look } from './parts/look'
import { Versions } from './parts/versions'
import { Preview, type PreviewHandle } from './preview'
import { Rules } from './rules/rules'
import { Side } from './side'
import { type Draft, useDraft } from './use-draft'

teach(words)

interface AssistantPageProps {
  assistants: readonly AssistantView[]
  current: AssistantView
  part: Part
  /** Whether a page of the settings is open, on a phone. */
  chosen: boolean
  onOpen: (id: Id) => void
}

/** One assistant: the list at the left, a page of its draft, and the draft itself at work. */
export function AssistantPage({ assistants, current, part, chosen, onOpen }: AssistantPageProps) {
  const me = useMe()
  const editable = me.permissions.includes('assistant.write')
  const { draft, error, refetch } = useDraft(current.id, editable)
  const preview = useRef<PreviewHandle>(null)
  const tryOut = async (rule: Rule, variant: number) => {
    if (draft && (await draft.flush())) preview.current?.call('event', `try:${rule.id}/${variant}`)
  }
  return (
    <main className={chosen ? 'sheet asst has-part' : 'sheet asst'} id="main" tabIndex={-1}>
      <Side {...{ assistants, current, part, editable, chosen, onOpen }} />
      <section className="page asst-page" aria-label={t(`part.${part}`)} data-pane>
        {error && !draft && (
          <Failure title={t('asst.draftFailed')} error={error} onRetry={() => void refetch()} />
        )}
        {!draft && !error && (
          <Late>
            <TableSkeleton rows={6} />
          </Late>
        )}
        {draft && (
          <>
            <Head current={current} draft={draft} part={part} />
            <div className="asst-content">
              {!editable && <p className="asst-note">{t('asst.readOnly')}</p>}
              {current.archived_at && <p className="asst-note">{t('asst.archivedNote')}</p>}
              {draft.faults[''] && (
                <p className="form-problem" role="alert">
                  {draft.faults['']}
                </p>
              )}
              <Content part={part} draft={draft} onTry={(rule, variant) => void tryOut(rule, variant)} />
            </div>
          </>
        )}
      </section>
      {draft && editable && (
        <Preview
          ref={preview}
          assistant={draft.assistant}
          version={`${draft.view.changed_at ?? draft.view.version}`}
          open={part === 'rules' ? '' : part === 'lead_form' ? 'form' : 'open'}
        />
      )}
    </main>
  )
}

interface ContentProps {
  part: Part
  draft: Draft
  onTry: (rule: Rule, variant: number) => void
}

function Content({ part, draft, onTry }: ContentProps) {
  switch (part) {
    case 'identity':
      return <Identity draft={draft} />
    case 'instructions':
      return <Instructions draft={draft} />
    case 'rules':
      return <Rules draft={draft} onTry={onTry} />
    case 'handover':
      return <Handover draft={draft} />
    case 'lead_form':
      return <LeadForm draft={draft} />
    case 'install':
      return <Install draft={draft} />
    case 'look':
      return <Look draft={draft} />
    case 'versions':
      return <Versions draft={draft} />
  }
}
