import type { Mark } from '../state/state'
import { useUi } from '../ui/context'
import { BACK, CHECK, Icon, JOINED } from '../ui/icons'

/** A change of holder, said in the transcript at the place where it happened. */
export function MarkLine({ mark }: { mark: Mark }) {
  const { t, assistant } = useUi()
  const name = mark.name ?? t('person')
  if (mark.kind === 'joined') {
    const [before, after] = t('joined').split('{name}')
    return (
      <p class="w-sys">
        <Icon path={JOINED} size={14} />
        <span>
          {before}
          <b>{name}</b>
          {after}
        </span>
      </p>
    )
  }
  return (
    <p class="w-sys">
      <Icon path={mark.kind === 'left' ? BACK : CHECK} size={14} />
      <span>{mark.kind === 'left' ? t('handed_back', { name, assistant: assistant.name }) : t('ended')}</span>
    </p>
  )
}

export function Divider() {
  const { t } = useUi()
  return (
    <p class="w-new">
      <span>{t('new')}</span>
    </p>
  )
}
