import type { Rule } from '@baton/api'

/** FNV-1a: the same words give the same number everywhere, and neighbours give far ones. */
function hash(text: string): number {
  let sum = 0x811c9dc5
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  // Mixed once more: the last letters of ids change little else.
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b)
  return (sum ^ (sum >>> 13)) >>> 0
}

/** Which of the actions a visitor gets, always the same one; -1: none of them. */
export function share(key: string, variants: Rule['actions']): number {
  let at = hash(key) % 100
  return variants.findIndex((variant) => {
    at -= variant.share
    return at < 0
  })
}
