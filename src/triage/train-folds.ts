/**
 * Which letters are held back in which round. Each route is dealt out evenly, so that a
 * route of a dozen letters is in every fold; the seed alone decides, so a run can be repeated.
 */
export function foldsOf(kinds: readonly string[], folds: number, seed: number): number[] {
  const random = seeded(seed)
  const dealt = new Array<number>(kinds.length).fill(0)
  let next = 0
  for (const kind of [...new Set(kinds)].sort()) {
    const places = kinds.flatMap((one, at) => (one === kind ? [at] : []))
    for (const at of shuffled(places, random)) dealt[at] = next++ % folds
  }
  return dealt
}

function shuffled(places: readonly number[], random: () => number): number[] {
  return places
    .map((place) => ({ place, lot: random() }))
    .sort((one, other) => one.lot - other.lot)
    .map(({ place }) => place)
}

/** Mulberry32: small, even enough for dealing letters out, and the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
