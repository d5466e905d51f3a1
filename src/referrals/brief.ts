/**
 * What a duty officer has to know, in the order of the six heads of THRIVE (College of
 * Policing): threat, harm, risk, investigation, vulnerability, engagement. Facts of the letter
 * and of our own record only; never a grade, which a checklist cannot give. Pure.
 */
import type { RiskCategory } from '../triage/risk.ts'
import { factsOfLetter, type LetterFacts } from './facts-of-letter.ts'

export type Brief = {
  heads: { head: string; facts: string[] }[]
  /** Kinds of danger that change what may be done, e.g. no answer to a bomb threat. */
  categories: readonly RiskCategory[]
  facts: LetterFacts
}

export type Known = {
  level: 'immediate' | 'serious'
  /** Each kind of danger with its name for people. */
  dangers: readonly { category: RiskCategory; name: string }[]
  text: string
  writer: string
  channel: string
  /** How many earlier cases came from the same address, and how many of them were flagged. */
  earlier: { cases: number; flagged: number }
  /** What is known of how this person may safely be reached; '' where nobody has noted it. */
  safeContact: string
}

const VULNERABLE: readonly [RegExp, string][] = [
  [
    /\b(?:my|her|his|their|the|our) (?:son|daughter|baby|child|children|kids?|grand(?:son|daughter|child))\b/i,
    'a child is spoken of',
  ],
  [
    /\b(?:i am|i'm|im|aged|she is|he is|she's|he's) (?:only )?(?:[1-9]|1[0-7])(?: years? old)?\b(?! (?:weeks|months|days|hours|minutes))/i,
    'an age under 18 is named',
  ],
  [/\bpregnan\w+\b/i, 'somebody is pregnant'],
  [
    /\b(?:wheelchair|disabled|disability|blind|deaf|dementia|alzheimer\w*|learning (?:difficult\w*|disabilit\w*)|autis\w+|epilep\w+)\b/i,
    'a disability or illness is named',
  ],
  [
    /\b(?:[789]\d)(?: years? old|-year-old)\b|\bmy (?:elderly|old) (?:mother|father|mum|dad|neighbour|aunt|uncle)\b/i,
    'an elderly person is spoken of',
  ],
  [/\b(?:medication|insulin|tablets|inhaler|chemo\w*|dialysis)\b/i, 'medicine is spoken of'],
]

/** References that a control room can look up. */
const CRIME_REFERENCE =
  /\b(?:crime|cad|incident|log|ref(?:erence)?)(?: (?:no|number|ref|reference))?[ .:#]{0,3}([A-Z0-9][A-Z0-9/-]{4,20}\d)\b/gi

/** The brief of an alert. */
export function dutyBrief(known: Known): Brief {
  const facts = factsOfLetter(known.text)
  const references = [...known.text.matchAll(CRIME_REFERENCE)].map(([, reference = '']) => reference)
  const vulnerable = VULNERABLE.filter(([pattern]) => pattern.test(known.text)).map(([, said]) => said)
  return {
    facts,
    categories: known.dangers.map(({ category }) => category),
    heads: [
      { head: 'Threat', facts: known.dangers.map(({ name }) => name) },
      {
        head: 'Harm',
        facts: [
          known.level === 'immediate'
            ? 'Flagged immediate: life or serious harm, now or soon.'
            : 'Flagged serious: a danger without an hour.',
        ],
      },
      { head: 'Risk', facts: facts.times.length > 0 ? [`Times named: ${facts.times.join(', ')}.`] : [] },
      {
        head: 'Investigation',
        facts: [
          ...(references.length > 0
            ? [`References named: ${[...new Set(references)].slice(0, 5).join(', ')}.`]
            : []),
          earlierSentence(known.earlier),
        ],
      },
      {
        head: 'Vulnerability',
        facts: vulnerable.map((said) => `${said[0]?.toUpperCase()}${said.slice(1)}.`),
      },
      {
        head: 'Engagement',
        facts: [
          `Came by ${known.channel}, from ${known.writer || 'somebody who gave no name'}.`,
          ...(facts.phones.length > 0
            ? [`Telephone numbers in the letter: ${facts.phones.join(', ')}.`]
            : []),
          ...(facts.places.length > 0 ? [`Places in the letter: ${facts.places.join('; ')}.`] : []),
          known.safeContact || 'Nobody has noted which way to reach them is safe.',
        ],
      },
    ],
  }
}

function earlierSentence({ cases, flagged }: Known['earlier']): string {
  if (cases === 0) return 'No earlier case from this address.'
  const many = cases === 1 ? 'One earlier case' : `${cases} earlier cases`
  return `${many} from this address, ${flagged === 0 ? 'none' : flagged} of them flagged.`
}
