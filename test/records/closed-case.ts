import { eq } from 'drizzle-orm'
import { closeCase, confirmRoute } from '../../src/cases/act-on-case.ts'
import { cases } from '../../src/db/schema.ts'
import type { Route } from '../../src/triage/route.ts'
import type { TestService } from '../service.ts'

export const OFFICE = 'mopac'

export const officeOf = (service: TestService) => {
  const office = service.offices.get(OFFICE)
  if (!office) throw new Error('There is no such office')
  return office
}

/** Confirms the route and closes the case, as that person. */
export async function closeAs(
  service: TestService,
  caseId: string,
  { actor = 'demo:enquiries-officer', route = 'general-enquiry' as Route, ...ended } = {},
  outcomeKind?: 'appointed',
): Promise<void> {
  await service.read(OFFICE, async (tx) => {
    const acting = { office: officeOf(service), caseId, actor, now: service.now(), ...ended }
    const version = async () => (await tx.select().from(cases).where(eq(cases.id, caseId)))[0]?.version ?? 0
    await confirmRoute(tx, acting, { route, reason: 'As proposed.', version: await version() })
    const closing = { outcome: 'Answered.', outcomeKind, calendars: service.calendars }
    const closed = await closeCase(tx, acting, { ...closing, version: await version() })
    if (!closed.ok) throw new Error(`It was not closed: ${closed.because}`)
  })
}

/** Puts the clock so many days on from now. */
export const passDays = (service: TestService, days: number): void =>
  service.setNow(new Date(service.now().getTime() + days * 86_400_000))

export const NINE_YEARS = 9 * 366
