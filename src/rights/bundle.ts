/**
 * What a person is handed when they ask for what we hold about them: each part that was looked at,
 * with what may not be told taken out, and why. Pure. A part that nobody has decided on stops all
 * of it: nothing is released by default, because whoever asks may be looking for somebody else.
 */
import type { Exemption } from '../offices/rights-law.ts'
import { asText, redacted, type Span } from './redact.ts'

export type Mark = {
  part: 'message' | 'note'
  partId: string
  mark: 'release' | 'redact' | 'withhold'
  startsAt: number | null
  endsAt: number | null
  exemption: string | null
  reason: string
  markedByName: string
  markedAt: Date
}

export type Part = {
  part: 'message' | 'note'
  partId: string
  reference: string
  at: Date
  /** Who wrote it, subject and text of a message in lines; the text of a note. */
  text: string
}

export type Decided =
  | { part: Part; outcome: 'released'; words: string; takenOut: number }
  | { part: Part; outcome: 'withheld'; law: string }

/** Marks of one part, in force. */
export const marksOf = (marks: readonly Mark[], { part, partId }: Pick<Part, 'part' | 'partId'>): Mark[] =>
  marks.filter((one) => one.part === part && one.partId === partId)

/** Whether somebody has said what becomes of it. */
export const isDecided = (marks: readonly Mark[], part: Part): boolean =>
  marksOf(marks, part).some(({ mark }) => mark !== 'redact')

/** The parts that stop it. */
export const undecided = (parts: readonly Part[], marks: readonly Mark[]): Part[] =>
  parts.filter((part) => !isDecided(marks, part))

/** Every part as it is handed over; throws where one is undecided, because then there is no bundle. */
export function decidedParts(
  parts: readonly Part[],
  marks: readonly Mark[],
  exemptions: readonly Exemption[],
): Decided[] {
  const lawOf = (id: string | null) => exemptions.find((one) => one.id === id)?.law ?? 'UK GDPR Art 15(4)'
  return parts.map((part) => {
    const of = marksOf(marks, part)
    const withheld = of.find(({ mark }) => mark === 'withhold')
    if (withheld) return { part, outcome: 'withheld', law: lawOf(withheld.exemption) }
    if (!isDecided(marks, part)) throw new Error('A part of the bundle is undecided')
    const spans = of.flatMap(({ mark, startsAt, endsAt, exemption }): Span[] =>
      mark === 'redact' && startsAt !== null && endsAt !== null
        ? [{ startsAt, endsAt, law: lawOf(exemption) }]
        : [],
    )
    const pieces = redacted(part.text, spans)
    return {
      part,
      outcome: 'released',
      words: asText(pieces),
      takenOut: pieces.filter((piece) => 'takenOut' in piece).length,
    }
  })
}

/** For the office alone: every mark with its reason, as a table for a spreadsheet. */
export function redactionLog(
  parts: readonly Part[],
  marks: readonly Mark[],
  exemptions: readonly Exemption[],
): string {
  const rows = parts.flatMap((part) =>
    marksOf(marks, part).map((one) => [
      part.reference,
      part.part,
      part.at.toISOString(),
      one.mark,
      one.startsAt ?? '',
      one.endsAt ?? '',
      exemptions.find(({ id }) => id === one.exemption)?.law ?? '',
      one.reason,
      one.markedByName,
      one.markedAt.toISOString(),
    ]),
  )
  const head = ['case', 'part', 'of', 'mark', 'from', 'to', 'law', 'reason', 'by', 'at']
  return `${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** Quoted, and with nothing at its beginning that a spreadsheet would work out. */
const cell = (value: string | number): string => {
  const text = String(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
