import { randomUUID } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { placeHold } from '../../src/acknowledgements/hold-evidence.ts'
import { verifyAudit } from '../../src/audit/verify.ts'
import { addNote } from '../../src/cases/act-on-case.ts'
import { linkCases } from '../../src/cases/link-cases.ts'
import { londonDay } from '../../src/clocks/days.ts'
import {
  audit,
  cases,
  disposalCertificates,
  disposalMarks,
  messages,
  rawMessages,
  sentMails,
} from '../../src/db/schema.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { isGenuine } from '../../src/records/certificate.ts'
import { disposeOf } from '../../src/records/dispose-case.ts'
import { findDue, findHolds } from '../../src/records/find-due.ts'
import { decideMarks, markForDisposal, withdrawMarks } from '../../src/records/mark-for-disposal.ts'
import { caseOf } from '../case-of.ts'
import { plainMail, SECRET, type TestService, testService } from '../service.ts'
import { closeAs, NINE_YEARS, OFFICE, officeOf, passDays } from './closed-case.ts'

let service: TestService
let owner: postgres.Sql

beforeAll(async () => {
  service = await testService()
  owner = postgres(service.testDatabase.superuserUrl, { max: 2, onnotice: () => {} })
})
afterAll(async () => {
  await owner.end()
  await service.close()
})

/** Each of them lives nine years. */
beforeEach(() => service.setNow(new Date()))

const PHRASE = 'turquoise wheelbarrow'
let letters = 0

/** A letter that was answered and closed, whose keeping is over. */
async function overCase(text = `My ${PHRASE} was taken. When are you open?`, address?: string) {
  const from = address ?? `writer${++letters}.${PHRASE.replace(' ', '.')}@example.net`
  const id = await service.receive(
    plainMail({ subject: `About my ${PHRASE}`, text, from: `Ann ${PHRASE} <${from}>` }),
    { envelopeFrom: from },
  )
  const taken = await caseOf(service, id)
  const acting = { office: officeOf(service), caseId: taken.found.id, actor: 'demo:enquiries-officer' }
  await service.read(OFFICE, (tx) => addNote(tx, { ...acting, now: service.now() }, `The ${PHRASE} is hers.`))
  await closeAs(service, taken.found.id)
  passDays(service, NINE_YEARS)
  return { ...taken, from, caseId: taken.found.id, reference: taken.found.reference }
}

const deciding = (actor: string) => ({
  ...{ office: officeOf(service), actor, actorName: actor, now: service.now() },
})
const FIRST = 'demo:records-manager'
const SECOND = 'demo:manager'

const mark = (caseId: string, actor = FIRST) =>
  service.read(OFFICE, (tx) =>
    markForDisposal(tx, deciding(actor), { caseIds: [caseId], reason: 'The period is over.' }),
  )
const markOf = async (caseId: string) => {
  const rows = await service.read(OFFICE, (tx) =>
    tx
      .select()
      .from(disposalMarks)
      .where(eq(disposalMarks.caseId, caseId))
      .orderBy(asc(disposalMarks.markedAt)),
  )
  const last = rows.at(-1)
  if (!last) throw new Error('It was never marked')
  return last
}
const agree = async (caseId: string, actor = SECOND) => {
  const { id } = await markOf(caseId)
  return service.read(OFFICE, (tx) =>
    decideMarks(tx, deciding(actor), { markIds: [id], agrees: true, because: '' }),
  )
}
const agreed = async (caseId: string) => {
  await mark(caseId)
  await agree(caseId)
  passDays(service, 8)
  return (await markOf(caseId)).id
}
const deps = () => ({
  db: service.database.db,
  offices: service.offices,
  secretKey: SECRET,
  now: service.now,
})
const disposeNow = (markId: string) => disposeOf(deps(), { officeId: OFFICE, id: markId })
const caseRow = async (id: string) => {
  const [row] = await service.read(OFFICE, (tx) => tx.select().from(cases).where(eq(cases.id, id)))
  if (!row) throw new Error('The case is gone')
  return row
}

