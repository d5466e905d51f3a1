import { eq } from 'drizzle-orm'
import { inOffice } from '../db/db.ts'
import { rawMessages } from '../db/schema.ts'
import type { Service } from '../deps.ts'
import { retryParked } from '../intake/retry-parked.ts'
import { readWords } from './local-rules.ts'
import { withService } from './with-service.ts'

/** What the history calls whoever asked at the command line. */
const OPERATOR = 'operator'

/** Has parked messages taken in again: those named, or with --all every one. */
export async function retry(words: string[]): Promise<number> {
  const read = readWords(words, { all: { type: 'boolean' } })
  if (!read) return 2
  const named = read.positionals
  if ((named.length === 0) === (read.values.all !== true)) {
    process.stderr.write('Name the messages, or give --all.\n')
    return 2
  }
  return withService(async (service) => {
    let retried = 0
    for (const office of service.offices.all) {
      const ids = await findParkedIds(service, office.id)
      for (const id of ids.filter((parked) => read.values.all || named.includes(parked))) {
        const { queue } = service
        const who = { officeId: office.id, actor: OPERATOR, id }
        await inOffice(service.database.db, office.id, (tx) =>
          retryParked(tx, { queue, now: service.now() }, who),
        )
        retried++
      }
    }
    await service.queue.workThrough(service.handlers)
    process.stdout.write(`${retried} tried again.\n`)
    for (const office of service.offices.all) {
      const left = await findParkedIds(service, office.id)
      if (left.length > 0) process.stdout.write(`${office.id}: ${left.length} parked.\n`)
    }
    return read.values.all || retried === named.length ? 0 : 1
  })
}

const findParkedIds = ({ database }: Service, officeId: string): Promise<string[]> =>
  inOffice(database.db, officeId, async (tx) => {
    const rows = await tx
      .select({ id: rawMessages.id })
      .from(rawMessages)
      .where(eq(rawMessages.state, 'parked'))
    return rows.map(({ id }) => id)
  })
