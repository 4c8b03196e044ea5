type Rgb = [number, number, number]

const LIGHT = '#fffdf8'
const DARK = '#1f1b17'
/** The product's own ink, where a workspace has chosen nothing usable. */
const FALLBACK = '#24201c'
/** Where light and dark text contrast equally (WCAG 2). */
const MIDDLE = 0.2
/** Below this luminance a brand colour drowns in the dark theme and is lifted. */
const TOO_DARK = 0.08
const LIFT = 1.29

/** The shop's one brand colour (`#rrggbb`), and a readable one for text upon it. */
export function brand(color: string, dark: boolean): { fill: string; on: string } {
  const hex = /^#[\da-f]{6}$/i.test(color) ? color : FALLBACK
  let rgb = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb
  if (dark && luminance(rgb) < TOO_DARK) rgb = rgb.map((c) => Math.round(Math.max(c, 20) * LIFT)) as Rgb
  return { fill: `rgb(${rgb})`, on: luminance(rgb) < MIDDLE ? LIGHT : DARK }
}

/** WCAG 2 relative luminance, with the usual simplification of the curve. */
export function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((c) => (c / 255) ** 2.2) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
