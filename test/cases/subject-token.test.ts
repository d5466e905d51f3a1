import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatReference, referencesIn } from '../../src/cases/reference.ts'
import { markedReferences, withSubjectToken } from '../../src/cases/subject-token.ts'

const KEY = 'a key of the office, long enough to be one'
const REFERENCE = formatReference('MOPAC', 2026, 123)
const SUBJECT = withSubjectToken(KEY, 'We have received your message', REFERENCE)

describe('the mark in the subject', () => {
  it('is short, plain and behind the words', () => {
    expect(SUBJECT).toMatch(/^We have received your message \[MOPAC-26-000123-\d [0-9a-z]{10}\]$/)
    expect(SUBJECT.length).toBeLessThan(70)
  })

  it.each([
    ['an answer', `Re: ${SUBJECT}`],
    ['an answer to a forwarded one', `AW: WG: ${SUBJECT}`],
    ['capitals', SUBJECT.toUpperCase()],
    ['a fold that became several blanks', SUBJECT.replace(/ (?=[0-9a-z]{10}\])/, '   ')],
    ['a subject written around it', `My complaint ${SUBJECT} please`],
  ])('is read in %s', (_, subject) => {
    expect(markedReferences(KEY, subject)).toEqual([REFERENCE])
  })

  it.each([
    ['the reference alone', `Re: ${REFERENCE}`],
    ['the reference in brackets', `Re: [${REFERENCE}]`],
    ['the mark of another case', SUBJECT.replace(REFERENCE, formatReference('MOPAC', 2026, 124))],
    ['a mark made with another key', withSubjectToken('another key altogether', 'Hello', REFERENCE)],
    ['a reference with a slip', SUBJECT.replace(/-(\d) /, (_all, digit) => `-${(Number(digit) + 1) % 10} `)],
    ['a mark that is cut', SUBJECT.replace(/.\]$/, ']')],
  ])('is not seen in %s', (_, subject) => {
    expect(markedReferences(KEY, subject)).toEqual([])
  })

  it('is guessed by nobody: no other ten letters pass', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'),
      minLength: 10,
      maxLength: 10,
    })
    fc.assert(
      fc.property(letters, (given) => {
        const subject = `Re: [${REFERENCE} ${given}]`
        expect(markedReferences(KEY, subject)).toEqual(SUBJECT.includes(given) ? [REFERENCE] : [])
      }),
      { numRuns: 2_000 },
    )
  })

  it('takes no time over a subject made to be slow', () => {
    const started = performance.now()
    markedReferences(KEY, `${'[MOPAC-26-000123-4 '.repeat(100_000)}`)
    expect(performance.now() - started).toBeLessThan(200)
  })
})

describe('references that a text names', () => {
  it('are found wherever they stand, each once', () => {
    const text = `about ${REFERENCE.toLowerCase()}, I mean ${REFERENCE}.`
    expect(referencesIn(text)).toEqual([REFERENCE])
  })

  it('are none where a digit slipped', () => {
    expect(referencesIn(REFERENCE.replace('123', '132'))).toEqual([])
  })
})
