/**
 * Takes large letters apart in a thread that can be stopped, because nobody knows what somebody
 * wrote to hold a reader up (decision 8); small ones in this process, which takes milliseconds. Node only.
 */
import { Worker } from 'node:worker_threads'
import { errorFields, logEvent } from '../log.ts'
import type { AttachedFile } from '../message/files-of.ts'
import { type ReadFiles, readFilesHere } from './read-files.ts'

const SMALL_BYTES = 512 * 1024
const STOP_AFTER_MS = 10_000
const MOST_MEGABYTES = 512

const here = readFilesHere()

export const readFilesApart: ReadFiles = (source) =>
  source.byteLength <= SMALL_BYTES ? here(source) : inThread(source)

function inThread(source: Uint8Array): Promise<AttachedFile[] | undefined> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./files-thread.ts', import.meta.url), {
      execArgv: [],
      workerData: source,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    })
    const end = (files: AttachedFile[] | undefined) => {
      clearTimeout(timer)
      resolve(files)
      void worker.terminate()
    }
    const timer = setTimeout(() => {
      logEvent('scan.reader-stopped', { code: 'too-slow' })
      end(undefined)
    }, STOP_AFTER_MS)
    worker.on('message', end)
    worker.on('exit', () => end(undefined))
    worker.on('error', (error) => {
      logEvent('scan.reader-stopped', errorFields(error))
      end(undefined)
    })
  })
}
