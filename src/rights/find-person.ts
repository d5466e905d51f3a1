/**
 * Every case of the office that may hold data of a person, by any of their names, addresses and
 * telephone numbers: as the writer, in letters and notes, in what was sent and what was told.
 * Whoever asks sees what they may see and no more: the database leaves out cases that they are
 * kept from. Words alike are no proof that it is the same person; somebody ticks what is.
 */
import { asc, desc, gt, inArray } from 'drizzle-orm'
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

/** So many rows of words are opened at a time. */
const PAGE = 500

/**
 * The newest first, with where in each it was found; `more` where there are more than are listed.
 * Words of letters are encrypted, so they are read through here and not looked for in the database.
 */
export async function findPerson(tx: Db, terms: Terms): Promise<{ found: FoundOfPerson[]; more: boolean }> {
  const isHeld = matcher(terms)
  const where = new Map<string, Set<WhereFound>>()
  const look = async (kind: WhereFound, pages: AsyncIterable<Row[]>) => {
    for await (const rows of pages)
      for (const { caseId, words } of rows)
        if (caseId !== null && isHeld(words)) where.set(caseId, (where.get(caseId) ?? new Set()).add(kind))
  }
  const of = (text: readonly (string | null)[]): string => text.filter(Boolean).join('\n')
  await look(
    'writer',
    pagesOf(
      (after) => tx.select().from(cases).where(gt(cases.id, after)).orderBy(asc(cases.id)).limit(PAGE),
      (one) => ({
        caseId: one.id,
        words: of([one.correspondentName, one.correspondentAddress]),
      }),
    ),
  )
  await look(
    'letter',
    pagesOf(
      (after) =>
        tx.select().from(messages).where(gt(messages.id, after)).orderBy(asc(messages.id)).limit(PAGE),
      (one) => ({
        caseId: one.caseId,
        words: of([one.fromName, one.fromAddress, one.subject, one.text]),
      }),
    ),
  )
  await look(
    'note',
    pagesOf(
      (after) => tx.select().from(notes).where(gt(notes.id, after)).orderBy(asc(notes.id)).limit(PAGE),
      (one) => ({
        caseId: one.caseId,
        words: one.text,
      }),
    ),
  )
  await look(
    'sent',
    pagesOf(
      (after) =>
        tx.select().from(sentMails).where(gt(sentMails.id, after)).orderBy(asc(sentMails.id)).limit(PAGE),
      (one) => ({
        caseId: one.caseId,
        words: of([one.toAddress, one.subject, one.text]),
      }),
    ),
  )
  await look(
    'told',
    pagesOf(
      (after) =>
        tx.select().from(referrals).where(gt(referrals.id, after)).orderBy(asc(referrals.id)).limit(PAGE),
      (one) => ({
        caseId: one.caseId,
        words: of([one.sheet, one.contact]),
      }),
    ),
  )
  await look(
    'told',
    pagesOf(
      (after) =>
        tx
          .select()
          .from(disclosures)
          .where(gt(disclosures.id, after))
          .orderBy(asc(disclosures.id))
          .limit(PAGE),
      (one) => ({
        caseId: one.caseId,
        words: of([one.words, one.why, one.receiverName]),
      }),
    ),
  )
  if (where.size === 0) return { found: [], more: false }
  const rows = await tx
    .select()
    .from(cases)
    .where(inArray(cases.id, [...where.keys()]))
    .orderBy(desc(cases.openedAt))
    .limit(MOST_CASES + 1)
  return {
    more: rows.length > MOST_CASES,
    found: rows.slice(0, MOST_CASES).map(({ id, reference, openedAt, status, route }) => ({
      ...{ id, reference, openedAt, status, route },
      where: WHERE_FOUND.filter((one) => where.get(id)?.has(one)),
    })),
  }
}

type Row = { caseId: string | null; words: string }

async function* pagesOf<T extends { id: string }>(
  after: (id: string) => PromiseLike<T[]>,
  read: (one: T) => Row,
): AsyncGenerator<Row[]> {
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await after(last)
    yield rows.map(read)
    const end = rows.at(-1)
    if (!end || rows.length < PAGE) return
    last = end.id
  }
}

/** Whatever the case of the letters, and however blanks and numbers are written. */
function matcher({ words, phones }: Terms): (text: string) => boolean {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ')
  const wanted = words.map(plain)
  return (text) => {
    const found = plain(text)
    if (wanted.some((word) => found.includes(word))) return true
    if (phones.length === 0) return false
    const numbers = (text.match(/\+?\d[\d ()./-]{7,}\d/g) ?? []).map(digits)
    return phones.some((phone) => numbers.some((number) => number.endsWith(phone)))
  }
}
