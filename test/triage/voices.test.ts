/** Whose words raise a flag: the writer's own and what they pass on, not what was said to them before. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMessage } from '../../src/message/parse-message.ts'
import { flagRisk } from '../../src/triage/flag-risk.ts'
import { aMail, type MailParts } from '../message/a-message.ts'
import { LAYOUTS, PASSINGS } from '../message/mail-programs.ts'
import { coversReading, voiceOfWords } from '../message/voices-of.ts'
import { riskRules } from './rule-texts.ts'

const DANGER = 'he says he will kill me'
const HARMLESS = 'I thank you for your letter about the panel.'
const OLD = 'We will write to you again about the panel.'

const read = (mail: MailParts) => parseMessage(aMail(mail))
const levelOf = async (mail: MailParts) => flagRisk(await read(mail), riskRules).level

describe('an answer to a letter of the office', () => {
  it.each(LAYOUTS.map((layout) => [layout.program, layout.style, layout] as const))(
    'from %s, with the answer %s: new words raise a flag, old ones do not',
    async (_, __, { answer }) => {
      const message = await read(answer({ own: HARMLESS, old: OLD }))
      expect([voiceOfWords(message, HARMLESS), voiceOfWords(message, OLD)]).toEqual(['own', 'quoted'])
      expect(coversReading(message)).toBe(true)
      expect(await levelOf(answer({ own: DANGER, old: OLD }))).toBe('serious')
      expect(await levelOf(answer({ own: HARMLESS, old: DANGER }))).toBe('none')
    },
  )
})

describe('words of somebody else that are passed on', () => {
  it.each(PASSINGS.map((passing) => [passing.program, passing] as const))(
    'by %s raise a flag',
    async (_, { pass }) => {
      const own = 'Please tell me what I should do about this letter.'
      const message = await read(pass({ own, old: DANGER }))
      expect([voiceOfWords(message, own), voiceOfWords(message, DANGER)]).toEqual(['own', 'forwarded'])
      expect(coversReading(message)).toBe(true)
      expect(flagRisk(message, riskRules).level).toBe('serious')
    },
  )
})

const ANSWERED = { 'In-Reply-To': '<ours-1@office.example>' }
const OFFICE = 'Enquiries <enquiries@office.example>'
const GMAIL = `On Fri, 2 Oct 2026 at 23:51, ${OFFICE} wrote:`
const OUTLOOK = `From: ${OFFICE}\nSent: 02 October 2026 23:51\nTo: Alma\nSubject: yours\n`
const answer = (body: string): MailParts => ({ subject: 'Re: yours', body, headers: ANSWERED })

describe('danger in each voice', () => {
  it.each<[voice: string, mail: MailParts, level: string]>([
    ['own', { body: `${DANGER}.` }, 'serious'],
    ['own, in the subject', { subject: DANGER, body: 'Please ring me.' }, 'serious'],
    ['quoted', answer(`${HARMLESS}\n\n${GMAIL}\n> ${DANGER}`), 'none'],
    [
      'quoted twice over',
      answer(`${HARMLESS}\n\n${GMAIL}\n> We have it.\n>> ${DANGER}\n>>> ${DANGER}`),
      'none',
    ],
    ['forwarded', { subject: 'Fwd: soon', body: `${HARMLESS}\n\n${GMAIL}\n> ${DANGER}` }, 'serious'],
    ['signature', { body: `Please ring.\n\nKind regards\nAda Finch\nThe Kill Myself Band` }, 'none'],
    ['hidden', { html: `<p>Please ring.</p><p style="display:none">${DANGER}</p>` }, 'serious'],
  ])('%s', async (_, mail, level) => {
    expect(await levelOf(mail)).toBe(level)
  })
})

describe('words that could be old and could be new', () => {
  it.each<[what: string, mail: MailParts, level: string]>([
    [
      'words below an Outlook block with nothing above it',
      answer(`${OUTLOOK}\n${OLD}\n\n${DANGER}`),
      'serious',
    ],
    [
      'answers below, between lines without chevrons',
      answer(`Please see my answers below.\n\n${OUTLOOK}\nHow many were there?\nThree, and ${DANGER}.`),
      'serious',
    ],
    [
      'answers below, with chevrons, old danger',
      answer(`Please see my answers below.\n\n${GMAIL}\n> ${DANGER}\n\nThat was in May.`),
      'none',
    ],
    [
      'a person who tells when something was written',
      answer(`I have more to tell.\n\nOn 2 October 2026 at 23:51 my husband wrote:\n\n${DANGER}`),
      'serious',
    ],
    [
      'a person who tells what he wrote, with the time',
      answer(`I have more to tell.\n\nOn 2 October 2026 at 23.51 he wrote:\n${DANGER}`),
      'serious',
    ],
    [
      'a line above that points at it',
      answer(`I have more to tell. He sent me this:\n> ${DANGER}`),
      'serious',
    ],
    [
      'a line above that points at the office',
      answer(`I have more to tell. Your letter says:\n> ${DANGER}`),
      'none',
    ],
    [
      '“see below” over the words of somebody else',
      answer(`Please see below what he wrote.\n\n${OUTLOOK}\n${DANGER}`),
      'serious',
    ],
    [
      '“your letter below”',
      answer(`I have now read your letter below and thank you.\n\n${OUTLOOK}\n${DANGER}`),
      'none',
    ],
    // Nothing new can be read in it, which is for a person to see.
    ['our letter sent back without a word', answer(`${GMAIL}\n> ${DANGER}`), 'unreadable'],
    ['our letter sent back with thanks', answer(`Many thanks\n\n${OUTLOOK}\n${DANGER}`), 'none'],
    [
      'our letter from another of our domains',
      answer(
        `${HARMLESS}\n\nOn Fri, 2 Oct 2026 at 23:51, Office <no-reply@mail.office.example> wrote:\n> ${DANGER}`,
      ),
      'none',
    ],
    [
      'our letter in a first letter',
      { subject: 'My complaint', body: `${HARMLESS}\n\n${OUTLOOK}\n${DANGER}` },
      'none',
    ],
    [
      'words below our letter in a first letter with nothing above it',
      { subject: 'My complaint', body: `${OUTLOOK}\n${OLD}\n\n${DANGER}` },
      'serious',
    ],
    [
      'a letter that lost its “Re:” and its thread',
      {
        subject: 'My complaint',
        body: `${HARMLESS}\n\nOn 2 Oct 2026, at 23:51, Enquiries wrote:\n\n${DANGER}`,
      },
      'serious',
    ],
    [
      'own words set further in',
      {
        subject: 'Re: yours',
        html: `<div>Hello</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>${DANGER}</div></blockquote>`,
        headers: ANSWERED,
      },
      'serious',
    ],
    [
      'a sentence of ours that somebody goes on with',
      answer(
        `${HARMLESS}\n\n${GMAIL}\n> We ask whether it is true that the man who lives there says he will\nkill me`,
      ),
      'serious',
    ],
    [
      'a line of ours that broke without its chevron',
      answer(`${HARMLESS}\n\n${GMAIL}\n> We have read that\n${DANGER}`),
      'serious',
    ],
    [
      'words after the end of what was copied',
      { body: `----- copied -----\n${OLD}\n----- end -----\n\n${DANGER}` },
      'serious',
    ],
    ['words in inverted commas', { body: `My neighbour said to her “${DANGER}”.` }, 'serious'],
  ])('%s', async (_, mail, level) => {
    const message = await read(mail)
    expect(flagRisk(message, riskRules).level).toBe(level)
    expect(coversReading(message)).toBe(true)
  })

  it('keeps a flag that it does not raise as a note with the reason', async () => {
    const { flags } = flagRisk(await read(answer(`${HARMLESS}\n\n${GMAIL}\n> ${DANGER}`)), riskRules)
    expect(new Set(flags.map(({ level }) => level))).toEqual(new Set(['none']))
    expect(flags[0]?.because).toContain('It stands in an earlier message that is answered.')
  })
})

const OWN_LINE: fc.Arbitrary<string> = fc.constantFrom(
  'I saw him there.',
  'No, it was Monday',
  'she is frightened:',
  'To: the panel',
  '',
  'On Friday he came',
)
const OLD_LINE: fc.Arbitrary<string> = fc.constantFrom(
  '> How many were there?',
  '> On Friday, was it?',
  '>> When?',
  '> From: the office',
  '>',
  '> Sent: today',
)

describe('a line that the writer puts between old ones', () => {
  it('is never taken for an old one', async () => {
    const body = fc.array(fc.oneof(OWN_LINE, OLD_LINE), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(body, fc.nat(12), async (lines, at) => {
        const mixed = lines.toSpliced(Math.min(at, lines.length), 0, `${DANGER}.`)
        const message = await read(answer(mixed.join('\n')))
        expect(voiceOfWords(message, DANGER)).toBe('own')
      }),
      { numRuns: 200 },
    )
  })
})
