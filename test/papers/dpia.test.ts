import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readOffices } from '../../src/offices/read-offices.ts'
import { type DpiaFacts, dpiaText } from '../../src/papers/dpia-text.ts'
import { rulesOnDisk } from '../../src/rules-on-disk.ts'

const offices = readOffices(rulesOnDisk(process.cwd()))
const facts = (id: string): DpiaFacts => {
  const office = offices.get(id)
  if (!office) throw new Error('There is no such office')
  return {
    office,
    rules: { version: 'abc', routes: 3, risk: 4, knownMisses: 5 },
    settings: {
      mode: 'production',
      mailboxes: [],
      outgoingHost: 'smtp.example.org',
      providers: ['GOV.UK Notify'],
    },
    madeOn: '2026-11-30',
  }
}

describe.each(offices.all.map(({ id }) => id))('the impact assessment of %s', (id) => {
  const text = dpiaText(facts(id))
  const { office } = facts(id)

  it('says what the profile says: each mailbox, receiver and period', () => {
    for (const { address } of office.mailboxes) expect(text).toContain(`| ${address} |`)
    for (const { schedule } of office.retention) expect(text).toContain(`| ${schedule} |`)
    const receivers = text.match(/^\| (force|iopc|gla|panel|council|other) \|/gm) ?? []
    expect(receivers).toHaveLength(office.sharing.length)
    expect(text).toContain(office.notice.version)
    if (office.retention.some(({ keepMonths }) => keepMonths === 'not-set'))
      expect(text).toContain('not set: never disposed of')
  })

  it('says who sends and signs in, leaves open what only people can say, and holds no gap', () => {
    expect(text).toContain('GOV.UK Notify; outgoing mail through smtp.example.org')
    expect(text.match(/^\[|\. \[/gm)?.length).toBeGreaterThan(4)
    expect(text).not.toMatch(/undefined|\[object|NaN/)
  })

  it('points at papers that are there', () => {
    for (const [, file = ''] of text.matchAll(/\b(docs\/[\w/.-]+\.md)/g))
      expect(() => readFileSync(file), file).not.toThrow()
  })
})
