import type { Id } from '@baton/api'
import { BotMark } from '../../ui/marks'

/** An assistant's picture, else the squircle. */
export function Face({ avatar, size }: { avatar: Id | null; size: number }) {
  if (!avatar) return <BotMark size={size} />
  return <img className="asst-face" src={`/widget/avatars/${avatar}`} alt="" width={size} height={size} />
}
