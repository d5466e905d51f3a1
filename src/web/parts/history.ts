/** The history of a case in words: what happened, and who did it. */
import { inArray } from 'drizzle-orm'
import { type AuditAction, MACHINE } from '../../audit/record.ts'
import type { EventName } from '../../clocks/clock-event.ts'
import { sayDay } from '../../clocks/days.ts'
import { eventSaid } from '../../clocks/event-words.ts'
import type { Db } from '../../db/db.ts'
import { staff } from '../../db/schema.ts'
import { ROUTES } from '../../triage/route.ts'
import { clockName, partyName, plain, routeName, sayList } from './words.ts'

export type HistoryEntry = {
  actor: string
  action: string
  detail: Readonly<Record<string, string | number | boolean | null>>
}

const ACTIONS: Record<AuditAction, string> = {
  'message-kept': 'Kept the message',
  'message-taken-in': 'Took the message in',
  'copy-kept': 'Kept another delivery of the same message',
  'message-parked': 'Could not take the message in',
  'message-retried': 'Had the message taken in again',
  'whole-asked-for': 'Asked for the whole of a message of which only a part is here',
  'whole-fetched': 'Fetched the whole of that message',
  'whole-not-fetched': 'Could not fetch the whole of that message',
  'case-opened': 'Opened the case',
  'case-joined': 'Put a further message into the case',
  'case-viewed': 'Opened this page',
  'route-proposed': 'Proposed a route',
  'route-confirmed': 'Confirmed the route',
  'route-changed': 'Changed the route',
  'flags-raised': 'Marked words that may show a risk',
  'clocks-started': 'Started the deadlines',
  'clock-event-noted': 'Noted about a deadline',
  'clock-event-taken-back': 'Took back about a deadline',
  'clock-retimed': 'Moved a deadline, because the bank holidays have changed',
  'deadline-escalated': 'Told the deputy that a deadline has passed',
  'chase-started': 'Began to wait for somebody outside',
  'chase-moved': 'Noted about somebody outside',
  'deadlines-viewed': 'Looked at the deadlines',
  'retention-set': 'Set how long it is kept',
  'period-event-recorded': 'Wrote down what its keeping runs from',
  'disposal-marked': 'Marked it for disposal',
  'disposal-agreed': 'Agreed to its disposal',
  'disposal-refused': 'Refused its disposal',
  'disposal-withdrawn': 'Took back its disposal',
  'case-disposed': 'Disposed of everything in it',
  'certificate-viewed': 'Looked at the certificate of its disposal',
  'records-viewed': 'Looked at the records to review',
  'acknowledgement-decided': 'Decided about the acknowledgement',
  'acknowledgement-sent': 'Sent the acknowledgement',
  'acknowledgement-failed': 'Could not send the acknowledgement',
  'acknowledgement-bounced': 'Was told that the acknowledgement did not arrive',
  'acknowledgement-let-go': 'Sent the acknowledgement by hand',
  'acknowledgement-held': 'Held back an acknowledgement that was about to go',
  'safe-contact-proposed': 'Noted that the writer may not be safe to reach',
  'safe-contact-set': 'Said how the writer can be reached safely',
  'safe-contact-refused': 'Said that the writer can be reached like anybody',
  'safe-contact-ended': 'Ended a note on how the writer can be reached',
  'restriction-set': 'Restricted contact with the writer',
  'restriction-ended': 'Ended a restriction of contact',
  'hold-placed': 'Held the case, so that nothing of it is removed',
  'hold-lifted': 'Lifted a hold',
  'letter-shown-as-written': 'Looked at a letter as it was written',
  'virus-found': 'A virus was found in a letter',
  'scan-asked-for': 'Asked for a letter to be scanned again',
  'attachment-opened': 'Opened an attachment',
  'attachment-refused': 'Was refused an attachment that was not found clean',
  'source-exported': 'Exported the source of a message for the police',
  'report-exported': 'Exported the safety report',
  'overrides-viewed': 'Looked at what people changed of the proposals',
  'person-kept-from-case': 'Kept a person from the case',
  'person-let-back': 'Let a person see the case again',
  'cases-linked': 'Linked the case with another',
  'cases-unlinked': 'Took a link back',
  'cases-merged': 'Merged two cases into one',
  'case-split': 'Made two cases of one letter',
  'route-added': 'Added a route',
  'change-undone': 'Undid',
  'case-handed-over': 'Handed the case over with a summary',
  'headers-viewed': 'Looked at the headers of a letter',
  mentioned: 'Spoke to a colleague in a note',
  'reply-started': 'Began to write',
  'reply-held': 'Had a letter sent',
  'reply-called-back': 'Called a letter back before it left',
  'reply-set-aside': 'Set a draft aside',
  'reply-sent': 'Sent a letter',
  'reply-not-sent': 'Could not send a letter',
  'template-asked': 'Asked for a new version of a template',
  'template-agreed': 'Agreed to a version of a template',
  'template-refused': 'Refused a version of a template',
  'template-withdrawn': 'Took back a version of a template',
  'shortcuts-changed': 'Changed their keys of the keyboard',
  'contact-listed': 'Looked at all contact of the writer',
  'handover-viewed': 'Opened the hand-over summary',
  'task-opened': 'Left a task for a person',
  'task-done': 'Did a task',
  'alert-raised': 'Raised an alert',
  'page-sent': 'Paged duty staff',
  'page-failed': 'Could not page duty staff',
  'page-skipped': 'Found nobody to page for a step of the duty list',
  'page-delivered': 'A page to duty staff was delivered',
  'page-undelivered': 'A page to duty staff was not delivered',
  'alert-answered': 'Answered the alert',
  'alert-answered-in-part': 'Answered an alert that others have to answer too',
  'alert-moved': 'Went on with the alert',
  'alert-closed': 'Closed the alert',
  'referral-recorded': 'Recorded what was told to others',
  'referral-viewed': 'Opened a referral sheet',
  'case-taken-on': 'Took the case on',
  'case-given': 'Gave the case to a colleague',
  'case-put-back': 'Put the case back for anybody',
  searched: 'Searched in the cases',
  'filter-saved': 'Kept filters of the queue under a name',
  'filter-removed': 'Took kept filters away',
  'note-added': 'Added a note',
  'case-closed': 'Closed the case',
  'case-reopened': 'Opened the case again',
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  refused: 'Was refused',
  'people-viewed': 'Looked at who works here',
  'person-shut-out': 'Shut an account out of the office',
  'person-let-in': 'Let an account in again',
  'case-sealed': 'Sealed the case to all but named people',
  'seal-ended': 'Opened the case to everybody again',
  'person-admitted': 'Let a person see the sealed case',
  'admission-ended': 'Ended that a person sees the sealed case',
  'seal-broken': 'Broke the seal in an emergency',
  'broken-seal-reviewed': 'Looked at why a seal was broken',
  'broken-seals-viewed': 'Looked at which seals were broken',
  'emergency-key-added': 'Added a security key for emergencies',
  'emergency-key-ended': 'Ended a security key for emergencies',
  'emergency-sign-in': 'Signed in by a security key for emergencies',
  'emergency-sign-in-reviewed': 'Reviewed a sign-in by a security key for emergencies',
  'emergency-sign-in-refused': 'A sign-in by a security key for emergencies was refused',
  'outbox-viewed': 'Looked at what was sent',
  'queue-viewed': 'Looked at the queue',
  'contact-entered': 'Entered a contact by hand',
  'parked-viewed': 'Read a message that could not be taken in',
  'alarm-raised': 'Raised an alarm about the service',
  'alarm-seen': 'Said that they know of an alarm',
  'alarm-ended': 'Ended an alarm about the service',
  'rule-draft-started': 'Began a draft of a rule',
  'rule-draft-saved': 'Changed a draft of a rule',
  'rule-draft-set-aside': 'Set a draft of a rule aside',
  'rules-change-asked': 'Asked for a change of the rules',
  'rules-change-approved': 'Agreed to a change of the rules',
  'rules-change-refused': 'Refused a change of the rules',
  'rules-change-withdrawn': 'Took back what they had asked for',
  'ruleset-in-force': 'Put a ruleset in force',
  'rule-trial-started': 'Tried a rule on past cases',
  'risk-overridden': 'Changed the level of risk',
  'example-accepted': 'Took a correction for training',
  'example-refused': 'Kept a correction out of training',
  'example-opened': 'Opened a letter to make an example of it',
  'example-exported': 'Exported an example',
  'rota-viewed': 'Looked at the duty rota',
  'duty-person-added': 'Put somebody on the list of duty people',
  'duty-person-changed': 'Changed an entry in the list of duty people',
  'duty-person-leaving': 'Noted that somebody leaves the duty rota',
  'rotation-added': 'Added a rotation of duty',
  'rotation-ended': 'Ended a rotation of duty',
  'cover-noted': 'Noted who covers a duty',
  'cover-withdrawn': 'Took back a cover of duty',
  'shifts-swapped': 'Swapped two shifts of duty',
  'duty-feed-made': 'Made a calendar address for their duty',
  'duty-feed-revoked': 'Ended a calendar address for duty',
  'drill-started': 'Began a drill',
  'drill-answered': 'Answered a drill',
  'drill-missed': 'Ended a drill that nobody answered',
  'breach-opened': 'Wrote down a breach of personal data',
  'breach-moved': 'Noted about a breach of personal data',
  'breaches-viewed': 'Looked at the breaches of personal data',
  'backup-made': 'Made a backup of everything',
  restored: 'Was put back from a backup',
  'consent-noted': 'Noted what the person agreed to or refused',
  'consent-withdrawn': 'Noted that a consent was taken back',
  'disclosure-recorded': 'Recorded what was told outside',
  'ledger-viewed': 'Looked at the ledger of disclosures and consents',
  'extract-made': 'Made an extract for the person of what was told about them',
  'rights-viewed': 'Looked at requests about data',
  'right-opened': 'Opened a request about somebody’s data',
  'right-acted-on': 'Noted about a request about somebody’s data',
  'rectification-noted': 'Noted beside the original what is right',
  'use-restricted': 'Restricted the use of the case',
  'use-restriction-ended': 'Ended a restriction of use',
}

