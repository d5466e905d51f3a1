/**
 * Every case of the office that may hold data of a person, by any of their names, addresses and
 * telephone numbers: as the writer, in letters and notes, in what was sent and what was told.
 * Whoever asks sees what they may see and no more: the database leaves out cases that they are
 * kept from. Words alike are no proof that it is the same person; somebody ticks what is.
 */
import { desc, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Db } from '../db/db.ts'
import { cases, disclosures, messages, notes, referrals, sentMails } from '../db/schema.ts'

export const WHERE_FOUND = ['writer', 'letter', 'note', 'sent', 'told'] as const
export type WhereFound = (typeof WHERE_FOUND)[number]

const MOST_TERMS = 20
const MOST_CASES = 300
/** Fewer letters than that are in every letter. */
const SHORTEST = 3
/** The end of a telephone number, without country code or trunk zero. */
const PHONE_DIGITS = 9

export type Terms = { words: string[]; phones: string[] }
export type ReadTerms = { ok: true; terms: Terms } | { ok: false; says: string }

/** One a line; a line of digits is a telephone number, however it is written. */
export function readTerms(typed: string): ReadTerms {
  const lines = [...new Set(typed.split('\n').map((line) => line.trim().replace(/\s+/g, ' ')))].filter(
    (line) => line !== '',
  )
  if (lines.length === 0) return { ok: false, says: 'Give at least one name, address or number.' }
  if (lines.length > MOST_TERMS) return { ok: false, says: `Give at most ${MOST_TERMS} at a time.` }
  const short = lines.find((line) => line.length < SHORTEST)
  if (short)
    return { ok: false, says: `Leave out what is shorter than ${SHORTEST} letters: it is found everywhere.` }
  const isPhone = (line: string) => /^\+?[\d ()-]+$/.test(line) && digits(line).length >= PHONE_DIGITS
  return {
    ok: true,
    terms: {
      words: lines.filter((line) => !isPhone(line)),
      phones: lines.filter(isPhone).map((line) => digits(line).slice(-PHONE_DIGITS)),
    },
  }
}

const digits = (text: string): string => text.replace(/\D/g, '')

export type FoundOfPerson = {
  id: string
  reference: string
  openedAt: Date
  status: string
  route: string
  where: WhereFound[]
}

/** The newest first, with where in each it was found; `more` where there are more than are listed. */
export async function findPerson(tx: Db, terms: Terms): Promise<{ found: FoundOfPerson[]; more: boolean }> {
  const held = (...columns: PgColumn[]) => matches(terms, columns)
  const idsIn = async (query: Promise<{ caseId: string | null }[]>) =>
    new Set((await query).flatMap(({ caseId }) => caseId ?? []))
  const [writer, letter, note, sent, referred, told] = await Promise.all([
    idsIn(
      tx
        .select({ caseId: cases.id })
        .from(cases)
        .where(held(cases.correspondentName, cases.correspondentAddress)),
    ),
    idsIn(
      tx
        .selectDistinct({ caseId: messages.caseId })
        .from(messages)
        .where(held(messages.fromName, messages.fromAddress, messages.subject, messages.text)),
    ),
    idsIn(tx.selectDistinct({ caseId: notes.caseId }).from(notes).where(held(notes.text))),
    idsIn(
      tx
        .selectDistinct({ caseId: sentMails.caseId })
        .from(sentMails)
        .where(held(sentMails.toAddress, sentMails.subject, sentMails.text)),
    ),
    idsIn(
      tx
        .selectDistinct({ caseId: referrals.caseId })
        .from(referrals)
        .where(held(referrals.sheet, referrals.contact)),
    ),
    idsIn(
      tx
        .selectDistinct({ caseId: disclosures.caseId })
        .from(disclosures)
        .where(held(disclosures.words, disclosures.why)),
    ),
  ])
  const all = [...new Set([...writer, ...letter, ...note, ...sent, ...referred, ...told])]
  if (all.length === 0) return { found: [], more: false }
  const rows = await tx
    .select()
    .from(cases)
    .where(inArray(cases.id, all))
    .orderBy(desc(cases.openedAt))
    .limit(MOST_CASES + 1)
  const isIn: Record<WhereFound, (id: string) => boolean> = {
    writer: (id) => writer.has(id),
    letter: (id) => letter.has(id),
    note: (id) => note.has(id),
    sent: (id) => sent.has(id),
    told: (id) => referred.has(id) || told.has(id),
  }
  return {
    more: rows.length > MOST_CASES,
    found: rows.slice(0, MOST_CASES).map(({ id, reference, openedAt, status, route }) => ({
      ...{ id, reference, openedAt, status, route },
      where: WHERE_FOUND.filter((one) => isIn[one](id)),
    })),
  }
}

function matches({ words, phones }: Terms, columns: readonly PgColumn[]): SQL | undefined {
  const pattern = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`
  return or(
    ...columns.flatMap((column) => [
      ...words.map((word) => sql`${column} ilike ${pattern(word)}`),
      ...phones.map((phone) => sql`regexp_replace(${column}, '[^0-9]', '', 'g') like ${`%${phone}%`}`),
    ]),
  )
}
