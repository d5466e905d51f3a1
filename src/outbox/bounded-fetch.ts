import { TryAgainLater } from '../errors.ts'

export type FetchLimits = { answerMs: number; mostBytes: number }

/** Seconds, so that the next way is tried; and no more of an answer than any of ours has. */
export const PAGE_LIMITS: FetchLimits = { answerMs: 10_000, mostBytes: 8 * 1024 }

/** `text` is the beginning of what was answered. */
export type Answered = { status: number; text: string }

/**
 * Asks one address, with no redirect followed: what we send is meant for that address and
 * for no other. The time holds for the whole of it, and what is answered beyond the limit
 * is not read. Undefined where the time ran out: it may have arrived. Throws TryAgainLater
 * where no answer came for another reason.
 */
export async function boundedFetch(
  url: string,
  init: RequestInit,
  limits: FetchLimits = PAGE_LIMITS,
): Promise<Answered | undefined> {
  const signal = AbortSignal.timeout(limits.answerMs)
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal })
    return { status: response.status, text: await beginningOf(response, limits.mostBytes) }
  } catch (cause) {
    if (signal.aborted) return undefined
    throw new TryAgainLater('The provider did not answer', { cause })
  }
}

async function beginningOf(response: Response, mostBytes: number): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  let read = 0
  while (read < mostBytes) {
    const { done, value } = await reader.read()
    if (done) break
    text += decoder.decode(value.subarray(0, mostBytes - read), { stream: true })
    read += value.byteLength
  }
  await reader.cancel()
  return text
}
