/**
 * Nine years of an office on a clock of our own: cases come, are acted on, held and let go, and what
 * is due is marked, agreed on and disposed of by the code that does it for people. Beside it stands
 * a plain reckoning of what may go and when, by a calendar written out by hand.
 */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { record } from '../../src/audit/record.ts'
import { addDays, type IsoDate } from '../../src/clocks/days.ts'
import { inOffice } from '../../src/db/db.ts'
import type { OfficeProfile } from '../../src/offices/profile.ts'
import { type DisposeDeps, disposeOf } from '../../src/records/dispose-case.ts'
import { findDue, findMarks, MOST_DUE } from '../../src/records/find-due.ts'
import { decideMarks, markForDisposal, whyNot } from '../../src/records/mark-for-disposal.ts'

const FIRST_DAY: IsoDate = '2027-01-01'
const DAYS = 9 * 365

/** Short lines, so that most of it ends within nine years; one route has none. */
const LINES = [
  { schedule: 'short', routes: ['general-enquiry'], keepMonths: 12, trigger: 'last-action', source: ['T02'] },
  { schedule: 'middle', routes: ['foi'], keepMonths: 36, trigger: 'last-action', source: ['T03'] },
  { schedule: 'long', routes: ['police-complaint'], keepMonths: 96, trigger: 'last-action', source: ['T01'] },
  { schedule: 'campaign', routes: ['recruitment'], keepMonths: 6, trigger: 'campaign-end', source: ['T17'] },
  { schedule: 'none', routes: ['consultation'], keepMonths: 'not-set', trigger: 'not-set', source: ['T24'] },
] as unknown as OfficeProfile['retention']

export const shortLived = (office: OfficeProfile): OfficeProfile => ({ ...office, retention: LINES })

type Plain = {
  id: string
  closedOn: IsoDate
  line: (typeof LINES)[number]
  lastOn: IsoDate
  periodFrom: IsoDate | undefined
  isHeld: boolean
  goneOn: IsoDate | undefined
}

export type Simulated = {
  cases: number
  disposed: number
  early: number
  held: number
  /** Due for three looks, with nothing against it, and still there. */
  left: number
  days: number
}

/** The phrase of a case, which stands in everything that is written about it. */
export const PHRASE = /plumzebra([0-9]+)x/g
const phrase = (at: number) => `plumzebra${at}x`

/** A generator with a seed (mulberry32), so that a run that went wrong can be run again. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengthOf = (year: number, month: number) =>
  [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0

/** The slow and obvious way: month by month, and back to the last day of a month that is too short. */
function lastDayOfKeeping(from: IsoDate, months: number): IsoDate {
  let [year = 0, month = 0] = from.split('-').map(Number)
  for (let gone = 0; gone < months; gone++) {
    month++
    if (month === 13) {
      month = 1
      year++
    }
  }
  const day = Math.min(Number(from.slice(8)), lengthOf(year, month))
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as IsoDate
}

const mayGoOn = (one: Plain, today: IsoDate): boolean => {
  const from = one.line.trigger === 'last-action' ? one.lastOn : one.periodFrom
  if (one.line.keepMonths === 'not-set' || one.line.trigger === 'not-set' || !from) return false
  return lastDayOfKeeping(from, one.line.keepMonths) < today
}

