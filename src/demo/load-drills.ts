/**
 * Drills for a first embedded start: some that are said to have been, so that the page has a
 * trend to show, and one that goes the true way now.
 */
import { randomUUID } from 'node:crypto'
import { londonDay } from '../clocks/days.ts'
import { inOffice } from '../db/db.ts'
import { drills } from '../db/schema.ts'
import { startDrill } from '../drills/start-drill.ts'
import type { Running } from '../start-node.ts'

/** Weeks ago, hour and minute, and the seconds to the answer; undefined where nobody answered. Invented. */
const PAST: readonly [weeks: number, hour: number, minute: number, seconds: number | undefined][] = [
  [16, 10, 42, 512],
  [14, 15, 7, 388],
  [12, 19, 31, undefined],
  [10, 9, 12, 441],
  [8, 13, 55, 296],
  [6, 20, 18, 334],
  [4, 11, 3, 187],
  [2, 16, 26, 142],
]
const WEEK_MS = 7 * 24 * 60 * 60_000
const ANSWER_WITHIN_MS = 30 * 60_000

/** Once, for the first of the offices. */
export async function loadDemoDrills({ service }: Running): Promise<void> {
  const office = service.offices.get('mopac') ?? service.offices.all[0]
  const [first] = service.drillLetters
  if (!office || !first) return
  const now = service.now()
  await inOffice(service.database.db, office.id, async (tx) => {
    const rows = PAST.map(([weeks, hour, minute, seconds], at) => {
      const startedAt = new Date(now.getTime() - weeks * WEEK_MS)
      startedAt.setUTCHours(hour, minute, 0, 0)
      const answered = seconds !== undefined
      const answerBy = new Date(startedAt.getTime() + ANSWER_WITHIN_MS)
      return {
        ...{ id: randomUUID(), officeId: office.id, day: londonDay(startedAt), dueAt: startedAt, startedAt },
        ...{ letter: service.drillLetters[at % service.drillLetters.length]?.id ?? first.id, answerBy },
        ...{ announced: false, state: answered ? ('answered' as const) : ('missed' as const) },
        answeredAt: answered ? new Date(startedAt.getTime() + seconds * 1000) : null,
        answeredBy: answered ? 'Demo duty officer' : null,
        missedAt: answered ? null : answerBy,
      }
    })
    await tx.insert(drills).values(rows).onConflictDoNothing()
    await startDrill(tx, service, office, { letter: first, dueAt: now })
  })
  service.queue.nudge('take-in')
}
