/**
 * ClamAV's `clamd` as a scanner, over TCP or a local socket (clamd(8)). Its line is neither signed in to
 * nor encrypted: it belongs on this machine or in a private network.
 */
import { readScanAnswer, readVersion } from './clamd-answers.ts'
import { askClamd, type ClamdPlace, type ClamdTimes } from './clamd-line.ts'
import { type Scan, type Scanner, type Standing, testFile } from './scanner.ts'

/** An archive takes clamd up to two minutes (MaxScanTime); while it loads new signatures it is silent for some seconds. */
export const CLAMD_TIMES: ClamdTimes = { connectMs: 5_000, silenceMs: 130_000, wholeMs: 150_000 }

const CHUNK_BYTES = 64 * 1024

export function clamdScanner(place: ClamdPlace, times: ClamdTimes = CLAMD_TIMES): Scanner {
  const scan = async (bytes: Uint8Array): Promise<Scan> => {
    const answer = await askClamd(place, times, () => inStream(bytes))
    if (!answer.ok) return { outcome: 'not-scanned', because: answer.because }
    const read = readScanAnswer(answer.text)
    // Nobody can know that something is clean of which they have not seen the end.
    if (read.outcome === 'clean' && !answer.isAfterAll)
      return { outcome: 'not-scanned', because: 'odd-answer' }
    return read
  }
  return { scan, standing: () => standing(place, times, scan) }
}

async function standing(place: ClamdPlace, times: ClamdTimes, scan: Scanner['scan']): Promise<Standing> {
  const answer = await askClamd(place, times, () => [command('zVERSION')])
  if (!answer.ok) return answer
  const engine = readVersion(answer.text)
  if (!engine) return { ok: false, because: 'odd-answer' }
  const test = await scan(testFile())
  if (test.outcome === 'not-scanned') return { ok: false, because: test.because }
  return test.outcome === 'found' ? { ok: true, engine } : { ok: false, because: 'finds-nothing' }
}

const command = (name: string): Uint8Array => new TextEncoder().encode(`${name}\0`)

const lengthOf = (bytes: number): Uint8Array => {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, bytes)
  return length
}

/** `zINSTREAM`, chunks with their length before them in four bytes (big-endian), and a length of zero. */
function* inStream(bytes: Uint8Array): Generator<Uint8Array> {
  yield command('zINSTREAM')
  for (let at = 0; at < bytes.byteLength; at += CHUNK_BYTES) {
    const chunk = bytes.subarray(at, at + CHUNK_BYTES)
    yield lengthOf(chunk.byteLength)
    yield chunk
  }
  yield lengthOf(0)
}
