import { desc } from 'drizzle-orm'
import { type Db, inOffice } from '../db/db.ts'
import { rulesets } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { Rules } from '../triage/read-rules.ts'
import { sorted } from '../triage/with-published.ts'
import { tellLeftOut } from './tell-left-out.ts'

type Deps = { db: Db; queue: Enqueue; offices: Offices; rules: Rules; now: () => Date }

/**
 * Looks at the start, and then every minute, whether what each office published works with
 * the files of this process. One that does not is left out with an alarm; nothing stops.
 */
export async function checkRulesets(deps: Deps): Promise<void> {
  for (const { id: officeId } of deps.offices.all) {
    try {
      await inOffice(deps.db, officeId, async (tx) => {
        const [newest] = await tx.select().from(rulesets).orderBy(desc(rulesets.number)).limit(1)
        if (!newest) return
        const { bad } = sorted(deps.rules, newest.rules)
        await tellLeftOut(
          tx,
          { queue: deps.queue, now: deps.now() },
          { officeId, ids: bad.map(({ id }) => id) },
        )
      })
    } catch (error) {
      logEvent('rulesets.not-checked', { officeId, ...errorFields(error) })
    }
  }
}
