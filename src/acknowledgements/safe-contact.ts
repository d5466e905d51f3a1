/**
 * What writers say about which ways of reaching them are safe. People who are watched
 * put it in many ways; the mistake chosen here is the hold too many, which costs an hour
 * until a person looks, and not the letter that somebody else reads.
 */
import { type Message, reading } from '../message/message.ts'

/** Where the wish is in the reading of the message, and what it means in a sentence. No word of the writer's. */
export type SafeContactWish = { because: string; start: number; end: number }

type Wish = {
  because: string
  patterns: readonly RegExp[]
  /** It speaks of the telephone or the post, and loses its force where the writer calls email fine. */
  yieldsToEmail: boolean
}

const PERSON = `(?:he|she|they|someone|somebody|(?:my|our|her|his) (?:\\w+[- ])?(?:husband|wife|hubby|partner|ex|boyfriend|girlfriend|fianc[eé]e?|dad|father|mum|mam|mom|mother|step\\w+|parents|brothers?|sisters?|sons?|daughters?|uncles?|aunts?|cousins?|family|in-laws|carers?|landlord|boss|manager|flatmate|housemate)|the (?:boss|madam|carers?|family))`
const READS = `reads?|checks?|reading|checking|watch(?:es|ing)?|monitors?|monitoring|opens?|opening|sees|seeing|searche?s|looks? (?:at|through|in|into)|looking (?:at|through)|goes? through|going through|go(?:es|t|ets)? into|gets? in(?:to)?|controls?|track(?:s|ing)|has access to|have access to|can (?:read|see|get into|access|open)|logs? in(?:to)?|is logged in(?:to)?|has (?:got )?(?:the |my )?passwords? (?:to|for)`
const FRIEND = `(?:friend|neighbou?r|mate|colleague|workmate|co-?worker|sister|brother|mum|mam|mother|dad|daughter|son|aunt|auntie|cousin|nan|boss|teacher|support worker|customer)`
const MAIL = `(?:e-?mails?|mails?|in-?box|messages?|texts?|phones?|mobiles?|post|letters?|computer|laptop|tablet|accounts?|browser|calls|voicemails?|whatsapp)`
const DO_NOT = `(?:do not|don'?t|must ?n[o']t|mustn'?t|never|cannot|can'?t|should ?n[o']t)`
const REACH = `(?:reply|respond|write|e-?mail|mail|ring|call|phone|telephone|text|contact|answer|message)`
// A request opens its clause. "You don't reply to my letters" is a complaint and not a wish.
const ASKED = `(?:^|\\byou (?=must|should)|[.!?,;:\\n(–—-]|\\bplease|\\bpls(?: help)?|\\bplz|\\bjust|\\bbut|\\bso|\\bor|\\band)\\s{0,3}(?:please )?`
const MY_PLACE = `(?:(?:to|at|on|by|via|using|with) )?(?:this|my|the|that|any other|our) (?:\\w+ ){0,2}(?:e-?mail|address|account|in-?box|number|phone|mobile|landline|house|home|line|one)`
const ANY = `(?:\\w+ ){0,3}`

