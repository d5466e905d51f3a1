/** Documents as small as they can be and still be what they say: PDF (ISO 32000-1) and DOCX (ECMA-376). */
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

type PdfParts = {
  /** The content stream of each page; `pageOf` writes one. */
  pages: readonly Buffer[]
  /** What somebody filled into fields of a form. */
  fields?: Readonly<Record<string, string>>
  /** Wants a password that nobody has. */
  isLocked?: boolean
}

/** One page of lines in Helvetica. */
export const pageOf = (...lines: string[]): Buffer =>
  latin1(
    `BT /F1 12 Tf 14 TL 50 780 Td\n${lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`).join('\n')}\nET`,
  )

/** The bytes of a PDF 1.7 with these pages. */
export function aPdf({ pages, fields = {}, isLocked = false }: PdfParts): Uint8Array {
  const firstPage = 4
  const firstField = firstPage + pages.length * 2
  const fieldRefs = Object.keys(fields).map((_, at) => `${firstField + at} 0 R`)
  const kids = pages.map((_, at) => `${firstPage + at * 2} 0 R`)
  const objects: Buffer[] = [
    latin1(`<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fieldRefs.join(' ')}] >> >>`),
    latin1(`<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`),
    latin1('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
    ...pages.flatMap((stream, at) => {
      const packed = deflateSync(stream)
      const annotations = at === 0 ? `/Annots [${fieldRefs.join(' ')}]` : ''
      return [
        latin1(
          `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> ${annotations} /Contents ${firstPage + at * 2 + 1} 0 R >>`,
        ),
        Buffer.concat([
          latin1(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
          packed,
          latin1('\nendstream'),
        ]),
      ]
    }),
    ...Object.entries(fields).map(([name, value]) =>
      latin1(
        `<< /Type /Annot /Subtype /Widget /FT /Tx /T (${name}) /V (${value}) /Rect [0 0 100 20] /P ${firstPage} 0 R >>`,
      ),
    ),
  ]
  const lock = isLocked
    ? `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >> /ID [<00> <00>]`
    : ''
  return pdfOf(objects, lock)
}

function pdfOf(objects: readonly Buffer[], lock: string): Uint8Array {
  const pieces: Buffer[] = [latin1('%PDF-1.7\n')]
  let length = pieces[0]?.length ?? 0
  const offsets = objects.map((object, at) => {
    const offset = length
    const piece = Buffer.concat([latin1(`${at + 1} 0 obj\n`), object, latin1('\nendobj\n')])
    pieces.push(piece)
    length += piece.length
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  pieces.push(
    latin1(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${lock} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(pieces)
}

const TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
const RELATIONS =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'

/** The bytes of a Word document with these paragraphs. */
export function aDocx(...paragraphs: string[]): Uint8Array {
  const body = paragraphs
    .map((words) => `<w:p><w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`)
    .join('')
  const document = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`
  return aZip({ '[Content_Types].xml': TYPES, '_rels/.rels': RELATIONS, 'word/document.xml': document })
}

/** A zip with a central directory (APPNOTE.TXT section 4.3). */
export function aZip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(crc32(bytes), 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(bytes.length, 22)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    local.copy(central, 6, 4, 30)
    central.writeUInt32LE(offset, 42)
    locals.push(local, latin1(name), packed)
    centrals.push(central, latin1(name))
    offset += local.length + name.length + packed.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}
