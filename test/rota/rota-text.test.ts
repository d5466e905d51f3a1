import { describe, expect, it } from 'vitest'
import { rotaVerb } from '../../src/commands/rota.ts'
import { rotaText } from '../../src/rota/rota-text.ts'
import { printed } from '../commands/printed.ts'
import { rulebook } from '../service.ts'
import { aCover, aPerson, aRota, aRotation } from './a-rota.ts'

const office = rulebook.offices.get('mopac')
if (!office) throw new Error('The rules have no MOPAC')
const NOW = new Date('2026-11-30T10:00:00Z')
const secondary = aRotation({ id: 'r2', layer: 'secondary', people: ['b'] })

describe('the rota in words', () => {
  it('says who is on duty, why and until when, and that no gap is ahead', () => {
    const covers = [aCover('2026-12-01T09:00:00Z', '2026-12-01T17:00:00Z')]
    expect(rotaText(aRota({ rotations: [aRotation(), secondary], covers }), office, NOW)).toEqual({
      lines: [
        'MOPAC, Monday 30 November 10:00',
        'Primary duty officer: Person a, by rotation, until Tuesday 1 December 09:00',
        '  then: Person d, as cover, until Tuesday 1 December 17:00',
        'Secondary duty officer: Person b, by rotation, until Monday 7 December 09:00',
        '  then: Person b, by rotation, until Monday 14 December 09:00',
        'No gap begins in the next seven days.',
      ],
      gaps: 0,
    })
  })

  it('names each gap with its hours, why, and whom to reach instead', () => {
    const people = [aPerson('a', { leavesAt: new Date('2026-12-05T02:00:00Z') }), aPerson('b'), aPerson('c')]
    const said = rotaText(aRota({ rotations: [aRotation(), secondary], people }), office, NOW)
    expect(said.gaps).toBe(1)
    expect(said.lines.at(-1)).toBe(
      'GAP  Primary duty officer: nobody reachable Saturday 5 December 02:00 to Monday 7 December 09:00, because Person a has left. Instead: Duty desk, duty.officer@mopac.example.org.',
    )
  })
})

describe('waypost rota', () => {
  it.each([
    ['an office that there is not', ['--office', 'nowhere'], 'There is no office "nowhere".'],
    ['a moment that is none', ['--at', '2026-02-30T02:00'], 'Say a moment such as'],
    ['a day in place of a moment', ['--at', '2026-11-28'], 'Say a moment such as'],
    ['a zone that there is not', ['--at', '2026-11-28T02:00 Mars'], 'Say a moment such as'],
    ['a word that it does not know', ['--week'], 'Unknown option'],
  ])('is not understood with %s', async (_, words, said) => {
    const { code, err } = await printed(rotaVerb, words)
    expect([code, err.includes(said)]).toEqual([2, true])
  })
})
