/**
 * The file of a linear model, checked before it is used. One word stands on each line with
 * its weights, so that two versions of a model can be compared by eye.
 */
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import type { LinearModel, Term } from './linear-model.ts'
import { ROUTES } from './route.ts'

/** Where the model of routes is kept. */
export const ROUTE_MODEL = 'rules/models/routes.json'

const ModelFile = z.strictObject({
  format: z.literal(1),
  version: z.string().min(8),
  /** What it was learned from and what was measured then; for people, not for scoring. */
  about: z.record(z.string(), z.json()),
  classes: z.array(
    z.strictObject({
      name: z.string(),
      bias: z.number(),
      slope: z.number().positive(),
      offset: z.number(),
      /** The worth of one step of a weight; weights are kept as whole numbers from -127 to 127. */
      step: z.number().positive(),
    }),
  ),
  /** A line for each word: the word, its idf in hundredths, and its weight for each class in order. */
  terms: z.array(z.string()),
})

/** What is written in the file. */
export type ModelFile = z.input<typeof ModelFile>

/** The text of the file. */
export const modelText = (file: ModelFile): string => `${JSON.stringify(file, null, 2)}\n`

/** Reads a model file; throws BadRules, because a model that half works would send letters astray unseen. */
export function readModel(path: string, text: string): LinearModel {
  const checked = ModelFile.safeParse(parseJson(path, text))
  if (!checked.success) {
    const issue = checked.error.issues[0]
    throw new BadRules(`${path}: ${issue?.path.join(' › ') || 'the file'}: ${issue?.message}`)
  }
  const { version, classes, terms } = checked.data
  const steps = classes.map(({ step }) => step)
  return {
    version,
    classes: classes.map(({ name, bias, slope, offset }) => ({ name, bias, slope, offset })),
    terms: new Map(terms.map((line) => readTerm(path, line, steps))),
  }
}

/** Reads the model of routes: as `readModel`, and its classes are the routes, all of them. */
export function readRouteModel(path: string, text: string): LinearModel {
  const model = readModel(path, text)
  const names = new Set(model.classes.map(({ name }) => name))
  const missing = ROUTES.filter((route) => !names.has(route))
  if (missing.length > 0 || names.size !== ROUTES.length)
    throw new BadRules(
      `${path}: the classes must be the routes, once each; missing: ${missing.join(', ') || 'none'}`,
    )
  return model
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BadRules(`${path}: this is not JSON`, { cause: error })
  }
}

function readTerm(path: string, line: string, steps: readonly number[]): [string, Term] {
  const [word = '', idf, ...weights] = line.split('\t')
  const values = weights.map(Number)
  const isWhole = values.length === steps.length && values.every(Number.isInteger)
  if (word === '' || !isWhole || !(Number(idf) > 0))
    throw new BadRules(
      `${path}: the line of the word “${word}” needs an idf and ${steps.length} whole weights`,
    )
  return [word, { idf: Number(idf) / 100, weights: values.map((value, at) => value * (steps[at] ?? 0)) }]
}
