/**
 * Logistic regression with an L2 penalty, by Nesterov's accelerated gradient on all letters
 * at once: no randomness, so the same letters always give the same weights.
 */

/** A letter as numbers: `at` are places in the vocabulary, `values` what stands there. */
export type Vector = { at: Int32Array; values: Float64Array }

/** Letters of one class against all others. `yes` says which they are, `counts` how much each letter matters. */
export type Lesson = {
  vectors: readonly Vector[]
  yes: readonly boolean[]
  counts: readonly number[]
  size: number
}

/** `weights` by place in the vocabulary; `bias` is what a letter without a known word gets. */
export type Line = { weights: Float64Array; bias: number }

/** Fits one class. `strength` is how much the letters count against the penalty on large weights. */
export function fitLine(lesson: Lesson, strength: number, rounds: number): Line {
  const { vectors, size } = lesson
  const counts = balanced(lesson)
  const step = 1 / (1 + strength * 0.25 * largestCurvature(vectors, counts, size))
  let weights = new Float64Array(size + 1)
  const ahead = new Float64Array(size + 1)
  let pace = 1
  for (let round = 0; round < rounds; round++) {
    const slope = slopeAt(ahead, lesson, counts, strength)
    const next = ahead.map((value, at) => value - step * (slope[at] ?? 0))
    const nextPace = (1 + Math.sqrt(1 + 4 * pace * pace)) / 2
    for (let at = 0; at <= size; at++) {
      const now = next[at] ?? 0
      ahead[at] = now + ((pace - 1) / nextPace) * (now - (weights[at] ?? 0))
    }
    weights = next
    pace = nextPace
  }
  return { weights: weights.slice(0, size), bias: weights[size] ?? 0 }
}

/** The sum of weights for a letter. */
export function sumOf({ weights, bias }: Line, { at, values }: Vector): number {
  return at.reduce((sum, place, n) => sum + (weights[place] ?? 0) * (values[n] ?? 0), bias)
}

/** Both sides weigh the same however few letters one has: a rare route must not be learned away. */
function balanced({ yes, counts }: Lesson): number[] {
  const sums = { yes: 0, no: 0 }
  counts.forEach((count, at) => {
    sums[yes[at] ? 'yes' : 'no'] += count
  })
  const all = sums.yes + sums.no
  return counts.map((count, at) => (count * all) / (2 * (yes[at] ? sums.yes : sums.no)))
}

/** The gradient of penalty and loss; the bias is the last place and carries no penalty worth the name. */
function slopeAt(
  weights: Float64Array,
  lesson: Lesson,
  counts: readonly number[],
  strength: number,
): Float64Array {
  const slope = weights.slice()
  slope[lesson.size] = 0
  lesson.vectors.forEach((vector, n) => {
    const sign = lesson.yes[n] ? 1 : -1
    const pull =
      (-strength * sign * (counts[n] ?? 0)) / (1 + Math.exp(sign * dot(weights, vector, lesson.size)))
    addTo(slope, vector, pull, lesson.size)
  })
  return slope
}

function dot(weights: Float64Array, { at, values }: Vector, size: number): number {
  let sum = weights[size] ?? 0
  for (let n = 0; n < at.length; n++) sum += (weights[at[n] ?? 0] ?? 0) * (values[n] ?? 0)
  return sum
}

function addTo(target: Float64Array, { at, values }: Vector, times: number, size: number): void {
  for (let n = 0; n < at.length; n++) {
    const place = at[n] ?? 0
    target[place] = (target[place] ?? 0) + times * (values[n] ?? 0)
  }
  target[size] = (target[size] ?? 0) + times
}

const POWER_ROUNDS = 15

/** The largest eigenvalue of the weighted letters, by power iteration, with a little to spare: it bounds the step. */
function largestCurvature(vectors: readonly Vector[], counts: readonly number[], size: number): number {
  let direction = new Float64Array(size + 1).fill(1 / Math.sqrt(size + 1))
  let length = 1
  for (let round = 0; round < POWER_ROUNDS; round++) {
    const next = new Float64Array(size + 1)
    vectors.forEach((vector, n) => {
      addTo(next, vector, (counts[n] ?? 0) * dot(direction, vector, size), size)
    })
    length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0)) || 1
    direction = next.map((value) => value / length)
  }
  return length * 1.1
}
