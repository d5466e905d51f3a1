import type { Judged } from './judge.ts'

/**
 * The letters in batches that may be recorded in one transaction each: none in a batch
 * can concern another one in it.
 *
 * What is known of a sender or a case is read from the database, where the letters of
 * the same batch do not stand yet. So one that answers something goes alone, and two
 * of one sender, or with one Message-ID, or with the same bytes, go one after the other.
 */
export function batchesOf(judged: readonly Judged[]): Judged[][] {
  const batches: Judged[][] = []
  let open: { letters: Judged[]; keys: Set<string> } | undefined
  for (const one of judged) {
    if (one.raw.wholeOf !== null || isAnswer(one)) {
      batches.push([one])
      open = undefined
      continue
    }
    const keys = keysOf(one)
    if (!open || keys.some((key) => open?.keys.has(key))) {
      open = { letters: [], keys: new Set() }
      batches.push(open.letters)
    }
    open.letters.push(one)
    for (const key of keys) open.keys.add(key)
  }
  return batches
}

/** Answers join cases: by the ids they name, by the mark in their subject, or as reports about our mail. */
const isAnswer = ({ message }: Judged): boolean =>
  message.answers.length > 0 || message.returnPath === '' || /\[\s*[a-z]{2,8}-\d\d-/i.test(message.subject)

const keysOf = ({ raw, message }: Judged): string[] => [
  `bytes ${raw.sha256}`,
  `sender ${message.from?.address ?? ''}`,
  `path ${message.returnPath ?? ''}`,
  ...(message.messageId ? [`id ${message.messageId}`] : []),
]
