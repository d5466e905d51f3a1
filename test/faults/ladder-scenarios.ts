/** What may go wrong while people are paged, each as a world of its own with the truth about it. */
import type { PageWay } from '../../src/db/schema.ts'
import type { OnCallPerson } from '../../src/offices/duty-rung.ts'
import type { Attempt, Ending, PageWorld } from '../escalations/page-world.ts'

export const MINUTE = 60_000
export const WAIT_MS = 5 * MINUTE
export const ROUND_WAIT_MS = 10 * MINUTE

const BOTH = ['email', 'sms']
export const HEAD = 'head@mopac.example.org'
export const DESK = 'desk@mopac.example.org'
const HEAD_PHONE = '+447700900009'

export const DUTY = {
  immediate: {
    steps: [
      { who: { rota: 'primary' }, channels: BOTH, waitMinutes: 5 },
      { who: { rota: 'secondary' }, channels: BOTH, waitMinutes: 5 },
      { who: { post: 'Head of office', email: HEAD, phone: HEAD_PHONE }, channels: BOTH, waitMinutes: 5 },
    ],
    repeatMinutes: 10,
  },
  serious: {
    steps: [
      { who: { rota: 'primary' }, channels: BOTH, waitMinutes: 5 },
      { who: { post: 'Head of office', email: HEAD }, channels: ['email'], waitMinutes: 5 },
    ],
    repeatMinutes: 10,
    afterMinutes: 60,
  },
  fallback: { post: 'Duty desk', email: DESK },
}

const person = (name: string, number: number): OnCallPerson => ({
  ...{ personId: name, name, post: `${name}’s post` },
  ...{ email: `${name}@mopac.example.org`, phone: `+44770090000${number}` },
})
const ADA = person('ada', 1)
const BEN = person('ben', 2)
const CY = person('cy', 3)

type Layer = 'primary' | 'secondary'
type Rota = (layer: Layer, at: Date) => OnCallPerson[]

const usual: Rota = (layer) => [layer === 'primary' ? ADA : BEN]

export type Scenario = {
  name: string
  startsAt: string
  rota: Rota
  ways: readonly PageWay[]
  /** How a page that leaves at that moment ends. */
  ending(attempt: Pick<Attempt, 'atMs' | 'way' | 'to' | 'key'>, sinceStartMs: number): Ending
  losesJob?: () => boolean
  databaseFails?: () => boolean
  /** Sweeps as often as the service does, where jobs are lost. */
  sweeps?: boolean
  /** What is heard of a page later: that it came back, after so long. */
  comesBack?: (attempt: Attempt) => number | undefined
  /** Until then since the start nobody can be reached by any way. */
  downUntilMs?: number
  /** Its ways are up, and still nobody knows of some pages whether they arrived. */
  hearsNothing?: boolean
  /** All raised at the same moment. */
  atOnce?: boolean
  /** Other things that happen on the way. */
  happens?: (world: PageWorld, startMs: number) => void
}

const DAY = '2027-02-02T10:00:00Z'
const taken: Ending = { outcome: 'taken' }
const bySmtp =
  (ending: Ending): Scenario['ending'] =>
  ({ way }) =>
    way === 'smtp' ? ending : taken
const WELL = { startsAt: DAY, rota: usual, ways: ['smtp', 'notify-sms'], ending: () => taken } as const

/** Summer time, as London has it: at 01:00 UTC the clocks change. */
const shiftAt =
  (momentMs: number): Rota =>
  (layer, at) =>
    at.getTime() < momentMs ? usual(layer, at) : [layer === 'primary' ? CY : ADA]

/** Every fault of the matrix. `random` is seeded by the caller. */
export function scenarios(random: () => number): Scenario[] {
  const DOWN_MS = 12 * MINUTE
  return [
    { ...WELL, name: 'nothing is wrong' },
    { ...WELL, name: 'SMTP 4xx', ending: bySmtp({ outcome: 'later', afterMs: 300 }) },
    { ...WELL, name: 'SMTP 5xx', ending: bySmtp({ outcome: 'refused', afterMs: 300 }) },
    { ...WELL, name: 'SMTP silent after the dot', ending: bySmtp({ outcome: 'unknown', afterMs: 10_000 }) },
    { ...WELL, name: 'SMTP blackhole', ending: bySmtp({ outcome: 'later', afterMs: 20_000 }) },
    {
      ...WELL,
      name: 'SMTP alone, silent after the dot for a quarter of its pages',
      ways: ['smtp'],
      hearsNothing: true,
      ending: () => (random() < 0.25 ? { outcome: 'unknown', afterMs: 10_000 } : taken),
    },
    {
      ...WELL,
      name: 'text messages refused, 429 and 500',
      ending: ({ way }) =>
        way === 'smtp' ? taken : { outcome: random() < 0.5 ? 'later' : 'refused', afterMs: 500 },
    },
    {
      ...WELL,
      name: 'both channels down for twelve minutes',
      downUntilMs: DOWN_MS,
      ending: (_attempt, sinceMs) => (sinceMs < DOWN_MS ? { outcome: 'later', afterMs: 1_000 } : taken),
    },
    {
      ...WELL,
      name: 'the database goes away for one transaction in twenty',
      sweeps: true,
      databaseFails: () => random() < 0.05,
    },
    {
      ...WELL,
      name: 'the worker is killed at one page in five',
      sweeps: true,
      ending: () => (random() < 0.2 ? { outcome: 'killed', afterMs: 50 } : taken),
    },
    { ...WELL, name: 'every other job is lost', sweeps: true, losesJob: () => random() < 0.5 },
    { ...WELL, name: 'an empty rota', rota: () => [] },
    {
      ...WELL,
      name: 'a person who is deleted half-way, and nobody in their place',
      rota: (layer, at) =>
        layer === 'primary' && at.getTime() > Date.parse(DAY) + 10 * MINUTE ? [] : usual(layer, at),
    },
    {
      ...WELL,
      name: 'a person without a phone',
      rota: (layer, at) => usual(layer, at).map(({ phone: _phone, ...rest }) => rest),
    },
    {
      ...WELL,
      name: 'the night the clocks go forward',
      startsAt: '2027-03-28T00:45:00Z',
      rota: shiftAt(Date.parse('2027-03-28T01:00:00Z')),
    },
    {
      ...WELL,
      name: 'the night the clocks go back',
      startsAt: '2027-10-31T00:45:00Z',
      rota: shiftAt(Date.parse('2027-10-31T01:00:00Z')),
    },
    {
      ...WELL,
      name: 'a bank holiday with somebody else on call',
      startsAt: '2027-12-26T23:45:00Z',
      rota: shiftAt(Date.parse('2027-12-27T00:00:00Z')),
    },
    {
      ...WELL,
      name: 'pages that come back as undeliverable',
      ways: ['smtp'],
      comesBack: ({ to }) => (to === ADA.email ? 20_000 : undefined),
    },
    { ...WELL, name: 'all at once', atOnce: true },
    {
      ...WELL,
      name: 'all at once, and the mail server refuses them',
      atOnce: true,
      ending: bySmtp({ outcome: 'refused', afterMs: 300 }),
    },
  ]
}
