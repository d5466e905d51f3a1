/** Labels as sentences: every code that reaches a screen is said here, once. */
import { ruleNamed } from '../../clocks/clock-rules.ts'
import type { AcknowledgementState, CaseStatus, Channel, MessageHint, TaskKind } from '../../db/schema.ts'
import type { RiskCategory, RiskLevel } from '../../triage/risk.ts'
import type { Route } from '../../triage/route.ts'

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

const DANGERS: Record<RiskCategory, string> = {
  'suicide-self-harm': 'Suicide or self-harm',
  'threat-to-life': 'Threat to somebody’s life',
  'threat-by-writer': 'Threat made by the writer',
  'threat-to-official': 'Threat to an office holder',
  'domestic-abuse': 'Domestic abuse',
  'honour-based-abuse': 'Honour-based abuse',
  'stalking-harassment': 'Stalking or harassment',
  'sexual-offence': 'Sexual offence',
  'child-at-risk': 'Child at risk',
  'adult-at-risk': 'Adult at risk',
  exploitation: 'Exploitation',
  'terrorism-explosives': 'Terrorism or explosives',
  'weapon-or-planned-crime': 'Weapon or planned crime',
  'missing-person': 'Missing person',
  'medical-emergency': 'Medical emergency',
  'fixated-contact': 'Fixated contact',
}

export const dangerName = (category: RiskCategory): string => DANGERS[category]

const STATUSES: Record<CaseStatus, string> = {
  new: 'New',
  'in-progress': 'In progress',
  referred: 'Referred',
  closed: 'Closed',
}

export const statusName = (status: CaseStatus): string => STATUSES[status]

const CHANNEL_NAMES: Record<Channel, string> = {
  email: 'Email',
  'web-form': 'Web form',
  letter: 'Letter',
  call: 'Telephone call',
  'face-to-face': 'Visit',
}

export const channelName = (channel: Channel): string => CHANNEL_NAMES[channel]

export const CHANNELS = Object.keys(CHANNEL_NAMES) as readonly Channel[]

const LANGUAGE_NAMES = new Intl.DisplayNames('en-GB', { type: 'language' })

/** Of an ISO 639-1 code; `und` is a letter of too few words to tell. */
export const languageName = (code: string): string =>
  code === 'und' ? 'Too few words to tell' : (LANGUAGE_NAMES.of(code) ?? code)

/** A code such as `needs-a-person` as words. */
export const plain = (code: string): string => code.replaceAll('-', ' ')

/** `Suicide or self-harm, Child at risk and Missing person`: any list inside a sentence. */
export const sayList = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

/** `1 case`, `4 cases`. */
export const sayCount = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`

/** A probability as people say it; never a per cent, which would claim to know more. */
export function sureness(score: number): string {
  if (score >= 0.95) return 'almost sure'
  if (score < 0.05) return 'unlikely'
  return `about ${Math.min(9, Math.max(1, Math.round(score * 10)))} in 10`
}

/** A size as people say it. */
export function saySize(bytes: number): string {
  if (bytes < 1024) return sayCount(bytes, 'byte')
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

const ACKNOWLEDGEMENTS: Record<AcknowledgementState, string> = {
  owed: 'Waiting to be sent',
  sending: 'Being sent',
  sent: 'Sent',
  failed: 'Refused by the mail server, so the writer has not heard from us',
  unknown: 'Cut off while it was being sent: it may or may not have arrived, and is not sent again',
  bounced: 'Came back: it did not arrive, so the writer has not heard from us',
  held: 'Held: a person decides whether it is safe to answer',
  suppressed: 'Not sent automatically',
}

export const acknowledgementName = (state: AcknowledgementState): string => ACKNOWLEDGEMENTS[state]

const TASKS: Record<TaskKind, string> = {
  'acknowledgement-bounced': 'The acknowledgement came back',
  'acknowledgement-refused': 'The acknowledgement could not be sent',
  'page-bounced': 'A page to duty staff came back',
  'part-only': 'Only a part of a message is here',
  'deadline-moved': 'A deadline has moved',
  'erase-case': 'Erase this case',
  'tell-recipient': 'Tell somebody who was told before',
  'notice-not-given': 'The writer has not had the privacy notice',
  'reply-not-sent': 'A reply did not leave, or may not have',
}

/** A kind of deadline in a few words. */
export const clockName = (kind: string): string => ruleNamed(kind)?.name ?? plain(kind)

const PARTIES: Readonly<Record<string, string>> = {
  force: 'The force',
  iopc: 'The IOPC',
  other: 'Somebody else',
}

/** Whom we wait for outside the office. */
export const partyName = (party: string): string => PARTIES[party] ?? plain(party)

export const taskName = (kind: TaskKind): string => TASKS[kind]

const HINTS: Record<MessageHint, string> = {
  'other-matter':
    'This message may be about something else than the case. If it is, have it entered as a case of its own.',
  'automatic-answer':
    'A machine answered us. It opened nothing again and changed nothing in how long the case is kept.',
  'brought-back': 'A mail of ours came back with this report.',
  'the-whole':
    'This is the whole of the message of which only the beginning was here before. It was judged anew, and nobody was answered again.',
  delayed: 'A mail server is still trying to deliver a mail of ours. Nothing is to be done yet.',
}

/** What the reader of a further message should know, in sentences. */
export const sayHints = (hints: readonly MessageHint[]): string[] => hints.map((hint) => HINTS[hint])

const OUTCOMES: Readonly<Record<string, string>> = {
  'police-told': 'The police were told',
  'other-service-told': 'Another service was told',
  'no-action': 'No action was needed',
}

/** How an alert ended, as `closeAlert` keeps it: the code of what was done, then the words of the person. */
export function sayOutcome(outcome: string): string {
  const [code = '', ...words] = outcome.split(': ')
  return `${OUTCOMES[code] ?? plain(code)}: ${words.join(': ')}`
}

const UNREAD: Readonly<Record<string, string>> = {
  image: 'a picture',
  audio: 'a sound or video recording',
  encrypted: 'something locked or encrypted',
  tnef: 'a part that only Outlook can read',
  encoded: 'something in an old encoding',
  file: 'a file',
  garbled: 'letters that came out garbled',
}

/** What of a message has words that nobody has read yet, or undefined where there is nothing. */
export function sayUnread(unread: readonly string[]): string | undefined {
  const parts = unread.flatMap((kind) => UNREAD[kind] ?? [])
  return parts.length === 0 ? undefined : `It holds ${sayList(parts)} that we could not turn into words.`
}

/** A sign of forgery, or undefined where there is none. */
export const sayRepeated = (names: readonly string[]): string | undefined =>
  names.length === 0
    ? undefined
    : `It has more than one line of ${sayList(names)}, which proper mail has once: the sender may not be who it seems.`

const MAIL_STATES: Readonly<Record<string, string>> = {
  sending: 'Being sent',
  'handed-over': 'Handed to the mail server',
  refused: 'Refused by the mail server',
  unknown: 'Cut off: it may or may not have been sent',
}

export const mailStateName = (state: string): string => MAIL_STATES[state] ?? plain(state)

export const mailKindName = (kind: string): string => MAIL_KINDS[kind] ?? 'Acknowledgement'

const MAIL_KINDS: Readonly<Record<string, string>> = {
  reply: 'Reply',
  page: 'Page to duty staff',
  alarm: 'Alarm about the service',
  deadlines: 'Deadlines of the morning',
  'test-page': 'Test page',
}
