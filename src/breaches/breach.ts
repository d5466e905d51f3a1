/**
 * A breach of personal data, as what was done about it says it stands: what is decided, what
 * both clocks say, and what may be written down next. Pure: the record is the truth.
 */
import type { Calendars } from '../clocks/calendars.ts'
import { type Deadline, deadline } from '../clocks/clock.ts'
import type { ClockEvent } from '../clocks/clock-event.ts'
import { londonDay } from '../clocks/days.ts'
import type { BreachEventName, BreachSeverity, breachEvents, breaches } from '../db/schema.ts'

export type BreachRow = typeof breaches.$inferSelect
export type BreachEvent = typeof breachEvents.$inferSelect
export type BreachClockKind = 'breach-72h' | 'breach-24h'

type Decision<Yes extends string, No extends string> = BreachEvent & { event: Yes | No }

export type BreachStanding = {
  /** As it was judged last. */
  severity: BreachSeverity
  decision: Decision<'to-be-notified', 'not-to-be-notified'> | undefined
  /** The first report to the Information Commissioner; more may follow in phases (Art 33(4)). */
  icoTold: BreachEvent | undefined
  providerTold: BreachEvent | undefined
  people: Decision<'people-told', 'people-not-told'> | undefined
  isClosed: boolean
  /** How often the clock ran on after it had been decided not to report. */
  ranOn: number
}

/**
 * What holds now. A judgement that people may come to harm after all ends an earlier decision
 * not to report, and the clock runs on from where it was: a mistake must not win time.
 */
export function standingOf(
  { severity }: Pick<BreachRow, 'severity'>,
  events: readonly BreachEvent[],
): BreachStanding {
  const standing: BreachStanding = {
    severity,
    ...{ decision: undefined, icoTold: undefined, providerTold: undefined, people: undefined },
    isClosed: false,
    ranOn: 0,
  }
  for (const event of events) {
    const wasStopped = standing.decision?.event === 'not-to-be-notified'
    hear(standing, event)
    if (wasStopped && standing.decision?.event !== 'not-to-be-notified') standing.ranOn++
  }
  return standing
}

function hear(standing: BreachStanding, event: BreachEvent): void {
  switch (event.event) {
    case 'assessed':
      standing.severity = event.severity ?? standing.severity
      if (standing.severity !== 'unlikely' && standing.decision?.event === 'not-to-be-notified')
        standing.decision = undefined
      if (standing.severity === 'high-risk' && standing.people?.event === 'people-not-told')
        standing.people = undefined
      return
    case 'to-be-notified':
    case 'not-to-be-notified':
      standing.decision = event as BreachStanding['decision']
      return
    case 'ico-told':
      standing.icoTold ??= event
      return
    case 'provider-told':
      standing.providerTold ??= event
      return
    case 'people-told':
    case 'people-not-told':
      standing.people = event as BreachStanding['people']
      return
    case 'closed':
    case 'reopened':
      standing.isClosed = event.event === 'closed'
      return
    case 'noted':
    case 'contained':
      return
  }
}

export type BreachClock = {
  kind: BreachClockKind
  due: Extract<Deadline, { dueOn: string }>
  dueAt: Date
  /** What stopped it; undefined while it runs. */
  stoppedAt: Date | undefined
}

/** Both clocks, from the moment of becoming aware: hours run through nights and weekends. */
export function breachClocks(
  row: Pick<BreachRow, 'knownAt' | 'leadProvider'>,
  standing: BreachStanding,
  calendars: Calendars,
): BreachClock[] {
  const notNeeded = standing.decision?.event === 'not-to-be-notified' ? standing.decision : undefined
  const ico = clockOf(row, 'breach-72h', calendars, [
    stopOf('answered', standing.icoTold),
    stopOf('withdrawn', notNeeded),
  ])
  const provider = clockOf(row, 'breach-24h', calendars, [stopOf('answered', standing.providerTold)])
  return row.leadProvider ? [provider, ico] : [ico]
}

const stopOf = (event: 'answered' | 'withdrawn', by: BreachEvent | undefined): ClockEvent | undefined =>
  by && { event, on: londonDay(by.at), at: by.at }

function clockOf(
  { knownAt }: Pick<BreachRow, 'knownAt'>,
  kind: BreachClockKind,
  calendars: Calendars,
  stops: readonly (ClockEvent | undefined)[],
): BreachClock {
  const events = stops.flatMap((stop) => stop ?? [])
  const due = deadline({ kind, receivedAt: knownAt, events, calendars })
  if ('refused' in due || !due.dueAt) throw new Error('A clock of hours has no end')
  return { kind, due, dueAt: due.dueAt, stoppedAt: due.stoppedAt }
}

/** Whether its time has gone and nothing stopped it. */
export const isOut = ({ dueAt, stoppedAt }: BreachClock, now: Date): boolean =>
  stoppedAt === undefined && now > dueAt

export type BreachMove = {
  event: BreachEventName
  at: Date
  note: string
  severity?: BreachSeverity | undefined
}

/** Why that may not be written down, in a sentence for whoever typed it; undefined where it may. */
export function whyNot(
  row: Pick<BreachRow, 'knownAt' | 'leadProvider'>,
  standing: BreachStanding,
  { event, at, note, severity }: BreachMove,
  now: Date,
): string | undefined {
  if (note === '') return 'Say what was done and why, in a sentence or two.'
  if (at > now) return 'That moment is in the future: write it down when it has happened.'
  if (at < row.knownAt) return 'That is before the office knew of the breach. Look at the day and the time.'
  if (standing.isClosed) return event === 'reopened' ? undefined : 'It is closed. Open it again first.'
  switch (event) {
    case 'reopened':
      return 'It is open.'
    case 'assessed':
      return severity ? undefined : 'Choose how likely harm to people is.'
    case 'not-to-be-notified':
      if (standing.icoTold) return 'The Information Commissioner has been told already.'
      return standing.severity === 'unlikely'
        ? undefined
        : 'It may be left unreported only where harm to people is unlikely (UK GDPR Art 33(1)). Judge it anew first, or decide to report it.'
    case 'ico-told':
      return standing.decision?.event === 'to-be-notified'
        ? undefined
        : 'Decide to report it first, with the reason.'
    case 'provider-told':
      return row.leadProvider ? undefined : 'No contract asks for that: it was said to be none of its data.'
    case 'closed':
      return whyOpen(row, standing)
    default:
      return undefined
  }
}

/** What has to be done before it can be closed. */
export function whyOpen(
  { leadProvider }: Pick<BreachRow, 'leadProvider'>,
  { decision, icoTold, providerTold, people }: BreachStanding,
): string | undefined {
  if (!decision) return 'Decide first whether it is reported to the Information Commissioner.'
  if (decision.event === 'to-be-notified' && !icoTold)
    return 'Report it to the Information Commissioner first, and write that down.'
  if (leadProvider && !providerTold) return 'Tell the lead provider first, and write that down.'
  if (!people) return 'Write down first that the people were told, or why not (UK GDPR Art 34).'
  return undefined
}

/** `MOPAC-BREACH-3`: what it is called in mails, alarms and on the page. */
export const breachReference = (office: { referencePrefix: string }, number: number): string =>
  `${office.referencePrefix}-BREACH-${number}`
