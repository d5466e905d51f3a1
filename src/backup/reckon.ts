/**
 * What a backup that is put back must not do by itself. It knows nothing of what happened since it
 * was made, and the world does: mails went out, people answered, references were given.
 *
 * An answer to a writer is not sent again: what was owed may have gone, and a person looks first.
 * An alert is the other way round: nobody is known to have answered it, and to forget somebody at
 * risk is worse than to page twice. So duty staff are told at once that a backup was put back, and
 * what stood open pages again a quarter of an hour later, unless somebody has answered it by then.
 * Runs as the owner in one transaction, after which the service may reach the tables.
 */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { MACHINE } from '../audit/record.ts'

/** Time for a person to answer what was answered before. */
export const PAGES_WAIT_MINUTES = 15
/** A process that still runs with what it knew must not be taken for the one that polls now. */
const FENCE_JUMP = 1_000_000
/** References that were given since the backup are not given to other cases: numbers go on in a new ten thousand. */
const SERIAL_STEP = 10_000

const MAY_HAVE_GONE =
  'It was owed when the backup was made that has been put back, and may have been sent since.'

export type Reckoned = { offices: string[]; answersKeptBack: number; alertsOpen: number }

type Moments = { backupAt: Date; restoredAt: Date }

/** Before the triggers are back: this is not what somebody did, and is written down once for each office. */
export async function reckon(
  sql: postgres.ISql,
  { restoredAt }: Moments,
): Promise<Omit<Reckoned, 'offices'>> {
  const wait = new Date(restoredAt.getTime() + PAGES_WAIT_MINUTES * 60_000)
  // Whoever was signed out or had their rights taken since would be in again.
  await sql`delete from sessions`
  await sql`update mail_accounts set fence = fence + ${FENCE_JUMP}, lease_until = least(lease_until, ${restoredAt})`
  await skipReferences(sql, restoredAt)
  const kept =
    await sql`update acknowledgements set state = 'unknown', because = ${MAY_HAVE_GONE}, claimed_at = null
    where state in ('owed', 'sending') returning id`
  await sql`update deadline_mails set state = 'unknown' where state in ('owed', 'sending')`
  // What a person had written and sent may have gone; they read so on the case and decide.
  await sql`update replies set state = 'unknown' where state in ('held', 'sending')`
  await sql`update sent_mails set state = 'unknown' where state = 'sending'`
  await sql`update pages set state = 'unknown' where state in ('owed', 'sending')`
  await endDrills(sql, restoredAt)
  const open = await sql`update escalations set next_page_at = greatest(next_page_at, ${wait})
    where next_page_at is not null returning id`
  await sql`update alarms set next_mail_at = greatest(next_mail_at, ${wait}) where next_mail_at is not null`
  return { answersKeptBack: kept.length, alertsOpen: open.length }
}

async function skipReferences(sql: postgres.ISql, restoredAt: Date): Promise<void> {
  // The year may have begun since the backup, so that it has no counter yet.
  await sql`insert into reference_counters (office_id, year, last)
    select distinct office_id, extract(year from ${restoredAt}::timestamptz at time zone 'Europe/London')::int, 0
    from reference_counters on conflict do nothing`
  await sql`update reference_counters set last = (last / ${SERIAL_STEP} + 2) * ${SERIAL_STEP}`
  // Few in a year, and the ICO may have been told their numbers.
  await sql`update breach_counters set last = last + 100`
}

/** A drill of that day is over, and was neither answered nor missed by anybody who is here now. */
async function endDrills(sql: postgres.ISql, restoredAt: Date): Promise<void> {
  const ended = await sql<{ id: string; office: string; from: string }[]>`
    update escalations as e set state = 'closed', next_page_at = null, closed_at = ${restoredAt}
    from cases as c, drills as d, escalations as before
    where c.id = e.case_id and d.id = c.drill_id and d.state = 'running' and e.state <> 'closed' and before.id = e.id
    returning e.id, e.office_id as office, before.state as from`
  for (const { id, office, from } of ended)
    await sql`insert into alert_moves (id, office_id, escalation_id, at, from_state, to_state, actor, actor_name, reason)
      values (${randomUUID()}, ${office}, ${id}, ${restoredAt}, ${from}, 'closed', ${MACHINE}, 'Waypost', 'restored')`
  await sql`update drills set state = 'not-started' where state = 'running'`
}

/** With the triggers back, so that the history is sealed: one row, one alarm and one entry for each office. */
export async function writeDown(
  sql: postgres.ISql,
  { backupAt, restoredAt }: Moments,
  reckoned: Omit<Reckoned, 'offices'>,
): Promise<string[]> {
  await sql`select set_config('app.backup', 'whole', true)`
  // Every office that ever did anything has a history.
  const offices = (
    await sql<{ office: string }[]>`select office_id as office from audit_heads order by 1`
  ).map(({ office }) => office)
  const detail = { backupAt: backupAt.toISOString(), ...reckoned }
  for (const office of offices) {
    await sql`select set_config('app.office', ${office}, true)`
    await sql`insert into restores (id, office_id, backup_at, restored_at)
      values (${randomUUID()}, ${office}, ${backupAt}, ${restoredAt})`
    await sql`insert into alarms (id, office_id, kind, about, raised_at, next_mail_at)
      values (${randomUUID()}, ${office}, 'restored', ${`the backup of ${backupAt.toISOString().slice(0, 16)}Z`},
        ${restoredAt}, ${restoredAt})`
    await sql`insert into audit (office_id, at, actor, action, detail, position, previous_hash, hash)
      values (${office}, ${restoredAt}, ${MACHINE}, 'restored', ${sql.json(detail)}, 0, '', '')`
  }
  return offices
}
