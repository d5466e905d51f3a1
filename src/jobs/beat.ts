/**
 * Signs of life in the database: the sweep's own, and one that has to go through the queue and
 * a worker. Whoever watches from outside sees by their age which of the two stands still.
 */
import { type Db, inOffice } from '../db/db.ts'
import { heartbeats } from '../db/schema.ts'
import type { Enqueue } from './queue.ts'

type Part = (typeof heartbeats.$inferSelect)['part']

const noteIn = async (tx: Db, beat: { officeId: string; part: Part; at: Date }): Promise<void> => {
  await tx
    .insert(heartbeats)
    .values(beat)
    .onConflictDoUpdate({ target: [heartbeats.officeId, heartbeats.part], set: { at: beat.at } })
}

/** Notes that the sweep goes, and owes the job that notes that jobs are done. */
export async function beat(
  db: Db,
  queue: Enqueue,
  { officeId, now }: { officeId: string; now: Date },
): Promise<void> {
  await inOffice(db, officeId, async (tx) => {
    await noteIn(tx, { officeId, part: 'sweep', at: now })
    await queue.enqueue(tx, 'beat', { officeId, id: officeId })
  })
}

/** Notes that this part goes. */
export const noteBeat = (
  { db, now }: { db: Db; now: () => Date },
  { officeId, part }: { officeId: string; part: Part },
): Promise<void> => inOffice(db, officeId, (tx) => noteIn(tx, { officeId, part, at: now() }))
