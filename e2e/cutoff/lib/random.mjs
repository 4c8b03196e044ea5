/** Numbers that a seed determines (SplitMix64), as `testkit::faults::Random` makes them. */
export function random(seed) {
  let state = BigInt.asUintN(64, BigInt(seed))
  const number = () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n)
    let z = state
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n)
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn)
    return z ^ (z >> 31n)
  }
  const below = (end) => Number(number() % BigInt(end))
  return {
    below,
    /** A seed for something else: small enough for JSON. */
    seed: () => Number(number() & 0x1fffffffffffffn),
    pick: (list) => list[below(list.length)],
  }
}
