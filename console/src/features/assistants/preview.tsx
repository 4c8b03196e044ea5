import type { Assistant } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { Moon, RotateCcw, Sun } from 'lucide-react'
import { type Ref, useImperativeHandle, useRef, useState } from 'react'
import { t } from '../../lib/i18n'
import { Failure } from '../../ui/failure'
import { IconButton } from '../../ui/icon-button'
import { assistantsApi } from './api'

/** What others may do with the preview. */
export interface PreviewHandle {
  /** Has the page do something once the draft that is on the server is on it: `Baton(...call)`. */
  call: (...call: unknown[]) => void
}

interface PreviewProps {
  assistant: Assistant
  /** When the draft was stored last: the page is loaded anew. */
  version: string
  /** What stands open: the chat, the form in it, or nothing, which is left to the rules. */
  open: 'open' | 'form' | ''
  ref: Ref<PreviewHandle>
}

/** The real widget on a sample page, with the draft. */
export function Preview({ assistant, version, open, ref }: PreviewProps) {
  const [theme, setTheme] = useState<'light' | 'dark'>('light')
  const [tries, setTries] = useState(0)
  const frame = useRef<HTMLIFrameElement>(null)
  const waiting = useRef<unknown[] | null>(null)
  const { data, error, refetch } = useQuery({
    // Not below the key of the assistants: what happens to them makes no other preview.
    queryKey: ['preview', assistant.id, tries],
    queryFn: () => assistantsApi.preview(assistant.id),
    staleTime: Infinity,
    gcTime: 0,
  })
  const tell = (call: unknown[]) =>
    frame.current?.contentWindow?.postMessage({ type: 'baton:call', call }, location.origin)
  useImperativeHandle(ref, () => ({
    call: (...call) => {
      waiting.current = call
      // Closed, so that the rules may do something, and as it is on the server now.
      frame.current?.contentWindow?.location.replace(`${data?.path}?theme=${theme}`)
    },
  }))
  const listen = (node: HTMLIFrameElement | null) => {
    frame.current = node
    if (!node) return
    const ready = (event: MessageEvent) => {
      if (event.source !== node.contentWindow || event.data?.type !== 'baton:ready') return
      if (waiting.current) tell(waiting.current)
      waiting.current = null
    }
    addEventListener('message', ready)
    return () => removeEventListener('message', ready)
  }
  return (
    <aside className="asst-preview" aria-label={t('pv.title')} data-pane>
      <div className="asst-preview-head">
        <b>{t('pv.title')}</b>
        <span className="grow" />
        <fieldset className="seg fit sm" aria-label={t('pv.mode')}>
          {(['light', 'dark'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={theme === each}
              aria-label={t(`pv.${each}`)}
              onClick={() => setTheme(each)}
            >
              {each === 'light' ? (
                <Sun className="i" size={14} aria-hidden="true" />
              ) : (
                <Moon className="i" size={14} aria-hidden="true" />
              )}
            </button>
          ))}
        </fieldset>
        <IconButton label={t('pv.restart')} onClick={() => setTries(tries + 1)}>
          <RotateCcw className="i" size={15} aria-hidden="true" />
        </IconButton>
      </div>
      {error && <Failure title={t('pv.failed')} error={error} onRetry={() => void refetch()} />}
      {data && (
        <iframe
          key={`${data.path}${version}${theme}${open}`}
          ref={listen}
          title={t('pv.frame', { name: assistant.name })}
          src={`${data.path}?theme=${theme}&${open}`}
        />
      )}
      <p className="t-xs muted">{t('pv.note')}</p>
    </aside>
  )
}
