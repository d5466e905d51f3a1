import { asc, eq, isNull } from 'drizzle-orm'
import { type Db, inOffice } from '../db/db.ts'
import { openDatabase } from '../db/open.ts'
import { acknowledgements, cases, clocks, escalations, messages } from '../db/schema.ts'
import { officeKeysOf } from '../kept-keys.ts'
import { readOffices } from '../offices/read-offices.ts'
import { localRules, readWords } from './local-rules.ts'
import { withDatabase } from './with-database.ts'

/** One JSON object a case: labels, dates and ids, no word of any letter. */
export async function listCases(words: string[]): Promise<number> {
  if (!readWords(words, { jsonl: { type: 'boolean' } })) return 2
  const offices = readOffices(localRules())
  await withDatabase(async ({ appUrl }, config) => {
    const { db, close } = openDatabase(appUrl, 1, officeKeysOf(config))
    try {
      for (const office of offices.all) {
        const found = await inOffice(db, office.id, (tx) => describeCases(tx))
        for (const one of found) process.stdout.write(`${JSON.stringify(one)}\n`)
      }
    } finally {
      await close()
    }
  })
  return 0
}

async function describeCases(tx: Db) {
  const [rows, inCases, acknowledged, alerts, running] = await Promise.all([
    // A drill is no correspondence.
    tx.select().from(cases).where(isNull(cases.drillId)).orderBy(asc(cases.reference)),
    tx
      .select({ caseId: messages.caseId, messageId: messages.messageId })
      .from(messages)
      .orderBy(asc(messages.takenInAt)),
    tx
      .select({
        caseId: acknowledgements.caseId,
        state: acknowledgements.state,
        reason: acknowledgements.reason,
      })
      .from(acknowledgements)
      .innerJoin(messages, eq(messages.id, acknowledgements.messageId))
      .orderBy(asc(messages.takenInAt)),
    tx.select().from(escalations).orderBy(asc(escalations.raisedAt)),
    tx.select().from(clocks).orderBy(asc(clocks.dueOn)),
  ])
  return rows.map((row) => {
    const mine = <T extends { caseId: string }>(list: readonly T[]) =>
      list.filter((one) => one.caseId === row.id)
    const [first] = mine(acknowledged)
    return {
      reference: row.reference,
      office: row.officeId,
      messageIds: mine(inCases).map((message) => message.messageId),
      route: row.route,
      others: row.others,
      risk: row.risk,
      acknowledgement: { state: first?.state ?? null, reason: first?.reason ?? null },
      alerts: mine(alerts).map(({ level, state }) => ({ level, state })),
      clocks: mine(running).map(({ kind, dueOn }) => ({ kind, dueOn })),
      disposeAfter: row.disposeAfter,
    }
  })
}