/** What happened, with the particulars that a reader of the history asks for. */
export function sayEntry({ action, detail }: HistoryEntry): string {
  const done = ACTIONS[action as AuditAction] ?? plain(action)
  const more = particulars(action, detail)
  return more === '' ? done : `${done}: ${more}`
}

function particulars(action: string, detail: HistoryEntry['detail']): string {
  const said = (name: string) => String(detail[name] ?? '')
  switch (action) {
    case 'route-proposed':
      return `${routesIn(`${said('route')} ${said('others')}`)}${detail['abstained'] === true ? ', not sure' : ''}`
    case 'route-confirmed':
      return routesIn(said('to'))
    case 'route-changed':
      return `from ${routesIn(said('from'))} to ${routesIn(said('to'))}`
    case 'clocks-started':
      return sayList(said('kinds').split(' ').map(clockName))
    case 'clock-event-noted':
    case 'clock-event-taken-back':
      return `${clockName(said('kind'))}. ${eventSaid(said('event') as EventName)} on ${sayDay(said('on'))}`
    case 'clock-retimed':
      return `${clockName(said('kind'))}, from ${sayDue(detail['from'])} to ${sayDue(detail['to'])}`
    case 'deadline-escalated':
      return clockName(said('kind'))
    case 'chase-started':
    case 'chase-moved':
      return `${partyName(said('toWhom'))}${said('move') ? `, ${plain(said('move'))}` : ''}`
    case 'alert-raised':
    case 'flags-raised':
      return plain(said('level'))
    case 'acknowledgement-decided':
      return plain(said('decision'))
    case 'acknowledgement-held':
      return plain(said('reason'))
    case 'acknowledgement-let-go':
      return detail['against'] ? `although it was held for ${plain(said('against'))}` : ''
    case 'cases-merged':
    case 'case-split':
      return `${said('from')} and ${said('to')}`
    case 'route-added':
      return routesIn(said('to'))
    case 'change-undone':
      return CHANGES[said('kind')] ?? plain(said('kind'))
    case 'hold-placed':
    case 'hold-lifted':
      return plain(said('kind'))
    case 'alert-closed':
      return plain(said('outcome'))
    default:
      return ''
  }
}

