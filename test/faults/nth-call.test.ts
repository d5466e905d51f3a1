/**
 * The n-th call fails, for n = 1, 2, 3 … until a run meets no fault any more, at every
 * place where the service speaks with something that can fail. In the way of SQLite's
 * tests: not the faults that somebody thought of, but each one there is.
 *
 * A slice here, and the whole with `npm run faults`.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Hook } from '../imap/scripted-server.ts'
import type { Script } from '../smtp/scripted-smtp.ts'
import { aLetter, type FaultyService, faultyService, type Letter, sendUntilTaken } from './faulty-service.ts'
import type { Cut } from './postgres-proxy.ts'
import { NOUGHT, nought, sayTally, totalQueue } from './total-queue.ts'

const IS_LONG = process.env['FAULTS'] === 'long'
/** The slice takes a few n, other ones each day; the long run takes every one. */
const STRIDES = IS_LONG
  ? { statement: 1, connection: 1, look: 1, command: 1 }
  : { statement: 61, connection: 5, look: 31, command: 7 }
const LETTERS_A_RUN = IS_LONG ? 6 : 3
/** Counting a whole database takes its time when it has thousands of letters. */
const COUNT_EVERY = IS_LONG ? 20 : 1
const HOURS = IS_LONG ? 3 * 60 * 60_000 : 60_000

let faulty: FaultyService
const sent: Letter[] = []
beforeAll(async () => {
  faulty = await faultyService()
})
afterAll(() => faulty.close())
afterEach(async () => {
  const tally = await totalQueue(faulty.database.db, sent, faulty.outgoing.kept)
  console.info(sayTally('so far', tally))
})

type Way = 'bySmtp' | 'byApi' | 'byImap'

/** Letters go in while the fault is armed, the jobs of them run, and then everything is drained. */
async function run(way: Way): Promise<void> {
  const letters = Array.from({ length: LETTERS_A_RUN }, () => aLetter())
  sent.push(...letters)
  if (way === 'byImap') expect(await faulty.byImap(letters)).toBe(true)
  else {
    const taken = await Promise.all(letters.map((letter) => sendUntilTaken(() => faulty[way](letter))))
    expect(taken).toEqual(letters.map(() => true))
  }
  await faulty.doJobs()
  await faulty.doJobs()
  await faulty.drain()
  // Somebody files them away, so that the mailbox does not grow with the run.
  faulty.imap.state.folders.get('INBOX')?.messages.splice(0)
}

/** Runs with the n-th call failing until n is past the last call; gives how many there were. */
async function forEachCall(
  { way, stride }: { way: Way; stride: number },
  arm: (n: number, met: () => void) => void,
): Promise<number> {
  const first = 1 + (new Date().getUTCDate() % stride)
  for (let n = first; ; n += stride) {
    let isMet = false
    arm(n, () => {
      isMet = true
    })
    await run(way)
    if (!isMet) return n - 1
    if (n % COUNT_EVERY !== 0) continue
    expect(nought(await totalQueue(faulty.database.db, sent, faulty.outgoing.kept)), `n = ${n}`).toEqual(
      NOUGHT,
    )
  }
}

describe('b28, b31: the n-th statement to the database', () => {
  it.each<[Exclude<Cut, 'pass'>, Way]>([
    ['lose-request', 'bySmtp'],
    ['lose-answer', 'bySmtp'],
    ['lose-request', 'byApi'],
    ['lose-answer', 'byApi'],
    ['lose-request', 'byImap'],
    ['lose-answer', 'byImap'],
  ])(
    '%s: letters that come %s are neither lost nor doubled, nor what they owe',
    async (cut, way) => {
      const calls = await forEachCall({ way, stride: STRIDES.statement }, (n, met) => {
        let count = 0
        faulty.proxy.judge(() => {
          if (++count !== n) return 'pass'
          met()
          return cut
        })
      })
      console.info(`${cut} ${way}: ${calls} statements a run`)
      expect(calls).toBeGreaterThan(20)
      expect(faulty.proxy.stragglers()).toEqual([])
    },
    HOURS,
  )
})

