/**
 * The step that sees the whole way: bytes are read, judged and recorded, with
 * everything they are owed, in one transaction. Run twice it does nothing the second
 * time; cut off it leaves the raw message waiting, and the job or the sweep runs again.
 */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Letters } from '../acknowledgements/read-letters.ts'
import { loadRecords } from '../acknowledgements/recent-replies.ts'
import { raiseAlarm } from '../alarms/raise-alarm.ts'
import { MACHINE, record } from '../audit/record.ts'
import { calendarsNow } from '../cases/calendars-now.ts'
import type { Calendars } from '../clocks/calendars.ts'
import { keyFor, keyHolder, keysOfRaws } from '../db/data-keys.ts'
import { type Db, inOffice } from '../db/db.ts'
import { isOutage } from '../db/is-outage.ts'
import { rawMessages } from '../db/schema.ts'
import type { Enqueue, JobIds } from '../jobs/queue.ts'
import { Writes } from '../jobs/writes.ts'
import { errorFields, logEvent } from '../log.ts'
import type { Room } from '../message/limits.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import { publishedNow } from '../rulesets/published-now.ts'
import type { Scanner } from '../scanner/scanner.ts'
import type { JudgeMail } from '../triage/judge-mail.ts'
import type { Rules } from '../triage/read-rules.ts'
import { batchesOf } from './batches.ts'
import { findRaws } from './find-raws.ts'
import { findFirstCopies, keepCopy } from './first-copy.ts'
import { type Judged, judge } from './judge.ts'
import { readyTogether } from './ready-together.ts'
import { type Recorded, recordMessage } from './record-message.ts'

export type TakeInDeps = {
  db: Db
  queue: Enqueue
  offices: Offices
  rules: Rules
  judge: JudgeMail
  /** How much of one message there is room for where it is judged. */
  room: Room
  calendars: Calendars
  letters: Letters
  secretKey: string
  /** Where one is set up, a letter with files is owed a scan. */
  scanner?: Scanner | undefined
  now: () => Date
}

/** Bytes of raw messages held at once, so that sixteen mails of 50 MB do not meet in memory. */
const MOST_BYTES_AT_ONCE = 8 * 1024 * 1024

/** How long a judged letter waits for its neighbours to be judged, so that they are recorded together. */
const PATIENCE_MILLIS = 1_000

/** Takes one raw message in, or parks it where a person sees it. */
export async function takeIn(deps: TakeInDeps, { officeId, id }: JobIds): Promise<void> {
  if (!deps.offices.get(officeId)) throw new Error('The job names an office that has no profile')
  const error = (await tryOnce(deps, { officeId, id })) && (await tryOnce(deps, { officeId, id }))
  if (error) {
    logEvent('take-in.parked', { officeId, rawMessageId: id, ...errorFields(error) })
    await inOffice(deps.db, officeId, (tx) => park(tx, deps, { officeId, id }, error.name))
  }
}

/**
 * The fault that kept it out, if one did; an outage is thrown, for the job to come again.
 * Asked twice before parking: two letters that met at one row are a matter of chance.
 */
async function tryOnce(deps: TakeInDeps, ids: JobIds): Promise<Error | undefined> {
  try {
    await takeInTogether(deps, [ids])
    return undefined
  } catch (error) {
    if (isOutage(error)) throw error
    return error instanceof Error ? error : new Error(typeof error)
  }
}

/**
 * Takes several in with few statements. Throws where any of them could not be; those of
 * the transactions before it are in, and running again for each does no harm.
 */
export async function takeInTogether(deps: TakeInDeps, jobs: readonly JobIds[]): Promise<void> {
  for (const [officeId, ids] of byOffice(jobs)) {
    const office = deps.offices.get(officeId)
    if (!office) throw new Error('The job names an office that has no profile')
    const waiting = await inOffice(deps.db, officeId, (tx) => findWaiting(tx, ids))
    for (const few of handfuls(waiting)) await takeInFew(deps, office, few)
  }
}