/** What was changed, as it follows “Undid:” and stands on the page of the case. */
export const CHANGES: Readonly<Record<string, string>> = {
  route: 'the choice of the route',
  'route-added': 'the further route',
  split: 'that two cases were made of one letter',
  merge: 'that two cases were merged into one',
  link: 'the link with another case',
  owner: 'who has the case',
  close: 'that the case was closed',
}

const sayDue = (on: unknown): string => (typeof on === 'string' ? sayDay(on) : 'no day')

/** Route ids between spaces as their names; a word that is no route stays as it is. */
const routesIn = (words: string): string =>
  sayList(
    words
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => {
        const route = ROUTES.find((known) => known === word)
        return route ? routeName(route) : plain(word)
      }),
  )

export type StaffNames = ReadonlyMap<string, string>

/**
 * The names of the people behind those keys.
 * The history itself holds keys only: a name can be shared or changed, a key cannot.
 */
export async function findStaffNames(tx: Db, keys: readonly string[]): Promise<StaffNames> {
  const people = [...new Set(keys)].filter((key) => key !== MACHINE)
  if (people.length === 0) return new Map()
  const rows = await tx
    .select({ key: staff.userKey, name: staff.userName })
    .from(staff)
    .where(inArray(staff.userKey, people))
  return new Map(rows.filter(({ name }) => name !== '').map(({ key, name }) => [key, name]))
}

/** Who did it: the machine by its name, people by theirs, or by the end of their key where no name is known. */
export function sayActor(actor: string, names: StaffNames): string {
  if (actor === MACHINE) return 'Waypost'
  const name = names.get(actor)
  if (name !== undefined) return name
  const [scheme, role] = actor.split(':')
  if (scheme === 'demo' && role) return `Demo ${plain(role)}`
  return /\s/.test(actor) && actor.includes('://')
    ? `Account ${actor.slice(actor.lastIndexOf(' ') + 1)}`
    : actor
}
