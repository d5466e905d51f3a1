/** Labels as sentences: every code that reaches a screen is said here, once. */
import { londonDay, sayDay } from '../clocks/days.ts'
import type { RiskLevel } from '../triage/risk.ts'
import type { Route } from '../triage/route.ts'

const ROUTE_NAMES: Record<Route, string> = {
  'iopc-referral': 'Referral to the IOPC',
  'chief-officer-complaint': 'Complaint about the chief officer',
  'police-complaint': 'Complaint about the police',
  'complaint-review': 'Review of a complaint outcome',
  'office-complaint': 'Complaint about this office',
  'office-holder-complaint': 'Complaint about an office holder',
  'force-enquiry': 'Enquiry for the police',
  foi: 'Freedom of information',
  sar: 'Subject access request',
  'data-rights': 'Data protection rights',
  'victims-commissioner': 'Victims’ Commissioner',
  'deputy-mayor': 'Deputy Mayor or Commissioner in person',
  consultation: 'Consultation',
  'board-question': 'Board question or petition',
  volunteering: 'Volunteering',
  'supplier-or-funding': 'Supplier or funding',
  recruitment: 'Recruitment',
  'event-or-list': 'Event or mailing list',
  'general-enquiry': 'General enquiry',
  'not-correspondence': 'Not correspondence',
}

export const routeName = (route: Route): string => ROUTE_NAMES[route]

/** Never “no risk”: a rule that did not match proves nothing. */
const LEVELS: Record<RiskLevel, string> = {
  immediate: 'Immediate',
  serious: 'Serious',
  unreadable: 'Could not be read',
  none: 'No rule matched',
}

export const levelName = (level: RiskLevel): string => LEVELS[level]

/** A code such as `suicide-self-harm` as words. */
export const plain = (code: string): string => code.replaceAll('-', ' ')

/** A probability as people say it. */
export function sureness(score: number): string {
  if (score >= 0.95) return 'almost sure'
  if (score < 0.05) return 'unlikely'
  return `about ${Math.max(1, Math.round(score * 10))} in 10`
}

const CLOCK_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
})

/** A moment in London, for people: `Tuesday 24 November 2026 at 09:05`. */
export const sayMoment = (at: Date): string => `${sayDay(londonDay(at))} at ${CLOCK_TIME.format(at)}`

/** How long ago, in the largest unit that still says something. */
export function ago(at: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 60_000))
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${hours} ${hours === 1 ? 'hour' : 'hours'} ago`
  return `${Math.floor(hours / 24)} days ago`
}

/** How far off a due day is, in words. */
export function untilDay(dueOn: string, now: Date): string {
  const days = Math.round((Date.parse(dueOn) - Date.parse(londonDay(now))) / 86_400_000)
  if (days < 0) return `late by ${-days} ${days === -1 ? 'day' : 'days'}`
  if (days === 0) return 'due today'
  return days === 1 ? 'due tomorrow' : `due in ${days} days`
}

const ACKNOWLEDGEMENTS: Record<string, string> = {
  owed: 'Waiting to be sent',
  sending: 'Being sent',
  sent: 'Sent',
  failed: 'Refused by the mail server',
  unknown: 'May or may not have been sent; it was cut off',
  held: 'Held: a person decides whether it is safe to answer',
  suppressed: 'Not sent',
}

export const acknowledgementName = (state: string): string => ACKNOWLEDGEMENTS[state] ?? state

const ACTIONS: Record<string, string> = {
  'message-taken-in': 'The message was taken in',
  'case-opened': 'The case was opened',
  'case-joined': 'A further message joined the case',
  'case-viewed': 'The case was viewed',
  'route-proposed': 'A route was proposed',
  'route-confirmed': 'The route was confirmed',
  'route-changed': 'The route was changed',
  'flags-raised': 'Risk flags were raised',
  'clocks-started': 'Clocks were started',
  'retention-set': 'The retention date was set',
  'acknowledgement-decided': 'The acknowledgement was decided',
  'acknowledgement-sent': 'The acknowledgement was sent',
  'acknowledgement-failed': 'The acknowledgement could not be sent',
  'alert-raised': 'An alert was raised',
  'page-sent': 'Duty staff were paged',
  'page-failed': 'A page could not be sent',
  'alert-answered': 'The alert was answered',
  'alert-closed': 'The alert was closed',
  'note-added': 'A note was added',
  'case-closed': 'The case was closed',
  'case-reopened': 'The case was opened again',
}

export const actionName = (action: string): string => ACTIONS[action] ?? plain(action)

/** Who did it: the machine by its name, people by what they are signed in as. */
export const actorName = (actor: string): string => (actor === 'waypost' ? 'Waypost' : actor)
