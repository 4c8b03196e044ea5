import type { WidgetMessage } from '@baton/api'
import { addSheetOnce } from '../lib/sheet'
import { useUi } from '../ui/context'
import { Icon, OUT } from '../ui/icons'
import { webAddress } from './parse'
import css from './quote.css?inline'

interface Props {
  root: ShadowRoot
  source: WidgetMessage['citations'][number]
  /** Above the answer, where there is room. */
  up: boolean
  onEnter(): void
  onLeave(): void
}

/** The passage that an answer relied on, and the way to its page. */
export function Quote({ root, source, up, onEnter, onLeave }: Props) {
  addSheetOnce(root, css)
  const { t } = useUi()
  const href = webAddress(source.url)
  return (
    <div class={up ? 'w-quote up' : 'w-quote'} onPointerEnter={onEnter} onPointerLeave={onLeave}>
      <p class="title">
        <span class="wcite">{source.n}</span>
        <b>{source.title}</b>
      </p>
      <blockquote dir="auto">{source.quote}</blockquote>
      {href && (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow">
          {t('read_page')}
          <Icon path={OUT} size={13} />
        </a>
      )}
    </div>
  )
}
