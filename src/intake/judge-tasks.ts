/**
 * What runs in a judging thread: reads the rules it was started with, says that it is
 * ready, and then answers each task with what came of it. Node strips the types.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { ROOM_OF_ITS_OWN } from '../message/limits.ts'
import type { Delivered } from '../message/with-envelope.ts'
import { type Judged, type JudgeMail, judgeHere, judgePicked } from '../triage/judge-mail.ts'
import type { Published } from '../triage/published.ts'
import { readRules } from '../triage/read-rules.ts'

/** One mail and how it is to be judged: whole, without its documents, or by the words that can be picked out of it. */
export type JudgeTask = {
  how: 'whole' | 'letter' | 'picked'
  delivered: Delivered
  published?: Published | undefined
}

const rules = readRules(workerData)
const { documents: _, ...roomForLetter } = ROOM_OF_ITS_OWN

const WAYS: Readonly<Record<JudgeTask['how'], JudgeMail>> = {
  whole: judgeHere(rules, ROOM_OF_ITS_OWN),
  letter: judgeHere(rules, roomForLetter),
  picked: async (delivered) => judgePicked(delivered, rules),
}

const carryOut = ({ how, delivered, published }: JudgeTask): Promise<Judged> =>
  WAYS[how](delivered, published)

const WARM_UP = new TextEncoder().encode(
  'From: a@example.org\r\nSubject: Hello\r\n\r\nA question for you.\r\n',
)
await carryOut({ how: 'whole', delivered: { source: WARM_UP, envelopeFrom: null, cutShort: false } })
parentPort?.on('message', async (task: JudgeTask) => parentPort?.postMessage(await carryOut(task)))
parentPort?.postMessage('ready')
