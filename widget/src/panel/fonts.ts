/** The faces of the design, under names of their own so that the page's fonts are left alone. */
const FACES = {
  ui: ['Baton UI', '100 900'],
  'ui-ext': ['Baton UI', '100 900', 'U+0100-02BA,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0'],
  display: ['Baton Display', '200 800'],
} as const

/** Loads the fonts on first opening. Where a page forbids it, or the visitor saves data, the system's faces serve. */
export function loadFonts(url: (path: string) => string): void {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
  if (connection?.saveData || typeof FontFace === 'undefined') return
  for (const [face, [family, weight, unicodeRange]] of Object.entries(FACES)) {
    const file = __FONTS__[face]
    if (!file) continue
    document.fonts.add(
      new FontFace(family, `url(${url(file)}) format("woff2")`, {
        weight,
        display: 'swap',
        ...(unicodeRange && { unicodeRange }),
      }),
    )
  }
}
