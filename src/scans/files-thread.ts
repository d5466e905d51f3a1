/** What runs in a thread that takes one letter apart. Node strips the types. */
import { parentPort, workerData } from 'node:worker_threads'
import { filesOf } from '../message/files-of.ts'
import { ROOM_OF_ITS_OWN } from '../message/limits.ts'

parentPort?.postMessage(await filesOf(workerData, ROOM_OF_ITS_OWN))
