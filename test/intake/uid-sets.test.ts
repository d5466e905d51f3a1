import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uidSets } from '../../src/intake/uid-sets.ts'

/** What a server makes of the set. */
const expand = (sets: readonly string[]): bigint[] =>
  sets.flatMap((set) =>
    set.split(',').flatMap((part) => {
      const [from = '', to = from] = part.split(':')
      return Array.from({ length: Number(BigInt(to) - BigInt(from)) + 1 }, (_, n) => BigInt(from) + BigInt(n))
    }),
  )

describe('the numbers of messages as they are asked for', () => {
  it('are ranges where they stand in a row', () => {
    expect(uidSets([7n, 1n, 2n, 3n, 9n])).toEqual(['1:3,7,9'])
    expect(uidSets([])).toEqual([])
  })

  it('name every message once and no other, in lines that a server takes', () => {
    const uid = fc.bigInt({ min: 1n, max: 40_000n })
    fc.assert(
      fc.property(fc.uniqueArray(uid, { maxLength: 3_000 }), (uids) => {
        const sets = uidSets(uids)
        expect(expand(sets)).toEqual([...uids].sort((a, b) => Number(a - b)))
        for (const set of sets) expect(set.length).toBeLessThanOrEqual(4_012)
      }),
      { numRuns: 30 },
    )
  })
})
