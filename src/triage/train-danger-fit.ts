/** Balanced logistic regression with an L2 penalty for one question (King and Zeng 2001 on rare classes). */
import type { Values } from './danger-model.ts'
import { least, penalty } from './train-descent.ts'

/** Passages as numbers in one flat list: the terms of passage n lie from `from[n]` to `from[n + 1]`. */
export type Table = { from: Int32Array; places: Int32Array; values: Float32Array; width: number }

export type Line = { weights: Float64Array; bias: number }

export function tableOf(passages: readonly Values[], width: number): Table {
  const size = passages.reduce((sum, { places }) => sum + places.length, 0)
  const table = {
    from: new Int32Array(passages.length + 1),
    places: new Int32Array(size),
    values: new Float32Array(size),
    width,
  }
  let at = 0
  for (const [n, values] of passages.entries()) {
    table.places.set(values.places, at)
    table.values.set(values.values, at)
    at += values.places.length
    table.from[n + 1] = at
  }
  return table
}

/** What each passage answers: 1 yes, -1 no, 0 not asked. `counts` is how much each weighs. */
export type Answers = { signs: Int8Array; counts: Float64Array }

/** Fits one question. `strength` is how much the passages count against the penalty on large weights. */
export function fitLine(
  table: Table,
  answers: Answers,
  { strength, rounds }: { strength: number; rounds: number },
): Line {
  const { width } = table
  const counts = balanced(answers)
  const found = least(
    (x, slope) => {
      let value = penalty(x, slope, width)
      for (let n = 0; n < counts.length; n++) {
        const count = strength * (counts[n] ?? 0)
        if (count === 0) continue
        const sign = answers.signs[n] ?? 0
        const margin = sign * sumAt(table, n, x)
        value += count * (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin)
        pull(table, n, slope, (-sign * count) / (1 + Math.exp(margin)))
      }
      return value
    },
    width + 1,
    rounds,
  )
  return { weights: found.slice(0, width), bias: found[width] ?? 0 }
}

/** The sum of weights for passage n; the bias is the last place. */
function sumAt({ from, places, values, width }: Table, n: number, weights: Float64Array): number {
  let sum = weights[width] ?? 0
  for (let at = from[n] ?? 0; at < (from[n + 1] ?? 0); at++)
    sum += (weights[places[at] ?? 0] ?? 0) * (values[at] ?? 0)
  return sum
}

function pull({ from, places, values, width }: Table, n: number, slope: Float64Array, by: number): void {
  for (let at = from[n] ?? 0; at < (from[n + 1] ?? 0); at++) {
    const place = places[at] ?? 0
    slope[place] = (slope[place] ?? 0) + by * (values[at] ?? 0)
  }
  slope[width] = (slope[width] ?? 0) + by
}

/** Both sides weigh the same however few passages one has. */
function balanced({ signs, counts }: Answers): Float64Array {
  let [yes, no] = [0, 0]
  for (let n = 0; n < signs.length; n++) {
    if ((signs[n] ?? 0) > 0) yes += counts[n] ?? 0
    if ((signs[n] ?? 0) < 0) no += counts[n] ?? 0
  }
  return counts.map((count, n) => {
    const sign = signs[n] ?? 0
    if (sign === 0 || yes === 0 || no === 0) return 0
    return (count * (yes + no)) / (2 * (sign > 0 ? yes : no))
  })
}
