import type { Db } from '../db/db.ts'
import { errorFields, logEvent } from '../log.ts'
import { longestWaitMinutes } from '../offices/duty-rung.ts'
import type { Offices } from '../offices/read-offices.ts'
import { beat } from './beat.ts'
import { putAlertsBack, putBackMs, readClocks } from './clock-back.ts'
import type { Enqueue } from './queue.ts'
import { type SweptJob, sweep, sweptWith } from './sweep.ts'

/** Pages are looked for so often that a rung whose job was lost is told within 5 seconds of its time. */
const PAGES_EVERY_MS = 2_000
/** Everything else once a minute. */
const ALL_EVERY = 30

type Swept = { database: { db: Db }; queue: Enqueue; offices: Offices; now: () => Date; scanner?: unknown }

/** Sweeps each office in turn; one office's failure does not keep another from being swept. */
export async function sweepAll(
  { database, queue, offices, now, scanner }: Swept,
  names?: readonly SweptJob[],
): Promise<void> {
  for (const office of offices.all) {
    try {
      const longestWaitMs = longestWaitMinutes(office.duty) * 60_000
      const what = {
        officeId: office.id,
        now: now(),
        longestWaitMs,
        names: names ?? sweptWith(scanner !== undefined),
      }
      const report = await sweep(database.db, queue, what)
      const count = Object.values(report).reduce((total, found) => total + found, 0)
      if (!names) await beat(database.db, queue, { officeId: office.id, now: now() })
      if (count > 0) logEvent('sweep.found', { officeId: office.id, count })
    } catch (error) {
      logEvent('sweep.failed', { officeId: office.id, ...errorFields(error) })
    }
  }
}

/**
 * An office whose alerts could not be put back pages late and not never; see `isDue`. `mine` keeps
 * when this process did it last, by office.
 */
async function putBackAll(
  { database, offices, now }: Swept,
  backMs: number,
  mine: Map<string, Date | undefined>,
): Promise<void> {
  for (const { id } of offices.all) {
    try {
      const jump = { backMs, now: now(), mine: mine.get(id) }
      mine.set(id, await putAlertsBack(database.db, id, jump))
    } catch (error) {
      logEvent('clock.not-put-back', { officeId: id, ...errorFields(error) })
    }
  }
}

/**
 * Sweeps at once, for what a crash left behind, and then for as long as the result is
 * not called. One sweep at a time: during an outage they wait and do not pile up.
 */
export function startSweeping(deps: Swept): () => Promise<void> {
  let looks = 0
  let clocks = readClocks(deps.now)
  const mine = new Map<string, Date | undefined>()
  let sweeping: Promise<void> | undefined
  const look = () => {
    if (sweeping) return
    const names: readonly SweptJob[] | undefined = looks++ % ALL_EVERY === 0 ? undefined : ['page']
    const before = clocks
    clocks = readClocks(deps.now)
    const backMs = putBackMs(before, clocks)
    sweeping = (async () => {
      if (backMs > 0) await putBackAll(deps, backMs, mine)
      await sweepAll(deps, names)
    })().finally(() => {
      sweeping = undefined
    })
  }
  look()
  const timer = setInterval(look, PAGES_EVERY_MS)
  return async () => {
    clearInterval(timer)
    await sweeping
  }
}
