/** What one arrival leaves in its case: the message, its clocks, its flags and its history. */
import { randomUUID } from 'node:crypto'
import { type AuditEntry, MACHINE } from '../audit/record.ts'
import { calendarsLabel } from '../clocks/calendars.ts'
import { clocksFor } from '../clocks/clock.ts'
import { londonDay } from '../clocks/days.ts'
import { clockEvents, clocks, type MessageHint, messages, riskFlags, searchText } from '../db/schema.ts'
import type { Writes } from '../jobs/writes.ts'
import { encryptBeside, encryptJson, encryptText } from '../keys/encryption.ts'
import type { Arrival, CaseRow } from './arrival.ts'
import { eventRow } from './clock-rows.ts'
import { searchRow } from './search-text.ts'

/** The message itself, in its case, with what its reader should be told and what it is searched by. */
export function keepMessage(
  writes: Writes,
  arrival: Arrival,
  place: { caseId: string; reference: string; hints: MessageHint[] },
): void {
  const { reference, ...of } = place
  writes.add(messages, { ...encryptedRow(arrival), ...of })
  writes.add(searchText, searchRow(arrival.row, { caseId: of.caseId, reference }) as never)
}

/** The row with every word of the letter encrypted; what queries go by is not. */
export function encryptedRow({ row, key }: Pick<Arrival, 'row' | 'key'>): Arrival['row'] {
  return {
    ...row,
    subject: encryptText(key, row.subject),
    text: encryptText(key, row.text),
    attachments: encryptJson(key, row.attachments),
    headers: encryptJson(key, row.headers),
    triage: encryptBeside(key, row.triage, { language: row.triage.language }),
  }
}

/** The clocks that the message starts, without those that run already; each label its own. Gives back their kinds. */
export function startClocks(
  writes: Writes,
  arrival: Arrival,
  caseId: string,
  running: readonly string[] = [],
): string[] {
  const { office, calendars, triage, row } = arrival
  const started = clocksFor(
    [triage.route.primary, ...triage.route.others],
    row.receivedAt,
    calendars,
    office.calendar,
  ).filter(({ kind }) => !running.includes(kind))
  const rows = started.map((clock) => ({
    id: randomUUID(),
    officeId: office.id,
    caseId,
    messageId: row.id,
    kind: clock.kind,
    startsOn: clock.startsOn,
    dueOn: clock.dueOn ?? null,
    dueAt: clock.dueAt ?? null,
    because: clock.because,
    calendarVersion: calendarsLabel(calendars),
  }))
  const by = { key: MACHINE, name: 'Waypost', at: arrival.now }
  const received = { event: 'received' as const, on: londonDay(row.receivedAt), at: row.receivedAt }
  writes.add(clocks, ...rows)
  writes.add(clockEvents, ...rows.map((clock) => eventRow(clock, received, by)))
  return started.map((clock) => clock.kind)
}

/** The flags, with their spans; those of level `none` are notes and are kept too. */
export function raiseFlags(writes: Writes, arrival: Arrival, caseId: string): void {
  writes.add(
    riskFlags,
    ...arrival.triage.risk.flags.map((flag) => ({
      id: randomUUID(),
      officeId: arrival.office.id,
      caseId,
      messageId: arrival.row.id,
      ruleId: flag.ruleId,
      category: flag.category,
      level: flag.level,
      startsAt: flag.start,
      endsAt: flag.end,
      because: flag.because,
    })),
  )
}

/** The history of one arrival, in the order in which it happened. */
export function arrivalAudit(
  arrival: Arrival,
  caseRow: CaseRow,
  facts: { joined: boolean; reopened: boolean; kinds: readonly string[] },
): AuditEntry[] {
  const { triage, row, now } = arrival
  const entry = (action: AuditEntry['action'], detail: NonNullable<AuditEntry['detail']>): AuditEntry => ({
    officeId: arrival.office.id,
    at: now,
    actor: MACHINE,
    action,
    caseId: caseRow.id,
    detail,
  })
  const raised = triage.risk.flags.filter((flag) => flag.level !== 'none').length
  return [
    entry('message-taken-in', { messageId: row.id, status: row.status }),
    entry(facts.joined ? 'case-joined' : 'case-opened', { reference: caseRow.reference }),
    ...(facts.reopened ? [entry('case-reopened', {})] : []),
    entry('route-proposed', {
      route: triage.route.primary,
      others: triage.route.others.join(' '),
      abstained: triage.route.abstained,
      rules: row.rulesVersion,
    }),
    ...(raised > 0 ? [entry('flags-raised', { level: triage.risk.level, count: raised })] : []),
    ...(facts.kinds.length > 0 ? [entry('clocks-started', { kinds: facts.kinds.join(' ') })] : []),
    entry('retention-set', {
      schedule: caseRow.retentionSchedule,
      disposeAfter: caseRow.disposeAfter ?? 'not-set',
    }),
  ]
}
