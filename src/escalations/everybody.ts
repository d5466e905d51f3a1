/**
 * Steps that everybody has to answer: who has, and who is still to. One who has answered is
 * told no more, and the alert climbs on for the others.
 */
import { and, eq, inArray, isNotNull, ne } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { alertAnswers, dutyPeople, pages } from '../db/schema.ts'
import type { Duty } from '../offices/duty.ts'
import { rungFor } from '../offices/duty-rung.ts'
import type { EscalationRow } from './compose-page.ts'
import { keptKeys } from './kept-keys.ts'

export type ToldPerson = { key: string; name: string; step: number }

/** The people of an alert, by the keys that they sign in with; those whom the rota does not know are missing. */
type Linked = ReadonlyMap<string, string>

/**
 * The names of those who still have to answer when this person does; empty where the answer counts.
 *
 * It counts by the last step on which that person was told, or where they were not told, by the last
 * one there was: the head of the office, told alone because a step of everybody was not complete,
 * takes the alert alone. Somebody of a step whom no sign-in is known for is stood for by anybody
 * else who answers; that one person answers twice does not count twice.
 */
export function stillToAnswer(
  duty: Duty,
  level: EscalationRow['level'],
  { told, answered, by }: { told: readonly ToldPerson[]; answered: readonly string[]; by: string },
  linked: Linked,
): string[] {
  const mine = told.filter(({ key }) => key === linked.get(by))
  const step = Math.max(-1, ...(mine.length > 0 ? mine : told).map((one) => one.step))
  if (step < 0 || !rungFor(duty, level, step).everybody) return []
  const asked = [...new Map(told.filter((one) => one.step === step).map((one) => [one.key, one])).values()]
  const actors = [...new Set([...answered, by])]
  const keys = actors.flatMap((actor) => linked.get(actor) ?? [])
  const known = new Set(linked.values())
  const missing = asked.filter(({ key }) => known.has(key) && !keys.includes(key))
  const unknown = asked.filter(({ key }) => !known.has(key))
  const others = actors.filter((actor) => !asked.some(({ key }) => key === linked.get(actor)))
  return [...missing, ...unknown.slice(others.length)].map(({ name }) => name)
}

/** Who was told of this alert and may answer it, without places and those who stood in. */
export async function toldOf(tx: Db, escalationId: string): Promise<ToldPerson[]> {
  const rows = await tx
    .select({ key: pages.personKey, name: pages.personName, post: pages.post, step: pages.step })
    .from(pages)
    .where(and(eq(pages.escalationId, escalationId), ne(pages.state, 'skipped')))
  const kept = await keptKeys(tx, escalationId)
  return rows
    .filter(({ key }) => /^(person|post):/.test(key) && !kept.has(key))
    .map(({ key, name, post, step }) => ({ key, name: name ?? post, step }))
}

/** The sign-in keys of those who have answered so far. */
export const answersOf = (tx: Db, escalationId: string) =>
  tx.select().from(alertAnswers).where(eq(alertAnswers.escalationId, escalationId))

/** The sign-in key of each person of the rota, to the key that pages name them by. */
export async function linkedPeople(tx: Db): Promise<Linked> {
  const people = await tx
    .select({ id: dutyPeople.id, userKey: dutyPeople.userKey })
    .from(dutyPeople)
    .where(isNotNull(dutyPeople.userKey))
  return new Map(people.map(({ id, userKey }) => [userKey ?? '', `person:${id}`]))
}

/** Those who have answered each of these alerts, by the key that pages name them by. */
export async function answeredKeysOfEach(
  tx: Db,
  escalationIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const answers = await tx
    .select({ id: alertAnswers.escalationId, actor: alertAnswers.actor })
    .from(alertAnswers)
    .where(inArray(alertAnswers.escalationId, [...escalationIds]))
  if (answers.length === 0) return new Map()
  const linked = await linkedPeople(tx)
  const keysOf = (of: string) =>
    answers.filter(({ id }) => id === of).flatMap(({ actor }) => linked.get(actor) ?? [])
  return new Map(escalationIds.map((id) => [id, new Set(keysOf(id))]))
}

export const answeredKeys = async (tx: Db, escalationId: string): Promise<ReadonlySet<string>> =>
  (await answeredKeysOfEach(tx, [escalationId])).get(escalationId) ?? new Set()
