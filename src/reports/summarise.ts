/** The rows of a month as the numbers of its safety report. Pure. */
import { CLIMBING } from '../db/alert-states.ts'
import type { RiskCategory } from '../triage/risk.ts'
import type { AlertRow, SafetyRows } from './safety-rows.ts'

/** How many there were, and how long half and nineteen of twenty of them took at most. */
export type Spread = { count: number; p50: number | undefined; p95: number | undefined }

/** By nearest rank: each figure is one that really was. In milliseconds. */
export function spreadOf(millis: readonly number[]): Spread {
  const sorted = [...millis].sort((a, b) => a - b)
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  return { count: sorted.length, p50: rank(0.5), p95: rank(0.95) }
}

export const HOPS = [
  'stored-judged',
  'judged-raised',
  'raised-paged',
  'paged-answered',
  'answered-referred',
  'referred-accepted',
  'stored-paged',
  'stored-answered',
] as const
export type Hop = (typeof HOPS)[number]

const ENDS: Readonly<Record<Hop, (alert: AlertRow) => [Date | undefined, Date | undefined]>> = {
  'stored-judged': (alert) => [alert.storedAt, alert.judgedAt],
  'judged-raised': (alert) => [alert.judgedAt, alert.raisedAt],
  'raised-paged': (alert) => [alert.raisedAt, alert.firstPageAt],
  // One that was answered on the dashboard before anybody was paged has no such hop.
  'paged-answered': (alert) => [alert.firstPageAt, alert.answeredAt],
  'answered-referred': (alert) => [alert.answeredAt, alert.referredAt],
  'referred-accepted': (alert) => [alert.referredAt, alert.acceptedAt],
  'stored-paged': (alert) => [alert.storedAt, alert.firstPageAt],
  'stored-answered': (alert) => [alert.storedAt, alert.answeredAt],
}

const LEVELS = ['immediate', 'serious'] as const
export type ByLevel<T> = Record<(typeof LEVELS)[number], T>

export type SafetyReport = {
  alerts: ByLevel<number>
  /** An alert of two kinds counts in both; `unreadable` is one whose words could not be had. */
  categories: { category: RiskCategory | 'unreadable'; counts: ByLevel<number> }[]
  hops: { hop: Hop; spread: ByLevel<Spread> }[]
  /** How alerts of the month stand now. */
  standing: { unanswered: number; open: number; closed: number }
  missed: {
    /** Steps of a ladder that passed without an answer. */
    steps: number
    /** Alerts with such a step. */
    alerts: number
    /** Pages that did not get through. */
    pages: number
    /** Steps at which there was nobody to tell. */
    nobody: number
    /** Times that duty staff had to be told again after the answer, because nothing followed. */
    reminders: number
  }
  referrals: {
    referred: number
    accepted: number
    declined: number
    declinedAndTaken: number
    declinedAndNobodys: number
  }
  drills: {
    held: number
    answered: number
    missed: number
    running: number
    notHeld: number
    toAnswer: Spread
  }
  canaries: {
    origin: 'own' | 'watchdog'
    sent: number
    came: number
    found: number
    toPage: number
    paged: number
    toPaged: Spread
  }[]
}

/** All the numbers; small ones too, because the report stays in the office. */
export function summarise({ alerts, drills, canaries }: SafetyRows): SafetyReport {
  const answered = drills.filter(({ state }) => state === 'answered')
  const inState = (state: string) => drills.filter((one) => one.state === state).length
  return {
    alerts: byLevel((level) => alerts.filter((one) => one.level === level).length),
    categories: categoriesOf(alerts),
    hops: HOPS.map((hop) => ({ hop, spread: byLevel((level) => spreadOf(millisOf(hop, level, alerts))) })),
    standing: {
      unanswered: alerts.filter(({ state }) => CLIMBING.includes(state)).length,
      open: alerts.filter(({ state }) => state !== 'closed' && !CLIMBING.includes(state)).length,
      closed: alerts.filter(({ state }) => state === 'closed').length,
    },
    missed: missedOf(alerts),
    referrals: referralsOf(alerts),
    drills: {
      held: drills.length - inState('not-started'),
      answered: answered.length,
      missed: inState('missed'),
      running: inState('running'),
      notHeld: inState('not-started'),
      toAnswer: spreadOf(answered.flatMap(({ startedAt, answeredAt }) => between(startedAt, answeredAt))),
    },
    canaries: (['own', 'watchdog'] as const).map((origin) =>
      canariesOf(
        origin,
        canaries.filter((one) => one.origin === origin),
      ),
    ),
  }
}

