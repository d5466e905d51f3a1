/**
 * Loaded before the service in its process: how long its event loop was held up over the whole
 * run, and what it keeps in memory. Answers each message of its parent with the figures so far.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'

export type LoopFigures = { loopP50Ms: number; loopP99Ms: number; loopMostMs: number; heapMb: number }

const delay = monitorEventLoopDelay({ resolution: 10 })
delay.enable()
const millis = (nanos: number): number => Math.round(nanos / 10_000) / 100

process.on('message', (word) => {
  // The start is not the load: from here on it is counted.
  if (word === 'begin') delay.reset()
  // So that what is held is seen, and not what nobody has swept up yet.
  globalThis.gc?.()
  const figures: LoopFigures = {
    loopP50Ms: millis(delay.percentile(50)),
    loopP99Ms: millis(delay.percentile(99)),
    loopMostMs: millis(delay.max),
    heapMb: Math.round(process.memoryUsage().heapUsed / 1e6),
  }
  process.send?.(figures)
})
// Only answers: it is no reason for the service to go on.
process.channel?.unref()
