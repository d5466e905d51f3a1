/** A person’s word on what a case is about: the route it has, a further one, and the clocks of each. */
import { record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import type { Route } from '../triage/route.ts'
import { type Acted, actionEntry, changeCase, confirmRoute, keepNote, lockCase } from './act-on-case.ts'
import { noteChange } from './note-change.ts'
import { type ActingByCalendar, firstReceipt, startRouteClocks } from './route-clocks.ts'

export type RouteChoice = {
  route: Route
  reason: string
  version: number
  batchId?: string | undefined
}

/** Confirms or changes the route, starts the clocks that it brings, and keeps how it was. */
export async function chooseRoute(tx: Db, acting: ActingByCalendar, choice: RouteChoice): Promise<Acted> {
  const found = await lockCase(tx, acting.caseId)
  const done = await confirmRoute(tx, acting, choice)
  if (!done.ok || !found) return done
  const clocks = found.drillId
    ? []
    : await startRouteClocks(tx, acting, {
        routes: [choice.route],
        receipt: await firstReceipt(tx, acting.caseId),
      })
  const { route, others, routeConfirmed, abstained, status } = found
  await noteChange(tx, acting, {
    kind: 'route',
    before: { route, others, routeConfirmed, abstained, status, to: choice.route, clocks },
    batchId: choice.batchId,
  })
  return done
}

/** Says that the letter is about something more: its own clock runs from the receipt, beside the others. */
export async function addRoute(
  tx: Db,
  acting: ActingByCalendar,
  choice: { route: Route; reason: string },
): Promise<Acted> {
  const found = await lockCase(tx, acting.caseId)
  if (!found) return { ok: false, because: 'no-such-case' }
  if (found.route === choice.route || found.others.includes(choice.route))
    return { ok: false, because: 'has-route' }
  const others = [...found.others, choice.route]
  await changeCase(tx, acting, [found.route, ...others], { others }, found.outcomeKind)
  await keepNote(tx, acting, `Route: ${choice.route}. ${choice.reason}`.trim())
  const receipt = await firstReceipt(tx, acting.caseId)
  const clocks = found.drillId ? [] : await startRouteClocks(tx, acting, { routes: [choice.route], receipt })
  await noteChange(tx, acting, {
    kind: 'route-added',
    before: { others: found.others, to: choice.route, clocks },
  })
  await record(tx, [actionEntry(acting, 'route-added', { to: choice.route })])
  return { ok: true }
}
