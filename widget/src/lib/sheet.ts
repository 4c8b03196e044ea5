/**
 * Adds CSS to a shadow root. Constructed sheets pass a strict content security policy; a `style` element is for
 * browsers that lack them.
 */
export function addSheet(root: ShadowRoot, css: string): (css: string) => void {
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
    return (next) => sheet.replaceSync(next)
  }
  const element = document.createElement('style')
  element.textContent = css
  ;(root as ShadowRoot).append(element)
  return (next) => {
    element.textContent = next
  }
}

const added = new Set<string>()

/** The styles of a part that is loaded later; the page has one widget, so that once is enough. */
export function addSheetOnce(root: ShadowRoot, css: string): void {
  if (!added.has(css)) addSheet(root, css)
  added.add(css)
}
