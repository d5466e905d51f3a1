/**
 * What the data protection officer is told of a breach by mail: its reference, its hours and
 * where to read more. No word of what happened or to whom: a mail may be read by anybody.
 */
import { eq } from 'drizzle-orm'
import type { Calendars } from '../clocks/calendars.ts'
import { sayMoment } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { breaches } from '../db/schema.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { findBreachEvents } from './act-on-breach.ts'
import {
  type BreachClock,
  type BreachClockKind,
  breachClocks,
  breachReference,
  standingOf,
} from './breach.ts'

type Asked = { breachId: string | null; breachClock: BreachClockKind | null; hours: number | null }
type About = { office: OfficeProfile; calendars: Calendars; publicUrl: string }

/** The mail, or undefined where there is nothing left to say. */
export async function sayBreach(
  tx: Db,
  { office, calendars, publicUrl }: About,
  { breachId, breachClock, hours }: Asked,
): Promise<{ subject: string; text: string } | undefined> {
  if (breachId === null) return undefined
  const [row] = await tx.select().from(breaches).where(eq(breaches.id, breachId))
  if (!row) return undefined
  const clocks = breachClocks(row, standingOf(row, await findBreachEvents(tx, breachId)), calendars)
  const reference = breachReference(office, row.number)
  const link = `${publicUrl}/breaches/${row.number}?office=${office.id}`
  if (breachClock === null)
    return {
      subject: `${reference}: a breach of personal data was written down at ${office.shortName}`,
      text: lines([
        'Somebody in the office has written down a breach of personal data. You are told at once, as the data protection officer.',
        '',
        `Known since ${sayMoment(row.knownAt)}.`,
        ...clocks.map(sayEnd),
        '',
        'What happened and whose data it is stands on its page, and not in this mail:',
        link,
      ]),
    }
  const clock = clocks.find(({ kind }) => kind === breachClock)
  if (!clock || clock.stoppedAt) return undefined
  return {
    subject: `${reference}: ${hours} hours have gone`,
    text: lines([
      `${hours} hours have gone since the breach was known, and this is not done.`,
      sayEnd(clock),
      '',
      'When it is done, write that down on its page, so that no further reminder comes:',
      link,
    ]),
  }
}

const TO_DO: Record<BreachClockKind, string> = {
  'breach-72h':
    'Report it to the Information Commissioner, or decide with the reason that it is not reported',
  'breach-24h': 'Tell the lead provider of the contract',
}

const sayEnd = ({ kind, dueAt, stoppedAt }: BreachClock): string =>
  `${TO_DO[kind]}: by ${sayMoment(dueAt)}${stoppedAt ? ' (done)' : ''}.`

const lines = (all: readonly string[]): string => [...all, ''].join('\n')
