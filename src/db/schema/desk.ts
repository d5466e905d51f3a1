/** What people need at their desks: filters that they keep, and the words to search in. */
import { sql } from 'drizzle-orm'
import { customType, foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { cases, messages } from './cases.ts'
import { id, moment, officeId } from './columns.ts'

/** Filters of the queue under a name. `query` is that of the page’s address: ids of our own, no word of anybody. */
export const savedFilters = pgTable(
  'saved_filters',
  {
    id: id(),
    officeId: officeId(),
    name: text().notNull(),
    query: text().notNull(),
    /** Whose it is; '' where it is the whole office’s. */
    userKey: text().notNull(),
    madeBy: text().notNull(),
    madeByName: text().notNull(),
    madeAt: moment().notNull(),
    removedBy: text(),
    removedAt: moment(),
  },
  (t) => [
    uniqueIndex('saved_filters_name')
      .on(t.officeId, t.userKey, sql`lower(${t.name})`)
      .where(sql`${t.removedAt} is null`),
  ],
)

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/**
 * What a message is found by. Derived from it, and gone with it: nothing here is the truth of anything.
 * The service writes it and removes it, and reads none of it but through `find_words` (drizzle/0040).
 */
export const searchText = pgTable(
  'search_text',
  {
    messageId: uuid().primaryKey(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    receivedAt: moment().notNull(),
    /** Names and addresses in lower case without accents, for names that are spelt nearly right. */
    people: text().notNull(),
    words: tsvector().notNull(),
  },
  (t) => [
    index('search_text_words').using('gin', t.words),
    index('search_text_people').using('gin', t.people.op('gin_trgm_ops')),
    index('search_text_newest').on(t.officeId, t.receivedAt),
    index('search_text_of_case').on(t.caseId),
    foreignKey({ name: 'search_text_case', columns: [t.caseId], foreignColumns: [cases.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      name: 'search_text_message',
      columns: [t.messageId],
      foreignColumns: [messages.id],
    }).onDelete('cascade'),
  ],
)
