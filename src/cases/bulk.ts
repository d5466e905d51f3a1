/** The same thing done to several cases, each by what does it to one, so that nothing is allowed here that is not there. */
import { type Db, inOffice } from '../db/db.ts'
import type { Route } from '../triage/route.ts'
import { type Acted, type Acting, closeCase } from './act-on-case.ts'
import type { CaseRow } from './arrival.ts'
import { findCaseRow } from './find-case.ts'
import { linkCases } from './link-cases.ts'
import { findBatch } from './note-change.ts'
import { type Colleague, giveCase } from './own-case.ts'
import { chooseRoute } from './route-case.ts'
import type { ActingByCalendar } from './route-clocks.ts'
import { undoChange } from './undo-change.ts'

export type BulkAction =
  | { kind: 'give'; to: Colleague | undefined }
  /** Without a route the proposed one of each is confirmed. */
  | { kind: 'route'; route: Route | undefined; reason: string }
  | { kind: 'close'; outcome: string }
  /** Each with the first of them. */
  | { kind: 'link'; because: string }

export type Chosen = { reference: string; version: number | undefined }
export type BulkResult = {
  reference: string
  version: number
  /** Undefined where it was done. */
  why: Extract<Acted, { ok: false }>['because'] | 'may-not-open' | 'linked-already' | undefined
}

type ByOffice = Omit<ActingByCalendar, 'caseId'>

async function doToOne(
  tx: Db,
  by: ByOffice,
  action: BulkAction,
  { one, first, batchId }: { one: Chosen; first: string; batchId: string },
): Promise<BulkResult> {
  const found = await findCaseRow(tx, one.reference)
  if (!found || found.disposedAt) return { ...one, version: 0, why: 'no-such-case' }
  const version = one.version ?? found.version
  const acting: ActingByCalendar = { ...by, caseId: found.id }
  const why = await carryOut(tx, acting, action, { found, version, first, batchId })
  return { reference: one.reference, version: found.version, why }
}

async function carryOut(
  tx: Db,
  acting: ActingByCalendar,
  action: BulkAction,
  { found, version, first, batchId }: { found: CaseRow; version: number; first: string; batchId: string },
): Promise<BulkResult['why']> {
  const said = (done: Acted): BulkResult['why'] => (done.ok ? undefined : done.because)
  if (action.kind === 'route') {
    if (found.status === 'closed') return 'not-a-move'
    const { reason } = action
    return said(
      await chooseRoute(tx, acting, { route: action.route ?? found.route, reason, version, batchId }),
    )
  }
  if (action.kind === 'close') {
    const { outcome } = action
    return said(await closeCase(tx, acting, { outcome, version, calendars: acting.calendars, batchId }))
  }
  if (action.kind === 'link') {
    if (found.reference === first) return undefined
    const { because } = action
    const done = await linkCases(tx, acting, { reference: first, kind: 'same-matter', because, batchId })
    return done.ok ? undefined : done.because === 'linked-already' ? 'linked-already' : 'no-such-case'
  }
  if (found.status === 'closed') return 'not-a-move'
  await giveCase(tx, acting, action.to, batchId)
  return undefined
}

class OnlyLooked extends Error {}

/** What it would do to each: done for once and rolled back, so that what is shown is what will be. */
export async function previewBulk(
  db: Db,
  by: ByOffice,
  action: BulkAction,
  { chosen, batchId }: { chosen: readonly Chosen[]; batchId: string },
): Promise<BulkResult[]> {
  const results: BulkResult[] = []
  const first = chosen[0]?.reference ?? ''
  try {
    await inOffice(db, by.office.id, async (tx) => {
      for (const one of chosen) results.push(await doToOne(tx, by, action, { one, first, batchId }))
      throw new OnlyLooked()
    })
  } catch (error) {
    if (!(error instanceof OnlyLooked)) throw error
  }
  return results
}

/** Each in a transaction of its own: what cannot be done to one is said, and the others are done. */
export async function doBulk(
  db: Db,
  by: ByOffice,
  action: BulkAction,
  { chosen, batchId }: { chosen: readonly Chosen[]; batchId: string },
): Promise<BulkResult[]> {
  const results: BulkResult[] = []
  const first = chosen[0]?.reference ?? ''
  for (const one of chosen)
    results.push(await inOffice(db, by.office.id, (tx) => doToOne(tx, by, action, { one, first, batchId })))
  return results
}

/** Undoes what can be; gives back how many were and how many were not. */
export async function undoBulk(
  db: Db,
  by: ByOffice,
  batchId: string,
): Promise<{ undone: number; left: number }> {
  const changes = await inOffice(db, by.office.id, (tx) => findBatch(tx, batchId))
  let undone = 0
  for (const { id, caseId } of changes) {
    const acting: Acting & ByOffice = { ...by, caseId }
    const done = await inOffice(db, by.office.id, (tx) => undoChange(tx, acting, id))
    if (done.ok) undone++
  }
  return { undone, left: changes.length - undone }
}
