/**
 * The file of the model of routes, checked before it is used. Words stand in it as words, so that
 * people can look them through; weights are whole numbers from -127 to 127 in base64, because
 * a Worker has to read them at its start.
 */
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import type { FurtherModel } from './further-routes.ts'
import type { LinearModel } from './linear-model.ts'
import { bytesOf, checkOver, placesOf, raritiesOf, readModelFile } from './model-bytes.ts'
import { ROUTES } from './route.ts'

/** Where the model of routes is kept. */
export const ROUTE_MODEL = 'rules/models/routes.json'

/** The model of routes: words to routes, what was learned of further routes, and the weights that rules had then. */
export type RouteModel = LinearModel & {
  further: FurtherModel
  /** Divides sums, so that of the letters given 0.8 eight in ten are right. */
  temperature: number
  /** The weight of each rule when this was learned: a rule changed since then counts by the difference. */
  ruleWeights: ReadonlyMap<string, number>
}

const perRoute = z.array(z.number()).length(ROUTES.length)

const ModelFile = z.strictObject({
  format: z.literal(2),
  version: z.string().min(8),
  /** What it was learned from and what was measured then; for people, not for scoring. */
  about: z.record(z.string(), z.json()),
  temperature: z.number().positive(),
  /** The worth of one step of a weight. */
  classes: z.array(z.strictObject({ name: z.enum(ROUTES), bias: z.number(), step: z.number().positive() })),
  rules: z.record(z.string(), z.number()),
  further: z.strictObject({
    least: z.number().min(0).max(1),
    weights: z.array(z.number()),
    bias: perRoute,
    /** Log-odds of each further route beside each first one. */
    beside: z.array(perRoute).length(ROUTES.length),
  }),
  /** FNV-1a over the three below, so that one wrong letter in them is found. */
  check: z.string(),
  /** A word or pair a line. */
  terms: z.string(),
  /** Hundredths, unsigned 16 bits each, little end first. */
  idf: z.string(),
  /** Signed 8 bits each, one for each class and then the next term. */
  weights: z.string(),
})

/** What is written in the file. */
export type ModelFile = z.input<typeof ModelFile>

/** The text of the file; `check` is worked out here. */
export const modelText = (file: Omit<ModelFile, 'check'>): string => {
  const { terms, idf, weights, ...head } = file
  return `${JSON.stringify({ ...head, check: checkOf(file), terms, idf, weights }, null, 1)}\n`
}

const checkOf = ({ terms, idf, weights }: Pick<ModelFile, 'terms' | 'idf' | 'weights'>): string =>
  checkOver([terms, idf, weights])

/** Reads the model of routes; throws BadRules, because a model that half works would send letters astray unseen. */
export function readRouteModel(path: string, text: string): RouteModel {
  const file = readModelFile(path, text, { shape: ModelFile, mend: MEND })
  const names = file.classes.map(({ name }) => name)
  const missing = ROUTES.filter((route, at) => names[at] !== route)
  if (missing.length > 0 || names.length !== ROUTES.length)
    throw new BadRules(
      `${path}: the classes must be the routes, once each and in their order; missing: ${missing.join(', ') || 'none'}. ${MEND}`,
    )
  if (checkOf(file) !== file.check)
    throw new BadRules(`${path}: the words or weights are damaged (check ${file.check}). ${MEND}`)
  return modelOf(path, file)
}

const MEND = 'Fetch the file again from this release, or write it with `train`'

function modelOf(path: string, file: z.output<typeof ModelFile>): RouteModel {
  const terms = file.terms.split('\n')
  const idf = bytesOf(path, file.idf, MEND)
  const steps = bytesOf(path, file.weights, MEND)
  const wide = file.classes.length
  if (idf.length !== terms.length * 2 || steps.length !== terms.length * wide)
    throw new BadRules(`${path}: ${terms.length} words need as many weights for each class. ${MEND}`)
  const signed = new Int8Array(steps.buffer)
  const worth = file.classes.map(({ step }) => step)
  const weights = new Float64Array(signed.length)
  for (let at = 0; at < signed.length; at++) weights[at] = (signed[at] ?? 0) * (worth[at % wide] ?? 0)
  return {
    version: file.version,
    classes: file.classes.map(({ name }) => name),
    bias: Float64Array.from(file.classes, ({ bias }) => bias),
    places: placesOf(terms),
    idf: raritiesOf(idf),
    weights,
    temperature: file.temperature,
    ruleWeights: new Map(Object.entries(file.rules)),
    further: file.further,
  }
}
