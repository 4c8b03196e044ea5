/** The faces of the design, under names of their own so that the page's fonts are left alone. */
const FACES = { ui: 'Baton UI', display: 'Baton Display' }

/** Loads the fonts on first opening. Where a page forbids it, or the visitor saves data, the system's faces serve. */
export function loadFonts(url: (path: string) => string): void {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
  if (connection?.saveData || typeof FontFace === 'undefined') return
  for (const [face, family] of Object.entries(FACES)) {
    const file = __FONTS__[face]
    if (!file) continue
    document.fonts.add(new FontFace(family, `url(${url(file)})`, { weight: '100 900', display: 'swap' }))
  }
}
