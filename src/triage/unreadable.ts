/**
 * Whether the words of a message could not be had: a picture, a recording, a failed
 * scan, an encrypted file, another language, or nothing at all. Such a message is
 * handled as serious, because nobody has read it (taxonomy of risk, `unreadable`).
 */
import type { Message } from '../message/message.ts'
import { HIDES_WORDS } from '../message/unread.ts'
import { SAID, wordsOf } from '../message/words-of.ts'
import { languageOf } from './language.ts'

const FEWEST_WORDS = 4
const FEWEST_WORDS_OF_RAW = 20

/** Stands in the text for something that is not text: "[image: …]", "<multimedia message>". */
const PLACEHOLDER = /\[[^[\]\n]{0,300}\]|<[^<>\n]{0,300}>/g
const UNREAD_THING =
  /[[<][^[\]<>\n]{0,300}(?:image|photo|picture|video|audio|voice|recording|cid:|attachment|scan|fax|multimedia|pages?\b|encrypted|\.(?:jpe?g|png|heic|gif|tiff?|mp[34]|m4a|amr|wav|pdf|docx?|wps|p7m|rpmsg))[^[\]<>\n]{0,300}[\]>]/i

/** Lines that a device or a gateway writes around something that it could not put into words. */
const DEVICE_LINE =
  /^[ \t]*(?:sent from (?:my|outlook|yahoo|mail|samsung|the)\b.*|get outlook for.*|-+ ?forwarded message ?-+|you have (?:received|been sent|a new) .*|(?:sender|pages?|status|duration|size|confidence|file|scanned by|from device) ?:.*|to (?:read|view|open|hear|listen to) (?:it|this|the).*|this (?:link|message|e-?mail|fax|scan) (?:has|is|was|contains).*|contact the sender.*|(?:please )?(?:see|open|find) (?:the |my )?(?:attached|attachment|enclosed|pic|pics|picture|photo|photos|file|scan|below)\b.{0,30}|press reply .*)$/gim

/** Whether nobody could say what this message says. */
export function isUnreadable(message: Message): boolean {
  if (message.unread.some((kind) => HIDES_WORDS.has(kind))) return true
  const text = ownText(message)
  const words = wordsIn(text.replace(PLACEHOLDER, ' ').replace(DEVICE_LINE, ' '))
  const language = languageOf(text.replace(PLACEHOLDER, ' '))
  if (words.length >= FEWEST_WORDS && language !== 'en' && language !== 'und') return true
  if (message.status === 'raw-only' && words.length < FEWEST_WORDS_OF_RAW) return true
  if (words.length >= FEWEST_WORDS) return false
  const hasUnread = message.unread.length > 0 || message.attachments.length > 0 || UNREAD_THING.test(text)
  if (hasUnread) return true
  return words.length === 0 && wordsIn(message.subject).length < FEWEST_WORDS
}

const wordsIn = (text: string): readonly string[] =>
  (text.match(/[\p{L}\p{M}']{2,}/gu) ?? []).filter((word) =>
    /[aeiouyàèìòùáéíóúâêîôûäëïöü]|[^\p{Script=Latin}]/iu.test(word),
  )

/** The body without quoted mail and signatures. */
const ownText = (message: Message): string => wordsOf(message, SAID, message.subject.length)
