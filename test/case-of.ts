import { eq } from 'drizzle-orm'
import {
  acknowledgements,
  cases,
  escalations,
  messages,
  notes,
  rawMessages,
  sentMails,
  tasks,
} from '../src/db/schema.ts'
import type { TestService } from './service.ts'

/** The case that this raw message is in, first copy or not, with what belongs to it. */
export const caseOf = (service: TestService, rawMessageId: string, officeId = 'mopac') =>
  service.read(officeId, async (tx) => {
    const [raw] = await tx.select().from(rawMessages).where(eq(rawMessages.id, rawMessageId))
    const firstId = raw?.copyOf ?? rawMessageId
    const [message] = await tx.select().from(messages).where(eq(messages.rawMessageId, firstId))
    if (!raw || !message) throw new Error('It did not become a message')
    const [found] = await tx.select().from(cases).where(eq(cases.id, message.caseId))
    if (!found) throw new Error('It has no case')
    const caseId = found.id
    const acks = await tx.select().from(acknowledgements).where(eq(acknowledgements.caseId, caseId))
    return {
      raw,
      message,
      found,
      messages: await tx.select().from(messages).where(eq(messages.caseId, caseId)),
      acknowledgements: acks,
      acknowledgement: acks.find(({ messageId }) => messageId === message.id),
      alerts: await tx.select().from(escalations).where(eq(escalations.caseId, caseId)),
      tasks: await tx.select().from(tasks).where(eq(tasks.caseId, caseId)),
      sent: await tx.select().from(sentMails).where(eq(sentMails.caseId, caseId)),
      notes: await tx.select().from(notes).where(eq(notes.caseId, caseId)),
    }
  })
