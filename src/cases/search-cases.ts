/** Finds cases by words, names, addresses and references; only those that the person who asks may see. */
import { and, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { cases, messages } from '../db/schema.ts'
import { passageOf, type Stretch } from './passage.ts'
import { referencesIn } from './reference.ts'
import { plainWords } from './search-text.ts'

export const LONGEST_SEARCH = 200
/** A page; whoever has more gives a further word. */
const MOST_SHOWN = 25
/** Letters that are looked at for a page of cases: some are of one case, and some of cases that are kept from the person. */
const MOST_LETTERS = 120

export type FoundBy = 'reference' | 'person' | 'words' | 'nearly'
export type SearchHit = Pick<
  typeof cases.$inferSelect,
  'reference' | 'route' | 'risk' | 'status' | 'subject' | 'correspondentName' | 'openedAt'
> & { by: FoundBy; passage: Stretch[] }
export type Search = { hits: SearchHit[]; isMore: boolean }

const WHOLE_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

type Place = { caseId: string; messageId: string; receivedAt: string; by: FoundBy }

export async function searchCases(tx: Db, said: string): Promise<Search> {
  const asked = plainWords(said.slice(0, LONGEST_SEARCH)).trim()
  const query = sql`websearch_to_tsquery('english', ${asked})`
  const people = sql`select *, 'person' as by from find_people(${asked}, false, ${MOST_LETTERS}) where length(${asked}) > 2`
  const words = sql`select *, 'words' as by from find_words(${query}, ${MOST_LETTERS}) where numnode(${query}) > 0`
  // A whole address is one word of the index; its letters in threes are in almost every other address too.
  const byAddress = WHOLE_ADDRESS.test(asked) ? await findPlaces(tx, [words]) : []
  const sure = byAddress.length > 0 ? byAddress : await findPlaces(tx, [people, words])
  const named = await findByReference(tx, said)
  const places =
    sure.length > 0 || named.length > 0 || asked.length < 4
      ? sure
      : await findPlaces(tx, [
          sql`select *, 'nearly' as by from find_people(${asked}, true, ${MOST_LETTERS})`,
        ])
  const ordered = onceEach([...named, ...places])
  const shown = ordered.slice(0, MOST_SHOWN)
  return { hits: await describe(tx, shown, asked), isMore: ordered.length > MOST_SHOWN }
}

/** Joined to `cases` as the person who asks sees them: what is kept from them is in no row and no count. */
async function findPlaces(tx: Db, ways: readonly SQL[]): Promise<Place[]> {
  const rows = await tx.execute<Place>(sql`
    select f.case_id as "caseId", f.message_id as "messageId", f.received_at as "receivedAt", f.by
    from (${sql.join(
      ways.map((way) => sql`(${way})`),
      sql` union all `,
    )}) as f
    join cases as c on c.id = f.case_id and c.disposed_at is null
    order by f.by, f.received_at desc`)
  return [...rows]
}

async function findByReference(tx: Db, said: string): Promise<Place[]> {
  const references = referencesIn(said.toUpperCase())
  if (references.length === 0) return []
  const rows = await tx
    .select({ caseId: cases.id, messageId: messages.id, receivedAt: sql<string>`${messages.receivedAt}` })
    .from(cases)
    .innerJoin(messages, eq(messages.caseId, cases.id))
    .where(and(inArray(cases.reference, references), isNull(cases.disposedAt)))
    .orderBy(desc(messages.receivedAt))
  return rows.map((row) => ({ ...row, by: 'reference' }))
}

/** The first place of each case. */
const onceEach = (places: readonly Place[]): Place[] =>
  [...new Map([...places].reverse().map((place) => [place.caseId, place])).values()].reverse()

async function describe(tx: Db, places: readonly Place[], asked: string): Promise<SearchHit[]> {
  if (places.length === 0) return []
  const rows = await tx
    .select({
      messageId: messages.id,
      reference: cases.reference,
      route: cases.route,
      risk: cases.risk,
      status: cases.status,
      subject: cases.subject,
      correspondentName: cases.correspondentName,
      openedAt: cases.openedAt,
      text: messages.text,
    })
    .from(messages)
    .innerJoin(cases, eq(cases.id, messages.caseId))
    .where(
      inArray(
        messages.id,
        places.map(({ messageId }) => messageId),
      ),
    )
  return places.flatMap(({ messageId, by }) => {
    const row = rows.find((one) => one.messageId === messageId)
    if (!row) return []
    const { text, ...rest } = row
    return [{ ...rest, by, passage: passageOf(text, asked) }]
  })
}
