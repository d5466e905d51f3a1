import { describe, expect, it } from 'vitest'
import { ROOM_OF_ITS_OWN, SHARED_ROOM } from '../../src/message/limits.ts'
import { judgeHere } from '../../src/triage/judge-mail.ts'
import { chanceOf } from '../hostile/chance.ts'
import { HOSTILE_CLASSES } from '../hostile/hostile-mails.ts'
import { bytesOf } from '../hostile/write-mail.ts'
import { rulebook } from '../service.ts'
import { PLACES, planted } from './plant.ts'
import { publicMail, publicMails } from './public-mails.ts'
import { PLEA, Tally } from './tally.ts'

const judge = judgeHere(rulebook.rules, ROOM_OF_ITS_OWN)
const judged = (source: Uint8Array) => judge({ source, envelopeFrom: null, cutShort: false })

/** `npm run corpus` goes through all of them, in threads and with their limits. */
describe('words planted into mails', () => {
  it('are found or with a person in a slice of the public ones, wherever they stand', async () => {
    const tally = new Tally()
    for (const [at, file] of publicMails(40).entries()) {
      const place = PLACES[at % PLACES.length] ?? 'subject'
      await tally.add(`${file} (${place})`, () => judged(planted(publicMail(file), place, PLEA)))
    }
    expect(tally.errors).toEqual([])
    expect(tally.lost).toEqual([])
    expect(tally.mails).toBeGreaterThan(140)
  }, 60_000)

  it('are found or with a person in small hostile mails of every kind, from another seed each', async () => {
    const tally = new Tally()
    for (const [at, one] of HOSTILE_CLASSES.entries()) {
      await tally.add(`b${one.item}: ${one.what}`, () => judged(one.make(chanceOf(7_000 + at), PLEA, 0.01)))
    }
    expect(tally.errors).toEqual([])
    expect(tally.lost).toEqual([])
  }, 60_000)

  it('are found or with a person where there is only the room that Workers have', async () => {
    const judgeSmall = judgeHere(rulebook.rules, SHARED_ROOM)
    const tally = new Tally()
    for (const [at, one] of HOSTILE_CLASSES.entries()) {
      const source = one.make(chanceOf(9_000 + at), PLEA, 0.2)
      await tally.add(`b${one.item}: ${one.what}`, () =>
        judgeSmall({ source, envelopeFrom: null, cutShort: false }),
      )
    }
    const filling = 'words '.repeat(500_000)
    const tooBig = bytesOf(`From: a@example.org\r\n\r\n${filling}${PLEA} ${filling}`)
    await tally.add('a mail over 4 MB, the words in its middle', () =>
      judgeSmall({ source: tooBig, envelopeFrom: null, cutShort: false }),
    )
    expect(tally.errors).toEqual([])
    expect(tally.lost).toEqual([])
  }, 60_000)

  it('would be missed by this count where they are not there', async () => {
    const tally = new Tally()
    await tally.add('a mail without them', () =>
      judged(new TextEncoder().encode('From: a@example.org\r\n\r\nWhen is the next public meeting?')),
    )
    expect(tally.lost).toEqual(['a mail without them'])
  })
})
