/** What the tables hold of one month, for the safety report. No name, no address, no word of a letter is read. */
import { and, asc, eq, gte, inArray, isNull, lt, min, ne, or } from 'drizzle-orm'
import { type AlertState, NOBODY_BECAUSE } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import {
  alertMoves,
  canaries,
  cases,
  drills,
  escalations,
  ledger,
  messages,
  pages,
  riskFlags,
  sentMails,
} from '../db/schema.ts'
import type { RiskCategory } from '../triage/risk.ts'
import { type Month, monthOf, spanOf } from './month.ts'

/** One alert of the month with each moment of its way; undefined where it has not come to that. */
export type AlertRow = {
  level: 'immediate' | 'serious'
  state: AlertState
  categories: RiskCategory[]
  storedAt: Date | undefined
  judgedAt: Date | undefined
  raisedAt: Date
  firstPageAt: Date | undefined
  answeredAt: Date | undefined
  referredAt: Date | undefined
  acceptedAt: Date | undefined
  /** Moments at which somebody who had been told declined. */
  declinedAt: Date[]
  pages: { step: number; state: string; claimedAt: Date }[]
}

export type SafetyRows = {
  alerts: AlertRow[]
  drills: (typeof drills.$inferSelect)[]
  canaries: Pick<
    typeof canaries.$inferSelect,
    'origin' | 'sentAt' | 'seenAt' | 'judgedAt' | 'level' | 'receiver' | 'pagedAt'
  >[]
}

/** All that the report of that month is made of; drills are apart from alerts. */
export async function findSafetyRows(tx: Db, month: Month): Promise<SafetyRows> {
  const { from, to } = spanOf(month)
  return {
    alerts: await findAlertRows(tx, { from, to }),
    drills: await tx
      .select()
      .from(drills)
      .where(and(gte(drills.dueAt, from), lt(drills.dueAt, to)))
      .orderBy(asc(drills.dueAt)),
    canaries: await tx
      .select({
        ...{ origin: canaries.origin, sentAt: canaries.sentAt, seenAt: canaries.seenAt },
        ...{ judgedAt: canaries.judgedAt, level: canaries.level },
        ...{ receiver: canaries.receiver, pagedAt: canaries.pagedAt },
      })
      .from(canaries)
      .where(and(gte(canaries.sentAt, from), lt(canaries.sentAt, to))),
  }
}

/** The alerts that were raised from the one moment to before the other, with their way; drills are none. */
export async function findAlertRows(tx: Db, { from, to }: { from: Date; to: Date }): Promise<AlertRow[]> {
  const raised = await tx
    .select({ alert: escalations })
    .from(escalations)
    .innerJoin(cases, eq(cases.id, escalations.caseId))
    .where(and(gte(escalations.raisedAt, from), lt(escalations.raisedAt, to), isNull(cases.drillId)))
    .orderBy(asc(escalations.raisedAt))
  return withTheirWay(
    tx,
    raised.map(({ alert }) => alert),
  )
}

type Alert = typeof escalations.$inferSelect

/** Without another way that was left, because somebody had answered or they are kept from it: nothing was missed by it. */
const wasToBeTold = or(ne(pages.state, 'skipped'), inArray(pages.because, [...NOBODY_BECAUSE]))

async function withTheirWay(tx: Db, alerts: readonly Alert[]): Promise<AlertRow[]> {
  if (alerts.length === 0) return []
  const ids = alerts.map(({ id }) => id)
  const caseIds = alerts.map(({ caseId }) => caseId)
  const [arrivals, told, moves, flags] = await Promise.all([
    tx
      .select({ caseId: messages.caseId, judgedAt: messages.takenInAt, storedAt: min(ledger.notedAt) })
      .from(messages)
      .innerJoin(ledger, eq(ledger.rawMessageId, messages.rawMessageId))
      .where(inArray(messages.caseId, caseIds))
      .groupBy(messages.id),
    tx
      .select({
        ...{ alertId: pages.escalationId, step: pages.step, state: pages.state, claimedAt: pages.claimedAt },
        handedOverAt: sentMails.handedOverAt,
      })
      .from(pages)
      .leftJoin(sentMails, eq(sentMails.id, pages.sentMailId))
      .where(and(inArray(pages.escalationId, ids), wasToBeTold)),
    tx
      .select({ alertId: alertMoves.escalationId, to: alertMoves.toState, at: alertMoves.at })
      .from(alertMoves)
      .where(inArray(alertMoves.escalationId, ids))
      .orderBy(asc(alertMoves.at)),
    tx
      .selectDistinct({ caseId: riskFlags.caseId, category: riskFlags.category })
      .from(riskFlags)
      .where(and(inArray(riskFlags.caseId, caseIds), ne(riskFlags.level, 'none')))
      .orderBy(asc(riskFlags.category)),
  ])
  return alerts.map((alert) => {
    const { level, state, raisedAt } = alert
    const arrival = arrivalOf(
      alert,
      arrivals.filter(({ caseId }) => caseId === alert.caseId),
    )
    const mine = told.filter(({ alertId }) => alertId === alert.id)
    const went = (to: AlertState) =>
      moves.filter((move) => move.alertId === alert.id && move.to === to).map(({ at }) => at)
    return {
      ...{ level, state, raisedAt },
      categories: flags.filter(({ caseId }) => caseId === alert.caseId).map(({ category }) => category),
      storedAt: arrival?.storedAt ?? undefined,
      judgedAt: arrival?.judgedAt,
      firstPageAt: earliest(mine.flatMap(({ handedOverAt }) => handedOverAt ?? [])),
      answeredAt: alert.answeredAt ?? undefined,
      referredAt: went('referred')[0],
      acceptedAt: went('accepted')[0],
      declinedAt: went('declined'),
      pages: mine.map(({ step, state: of, claimedAt }) => ({ step, state: of, claimedAt })),
    }
  })
}

type Arrival = { judgedAt: Date; storedAt: Date | null }

/** The message that raised it: the last that was judged by then; both are written in one transaction. */
const arrivalOf = ({ raisedAt }: Alert, arrivals: readonly Arrival[]): Arrival | undefined =>
  arrivals
    .filter(({ judgedAt }) => judgedAt.getTime() <= raisedAt.getTime() + 1_000)
    .sort((a, b) => b.judgedAt.getTime() - a.judgedAt.getTime())[0]

const earliest = (moments: readonly Date[]): Date | undefined =>
  moments.length === 0 ? undefined : new Date(Math.min(...moments.map((at) => at.getTime())))

/** The first month that anything is known of; undefined where nothing is. */
export async function firstMonth(tx: Db): Promise<Month | undefined> {
  const found = await Promise.all([
    tx.select({ at: min(escalations.raisedAt) }).from(escalations),
    tx.select({ at: min(drills.dueAt) }).from(drills),
    tx.select({ at: min(canaries.sentAt) }).from(canaries),
  ])
  const at = earliest(found.flatMap(([row]) => row?.at ?? []))
  return at && monthOf(at)
}
