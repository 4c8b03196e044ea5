import { t } from '../../../lib/i18n'

/** Characters, as the server counts them. */
export const LONGEST = 4_000
const WARN_AT = 300

/** How many characters are left, once that matters. */
export function Left({ left }: { left: number }) {
  if (left > WARN_AT) return null
  return (
    <span className={left < 0 ? 'c-left over' : 'c-left'} role="status">
      {left < 0 ? t('composer.over', { n: -left }) : t('composer.left', { n: left })}
    </span>
  )
}
