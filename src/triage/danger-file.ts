/**
 * The file of the model of danger, checked before it is used. Terms stand in it as words, so that
 * people can look them through; weights are whole numbers from -127 to 127 in base64, because a
 * Worker has to read them at its start.
 */
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import type { DangerModel, Head } from './danger-model.ts'
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
  let hash = 0x811c9dc5
  for (const text of [file.terms, file.rarity, ...heads.map(({ weights }) => weights)])
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

const MEND = 'Fetch the file again from this release, or write it with `train-danger`.'

/** Reads the model of danger; throws BadRules, because a model that half works would miss people unseen. */
export function readDangerModel(path: string, text: string): DangerModel {
  const checked = DangerFile.safeParse(parseJson(path, text))
  if (!checked.success) {
    const issue = checked.error.issues[0]
    throw new BadRules(`${path}: ${issue?.path.join(' › ') || 'the file'}: ${issue?.message}. ${MEND}`)
  }
  const file = checked.data
  if (checkOf(file) !== file.check)
    throw new BadRules(`${path}: the words or weights are damaged (check ${file.check}). ${MEND}`)
  const terms = file.terms.split('\n')
  const rarity = bytesOf(path, file.rarity)
  if (rarity.length !== 2 * terms.length)
    throw new BadRules(`${path}: ${terms.length} terms need as many rarities. ${MEND}`)
  const head = (one: z.output<typeof HeadFile>): Head => {
    const steps = new Int8Array(bytesOf(path, one.weights).buffer)
    const weights = new Float32Array(steps.length)
    for (let at = 0; at < steps.length; at++) weights[at] = (steps[at] ?? 0) * one.step
    return { bias: one.bias, weights }
  }
  const places = new Map<string, number>()
  const hundredths = new Float32Array(terms.length)
  for (let at = 0; at < terms.length; at++) {
    places.set(terms[at] ?? '', at)
    hundredths[at] = ((rarity[2 * at] ?? 0) + 256 * (rarity[2 * at + 1] ?? 0)) / 100
  }
  return {
    version: file.version,
    places,
    rarity: hundredths,
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

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BadRules(`${path}: this is not JSON. ${MEND}`, { cause: error })
  }
}

function bytesOf(path: string, base64: string): Uint8Array {
  try {
    const text = atob(base64)
    const bytes = new Uint8Array(text.length)
    for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at)
    return bytes
  } catch (error) {
    throw new BadRules(`${path}: the weights are not base64. ${MEND}`, { cause: error })
  }
}

/** Bytes as the file holds them. */
export const base64Of = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
