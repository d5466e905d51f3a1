/**
 * A referral as a PDF to file or to hand over: the words that were told, the record of it, and
 * the words once more byte for byte as an attached file.
 */
import { paperPdf } from './paper-pdf.ts'

export type SheetPdf = {
  reference: string
  /** The exact words, whose SHA-256 is `sheetHash`. */
  words: string
  sheetHash: string
  /** What is recorded beside the words, as the page shows it. */
  rows: readonly (readonly [key: string, value: string])[]
  /** When it was told: the date of the document, so that the same record gives the same file. */
  toldAt: Date
  /** What kind of telling it was. */
  kind?: 'Referral' | 'Disclosure'
}

export const sheetPdf = ({
  reference,
  words,
  sheetHash,
  rows,
  toldAt,
  kind = 'Referral',
}: SheetPdf): Promise<Uint8Array<ArrayBuffer>> =>
  paperPdf({
    title: `${kind} of ${reference}`,
    parts: [
      { heading: 'The words that were told', text: words },
      { heading: 'The record', rows },
    ],
    mark: reference,
    foot: `SHA-256 of the words: ${sheetHash}`,
    madeAt: toldAt,
    attached: {
      name: `${kind.toLowerCase()}-${reference}.txt`,
      description: 'The words that were told, byte for byte',
      text: words,
    },
  })
