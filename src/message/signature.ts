/**
 * Which of the correspondent's own lines are sign-off: a signature behind `-- ` (RFC 3676
 * section 4.3), the line a phone adds, a farewell with the name under it, a disclaimer.
 * Lines in which somebody speaks ("I", "he") stay their own words, because calling a
 * disclosure a signature is the worse mistake.
 */

const DELIMITER = /^--\s?$/
const MAX_SIGNATURE_LINES = 25

const DEVICE =
  /^(?:sent (?:from|using|via|with)|get outlook for|anfonwyd o|von meinem|gesendet (?:von|mit)|envoyé (?:de|depuis)|enviado (?:desde|do)|inviato da|wysłane z)\b[^,.;!?]{0,60}\b(?:iphone|ipad|ios|android|galaxy|samsung|mobile|phone|handset|tablet|device|blackberry|huawei|xiaomi|nokia|pixel|xperia|motorola|outlook|hotmail|gmail|mail|yahoo|aol|proton|windows|workspace|telefon|téléphone|teléfono|cellulare)\b[^,;!?]{0,40}$/iu

const FAREWELL =
  /^(?:with |my |very |many |kind(?:est)? |best |warm(?:est)? )*(?:regards|wishes|thanks|thank you|thx|cheers|ta|yours|sincerely|faithfully|truly|respectfully|cofion(?: cynnes| gorau)?|yn gywir|yn ddiffuant|diolch(?: yn fawr)?|hwyl|mit freundlichen grüßen|cordialement|saludos|pozdrawiam)(?: (?:in advance|again|so much|very much|sincerely|faithfully|truly|ever))?\s*[,.!]*$|^all the best\s*[,.!]*$/iu

/** How a disclaimer begins. */
const DISCLAIMER =
  /^\W{0,5}(?:(?:confidentiality notice|disclaimer|legal disclaimer|legal notice|email disclaimer)\b|(?:please )?consider the environment before printing|(?:this|the information (?:contained )?in this|the contents? of this|any information in this) (?:e-?mail|message|communication|transmission)\b.{0,200}\b(?:confidential|intended|privileged|solely|views|virus|official)|mae(?:'|’)r (?:e-?bost|neges)\b.{0,200}\b(?:cyfrinachol|bwriad))/is

const RECIPIENT =
  /\bif you (?:are not the (?:intended|named) (?:recipient|addressee)|(?:have )?received? this (?:e-?mail|message|communication|transmission) in error)/i

const SPEAKS = /\b(?:i|i['’](?:m|ll|ve|d)|im|ive|me|my|he|she|him|her|his|we|us|they|them|you|your)\b/i

/** As SPEAKS, without the "you" of disclaimers. */
const SPEAKS_OF_SOMEONE = /\b(?:i|i['’](?:m|ll|ve|d)|my|he|she|him|her|his)\b/i

/** Whether each of these lines (one gap between quotations) is sign-off. */
export function signatureLines(lines: readonly string[]): boolean[] {
  const marks = lines.map(() => false)
  markDelimited(lines, marks)
  markFarewells(lines, marks)
  markDisclaimers(lines, marks)
  for (const [at, line] of lines.entries()) if (DEVICE.test(line.trim())) marks[at] = true
  return marks
}

function markDelimited(lines: readonly string[], marks: boolean[]): void {
  const start = lines.findLastIndex((line) => DELIMITER.test(line))
  if (start < 0) return
  const rest = lines.slice(start + 1)
  if (rest.filter((line) => line.trim() !== '').length > MAX_SIGNATURE_LINES) return
  marks[start] = true
  for (const { from, to, text } of paragraphs(rest)) {
    if (SPEAKS.test(text) && !isDisclaimer(text)) return
    marks.fill(true, start + 1 + from, start + 1 + to)
  }
}

function markFarewells(lines: readonly string[], marks: boolean[]): void {
  const firstWritten = lines.findIndex((line) => line.trim() !== '')
  for (const [at, line] of lines.entries()) {
    // With nothing above it, "Thank you" is the message.
    if (!FAREWELL.test(line.trim().slice(0, 60)) || at <= firstWritten) continue
    marks[at] = true
    let named = 0
    for (let next = at + 1; next < lines.length && named < MAX_SIGNATURE_LINES; next += 1) {
      const text = lines[next]?.trim() ?? ''
      if (text !== '' && !isContactLine(text)) break
      if (text !== '') named += 1
      marks[next] = true
    }
  }
}

/** A name, a post, an address, a number: short, and nobody speaks in it. */
const isContactLine = (text: string): boolean =>
  text.length <= 90 &&
  text.split(/\s+/).length <= 10 &&
  !SPEAKS.test(text) &&
  !/^p\.?\s?s\b/i.test(text) &&
  !/[a-z]{2}[.!?]$/.test(text)

/** From the line where it begins to the end of its paragraph. */
function markDisclaimers(lines: readonly string[], marks: boolean[]): void {
  for (const { from, to } of paragraphs(lines)) {
    for (let at = from; at < to; at += 1) {
      if (!isDisclaimer(lines.slice(at, Math.min(at + 4, to)).join('\n'))) continue
      marks.fill(true, at, to)
      break
    }
  }
}

const isDisclaimer = (text: string): boolean => {
  const [first = ''] = text.split('\n', 1)
  return DISCLAIMER.test(text.slice(0, 600)) || (RECIPIENT.test(first) && !SPEAKS_OF_SOMEONE.test(first))
}

type Paragraph = { from: number; to: number; text: string }

/** Runs of lines with no empty line in them. */
function paragraphs(lines: readonly string[]): Paragraph[] {
  const found: Paragraph[] = []
  let from = -1
  for (let at = 0; at <= lines.length; at += 1) {
    const isBlank = (lines[at] ?? '').trim() === ''
    if (!isBlank && from < 0) from = at
    if (isBlank && from >= 0) {
      found.push({ from, to: at, text: lines.slice(from, at).join('\n') })
      from = -1
    }
  }
  return found
}
