import { type MachineSignCode, machineSigns } from '../message/machine-made.ts'
import { type Message, reading } from '../message/message.ts'
import type { Evidence } from './evidence.ts'

/**
 * How sure each sign is that nobody wrote a letter. Web forms and voicemail systems send
 * from `noreply@` and mark their mail as automatic while it carries a person's words, so
 * no sign but a bounce's is enough against them.
 */
const POINTS: Readonly<Record<MachineSignCode, number>> = {
  REPORT: 6,
  NULL_PATH: 2,
  AUTO_SUBMITTED: 2,
  VENDOR_AUTO: 1.5,
  SUBJECT_AUTO: 2,
  LIST: 1.5,
  PRECEDENCE: 1,
  MS_SUPPRESS: 0,
  ROLE: 0,
}

const EMPTY_POINTS = 12

/** The sign of no letter at all: sent by a machine, or wholly empty. */
export function machineEvidence(message: Message): Evidence[] {
  const signs = machineSigns(message).map(({ code, because }) => ({ points: POINTS[code], because }))
  const empty = isEmpty(message) ? [{ points: EMPTY_POINTS, because: 'There is nothing in it.' }] : []
  return [...empty, ...signs.filter(({ points }) => points > 0)].map((sign) => ({
    route: 'not-correspondence',
    ...sign,
  }))
}

/** No word in the subject or the text, and nothing attached that we could not read. */
const isEmpty = (message: Message): boolean =>
  !/[\p{L}\p{N}]/u.test(reading(message)) &&
  message.attachments.length === 0 &&
  message.unread.every((kind) => kind === 'empty')
