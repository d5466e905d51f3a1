/** One round of the watchdog over everything that it watches, and the loop that goes round. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { canaryMail } from '../intake/canary-mail.ts'
import { errorFields, logEvent } from '../log.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { type Answer, judgeCheck } from './judge.ts'
import type { WatchdogSettings, Watched } from './settings.ts'
import { keepState, NOTHING_SEEN, readState, type WatchdogState, type WatchedState } from './state.ts'
import { tell } from './tell.ts'

/** The service says within five seconds what it could not find out; one that needs longer is gone. */
const ANSWER_WITHIN_MS = 8_000
/** More of them than this say nothing new. */
const MOST_OUTSTANDING = 8

export type WatchDeps = {
  settings: WatchdogSettings
  outbox: Outbox | undefined
  now: () => number
}

const Part = z.object({ ok: z.boolean() })
const AnswerShape: z.ZodType<Answer> = z.object({
  ...{ database: Part, intake: Part, jobs: Part, pages: Part },
  watchdog: z.object({ canary: z.string(), paged: z.boolean() }).nullable(),
})

/**
 * Looks at each, keeps what follows, and only then tells it: killed in between, the next
 * round tells what is still owed.
 */
export async function watchOnce(deps: WatchDeps): Promise<void> {
  const { settings, now } = deps
  const state = readState(settings.stateFile)
  const next: WatchdogState = { watched: {}, owed: [...state.owed] }
  for (const watched of settings.watch) {
    const before = state.watched[watched.name] ?? NOTHING_SEEN
    const [answer, sent] = await Promise.all([ask(watched.heartbeat), sendIfDue(deps, watched, before)])
    const check = { answer, canarySent: sent?.left, now: now() }
    const judged = judgeCheck(watched.name, sent?.state ?? before, check, limitsOf(settings, watched))
    next.watched[watched.name] = judged.state
    next.owed.push(...judged.notices)
  }
  keepState(settings.stateFile, next)
  await tellOwed(deps, next)
}

const limitsOf = ({ checks, remindMinutes }: WatchdogSettings, { canary }: Watched) => ({
  checks,
  remindMs: remindMinutes * 60_000,
  canary: canary && { withinMs: canary.withinMinutes * 60_000, paged: canary.paged },
})

/** In the order in which it happened; one that nobody takes keeps the later ones waiting, and all are tried again. */
async function tellOwed({ settings, outbox }: WatchDeps, state: WatchdogState): Promise<void> {
  while (state.owed[0]) {
    const [notice] = state.owed
    if (!(await tell(settings, outbox, notice))) return
    logEvent(`watchdog.${notice.kind}`, { code: notice.trouble })
    state.owed.shift()
    keepState(settings.stateFile, state)
  }
}

/** A body is read whatever the status: 503 says which part is wrong. */
async function ask(url: string): Promise<Answer | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS)
    const answer = await fetch(url, { signal, redirect: 'error', headers: { Accept: 'application/json' } })
    return AnswerShape.parse(await answer.json())
  } catch (error) {
    logEvent('watchdog.no-answer', errorFields(error))
    return undefined
  }
}

/** Whether it left, and the state that waits for it; undefined where none was due. */
async function sendIfDue(
  { settings, outbox, now }: WatchDeps,
  { canary }: Watched,
  before: WatchedState,
): Promise<{ left: boolean; state: WatchedState } | undefined> {
  if (!canary || !outbox || now() - before.sentAt < canary.everyMinutes * 60_000) return undefined
  const sentAt = now()
  const id = randomUUID()
  const from = { name: 'Waypost watchdog', address: settings.from }
  const mail = canaryMail(canary.key, {
    origin: 'watchdog',
    id,
    mailbox: canary.to,
    from,
    sentAt: new Date(sentAt),
  })
  try {
    const { state } = await outbox.send({ ...mail, urgent: true })
    // Where nobody knows whether it left, it is waited for.
    const left = state !== 'refused'
    const waiting = fewOf([...before.outstanding, { id, sentAt, seen: false }])
    return { left, state: left ? { ...before, sentAt, outstanding: waiting } : before }
  } catch (error) {
    logEvent('watchdog.canary-not-sent', errorFields(error))
    return { left: false, state: before }
  }
}

/** The oldest says how long nothing has come; the newest may still. */
const fewOf = (all: WatchedState['outstanding']): WatchedState['outstanding'] =>
  all.length > MOST_OUTSTANDING ? [...all.slice(0, 1), ...all.slice(1 - MOST_OUTSTANDING)] : all

/** Goes round until the signal; a round that fails is no reason to stop watching. */
export async function watch(deps: WatchDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const begun = Date.now()
    try {
      await watchOnce(deps)
    } catch (error) {
      logEvent('watchdog.round-failed', errorFields(error))
    }
    await pause(deps.settings.everySeconds * 1000 - (Date.now() - begun), signal)
  }
}

const pause = (millis: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted || millis <= 0) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, millis)
    signal.addEventListener('abort', done)
  })
