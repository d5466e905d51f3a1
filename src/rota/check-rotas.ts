import { type Db, inOffice } from '../db/db.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import type { Offices } from '../offices/read-offices.ts'
import { noteGaps } from './note-gaps.ts'

type Deps = { db: Db; queue: Enqueue; offices: Offices; now: () => Date }

/** Between two looks. A change of the rota is looked at by itself; these are for time that goes on. */
export const CHECK_ROTAS_EVERY_MS = 15 * 60_000

/** Looks at each office's rota for the week ahead; one office's failure does not keep another from it. */
export async function checkRotas(deps: Deps): Promise<void> {
  for (const office of deps.offices.all) {
    try {
      const gaps = await inOffice(deps.db, office.id, (tx) =>
        noteGaps(tx, { queue: deps.queue, now: deps.now() }, office),
      )
      if (gaps.length > 0) logEvent('rota.gaps', { officeId: office.id, count: gaps.length })
    } catch (error) {
      logEvent('rota.not-checked', { officeId: office.id, ...errorFields(error) })
    }
  }
}

/** Whether a run that comes every minute, and remembers nothing, is the one that looks. */
export const isTimeToCheck = (now: Date): boolean =>
  Math.floor(now.getTime() / 60_000) % (CHECK_ROTAS_EVERY_MS / 60_000) === 0
