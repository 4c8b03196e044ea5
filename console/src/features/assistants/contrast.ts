type Rgb = [number, number, number]

/** What the widget writes upon the colour: the one that reads better. */
const TEXTS = [
  { tone: 'light', rgb: [255, 253, 248] as Rgb },
  { tone: 'dark', rgb: [31, 27, 23] as Rgb },
] as const

/** Small text must read at least so well (WCAG 2.2 AA). */
export const ENOUGH = 4.5

/** Which text stands on a colour and how well it reads; null where it is no colour. */
export function contrastOn(color: string): { tone: 'light' | 'dark'; ratio: number } | null {
  if (!/^#[\da-f]{6}$/i.test(color)) return null
  const rgb = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as Rgb
  const [light, dark] = TEXTS.map(({ tone, rgb: text }) => ({ tone, ratio: ratio(text, rgb) }))
  return light && dark ? (light.ratio >= dark.ratio ? light : dark) : null
}

/** WCAG 2 contrast, from 1 to 21. */
export function ratio(a: Rgb, b: Rgb): number {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (hi + 0.05) / (lo + 0.05)
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((c) => (c <= 10 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4)) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
