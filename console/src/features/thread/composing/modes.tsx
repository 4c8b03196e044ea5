import { t } from '../../../lib/i18n'

const MODES = ['edit', 'preview'] as const

/** The text, or what it will look like. */
export function Modes({
  mode,
  onMode,
}: {
  mode: 'edit' | 'preview'
  onMode: (mode: 'edit' | 'preview') => void
}) {
  return (
    <div className="seg sm fit" role="tablist" aria-label={t('composer.mode')}>
      {MODES.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          aria-selected={each === mode}
          onClick={() => onMode(each)}
        >
          {t(`composer.${each}`)}
        </button>
      ))}
    </div>
  )
}
