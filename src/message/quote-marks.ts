/**
 * How mail programs mark another person's words: attribution lines, header blocks and
 * dividers, in English, Welsh and the languages people most often write to us in.
 */

/** `> `, behind at most a few spaces. `>From` at a line's start is an old mailbox's escape, not a quotation. */
export const isChevron = (line: string): boolean => /^ {0,3}>(?!From )/.test(line)

const WROTE =
  /(?<!\p{L})(?:wrote|writes|ysgrifennodd|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|napisał(?:\(a\)|a|o)?|a scris|skrev|kirjoitti|írta|yazdı|rašė|написав?(?:а|ла)?|пише|έγραψε)(?!\p{L})/iu

const OPENING =
  /^(?:(?:On|At|Ar|Am|Le|El|Em|Il|Op|Den|På|W dniu|Dnia|În data|Pe|Στις)(?!\p{L})|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\p{L}{1,9}\.?,\s*\d)/iu

const ADDRESS = /[^\s<>"(:]{1,64}@[^\s<>",;:)]{1,200}/

/** A date with its year, and a time. */
const MOMENT = /(?:19|20)\d\d.{0,40}\d{1,2}[:.]\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2}\b.{0,20}\d{1,2}[:.]\d{2}/

/** Whom a person writes of, where a program would set a name: "On 2 October 2026 at 23.51 my husband wrote:". */
const OF_SOMEONE =
  /(?<!\p{L})(?:i|we|you|he|she|they|who|my|our|your|his|her|their|the|this|that|someone|somebody|everyone)(?!\p{L})/iu

/** Lines that only a program writes, whole: GroupWise, Lotus iNotes, Gmail of long ago, Horde, mutt. */
const WHOLE_LINES: readonly RegExp[] = [
  /^>>> .{1,200} >>>$/,
  /^.{1,80}---\d{1,2}[./]\d{1,2}[./]\d{2,4} \d{1,2}:\d{2}/,
  /^\d{4}-\d\d-\d\d \d{1,2}:\d{2}.{0,80}<[^<>\s]{1,64}@[^<>\s]{1,200}>\s*:$/,
  /^(?:Quoting|Zitat von|Citando|Citerar|Citando a) .{1,200}:$/,
  /^[^<>]{0,100}<[^<>\s]{1,64}@[^<>\s]{1,200}> wrote:$/,
]

export type Attribution = {
  /** How many lines it takes. */
  lines: number
  /** A mail program wrote it: it has an address, or a moment and a name, as a person's own "On Friday he wrote:" has not. */
  byProgram: boolean
  /** Whom it names, as it stands there. */
  from: string
}

/** "On …, X wrote:", which programs fold over up to four lines. */
export function attributionAt(lines: readonly string[], at: number): Attribution | undefined {
  const first = lines[at]?.trim() ?? ''
  if (first.length <= 300 && WHOLE_LINES.some((whole) => whole.test(first)))
    return { lines: 1, byProgram: true, from: first }
  if (!OPENING.test(first)) return undefined
  let joined = ''
  for (let count = 1; count <= 4; count += 1) {
    const line = lines[at + count - 1]?.trim() ?? ''
    if (line === '') return undefined
    joined = `${joined} ${line}`.trim()
    if (joined.length > 500) return undefined
    if (/[:：]$/.test(line) && WROTE.test(joined))
      return { lines: count, byProgram: isByProgram(joined), from: joined }
  }
  return undefined
}

const isByProgram = (line: string): boolean =>
  ADDRESS.test(line) || (MOMENT.test(line) && !OF_SOMEONE.test(line.replace(OPENING, '')))

/** The domain of the address that a line names. */
export const domainIn = (line: string): string | undefined => {
  const address = ADDRESS.exec(line.slice(0, 500))?.[0]
  return address
    ?.slice(address.lastIndexOf('@') + 1)
    .replace(/[^\p{L}\p{N}]+$/u, '')
    .toLowerCase()
}

const FROM =
  /^\*?(?:From|Von|De|Da|Van|Oddi wrth|Oddi|Od|Från|Fra|Kimden|De la|Lähettäjä|Feladó|Nuo|От|Від|Από)\*?\s*:\*?\s*(.*)$/i
const OTHER =
  /^\*?(?:Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff|Envoyé|Date|À|A|Objet|Enviado|Fecha|Para|Asunto|Anfonwyd|Dyddiad|At|Pwnc|Wysłano|Do|Temat|Data|Inviato|Oggetto|Verzonden|Aan|Onderwerp|Gönderildi|Kime|Konu|Trimis|Către|Subiect|Lähetetty|Aihe|Elküldve|Címzett|Tárgy|Išsiųsta|Kam|Tema|Skickat|Till|Ämne|Sendt|Til|Emne|Reply-To|Importance)\*?\s*:/i

/** The header lines that Outlook and others set above an older message: "From:" and one more within six lines. */
export function headerBlockAt(lines: readonly string[], at: number): { from: string } | undefined {
  const from = FROM.exec(unquoted(lines[at] ?? '').slice(0, 500))
  if (!from) return undefined
  const next = lines.slice(at + 1, at + 7).map((line) => unquoted(line).slice(0, 200))
  return next.some((line) => OTHER.test(line)) ? { from: from[1] ?? '' } : undefined
}

const unquoted = (line: string): string => line.replace(/^[\s>]+/, '').trimEnd()

const FORWARDED =
  /^\W{0,20}(?:(?:begin |start of )?forwarded (?:message|email|e-mail|text|by)|fwd message|copied|pasted|weitergeleitete nachricht|message transféré|mensaje reenviado|mensagem encaminhada|messaggio inoltrato|doorgestuurd bericht|neges (?:wedi'i )?hanfon ymlaen|przesłana wiadomość)\b[^.?!]{0,80}$/iu

const ORIGINAL =
  /^\W{0,20}(?:original message(?: headers)?|original e?-?mail|original appointment|ursprüngliche nachricht|message d'origine|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|neges wreiddiol|wiadomość oryginalna|reply message)\W{0,20}$/iu

const END =
  /^\s*[-=_*]{3,}\s*(?:end|ends|end of (?:copied |forwarded )?(?:message|email|text))\s*[-=_*]{3,}\s*$/i

/** A divider above another message. A bare word is one only with dashes about it, or as programs write it. */
export function dividerOf(line: string): 'forwarded' | 'original' | 'end' | undefined {
  const text = line.trim().slice(0, 200)
  if (END.test(text)) return 'end'
  const isMarked =
    /^[-_=*~]{2,}/.test(text) || /^(?:begin|start of) forwarded|^original message headers:/i.test(text)
  if (!isMarked) return undefined
  if (FORWARDED.test(text)) return 'forwarded'
  return ORIGINAL.test(text) ? 'original' : undefined
}

/** A drawn line, as Outlook puts above its header block. */
export const isRule = (line: string): boolean => /^\s*[_-]{5,}\s*$/.test(line)
