/** One question to clamd and its answer, on a connection of its own; clamd has no sign-in. */
import { connect, type Socket } from 'node:net'
import type { NotScanned } from './scanner.ts'

export type ClamdPlace = { host: string; port: number } | { path: string }

export type ClamdTimes = { connectMs: number; silenceMs: number; wholeMs: number }

/** The answer as it came, NUL included, and whether all of the question had left before it. */
export type Answer = { ok: true; text: string; isAfterAll: boolean } | { ok: false; because: NotScanned }

/** A signature's name is short; more than this is no answer. */
const LONGEST_ANSWER = 1_024

/**
 * Writes the pieces one after another, as fast as they are taken, and reads until NUL or the end. Where
 * clamd has had enough it answers and closes while we still write: the answer is read then too.
 */
export function askClamd(
  place: ClamdPlace,
  times: ClamdTimes,
  pieces: () => Iterable<Uint8Array>,
): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = connect(place)
    let heard = ''
    let hasConnected = false
    let isAllSent = false
    let isOver = false
    const end = (answer: Answer) => {
      if (isOver) return
      isOver = true
      clearTimeout(whole)
      clearTimeout(connecting)
      socket.destroy()
      resolve(answer)
    }
    const broken = () => end({ ok: false, because: hasConnected ? 'cut-off' : 'unreachable' })
    const whole = setTimeout(() => end({ ok: false, because: 'timeout' }), times.wholeMs)
    const connecting = setTimeout(() => end({ ok: false, because: 'unreachable' }), times.connectMs)
    socket.setTimeout(times.silenceMs, () => end({ ok: false, because: 'timeout' }))
    socket.on('connect', () => {
      hasConnected = true
      clearTimeout(connecting)
      void send(socket, pieces(), () => isOver).then((sent) => {
        isAllSent = sent
      })
    })
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.toString('latin1')
      if (heard.length > LONGEST_ANSWER) return end({ ok: false, because: 'odd-answer' })
      if (heard.includes('\0')) end({ ok: true, text: heard, isAfterAll: isAllSent })
    })
    socket.on('error', broken)
    socket.on('end', broken)
    socket.on('close', broken)
  })
}

/** Whether all of it was handed to the line. Waits before a piece and not after it: the answer may come with the last. */
async function send(socket: Socket, pieces: Iterable<Uint8Array>, isOver: () => boolean): Promise<boolean> {
  let hasRoom = true
  for (const piece of pieces) {
    if (!hasRoom) await drained(socket)
    if (isOver() || socket.destroyed) return false
    hasRoom = socket.write(piece)
  }
  return true
}

const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const go = () => {
      socket.off('drain', go).off('close', go)
      resolve()
    }
    socket.on('drain', go).on('close', go)
  })
