import { decodeText } from './decode-text.ts'
import { decodeWords } from './decode-words.ts'
import { type Part, parseParameters } from './part.ts'
import { binaryBytes, binaryString, undone } from './transfer-decode.ts'

/** The headers that say what a part is and, in an attached message, who wrote it about what. */
const READ = /^(content-type|content-transfer-encoding|content-disposition|subject|from)[ \t]*:(.*)$/i

/** A boundary line nobody declared, known by the part header after it. */
const PART_HEADER = /^content-[a-z-]{1,40}[ \t]*:/i

const MESSAGE_TYPES = new Set(['message/rfc822', 'message/global'])

type Head = Map<string, string>

/**
 * The leaves of a message that the parser gave up on: too deep, too many, wrongly built.
 *
 * One flat pass over the lines, so that 20,000 nested parts cost what 20,000 lines cost.
 * It does not check that parts nest properly: any declared boundary ends a part. That can
 * cut a part in two where a letter quotes a boundary, and never loses its words.
 */
export function salvageParts(source: Uint8Array): Part[] {
  const reader = new FlatReader()
  const text = binaryString(source)
  let start = 0
  while (start < text.length) {
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed
    const line =
      text.charCodeAt(end - 1) === 13 && end > start ? text.slice(start, end - 1) : text.slice(start, end)
    reader.line(line, () => text.slice(end + 1, end + 60))
    start = end + 1
  }
  return reader.finish()
}

class FlatReader {
  readonly #parts: Part[] = []
  readonly #boundaries = new Set<string>()
  /** Text around parts is for machines (RFC 2046 section 5.1.1), unless no part ever comes. */
  readonly #around: string[] = []
  #head: Head = new Map()
  #lastName = ''
  #state: 'head' | 'body' | 'around' = 'head'
  #body: string[] = []
  /** What the headers of the attached message say that we are in. */
  #inside: string | undefined
  #isInnerHead = false
  #isHeadingUsed = false
  /** Those of the messages around it, where no part has carried them yet: their subjects are words too. */
  #headings = ''

  line(line: string, after: () => string): void {
    if (line.startsWith('--') && this.#isBoundary(line, after)) {
      this.#endPart()
      const closes = line.trimEnd().endsWith('--') && !this.#boundaries.has(line.slice(2).trimEnd())
      this.#begin(closes ? 'around' : 'head')
    } else if (this.#state === 'head') this.#headLine(line)
    else if (this.#state === 'body') this.#body.push(line)
    else this.#around.push(line)
  }

  finish(): Part[] {
    this.#endPart()
    const hasText = this.#parts.some((part) => part.contentType.startsWith('text/'))
    return hasText ? this.#parts : [...this.#parts, partOf(new Map(), this.#around.join('\n'))]
  }

  #isBoundary(line: string, after: () => string): boolean {
    const mark = line.slice(2).trimEnd()
    if (this.#boundaries.has(mark) || this.#boundaries.has(mark.replace(/--$/, ''))) return true
    return mark !== '' && PART_HEADER.test(after())
  }

  #begin(state: 'head' | 'around'): void {
    this.#head = new Map()
    this.#lastName = ''
    this.#state = state
  }

  #headLine(line: string): void {
    const known = READ.exec(line)
    const name = known?.[1]?.toLowerCase() ?? ''
    if (line === '') this.#endHead()
    else if (/^[ \t]/.test(line)) this.#extend(line)
    else {
      this.#lastName = name
      if (name && !this.#head.has(name)) this.#head.set(name, known?.[2]?.trim() ?? '')
    }
  }

  #extend(line: string): void {
    const sofar = this.#head.get(this.#lastName)
    if (sofar !== undefined && sofar.length < 20_000) this.#head.set(this.#lastName, sofar + line)
  }

  #endHead(): void {
    const type = parseParameters(this.#head.get('content-type') ?? '')
    const boundary = type.parameters.get('boundary')
    if (boundary) this.#boundaries.add(boundary.trimEnd())
    if (this.#isInnerHead) this.#inside = `${this.#headings}${innerHeading(this.#head)}`
    this.#isInnerHead = false
    this.#state = type.value.startsWith('multipart/') ? 'around' : 'body'
    const isEncoded = /^(?:base64|quoted)/i.test(this.#head.get('content-transfer-encoding') ?? '')
    if (MESSAGE_TYPES.has(type.value) && !isEncoded) {
      // An attached message: its own headers follow at once.
      this.#headings = this.#inside === undefined || this.#isHeadingUsed ? '' : `${this.#inside}\n`
      this.#isHeadingUsed = false
      this.#isInnerHead = true
      this.#begin('head')
    }
  }

  #endPart(): void {
    const body = this.#body.join('\n')
    this.#body = []
    const isNamed = this.#head.has('content-disposition')
    if (this.#state !== 'body' || (body.trim() === '' && !isNamed)) return
    const part = partOf(this.#head, body)
    this.#isHeadingUsed = true
    this.#parts.push(this.#inside === undefined ? part : { ...part, insideMessage: this.#inside })
  }
}

const innerHeading = (head: Head): string =>
  ['from', 'subject']
    .flatMap((name) => (head.has(name) ? [decodeWords(head.get(name) ?? '')] : []))
    .join('\n')

function partOf(head: Head, body: string): Part {
  const type = parseParameters(head.get('content-type') ?? '')
  const disposition = parseParameters(head.get('content-disposition') ?? '')
  const name = nameIn(disposition.parameters, 'filename') || nameIn(type.parameters, 'name')
  return {
    contentType: type.value.includes('/') && !type.value.startsWith('multipart/') ? type.value : 'text/plain',
    charset: type.parameters.get('charset') ?? '',
    isAttachment: disposition.value === 'attachment' || name !== '',
    name: decodeWords(name),
    content: undone(binaryBytes(body), head.get('content-transfer-encoding') ?? ''),
  }
}

/** A name in one parameter, or in several with its letters as numbers (RFC 2231 sections 3 and 4). */
function nameIn(parameters: ReadonlyMap<string, string>, key: string): string {
  const whole = parameters.get(key)
  if (whole !== undefined) return whole
  if (parameters.size === 0) return ''
  const pieces = [...parameters].filter(([name]) => name.startsWith(`${key}*`))
  const coded = pieces.map(([, value]) => value).join('')
  const text = coded.replace(/^[\w-]{0,40}'[\w-]{0,40}'/, '')
  const binary = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return decodeText(binaryBytes(binary)).text
}
