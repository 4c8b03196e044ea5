import type { RuleAction, RuleButton, RuleDeed } from '@baton/api'
import { Plus, X } from 'lucide-react'
import { t } from '../../../lib/i18n'
import { Switcher } from '../../../ui/form/switcher'
import { IconButton } from '../../../ui/icon-button'
import { Pick } from '../parts/pick'
import { Line } from './condition-editor'
import { ACTIONS, actionOf } from './words'

interface ActionEditorProps {
  action: RuleAction
  label: string
  onAction: (action: RuleAction) => void
}

/** What happens, and its words. */
export function ActionEditor({ action, label, onAction }: ActionEditorProps) {
  return (
    <>
      <Pick<RuleAction['type']>
        label={label}
        value={action.type}
        choices={ACTIONS.map((type) => ({ value: type, label: t(`rule.do.${type}`) }))}
        onValue={(type) => onAction(actionOf(type, action))}
      />
      {'text' in action && (
        <span className="input area">
          <textarea
            rows={2}
            aria-label={t('rule.text')}
            value={action.text}
            maxLength={500}
            onChange={(event) => onAction({ ...action, text: event.target.value })}
          />
        </span>
      )}
      {action.type === 'answer' && (
        <span className="row">
          <Switcher
            label={t('rule.open')}
            on={action.open}
            onToggle={(open) => onAction({ ...action, open })}
          />
          <span>{t('rule.open')}</span>
          <span className="muted t-xs">{t('rule.openHint')}</span>
        </span>
      )}
      {action.type === 'buttons' && (
        <Buttons buttons={action.buttons} onButtons={(buttons) => onAction({ ...action, buttons })} />
      )}
    </>
  )
}

const DEEDS = ['lead_form', 'send', 'open_url', 'dismiss'] as const

function deedOf(type: RuleDeed['type']): RuleDeed {
  if (type === 'open_url') return { type, url: '/' }
  if (type === 'send') return { type, text: '…' }
  return { type }
}

function Buttons({
  buttons,
  onButtons,
}: {
  buttons: RuleButton[]
  onButtons: (buttons: RuleButton[]) => void
}) {
  const put = (at: number, next: RuleButton) => onButtons(buttons.map((each, n) => (n === at ? next : each)))
  return (
    <div className="asst-list">
      {buttons.map((button, at) => {
        const n = at + 1
        return (
          <div className="row asst-button" key={at}>
            <Line
              label={t('rule.label', { n })}
              value={button.label}
              max={40}
              onValue={(label) => put(at, { ...button, label })}
            />
            <Pick<RuleDeed['type']>
              small
              label={t('rule.deed', { n })}
              value={button.do.type}
              choices={DEEDS.map((type) => ({ value: type, label: t(`rule.deed.${type}`) }))}
              onValue={(type) => put(at, { ...button, do: deedOf(type) })}
            />
            {button.do.type === 'open_url' && (
              <Line
                label={t('rule.url', { n })}
                value={button.do.url}
                max={500}
                onValue={(url) => put(at, { ...button, do: { type: 'open_url', url } })}
              />
            )}
            {button.do.type === 'send' && (
              <Line
                label={t('rule.send', { n })}
                value={button.do.text}
                max={500}
                onValue={(text) => put(at, { ...button, do: { type: 'send', text } })}
              />
            )}
            {buttons.length > 1 && (
              <IconButton
                size="sm"
                label={t('rule.removeButton', { n })}
                onClick={() => onButtons(buttons.filter((_, each) => each !== at))}
              >
                <X className="i" size={14} aria-hidden="true" />
              </IconButton>
            )}
          </div>
        )
      })}
      {buttons.length < 3 && (
        <button
          type="button"
          className="btn ghost sm"
          onClick={() => onButtons([...buttons, { label: t('rule.deed.dismiss'), do: { type: 'dismiss' } }])}
        >
          <Plus className="i" size={13} aria-hidden="true" />
          {t('rule.addButton')}
        </button>
      )}
    </div>
  )
}
