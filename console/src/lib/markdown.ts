/** A small subset of Markdown, as a tree: what the widget shows a visitor, the console shows too. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'em' | 'del'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; href: string; children: Inline[] }
  | { kind: 'cite'; n: number }
  | { kind: 'break' }

export type Block =
  | { kind: 'p' | 'quote'; children: Inline[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Inline[][] }
  | { kind: 'pre'; text: string }

const BULLET = /^\s{0,3}[-*+]\s+(.*)$/
const NUMBER = /^\s{0,3}(\d{1,4})[.)]\s+(.*)$/
const FENCE = /^\s{0,3}```/
const QUOTE = /^\s{0,3}>\s?(.*)$/
const HEADING = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/

export function parseMarkdown(source: string): Block[] {
  const lines = source.replace(/\r\n?/g, '\n').split('\n')
  const blocks: Block[] = []
  let index = 0
  const take = (match: (line: string) => string | null): string[] => {
    const taken: string[] = []
    for (; index < lines.length; index++) {
      const text = match(lines[index] ?? '')
      if (text === null) break
      taken.push(text)
    }
    return taken
  }
  while (index < lines.length) {
    const line = lines[index] ?? ''
    const heading = HEADING.exec(line)
    if (!line.trim()) index++
    else if (FENCE.test(line)) {
      index++
      blocks.push({ kind: 'pre', text: take((each) => (FENCE.test(each) ? null : each)).join('\n') })
      index++
    } else if (heading) {
      index++
      blocks.push({ kind: 'p', children: [{ kind: 'strong', children: parseInline(heading[1] ?? '') }] })
    } else if (QUOTE.test(line)) {
      blocks.push({
        kind: 'quote',
        children: parseInline(take((each) => QUOTE.exec(each)?.[1] ?? null).join('\n')),
      })
    } else if (BULLET.test(line)) {
      const items = take((each) => BULLET.exec(each)?.[1] ?? null)
      blocks.push({ kind: 'list', ordered: false, start: 1, items: items.map(parseInline) })
    } else if (NUMBER.test(line)) {
      const start = Number(NUMBER.exec(line)?.[1] ?? 1)
      const items = take((each) => NUMBER.exec(each)?.[2] ?? null)
      blocks.push({ kind: 'list', ordered: true, start, items: items.map(parseInline) })
    } else {
      const text = take((each) => (each.trim() && !startsBlock(each) ? each : null))
      blocks.push({ kind: 'p', children: parseInline(text.join('\n')) })
    }
  }
  return blocks
}

function startsBlock(line: string): boolean {
  return [BULLET, NUMBER, FENCE, QUOTE, HEADING].some((pattern) => pattern.test(line))
}

/** In the order in which they are tried at each place. */
const INLINE =
  /`([^`\n]+)`|\*\*(?=\S)([\s\S]+?\S)\*\*|(?<![\w*])[*_](?=[^\s*_])([^*_\n]*?[^\s*_])[*_](?!\w)|~~(?=\S)([^~\n]+)~~|\[([^\]\n]+)\]\(([^()\s]+)\)|\[(\d{1,3})\]|(https?:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?])|\n/

export function parseInline(source: string): Inline[] {
  const nodes: Inline[] = []
  let rest = source
  for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
    if (found.index) nodes.push({ kind: 'text', text: rest.slice(0, found.index) })
    nodes.push(inlineNode(found))
    rest = rest.slice(found.index + found[0].length)
  }
  if (rest) nodes.push({ kind: 'text', text: rest })
  return nodes
}

function inlineNode([whole, code, strong, em, del, label, href, cite, bare]: RegExpExecArray): Inline {
  if (code !== undefined) return { kind: 'code', text: code }
  if (strong !== undefined) return { kind: 'strong', children: parseInline(strong) }
  if (em !== undefined) return { kind: 'em', children: parseInline(em) }
  if (del !== undefined) return { kind: 'del', children: parseInline(del) }
  if (label !== undefined && href !== undefined)
    return isSafeLink(href)
      ? { kind: 'link', href, children: parseInline(label).flatMap(unlinked) }
      : { kind: 'text', text: whole }
  if (cite !== undefined) return { kind: 'cite', n: Number(cite) }
  if (bare !== undefined) {
    const text: Inline = { kind: 'text', text: bare }
    return isSafeLink(bare) ? { kind: 'link', href: bare, children: [text] } : text
  }
  return { kind: 'break' }
}

/** A link has no link in it. */
function unlinked(node: Inline): Inline[] {
  return node.kind === 'link' ? node.children : [node]
}

/** Only what opens a page of the web: no address that is broken, and never `javascript:` or `data:`. */
export function isSafeLink(href: string): boolean {
  return /^https?:\/\//i.test(href) && URL.canParse(href)
}
