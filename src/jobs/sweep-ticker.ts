import type { Db } from '../db/db.ts'
import { errorFields, logEvent } from '../log.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { Enqueue } from './queue.ts'
import { sweep } from './sweep.ts'

const EVERY_MS = 60_000

type Swept = { database: { db: Db }; queue: Enqueue; offices: Offices; now: () => Date }

/** Sweeps each office in turn; one office's failure does not keep another from being swept. */
export async function sweepAll({ database, queue, offices, now }: Swept): Promise<void> {
  for (const office of offices.all) {
    try {
      const report = await sweep(database.db, queue, office.id, now())
      const count = Object.values(report).reduce((total, found) => total + found, 0)
      if (count > 0) logEvent('sweep.found', { officeId: office.id, count })
    } catch (error) {
      logEvent('sweep.failed', { officeId: office.id, ...errorFields(error) })
    }
  }
}

/** Sweeps at once, for what a crash left behind, and then every minute; the result stops it. */
export function startSweeping(deps: Swept): () => Promise<void> {
  let sweeping = sweepAll(deps)
  const timer = setInterval(() => {
    sweeping = sweeping.then(() => sweepAll(deps))
  }, EVERY_MS)
  return async () => {
    clearInterval(timer)
    await sweeping
  }
}
