import { useId, useState } from 'react'
import { t } from '../../../lib/i18n'
import { FormCard, FormRow } from '../../../ui/form/row'
import type { Draft } from '../use-draft'
import { NumberInput } from './number-input'

/** How it behaves, and what it keeps to. */
export function Instructions({ draft }: { draft: Draft }) {
  const { assistant, set, faults, editable } = draft
  const id = useId()
  const rails = assistant.guardrails
  return (
    <>
      <FormCard>
        <FormRow
          label={t('ins.instructions')}
          hint={t('ins.instructionsHint')}
          control={`${id}-words`}
          error={faults.instructions}
        >
          <span className="input area">
            <textarea
              id={`${id}-words`}
              rows={9}
              value={assistant.instructions}
              maxLength={8_000}
              readOnly={!editable}
              onChange={(event) => set({ instructions: event.target.value })}
            />
          </span>
        </FormRow>
        <FormRow
          label={t('ins.threshold')}
          hint={t('ins.thresholdHint')}
          control={`${id}-threshold`}
          error={faults.threshold}
        >
          <span className="row asst-range">
            <input
              id={`${id}-threshold`}
              type="range"
              min={0}
              max={1}
              step={0.01}
              value={assistant.threshold}
              disabled={!editable}
              onChange={(event) => set({ threshold: Number(event.target.value) })}
            />
            <output htmlFor={`${id}-threshold`} className="num">
              {assistant.threshold.toFixed(2)}
            </output>
          </span>
        </FormRow>
      </FormCard>
      <FormCard>
        <FormRow
          label={t('ins.avoid')}
          hint={t('ins.avoidHint')}
          control={`${id}-avoid`}
          error={faults.guardrails}
        >
          <Lines
            id={`${id}-avoid`}
            rows={4}
            lines={rails.avoid}
            editable={editable}
            onLines={(avoid) => set({ guardrails: { ...rails, avoid } })}
          />
        </FormRow>
        <FormRow label={t('ins.words')} hint={t('ins.wordsHint')} control={`${id}-longest`}>
          <NumberInput
            id={`${id}-longest`}
            value={rails.max_words}
            min={20}
            max={400}
            unit={t('ins.wordsUnit')}
            disabled={!editable}
            onValue={(max_words) => set({ guardrails: { ...rails, max_words } })}
          />
        </FormRow>
      </FormCard>
    </>
  )
}

interface LinesProps {
  id: string
  rows: number
  lines: readonly string[]
  editable: boolean
  onLines: (lines: string[]) => void
}

/** A list, one a line; empty lines are the writer's own. */
export function Lines({ id, rows, lines, editable, onLines }: LinesProps) {
  const [text, setText] = useState(lines.join('\n'))
  const written = split(text)
  // Changed elsewhere: by another teammate, or by the server that sorts.
  const same = written.length === lines.length && written.every((line) => lines.includes(line))
  return (
    <span className="input area">
      <textarea
        id={id}
        rows={rows}
        value={same ? text : lines.join('\n')}
        readOnly={!editable}
        onChange={(event) => {
          setText(event.target.value)
          onLines(split(event.target.value))
        }}
      />
    </span>
  )
}

const split = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
