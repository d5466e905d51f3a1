/** What the watchdog remembers from one check to the next, also over its own restart. */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeWhole } from '../db/whole-file.ts'
import { errorFields, logEvent } from '../log.ts'

/**
 * `gone`: it does not answer. `canary-not-sent`: our own outgoing server does not take test
 * messages, so that we see less. The others are parts of the service, or how far a test
 * message came.
 */
export const TROUBLES = [
  'gone',
  'database',
  'intake',
  'jobs',
  'pages',
  'canary-not-sent',
  'canary-missing',
  'canary-not-paged',
] as const
export type Trouble = (typeof TROUBLES)[number]

/** Moments in milliseconds since 1970. */
const Known = z.object({
  trouble: z.enum(TROUBLES),
  since: z.number(),
  /** Checks in a row that were bad, and that were good since. */
  bad: z.number(),
  good: z.number(),
  toldAt: z.number().nullable(),
})
export type Known = z.infer<typeof Known>

const Notice = z.object({
  name: z.string(),
  kind: z.enum(['raised', 'still', 'over']),
  trouble: z.enum(TROUBLES),
  since: z.number(),
  at: z.number(),
})
export type Notice = z.infer<typeof Notice>

/** Sent and not yet known to have come all the way; oldest first. */
const Outstanding = z.object({ id: z.string(), sentAt: z.number(), seen: z.boolean() })
export type Outstanding = z.infer<typeof Outstanding>

const WatchedState = z.object({
  known: z.array(Known),
  outstanding: z.array(Outstanding),
  sentAt: z.number(),
})
export type WatchedState = z.infer<typeof WatchedState>

const WatchdogState = z.object({
  watched: z.record(z.string(), WatchedState),
  /** Notices that nobody has taken yet. */
  owed: z.array(Notice),
})
export type WatchdogState = z.infer<typeof WatchdogState>

export const NOTHING_SEEN: WatchedState = { known: [], outstanding: [], sentAt: 0 }

/** From the file; begins anew where there is none or it cannot be read: being told again is the smaller mistake. */
export function readState(file: string): WatchdogState {
  const nothing: WatchdogState = { watched: {}, owed: [] }
  if (!existsSync(file)) return nothing
  try {
    return WatchdogState.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    logEvent('watchdog.state-unreadable', errorFields(error))
    return nothing
  }
}

/** All of it or nothing: a crash leaves the one before. */
export const keepState = (file: string, state: WatchdogState): void => writeWhole(file, JSON.stringify(state))
