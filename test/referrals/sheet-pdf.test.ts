import { createHash } from 'node:crypto'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { printable } from '../../src/referrals/paper-pdf.ts'
import { sheetHash } from '../../src/referrals/sheet.ts'
import { sheetPdf } from '../../src/referrals/sheet-pdf.ts'

const REFERENCE = 'MOPAC-26-000001-9'
const LONG = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch'.repeat(6)
const WORDS = [
  'MOPAC: referral of a person at risk',
  '',
  'Words of the letter:',
  '“Zażółć gęślą jaźń. Tŷ’r ŵyl, ffŵl. Привет.”',
  LONG,
  ...Array.from({ length: 90 }, (_, at) => `Line ${at + 1}: he is coming on Friday at 6pm.`),
  '',
].join('\n')

const sheet = (words: string) =>
  sheetPdf({
    reference: REFERENCE,
    words,
    sheetHash: sheetHash(words),
    rows: [
      ['Told to', 'Metropolitan Police Service, on 999'],
      ['Kept back', 'Imię i nazwisko: Łucja'],
    ],
    toldAt: new Date('2026-11-30T12:00:00Z'),
  })
const read = async (bytes: Uint8Array) => {
  const pdf = await getDocumentProxy(bytes.slice())
  const { text } = await extractText(pdf, { mergePages: true })
  return { pdf, text }
}
/** Where a line was broken to fit the page is no part of the words. */
const withoutBreaks = (text: string): string => text.replace(/\s+/g, '')

/** The one file that is attached, under the name that is its place among the attachments. */
async function attached(pdf: unknown): Promise<Uint8Array> {
  const found = pdf as { getAttachmentContent(name: string): Promise<Uint8Array | null> }
  return (await found.getAttachmentContent(`referral-${REFERENCE}.txt`)) ?? new Uint8Array()
}

describe('the referral sheet as a PDF', () => {
  it('holds the words as text over several pages, Polish, Welsh and overlong ones too, and the record', async () => {
    const { pdf, text } = await read(await sheet(WORDS))
    expect(pdf.numPages).toBeGreaterThan(2)
    const foot = new RegExp(`${REFERENCE}, page \\d+ of \\d+\\. SHA-256 of the words: [0-9a-f]{64}`, 'g')
    expect(text.match(foot)).toHaveLength(pdf.numPages)
    const told = withoutBreaks(text.replace(foot, ''))
    expect(told).toContain(withoutBreaks(WORDS))
    expect(told).toContain(withoutBreaks('Kept back Imię i nazwisko: Łucja'))
  })

  it('carries the exact words as a file, whose fingerprint is the recorded one', async () => {
    const { pdf } = await read(await sheet(WORDS))
    expect(
      createHash('sha256')
        .update(await attached(pdf))
        .digest('hex'),
    ).toBe(sheetHash(WORDS))
  })

  it('is tagged, titled and says its language; the foot is not read out', async () => {
    const { pdf } = await read(await sheet(WORDS))
    const { info } = await pdf.getMetadata()
    expect(info).toMatchObject({ Title: `Referral of ${REFERENCE}`, Language: 'en-GB' })
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
    const page = await pdf.getPage(1)
    const tree = JSON.stringify(await page.getStructTree())
    expect(tree.match(/"role":"(\w+)"/g)?.slice(0, 4)).toEqual([
      '"role":"Document"',
      '"role":"H1"',
      '"role":"H2"',
      '"role":"P"',
    ])
  })

  it('says which characters it cannot print, and holds them in the file', async () => {
    const words = 'He wrote 漢字 and a bell \u0007.\n'
    const { pdf, text } = await read(await sheet(words))
    expect(text).toContain('He wrote □□ and a bell □.')
    expect(text).toContain('cannot be printed here (3 in all)')
    expect(new TextDecoder().decode(await attached(pdf))).toBe(words)
  })

  it('is the same file for the same record', async () => {
    const fingerprint = async () =>
      createHash('sha256')
        .update(await sheet(WORDS))
        .digest('hex')
    expect(await fingerprint()).toBe(await fingerprint())
  })
})

describe('printable words', () => {
  it('keep line feeds, turn a tab into a blank, and count what is missing by characters', () => {
    expect(printable('a\tb\nc😀d', (codePoint) => codePoint < 128)).toEqual({ text: 'a b\nc□d', missing: 1 })
  })
})
