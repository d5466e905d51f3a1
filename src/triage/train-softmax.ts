/** Logistic regression over several classes at once (softmax) with an L2 penalty. */
import { type Known, normalised } from './linear-model.ts'
import { least, penalty } from './train-descent.ts'

/** Letters as terms, the class of each, and how much each counts. */
export type Lesson = {
  letters: readonly (readonly Known[])[]
  classOf: readonly number[]
  counts: readonly number[]
  terms: number
  classes: number
}

/** `weights` by term and then class, as in the model. */
export type Fitted = { weights: Float64Array; bias: Float64Array }

/** `strength` is how much the letters count against the penalty on large weights. */
export function fitSoftmax(lesson: Lesson, strength: number, rounds: number): Fitted {
  const { classOf, counts, terms, classes } = lesson
  const letters = lesson.letters.map(packed)
  const size = terms * classes
  const sums = new Float64Array(classes)
  const x = least(
    (here, slope) => {
      let loss = penalty(here, slope, size)
      for (const [n, letter] of letters.entries()) {
        const label = classOf[n] ?? 0
        const pull = strength * (counts[n] ?? 0)
        addUp(here, letter, { sums, size })
        const logShares = normalised(sums)
        loss -= pull * (logShares[label] ?? 0)
        for (let one = 0; one < classes; one++)
          sums[one] = pull * (Math.exp(logShares[one] ?? 0) - (one === label ? 1 : 0))
        spread(slope, letter, { sums, size })
      }
      return loss
    },
    size + classes,
    rounds,
  )
  return { weights: x.slice(0, size), bias: x.slice(size) }
}

/** The terms of a letter without objects: the loops below run some hundred million times. */
type Packed = { at: Int32Array; values: Float64Array }

const packed = (letter: readonly Known[]): Packed => ({
  at: Int32Array.from(letter, ({ at }) => at),
  values: Float64Array.from(letter, ({ value }) => value),
})

type Sums = { sums: Float64Array; size: number }

/** The sums of the weights of a letter, by class. */
function addUp(here: Float64Array, { at, values }: Packed, { sums, size }: Sums): void {
  const classes = sums.length
  for (let one = 0; one < classes; one++) sums[one] = here[size + one] ?? 0
  for (let n = 0; n < at.length; n++) {
    const from = (at[n] ?? 0) * classes
    const value = values[n] ?? 0
    for (let one = 0; one < classes; one++) sums[one] = (sums[one] ?? 0) + value * (here[from + one] ?? 0)
  }
}

/** Adds to the slope what a letter pulls, by class. */
function spread(slope: Float64Array, { at, values }: Packed, { sums, size }: Sums): void {
  const classes = sums.length
  for (let n = 0; n < at.length; n++) {
    const from = (at[n] ?? 0) * classes
    const value = values[n] ?? 0
    for (let one = 0; one < classes; one++)
      slope[from + one] = (slope[from + one] ?? 0) + value * (sums[one] ?? 0)
  }
  for (let one = 0; one < classes; one++) slope[size + one] = (slope[size + one] ?? 0) + (sums[one] ?? 0)
}

/** Every class weighs the same however few letters it has: a rare route must not be learned away. */
export function balanced(classOf: readonly number[], classes: number): number[] {
  const sizes = new Array<number>(classes).fill(0)
  for (const one of classOf) sizes[one] = (sizes[one] ?? 0) + 1
  const occurring = sizes.filter((size) => size > 0).length
  return classOf.map((one) => classOf.length / (occurring * (sizes[one] ?? 1)))
}