/** Every row of every table that holds these words, read as whoever has every right. */
async function remnants(words: string): Promise<string[]> {
  const tables =
    await owner`select schemaname, tablename from pg_tables where schemaname in ('public', 'pgboss')`
  const found: string[] = []
  for (const { schemaname, tablename } of tables) {
    const rows = await owner`select 1 from ${owner(schemaname)}.${owner(tablename)} as t
      where t::text ilike ${`%${words}%`} or t::text ilike ${`%${Buffer.from(words).toString('hex')}%`} limit 1`
    if (rows.length > 0) found.push(tablename)
  }
  return found
}

describe('a case whose keeping is over', () => {
  it('is disposed of after two people and the days of grace, and nothing of its words is left', async () => {
    const over = await overCase()
    // Letters and notes are encrypted, so only what a case is found by stands there in words.
    expect((await remnants(PHRASE)).sort()).toContain('cases')
    // What people made of the machine's proposal is an example to learn from, and goes too.
    expect(await owner`select 1 from verdicts where case_id = ${over.caseId}`).toHaveLength(1)
    const due = await service.read(OFFICE, (tx) => findDue(tx, { today: londonDay(service.now()), days: 0 }))
    expect(due.map(({ reference }) => reference)).toContain(over.reference)
    expect((await mark(over.caseId)).done).toEqual([over.reference])
    expect((await agree(over.caseId)).done).toEqual([over.reference])
    await sweep(service.database.db, service.queue, {
      officeId: OFFICE,
      now: service.now(),
      names: ['dispose'],
    })
    await service.doJobs()
    expect((await caseRow(over.caseId)).disposedAt).toBeNull()
    passDays(service, 8)
    await sweep(service.database.db, service.queue, {
      officeId: OFFICE,
      now: service.now(),
      names: ['dispose'],
    })
    await service.doJobs()
    expect(await remnants(PHRASE)).toEqual([])
    for (const table of ['messages', 'notes', 'acknowledgements', 'data_keys', 'verdicts'])
      expect([table, ...(await owner`select 1 from ${owner(table)} where case_id = ${over.caseId}`)]).toEqual(
        [table],
      )
    const left = await caseRow(over.caseId)
    expect(left).toMatchObject({ reference: over.reference, route: 'general-enquiry', status: 'closed' })
    expect(left.disposedAt).not.toBeNull()
    const [certificate] = await service.read(OFFICE, (tx) => tx.select().from(disposalCertificates))
    if (!certificate) throw new Error('There is no certificate')
    expect(isGenuine(certificate)).toBe(true)
    expect(isGenuine({ ...certificate, text: certificate.text.replace('2026', '2027') })).toBe(false)
    expect(JSON.parse(certificate.text)).toMatchObject({
      reference: over.reference,
      schedule: { line: 'mopac-enquiry', keepMonths: 96, source: ['A-33', 'T02'] },
      marked: { by: FIRST },
      agreed: { by: SECOND },
      rows: { messages: 1, raw_messages: 1, notes: 2 },
    })
    const history = await service.read(OFFICE, (tx) =>
      tx.select().from(audit).where(eq(audit.caseId, over.caseId)).orderBy(asc(audit.position)),
    )
    expect(history.at(-1)).toMatchObject({ action: 'case-disposed', actor: 'waypost' })
    expect((await service.read(OFFICE, verifyAudit)).ok).toBe(true)
    const again = await disposeNow((await markOf(over.caseId)).id)
    expect(again).toEqual({ ok: false, because: 'done-before' })
    expect(await markOf(over.caseId)).toMatchObject({ state: 'done' })
  })

  it('is not found again by a letter that answers it: that opens a case that names it', async () => {
    const over = await overCase()
    const ours = await service.read(OFFICE, (tx) =>
      tx.select().from(sentMails).where(eq(sentMails.caseId, over.caseId)),
    )
    const ackId = ours.find(({ kind }) => kind === 'acknowledgement')?.messageId
    await disposeNow(await agreed(over.caseId))
    const answer = plainMail({
      from: `Ann <${over.from}>`,
      headers: `References: ${ackId}`,
      text: 'Any news?',
    })
    const taken = await caseOf(service, await service.receive(answer, { envelopeFrom: over.from }))
    expect(taken.found.id).not.toBe(over.caseId)
    expect(taken.found).toMatchObject({ linkedCaseId: over.caseId, linkedBecause: 'disposed' })
  })

  it('is not taken in anew when its mailbox offers the letter once more', async () => {
    const over = await overCase()
    const [raw] = await service.read(OFFICE, (tx) =>
      tx.select().from(rawMessages).where(eq(rawMessages.id, over.raw.id)),
    )
    const source = new Uint8Array(raw?.source ?? [])
    await disposeNow(await agreed(over.caseId))
    const before = await service.read(OFFICE, (tx) => tx.$count(messages))
    await service.receive(source, { envelopeFrom: over.from })
    expect(await service.read(OFFICE, (tx) => tx.$count(messages))).toBe(before)
  })

  it('takes nothing in any more, and is not changed', async () => {
    const over = await overCase()
    await disposeNow(await agreed(over.caseId))
    const acting = { office: officeOf(service), caseId: over.caseId, actor: FIRST, now: service.now() }
    await expect(service.read(OFFICE, (tx) => addNote(tx, acting, 'More'))).rejects.toThrow()
    const found = await caseRow(over.caseId)
    const placing = { ...acting, caseRow: found }
    await expect(
      service.read(OFFICE, (tx) => placeHold(tx, placing, { kind: 'legal', reason: 'Too late' })),
    ).rejects.toThrow()
  })
})

