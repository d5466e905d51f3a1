import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import type { Evaluation } from './evaluate.ts'

/** Figures that may not fall below, or rise above, what the file says. Counts of letters, because a share hides how few there are. */
const FloorsFile = z.strictObject({
  letters: z.number().int().positive(),
  atLeast: z.record(z.string(), z.number()),
  atMost: z.record(z.string(), z.number()),
})

export type Floors = z.output<typeof FloorsFile>

/** Reads a file of floors; throws BadRules. */
export function readFloors(path: string): Floors {
  const checked = FloorsFile.safeParse(jsonOf(path))
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  throw new BadRules(`${path}: ${issue?.path.join(' › ') || 'the file'}: ${issue?.message}`)
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new BadRules(`${path}: this cannot be read as JSON`, { cause: error })
  }
}

/** The figures that can be held. */
export function figuresOf({ routes, risk }: Evaluation): Record<string, number> {
  return {
    'first route right': routes.accuracy.hits,
    'among the first three': routes.inTopThree.hits,
    'macro-F1 in thousandths': Math.floor(routes.macroF1 * 1000),
    'further routes found': routes.others.recall.hits,
    'danger found': risk.danger.recall.hits,
    'flagged without danger': risk.falseAlarms.danger.hits,
    'hard negatives flagged': risk.hardNegatives.danger.hits,
  }
}

/** What is not held, a sentence each; none where all is well. */
export function fallenBelow(evaluation: Evaluation, floors: Floors): string[] {
  const figures = figuresOf(evaluation)
  const { letters } = evaluation.routes
  if (letters !== floors.letters)
    return [
      `The floors are for ${floors.letters} letters and there are ${letters}: measure again and set them.`,
    ]
  const unknown = [...Object.keys(floors.atLeast), ...Object.keys(floors.atMost)].filter(
    (name) => figures[name] === undefined,
  )
  return [
    ...unknown.map((name) => `“${name}” is no figure; known are ${Object.keys(figures).join(', ')}.`),
    ...broken(floors.atLeast, (name, least) => (figures[name] ?? least) < least, figures, 'at least'),
    ...broken(floors.atMost, (name, most) => (figures[name] ?? most) > most, figures, 'at most'),
  ]
}

const broken = (
  floors: Readonly<Record<string, number>>,
  isBroken: (name: string, floor: number) => boolean,
  figures: Readonly<Record<string, number>>,
  bound: string,
): string[] =>
  Object.entries(floors)
    .filter(([name, floor]) => isBroken(name, floor))
    .map(([name, floor]) => `${name}: ${figures[name]}, and it was to be ${bound} ${floor}.`)