const byLevel = <T>(of: (level: (typeof LEVELS)[number]) => T): ByLevel<T> => ({
  immediate: of('immediate'),
  serious: of('serious'),
})

/** None where one of the two is missing, or where the second came before the first. */
const between = (from: Date | null | undefined, to: Date | null | undefined): number[] =>
  from && to && to >= from ? [to.getTime() - from.getTime()] : []

const millisOf = (hop: Hop, level: string, alerts: readonly AlertRow[]): number[] =>
  alerts.filter((one) => one.level === level).flatMap((alert) => between(...ENDS[hop](alert)))

function categoriesOf(alerts: readonly AlertRow[]): SafetyReport['categories'] {
  const kinds = (alert: AlertRow): (RiskCategory | 'unreadable')[] =>
    alert.categories.length > 0 ? alert.categories : ['unreadable']
  const all = [...new Set(alerts.flatMap(kinds))].sort()
  return all.map((category) => ({
    category,
    counts: byLevel(
      (level) => alerts.filter((one) => one.level === level && kinds(one).includes(category)).length,
    ),
  }))
}

const NOT_THROUGH = ['failed', 'undelivered', 'unknown']

function missedOf(alerts: readonly AlertRow[]): SafetyReport['missed'] {
  const isBefore = (alert: AlertRow) => (page: { claimedAt: Date }) =>
    !alert.answeredAt || page.claimedAt < alert.answeredAt
  const stepsOf = (pages: AlertRow['pages']) => new Set(pages.map(({ step }) => step)).size
  // The last step before the answer is the one that was answered; of one without an answer it still runs.
  const unanswered = alerts.map((alert) => Math.max(0, stepsOf(alert.pages.filter(isBefore(alert))) - 1))
  const pages = alerts.flatMap((alert) => alert.pages)
  return {
    steps: unanswered.reduce((sum, count) => sum + count, 0),
    alerts: unanswered.filter((count) => count > 0).length,
    pages: pages.filter(({ state }) => NOT_THROUGH.includes(state)).length,
    nobody: pages.filter(({ state }) => state === 'skipped').length,
    reminders: alerts.reduce(
      (sum, alert) => sum + stepsOf(alert.pages.filter((page) => !isBefore(alert)(page))),
      0,
    ),
  }
}

function referralsOf(alerts: readonly AlertRow[]): SafetyReport['referrals'] {
  const declined = alerts.filter(({ declinedAt }) => declinedAt.length > 0)
  return {
    referred: alerts.filter(({ referredAt }) => referredAt).length,
    accepted: alerts.filter(({ acceptedAt }) => acceptedAt).length,
    declined: declined.reduce((sum, { declinedAt }) => sum + declinedAt.length, 0),
    declinedAndTaken: declined.filter(({ acceptedAt }) => acceptedAt).length,
    declinedAndNobodys: declined.filter(({ state }) => state === 'declined').length,
  }
}

const canariesOf = (
  origin: 'own' | 'watchdog',
  rows: SafetyRows['canaries'],
): SafetyReport['canaries'][number] => {
  const toPage = rows.filter(({ receiver }) => receiver !== null)
  return {
    origin,
    sent: rows.length,
    came: rows.filter(({ seenAt }) => seenAt).length,
    found: rows.filter(({ level }) => level === 'immediate').length,
    toPage: toPage.length,
    paged: toPage.filter(({ pagedAt }) => pagedAt).length,
    toPaged: spreadOf(toPage.flatMap(({ sentAt, pagedAt }) => between(sentAt, pagedAt))),
  }
}
