import type { Calendars } from '../clocks/calendars.ts'
import type { cases, messages } from '../db/schema.ts'
import type { DataKey } from '../keys/encryption.ts'
import type { Message } from '../message/message.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Triage } from '../triage/triage.ts'

/** Without its place in the queue, which the database works out. */
export type CaseRow = Omit<typeof cases.$inferSelect, 'queuePlace'>

/** A message that has been read and judged, on its way into a case. */
export type Arrival = {
  office: OfficeProfile
  calendars: Calendars
  message: Message
  triage: Triage
  /** The row that will hold it, but for its case. */
  row: Omit<typeof messages.$inferInsert, 'caseId'>
  /** What its words are kept under. */
  key: DataKey
  now: Date
  /** The drill that it is the letter of. */
  drillId: string | null
}
