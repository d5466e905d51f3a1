import { desc, eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { rulesets } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { NOTHING_PUBLISHED, type Published, type RuleText } from '../triage/published.ts'
import type { Rules } from '../triage/read-rules.ts'
import { sorted } from '../triage/with-published.ts'
import { tellLeftOut } from './tell-left-out.ts'

type Deps = { rules: Rules; queue: Enqueue; now: Date }
type Read = { changeId: string; published: Published }

/** The latest ruleset of each office that this process has read, by the rules of its files. */
const read = new WeakMap<Rules, Map<string, Read>>()

/**
 * What this office has published, as of this transaction. Asked for with every handful of
 * letters, and so every process takes up a new ruleset with the next letter that it judges:
 * nothing is told to it, and nothing can be missed.
 *
 * A rule that does not work with the files of this process is left out and raises an alarm,
 * because the others, and the letters, must not wait for it.
 */
export async function publishedNow(tx: Db, deps: Deps, officeId: string): Promise<Published> {
  const [newest] = await tx
    .select({ number: rulesets.number, changeId: rulesets.changeId })
    .from(rulesets)
    .orderBy(desc(rulesets.number))
    .limit(1)
  if (!newest) return NOTHING_PUBLISHED
  const offices = read.get(deps.rules) ?? new Map<string, Read>()
  read.set(deps.rules, offices)
  const known = offices.get(officeId)
  if (known?.changeId === newest.changeId) return known.published
  const { good, bad } = sorted(deps.rules, await rulesOf(tx, newest.number))
  const published = { number: newest.number, rules: good, leftOut: bad.length }
  // One that is left out is looked at again with the next letters: the alarm is lost with a transaction that fails.
  if (bad.length > 0) await tellLeftOut(tx, deps, { officeId, ids: bad.map(({ id }) => id) })
  else offices.set(officeId, { changeId: newest.changeId, published })
  return published
}

/** What was published in the ruleset of that number; 0 is the files alone. */
export async function rulesOf(tx: Db, number: number): Promise<RuleText[]> {
  if (number === 0) return []
  const [row] = await tx.select().from(rulesets).where(eq(rulesets.number, number))
  if (!row) throw new Error(`There is no ruleset ${number}`)
  return row.rules
}