export async function simulate(
  deps: Omit<DisposeDeps, 'now' | 'offices'> & { office: OfficeProfile; superuser: postgres.Sql },
  {
    count,
    seed,
    stepDays,
    say = () => {},
  }: { count: number; seed: number; stepDays: number; say?: (line: string) => void },
): Promise<Simulated & { plain: Plain[] }> {
  const any = seeded(seed)
  const { office, superuser: sql, db } = deps
  let today = FIRST_DAY
  const now = () => new Date(`${today}T12:00:00Z`)
  const plain: Plain[] = Array.from({ length: count }, () => {
    const closedOn = addDays(FIRST_DAY, any(DAYS - 400))
    const line = LINES[any(LINES.length)] ?? (LINES[0] as (typeof LINES)[number])
    const periodFrom = line.trigger === 'campaign-end' && any(4) > 0 ? addDays(closedOn, any(60)) : undefined
    return {
      id: randomUUID(),
      closedOn,
      line,
      lastOn: closedOn,
      periodFrom,
      isHeld: false,
      goneOn: undefined,
    }
  })
  const byId = new Map(plain.map((one) => [one.id, one]))
  await plant(sql, office.id, plain)
  say(`${count} cases planted`)
  const found = { early: 0, held: 0, left: 0 }
  const offices = { all: [office], get: () => office } as unknown as DisposeDeps['offices']
  const waitedSince = new Map<string, number>()
  const by = (actor: string) => ({ office, actor, actorName: actor, now: now() })
  for (let day = 0; day <= DAYS; day += stepDays) {
    today = addDays(FIRST_DAY, day)
    const here = plain.filter((one) => one.closedOn <= today && !one.goneOn)
    for (let times = Math.ceil(count / 400); times > 0 && here.length > 0; times--) {
      const one = here[any(here.length)]
      if (one) await somethingHappens(one)
    }
    await carryOut()
    await review()
    for (const one of here) {
      const isFree = !one.goneOn && !one.isHeld && mayGoOn(one, today) && addDays(one.lastOn, 28) <= today
      const looks = isFree ? (waitedSince.get(one.id) ?? 0) + 1 : 0
      waitedSince.set(one.id, looks)
      if (looks === 4) found.left++
    }
    if (day % (stepDays * 13) === 0)
      say(`${today}: ${plain.filter(({ goneOn }) => goneOn).length} disposed of`)
  }
  return { cases: count, disposed: plain.filter(({ goneOn }) => goneOn).length, ...found, days: DAYS, plain }

  /** An action, a hold that begins, or one that ends. */
  async function somethingHappens(one: Plain): Promise<void> {
    const at = now()
    const what = any(3)
    await inOffice(db, office.id, async (tx) => {
      if (what === 0) {
        one.lastOn = today
        await record(tx, [
          { officeId: office.id, at, actor: 'sim:officer', action: 'note-added', caseId: one.id, detail: {} },
        ])
        return
      }
      if (one.isHeld)
        await tx.execute(`update case_holds set lifted_at = now(), lifted_by_name = 'S', lifted_because = 's'
          where case_id = '${one.id}' and lifted_at is null`)
      else
        await tx.execute(`insert into case_holds (id, office_id, case_id, kind, reason, placed_by, placed_by_name, placed_at)
          values ('${randomUUID()}', '${office.id}', '${one.id}', 'legal', 's', 's', 'S', now())`)
      one.isHeld = !one.isHeld
    })
  }

  /** Everything that is agreed on is tried, also what is held or was touched since. */
  async function carryOut(): Promise<void> {
    const marks = await inOffice(db, office.id, (tx) => findMarks(tx, 1, count))
    for (const { mark } of marks.filter((one) => one.mark.state === 'agreed')) {
      const done = await disposeOf(
        { db, offices, secretKey: deps.secretKey, now },
        { officeId: office.id, id: mark.id },
      )
      if (!done.ok) continue
      const one = byId.get(mark.caseId)
      if (!one) throw new Error('It disposed of a case that there is not')
      if (!mayGoOn(one, today)) found.early++
      if (one.isHeld) found.held++
      one.goneOn = today
    }
  }

  async function review(): Promise<void> {
    const free: string[] = []
    for (let page = 1; ; page++) {
      const due = await inOffice(db, office.id, (tx) => findDue(tx, { today, days: 0, page }))
      free.push(...due.filter((one) => whyNot(one, { office, now: now() }) === undefined).map(({ id }) => id))
      if (due.length < MOST_DUE) break
    }
    for (let at = 0; at < free.length; at += MOST_DUE) {
      const caseIds = free.slice(at, at + MOST_DUE)
      await inOffice(db, office.id, (tx) => markForDisposal(tx, by('sim:first'), { caseIds, reason: 'over' }))
    }
    const waiting = await inOffice(db, office.id, (tx) => findMarks(tx, 1, count))
    const markIds = waiting.filter(({ mark }) => mark.state === 'waiting').map(({ mark }) => mark.id)
    for (let at = 0; at < markIds.length; at += MOST_DUE) {
      const some = { markIds: markIds.slice(at, at + MOST_DUE), agrees: true, because: '' }
      await inOffice(db, office.id, (tx) => decideMarks(tx, by('sim:second'), some))
    }
  }
}

