/**
 * A referral as a PDF to file or to hand over: the words that were told as real text, in a font
 * that is inside, the record of it, and the words once more byte for byte as an attached file.
 * Tagged, titled and with its language, so that a screen reader reads it in order.
 */
import { inflateSync } from 'node:zlib'
import type { Font } from 'fontkit'
import type { PDFDocument, StructureElement } from 'pdfkit'

export type SheetPdf = {
  reference: string
  /** The exact words, whose SHA-256 is `sheetHash`. */
  words: string
  sheetHash: string
  /** What is recorded beside the words, as the page shows it. */
  rows: readonly (readonly [key: string, value: string])[]
  /** When it was told: the date of the document, so that the same record gives the same file. */
  toldAt: Date
}

const MARGINS = { top: 56, bottom: 64, left: 56, right: 56 }
const INK = '#0b0c0c'
const QUIET = '#505a5f'

let parsed: Promise<Font> | undefined

/** Parsed once: it takes longer than a sheet does. */
function sheetFont(): Promise<Font> {
  parsed ??= Promise.all([import('fontkit'), import('../generated/sheet-font.ts')]).then(
    ([{ create }, { SHEET_FONT }]) => create(new Uint8Array(inflateSync(Buffer.from(SHEET_FONT, 'base64')))),
  )
  return parsed
}

/** The libraries and the font are loaded when the first sheet is asked for, and by nobody else. */
export async function sheetPdf(sheet: SheetPdf): Promise<Uint8Array<ArrayBuffer>> {
  const [{ PDFDocument }, font] = await Promise.all([import('pdfkit'), sheetFont()])
  const hasGlyph: HasGlyph = (codePoint) => font.hasGlyphForCodePoint(codePoint)
  const title = `Referral of ${sheet.reference}`
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { ...MARGINS },
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: false,
    font,
    subset: 'PDF/UA',
    info: { Title: title, Creator: 'Waypost', Producer: 'Waypost', CreationDate: sheet.toldAt },
  })
  const bytes = collected(pdf)
  pdf.addPage()
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  writeSheet(pdf, root, { ...sheet, title, ...printable(sheet.words, hasGlyph), hasGlyph })
  root.end()
  writeFeet(pdf, sheet)
  pdf.file(new TextEncoder().encode(sheet.words), {
    name: `referral-${sheet.reference}.txt`,
    type: 'text/plain',
    description: 'The words that were told, byte for byte',
    relationship: 'Source',
    creationDate: sheet.toldAt,
    modifiedDate: sheet.toldAt,
  })
  pdf.end()
  return bytes
}

type HasGlyph = (codePoint: number) => boolean

/** Line feeds stay, a tab is a blank, and what the font lacks stands as a square: it is in the attached file. */
export function printable(words: string, hasGlyph: HasGlyph): { text: string; missing: number } {
  let missing = 0
  const text = [...words.replaceAll('\t', ' ')]
    .map((character) => {
      const codePoint = character.codePointAt(0) ?? 0
      if (character === '\n' || (codePoint >= 32 && hasGlyph(codePoint))) return character
      missing += 1
      return '□'
    })
    .join('')
  return { text, missing }
}

type Written = SheetPdf & { title: string; text: string; missing: number; hasGlyph: HasGlyph }

function writeSheet(pdf: PDFDocument, root: StructureElement, sheet: Written): void {
  const say = (structType: string, size: number, words: string, colour = INK) => {
    pdf.fontSize(size).fillColor(colour)
    pdf.text(words, { structParent: root, structType, lineGap: size * 0.25 })
  }
  say('H1', 20, sheet.title)
  pdf.moveDown(0.5)
  say('H2', 14, 'The words that were told')
  pdf.moveDown(0.3)
  for (const line of sheet.text.split('\n')) {
    if (line === '') pdf.moveDown(0.5)
    else say('P', 11, line)
  }
  if (sheet.missing > 0)
    say(
      'P',
      9,
      `□ stands for a character that cannot be printed here (${sheet.missing} in all). The attached text file holds the words as they were told.`,
      QUIET,
    )
  pdf.moveDown(0.5)
  say('H2', 14, 'The record')
  pdf.moveDown(0.3)
  for (const [key, value] of sheet.rows) {
    say('P', 9, key, QUIET)
    say('P', 11, printable(value, sheet.hasGlyph).text)
    pdf.moveDown(0.3)
  }
}

/** Number of the page and the fingerprint, on each page and no part of what is read out. */
function writeFeet(pdf: PDFDocument, { reference, sheetHash }: SheetPdf): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page)
    const { width, height, margins } = pdf.page
    const bottom = margins.bottom
    // The foot stands in the margin, where the writer would begin a new page.
    margins.bottom = 0
    pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] })
    pdf.fontSize(7).fillColor(QUIET)
    const foot = `${reference}, page ${page - start + 1} of ${count}. SHA-256 of the words: ${sheetHash}`
    pdf.text(foot, margins.left, height - 40, {
      width: width - margins.left - margins.right,
      lineBreak: false,
    })
    pdf.endMarkedContent()
    margins.bottom = bottom
  }
}

function collected(pdf: PDFDocument): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    pdf.on('data', (chunk) => chunks.push(chunk))
    pdf.on('error', reject)
    pdf.on('end', () => resolve(joined(chunks)))
  })
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}
