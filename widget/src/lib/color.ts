type Rgb = [number, number, number]

const LIGHT: Rgb = [0xff, 0xfd, 0xf8]
const DARK: Rgb = [0x1f, 0x1b, 0x17]
/** The product's own green-black, where a workspace has chosen nothing usable. */
const FALLBACK: Rgb = [0x24, 0x20, 0x1c]
/** Below this luminance a brand colour drowns in the dark theme and is lifted. */
const TOO_DARK = 0.08
const LIFT = 1.29

/** The colours that follow from the shop's one brand colour. */
export interface Brand {
  fill: string
  /** Text upon `fill`. */
  on: string
}

/** Derives a readable pair from `#rrggbb`; anything else gives the fallback. */
export function brand(color: string, dark: boolean): Brand {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)
  let rgb = match ? (match.slice(1).map((h) => Number.parseInt(h, 16)) as Rgb) : FALLBACK
  if (dark && luminance(rgb) < TOO_DARK) {
    rgb = rgb.map((c) => Math.min(255, Math.round(Math.max(c, 24) * LIFT))) as Rgb
  }
  return { fill: css(rgb), on: css(contrast(rgb, LIGHT) >= contrast(rgb, DARK) ? LIGHT : DARK) }
}

function css(rgb: Rgb): string {
  return `#${rgb.map((c) => c.toString(16).padStart(2, '0')).join('')}`
}

/** WCAG 2 relative luminance. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((c) => {
    const s = c / 255
    return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}
