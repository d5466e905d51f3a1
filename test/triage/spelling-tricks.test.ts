/** How much danger is missed when it is misspelt or disguised: the loss is printed, and has a floor. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { flagRisk } from '../../src/triage/flag-risk.ts'
import { readSentences } from '../../src/triage/read-examples.ts'
import { aMessage } from './a-message.ts'
import { riskRules } from './rule-texts.ts'
import { chances, TRICKS } from './tricks.ts'

const FOLDER = new URL('../../rules/examples/sentences/', import.meta.url)
const risky = readdirSync(FOLDER)
  .flatMap((name) => readSentences(name, readFileSync(new URL(name, FOLDER), 'utf8')))
  .filter(({ level }) => level !== 'none')

const isFound = (text: string): boolean =>
  ['serious', 'immediate'].includes(flagRisk(aMessage({ text }), riskRules).level)

const found = risky.filter(({ text }) => isFound(text))

/** Points of recall that may be lost. The aim is 1. */
const MOST_LOST = 5

describe('danger that is misspelt or disguised', () => {
  it.each(Object.entries(TRICKS))('is found as well with %s', (name, trick) => {
    const chance = chances(2026)
    const still = found.filter(({ text }) => isFound(trick(text, chance))).length
    const points = (100 * (found.length - still)) / risky.length
    process.stdout.write(
      `${name}: ${still} of ${found.length} dangers still found, ${points.toFixed(1)} points of recall lost\n`,
    )
    expect(found.length).toBeGreaterThan(500)
    expect(points).toBeLessThanOrEqual(MOST_LOST)
  })
})
