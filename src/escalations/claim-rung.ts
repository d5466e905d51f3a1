/**
 * Tells the next rung of one alert, or of several that are due together: notes each page,
 * moves the alerts on, in the caller's transaction and before anything is sent.
 */
import { randomUUID } from 'node:crypto'
import {
  and,
  asc,
  eq,
  getTableColumns,
  gte,
  inArray,
  isNull,
  like,
  lte,
  ne,
  notExists,
  sql,
} from 'drizzle-orm'
import { type AuditEntry, MACHINE, record } from '../audit/record.ts'
import { CLIMBING, type NOBODY_BECAUSE } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import { alertAnswers, cases, escalations, keptFrom, pages } from '../db/schema.ts'
import type { SendingDeps } from '../jobs/sending.ts'
import { fallbackOf, type Target, type Way, whoToTell } from '../jobs/who-to-tell.ts'
import { rungFor, rungsOf, sayRung } from '../offices/duty-rung.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { type Claimed, composePage, type EscalationRow, factsOf, type PageRow } from './compose-page.ts'
import { drillOfCase } from './drill-rows.ts'
import { answeredKeys } from './everybody.ts'
import { keptKeys } from './kept-keys.ts'
import { setNextTimes } from './next-times.ts'
import { nextDue } from './plan.ts'

/** Between two reminders that an answered alert is not done. */
const REMIND_MINUTES = 15
/** So many alerts in one page at most: their references fit a text message. */
export const MOST_TOGETHER = 30
/** With fewer, each has a page of its own. */
const TOGETHER_FROM = 3

/** What a step comes to at this moment: who is told of it, and what is noted of those who cannot be. */
type Rung = {
  step: number
  waitMinutes: number
  targets: Target[]
  /** Whom it means and nobody can reach, by the step; nobody at all where the post says the step's name. */
  missing: { step: number; post: string; because: (typeof NOBODY_BECAUSE)[number] }[]
}

/** Claims the rung that is due for this alert, which the caller has locked and found due. */
export async function claimRung(
  tx: Db,
  deps: SendingDeps,
  office: OfficeProfile,
  alert: EscalationRow,
): Promise<Claimed[]> {
  const now = deps.now()
  const kept = await keptKeys(tx, alert.id)
  const answered = await answeredKeys(tx, alert.id)
  const notTold = new Set([...answered, ...kept])
  const rung = await rungNow(tx, deps, { office, alert, notTold, now })
  const alerts = [alert, ...(notTold.size > 0 ? [] : await dueTogether(tx, alert, now))]
  await moveOn(tx, deps, { office, alerts, rung, now })
  const facts = await factsOf(tx, alerts)
  const claimed: Claimed[] = []
  const add = async (target: Target, to: EscalationRow[], step: number) => {
    for (const way of target.ways.now) {
      const rows = to.map(({ id }) => pageRow(office.id, { escalationId: id, step, target, way, now }))
      await tx.insert(pages).values(rows)
      claimed.push(await composePage(tx, deps, { office, alerts: to, rows, facts, to: way }))
    }
  }
  await noteMissing(tx, { office, alerts, rung, now })
  const [first] = rung.missing
  if (first) {
    const without = await withoutFallback(tx, office, alerts, first.step)
    if (without.length > 0) await add(fallbackOf(deps, office.duty, alert.level), without, first.step)
  }
  for (const target of rung.targets) await add(target, alerts, rung.step)
  return claimed
}

/** The next rung that has somebody to tell. The last of every ladder is a post that mail reaches. */
async function rungNow(
  tx: Db,
  deps: SendingDeps,
  {
    office,
    alert,
    notTold,
    now,
  }: { office: OfficeProfile; alert: EscalationRow; notTold: ReadonlySet<string>; now: Date },
): Promise<Rung> {
  const missing: Rung['missing'] = []
  const { level } = alert
  const last = alert.step + rungsOf(office.duty[level]).length
  for (let step = alert.step; step < last; step++) {
    const rung = rungFor(office.duty, level, step)
    const meant = await whoToTell(tx, deps, rung, { office, level, at: now })
    // Whoever has answered for a step of everybody is told no more, and whom the case is about
    // is told nothing; the others are.
    const waiting = meant.filter(({ key }) => !notTold.has(key))
    const targets = waiting.filter(({ ways }) => ways.now.length > 0)
    const unreached = waiting.filter(({ ways }) => ways.now.length === 0)
    if (meant.length === 0) missing.push({ step, post: sayRung(rung), because: 'nobody-on-call' })
    missing.push(...unreached.map(({ post }) => ({ step, post, because: 'no-address' as const })))
    if (targets.length > 0) return { step, waitMinutes: rung.waitMinutes, targets, missing }
  }
  const rung = rungFor(office.duty, level, last - 1)
  return { step: last - 1, waitMinutes: rung.waitMinutes, targets: [], missing }
}

