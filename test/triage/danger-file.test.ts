import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { BadRules } from '../../src/errors.ts'
import { DANGER_MODEL, readDangerModel } from '../../src/triage/danger-file.ts'

const text = readFileSync(new URL(`../../${DANGER_MODEL}`, import.meta.url), 'utf8')
const changed = (change: (file: Record<string, unknown>) => void): string => {
  const file = JSON.parse(text)
  change(file)
  return JSON.stringify(file)
}
const refusal = (damaged: string): string => {
  try {
    readDangerModel('danger.json', damaged)
  } catch (error) {
    expect(error).toBeInstanceOf(BadRules)
    return (error as Error).message
  }
  throw new Error('It was read')
}

describe('the file of the model of danger', () => {
  it('is read, and is small enough for a Worker beside the other rules', () => {
    const model = readDangerModel(DANGER_MODEL, text)
    expect(model.places.size).toBeGreaterThan(10_000)
    expect(model.families).toHaveLength(16)
    // The issue allows 3 MB for all models together.
    expect(gzipSync(text).length).toBeLessThan(1_000_000)
  })

  it('holds no number, no address and no word of more than a line', () => {
    for (const name of readDangerModel(DANGER_MODEL, text).places.keys())
      expect(name).toMatch(/^(?:<[a-z-]+>|[^\d@\n]+)$/u)
  })

  it.each<[string, string]>([
    ['cut off', text.slice(0, text.length / 2)],
    ['empty', ''],
    ['another file', '{"format":1}'],
    ['one term changed', text.replace('tonight', 'tomorow')],
    ['a weight changed', changed((file) => ((file.danger as { weights: string }).weights = 'AAAA'))],
    [
      'weights that are no base64',
      changed((file) => ((file.immediate as { weights: string }).weights = '*')),
    ],
    [
      'a family that is none',
      changed((file) => ((file.families as Record<string, unknown>).weather = file.danger)),
    ],
    ['no threshold', changed((file) => delete file.alertAt)],
    ['a field of a newer form', changed((file) => (file.more = 1))],
  ])('is refused in one sentence that says what to do: %s', (_, damaged) => {
    expect(refusal(damaged)).toMatch(
      /^danger\.json: .+ Fetch the file again from this release, or write it with `train-danger`\.$/,
    )
  })
})
