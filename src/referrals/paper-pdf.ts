/**
 * A paper as a PDF to file or to hand over: real text in a font that is inside, tagged, titled and
 * with its language, so that a screen reader reads it in order. The same paper gives the same file.
 */
import { inflateSync } from 'node:zlib'
import type { Font } from 'fontkit'
import type { PDFDocument, StructureElement } from 'pdfkit'

export type Paper = {
  title: string
  parts: readonly {
    heading: string
    /** Line feeds make paragraphs. */
    text?: string
    rows?: readonly (readonly [key: string, value: string])[]
  }[]
  /** What the paper is of, before the number of each page. */
  mark: string
  /** Said after it. */
  foot: string
  /** The date of the document, so that the same record gives the same file. */
  madeAt: Date
  /** A text that is inside once more byte for byte, where what is printed may lack characters. */
  attached?: { name: string; description: string; text: string }
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

/** The libraries and the font are loaded when the first paper is asked for, and by nobody else. */
export async function paperPdf(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  const [{ PDFDocument }, font] = await Promise.all([import('pdfkit'), sheetFont()])
  const hasGlyph: HasGlyph = (codePoint) => font.hasGlyphForCodePoint(codePoint)
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
    info: { Title: paper.title, Creator: 'Waypost', Producer: 'Waypost', CreationDate: paper.madeAt },
  })
  const bytes = collected(pdf)
  pdf.addPage()
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  writePaper(pdf, root, paper, hasGlyph)
  root.end()
  writeFeet(pdf, paper)
  if (paper.attached)
    pdf.file(new TextEncoder().encode(paper.attached.text), {
      name: paper.attached.name,
      type: 'text/plain',
      description: paper.attached.description,
      relationship: 'Source',
      creationDate: paper.madeAt,
      modifiedDate: paper.madeAt,
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

function writePaper(
  pdf: PDFDocument,
  root: StructureElement,
  { title, parts, attached }: Paper,
  hasGlyph: HasGlyph,
): void {
  const say = (structType: string, size: number, words: string, colour = INK) => {
    pdf.fontSize(size).fillColor(colour)
    pdf.text(words, { structParent: root, structType, lineGap: size * 0.25 })
  }
  say('H1', 20, printable(title, hasGlyph).text)
  for (const { heading, text, rows = [] } of parts) {
    pdf.moveDown(0.5)
    say('H2', 14, printable(heading, hasGlyph).text)
    pdf.moveDown(0.3)
    const printed = printable(text ?? '', hasGlyph)
    for (const line of text === undefined ? [] : printed.text.split('\n')) {
      if (line === '') pdf.moveDown(0.5)
      else say('P', 11, line)
    }
    if (printed.missing > 0) say('P', 9, sayMissing(printed.missing, attached !== undefined), QUIET)
    for (const [key, value] of rows) {
      say('P', 9, printable(key, hasGlyph).text, QUIET)
      say('P', 11, printable(value, hasGlyph).text)
      pdf.moveDown(0.3)
    }
  }
}

const sayMissing = (count: number, isAttached: boolean): string =>
  `□ stands for a character that cannot be printed here (${count} in all). ${isAttached ? 'The attached text file holds the words as they were told.' : 'The file beside this one holds the words as they are.'}`

/** Number of the page and what is said below it, on each page and no part of what is read out. */
function writeFeet(pdf: PDFDocument, { mark, foot: says }: Pick<Paper, 'mark' | 'foot'>): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page)
    const { width, height, margins } = pdf.page
    const bottom = margins.bottom
    // The foot stands in the margin, where the writer would begin a new page.
    margins.bottom = 0
    pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] })
    pdf.fontSize(7).fillColor(QUIET)
    const foot = `${mark}, page ${page - start + 1} of ${count}. ${says}`
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
