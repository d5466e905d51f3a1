/**
 * Signing in by a security key while the identity provider is away. The answer of the key, the count,
 * the use with its reason and both alarms are one transaction; the session comes after it. A process
 * that dies in between leaves an alarm about somebody who is not in, and never the other way round.
 */
import { createHash, randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { raiseAlarm } from '../../alarms/raise-alarm.ts'
import { record } from '../../audit/record.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { emergencyKeys, emergencySignIns, staff } from '../../db/schema.ts'
import { logEvent } from '../../log.ts'
import { sayMoment } from '../parts/dates.ts'
import { asRole, roleName } from '../roles.ts'
import type { WebDeps } from '../web-deps.ts'
import type { Person } from './session.ts'
import { checkedCount, credentialIdOf } from './webauthn.ts'

export type KeyAnswer = { officeId: string; challenge: string; answer: string; reason: string }

/** Who may come in by that answer; undefined for every doubt, and the history says that somebody tried. */
export async function signInByKey(deps: WebDeps, given: KeyAnswer): Promise<Person | undefined> {
  const { officeId } = given
  const person = await inOffice(deps.db, officeId, (tx) => judge(tx, deps, given))
  if (person) return person
  logEvent('sign-in.refused', { code: 'emergency-key' })
  await inOffice(deps.db, officeId, (tx) =>
    record(tx, [{ officeId, at: deps.now(), actor: 'nobody', action: 'emergency-sign-in-refused' }]),
  )
  return undefined
}

async function judge(tx: Db, deps: WebDeps, given: KeyAnswer): Promise<Person | undefined> {
  const credentialId = credentialIdOf(given.answer)
  if (credentialId === undefined) return undefined
  // Locked, so that one answer that is sent twice at the same moment is counted once.
  const [key] = await tx
    .select()
    .from(emergencyKeys)
    .where(and(eq(emergencyKeys.credentialId, credentialId), isNull(emergencyKeys.endedAt)))
    .for('update')
  const role = asRole(key?.role)
  if (!key || !role) return undefined
  const [person] = await tx.select().from(staff).where(eq(staff.userKey, key.userKey))
  // The key opens no more than the directory gave its holder when it was last heard.
  if (!person || person.shutOutAt || !person.roles.includes(role)) return undefined
  const counter = await checkedCount(deps, { ...given, key })
  if (counter === undefined) return undefined
  const now = deps.now()
  const id = randomUUID()
  const used = await tx
    .insert(emergencySignIns)
    .values({
      ...{ id, officeId: given.officeId, keyId: key.id, challengeHash: hashOf(given.challenge) },
      ...{ reason: given.reason, at: now, userKey: key.userKey, userName: key.userName, role },
    })
    .onConflictDoNothing()
    .returning({ id: emergencySignIns.id })
  if (used.length === 0) return undefined
  await tx.update(emergencyKeys).set({ counter }).where(eq(emergencyKeys.id, key.id))
  await tellBoth(tx, deps, {
    officeId: given.officeId,
    about: `${key.userName} as ${roleName(role)}, ${sayMoment(now)}`,
  })
  const detail = { keyId: key.id, signInId: id, role }
  const entry = { officeId: given.officeId, at: now, actor: key.userKey, detail }
  await record(tx, [{ ...entry, action: 'emergency-sign-in' }])
  const roles = person.roles.flatMap((word) => asRole(word) ?? [])
  const { userKey, userName, mail } = person
  return { officeId: given.officeId, userKey, userName, role, roles, mail: mail ?? undefined }
}

/** The duty officer and whoever stands for the office at once: one of the two may be who has come in. */
async function tellBoth(
  tx: Db,
  { queue, now }: WebDeps,
  alarm: { officeId: string; about: string },
): Promise<void> {
  const at = { queue, now: now() }
  await raiseAlarm(tx, at, { ...alarm, kind: 'emergency-sign-in' })
  await raiseAlarm(tx, at, { ...alarm, kind: 'emergency-sign-in-to-manager' })
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
