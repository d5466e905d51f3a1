import { eq, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { cases } from '../db/schema.ts'
import { RISK_LEVELS, type RiskLevel } from '../triage/risk.ts'
import type { Route } from '../triage/route.ts'
import type { Arrival, CaseRow } from './arrival.ts'
import { retentionColumns } from './retention-columns.ts'

/**
 * A further message of a case: the higher risk and every new route are taken over,
 * and a closed case opens again, unless a machine wrote, for its answers are no news.
 */
export async function joinCase(
  tx: Db,
  arrival: Arrival,
  found: CaseRow,
  machineMade: boolean,
): Promise<CaseRow> {
  const { office, triage, now } = arrival
  const said: Route[] = machineMade ? [] : [triage.route.primary, ...triage.route.others]
  const others = [
    ...new Set([...found.others, ...said.filter((route) => route !== 'general-enquiry')]),
  ].filter((route) => route !== found.route && route !== 'not-correspondence')
  const reopens = found.status === 'closed' && !machineMade
  const change = {
    others,
    risk: higher(found.risk, machineMade && triage.risk.level === 'unreadable' ? 'none' : triage.risk.level),
    ...(reopens ? { status: 'in-progress' as const, closedAt: null, outcome: null, outcomeKind: null } : {}),
    ...(machineMade
      ? {}
      : {
          lastActionAt: now,
          ...retentionColumns(office, [found.route, ...others], reopens ? null : found.outcomeKind),
        }),
  }
  const [joined] = await tx
    .update(cases)
    .set({ ...change, version: sql`${cases.version} + 1` })
    .where(eq(cases.id, found.id))
    .returning()
  if (!joined) throw new Error('The case to join is gone')
  return joined
}

const higher = (a: RiskLevel, b: RiskLevel): RiskLevel =>
  RISK_LEVELS.indexOf(a) >= RISK_LEVELS.indexOf(b) ? a : b
