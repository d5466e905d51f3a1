/**
 * The file of the model of danger, checked before it is used. Terms stand in it as words, so that
 * people can look them through; weights are whole numbers from -127 to 127 in base64, because a
 * Worker has to read them at its start.
 */
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import type { DangerModel, Head } from './danger-model.ts'
import { bytesOf, checkOver, placesOf, raritiesOf, readModelFile } from './model-bytes.ts'
import { RISK_CATEGORIES, type RiskCategory } from './risk.ts'

/** Where the model of danger is kept. */
export const DANGER_MODEL = 'rules/models/danger.json'

const HeadFile = z.strictObject({
  bias: z.number(),
  /** The worth of one step of a weight. */
  step: z.number().positive(),
  /** Signed 8 bits for each term in order; a head may know only the first terms. */
  weights: z.string(),
})

const DangerFile = z.strictObject({
  format: z.literal(1),
  version: z.string().min(8),
  /** What it was learned from and what was measured then; for people, not for scoring. */
  about: z.record(z.string(), z.json()),
  scale: z.strictObject({ slope: z.number().positive(), offset: z.number() }),
  alertAt: z.number(),
  immediateAt: z.number(),
  danger: HeadFile,
  immediate: HeadFile,
  families: z.record(z.enum(RISK_CATEGORIES), HeadFile),
  /** FNV-1a over what follows and the weights, so that one wrong letter is found. */
  check: z.string(),
  /** A word, a pair of words or a sign a line. */
  terms: z.string(),
  /** Hundredths, unsigned 16 bits each, little end first. */
  rarity: z.string(),
})

/** What is written in the file. */
export type DangerFile = z.input<typeof DangerFile>

/** The text of the file; `check` is worked out here. */
export const dangerText = (file: Omit<DangerFile, 'check'>): string => {
  const { terms, rarity, ...head } = file
  return `${JSON.stringify({ ...head, check: checkOf(file), terms, rarity }, null, 1)}\n`
}

function checkOf(file: Omit<DangerFile, 'check'>): string {
  const heads = [file.danger, file.immediate, ...Object.values(file.families)]
  return checkOver([file.terms, file.rarity, ...heads.map(({ weights }) => weights)])
}

const MEND = 'Fetch the file again from this release, or write it with `train-danger`.'

/** Reads the model of danger; throws BadRules, because a model that half works would miss people unseen. */
export function readDangerModel(path: string, text: string): DangerModel {
  const file = readModelFile(path, text, { shape: DangerFile, mend: MEND })
  if (checkOf(file) !== file.check)
    throw new BadRules(`${path}: the words or weights are damaged (check ${file.check}). ${MEND}`)
  const terms = file.terms.split('\n')
  const rarity = bytesOf(path, file.rarity, MEND)
  if (rarity.length !== 2 * terms.length)
    throw new BadRules(`${path}: ${terms.length} terms need as many rarities. ${MEND}`)
  const head = (one: z.output<typeof HeadFile>): Head => {
    const steps = new Int8Array(bytesOf(path, one.weights, MEND).buffer)
    const weights = new Float32Array(steps.length)
    for (let at = 0; at < steps.length; at++) weights[at] = (steps[at] ?? 0) * one.step
    return { bias: one.bias, weights }
  }
  return {
    version: file.version,
    places: placesOf(terms),
    rarity: raritiesOf(rarity),
    danger: head(file.danger),
    immediate: head(file.immediate),
    families: Object.entries(file.families).map(([category, one]) => ({
      category: category as RiskCategory,
      ...head(one),
    })),
    scale: file.scale,
    alertAt: file.alertAt,
    immediateAt: file.immediateAt,
  }
}