/** Closed cases, each with its phrase in every table of words that it has. */
async function plant(sql: postgres.Sql, officeId: string, plain: readonly Plain[]): Promise<void> {
  for (let from = 0; from < plain.length; from += 500) {
    const some = plain.slice(from, from + 500).map((one, at) => ({
      id: one.id,
      words: phrase(from + at),
      route: one.line.routes[0] ?? '',
      schedule: one.line.schedule,
      months: one.line.keepMonths === 'not-set' ? null : one.line.keepMonths,
      trigger: one.line.trigger,
      closed: `${one.closedOn}T12:00:00Z`,
      event: one.periodFrom ? 'campaign-end' : null,
      from: one.periodFrom ?? null,
      at: from + at,
    }))
    await sql`with planted as (select * from jsonb_to_recordset(${sql.json(some)}) as p(id uuid, words text, route text,
        schedule text, months integer, trigger text, closed timestamptz, event text, "from" date, at integer)),
      c as (insert into cases (id, office_id, reference, status, route, risk, channel, correspondent_name,
          correspondent_address, subject, opened_at, last_action_at, closed_at, outcome, retention_schedule,
          keep_months, retention_trigger, period_event, period_from)
        select id, ${officeId}, 'SIM-' || at, 'closed', route, 'none', 'email', words, words || '@example.net', words,
          closed, closed, closed, words, schedule, months, trigger, event, "from" from planted),
      r as (insert into raw_messages (id, office_id, mailbox, channel, source, sha256, size, envelope_from, received_at, state)
        select md5('r' || at)::uuid, ${officeId}, 'sim', 'email', convert_to('Subject: ' || words, 'UTF8'), md5(words), 9,
          words || '@example.net', closed, 'taken-in' from planted),
      m as (insert into messages (id, office_id, case_id, raw_message_id, channel, status, message_id, from_name, from_address,
          subject, text, stretches, attachments, headers, unread, triage, rules_version, received_at, taken_in_at)
        select md5('m' || at)::uuid, ${officeId}, id, md5('r' || at)::uuid, 'email', 'parsed', '<' || words || '@x>', words, words || '@example.net',
          words, 'I write about ' || words, '[]', '[]', jsonb_build_array(words), '[]', jsonb_build_object('w', words), 'v', closed, closed from planted),
      n as (insert into notes (id, office_id, case_id, author, text, written_at)
        select gen_random_uuid(), ${officeId}, id, 'A', words, closed from planted),
      s as (insert into sent_mails (id, office_id, case_id, kind, to_address, subject, text, message_id, state)
        select gen_random_uuid(), ${officeId}, id, 'acknowledgement', words || '@example.net', words, words, md5('s' || at), 'handed-over' from planted),
      f as (insert into first_copies (office_id, content_key, raw_message_id)
        select ${officeId}, md5('f' || at), md5('r' || at)::uuid from planted),
      e as (insert into escalations (id, office_id, case_id, level, state, raised_at, outcome, closed_at)
        select gen_random_uuid(), ${officeId}, id, 'serious', 'closed', closed, words, closed from planted where at % 10 = 0)
      select 1`
  }
}