async function takeInFew(deps: TakeInDeps, office: OfficeProfile, ids: readonly string[]): Promise<void> {
  const now = deps.now()
  const { raws, published, calendars } = await inOffice(deps.db, office.id, async (tx) => ({
    // Judging the handful before may have taken longer than the sweep waits before it owes these to another worker.
    raws: await findRaws(
      tx,
      (await findWaiting(tx, ids)).map(({ id }) => id),
      deps.room,
    ),
    calendars: await calendarsNow(tx, deps.calendars, office.id),
    published: await publishedNow(tx, { ...deps, now }, office.id),
  }))
  const judging = raws.map((raw) => judge(raw, deps.judge, published))
  for await (const judged of readyTogether(judging, PATIENCE_MILLIS)) {
    for (const batch of batchesOf(judged)) {
      await inOffice(deps.db, office.id, (tx) => recordBatch(tx, { ...deps, calendars }, office, batch))
      deps.queue.nudge('page')
      deps.queue.nudge('acknowledge')
      if (deps.scanner) deps.queue.nudge('scan')
    }
  }
}

function byOffice(jobs: readonly JobIds[]): Map<string, string[]> {
  const offices = new Map<string, string[]>()
  for (const { officeId, id } of jobs) offices.set(officeId, [...(offices.get(officeId) ?? []), id])
  return offices
}

type Sized = { id: string; size: number }

const findWaiting = (tx: Db, ids: readonly string[]): Promise<Sized[]> =>
  tx
    .select({ id: rawMessages.id, size: rawMessages.size })
    .from(rawMessages)
    .where(and(inArray(rawMessages.id, [...ids]), eq(rawMessages.state, 'stored')))
    .orderBy(asc(rawMessages.receivedAt), asc(rawMessages.id))

/** As many as fit into memory side by side; a big one comes alone. */
function handfuls(waiting: readonly Sized[]): string[][] {
  const found: string[][] = []
  let room = 0
  for (const { id, size } of waiting) {
    if (size > room || found.length === 0) {
      found.push([])
      room = MOST_BYTES_AT_ONCE
    }
    found.at(-1)?.push(id)
    room -= size
  }
  return found
}

/** Whoever has taken one in meanwhile leaves it to us no longer: the lock is asked for by state. */
async function recordBatch(
  tx: Db,
  deps: TakeInDeps,
  office: OfficeProfile,
  batch: readonly Judged[],
): Promise<void> {
  const locked = await tx
    .update(rawMessages)
    .set({ state: 'taken-in' })
    .where(
      and(
        inArray(
          rawMessages.id,
          batch.map(({ raw }) => raw.id),
        ),
        eq(rawMessages.state, 'stored'),
      ),
    )
    .returning({ id: rawMessages.id })
  const ours = new Set(locked.map(({ id }) => id))
  const letters = batch.filter(({ raw }) => ours.has(raw.id))
  const keys = await keysOfRaws(
    tx,
    office.id,
    letters.map(({ raw }) => keyHolder(raw)),
  )
  const firstCopyOf = await findFirstCopies(tx, letters)
  const now = deps.now()
  const writes = new Writes()
  const messages = letters.map(({ message }) => message)
  const records = await loadRecords(tx, { officeId: office.id, letters: messages, now })
  const recorded: Recorded[] = []
  for (const judged of letters) {
    const firstId = firstCopyOf.get(judged.raw.id)
    const key = keyFor(keys, keyHolder(judged.raw))
    recorded.push(
      firstId === undefined
        ? await recordMessage({ tx, writes, deps, records }, office, { ...judged, key })
        : { history: await keepCopy(tx, judged.raw, firstId, now), alarms: [] },
    )
  }
  await writes.write(tx, deps.queue)
  for (const alarm of recorded.flatMap(({ alarms }) => alarms))
    await raiseAlarm(tx, { queue: deps.queue, now }, alarm)
  await record(
    tx,
    recorded.flatMap(({ history }) => history),
  )
}

async function park(tx: Db, deps: TakeInDeps, { officeId, id }: JobIds, because: string): Promise<void> {
  const parked = await tx
    .update(rawMessages)
    .set({ state: 'parked', parkedBecause: because })
    .where(and(eq(rawMessages.id, id), eq(rawMessages.state, 'stored')))
    .returning({ id: rawMessages.id })
  if (parked.length === 0) return
  const detail = { rawMessageId: id, because }
  await record(tx, [{ officeId, at: deps.now(), actor: MACHINE, action: 'message-parked', detail }])
  await raiseAlarm(
    tx,
    { queue: deps.queue, now: deps.now() },
    { officeId, kind: 'message-parked', about: id },
  )
}
