import { eq } from 'drizzle-orm'
import type { Config } from '../config.ts'
import { inOffice } from '../db/db.ts'
import { cases, wholeFetches } from '../db/schema.ts'
import { pollDeps, type Service } from '../deps.ts'
import { askForWhole, findParts } from '../intake/ask-for-whole.ts'
import { pollOverImap } from '../intake/poll-over-imap.ts'
import { readWords } from './local-rules.ts'
import { withService } from './with-service.ts'

/** What the history calls whoever asked at the command line. */
const OPERATOR = 'operator'

/** Fetches the whole of messages that are here in part: those of the cases named, or with --all every one. */
export async function fetchWholeVerb(words: string[]): Promise<number> {
  const read = readWords(words, { all: { type: 'boolean' } })
  if (!read) return 2
  const named = read.positionals
  if ((named.length === 0) === (read.values.all !== true)) {
    process.stderr.write('Name the cases, or give --all.\n')
    return 2
  }
  return withService(async (service, config) => {
    const asked = await askFor(service, named)
    if (asked === 0) {
      process.stdout.write('No message is here in part.\n')
      return read.values.all ? 0 : 1
    }
    const isElsewhere = await fetchAll(service, config)
    await service.queue.workThrough(service.handlers)
    return say(service, asked, isElsewhere)
  })
}

/** How many are asked for now, by us or by somebody before; without names every one. */
async function askFor(service: Service, references: readonly string[]): Promise<number> {
  let asked = 0
  for (const { id: officeId } of service.offices.all) {
    asked += await inOffice(service.database.db, officeId, async (tx) => {
      const rows = await tx.select({ id: cases.id, reference: cases.reference }).from(cases)
      const wanted = new Set(
        rows.filter(({ reference }) => references.includes(reference)).map(({ id }) => id),
      )
      const parts = (await findParts(tx)).filter(
        ({ caseId }) => references.length === 0 || (caseId !== null && wanted.has(caseId)),
      )
      for (const { id } of parts)
        await askForWhole(tx, { now: service.now() }, { officeId, actor: OPERATOR, partId: id })
      return parts.length
    })
  }
  return asked
}

/** Polls until all of it is here or given up; true where another process polls, and does it. */
async function fetchAll(service: Service, config: Config): Promise<boolean> {
  let isElsewhere = false
  for (const account of config.mailboxes) {
    for (;;) {
      const report = await pollOverImap(pollDeps(service), account)
      isElsewhere ||= report?.elsewhere === true
      if (!report?.isUnfinished) break
    }
  }
  return isElsewhere
}

async function say(service: Service, asked: number, isElsewhere: boolean): Promise<number> {
  let open = 0
  for (const { id: officeId } of service.offices.all) {
    const rows = await inOffice(service.database.db, officeId, (tx) =>
      tx.select().from(wholeFetches).where(eq(wholeFetches.state, 'asked')),
    )
    open += rows.length
  }
  if (isElsewhere && open > 0) {
    process.stdout.write(`${open} asked for; the service that is running fetches them.\n`)
    return 0
  }
  const failed = await failures(service)
  process.stdout.write(`${asked} asked for, ${open} not here yet, ${failed.length} failed.\n`)
  for (const line of failed) process.stdout.write(`${line}\n`)
  return open + failed.length === 0 ? 0 : 1
}

async function failures(service: Service): Promise<string[]> {
  const lines: string[] = []
  for (const { id: officeId } of service.offices.all) {
    const rows = await inOffice(service.database.db, officeId, (tx) =>
      tx.select().from(wholeFetches).where(eq(wholeFetches.state, 'failed')),
    )
    lines.push(...rows.map(({ failure }) => `${officeId}: ${failure}`))
  }
  return lines
}
