/**
 * The words of a referral, exactly as they are told and printed, and their fingerprint. Pure,
 * but for the hash that both runtimes have.
 */
import { createHash } from 'node:crypto'

export type SheetItem = { what: string; words: string }

export type Sheet = {
  office: string
  reference: string
  level: string
  to: string
  person: string
  from: string
  items: readonly SheetItem[]
  need: string
}

/** The text that the receiver is told, line by line; what is not in it was not told. */
export const sheetText = (sheet: Sheet): string =>
  [
    `${sheet.office}: referral of a person at risk`,
    `Our reference: ${sheet.reference} (${sheet.level})`,
    `To: ${sheet.to}`,
    '',
    `Who may be at risk: ${sheet.person || 'not known'}`,
    `From whom: ${sheet.from || 'not known'}`,
    '',
    ...sheet.items.flatMap(({ what, words }) => [`${what}:`, words, '']),
    `Why it is told: ${sheet.need}`,
    '',
  ].join('\n')

/** SHA-256 of the text, in hex: whoever holds a print can show that it is what was recorded. */
export const sheetHash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
