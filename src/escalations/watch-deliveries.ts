/**
 * Asks the providers that know it what became of pages: the receipts that they send by
 * themselves may be lost, or not set up. Only of alerts that nobody has answered, because
 * only those have somebody to bring forward.
 */
import { and, desc, eq, gt, inArray, isNotNull } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { CLIMBING } from '../db/alert-states.ts'
import { type Db, inOffice } from '../db/db.ts'
import { escalations, type PageWay, pages } from '../db/schema.ts'
import { TryAgainLater } from '../errors.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { Carriers } from '../outbox/carrier.ts'
import { noteDelivery } from './note-delivery.ts'

const EVERY_MS = 15_000
/** After this the provider says nothing new (GOV.UK Notify tries for 72 hours). */
const KNOWN_AFTER_MS = 72 * 60 * 60_000
/** At each look; the newest first, because theirs is the rung that is waited for. */
const MOST_AT_ONCE = 20

type Deps = { db: Db; queue: Enqueue; carriers: Carriers; offices: Offices; now: () => Date }
type Asked = { sentMailId: string; providerId: string; way: Exclude<PageWay, 'smtp'> }

/** Asks for every office in turn; one that fails does not keep another from being asked. */
export async function watchDeliveries(deps: Deps): Promise<void> {
  for (const { id } of deps.offices.all) {
    try {
      await watchOffice(deps, id)
    } catch (error) {
      logEvent('deliveries.not-watched', { officeId: id, ...errorFields(error) })
    }
  }
}

async function watchOffice(deps: Deps, officeId: string): Promise<void> {
  const asking = (Object.keys(deps.carriers) as Asked['way'][]).filter((way) => deps.carriers[way]?.statusOf)
  if (asking.length === 0) return
  const open = await inOffice(deps.db, officeId, (tx) => findOpen(tx, asking, deps.now()))
  for (const { sentMailId, providerId, way } of open) {
    const delivery = await statusOf(deps.carriers, way, providerId)
    if (!delivery) continue
    await inOffice(deps.db, officeId, async (tx) =>
      record(tx, await noteDelivery(tx, deps, { sentMailId, delivery })),
    )
    deps.queue.nudge('page')
  }
}

/** One that cannot be asked now is asked at the next look. */
async function statusOf(carriers: Carriers, way: Asked['way'], providerId: string) {
  try {
    return await carriers[way]?.statusOf?.(providerId)
  } catch (error) {
    if (error instanceof TryAgainLater) return undefined
    throw error
  }
}

async function findOpen(tx: Db, ways: Asked['way'][], now: Date): Promise<Asked[]> {
  const rows = await tx
    .select({ sentMailId: pages.sentMailId, providerId: pages.providerId, way: pages.way })
    .from(pages)
    .innerJoin(escalations, eq(escalations.id, pages.escalationId))
    .where(
      and(
        eq(pages.state, 'sent'),
        inArray(pages.way, ways),
        isNotNull(pages.providerId),
        gt(pages.claimedAt, new Date(now.getTime() - KNOWN_AFTER_MS)),
        inArray(escalations.state, CLIMBING),
      ),
    )
    .orderBy(desc(pages.claimedAt))
    .limit(MOST_AT_ONCE)
  const asked = rows.flatMap(({ sentMailId, providerId, way }) =>
    sentMailId !== null && providerId !== null && way !== 'smtp' ? [{ sentMailId, providerId, way }] : [],
  )
  return [...new Map(asked.map((one) => [one.sentMailId, one])).values()]
}

/** Asks for as long as the result is not called, one look at a time. */
export function startWatchingDeliveries(look: () => Promise<void>): () => Promise<void> {
  let watching: Promise<void> | undefined
  const timer = setInterval(() => {
    watching ??= look().finally(() => {
      watching = undefined
    })
  }, EVERY_MS)
  return async () => {
    clearInterval(timer)
    await watching
  }
}