/**
 * Other alerts of which the same people are to be told at this moment, locked. Hundreds at once
 * become pages that list them: each is named, none is dropped, and each keeps its own answer.
 * A drill says on its page that it is one, so it is never among them.
 */
async function dueTogether(tx: Db, alert: EscalationRow, now: Date): Promise<EscalationRow[]> {
  if (!CLIMBING.includes(alert.state)) return []
  const answers = tx
    .select({ actor: alertAnswers.actor })
    .from(alertAnswers)
    .where(eq(alertAnswers.escalationId, escalations.id))
  const somebodyKept = tx
    .select({ id: keptFrom.id })
    .from(keptFrom)
    .where(and(eq(keptFrom.caseId, escalations.caseId), isNull(keptFrom.endedAt)))
  if (await drillOfCase(tx, alert.caseId)) return []
  const others = await tx
    .select(getTableColumns(escalations))
    .from(escalations)
    .innerJoin(cases, eq(cases.id, escalations.caseId))
    .where(
      and(
        inArray(escalations.state, CLIMBING),
        eq(escalations.level, alert.level),
        eq(escalations.step, alert.step),
        lte(escalations.nextPageAt, now),
        ne(escalations.id, alert.id),
        notExists(answers),
        notExists(somebodyKept),
        isNull(cases.drillId),
      ),
    )
    .orderBy(asc(escalations.nextPageAt))
    .limit(MOST_TOGETHER - 1)
    .for('update', { of: escalations, skipLocked: true })
  return others.length + 1 < TOGETHER_FROM ? [] : others
}

type Moving = { office: OfficeProfile; alerts: EscalationRow[]; rung: Rung; now: Date }

/** Past the rung, with the next one's time and its job. */
async function moveOn(tx: Db, deps: SendingDeps, { office, alerts, rung, now }: Moving): Promise<void> {
  const times = alerts.map(({ id, state, nextPageAt }) => {
    const waitMinutes = CLIMBING.includes(state) ? rung.waitMinutes : REMIND_MINUTES
    return { id, officeId: office.id, nextPageAt: nextDue(nextPageAt ?? now, waitMinutes, now) }
  })
  await setNextTimes(tx, deps, times, { step: rung.step + 1, state: PAGING_IF_RAISED })
}

const PAGING_IF_RAISED = sql<string>`case ${escalations.state} when 'raised' then 'paging' else ${escalations.state} end`

/** That there was nobody to tell stands beside the pages, and in the history. */
async function noteMissing(tx: Db, { office, alerts, rung, now }: Moving): Promise<void> {
  if (rung.missing.length === 0) return
  const rows = alerts.flatMap(({ id }) =>
    rung.missing.map(({ step, post, because }) => ({
      ...{ id: randomUUID(), officeId: office.id, escalationId: id, step, post },
      ...{ personKey: `nobody:${post}`, state: 'skipped' as const, claimedAt: now, because },
    })),
  )
  // Two people of one post are one line: the second must not keep the alert from being told.
  await tx.insert(pages).values(rows).onConflictDoNothing()
  const history = alerts.map(
    ({ id, caseId }): AuditEntry => ({
      ...{ officeId: office.id, at: now, actor: MACHINE, action: 'page-skipped', caseId },
      detail: { escalationId: id, steps: rung.missing.length, because: rung.missing[0]?.because ?? '' },
    }),
  )
  await record(tx, history)
}

/** Those alerts whose fallback has not been told in this round of the ladder. */
async function withoutFallback(
  tx: Db,
  office: OfficeProfile,
  alerts: EscalationRow[],
  step: number,
): Promise<EscalationRow[]> {
  const level = alerts[0]?.level ?? 'immediate'
  const { length } = rungsOf(office.duty[level])
  const roundStart = step - (step % length)
  const ids = alerts.map(({ id }) => id)
  const told = await tx
    .select({ id: pages.escalationId })
    .from(pages)
    .where(
      and(inArray(pages.escalationId, ids), like(pages.personKey, 'fallback:%'), gte(pages.step, roundStart)),
    )
  return alerts.filter(({ id }) => !told.some((one) => one.id === id))
}

function pageRow(
  officeId: string,
  page: { escalationId: string; step: number; target: Target; way: Way; now: Date },
): PageRow {
  const { escalationId, step, target, way, now } = page
  return {
    ...{ id: randomUUID(), officeId, escalationId, step, tries: 1, state: 'sending', claimedAt: now },
    ...{ post: target.post, personName: target.name ?? null, personKey: target.key, way: way.way },
    ...{ otherWays: target.ways.later, sentMailId: null, providerId: null, deliveryAt: null, because: null },
  }
}
