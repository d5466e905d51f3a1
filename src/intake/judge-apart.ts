import { mayHoldDocument } from '../message/document-kind.ts'
import { SHARED_ROOM } from '../message/limits.ts'
import type { Delivered } from '../message/with-envelope.ts'
import type { RuleFiles } from '../rule-files.ts'
import { type Judged, type JudgeMail, judgeHere, leftToPerson } from '../triage/judge-mail.ts'
import { readRules } from '../triage/read-rules.ts'
import { JudgeLane } from './judge-lane.ts'

export type JudgingApart = {
  judge: JudgeMail
  /** When the threads have started; asking earlier only waits. */
  ready(): Promise<void>
  /** What is being judged then ends as `died`; call it when nothing more is asked. */
  close(): Promise<void>
}

/** As many as the queue has lanes for taking mail in, so that one bad mail holds up no other. */
const LANES = 2

/** How long a mail may take to be judged in each way, and what memory a thread may hold. */
export type JudgingLimits = {
  wholeMillis: number
  letterMillis: number
  pickedMillis: number
  megabytes: number
}

export const JUDGING_LIMITS: JudgingLimits = {
  wholeMillis: 10_000,
  letterMillis: 10_000,
  pickedMillis: 10_000,
  megabytes: 512,
}

/**
 * Judges mail in threads of their own, by these rules. Node only.
 *
 * A mail on which a thread is stopped is judged once more in another: without its documents
 * where it has some, and then by the words that can be picked out of it. One that stops that
 * too goes before a person with its bytes as text.
 * Where no thread can be started at all, mail is judged in this process, as on Workers.
 */
export function judgeApart(files: RuleFiles, lanes = LANES, limits = JUDGING_LIMITS): JudgingApart {
  const all = Array.from({ length: lanes }, () => new JudgeLane(files, limits.megabytes))
  const lane = turns(all)
  let here: JudgeMail | undefined
  const judge: JudgeMail = async (
    { source, envelopeFrom, cutShort, isBothEnds = false },
    published,
  ): Promise<Judged> => {
    const delivered: Delivered = { source, envelopeFrom, cutShort, isBothEnds }
    for (const how of ['whole', 'letter', 'picked'] as const) {
      if (how === 'letter' && !mayHoldDocument(source)) continue
      const answer = await lane((one) => one.carryOut({ how, delivered, published }, limits[`${how}Millis`]))
      if (answer === 'not-started') {
        // Reading the rules takes half a second: once, and not for every mail.
        here ??= judgeHere(readRules(files), SHARED_ROOM)
        return here(delivered, published)
      }
      if (typeof answer !== 'string') return answer
    }
    return leftToPerson(delivered)
  }
  return {
    judge,
    ready: async () => {
      await Promise.all(all.map((one) => one.ready()))
    },
    close: async () => {
      await Promise.all(all.map((one) => one.close()))
    },
  }
}

/** Whoever asks gets a lane that is free, in the order of asking. */
function turns(all: readonly JudgeLane[]): <T>(work: (lane: JudgeLane) => Promise<T>) => Promise<T> {
  const free = [...all]
  const waiting: ((lane: JudgeLane) => void)[] = []
  return async (work) => {
    const lane = free.pop() ?? (await new Promise<JudgeLane>((resolve) => waiting.push(resolve)))
    try {
      return await work(lane)
    } finally {
      const next = waiting.shift()
      if (next) next(lane)
      else free.push(lane)
    }
  }
}
