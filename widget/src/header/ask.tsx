import { useEffect, useRef } from '#dom'
import { useUi } from '../ui/context'

interface Props {
  text: string
  yes: string
  onYes(): void
  onClose(): void
}

/** The question before something that cannot be taken back. */
export function Ask({ text, yes, onYes, onClose }: Props) {
  const { t } = useUi()
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => keep.current?.focus(), [])
  return (
    <div
      class="w-ask"
      role="alertdialog"
      aria-label={text}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <div class="w-card">
        <p>{text}</p>
        <div class="pair">
          <button type="button" ref={keep} onClick={onClose}>
            {t('keep')}
          </button>
          <button
            type="button"
            class="danger"
            onClick={() => {
              onClose()
              onYes()
            }}
          >
            {yes}
          </button>
        </div>
      </div>
    </div>
  )
}
