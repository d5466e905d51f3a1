/**
 * A few hundred made-up letters out of which any number of cases is made. Their routes, levels and
 * languages are spread about as an office has them; nobody in them is anybody. Pure.
 */
import type { RiskLevel } from '../triage/risk.ts'
import type { Route } from '../triage/route.ts'
import type { Triage } from '../triage/triage.ts'

export type SeedLetter = {
  subject: string
  text: string
  route: Route
  others: Route[]
  risk: RiskLevel
  language: string
  abstained: boolean
  triage: Triage
  /** Where the words of danger stand, in subject, line feed, text. */
  danger: { start: number; end: number } | undefined
}

/** How many of a hundred letters are of that route, with what such a letter is about. */
const ROUTES_OF_LETTERS: readonly [Route, number, string, string][] = [
  ['general-enquiry', 22, 'A question about', 'Could you tell me who is responsible for'],
  ['police-complaint', 19, 'Complaint about an officer in', 'An officer was rude to me when I reported'],
  ['force-enquiry', 12, 'Update on my crime report:', 'I have heard nothing from the police about'],
  [
    'foi',
    10,
    'Freedom of Information request:',
    'Under the Freedom of Information Act please send figures for',
  ],
  ['complaint-review', 8, 'Request for a review:', 'I am not content with the outcome of my complaint about'],
  ['not-correspondence', 8, 'Newsletter:', 'This month our readers learn about'],
  ['sar', 5, 'Copy of my information:', 'Please send me everything you hold about me and'],
  ['office-complaint', 3, 'Complaint about your office:', 'Your office did not answer my letters about'],
  ['deputy-mayor', 2, 'For the deputy mayor:', 'I would ask the deputy mayor to look at'],
  ['consultation', 2, 'Answer to the consultation:', 'My answer to the consultation is about'],
  ['iopc-referral', 1, 'Death after contact:', 'My brother died after he was stopped about'],
  [
    'chief-officer-complaint',
    1,
    'Complaint about the Commissioner:',
    'The Commissioner misled the public about',
  ],
  ['office-holder-complaint', 1, 'Conduct of the office holder:', 'The office holder lied in public about'],
  ['data-rights', 1, 'Please correct my record:', 'What you hold about me is wrong where it says'],
  ['victims-commissioner', 1, 'For the victims commissioner:', 'Victims are not told anything about'],
  ['board-question', 1, 'Question for the board:', 'My question to the board is about'],
  ['volunteering', 1, 'Custody visiting:', 'I would like to become a volunteer because of'],
  ['supplier-or-funding', 1, 'Grant:', 'Our charity asks for a grant towards'],
  ['recruitment', 0.5, 'Application:', 'I apply for the post that deals with'],
  ['event-or-list', 0.5, 'Invitation:', 'We invite you to our evening about'],
]

const MATTERS = [
  ...['speeding', 'burglary', 'a stolen bicycle', 'stop and search', 'noise at night', 'drug dealing'],
  ...['the closed front counter', 'a broken camera', 'hate crime', 'knife crime', 'a lost wallet'],
  ...['parking outside the school', 'vandalism', 'fraud', 'anti-social behaviour', 'a vigil', 'fly-tipping'],
  ...['the budget', 'body-worn video', 'response times', 'a firearms licence', 'neighbourhood officers'],
]
const STREETS = [
  ...['Larkspur Road', 'Tannery Lane', 'Quayside Mews', 'Hollin Street', 'Cobbler Row', 'Vespasian Way'],
  ...['Ottershaw Close', 'Bellfounder Hill', 'Dunnock Avenue', 'Sallow Park', 'Weavers Gate', 'Pipit Green'],
  ...['Marlpit Terrace', 'Fennel Court', 'Halyard Drive', 'Kestrel Yard', 'Bramling Square'],
]
const ENDS = [
  'I have written twice and would be glad of an answer this time.',
  'My neighbours have noticed the same and are willing to say so.',
  'It began in the spring and has become worse since.',
  'I attach nothing, but I have kept photographs and can send them.',
  'Please telephone in the evening, as I work during the day.',
  'I do not want my name passed on without being asked first.',
]
const DANGER = {
  immediate: 'I have taken all the tablets I had saved and I do not want to be found.',
  serious: 'He said that he would hurt me if I went to the police again.',
} as const
const LANGUAGES = [...Array<string>(46).fill('en'), 'cy', 'pl', 'ro', 'und']

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T

/** The k-th letter; the same for the same number, always. */
function seedLetter(k: number, routes: readonly (typeof ROUTES_OF_LETTERS)[number][]): SeedLetter {
  const [route, , about, opening] = pick(routes, k)
  const matter = pick(MATTERS, k * 7 + 3)
  const street = pick(STREETS, k * 5 + 1)
  const isMail = route === 'not-correspondence'
  const risk: RiskLevel =
    !isMail && k % 97 === 5
      ? 'immediate'
      : !isMail && k % 53 === 7
        ? 'serious'
        : k % 211 === 11
          ? 'unreadable'
          : 'none'
  const words = risk === 'immediate' || risk === 'serious' ? DANGER[risk] : undefined
  const subject = `${about} ${matter}`
  const text = [
    'Dear Sir or Madam,',
    `${opening} ${matter} in ${street}, near number ${(k * 13) % 240}. ${pick(ENDS, k)} ${pick(ENDS, k * 5 + 2)}`,
    ...(words ? [words] : []),
    `The police gave me the number ${4_000_000 + k * 37} and said that somebody would be in touch.`,
    'Yours faithfully',
  ].join('\n\n')
  const others: Route[] = route === 'police-complaint' && k % 5 === 0 ? ['force-enquiry'] : []
  const abstained = k % 9 === 4
  const start = words ? subject.length + 1 + text.indexOf(words) : 0
  const flag = words && {
    ...{ ruleId: 'seeded', category: risk === 'immediate' ? 'suicide-self-harm' : 'threat-to-life' },
    ...{
      level: risk,
      evidence: words,
      start,
      end: start + words.length,
      because: 'Made up with its letter.',
    },
  }
  const because = ['Made up with its letter.']
  return {
    ...{ subject, text, route, others, risk, abstained, language: pick(LANGUAGES, k * 11 + 1) },
    danger: words ? { start, end: start + words.length } : undefined,
    triage: {
      language: pick(LANGUAGES, k * 11 + 1),
      route: {
        primary: route,
        others,
        candidates: [
          { route, score: abstained ? 0.44 : 0.91, because },
          { route: route === 'general-enquiry' ? 'force-enquiry' : 'general-enquiry', score: 0.05, because },
          { route: route === 'sar' ? 'foi' : 'sar', score: 0.01, because },
        ],
        abstained,
      },
      risk: { level: risk, flags: flag ? [flag as never] : [] },
    } as Triage,
  }
}

/** So many letters, of every route. */
export function seedLetters(count: number): SeedLetter[] {
  const routes = ROUTES_OF_LETTERS.flatMap((one) => Array<typeof one>(one[1] * 2).fill(one))
  // A stride that shares no factor with their number, so that letters that follow one another differ.
  const mixed = routes.map((_, at) => pick(routes, at * 77))
  return Array.from({ length: count }, (_, k) => seedLetter(k, mixed))
}
