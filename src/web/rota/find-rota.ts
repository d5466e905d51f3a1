import { desc, inArray } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { dutyOverrides, dutyRotations, sessions } from '../../db/schema.ts'
import { readRota } from '../../rota/read-rota.ts'
import type { DutyPerson, Rota } from '../../rota/rota.ts'

/** Who noted a rotation or a cover, and when: for the people who read the rota. */
export type Noted = { by: string; at: Date }

export type FoundRota = {
  rota: Rota
  noted: ReadonlyMap<string, Noted>
}

/** The rota with who noted what. */
export async function findRota(tx: Db, officeId: string): Promise<FoundRota> {
  const rota = await readRota(tx, officeId)
  const of = [dutyRotations, dutyOverrides] as const
  const noted = new Map<string, Noted>()
  for (const table of of) {
    const rows = await tx.select({ id: table.id, by: table.notedByName, at: table.notedAt }).from(table)
    for (const { id, by, at } of rows) noted.set(id, { by, at })
  }
  return { rota, noted }
}

const DUTY_ROLES = ['duty-officer', 'manager']

/** Who has signed in lately and may answer alerts: key and name, to be tied to an entry of the list. */
export async function findSignedInPeople(tx: Db): Promise<{ userKey: string; userName: string }[]> {
  const rows = await tx
    .selectDistinctOn([sessions.userKey], { userKey: sessions.userKey, userName: sessions.userName })
    .from(sessions)
    .where(inArray(sessions.role, DUTY_ROLES))
    .orderBy(sessions.userKey, desc(sessions.startedAt))
  return rows
}

/** The entry of whoever signs in with that key, or undefined where none is tied to it. */
export const personOf = (rota: Rota, userKey: string): DutyPerson | undefined =>
  [...rota.people.values()].find((person) => person.userKey === userKey && !person.leavesAt) ??
  [...rota.people.values()].find((person) => person.userKey === userKey)

/** Everybody who can be given a duty, by name. */
export const peopleHere = (rota: Rota, now: Date): DutyPerson[] =>
  [...rota.people.values()]
    .filter(({ leavesAt }) => !leavesAt || leavesAt > now)
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
