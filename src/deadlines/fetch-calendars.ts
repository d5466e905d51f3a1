/** Fetches a list of bank holidays, bounded in time and size. What is wrong with it is a sentence, not an error. */
import { logEvent } from '../log.ts'

export type FetchedText = { ok: true; text: string } | { ok: false; because: string }

/** The whole file is about 60 KB. */
const MOST_BYTES = 1024 * 1024

/**
 * The text at that address. An answer that sends us elsewhere is refused: the address is
 * the one thing that says whose list it is. Waits for the end as long as for the beginning.
 */
export async function fetchCalendars(
  url: string,
  { waitMs = 10_000, fetch = globalThis.fetch }: { waitMs?: number; fetch?: typeof globalThis.fetch } = {},
): Promise<FetchedText> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(waitMs),
    })
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
      return refused('It sends us on to another address, which we do not follow.')
    if (response.status !== 200) return refused(`It answered with the code ${response.status}.`)
    const text = await readAll(response)
    return text === undefined ? refused('It is longer than any list of holidays.') : { ok: true, text }
  } catch (error) {
    // What a fetch throws quotes the address only; the kind is enough.
    const name = error instanceof Error ? error.name : 'unknown'
    logEvent('calendars.not-fetched', { kind: name })
    return refused(
      name === 'TimeoutError' ? 'It did not answer in time.' : 'It could not be reached, or broke off.',
    )
  }
}

const refused = (because: string): FetchedText => ({ ok: false, because })

async function readAll(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let [text, size] = ['', 0]
  for await (const piece of response.body ?? []) {
    size += piece.byteLength
    if (size > MOST_BYTES) return undefined
    text += decoder.decode(piece, { stream: true })
  }
  return text + decoder.decode()
}
