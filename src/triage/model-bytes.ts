/** What the files of both models hold alike: whole numbers in base64, and a check that finds one wrong letter. */
import type { z } from 'zod'
import { BadRules } from '../errors.ts'

/** Reads the text of a model's file by its shape; `mend` is the sentence that says what to do. Throws BadRules. */
export function readModelFile<T extends z.ZodType>(
  path: string,
  text: string,
  { shape, mend }: { shape: T; mend: string },
): z.output<T> {
  const checked = shape.safeParse(parseJson(path, text, mend))
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  throw new BadRules(`${path}: ${issue?.path.join(' › ') || 'the file'}: ${issue?.message}. ${mend}`)
}

function parseJson(path: string, text: string, mend: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BadRules(`${path}: this is not JSON. ${mend}`, { cause: error })
  }
}

/** FNV-1a over these texts: tells a damaged file, protects nothing. */
export function checkOver(texts: readonly string[]): string {
  let hash = 0x811c9dc5
  for (const text of texts)
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** Bytes as a file holds them. */
export function base64Of(bytes: Iterable<number>): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte & 255)
  return btoa(text)
}

/** The bytes again; throws BadRules. A loop, because models are read at every start. */
export function bytesOf(path: string, base64: string, mend: string): Uint8Array {
  try {
    const text = atob(base64)
    const bytes = new Uint8Array(text.length)
    for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at)
    return bytes
  } catch (error) {
    throw new BadRules(`${path}: the weights are not base64. ${mend}`, { cause: error })
  }
}

/** Rarities in hundredths, unsigned 16 bits each, little end first. */
export const rarityBytes = (rarities: Iterable<number>): number[] =>
  Array.from(rarities, (rarity) => Math.round(rarity * 100)).flatMap((whole) => [whole & 255, whole >> 8])

/** The rarities again. */
export function raritiesOf(bytes: Uint8Array): Float64Array {
  const rarities = new Float64Array(bytes.length / 2)
  for (let at = 0; at < rarities.length; at++)
    rarities[at] = ((bytes[2 * at] ?? 0) + 256 * (bytes[2 * at + 1] ?? 0)) / 100
  return rarities
}

/** The place of each term. A loop, because models are read at every start. */
export function placesOf(terms: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (let at = 0; at < terms.length; at++) places.set(terms[at] ?? '', at)
  return places
}

/** Weights are kept as whole steps up to this. */
export const LARGEST_STEP = 127

/** A number as a file keeps it. */
export const rounded = (value: number): number => Number(value.toPrecision(6))