describe('who decides', () => {
  it('are two people, and the second is not the one who last handled it', async () => {
    const over = await overCase()
    await mark(over.caseId)
    const refused = async (actor: string) => (await agree(over.caseId, actor)).refused[0]?.because
    expect(await refused(FIRST)).toContain('You marked it yourself')
    expect(await refused('demo:enquiries-officer')).toContain('You were the last to handle it')
    expect((await agree(over.caseId)).done).toEqual([over.reference])
  })

  it('are asked for by the database too, whatever the service says', async () => {
    const over = await overCase()
    await mark(over.caseId)
    const { id } = await markOf(over.caseId)
    const set = (state: string, by: string) =>
      service.read(OFFICE, (tx) =>
        tx
          .update(disposalMarks)
          .set({ state: state as 'agreed', decidedBy: by, carryOutOn: '2026-01-01' })
          .where(eq(disposalMarks.id, id)),
      )
    await expect(set('agreed', FIRST)).rejects.toThrow()
    await expect(set('agreed', 'demo:enquiries-officer')).rejects.toThrow()
    await expect(set('done', SECOND)).rejects.toThrow()
    expect(await disposeNow(id)).toEqual({ ok: false, because: 'not-agreed' })
  })

  it('can take it back in the days of grace', async () => {
    const over = await overCase()
    const id = await agreed(over.caseId)
    const back = { markIds: [id], because: 'Somebody asked for it.' }
    const taken = await service.read(OFFICE, (tx) => withdrawMarks(tx, deciding('demo:auditor'), back))
    expect(taken.done).toEqual([over.reference])
    expect(await disposeNow(id)).toEqual({ ok: false, because: 'not-agreed' })
  })

  it('cannot mark what is open, not due, or lately touched', async () => {
    const fresh = await caseOf(service, await service.receive(plainMail({ from: 'New <new@example.net>' })))
    expect((await mark(fresh.found.id)).refused[0]?.because).toContain('not closed')
    await closeAs(service, fresh.found.id)
    expect((await mark(fresh.found.id)).refused[0]?.because).toContain('It is kept until')
  })
})

