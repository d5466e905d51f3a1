import { describe, expect, it } from 'vitest'
import { deadlineVerb } from '../../src/commands/deadline.ts'
import { printed } from './printed.ts'

const asked = (words: string) => printed(deadlineVerb, words.split(' '))

describe('deadline', () => {
  it('prints the due day alone', async () => {
    expect(await asked('foi --received 2026-05-29')).toEqual({ code: 0, out: '2026-06-29\n', err: '' })
  })

  it('shows each day with why and by which law, and the lists that it read', async () => {
    const { out } = await asked('foi --received 2026-05-29 --explain')
    const lines = out.split('\n')
    expect(lines).toContain(
      '2026-06-15    –  Monday 15 June 2026: World Cup bank holiday (Scotland) [FOIA 2000 s.10(6)]',
    )
    expect(lines).toContain('2026-06-29   20  Monday 29 June 2026: working day')
    expect(out).toContain('An extension needs a notice by Monday 29 June 2026 that names the exemption')
    expect(out).toContain('Bank holidays: England and Wales, version 2026-11; Scotland, version 2026-11;')
  })

  it('names the law of a pause and of a last day that moves', async () => {
    const { out } = await asked(
      'sar --received 2026-06-01 --event pause:2026-06-10 --event resume:2026-06-17 --explain',
    )
    expect(out).toContain(
      'the clock stands still from Wednesday 10 June 2026 to Wednesday 17 June 2026 [UK GDPR Art 12A]',
    )
    expect((await asked('sar --received 2026-11-25 --explain')).out).toContain(
      'the next working day [ICO guidance',
    )
  })

  it('says what would be if we answered on a day, and if a holiday were proclaimed', async () => {
    expect((await asked('foi --received 2026-11-23 --if-answered 2026-12-23')).out).toContain(
      'would be late: due Tuesday 22 December 2026',
    )
    expect((await asked('foi --received 2026-11-23 --if-answered 2026-12-22')).out).toContain(
      'would be in time',
    )
    expect((await asked('foi --received 2026-11-23 --if-holiday 2026-12-14:scotland')).out).toContain(
      'would move the due day from Tuesday 22 December 2026 to Wednesday 23 December 2026',
    )
    expect((await asked('sar --received 2026-11-23 --if-holiday 2026-12-14:scotland')).out).toContain(
      'would change nothing',
    )
    const both = await asked(
      'foi --received 2026-11-23 --if-holiday 2026-12-14:scotland --if-answered 2026-12-23',
    )
    expect(both.out).toContain('would be in time: due Wednesday 23 December 2026')
  })

  it.each([
    ['foi --received 2026-11-23 --if-answered soon', '--if-answered'],
    ['foi --received 2026-11-23 --if-holiday 2026-12-14:wales', 'northern-ireland'],
    ['foi --received 2026-02-30', '--received'],
    ['tea --received 2026-02-20', 'KIND is one of'],
  ])('is not understood: %s', async (words, why) => {
    const { code, err } = await asked(words)
    expect(code).toBe(2)
    expect(err).toContain(why)
  })
})