const WISHES: readonly Wish[] = [
  {
    because: 'The writer asks not to be answered at this address, or by some way of reaching them.',
    patterns: [
      `${ASKED}${DO_NOT} (?:please )?(?:ever )?(?:try to )?${REACH}(?: (?:me|us|back|to me|me back))?(?: ${MY_PLACE}| here\\b| at home\\b| at work\\b| by (?:e-?mail|post|phone|letter|text)\\b| directly\\b| until\\b| unless\\b| when\\b| after\\b| before\\b| while\\b| if\\b| because\\b|(?: as)? (?:he|she|they)\\b| as (?:my|it|i)\\b|(?=[.!,;\\n])|$)(?! (?:by e-?mail )?(?:alone|only))`,
      `${ASKED}${DO_NOT} (?:send|post|leave) (?:me |us )?(?:any ?thing|an? (?:e-?mail|reply|answer|letter|message|text|voice ?mail)|(?:any )?(?:e-?mails?|letters?|messages?|post|voice ?mails?))(?! to (?:the|them|him|her))`,
      `(?:\\bnot|n't|\\bnever|\\bun)[ -]?(?:be )?(?:a )?safe (?:for me |for you |for us )?(?:to|if you) ${ANY}${REACH}`,
      `\\bsafe contact ?(?::|is\\b|through\\b)`,
      `\\b(?:safe|safest) (?:way|time|number|address|e-?mail|place) (?:to|for) ${ANY}(?:reach|get|${REACH})`,
    ],
    yieldsToEmail: true,
  },
  {
    because: 'The writer says that someone else can read their mail or use their telephone.',
    patterns: [
      `\\b${PERSON} (?:\\w+ ){0,2}(?:${READS}) (?:all |both )?(?:of )?(?:(?:my|our|this|these|every) (?:\\w+ )?|the )${MAIL}\\b(?! numbers?\\b)`,
      `\\b${PERSON} can (?:\\w+ )?(?:see|read|open|get into) this(?: one| address|[.,;])`,
      `\\b(?:reads?|checks?|opens?|sees|goes through) (?:all )?(?:my|our) ${MAIL}(?: and (?:my )?${MAIL})? (?:all the time|every|at night|when|too|so|before)`,
      `\\b${PERSON} (?:\\w+ )?(?:knows?|has|have|had) (?:got )?(?:all )?my pass ?words?\\b`,
      `\\b(?:e-?mails?|phone|messages|post|mail) (?:is|are|gets?|being|get) (?:\\w+ )?(?:monitored|watched|read|checked|tracked|opened) by\\b`,
      `\\bmy (?:e-?mails?|mail|phone|messages|post|calls) (?:is|are) (?:\\w+ )?(?:being )?(?:monitored|watched|checked|tracked|bugged|read|opened)\\b`,
      `\\bwe (?:both )?share (?:this|an?|the|one) (?:\\w+ )?(?:e-?mail|in-?box|account|phone|mobile)`,
    ],
  },
  {
    because: 'The writer gives the hours or the ways in which it is safe to reach them.',
    patterns: [
      `(?:${ASKED}|\\b(?:can|could|should|to|may|if you) )(?:ring|call|phone|telephone|text|contact)(?: me)? only (?:\\w+ ){0,2}(?:\\d|between|before|after|from|when|while|during|on (?:a )?\\w+days?|in the|at)`,
      `(?:${ASKED}|\\b(?:can|could|would|should|must) (?:you )?(?:please )?)only (?:ring|call|phone|telephone|text|contact|reach|e-?mail)(?: me)? (?:\\w+ ){0,2}(?:\\d|between|before|after|from|when|while|during|on (?:a )?\\w+days?|in the (?:morning|day|afternoon|evening))`,
      `\\b(?:ring|call|phone|text|reach|contact)(?: me)? (?:\\w+ ){0,3}(?:when|while) (?:he|she|they|my \\w+)(?:'s|'re| is| are| has| have) (?:\\w+ )?(?:out|away|at|gone|asleep|working)`,
    ],
    yieldsToEmail: true,
  },
  {
    because: 'The writer asks for the message to be removed, so that nobody finds it.',
    patterns: [
      `\\bdelet(?:e|ing) (?:this|these|the|my) (?:\\w+ )?(?:e-?mails?|messages?|texts?)(?: (?:after|once|when|as soon|straight|right|now|so|before|because|in case|please|he|she|i))`,
      `\\b(?:please|pls|plz|must|will|have to|going to|gonna|need to|i'?m|i'?ll) delet(?:e|ing) (?:this|it) (?:\\w+ )?(?:after|once|when|as soon|straight|right|now|so|before|because|in case)`,
      `${ASKED}delete this(?: (?:e-?mail|message|text))?(?=\\s{0,3}(?:[.!,;\\n]|$))`,
    ],
  },
  {
    because: 'The writer says that someone must not find out that they wrote.',
    patterns: [
      `\\bif ${PERSON} (?:ever )?(?:finds?|found|see?s?|saw|reads?|knew|knows?|hears?|discovers?|gets? to know|catch(?:es)?) (?:out )?(?:about )?(?:that )?(?:i (?:wrote|write|'?ve|have|am|emailed|contacted|told)|i'?ve|i'?m|this\\b|me writing|what i|any of this|we've|(?:the|my) e-?mail)`,
      `\\b${PERSON} (?:does ?n[o']t|doesn'?t|do not|don'?t|must ?n[o']t|mustn'?t|can'?t|cannot|should ?n[o']t) (?:ever )?(?:know|find out|see|hear|learn)(?: that| about)? (?:this e-?mail|this message|i(?:'m| am|'ve| have) (?:writing|written|e-?mail|contact|in touch|telling|told|doing this|got this)|i (?:write|wrote|e-?mailed|contacted|told)|about this)`,
      `${ASKED}${DO_NOT} (?:tell|let|inform|notify) (?:him|her|them|my \\w+|anyone at (?:home|work)|anybody at home) (?:know )?(?:about (?:this|me)|that i|i(?:'ve|'m)?|where)\\b`,
      `\\bwithout (?:him|her|my \\w+) (?:knowing|finding out|seeing)\\b`,
    ],
  },
  {
    because: "The writer is using somebody else's telephone, computer or address.",
    patterns: [
      `\\b(?:using|on|from|borrow(?:ed|ing)|via|through) (?:my|a|the) ${FRIEND}(?:'?s|s')?(?: \\w+)? (?:phone|mobile|e-?mail|account|computer|laptop|tablet|address|ipad)`,
    ],
  },
].map(({ patterns, ...wish }) => ({
  yieldsToEmail: false,
  ...wish,
  patterns: patterns.map((pattern) => new RegExp(pattern, 'im')),
}))

