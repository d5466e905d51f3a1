import { randomUUID } from 'node:crypto'
import type { Alarm } from '../alarms/raise-alarm.ts'
import { type AuditEntry, MACHINE } from '../audit/record.ts'
import type { Arrival, CaseRow } from '../cases/arrival.ts'
import type { Standing } from '../cases/find-special.ts'
import type { Thread } from '../cases/find-thread.ts'
import { readOurMessageId } from '../cases/reference-token.ts'
import { acknowledgements, type Channel } from '../db/schema.ts'
import type { Writes } from '../jobs/writes.ts'
import { type MachineSignCode, machineSigns } from '../message/machine-made.ts'
import type { Message } from '../message/message.ts'
import { mailboxesOf } from '../offices/mailboxes.ts'
import type { LetterDeps } from './compose-letter.ts'
import { contactBar } from './contact-bar.ts'
import { isOfficeAtLimit, limitFor } from './limits.ts'
import { heldForLostTime } from './lost-time.ts'
import { comesFromMailbox, hasWordsOfOurs } from './mail-loop.ts'
import { type AcknowledgementPlan, type KnownOfMessage, NOTHING_KNOWN, planAcknowledgement } from './plan.ts'
import { countedBy, letterKey, type Records } from './recent-replies.ts'

const STATES = { send: 'owed', hold: 'held', suppress: 'suppressed' } as const

/** Contact by voice or on paper has no address to answer to by itself. */
const BY_HAND: AcknowledgementPlan = {
  decision: 'suppress',
  reason: 'NO_PATH',
  because: 'It was entered by hand: answer by letter or telephone, as the person asked.',
}

/** One letter has one answer: the one that was decided on with its beginning, and may still be held. */
const OF_A_PART: AcknowledgementPlan = {
  decision: 'suppress',
  reason: 'DUP',
  because: 'Whether to answer was decided when only the beginning of this message was here.',
}

export type Decided = { history: AuditEntry[]; alarms: Alarm[] }

type Facts = {
  arrival: Arrival
  caseRow: CaseRow
  thread: Thread
  delivered: { channel: Channel; mailbox: string }
  records: Records
  /** It is the whole of a letter about which this was decided when only its beginning was here. */
  isAnsweredAlready?: boolean
  /** What is in force for this case and for whoever wrote. */
  standing: Standing
}

/**
 * Decides about the acknowledgement of one arrival and records the decision with its
 * reason; where one is owed, the job that sends it is owed in the same transaction, and
 * the records count it for the letters that follow.
 */
export function decideAcknowledgement(writes: Writes, deps: LetterDeps, facts: Facts): Decided {
  const { arrival, caseRow, records } = facts
  const { office, now, message } = arrival
  const plan = planFor(deps, facts)
  const id = randomUUID()
  const counted = countedBy(message)
  const owedAt = plan.decision === 'send' ? now : null
  writes.add(acknowledgements, {
    id,
    officeId: office.id,
    caseId: caseRow.id,
    messageId: arrival.row.id,
    state: STATES[plan.decision],
    reason: plan.reason,
    because: 'because' in plan ? plan.because : null,
    toAddress: plan.decision === 'send' ? plan.to : null,
    noticeVersion: office.notice.version,
    decidedAt: now,
    owedAt,
    ...counted,
    machineMade: isMachineMade(message, plan),
  })
  if (owedAt !== null) {
    writes.owe('acknowledge', { officeId: office.id, id })
    records.replies.push({ ...counted, owedAt })
    records.officeCount += 1
  }
  const detail = { decision: plan.decision, reason: plan.reason }
  return {
    history: [
      {
        officeId: office.id,
        at: now,
        actor: MACHINE,
        action: 'acknowledgement-decided',
        caseId: caseRow.id,
        detail,
      },
    ],
    alarms: alarmsOf(deps, facts, plan),
  }
}

function planFor(deps: LetterDeps, facts: Facts): AcknowledgementPlan {
  const { arrival, thread, delivered, records, standing } = facts
  if (facts.isAnsweredAlready) return OF_A_PART
  if (delivered.channel !== 'email' && delivered.channel !== 'web-form') return BY_HAND
  const { message, office, triage, now } = arrival
  const key = letterKey(message)
  const known: KnownOfMessage = {
    ...NOTHING_KNOWN,
    alreadyAcknowledged: key !== undefined && records.acknowledged.has(key),
    caseAlreadyAcknowledged: thread.acknowledged,
    joinsOurAck: thread.answersUs,
    isOurOwn: isOurOwn(deps, message),
    limit: limitFor(records, countedBy(message), now),
    bar: contactBar(standing),
  }
  const plan = planAcknowledgement({
    message,
    office,
    risk: triage.risk,
    // The mailbox it was fetched from is ours whether or not the profile has published it.
    ownMailboxes: [...mailboxesOf(office), delivered.mailbox],
    authservIds: office.authservIds,
    known,
  })
  return heldForLostTime(plan, arrival.row.receivedAt, records.lostTimes)
}

/** Our own mail come back: it carries a seal that only we can make, or the words of our letter. */
const isOurOwn = ({ secretKey, letters }: LetterDeps, message: Message): boolean =>
  hasWordsOfOurs(message, letters.frame.opening) ||
  [
    ...(message.messageId ? [message.messageId] : []),
    ...message.headers
      .filter(({ name }) => name === 'x-waypost-loop')
      .map(({ value }) => `<${value.trim()}@loop>`),
  ].some((id) => readOurMessageId(secretKey, id) !== undefined)

/** A subject or a wish for silence may be a person's; these are not. */
const SURELY_MACHINES: ReadonlySet<MachineSignCode> = new Set([
  'NULL_PATH',
  'REPORT',
  'AUTO_SUBMITTED',
  'VENDOR_AUTO',
  'PRECEDENCE',
  'LIST',
  'ROLE',
])

/** Every sign counts here and not only the row that decided: a bounce without a return path is one too. */
const isMachineMade = (message: Message, { reason }: AcknowledgementPlan): boolean =>
  reason === 'SELF' ||
  reason === 'HOPS' ||
  machineSigns(message).some(({ code }) => SURELY_MACHINES.has(code))

/** What duty staff should hear of. Colleagues who write from the office's own domain go round in no circle. */
function alarmsOf(
  { letters }: LetterDeps,
  { arrival, delivered, records }: Facts,
  plan: AcknowledgementPlan,
): Alarm[] {
  const { office, message } = arrival
  const mailboxes = [...office.mailboxes.map(({ address }) => address), office.demoMailbox, delivered.mailbox]
  const isOurs = comesFromMailbox(message, mailboxes) || hasWordsOfOurs(message, letters.frame.opening)
  const isLoop = plan.reason === 'HOPS' || (plan.reason === 'SELF' && isOurs)
  const isStopped = plan.reason === 'RATE' && isOfficeAtLimit(records)
  return [
    ...(isLoop ? [{ officeId: office.id, kind: 'mail-loop' as const, about: delivered.mailbox }] : []),
    ...(isStopped ? [{ officeId: office.id, kind: 'acknowledgements-stopped' as const, about: '' }] : []),
  ]
}
