/** Danger where it is hard to see, from the bytes of a mail to the level: reliability list (b), 58, 63 and 64. */
import { describe, expect, it } from 'vitest'
import { type Message, reading } from '../../src/message/message.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import type { RiskFlag } from '../../src/triage/risk.ts'
import { triageMessage } from '../../src/triage/triage-message.ts'
import { aMail, type MailParts } from '../message/a-message.ts'
import { riskRules } from './rule-texts.ts'

const PLAIN = 'he says he will kill me'

async function judged(given: MailParts): Promise<{ message: Message; level: string; raised: RiskFlag[] }> {
  const message = await parseMessage(aMail(given))
  const { risk } = triageMessage(message, riskRules)
  return { message, level: risk.level, raised: risk.flags.filter(({ level }) => level !== 'none') }
}

/** Each way to split or disguise "kill", and how it then stands in the text that the flag points into. */
const SPLIT: [trick: string, mail: MailParts, shown: string][] = [
  ['zero-width characters', { body: 'he says he will k\u200bi\u200cl\ufeffl me' }, 'k\u200bi\u200cl\ufeffl'],
  ['homoglyphs', { body: 'he says he will kіӏl me' }, 'kіӏl'],
  ['mathematical letters', { body: 'he says he will 𝗸𝗶𝗹𝗹 me' }, '𝗸𝗶𝗹𝗹'],
  ['spaces', { body: 'he says he will k i l l me' }, 'k i l l'],
  ['no-break spaces', { body: 'he says he will k\u00a0i\u00a0l\u00a0l me' }, 'k\u00a0i\u00a0l\u00a0l'],
  ['full stops', { body: 'he says he will k.i.l.l me' }, 'k.i.l.l'],
  ['soft hyphens', { body: 'he says he will ki\u00adll me' }, 'ki\u00adll'],
  ['a soft hyphen at the end of a line', { body: 'he says he will mur\u00ad\nder me' }, 'mur\u00ad\nder'],
  ['a right-to-left override', { body: 'he says he will \u202ellik\u202c me' }, '\u202ellik\u202c'],
  ['an entity left in plain text', { body: 'he says he will &#107;ill me' }, '&#107;ill'],
  ['entities in HTML', { html: '<p>he says he will &#107;&#x69;&#108;l me</p>' }, 'kill'],
  ['entities encoded twice in HTML', { html: '<p>he says he will &amp;#107;ill me</p>' }, '&#107;ill'],
  ['comments in HTML', { html: '<p>he says he will k<!-- x -->il<!-- y -->l me</p>' }, 'kill'],
  ['tags in HTML', { html: '<p>he says he will k<b></b>i<span>l</span><wbr>l me</p>' }, 'kill'],
  ['figures', { body: 'he says he will k1ll me' }, 'k1ll'],
  ['stretched letters', { body: 'he says he will kiiiill me' }, 'kiiiill'],
]

describe('danger in disguise', () => {
  it.each(SPLIT)('b58: split by %s, the flag is that of the plain words', async (_, mail, shown) => {
    const plain = await judged({ body: PLAIN })
    const { message, level, raised } = await judged(mail)
    expect(level).toBe(plain.level)
    expect(raised.map(({ category }) => category)).toContain('threat-to-life')
    for (const { start, end, evidence } of raised) {
      expect(reading(message).slice(start, end)).toBe(evidence)
    }
    expect(raised.map(({ evidence }) => evidence)).toContain(`he says he will ${shown} me`)
  })
})

const HEADERS = { 'In-Reply-To': '<ours@office.example>' }
const OFFICE = 'Office <enquiries@office.example>'
const INNER = `From: him@example.org\r\nSubject: soon\r\n\r\n${PLAIN}`
const INVITE = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Friday\r\nDESCRIPTION:${PLAIN}\r\nEND:VEVENT\r\nEND:VCALENDAR`

describe('danger in a place of its own', () => {
  it.each<[place: string, mail: MailParts, level: string]>([
    ['the subject only', { subject: PLAIN, body: 'please ring' }, 'serious'],
    [
      'the HTML only',
      { body: 'please ring me when you can do so', html: `<p>please ring</p><p>${PLAIN}</p>` },
      'serious',
    ],
    [
      'the name of an attachment',
      { parts: [{ contentType: 'image/png', content: 'x', name: `${PLAIN}.png` }] },
      'serious',
    ],
    [
      'a quoted earlier message',
      {
        subject: 'Re: yours',
        headers: HEADERS,
        body: `I thank you for that letter.\n\nOn 6 Oct 2026 at 10:00, ${OFFICE} wrote:\n> ${PLAIN}`,
      },
      'none',
    ],
    [
      'a signature, where nobody speaks',
      { body: 'Please ring.\n-- \nAda Finch\nAuthor of “They will kill the king”' },
      'none',
    ],
    ['a signature, where somebody speaks', { body: `Please ring.\n-- \nAda Finch\n${PLAIN}` }, 'serious'],
    ['a message passed on inside', { parts: [{ contentType: 'message/rfc822', content: INNER }] }, 'serious'],
    ['an invitation', { parts: [{ contentType: 'text/calendar', content: INVITE }] }, 'serious'],
    ['text that is not shown', { html: `<p>Hello</p><div style="display:none">${PLAIN}</div>` }, 'serious'],
  ])('b58: in %s', async (_, mail, level) => {
    expect((await judged(mail)).level).toBe(level)
  })
})

describe('letters in other languages and other ways of writing', () => {
  it.each<[what: string, body: string, level: string]>([
    ['Welsh', 'Annwyl syr, mae fy ngŵr yn bygwth fy lladd i heno ac rydw i yn ofni mynd adref.', 'serious'],
    [
      'Polish',
      'Dzień dobry, mąż powiedział że mnie zabije i nie wiem co mam zrobić, proszę o pomoc.',
      'serious',
    ],
    ['Arabic', 'زوجي يقول إنه سوف يقتلني الليلة وأنا خائفة جدا من فضلكم ساعدوني', 'serious'],
    ['pictures among the words', '😭😭 he says 🔪 he will kill me 😭 pls help 🙏', 'serious'],
    ['nothing but pictures', '😭🔪🩸', 'unreadable'],
    ['capitals', 'HE SAYS HE WILL KILL ME AND NOBODY LISTENS', 'serious'],
    [
      'speech turned into text',
      'um yeah hi so my ex partner he uh he said he will kill me if i go to the police and um yeah thank you bye',
      'serious',
    ],
  ])('b64: %s', async (_, body, level) => {
    const found = (await judged({ subject: '', body })).level
    // The higher of two dangers is the safer mistake, and the model may hear it so.
    expect(found === 'immediate' ? 'serious' : found).toBe(level)
  })
})

describe('a text made to keep the rules busy', () => {
  it.each([
    'a',
    'he will ',
    'k i l l ',
    'ki\u200bll ',
    '&amp;#107;',
    'kill-',
    '?',
    '> ',
    '“',
    'я',
    '\u0301',
    '((',
    'he will kill me tonight but is not here now\n',
  ])(
    'b63: a million characters of %j leave the danger at their end to be seen',
    async (piece) => {
      const body = `${piece.repeat(Math.floor(999_000 / piece.length))}\n\n${PLAIN} tonight.`
      const began = performance.now()
      const { level, raised } = await judged({ body })
      expect(level).toBe('immediate')
      expect(raised.some(({ evidence }) => evidence.includes('kill me tonight'))).toBe(true)
      // The promise is ten seconds a mail, for parser and triage together.
      expect(performance.now() - began).toBeLessThan(10_000)
    },
    20_000,
  )
})