/** Then a wish about the telephone or the post says nothing against answering by email. */
const EMAIL_IS_FINE =
  /\be-?mail(?:'s| is| address is)? (?:only|fine|ok|okay|best|safe|instead)\b|\b(?:you can|you may|please|just|only|rather) e-?mail me\b|\be-?mail me (?:instead|please|only)|\b(?:use|to|at|by|via|on) (?:this |my )?e-?mail(?: address)?,? (?:only|not the|instead|please)|\b(?:only|just) (?:to|at|by|via) (?:this )?(?:e-?mail|address)\b/i

/** The footer that lawyers add: it asks a wrong addressee to delete, and is no wish of the writer's. */
const DISCLAIMER =
  /intended (?:recipient|addressee)|in error|by mistake|notify (?:the sender|us|me)|unauthori[sz]ed|legally privileged/i

/** As far as a disclaimer reaches in either direction. */
const NEAR = 300

/** The first such wish in the writer's own words; undefined where none was found, which is no proof of safety. */
export function safeContactWish(message: Message): SafeContactWish | undefined {
  const text = reading(message)
    .replace(/[‘’ʼ´`]/g, "'")
    .replace(/[\u00a0\t]/g, ' ')
  for (const { voice, start, end } of message.stretches) {
    if (voice !== 'own' && voice !== 'signature') continue
    const words = text.slice(start, end)
    // Once as written and once with wrapped lines joined: a line end may close a sentence or cut it.
    const found = firstWish(words) ?? firstWish(words.replace(/(\S)\n(?=\S)/g, '$1 '))
    if (found) return { ...found, start: start + found.start, end: start + found.end }
  }
  return undefined
}

function firstWish(words: string): SafeContactWish | undefined {
  const prefersEmail = EMAIL_IS_FINE.test(words)
  for (const { because, patterns, yieldsToEmail } of WISHES) {
    for (const pattern of patterns) {
      const match = pattern.exec(words)
      if (!match) continue
      if (yieldsToEmail && prefersEmail && !/mail|reply|respond|answer/i.test(match[0])) continue
      const end = match.index + match[0].length
      if (DISCLAIMER.test(words.slice(Math.max(0, match.index - NEAR), end + NEAR))) continue
      return { because, start: match.index, end }
    }
  }
  return undefined
}
