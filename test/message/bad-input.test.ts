import { describe, expect, it } from 'vitest'
import { ROOM_OF_ITS_OWN } from '../../src/message/limits.ts'
import { reading } from '../../src/message/message.ts'
import type { Judged } from '../../src/triage/judge-mail.ts'
import { judgeHere } from '../../src/triage/judge-mail.ts'
import { chanceOf } from '../hostile/chance.ts'
import { HOSTILE_CLASSES } from '../hostile/hostile-mails.ts'
import { outcomeOf } from '../hostile/outcome-of.ts'
import { bytesOf } from '../hostile/write-mail.ts'
import { rulebook } from '../service.ts'
import { coversReading } from './voices-of.ts'

const PLEA = 'I am going to kill myself tonight.'
const judge = judgeHere(rulebook.rules, ROOM_OF_ITS_OWN)
const judged = (source: Uint8Array): Promise<Judged> => judge({ source, envelopeFrom: null, cutShort: false })

const SAYS = {
  flagged: 'the words are found and flagged',
  noted: 'the words are found and noted as somebody else’s',
  'with a person': 'it counts as unread and goes to a person',
}

describe('bad input', { timeout: 60_000 }, () => {
  it.each(
    HOSTILE_CLASSES.map((one) => ({
      ...one,
      title: `b${one.item}: ${one.what}: ${one.comes.status}${one.comes.because ? ` (${one.comes.because})` : ''}, ${SAYS[one.comes.plea]}`,
    })),
  )('$title', async ({ make, comes, item }) => {
    const { message, triage } = await judged(make(chanceOf(item), PLEA, 1))
    expect(outcomeOf({ message, triage }, PLEA)).toEqual(comes)
    expect(coversReading(message)).toBe(true)
    for (const flag of triage.risk.flags) {
      expect(reading(message).slice(flag.start, flag.end)).toBe(flag.evidence)
    }
  })

  it('stands under every number from 46 to 64', () => {
    const numbers = new Set(HOSTILE_CLASSES.map(({ item }) => item))
    expect([...numbers].sort()).toEqual(Array.from({ length: 19 }, (_, at) => 46 + at))
    expect(new Set(HOSTILE_CLASSES.map(({ what }) => what)).size).toBe(HOSTILE_CLASSES.length)
  })

  it.each(HOSTILE_CLASSES.filter(({ item }) => item === 61))(
    'b61: $what: the name that is shown leads nowhere and hides nothing',
    async ({ make, item }) => {
      const { message } = await judged(make(chanceOf(item), PLEA, 1))
      const names = message.attachments.map(({ name }) => name)
      expect(names.length).toBeGreaterThan(0)
      for (const name of names) {
        expect(name).not.toMatch(/[/\\<>:"|?*]|\p{Cc}|\p{Cf}|^\.|^(?:con|nul|aux|prn)(?:\.|$)/iu)
        expect(bytesOf(name).length).toBeLessThanOrEqual(120)
      }
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
    },
  )

  it('b62: headers named like parts of the language change nothing of it', async () => {
    const [one] = HOSTILE_CLASSES.filter(({ item }) => item === 62)
    const { message } = await judged(one?.make(chanceOf(62), PLEA, 1) ?? bytesOf(''))
    expect(message.headers).toContainEqual({ name: '__proto__', value: 'polluted' })
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