/** All that our line says to a mail server. */
const IMAP_COMMANDS = [
  'GREETING',
  'CAPABILITY',
  'LOGIN',
  'AUTHENTICATE',
  'LIST',
  'EXAMINE',
  'UID SEARCH',
  'UID FETCH',
  'LOGOUT',
]

describe('b6, b7, b12: the n-th command to the mail server', () => {
  it.each<[string, Hook]>([
    ['is cut off', (session) => session.cut()],
    ['is answered NO', (session, { tag }) => session.say(tag === '' ? '* BYE Not now' : `${tag} NO Not now`)],
    [
      'is answered, and then the line is cut',
      (session, _command, proceed) => {
        proceed()
        setImmediate(() => session.cut())
      },
    ],
  ])(
    '%s: what lies in the mailbox is neither lost nor doubled, nor what it owes',
    async (_what, fault) => {
      const calls = await forEachCall({ way: 'byImap', stride: STRIDES.command }, (n, met) => {
        let count = 0
        for (const name of IMAP_COMMANDS) {
          faulty.imap.on(name, (session, command, proceed) => {
            if (++count !== n) return proceed()
            met()
            fault(session, command, proceed)
          })
        }
      })
      console.info(`${_what}: ${calls} commands a run`)
      expect(calls).toBeGreaterThan(5)
    },
    HOURS,
  )
})

describe('b76: the n-th connection to the outgoing server', () => {
  it.each<[string, Script]>([
    ['is greeted with 421', { greeting: '421 4.3.2 Closing' }],
    ['breaks at MAIL', { mail: 'hang-up' }],
    ['is greylisted', { rcpt: '451 4.7.1 Greylisted' }],
    ['is refused', { rcpt: '550 5.1.1 No such person' }],
    ['breaks at DATA', { data: 'hang-up' }],
    ['is answered 452 after the dot', { text: '452 4.3.1 Full' }],
    ['breaks after the dot, the mail kept', { keeps: true, text: 'hang-up' }],
    ['breaks after the dot, the mail not kept', { keeps: false, text: 'hang-up' }],
  ])(
    '%s: nothing is lost, and no acknowledgement comes twice',
    async (_what, script) => {
      const calls = await forEachCall({ way: 'bySmtp', stride: STRIDES.connection }, (n, met) => {
        faulty.outgoing.next(...Array.from({ length: n - 1 }, () => ({})), script)
        let count = 0
        faulty.outgoing.watch((at) => {
          if (at === 'greeting' && ++count === n) met()
        })
      })
      expect(calls).toBeGreaterThan(0)
    },
    HOURS,
  )
})

describe('b39: the n-th look at the clock', () => {
  it.each([
    ['an hour forward', 60 * 60_000],
    ['an hour back', -60 * 60_000],
  ])(
    'finds it put %s: nothing is lost, doubled or left unpaged',
    async (_what, jumpMs) => {
      await forEachCall({ way: 'bySmtp', stride: STRIDES.look }, (n, met) => {
        let count = 0
        faulty.clock((now) => {
          if (++count === n) met()
          return count >= n ? new Date(now.getTime() + jumpMs) : now
        })
      })
    },
    HOURS,
  )
})

describe('all faults together', () => {
  it('leave nothing lost, doubled or unexpected among all the letters of this file', async () => {
    const tally = await totalQueue(faulty.database.db, sent, faulty.outgoing.kept)
    console.info(sayTally(IS_LONG ? 'FAULTS, the long run' : 'FAULTS, a slice', tally))
    expect(nought(tally)).toEqual(NOUGHT)
    if (IS_LONG) expect(tally.sent).toBeGreaterThanOrEqual(5_000)
  })
})
