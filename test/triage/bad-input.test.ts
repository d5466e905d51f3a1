/** Texts that are no letters: each has an answer, and the time grows as the text does. */
import { describe, expect, it } from 'vitest'
import { flagRisk } from '../../src/triage/flag-risk.ts'
import { aMessage } from './a-message.ts'
import { riskRules } from './rule-texts.ts'
import { chances } from './tricks.ts'

const judged = (text: string) => flagRisk(aMessage({ text }), riskRules)

/** Words that no list has, no two alike. */
function unknownWords(size: number): string {
  const chance = chances(7)
  const letter = () => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(chance() * 26)]
  let text = ''
  while (text.length < size)
    text += `${Array.from({ length: 5 + Math.floor(chance() * 8) }, letter).join('')} `
  return text
}

const DANGER = '\n\nhe says he will kill me tonight'

describe('a text that is no letter', () => {
  it('is unreadable where it is empty', () => {
    expect(judged('').level).toBe('unreadable')
  })

  it('has a bounded answer where it is ten million characters of one word', () => {
    const { level, flags } = judged('knife '.repeat(10_000_000 / 6))
    expect(['none', 'serious']).toContain(level)
    expect(flags.length).toBeLessThan(100)
  }, 60_000)

  it('has an answer where it is one word of ten million letters', () => {
    expect(judged('a'.repeat(10_000_000)).flags).toEqual([])
  }, 60_000)

  it('shows the danger after a million combining characters', () => {
    expect(judged(`a${'\u0301'.repeat(1_000_000)}${DANGER}`).level).toBe('immediate')
  }, 30_000)

  it('is read to its end where a megabyte of it is words that nobody knows', () => {
    expect(judged(unknownWords(1_000_000) + DANGER).level).toBe('immediate')
  }, 30_000)
})

describe('the time that a hostile text takes', () => {
  it.each([
    ['words that nobody knows', unknownWords],
    ['the beginnings of every rule', (size: number) => 'he said he will not let me out '.repeat(size / 31)],
    ['one sentence without an end', (size: number) => 'knife in his bag at '.repeat(size / 20)],
    ['words that are run together', (size: number) => 'hewill killme '.repeat(size / 14)],
  ])(
    'grows as the text does: %s',
    (_, textOf) => {
      const timeOf = (size: number) => {
        const text = textOf(size)
        const began = performance.now()
        judged(text)
        return performance.now() - began
      }
      timeOf(50_000)
      const [small, large] = [timeOf(100_000), timeOf(1_000_000)]
      process.stdout.write(`a megabyte takes ${(large / small).toFixed(1)} times as long as a tenth of it\n`)
      // Ten times the text, so about ten times the time; a square law would give a hundred.
      expect(large).toBeLessThan(40 * Math.max(small, 5))
    },
    60_000,
  )
})
