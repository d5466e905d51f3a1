import { and, eq, notInArray } from 'drizzle-orm'
import { record } from '../../audit/record.ts'
import { inOffice } from '../../db/db.ts'
import { sessions, staff } from '../../db/schema.ts'
import type { WebDeps } from '../web-deps.ts'
import type { Arrived } from './oidc-sign-in.ts'

/**
 * Takes over what the directory says now of somebody who arrives, in every office: a role that
 * was taken from them is gone from each session they still have anywhere, from its next request.
 */
export async function noteDirectory(
  { db, offices, now }: Pick<WebDeps, 'db' | 'offices' | 'now'>,
  { userKey, posts }: Pick<Arrived, 'userKey' | 'posts'>,
): Promise<void> {
  for (const { id: officeId } of offices.all) {
    const roles = posts.filter((post) => post.officeId === officeId).map(({ role }) => role)
    await inOffice(db, officeId, async (tx) => {
      await tx.update(staff).set({ roles }).where(eq(staff.userKey, userKey))
      const ended = await tx
        .delete(sessions)
        .where(and(eq(sessions.userKey, userKey), notInArray(sessions.role, roles)))
        .returning({ id: sessions.id })
      if (ended.length === 0) return
      const detail = { ended: ended.length, because: 'role-taken' }
      await record(tx, [{ officeId, at: now(), actor: userKey, action: 'signed-out', detail }])
    })
  }
}
