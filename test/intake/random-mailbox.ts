/**
 * A mailbox in which anything may happen between any two commands of the poller, from a
 * seed: what happens is the same each time. `drain` lets it come to rest, and `compare`
 * says what became of every message that was ever put into it.
 */
import { randomUUID } from 'node:crypto'
import type { Db } from '../../src/db/db.ts'
import type { AccountReport } from '../../src/intake/poll-account.ts'
import { type APoller, aPoller } from './a-poller.ts'
import { ModelServer, OnlyThatCall, type Trouble } from './model-server.ts'

export type Outcome = {
  seed: number
  steps: number
  polls: number
  failedPolls: number
  appended: number
  kept: number
  /** In fair weather: were there at rest for a quarter of an hour, and are in no raw message. */
  late: number
  /** Were there at rest, and are in no raw message or owed to nobody. */
  lost: number
  /** Kept twice, or owed twice. */
  duplicated: number
  /** Kept as a part and marked as one, which goes before a person; the whole of it still counts as lost. */
  parts: number
  /** Kept and never put in as they are, or a sum that does not come out. */
  unexpected: number
}

/** Numbers from 0 up to 1 that the seed alone decides (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const WATCHED = ['INBOX', 'Junk']
const FOLDERS = [...WATCHED, 'Archive']
const TROUBLES: Trouble[] = ['not-described', 'not-handed-over', 'throws', 'breaks', 'short']
const DRAIN_EVERY = 1_000

class RandomMailbox {
  readonly server: ModelServer
  readonly appended: string[] = []
  steps = 0
  #resting = false
  #lastValidity = 100n
  readonly #random: () => number
  readonly #seed: number
  readonly #mostSteps: number
  /**
   * Each seed has its own weather: some renumber often, some break the line often. `fair`:
   * numbers keep the rules of RFC 9051, so that every message is had within minutes and
   * not only by the hourly look. `alike`: no numbers at times, and messages that look like
   * each other. `restored`: no numbers at times, and numbers that are given out again.
   */
  readonly weather: 'fair' | 'alike' | 'restored'
  readonly #rebuilds: number
  readonly #breaks: number

  constructor(seed: number, mostSteps: number) {
    this.#random = randomFrom(seed)
    this.#seed = seed
    this.#mostSteps = mostSteps
    this.#rebuilds = [0, 0.001, 0.003, 0.03][this.#below(4)] ?? 0
    this.weather = (['fair', 'alike', 'restored'] as const)[this.#below(3)] ?? 'fair'
    this.#breaks = [0, 0.005, 0.02][this.#below(3)] ?? 0
    this.server = new ModelServer({ address: `seed-${seed}-${randomUUID()}@mopac.example.org` })
    this.server.addFolder('Junk', '\\Junk')
    this.server.addFolder('Archive')
    this.server.listsLastAlways = this.#below(2) === 0
    this.server.before = () => this.#between()
  }

  get isOver(): boolean {
    return this.steps >= this.#mostSteps
  }

  /** Seconds until the next poll: mostly a minute, sometimes a night. */
  pause(): number {
    return this.#random() < 0.05 ? 20_000 + this.#below(60_000) : 30 + this.#below(90)
  }

  /** Nothing happens any more, and whatever was wrong with the server is over. */
  rest(isResting: boolean): void {
    this.#resting = isResting
    if (!isResting) return
    this.server.renumbersEachTime = false
    for (const { held, late } of this.server.folders.values()) {
      late.clear()
      for (const one of held.values()) if (one.trouble) one.trouble.times = 0
    }
  }

  /** The words of every message in a folder that is watched. */
  present(): string[] {
    return WATCHED.flatMap((path) => [...this.server.folder(path).held.values()]).map(({ source }) =>
      new TextDecoder().decode(source),
    )
  }

  #between(): void {
    if (this.#resting) return
    const many = this.#below(3)
    for (let step = 0; step < many && !this.isOver; step++) this.#step()
    if (this.#random() < this.#breaks) throw new Error('The line broke')
    if (this.#random() < this.#breaks) throw new OnlyThatCall('That command failed')
  }

  #step(): void {
    this.steps++
    const path = FOLDERS[this.#below(this.#random() < 0.8 ? 2 : 3)] ?? 'INBOX'
    const folder = this.server.folder(path)
    const uid = [...folder.held.keys()][this.#below(folder.held.size)]
    const chance = this.#random()
    if (chance < this.#rebuilds) this.server.rebuild(path, this.#nextValidity())
    else if (chance < this.#rebuilds + 0.001 && this.weather !== 'fair') this.#flick(path)
    else if (chance > 0.999 && this.weather === 'restored') this.#restore(path)
    else if (chance < 0.45 || uid === undefined) this.#append(path)
    else if (chance < 0.7) this.server.expunge(uid, path)
    else if (chance < 0.88) this.server.move(uid, path, FOLDERS[this.#below(3)] ?? 'INBOX')
    else this.#read(path, uid)
  }

  #read(path: string, uid: bigint): void {
    const one = this.server.folder(path).held.get(uid)
    if (one) one.seen = !one.seen
  }

  #append(path: string): void {
    const number = this.appended.length
    const padding = this.weather === 'alike' ? 0 : this.#below(200)
    const text = `Letter ${String(number).padStart(6, '0')} of seed ${this.#seed} ${'x'.repeat(padding)}`
    this.appended.push(text)
    const isTrouble = this.#random() < 0.04
    this.server.append(text, {
      path,
      receivedAt: new Date(Date.UTC(2026, 10, 1) + (this.weather === 'alike' ? 0 : number) * 1_000),
      ...(isTrouble ? { trouble: TROUBLES[this.#below(5)] ?? 'throws', times: 1 + this.#below(2) } : {}),
      ...(this.#random() < 0.02 ? { late: 1 + this.#below(3) } : {}),
    })
  }

  /** One that was never used before, as RFC 9051 asks for. */
  #nextValidity(): bigint {
    return ++this.#lastValidity
  }

  /** The validity goes, or another comes. */
  #flick(path: string): void {
    const folder = this.server.folder(path)
    folder.validity = folder.validity === 0n ? this.#nextValidity() : 0n
  }

  /** The server comes back from a backup: its latest messages are gone and their numbers free again. */
  #restore(path: string): void {
    const folder = this.server.folder(path)
    const latest = [...folder.held.keys()].slice(-3)
    for (const uid of latest) folder.held.delete(uid)
    folder.uidNext = latest[0] ?? folder.uidNext
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }
}

/** Polls such a mailbox until that many steps were taken, letting it come to rest now and then. */
export async function pollRandomMailbox(db: Db, seed: number, steps: number): Promise<Outcome> {
  const random = new RandomMailbox(seed, steps)
  const poller = aPoller({ db }, random.server, WATCHED)
  const outcome: Outcome = {
    seed,
    steps,
    polls: 0,
    failedPolls: 0,
    appended: 0,
    kept: 0,
    late: 0,
    lost: 0,
    duplicated: 0,
    parts: 0,
    unexpected: 0,
  }
  const poll = async () => {
    outcome.polls++
    return poller.poll().catch(() => {
      outcome.failedPolls++
      return undefined
    })
  }
  const drain = async () => {
    random.rest(true)
    if (random.weather === 'fair') {
      for (let polls = 0; polls < 4; polls++) {
        poller.wait(300)
        await poll()
      }
      outcome.late += await missingFrom(poller, random)
    }
    // An hour apart, so that everything is counted, and compared by its bytes where it has to be.
    for (let polls = 0; polls < 3; polls++) {
      poller.wait(3_700)
      const report = await poll()
      if (polls === 2) outcome.unexpected += troublesIn(report)
    }
    await compare(random, poller, outcome)
    random.rest(false)
  }
  let nextDrain = DRAIN_EVERY
  while (!random.isOver) {
    await poll()
    poller.wait(random.pause())
    random.server.asked.splice(0)
    if (random.steps < nextDrain) continue
    nextDrain += DRAIN_EVERY
    await drain()
  }
  await drain()
  return outcome
}

/** A poll at rest goes through, hands over everything, and its sum comes out. */
function troublesIn(report: AccountReport | undefined): number {
  if (!report) return 1
  return report.folders.filter(({ isBalanced, missing }) => isBalanced !== true || missing > 0).length
}

async function missingFrom(poller: APoller, random: RandomMailbox): Promise<number> {
  const kept = new Set(await poller.letters())
  return random.present().filter((text) => !kept.has(text)).length
}

async function compare(random: RandomMailbox, poller: APoller, outcome: Outcome): Promise<void> {
  const raws = await poller.raws()
  const owed = new Map<string, number>()
  for (const { name, ids } of poller.queue.owed) {
    if (name === 'take-in') owed.set(ids.id, (owed.get(ids.id) ?? 0) + 1)
  }
  const appended = new Set(random.appended)
  const kept = new Map<string, number>()
  let parts = 0
  for (const { source, cutShort } of raws) {
    const text = new TextDecoder().decode(source)
    if (cutShort && !appended.has(text) && random.appended.some((whole) => whole.startsWith(text))) parts++
    else kept.set(text, (kept.get(text) ?? 0) + 1)
  }
  outcome.appended = random.appended.length
  outcome.kept = kept.size
  outcome.parts = parts
  outcome.lost += random.present().filter((text) => !kept.has(text)).length
  outcome.lost += raws.filter(({ id }) => !owed.has(id)).length
  outcome.duplicated += [...kept.values()].filter((times) => times > 1).length
  outcome.duplicated += raws.filter(({ id }) => (owed.get(id) ?? 0) > 1).length
  outcome.unexpected += [...kept.keys()].filter((text) => !appended.has(text)).length
}
