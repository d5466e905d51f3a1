import { randomUUID } from 'node:crypto'
import { type AuditEntry, MACHINE } from '../audit/record.ts'
import type { Arrival, CaseRow } from '../cases/arrival.ts'
import type { Thread } from '../cases/find-thread.ts'
import { readOurMessageId } from '../cases/reference-token.ts'
import { acknowledgements, type Channel } from '../db/schema.ts'
import type { Writes } from '../jobs/writes.ts'
import type { Message } from '../message/message.ts'
import { mailboxesOf } from '../offices/mailboxes.ts'
import { type AcknowledgementPlan, NOTHING_KNOWN, planAcknowledgement } from './plan.ts'

const STATES = { send: 'owed', hold: 'held', suppress: 'suppressed' } as const

/** Contact by voice or on paper has no address to answer to by itself. */
const BY_HAND: AcknowledgementPlan = {
  decision: 'suppress',
  reason: 'NO_PATH',
  because: 'It was entered by hand: answer by letter or telephone, as the person asked.',
}

/**
 * Decides about the acknowledgement of one arrival and records the decision with its
 * reason; where one is owed, the job that sends it is owed in the same transaction.
 */
export function decideAcknowledgement(
  writes: Writes,
  secretKey: string,
  facts: {
    arrival: Arrival
    caseRow: CaseRow
    thread: Thread
    delivered: { channel: Channel; mailbox: string }
  },
): AuditEntry[] {
  const { arrival, caseRow } = facts
  const { office, now } = arrival
  const plan = planFor(secretKey, facts)
  const id = randomUUID()
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
  })
  if (plan.decision === 'send') writes.owe('acknowledge', { officeId: office.id, id })
  const detail = { decision: plan.decision, reason: plan.reason }
  return [
    {
      officeId: office.id,
      at: now,
      actor: MACHINE,
      action: 'acknowledgement-decided',
      caseId: caseRow.id,
      detail,
    },
  ]
}

function planFor(
  secretKey: string,
  {
    arrival,
    thread,
    delivered,
  }: { arrival: Arrival; thread: Thread; delivered: { channel: Channel; mailbox: string } },
): AcknowledgementPlan {
  if (delivered.channel !== 'email' && delivered.channel !== 'web-form') return BY_HAND
  const { message, office, triage } = arrival
  return planAcknowledgement({
    message,
    office,
    risk: triage.risk,
    // The mailbox it was fetched from is ours whether or not the profile has published it.
    ownMailboxes: [...mailboxesOf(office), delivered.mailbox],
    authservIds: office.authservIds,
    known: {
      ...NOTHING_KNOWN,
      caseAlreadyAcknowledged: thread.acknowledged,
      joinsOurAck: thread.answersUs,
      isOurOwn: isOurOwn(secretKey, message),
    },
  })
}

/** Our own mail come back: its Message-ID or its loop header carries a seal that only we can make. */
const isOurOwn = (secretKey: string, message: Message): boolean =>
  [
    ...(message.messageId ? [message.messageId] : []),
    ...message.headers
      .filter(({ name }) => name === 'x-waypost-loop')
      .map(({ value }) => `<${value.trim()}@loop>`),
  ].some((id) => readOurMessageId(secretKey, id) !== undefined)
