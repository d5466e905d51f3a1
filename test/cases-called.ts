import type { Db } from '../src/db/db.ts'
import { cases } from '../src/db/schema.ts'

/** The cases with one of these subjects: they are encrypted, so the database cannot look for them. */
export const casesCalled = async (tx: Db, ...subjects: string[]) =>
  (await tx.select().from(cases)).filter(({ subject }) => subjects.includes(subject))
