/** Labelled letters: what a model learns from and what triage is measured on. They stay outside the repository. */
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import type { LetterExample } from './read-examples.ts'
import { RISK_CATEGORIES, RISK_LEVELS } from './risk.ts'
import { ROUTES } from './route.ts'

const Letter = z.object({
  id: z.string().min(1),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  body: z.string(),
  primary: z.enum(ROUTES),
  others: z.array(z.enum(ROUTES)),
  risk: z.object({
    level: z.enum(RISK_LEVELS),
    categories: z.array(z.enum(RISK_CATEGORIES)),
    evidence: z.array(z.string()),
  }),
  why: z.string(),
})

/** A letter with what people said that it is. `why` begins "Hard negative" where risk words carry no risk. */
export type LabelledLetter = z.output<typeof Letter>

/** Reads one letter a line; throws BadRules with the line, never with a word of the letter. */
export function readLetters(path: string, text: string): LabelledLetter[] {
  return text
    .split('\n')
    .flatMap((line, at) => (line.trim() === '' ? [] : [readLetter(`${path} line ${at + 1}`, line)]))
}

function readLetter(where: string, line: string): LabelledLetter {
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch {
    // The error's own text quotes the line, and so the letter.
    throw new BadRules(`${where}: this is not JSON`)
  }
  const checked = Letter.safeParse(given)
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  throw new BadRules(`${where}: ${issue?.path.join(' › ') || 'the letter'}: ${issue?.message}`)
}

/** A letter of the project's own examples in the same shape; what they do not tell stays empty. */
export const labelledOf = (example: LetterExample): LabelledLetter => ({
  id: example.id,
  from: 'A member of the public <writer@public.example>',
  to: example.to,
  subject: example.subject,
  body: example.body,
  primary: example.primary,
  others: example.others,
  risk: { level: example.level, categories: example.categories, evidence: example.evidence },
  why: '',
})

/** The letter as a plain-text mail (RFC 5322), so that it is read as any mail is. */
export function mailOf({ id, from, to, subject, body }: LabelledLetter): Uint8Array {
  const lines = [
    `From: ${encodedPhrase(from)}`,
    `To: ${encodedPhrase(to)}`,
    `Subject: ${encoded(subject)}`,
    'Date: Tue, 06 Oct 2026 09:15:00 +0100',
    `Message-ID: <${id.replace(/[^\w.-]/g, '')}@labelled.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ]
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n${body.replace(/\r?\n/g, '\r\n')}`)
}

/** Only the name before an address may be an encoded word (RFC 2047 section 5). */
const encodedPhrase = (address: string): string =>
  address.replace(/^(.*?)(\s*<[^<>]*>)$/, (_, name: string, rest: string) => `${encoded(name)}${rest}`)

/** An RFC 2047 word where the text is not plain ASCII on one line. */
function encoded(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  const bytes = Array.from(new TextEncoder().encode(text.replace(/[\r\n]+/g, ' ')))
  return `=?utf-8?B?${btoa(String.fromCharCode(...bytes))}?=`
}
