import type { WidgetSide, WidgetTheme } from '@baton/api'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { t } from '../../../lib/i18n'
import { FormCard, FormRow } from '../../../ui/form/row'
import { contrastOn, ENOUGH } from '../contrast'
import type { Draft } from '../use-draft'
import { Pick } from './pick'

const SWATCHES = ['#24483a', '#1d3f66', '#6a2c3b', '#24201c', '#c8553d', '#f2c14e']

/** The shop's colour with a check of how it reads, and the brightness. */
export function Look({ draft }: { draft: Draft }) {
  const { assistant, set, faults, editable } = draft
  const id = useId()
  const color = assistant.brand_color.toLowerCase()
  const [text, setText] = useState(color)
  useEffect(() => setText(color), [color])
  const read = contrastOn(text)
  const pick = (next: string) => {
    setText(next)
    if (/^#[\da-f]{6}$/i.test(next)) set({ brand_color: next.toLowerCase() })
  }
  return (
    <FormCard>
      <FormRow label={t('look.color')} error={faults.brand_color}>
        <div className="asst-colors">
          {SWATCHES.map((each) => (
            <button
              key={each}
              type="button"
              className="asst-swatch"
              aria-label={t('look.swatch', { color: each })}
              aria-pressed={each === color}
              disabled={!editable}
              onClick={() => pick(each)}
            >
              <svg viewBox="0 0 32 32" aria-hidden="true">
                <rect x="0.5" y="0.5" width="31" height="31" rx="8.5" fill={each} />
              </svg>
            </button>
          ))}
          <input
            type="color"
            aria-label={t('look.pick')}
            value={read ? text : color}
            disabled={!editable}
            onChange={(event) => pick(event.target.value)}
          />
          <span className="input asst-hex">
            <input
              id={id}
              className="grow mono"
              aria-label={t('look.hex')}
              value={text}
              maxLength={7}
              readOnly={!editable}
              onChange={(event) => pick(event.target.value)}
            />
          </span>
        </div>
        <p className="asst-verdict" role="status">
          {!read ? (
            <span className="wrong">{t('look.wrong')}</span>
          ) : (
            <>
              {read.ratio >= ENOUGH ? (
                <CircleCheck className="i ok" size={15} aria-hidden="true" />
              ) : (
                <CircleAlert className="i low" size={15} aria-hidden="true" />
              )}
              <span>
                {t('look.reads', {
                  tone: t(read.tone === 'light' ? 'look.light' : 'look.dark'),
                  ratio: read.ratio.toFixed(1),
                })}
                {read.ratio < ENOUGH && <>. {t('look.low')}</>}
              </span>
            </>
          )}
        </p>
      </FormRow>
      <FormRow label={t('look.theme')} control={`${id}-theme`}>
        <Pick<WidgetTheme>
          id={`${id}-theme`}
          value={assistant.theme}
          disabled={!editable}
          choices={[
            { value: 'system', label: t('look.system') },
            { value: 'light', label: t('look.themeLight') },
            { value: 'dark', label: t('look.themeDark') },
          ]}
          onValue={(theme) => set({ theme })}
        />
      </FormRow>
      <FormRow label={t('look.side')} hint={t('look.sideHint')} control={`${id}-side`}>
        <Pick<WidgetSide>
          id={`${id}-side`}
          value={assistant.side}
          disabled={!editable}
          choices={[
            { value: 'end', label: t('look.right') },
            { value: 'start', label: t('look.left') },
          ]}
          onValue={(side) => set({ side })}
        />
      </FormRow>
    </FormCard>
  )
}
