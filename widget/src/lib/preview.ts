const PREVIEW = 140

/** Text as it is heard or skimmed: without the marks of Markdown and the numbers of sources. */
export function plain(body: string): string {
  return body
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\s*\[\d+\]|[*_`#]+/g, '')
    .trim()
}

/** The beginning of a message, on one line. */
export function preview(body: string): string {
  const text = plain(body).replace(/\s+/g, ' ')
  return text.length > PREVIEW ? `${text.slice(0, PREVIEW).trimEnd()}\u2026` : text
}
