/**
 * L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.4): finds where a smooth function
 * is least. No randomness, so the same letters always give the same weights.
 */

/** The value at `x`; writes its slope into `slope`. */
export type Smooth = (x: Float64Array, slope: Float64Array) => number

const REMEMBERED = 8
const MOST_HALVINGS = 25
/** The share of the promised descent that a step has to bring (Armijo). */
const ENOUGH = 1e-4
const FLAT = 1e-5

type Pair = { moved: Float64Array; bent: Float64Array; curve: number }

/** Walks down from nought for so many steps at most. */
export function least(f: Smooth, size: number, rounds: number): Float64Array {
  let x = new Float64Array(size)
  let slope = new Float64Array(size)
  let value = f(x, slope)
  const pairs: Pair[] = []
  for (let round = 0; round < rounds; round++) {
    const down = directionOf(slope, pairs)
    const promised = dot(down, slope)
    const next = new Float64Array(size)
    const nextSlope = new Float64Array(size)
    let step = pairs.length === 0 ? 1 / (Math.sqrt(dot(slope, slope)) || 1) : 1
    let nextValue = Number.POSITIVE_INFINITY
    for (let halving = 0; halving < MOST_HALVINGS; halving++, step /= 2) {
      for (let at = 0; at < size; at++) next[at] = (x[at] ?? 0) + step * (down[at] ?? 0)
      nextValue = f(next, nextSlope)
      if (nextValue <= value + ENOUGH * step * promised) break
    }
    if (!(nextValue < value)) break
    remember(pairs, minus(next, x), minus(nextSlope, slope))
    const gained = value - nextValue
    x = next
    slope = nextSlope
    value = nextValue
    if (gained < FLAT * Math.abs(value)) break
  }
  return x
}

function remember(pairs: Pair[], moved: Float64Array, bent: Float64Array): void {
  const curve = dot(moved, bent)
  if (curve <= 0) return
  pairs.push({ moved, bent, curve })
  if (pairs.length > REMEMBERED) pairs.shift()
}

/** The two loops: the slope times an estimate of the inverse curvature, downwards. */
function directionOf(slope: Float64Array, pairs: readonly Pair[]): Float64Array {
  const down = slope.map((value) => -value)
  const shares = new Map<Pair, number>()
  for (const pair of pairs.toReversed()) {
    const share = dot(pair.moved, down) / pair.curve
    shares.set(pair, share)
    addTo(down, pair.bent, -share)
  }
  const last = pairs.at(-1)
  if (last) {
    const scale = last.curve / dot(last.bent, last.bent)
    for (let at = 0; at < down.length; at++) down[at] = (down[at] ?? 0) * scale
  }
  for (const pair of pairs)
    addTo(down, pair.moved, (shares.get(pair) ?? 0) - dot(pair.bent, down) / pair.curve)
  return down
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}

function addTo(target: Float64Array, more: Float64Array, times: number): void {
  for (let at = 0; at < target.length; at++) target[at] = (target[at] ?? 0) + times * (more[at] ?? 0)
}

const minus = (one: Float64Array, other: Float64Array): Float64Array =>
  one.map((value, at) => value - (other[at] ?? 0))

/** The penalty on large weights; the bias, which is last, carries none. */
export function penalty(here: Float64Array, slope: Float64Array, size: number): number {
  let sum = 0
  for (let n = 0; n < size; n++) {
    const weight = here[n] ?? 0
    sum += weight * weight
    slope[n] = weight
  }
  slope.fill(0, size)
  return sum / 2
}