describe('what holds a case', () => {
  it('is an open request: its own, that of its writer, and that of a case linked with it', async () => {
    const writer = 'asks.for.own.data@example.net'
    const over = await overCase(undefined, writer)
    const linked = await overCase()
    const sar = await caseOf(
      service,
      await service.receive(
        plainMail({
          from: `Ann <${writer}>`,
          text: 'Under the Data Protection Act I make a subject access request for all data you hold on me.',
        }),
        { envelopeFrom: writer },
      ),
    )
    const foi = await caseOf(
      service,
      await service.receive(
        plainMail({
          from: 'Foi <foi@example.net>',
          subject: 'Freedom of Information request',
          text: 'Under the Freedom of Information Act 2000 please send me your spending for 2025.',
        }),
        { envelopeFrom: 'foi@example.net' },
      ),
    )
    await service.read(OFFICE, (tx) =>
      linkCases(
        tx,
        { office: officeOf(service), caseId: foi.found.id, actor: FIRST, now: service.now() },
        { reference: linked.reference, kind: 'same-person', because: 'It asks for it.' },
      ),
    )
    const kinds = async (caseId: string) => {
      const today = londonDay(service.now())
      const holds = await service.read(OFFICE, (tx) => findHolds(tx, [caseId], today))
      return holds.map(({ kind }) => kind)
    }
    expect(await kinds(sar.found.id)).toContain('sar')
    expect(await kinds(over.caseId)).toEqual(['sar'])
    expect(await kinds(linked.caseId)).toEqual(['foi'])
    passDays(service, 40)
    expect((await mark(over.caseId)).refused[0]?.because).toContain(
      'held for a request for somebody’s own data',
    )
    await closeAs(service, sar.found.id, { route: 'sar' })
    passDays(service, 91)
    expect(await kinds(over.caseId)).toEqual(['sar'])
    passDays(service, 2)
    expect(await kinds(over.caseId)).toEqual([])
    expect((await mark(over.caseId)).done).toEqual([over.reference])
  })

  it('is what a person placed: nothing of the case goes, by whatever way and whoever asks', async () => {
    const over = await overCase()
    const id = await agreed(over.caseId)
    const row = await caseRow(over.caseId)
    const acting = {
      office: officeOf(service),
      caseId: row.id,
      actor: FIRST,
      now: service.now(),
      caseRow: row,
    }
    await service.read(OFFICE, (tx) =>
      placeHold(tx, acting, { kind: 'inquiry', reason: 'The inquiry asked.' }),
    )
    expect(await markOf(over.caseId)).toMatchObject({ state: 'lapsed', endedBecause: 'case-changed' })
    expect(await disposeNow(id)).toEqual({ ok: false, because: 'not-agreed' })
    const removals = [
      owner`delete from notes where case_id = ${row.id}`,
      owner`delete from clock_events where case_id = ${row.id} or true`,
      owner`delete from acknowledgements where case_id = ${row.id}`,
      owner`delete from messages where case_id = ${row.id}`,
      owner`delete from case_holds where case_id = ${row.id}`,
      owner`delete from sent_mails where case_id = ${row.id}`,
      owner`update raw_messages set source = '' where id = ${over.raw.id}`,
      owner`delete from cases where id = ${row.id}`,
    ]
    for (const removal of removals) await expect(removal).rejects.toThrow('the case is held as')
    await expect(owner`truncate notes`).rejects.toThrow('not emptied all at once')
  })
})

