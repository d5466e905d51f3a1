import { and, eq, gt, sql } from 'drizzle-orm'
import { type Alarm, clearAlarm, raiseAlarm } from '../alarms/raise-alarm.ts'
import { type Db, inOffice } from '../db/db.ts'
import { acknowledgements, messages } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import type { Offices } from '../offices/read-offices.ts'
import { LIMITS } from './limits.ts'

const EVERY_MS = 60_000
const DAY_MS = 24 * 60 * 60_000

/** One in a hundred: a single letter without a return path is an oddity, more are a setting gone wrong. */
const MOST_WITHOUT_PATH = 0.01

type Watched = { database: { db: Db }; queue: Enqueue; offices: Offices; now: () => Date }

/**
 * Raises and ends the two alarms about acknowledgements that depend on time passing: that
 * so many were owed that no more are sent, and that mail comes without return paths.
 */
export async function watchReplies(
  tx: Db,
  deps: { queue: Enqueue; now: Date },
  officeId: string,
): Promise<void> {
  const ago = (ms: number) => new Date(deps.now.getTime() - ms)
  const owedLately = await tx.$count(
    acknowledgements,
    gt(acknowledgements.owedAt, ago(LIMITS.office.withinMs)),
  )
  const [lastDay] = await tx
    .select({
      count: sql<number>`count(*)::int`,
      withoutPath: sql<number>`(count(*) filter (where ${acknowledgements.reason} = 'NO_PATH'))::int`,
    })
    .from(acknowledgements)
    .innerJoin(messages, eq(messages.id, acknowledgements.messageId))
    .where(and(gt(acknowledgements.decidedAt, ago(DAY_MS)), eq(messages.channel, 'email')))
  const { count = 0, withoutPath = 0 } = lastDay ?? {}
  const set = (isOn: boolean, alarm: Alarm) =>
    isOn ? raiseAlarm(tx, deps, alarm) : clearAlarm(tx, deps, alarm)
  await set(owedLately >= LIMITS.office.most, { officeId, kind: 'acknowledgements-stopped', about: '' })
  await set(withoutPath > count * MOST_WITHOUT_PATH, {
    officeId,
    kind: 'return-paths-missing',
    about: '',
  })
}

/** The same for every office; one office's failure does not keep another from being looked at. */
export async function watchAllReplies({ database, queue, offices, now }: Watched): Promise<void> {
  for (const { id } of offices.all) {
    try {
      await inOffice(database.db, id, (tx) => watchReplies(tx, { queue, now: now() }, id))
    } catch (error) {
      logEvent('replies.not-watched', { officeId: id, ...errorFields(error) })
    }
  }
}

/** Looks at once and then every minute, one look at a time; the result stops it. */
export function startWatchingReplies(deps: Watched): () => Promise<void> {
  let watching: Promise<void> | undefined
  const look = () => {
    watching ??= watchAllReplies(deps).finally(() => {
      watching = undefined
    })
  }
  look()
  const timer = setInterval(look, EVERY_MS)
  return async () => {
    clearInterval(timer)
    await watching
  }
}
