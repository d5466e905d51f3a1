import { Worker } from 'node:worker_threads'
import { errorFields, logEvent } from '../log.ts'
import type { RuleFiles } from '../rule-files.ts'
import type { Judged } from '../triage/judge-mail.ts'
import type { JudgeTask } from './judge-tasks.ts'

/** Why a thread gave no answer. `not-started` says something of this machine, the others of the mail. */
export type LaneFailure = 'too-slow' | 'too-big' | 'died' | 'not-started'

type Thread = { worker: Worker; ready: Promise<boolean> }

const MB = 1024 * 1024
const START_MILLIS = 60_000
const LOOK_EVERY_MILLIS = 20

/**
 * One judging thread, doing one mail at a time. A mail that takes too long or too much
 * memory costs its thread and nothing else: the thread is ended, and the next one started.
 */
export class JudgeLane {
  readonly #files: RuleFiles
  readonly #megabytes: number
  /** The most that its threads were seen to hold, rules included. */
  peakBytes = 0
  #thread: Thread
  #isClosed = false

  constructor(files: RuleFiles, megabytes: number) {
    this.#files = files
    this.#megabytes = megabytes
    this.#thread = this.#start()
  }

  /** Whether the thread started. */
  ready(): Promise<boolean> {
    return this.#thread.ready
  }

  async carryOut(task: JudgeTask, millis: number): Promise<Judged | LaneFailure> {
    const { worker, ready } = this.#thread
    const isReady = await ready
    worker.ref()
    const answer = isReady ? await this.#ask(worker, task, millis) : 'not-started'
    worker.unref()
    if (typeof answer === 'string') await this.#replace(answer)
    return answer
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#thread.worker.terminate()
  }

  async #replace(because: LaneFailure): Promise<void> {
    logEvent('judge.thread-ended', { code: because })
    await this.#thread.worker.terminate()
    if (!this.#isClosed) this.#thread = this.#start()
  }

  #start(): Thread {
    const worker = new Worker(new URL('./judge-thread.ts', import.meta.url), {
      // Not those of the process: a loader would be started in every thread, and Node needs none here.
      execArgv: [],
      workerData: this.#files,
      resourceLimits: { maxOldGenerationSizeMb: this.#megabytes },
    })
    const ready = new Promise<boolean>((resolve) => {
      worker.once('message', () => {
        // An idle thread keeps no process alive; one that is starting or judging does.
        worker.unref()
        resolve(true)
      })
      worker.once('exit', () => resolve(false))
      setTimeout(() => resolve(false), START_MILLIS).unref()
    })
    // Without a listener an error in a thread would end the process.
    worker.on('error', (error) => logEvent('judge.thread-failed', errorFields(error)))
    return { worker, ready }
  }

  #ask(worker: Worker, task: JudgeTask, millis: number): Promise<Judged | LaneFailure> {
    return new Promise((resolve) => {
      const end = (answer: Judged | LaneFailure) => {
        clearTimeout(timer)
        clearInterval(watch)
        worker.off('message', end).off('exit', onExit).off('error', onError)
        resolve(answer)
      }
      const onExit = () => end('died')
      const onError = (error: Error & { code?: string }) =>
        end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-big' : 'died')
      const timer = setTimeout(end, millis, 'too-slow')
      const watch = setInterval(async () => {
        const held = await heldBytes(worker)
        this.peakBytes = Math.max(this.peakBytes, held)
        if (held > this.#megabytes * MB) end('too-big')
      }, LOOK_EVERY_MILLIS)
      worker.on('message', end).on('exit', onExit).on('error', onError)
      // A copy that is handed over, not shared: the bytes may lie in a pool with those of other mails.
      const source = new Uint8Array(task.delivered.source)
      const delivered = { ...task.delivered, source }
      worker.postMessage({ ...task, delivered }, [source.buffer])
    })
  }
}

/** Heap and buffers of a thread. The limit that Node itself holds is on the heap alone. */
async function heldBytes(worker: Worker): Promise<number> {
  try {
    const { used_heap_size, external_memory } = await worker.getHeapStatistics()
    return used_heap_size + external_memory
  } catch {
    // It ended meanwhile; that is heard by `exit`.
    return 0
  }
}
