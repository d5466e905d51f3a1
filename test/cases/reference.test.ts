import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatReference, isReference } from '../../src/cases/reference.ts'
import { ourMessageId, readOurMessageId } from '../../src/cases/reference-token.ts'

const SECRET = 'a secret of at least thirty-two characters'

describe('a case reference', () => {
  it('names the office, the year and the number, and ends in a check digit', () => {
    expect(formatReference('MOPAC', 2026, 123)).toMatch(/^MOPAC-26-000123-\d$/)
    expect(isReference(formatReference('MOPAC', 2026, 123))).toBe(true)
  })

  it('is refused when one digit is wrong or two neighbours are swapped', () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(5), fc.integer({ min: 1, max: 9 }), (serial, at, change) => {
        const reference = formatReference('LEICS', 2026, serial)
        const digits = [...reference]
        const place = 'LEICS-26-'.length + at
        digits[place] = String((Number(digits[place]) + change) % 10)
        expect(isReference(digits.join(''))).toBe(false)
        const swapped = [...reference]
        const [a, b] = [swapped[place], swapped[place + 1]]
        if (a === undefined || b === undefined || b === '-' || a === b) return
        swapped[place] = b
        swapped[place + 1] = a
        expect(isReference(swapped.join(''))).toBe(false)
      }),
    )
  })
})

describe('the Message-ID of our own mail', () => {
  const id = ourMessageId(SECRET, 'ack', 'MOPAC-26-000123-4', 'mopac.example.org')

  it('says which case it is about to whoever holds the secret', () => {
    expect(readOurMessageId(SECRET, id)).toEqual({ kind: 'ack', about: 'MOPAC-26-000123-4' })
  })

  it.each([
    ['another case under the same seal', id.replace('000123', '000124')],
    ['a page in place of an acknowledgement', id.replace('<ack.', '<page.')],
    ['somebody else’s id', '<CAF1234@mail.example.com>'],
    ['a seal that was cut', id.replace(/\.[0-9a-f]{20}@/, '.0123456789@')],
  ])('does not believe %s', (_what, forged) => {
    expect(readOurMessageId(SECRET, forged)).toBeUndefined()
  })

  it('does not believe an id that was sealed with another secret', () => {
    expect(readOurMessageId('another secret of thirty-two characters', id)).toBeUndefined()
  })
})
