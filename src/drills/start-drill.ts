/**
 * Begins a drill: its row and its letter are kept in one transaction, and from there on the
 * letter goes the way that every letter goes.
 *
 * What makes it a drill is the reference from the raw message to the row, which only this
 * file writes. Nothing in the letter says so, and so nobody outside can have a letter of
 * theirs taken for one, or a drill for theirs.
 */
import { randomUUID } from 'node:crypto'
import { type AuditEntry, MACHINE, record } from '../audit/record.ts'
import { londonDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { drills } from '../db/schema.ts'
import { keepMessages } from '../intake/store-message.ts'
import type { Enqueue } from '../jobs/queue.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { DrillLetter } from './letters.ts'

export type DrillDeps = { queue: Enqueue; now: () => Date }

/** What to send, and when it was due. `askedBy`: the key of the person who asked for it. */
export type DrillToStart = { letter: DrillLetter; dueAt: Date; askedBy?: string | undefined }

/** Where an office has no drills of its own, those that somebody asks for. */
const ANSWER_WITHIN_MINUTES = 30

/** Its id; undefined where the office has had one on that day. The caller nudges `take-in` after the commit. */
export async function startDrill(
  tx: Db,
  deps: DrillDeps,
  office: OfficeProfile,
  { letter, dueAt, askedBy }: DrillToStart,
): Promise<string | undefined> {
  const now = deps.now()
  const id = randomUUID()
  const minutes = office.drills?.answerWithinMinutes ?? ANSWER_WITHIN_MINUTES
  const begun = await tx
    .insert(drills)
    .values({
      id,
      officeId: office.id,
      day: londonDay(dueAt),
      dueAt,
      letter: letter.id,
      announced: office.drills?.announced ?? false,
      state: 'running',
      askedBy: askedBy ?? null,
      startedAt: now,
      answerBy: new Date(now.getTime() + minutes * 60_000),
    })
    .onConflictDoNothing()
    .returning({ id: drills.id })
  if (begun.length === 0) return undefined
  const mailbox = office.mailboxes[0]?.address ?? office.demoMailbox
  const from = addressOf(letter, id)
  await keepMessages(tx, deps, office.id, [
    {
      officeId: office.id,
      mailbox,
      folder: 'drill',
      channel: 'email',
      source: asMail(letter, { id, from, to: mailbox, at: now }),
      receivedAt: now,
      envelopeFrom: from,
      drillId: id,
    },
  ])
  const entry: AuditEntry = {
    officeId: office.id,
    at: now,
    actor: askedBy ?? MACHINE,
    action: 'drill-started',
  }
  await record(tx, [{ ...entry, detail: { drillId: id, letter: letter.id } }])
  return id
}

/** Another one each time, so that no drill is taken for a further letter of an earlier one's writer. */
const addressOf = ({ name }: DrillLetter, id: string): string =>
  `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${id.slice(0, 8)}@example.net`

const asMail = (
  { name, subject, text }: DrillLetter,
  { id, from, to, at }: { id: string; from: string; to: string; at: Date },
): Uint8Array =>
  new TextEncoder().encode(
    [
      `From: "${name}" <${from}>`,
      `To: ${to}`,
      `Subject: ${subject}`,
      `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
      `Message-ID: <${id}@example.net>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      text.replace(/\n/g, '\r\n'),
    ].join('\r\n'),
  )
