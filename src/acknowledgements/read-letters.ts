/**
 * The letters of `rules/acknowledgements/`: one frame for all, and one file a route. Each
 * letter of each office is composed once at the start, so that one too long or with a gap
 * in it stops the start and not the answer to somebody's letter.
 */
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import type { Offices } from '../offices/read-offices.ts'
import { filesIn, type RuleFiles, readRuleFile } from '../rule-files.ts'
import { ROUTES, type Route } from '../triage/route.ts'
import { composeAcknowledgement, MOST_OTHERS } from './letter.ts'

/** RFC 3834 section 3 asks for short; 2 KB is also under what a telephone loads without asking. */
export const MOST_LETTER_BYTES = 2_048

const PLACEHOLDERS = [
  'reference',
  'office',
  'force',
  'professionalStandards',
  'chiefOfficer',
  'officeHolders',
  'goesTo',
  'noticeUrl',
  'noticeVersion',
  'contactEmail',
  'dataProtectionEmail',
  'safeContact',
]

/** A text whose every `{placeholder}` is known, and with none left half open. */
const textWith = (placeholders: readonly string[]) =>
  z.string().superRefine((text, context) => {
    const unknown = [...text.matchAll(/\{([^{}]*)\}/g)].find(([, name = '']) => !placeholders.includes(name))
    if (unknown)
      context.addIssue({ code: 'custom', message: `${unknown[0]} is not one of ${placeholders.join(', ')}` })
    if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, '')))
      context.addIssue({ code: 'custom', message: 'a brace has no partner' })
  })

const Text = textWith(PLACEHOLDERS)
const DateText = textWith(['dueOn']).refine(
  (text) => text.includes('{dueOn}'),
  'it does not say the day: {dueOn}',
)
const Source = z.array(z.string().min(2)).min(1)

const Frame = z.strictObject({
  subject: textWith([]),
  opening: Text,
  emergency: Text,
  /** Kind of clock to the sentence that gives its day. */
  dates: z.record(z.string(), DateText),
  'safe-contact': Text,
  privacy: Text,
  lacking: z.strictObject({ rights: Text, dpo: Text, ico: Text }),
  signature: Text,
  /** In place of all the rest, for somebody who must be reached safely: it has nothing to fill in. */
  discreet: z.strictObject({ sender: textWith([]), subject: textWith([]), text: textWith([]) }),
  source: Source,
})

const RouteLetter = z.strictObject({
  route: z.enum(ROUTES),
  paragraphs: z.array(Text).min(1),
  also: Text.optional(),
  /** Paragraphs in place of the common ones, by office. */
  offices: z.record(z.string(), z.array(Text).min(1)).default({}),
  source: Source,
})

export type LetterFrame = z.infer<typeof Frame>
export type RouteLetter = z.infer<typeof RouteLetter>

export interface Letters {
  readonly frame: LetterFrame
  of(route: Route): RouteLetter
}

const FRAME = 'rules/acknowledgements/frame.yaml'

/** Reads the letters and checks them for every office; throws BadRules for the first that is wrong. */
export function readLetters(files: RuleFiles, offices: Offices): Letters {
  const frame = readRuleFile(FRAME, files[FRAME] ?? '', Frame)
  const byRoute = new Map<Route, RouteLetter>()
  for (const [path, text] of filesIn(files, 'rules/acknowledgements')) {
    if (path === FRAME) continue
    const letter = readRuleFile(path, text, letterBeside(path, offices))
    byRoute.set(letter.route, letter)
  }
  const missing = ROUTES.find((route) => !byRoute.has(route))
  if (missing)
    throw new BadRules(`rules/acknowledgements has no ${missing}.yaml, so that route has no letter`)
  const letters: Letters = { frame, of: (route) => byRoute.get(route) as RouteLetter }
  checkEveryLetter(letters, offices)
  return letters
}

/** One file a route, named for it, that speaks only of offices there are. */
const letterBeside = (path: string, offices: Offices) =>
  RouteLetter.superRefine((letter, context) => {
    const complain = (at: string[], message: string) =>
      context.addIssue({ code: 'custom', path: at, message })
    if (!path.endsWith(`/${letter.route}.yaml`))
      complain(['route'], `the file of ${letter.route} is named ${letter.route}.yaml`)
    for (const id of Object.keys(letter.offices))
      if (!offices.get(id)) complain(['offices', id], `${id} is not one of our offices`)
    for (const { id, routes } of offices.all) {
      const uses = (letter.offices[id] ?? letter.paragraphs).some((text) => text.includes('{goesTo}'))
      if (uses && !routes[letter.route].goesTo)
        complain(['paragraphs'], `${id} does not say where ${letter.route} goes`)
    }
  })

/** The longest that each can become: its own text, the two longest additions and every date. */
function checkEveryLetter(letters: Letters, offices: Offices): void {
  const additions = [...ROUTES].sort((a, b) => lengthOfAlso(letters, b) - lengthOfAlso(letters, a))
  const clocks = Object.keys(letters.frame.dates).map((kind) => ({ kind, dueOn: '2026-09-30' }))
  for (const office of offices.all) {
    for (const route of ROUTES) {
      const others = additions.filter((other) => other !== route).slice(0, MOST_OTHERS)
      const reference = `${office.referencePrefix}-26-000000-0`
      const { text } = composeAcknowledgement({ office, route, others, reference, clocks, letters })
      const size = new TextEncoder().encode(text).length
      const where = `rules/acknowledgements/${route}.yaml`
      if (size > MOST_LETTER_BYTES)
        throw new BadRules(
          `${where}: for ${office.id} it can grow to ${size} bytes, and ${MOST_LETTER_BYTES} is the most`,
        )
      for (const needed of [reference, office.notice.url, office.notice.version, '999', '101'])
        if (!text.includes(needed)) throw new BadRules(`${where}: for ${office.id} it does not say ${needed}`)
    }
  }
}

const lengthOfAlso = (letters: Letters, route: Route): number => letters.of(route).also?.length ?? 0
