import { countUpTo } from './count-up-to.ts'
import { MAX_ATTACHED_TEXT_BYTES } from './limits.ts'
import { isLockedArchive } from './locked-archive.ts'
import type { Message } from './message.ts'
import type { Part } from './part.ts'
import { partKind } from './part-kind.ts'
import type { DocumentRead } from './read-document.ts'
import { SAID, wordsOf } from './words-of.ts'

/** Content that holds words we cannot read, or pictures and sounds of them. */
export type Unread =
  | 'image'
  | 'audio'
  | 'encrypted'
  | 'tnef'
  | 'encoded'
  | 'file'
  | 'garbled'
  | 'empty'
  | 'left-out'

/**
 * Kinds that may hold the letter itself, however much is said beside them: somebody locked
 * it, packed it for one program only, or wrote more than we read. With one of these in it
 * a message counts as not read, so that "no rule matched" is never said of half a letter.
 */
export const HIDES_WORDS: ReadonlySet<string> = new Set<Unread>(['encrypted', 'tnef', 'encoded', 'left-out'])

const BY_TYPE: readonly [RegExp, Unread][] = [
  [/^application\/(?:(?:x-)?pkcs7-mime|pgp-encrypted|x-microsoft-rpmsg-message)$/, 'encrypted'],
  [/^application\/(?:(?:vnd\.)?ms-tnef|vnd\.ms-outlook)$/, 'tnef'],
  [/^(?:audio|video)\//, 'audio'],
  [/^image\//, 'image'],
]

const BY_NAME: readonly [RegExp, Unread][] = [
  [/\.(?:p7m|pgp|gpg|rpmsg)\b|\bencrypted\b|\bpassword[- ]protected\b/i, 'encrypted'],
  [/\bwinmail\.dat\b|\.(?:msg|oft)$/i, 'tnef'],
  [
    /\.(?:mp3|m4a|wav|ogg|oga|opus|amr|aac|flac|wma|mp4|mov|avi|3gpp?|webm)\b|\bvoice[- ]?(?:note|mail|memo|message)\b|\b(?:audio|recording)\b/i,
    'audio',
  ],
  [/\.(?:jpe?g|png|gif|heic|webp|tiff?|bmp)\b|\b(?:image|photo|picture|cid)\b/i, 'image'],
]

/** What a part is to a reader: something unreadable, or `file` for any other attachment. */
export function unreadKind(part: Pick<Part, 'contentType' | 'name' | 'content'>): Unread {
  const byType = BY_TYPE.find(([pattern]) => pattern.test(part.contentType))?.[1]
  if (byType) return byType
  if (isLockedArchive(part.content)) return 'encrypted'
  return BY_NAME.find(([pattern]) => pattern.test(part.name))?.[1] ?? 'file'
}

/** `[image: x.jpg]`, `<Mail attachment>`: a gateway's note that something was there. */
const PLACEHOLDER = /[[<]([^[\]<>\n]{2,200})[\]>]/g

/** What a machine wraps around somebody else's words that are not there. */
const CARRIER =
  /^\s*(?:you(?:'ve| have)? (?:received|got) (?:a|an) (?:new )?(?:fax|voice ?mail|voice message|protected message|secure message|encrypted message|multimedia message|picture message)|<?multimedia message>?)/i

const POINTER =
  /\b(?:attach(?:ed|ment|ments|ing)?|enclosed?|pfa|scan(?:ned|s)?|pdf|see (?:the )?(?:pic|picture|photo|image|file|link)s?|pics?|photos?|screenshots?|voice ?(?:note|mail|message)s?|recording)\b/i

/** The parts of a message that its words are in. */
type Worded = Pick<Message, 'subject' | 'text' | 'stretches'>

/** The words of the body that somebody speaks: own and forwarded, without notes of attachments. */
const spoken = (message: Worded): string =>
  wordsOf(message, SAID, message.subject.length + 1)
    .replace(PLACEHOLDER, ' ')
    .replace(DIVIDERS, ' ')

/** Somebody says something, if only "ok". */
export const hasWords = (message: Worded): boolean => /\p{L}{2}|\p{Lo}/u.test(spoken(message))

const DIVIDERS =
  /^[-\t >]{0,40}(?:forwarded|original) message[-\t ]{0,40}$|^begin forwarded message:$|^(?:from|to|sent|date|subject|cc):.*$/gim

/** With more words than these somebody says something, whatever they point at. */
const FEW_WORDS = 12

/** So few words that they only point at something else: "see attached", "pic of him". */
export function saysLittle(message: Worded): boolean {
  const words = countUpTo(FEW_WORDS + 1, spoken(message), /\p{L}{3,}|\p{Lo}/gu)
  const body = message.text.slice(0, 300)
  return words <= 3 || (words <= FEW_WORDS && POINTER.test(body)) || CARRIER.test(body)
}

/** Pictures below this are logos, unless nothing at all is said beside them. */
const LOGO_BYTES = 15_000

/** What a message is made of, as far as it was taken apart. */
type Contents = {
  parts: readonly Part[]
  /** Attached messages, read. */
  inner: readonly Message[]
  /** Attached documents, read. */
  documents: ReadonlyMap<Part, DocumentRead>
  /** The whole is encrypted. */
  isLocked: boolean
}

/** What an attached message hides is hidden in this one; that it says nothing hides nothing. */
const unreadInside = (inner: Message): Unread[] =>
  (inner.unread as readonly Unread[]).filter((kind) => kind !== 'empty')

/**
 * What of the message could not be turned into words, so that "nothing found" is not read
 * as "nothing there". Sounds and locked content always count. Pictures and files count
 * where the message says little beside them: they are then the message.
 */
export function unreadOf(message: Message, { parts, inner, documents, isLocked }: Contents): Unread[] {
  const little = saysLittle(message)
  const none = !hasWords(message)
  const found = new Set<Unread>([...noted(message.text, little), ...inner.flatMap(unreadInside)])
  if (isLocked) found.add('encrypted')
  for (const part of parts.filter((one) => partKind(one) === 'other')) {
    const document = documents.get(part)?.outcome
    if (document === 'read') continue
    const kind = document === 'locked' ? 'encrypted' : unreadKind(part)
    const isLogo = kind === 'image' && part.content.length < LOGO_BYTES && !none
    const isPlainly = ['image', 'file'].includes(kind) && document !== 'partly'
    if (!isPlainly || (little && !isLogo)) found.add(kind)
  }
  if (/^-----BEGIN PGP MESSAGE-----/m.test(message.text)) found.add('encrypted')
  if (/^begin [0-7]{3,4} \S|^=ybegin /m.test(message.text)) found.add('encoded')
  if (isBareBase64(message.text)) found.add('encoded')
  if (parts.some(isLongText)) found.add('file')
  if (isGarbled(message.text)) found.add('garbled')
  if (none && found.size === 0) found.add('empty')
  return [...found]
}

/** Nothing but lines of base64, of which no header said so. */
function isBareBase64(text: string): boolean {
  const lines = text.slice(0, 20_000).trim().split('\n')
  const isOne = lines.every((line) => /^[A-Za-z0-9+/]*={0,2}\r?$/.test(line))
  return isOne && (lines[0]?.length ?? 0) >= 40
}

/** Of an attached text, as of any other file beside a letter, not everything need be read. */
const isLongText = (part: Part): boolean =>
  ['text', 'html', 'calendar'].includes(partKind(part)) && part.content.length > MAX_ATTACHED_TEXT_BYTES

/** A fifth of the letters are replacement marks, as wrong conversions on the way leave them. */
function isGarbled(text: string): boolean {
  const sample = text.slice(0, 20_000).replace(/\s+/g, '')
  const lost = sample.match(/ï¿½|\ufffd|\?{4,}|[ÃÐÑØÙ][\u0080-\u00bf]/g)?.join('').length ?? 0
  return lost > sample.length * 0.2
}

/** The labels of `visibleText`; `parts` tells more of what they stand for. */
const OUR_NOTES = /^\[(?:Attached file(?:: [^\]\n]*)?|Attached message)\]$/gm

/** Notes of content that a gateway took out or could not turn into text. */
function noted(text: string, little: boolean): Unread[] {
  const notes = [...text.slice(0, 20_000).replace(OUR_NOTES, '').matchAll(PLACEHOLDER)].map(
    (note) => note[1] ?? '',
  )
  return notes.flatMap((note) => {
    if (note.includes('@') && !note.startsWith('cid:')) return []
    const kind = BY_NAME.find(([pattern]) => pattern.test(note))?.[1]
    if (kind === 'audio' || kind === 'encrypted' || kind === 'tnef') return [kind]
    if (!little) return []
    return kind ?? (/^(?:attachment|attached|file)\b|\.[a-z0-9]{2,5}$/i.test(note) ? ['file' as const] : [])
  })
}
