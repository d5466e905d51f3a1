/** What an office owes by a day, and who owns it. Reads only. */
import { and, asc, eq, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import type { Calendars } from '../clocks/calendars.ts'
import { ruleNamed } from '../clocks/clock-rules.ts'
import { type IsoDate, londonDay } from '../clocks/days.ts'
import type { HoldKind } from '../clocks/keeping-words.ts'
import { type Standing, standingOf, workingDayFrom } from '../clocks/standing.ts'
import type { Db } from '../db/db.ts'
import { personNow } from '../db/person.ts'
import { type ChasedParty, caseHolds, caseSeals, cases, chases, clocks, tasks } from '../db/schema.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Route } from '../triage/route.ts'

/** A post of the office and the one that stands in for it. */
export type Owner = OfficeProfile['routes'][Route]

export type OwedClock = {
  clockId: string
  reference: string
  kind: string
  dueOn: IsoDate | null
  standing: Standing
  owner: Owner
  /** The deputy has been told that this day was missed. */
  isEscalated: boolean
}
export type OwedChase = {
  reference: string
  toWhom: ChasedParty
  chaseOn: IsoDate
  isLastRung: boolean
  owner: Owner
}
export type MovedDeadline = { reference: string; owner: Owner }
/** What a person placed and was to be looked at again by that day. */
export type HoldToReview = { reference: string; kind: HoldKind; reviewOn: IsoDate; owner: Owner }
export type Owed = {
  clocks: OwedClock[]
  chases: OwedChase[]
  moved: MovedDeadline[]
  holds: HoldToReview[]
}

/**
 * What a mail calls a case: its reference, and of a sealed one only that it is one, because a
 * post's mailbox is read by others than who is named. The duty stays in the mail.
 */
export const calledInMail = sql<string>`case when exists (select 1 from ${caseSeals} where ${caseSeals.caseId} = ${cases.id} and ${caseSeals.endedAt} is null) then 'A sealed case' else ${cases.reference} end`

/** Whose deadline it is: the route that the kind belongs to, or that of the case. */
export const ownerOf = (office: OfficeProfile, kind: string, route: Route): Owner =>
  office.routes[ruleNamed(kind)?.ownedBy ?? route]

/**
 * Everything that is late, due today or due soon, to be chased, or moved; drills owe nothing.
 * All of it: cut off before it is known whose it is, one post's arrears would hide another's day.
 */
export async function findOwed(
  tx: Db,
  office: OfficeProfile,
  about: { now: Date; calendars: Calendars; withStanding?: boolean },
): Promise<Owed> {
  const today = londonDay(about.now)
  const where = { calendars: about.calendars, division: office.calendar }
  const soonUntil = workingDayFrom(today, office.deadlines.soonDays, where)
  const isReal = isNull(cases.drillId)
  // Somebody who asks sees what they may see, by its name; a job asks for a mail.
  const reference = personNow() ? sql<string>`${cases.reference}` : calledInMail
  const near = lte(clocks.dueOn, soonUntil)
  const [running, waiting, moved, held] = await Promise.all([
    tx
      .select({
        clockId: clocks.id,
        reference,
        kind: clocks.kind,
        dueOn: clocks.dueOn,
        escalatedFor: clocks.escalatedFor,
        route: cases.route,
      })
      .from(clocks)
      .innerJoin(cases, eq(cases.id, clocks.caseId))
      .where(
        and(isNull(clocks.stoppedAt), isReal, about.withStanding ? or(near, isNull(clocks.dueOn)) : near),
      )
      .orderBy(asc(clocks.dueOn), asc(cases.reference)),
    tx
      .select({
        reference,
        toWhom: chases.toWhom,
        chaseOn: chases.chaseOn,
        isLastRung: chases.isLastRung,
        route: cases.route,
      })
      .from(chases)
      .innerJoin(cases, eq(cases.id, chases.caseId))
      .where(and(isNotNull(chases.chaseOn), lte(chases.chaseOn, today), isReal))
      .orderBy(asc(chases.chaseOn), asc(cases.reference)),
    tx
      .selectDistinct({ reference, route: cases.route, kind: clocks.kind })
      .from(tasks)
      .innerJoin(cases, eq(cases.id, tasks.caseId))
      // Whoever owns a deadline of the case that still runs; a letter may hold two requests.
      .leftJoin(clocks, and(eq(clocks.caseId, tasks.caseId), isNull(clocks.stoppedAt)))
      .where(and(eq(tasks.kind, 'deadline-moved'), isNull(tasks.doneAt), isReal))
      .orderBy(asc(reference)),
    tx
      .select({
        ...{ reference, kind: caseHolds.kind, reviewOn: caseHolds.reviewOn, post: caseHolds.owner },
        route: cases.route,
      })
      .from(caseHolds)
      .innerJoin(cases, eq(cases.id, caseHolds.caseId))
      .where(and(isNull(caseHolds.liftedAt), lte(caseHolds.reviewOn, today), isReal))
      .orderBy(asc(caseHolds.reviewOn), asc(cases.reference)),
  ])
  return {
    clocks: running.map(({ route, escalatedFor, ...one }) => ({
      ...one,
      standing: standingOf(one.dueOn, today, soonUntil),
      owner: ownerOf(office, one.kind, route),
      isEscalated: escalatedFor !== null && escalatedFor === one.dueOn,
    })),
    chases: waiting.map(({ route, chaseOn, ...one }) => ({
      ...one,
      chaseOn: chaseOn ?? today,
      owner: office.routes[route],
    })),
    moved: onceEach(
      moved.map(({ route, reference, kind }) => ({ reference, owner: ownerOf(office, kind ?? '', route) })),
    ),
    holds: held.map(({ post, route, reviewOn, ...one }) => ({
      ...one,
      reviewOn: reviewOn ?? today,
      owner: ownerOfHold(office, post, route),
    })),
  }
}

/** The post that was named for a hold, where the office has it, and otherwise that of the case's route. */
const ownerOfHold = (office: OfficeProfile, post: string | null, route: Route): Owner =>
  Object.values(office.routes).find(({ primary }) => primary.post === post) ?? office.routes[route]

const onceEach = (moved: readonly MovedDeadline[]): MovedDeadline[] => [
  ...new Map(moved.map((one) => [`${one.reference} ${one.owner.primary.email}`, one])).values(),
]

/** What of it concerns the post with that address: what it owns, and what was brought before it as the deputy. */
export function forAddress(owed: Owed, address: string): Owed {
  const owns = ({ owner }: { owner: Owner }) => owner.primary.email === address
  return {
    clocks: owed.clocks.filter(
      (one) =>
        owns(one) || (one.isEscalated && one.standing === 'late' && one.owner.deputy.email === address),
    ),
    chases: owed.chases.filter((one) => owns(one) || (one.isLastRung && one.owner.deputy.email === address)),
    moved: owed.moved.filter(owns),
    holds: owed.holds.filter(owns),
  }
}

/** Every address that has something to read, in order. */
export function addressesOf(owed: Owed): string[] {
  const posts = [...owed.clocks, ...owed.chases, ...owed.moved, ...owed.holds].flatMap(({ owner }) => [
    owner.primary.email,
    owner.deputy.email,
  ])
  return [...new Set(posts)].sort().filter((address) => !isNothing(forAddress(owed, address)))
}

export const isNothing = ({ clocks: due, chases: waiting, moved, holds }: Owed): boolean =>
  due.length + waiting.length + moved.length + holds.length === 0
