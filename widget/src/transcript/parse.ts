export type Inline =
  | string
  | { kind: 'strong' | 'em'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; href: string; children: Inline[] }
  | { kind: 'cite'; n: number }
  | { kind: 'break' }
export type Block =
  | { kind: 'p'; children: Inline[] }
  | { kind: 'ul' | 'ol'; items: Inline[][] }
  | { kind: 'pre'; text: string }

/** Code first: nothing is formatted inside it. Without lookbehind, which Safari knows only since 16.4. */
const INLINE =
  /`([^`\n]+)`|\*\*(\S(?:.*?\S)?)\*\*|[*_](\S(?:[^*_\n]*?[^*_\s])?)[*_](?![\w*])|\[([^\]\n]+)\]\(([^()\s]+)\)|\[(\d{1,2})\]|(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]'])/g
const WITHIN_A_WORD = /[\w*]$/
const BULLET = /^\s{0,3}[-*+]\s+(.*)$/
const NUMBER = /^\s{0,3}\d{1,3}[.)]\s+(.*)$/
const HEADING = /^#{1,6}\s+(.*)$/
const FENCE = /^\s*```/

/** A small, safe part of Markdown as data: no HTML, no images, links to the web only. */
export function parse(text: string): Block[] {
  const blocks: Block[] = []
  let open: Block | null = null
  let code: string[] | null = null
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    if (FENCE.test(line)) {
      if (code) blocks.push({ kind: 'pre', text: code.join('\n') })
      code = code ? null : []
      open = null
      continue
    }
    if (code) {
      code.push(line)
      continue
    }
    open = block(blocks, open, line)
  }
  // An answer may be cut off inside a fence.
  if (code?.length) blocks.push({ kind: 'pre', text: code.join('\n') })
  return blocks
}

/** Puts one line into the open block, or begins another. */
function block(blocks: Block[], open: Block | null, line: string): Block | null {
  const begin = (next: Block) => {
    blocks.push(next)
    return next
  }
  if (!line.trim()) return null
  const item = BULLET.exec(line) ?? NUMBER.exec(line)
  if (item) {
    const kind = BULLET.test(line) ? 'ul' : 'ol'
    const list = open?.kind === kind ? open : begin({ kind, items: [] })
    if ('items' in list) list.items.push(inline(item[1] ?? ''))
    return list
  }
  const heading = HEADING.exec(line)
  if (heading) {
    begin({ kind: 'p', children: [{ kind: 'strong', children: inline(heading[1] ?? '') }] })
    return null
  }
  if (open?.kind === 'p') open.children.push({ kind: 'break' }, ...inline(line))
  else return begin({ kind: 'p', children: inline(line) })
  return open
}

/** Formats within a line. */
export function inline(text: string): Inline[] {
  const out: Inline[] = []
  let at = 0
  for (const match of text.matchAll(INLINE)) {
    if (match.index > at) out.push(text.slice(at, match.index))
    at = match.index + match[0].length
    // A name_like_this is not leaning.
    const isLiteral = match[3] && WITHIN_A_WORD.test(text.slice(0, match.index))
    out.push(isLiteral ? match[0] : formatted(match))
  }
  if (at < text.length) out.push(text.slice(at))
  return out
}

function formatted([whole, code, strong, em, label, target, cite, bare]: RegExpMatchArray): Inline {
  if (code) return { kind: 'code', text: code }
  if (strong) return { kind: 'strong', children: inline(strong) }
  if (em) return { kind: 'em', children: inline(em) }
  if (cite) return { kind: 'cite', n: Number(cite) }
  const href = webAddress(target ?? bare)
  if (!href) return label ?? whole
  return { kind: 'link', href, children: [label ?? bare ?? href] }
}

/** The address if it leads to the web; never `javascript:`, `data:` or a page's own path. */
export function webAddress(address: string | null | undefined): string | null {
  if (!address) return null
  try {
    const url = new URL(address)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}
