const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** A number of bytes for people: `2.1 MB`. */
export function sized(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: UNITS[step],
    // The short form of a byte has no plural.
    unitDisplay: step ? 'short' : 'long',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value)
}
