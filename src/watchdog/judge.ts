/** What follows from one check: which troubles are raised, go on or are over. Pure. */
import type { Known, Notice, Outstanding, Trouble, WatchedState } from './state.ts'

/** What `/heartbeat` said; undefined where it did not answer. */
export type Answer = {
  database: { ok: boolean }
  intake: { ok: boolean }
  jobs: { ok: boolean }
  pages: { ok: boolean }
  watchdog: { canary: string; paged: boolean } | null
}

export type Limits = {
  /** So many checks in a row make it bad, or good. */
  checks: number
  remindMs: number
  canary: { withinMs: number; paged: boolean } | undefined
}

/** Whether a test message left, where one was due; undefined where none was. */
export type Check = { answer: Answer | undefined; canarySent: boolean | undefined; now: number }

/** What is wrong now, and of what nothing is known: a service that is gone says nothing of its parts. */
type Seen = { wrong: ReadonlySet<Trouble>; unknown: ReadonlySet<Trouble> }

const PARTS = ['database', 'intake', 'jobs', 'pages'] as const

/** The state after the check, and what is to be told of it. */
export function judgeCheck(
  name: string,
  before: WatchedState,
  check: Check,
  limits: Limits,
): { state: WatchedState; notices: Notice[] } {
  const outstanding = stillOutstanding(before.outstanding, check.answer, limits)
  const seen = troublesOf(outstanding, check, limits)
  const { known, notices } = carryOn(name, before.known, seen, { now: check.now, limits })
  return { state: { ...before, outstanding, known }, notices }
}

/** One that came all the way answers for those before it; one that only came says that the way is open so far. */
function stillOutstanding(
  outstanding: readonly Outstanding[],
  answer: Answer | undefined,
  { canary }: Limits,
): Outstanding[] {
  const came = outstanding.findIndex(({ id }) => id === answer?.watchdog?.canary)
  const isThrough = !canary?.paged || answer?.watchdog?.paged === true
  if (isThrough) return outstanding.slice(came + 1)
  return outstanding.map((one, at) => (at <= came ? { ...one, seen: true } : one))
}

function troublesOf(
  outstanding: readonly Outstanding[],
  { answer, canarySent, now }: Check,
  limits: Limits,
): Seen {
  const wrong = new Set<Trouble>()
  const unknown = new Set<Trouble>(canarySent === undefined ? ['canary-not-sent'] : [])
  if (canarySent === false) wrong.add('canary-not-sent')
  if (!answer) {
    wrong.add('gone')
    for (const trouble of [...PARTS, 'canary-missing', 'canary-not-paged'] as const) unknown.add(trouble)
    return { wrong, unknown }
  }
  for (const part of PARTS) if (!answer[part].ok) wrong.add(part)
  // Without a database nothing else can be asked, and only that is wrong.
  if (wrong.has('database')) {
    for (const trouble of ['intake', 'jobs', 'pages', 'canary-missing', 'canary-not-paged'] as const) {
      wrong.delete(trouble)
      unknown.add(trouble)
    }
    return { wrong, unknown }
  }
  const [oldest] = outstanding
  if (limits.canary && oldest && now - oldest.sentAt > limits.canary.withinMs)
    wrong.add(oldest.seen ? 'canary-not-paged' : 'canary-missing')
  return { wrong, unknown }
}

function carryOn(
  name: string,
  before: readonly Known[],
  { wrong, unknown }: Seen,
  { now, limits }: { now: number; limits: Limits },
): { known: Known[]; notices: Notice[] } {
  const notices: Notice[] = []
  const begun: Known[] = [...wrong]
    .filter((trouble) => !before.some((one) => one.trouble === trouble))
    .map((trouble) => ({ trouble, since: now, bad: 0, good: 0, toldAt: null }))
  const known = [...before, ...begun].flatMap((one) => {
    if (unknown.has(one.trouble)) return [one]
    const next = wrong.has(one.trouble)
      ? { ...one, bad: one.bad + 1, good: 0 }
      : { ...one, good: one.good + 1, bad: one.toldAt === null ? 0 : one.bad }
    const tell = (kind: Notice['kind']) =>
      notices.push({ name, kind, trouble: one.trouble, since: one.since, at: now })
    if (next.good === 0) {
      const isDue = one.toldAt === null ? next.bad >= limits.checks : now - one.toldAt >= limits.remindMs
      if (!isDue) return [next]
      tell(one.toldAt === null ? 'raised' : 'still')
      return [{ ...next, toldAt: now }]
    }
    if (one.toldAt !== null && next.good < limits.checks) return [next]
    if (one.toldAt !== null) tell('over')
    return []
  })
  return { known, notices }
}
