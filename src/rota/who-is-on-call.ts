import type { Db } from '../db/db.ts'
import { onCall } from './on-call.ts'
import { readRota } from './read-rota.ts'
import type { DutyLayer } from './rota.ts'

/** Somebody who can be told now: with an address, a number, or both. */
export type OnCallPerson = { personId: string; name: string; post: string; email?: string; phone?: string }

/** What the duty of a layer is called on pages and in the history. */
export const POSTS: Readonly<Record<DutyLayer, string>> = {
  primary: 'Primary duty officer',
  secondary: 'Secondary duty officer',
}

/**
 * Who of that office has the duty at that moment, by the tables as they are now. An empty list says
 * that nobody can be reached, also where the office keeps no rota: whoever asks goes on to the next
 * step at once. Never somebody who has left, or who has neither address nor number.
 */
export async function whoIsOnCall(
  tx: Db,
  officeId: string,
  layer: DutyLayer,
  at: Date,
): Promise<OnCallPerson[]> {
  const { on } = onCall(await readRota(tx, officeId), layer, at)
  return on.map(({ person: { id, name, email, phone } }) => ({
    personId: id,
    name,
    post: POSTS[layer],
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
  }))
}
