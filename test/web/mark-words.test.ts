import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Stretch } from '../../src/message/message.ts'
import type { RiskFlag } from '../../src/triage/risk.ts'
import { markWords } from '../../src/web/parts/mark-words.ts'

const TEXT = 'subject\nI will end it tonight.\n> you wrote'
const OWN = TEXT.indexOf('> ')
const STRETCHES: Stretch[] = [
  { voice: 'own', start: 0, end: OWN },
  { voice: 'quoted', start: OWN, end: TEXT.length },
]

const flag = (words: string, level: RiskFlag['level']): RiskFlag => {
  const start = TEXT.indexOf(words)
  const end = start + words.length
  return { ruleId: 'r', category: 'suicide-self-harm', level, evidence: words, start, end, because: 'why' }
}

const marked = (flags: RiskFlag[]) =>
  markWords(TEXT, STRETCHES, flags)
    .flatMap(({ runs }) => runs)
    .filter(({ level }) => level)
    .map(({ text, level, marks }) => [text, level, marks])

describe('marking words in a letter', () => {
  it('leaves a letter without flags whole, voice by voice', () => {
    const passages = markWords(TEXT, STRETCHES, [])
    expect(passages.map(({ voice, runs }) => [voice, runs.map(({ text }) => text)])).toEqual([
      ['own', ['subject\nI will end it tonight.\n']],
      ['quoted', ['> you wrote']],
    ])
  })

  it('cuts at each edge where flags overlap, and shows the gravest', () => {
    expect(marked([flag('I will end it', 'none'), flag('end it tonight', 'immediate')])).toEqual([
      ['I will ', 'none', [1]],
      ['end it', 'immediate', [1, 2]],
      [' tonight', 'immediate', [2]],
    ])
  })

  it('gives each flag one number, where its words end', () => {
    const runs = markWords(TEXT, STRETCHES, [
      flag('I will end it', 'none'),
      flag('end it', 'serious'),
    ]).flatMap((passage) => passage.runs)
    expect(runs.flatMap(({ begins }) => begins)).toEqual([1, 2])
    expect(runs.flatMap(({ ends }) => ends)).toEqual([1, 2])
  })

  it('shows only the part asked for', () => {
    const [passage, ...rest] = markWords(TEXT, STRETCHES, [flag('subject', 'serious')], { from: 0, to: 7 })
    expect(rest).toEqual([])
    expect(passage?.runs).toEqual([{ text: 'subject', level: 'serious', marks: [1], begins: [1], ends: [1] }])
  })

  it('loses and adds no letter, whatever the flags', () => {
    const spans = fc.array(fc.tuple(fc.nat(TEXT.length), fc.nat(TEXT.length)), { maxLength: 8 })
    fc.assert(
      fc.property(spans, (pairs) => {
        const flags = pairs
          .map(([a, b]) => ({ ...flag('end', 'serious'), start: Math.min(a, b), end: Math.max(a, b) }))
          .filter(({ start, end }) => start < end)
        const texts = markWords(TEXT, STRETCHES, flags).flatMap(({ runs }) => runs.map(({ text }) => text))
        expect(texts.join('')).toBe(TEXT)
      }),
    )
  })
})
