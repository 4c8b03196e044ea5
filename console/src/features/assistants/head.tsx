import type { AssistantView } from '@baton/api'
import { Link } from '@tanstack/react-router'
import { Check, ChevronLeft } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../lib/i18n'
import { Face } from './face'
import { Manage } from './manage'
import type { Part } from './parts'
import { PublishDialog } from './publish-dialog'
import type { Draft } from './use-draft'

/** The title of the page, how the draft stands, and its way to visitors. */
export function Head({ current, draft, part }: { current: AssistantView; draft: Draft; part: Part }) {
  const [publishing, setPublishing] = useState(false)
  const { view, assistant, saving, editable } = draft
  const n = view.changes.length
  const open = async () => {
    if (await draft.flush()) setPublishing(true)
  }
  return (
    <header className="page-head asst-head">
      <Link className="set-back" to="/assistants" search={{}}>
        <ChevronLeft className="i" size={16} aria-hidden="true" />
        {t('asst.back')}
      </Link>
      <Face avatar={assistant.avatar} size={40} />
      <div className="asst-titles">
        <h1>{t(`part.${part}`)}</h1>
        <p>{t(`part.${part}.lead`, { name: assistant.name })}</p>
      </div>
      <div className="end">
        <span className="asst-state" role="status">
          {saving === 'saving' ? (
            <span className="muted">{t('draft.saving')}</span>
          ) : saving === 'failed' ? (
            <span className="chip danger">{t('draft.failed')}</span>
          ) : n > 0 ? (
            <span className="chip wait">{t('draft.changes', { n })}</span>
          ) : (
            <span className="muted row tight">
              <Check className="i" size={14} aria-hidden="true" />
              {t('draft.none', { n: view.version })}
            </span>
          )}
        </span>
        {editable && (
          <>
            <button
              type="button"
              className="btn primary"
              disabled={saving === 'saved' && n === 0}
              onClick={() => void open()}
            >
              {t('draft.publish')}
            </button>
            <Manage assistant={current} />
          </>
        )}
      </div>
      <PublishDialog draft={draft} open={publishing} onClose={() => setPublishing(false)} />
    </header>
  )
}
