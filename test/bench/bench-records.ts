/**
 * `npm run bench`: the look for cases whose keeping is over, in an office that has had up to a
 * million of them. What matters is that it hardly grows with the number; the floor is 2 s at p95.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { londonDay } from '../../src/clocks/days.ts'
import { inOffice } from '../../src/db/db.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrateDatabase } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/open.ts'
import { countDue, findDue } from '../../src/records/find-due.ts'
import { percentile, print, round } from './figures.ts'

const SIZES = [10_000, 100_000, 1_000_000]
const RUNS = 40
/** Of nine years of cases that are kept for eight, one in nine is due; of one day, one in 3,285. */
const SPREAD_DAYS = 9 * 365

const folder = mkdtempSync(path.join(tmpdir(), 'waypost-bench-records-'))
const server = await startEmbedded(folder)
try {
  await migrateDatabase(server.ownerUrl, 'drizzle')
  const superuser = postgres(server.superuserUrl, { max: 1, onnotice: () => {} })
  const { db, close } = openDatabase(server.appUrl, 4)
  const today = londonDay(new Date())
  let there = 0
  let before: number | undefined
  for (const size of SIZES) {
    await superuser`insert into cases (id, office_id, reference, status, route, risk, channel, correspondent_name,
        correspondent_address, subject, opened_at, last_action_at, closed_at, retention_schedule, keep_months, retention_trigger)
      select gen_random_uuid(), 'mopac', 'B-' || n, case when n % 20 = 0 then 'in-progress' else 'closed' end, 'general-enquiry',
        'none', 'email', 'A', 'writer' || n % 50000 || '@example.net', 'S', at, at,
        case when n % 20 = 0 then null else at end, (array['mopac-enquiry', 'mopac-complaint', 'mopac-foi'])[1 + n % 3], 96, 'last-action'
      from (select n, now() - make_interval(days => n % ${SPREAD_DAYS}) as at from generate_series(${there + 1}::int, ${size}::int) as n) as made`
    await superuser`insert into case_holds (id, office_id, case_id, kind, reason, placed_by, placed_by_name, placed_at)
      select gen_random_uuid(), office_id, id, 'legal', 'b', 'b', 'B', now() from cases
        where reference ~ '00$' on conflict do nothing`
    await superuser`vacuum analyze cases`
    there = size
    const looks: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const startedAt = performance.now()
      await inOffice(db, 'mopac', async (tx) => {
        await countDue(tx, today)
        await findDue(tx, { today, days: 90 })
      })
      looks.push(performance.now() - startedAt)
    }
    const p95Ms = round(percentile(looks, 0.95))
    print({
      figure: 'records-due',
      cases: size,
      p50Ms: round(percentile(looks, 0.5)),
      p95Ms,
      ...(before === undefined ? {} : { growth: round(p95Ms / before) }),
      runs: RUNS,
    })
    before = p95Ms
  }
  await close()
  await superuser.end()
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
