/** Where one thing of a column stands, in pixels from the top. */
export interface Extent {
  start: number
  end: number
}

/** Puts `keys` below each other; what has no known height counts with the `estimate`. */
export function spread(
  keys: readonly string[],
  heights: ReadonlyMap<string, number>,
  estimate: number,
): Extent[] {
  let end = 0
  return keys.map((key) => {
    const start = end
    end += heights.get(key) ?? estimate
    return { start, end }
  })
}

/** The indices from the first that reaches below `top` up to, without, the first that begins at `bottom` or below. */
export function within(extents: readonly Extent[], top: number, bottom: number): [from: number, to: number] {
  return [search(extents, (each) => each.end > top), search(extents, (each) => each.start >= bottom)]
}

/** The first index that passes, where all after it pass as well; their number if none does. */
function search(extents: readonly Extent[], passes: (extent: Extent) => boolean): number {
  let low = 0
  let high = extents.length
  while (low < high) {
    const middle = (low + high) >> 1
    const extent = extents[middle]
    if (extent && passes(extent)) high = middle
    else low = middle + 1
  }
  return low
}