describe('a disposal that meets something else', () => {
  /** Another connection that has done its work and not committed yet. */
  async function inTheMiddle(work: (tx: postgres.TransactionSql) => Promise<unknown>) {
    let goOn = () => {}
    const waiting = new Promise<void>((resolve) => {
      goOn = resolve
    })
    let begun = () => {}
    const started = new Promise<void>((resolve) => {
      begun = resolve
    })
    const app = postgres(service.testDatabase.appUrl, { max: 1, onnotice: () => {} })
    const done = app
      .begin(async (tx) => {
        await tx`select set_config('app.office', ${OFFICE}, true)`
        await work(tx)
        begun()
        await waiting
      })
      .finally(() => app.end())
    await Promise.race([started, done])
    const commit = () => {
      goOn()
      return done
    }
    return { commit }
  }

  /** Until somebody waits for a lock, so that the two do meet. */
  async function somebodyWaits() {
    for (;;) {
      const [row] = await owner`select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`
      if (row?.['waiting'] > 0) return
    }
  }

  it('loses to a letter that came first', async () => {
    const over = await overCase()
    const id = await agreed(over.caseId)
    const letter = await inTheMiddle(
      (tx) =>
        tx`update cases set last_action_at = ${service.now().toISOString()}, version = version + 1 where id = ${over.caseId}`,
    )
    const disposing = disposeNow(id)
    await somebodyWaits()
    await letter.commit()
    expect(await disposing).toEqual({ ok: false, because: 'not-agreed' })
    expect((await remnants(over.from)).length).toBeGreaterThan(0)
  })

  it('loses to a hold that came first', async () => {
    const over = await overCase()
    const id = await agreed(over.caseId)
    const hold = await inTheMiddle(
      (
        tx,
      ) => tx`insert into case_holds (id, office_id, case_id, kind, reason, placed_by, placed_by_name, placed_at)
        values (${randomUUID()}, ${OFFICE}, ${over.caseId}, 'legal', 'A claim.', 'x', 'X', now())`,
    )
    const disposing = disposeNow(id)
    await somebodyWaits()
    await hold.commit()
    expect(await disposing).toEqual({ ok: false, because: 'held' })
    expect(await markOf(over.caseId)).toMatchObject({ state: 'lapsed', endedBecause: 'held' })
  })

  it('goes first where it came first: the hold and the note that waited are refused', async () => {
    const over = await overCase()
    const id = await agreed(over.caseId)
    const plan = '[{"table": "notes", "by": "case_id", "of": "case"}]'
    const disposing = await inTheMiddle(
      (tx) => tx`select dispose_case(${id}, ${londonDay(service.now())}, now(), ${plan}::text::jsonb)`,
    )
    const late = service.read(OFFICE, (tx) =>
      tx.execute(`insert into case_holds (id, office_id, case_id, kind, reason, placed_by, placed_by_name, placed_at)
        values ('${randomUUID()}', '${OFFICE}', '${over.caseId}', 'legal', 'A claim.', 'x', 'X', now())`),
    )
    const refused = expect(late).rejects.toThrow()
    await somebodyWaits()
    await disposing.commit()
    await refused
    expect(
      await service.read(OFFICE, (tx) => findHolds(tx, [over.caseId], londonDay(service.now()))),
    ).toEqual([])
  })

  it('that is cut off half-way has not begun, and ends when it is run again', async () => {
    const over = await overCase()
    const id = await agreed(over.caseId)
    await owner`create function break_off() returns trigger language plpgsql as
      'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'`
    await owner`create trigger breaks_off before insert on disposal_certificates for each row execute function break_off()`
    await owner`alter function break_off() owner to postgres`.catch(() => {})
    await owner`alter function break_off() security definer`
    await expect(disposeNow(id)).rejects.toThrow()
    await owner`drop trigger breaks_off on disposal_certificates`
    expect((await caseRow(over.caseId)).disposedAt).toBeNull()
    expect(
      (await service.read(OFFICE, (tx) => tx.select().from(messages).where(eq(messages.caseId, over.caseId))))
        .length,
    ).toBe(1)
    expect((await disposeNow(id)).ok).toBe(true)
    expect(await remnants(over.from)).toEqual([])
  })

  it('run twice at once is done once', async () => {
    const over = await overCase()
    const id = await agreed(over.caseId)
    const both = await Promise.all([disposeNow(id), disposeNow(id)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    const certificates = await service.read(OFFICE, (tx) =>
      tx.select().from(disposalCertificates).where(eq(disposalCertificates.caseId, over.caseId)),
    )
    expect(certificates).toHaveLength(1)
  })
})
