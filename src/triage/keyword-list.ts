/**
 * What triage is compared with: what one would write in an afternoon. A list of forty
 * words for danger, and a phrase or two for each route. Never used to judge a letter that
 * came in; a measure that beats nothing proves nothing.
 */
import type { Route } from './route.ts'

/** Beginnings of words, so that their forms count too. */
const DANGER =
  'kill murder suicid overdos die dead death knife knives gun weapon bomb stab shoot acid petrol threat scared afraid terrified unsafe danger abus rape assault attack violen stalk missing kidnap traffick hurt harm beat hit blood emergency rescue scream help'

const DANGER_WORDS = new RegExp(`\\b(?:${DANGER.split(' ').join('|')})\\w*`, 'i')

/** Whether a word of the danger list stands anywhere. */
export const holdsDangerWord = (text: string): boolean => DANGER_WORDS.test(text)

/** The first phrase that stands in the text decides; the order is from the telling to the usual. */
const ROUTE_WORDS: readonly [Route, RegExp][] = [
  [
    'not-correspondence',
    /\b(?:out of (?:the )?office|automatic reply|auto-?reply|undeliverable|unsubscribe)\b/i,
  ],
  ['iopc-referral', /\b(?:iopc|died in custody|death in custody)\b/i],
  ['complaint-review', /\b(?:review of (?:my|the) complaint|complaint outcome|appeal)\b/i],
  ['foi', /\b(?:freedom of information|foi|under the act)\b/i],
  ['sar', /\b(?:subject access|sar|my (?:own )?(?:personal )?data)\b/i],
  ['data-rights', /\b(?:gdpr|erase|rectif\w+|data protection)\b/i],
  ['victims-commissioner', /\bvictims'? commissioner\b/i],
  ['deputy-mayor', /\bdeputy mayor\b/i],
  ['board-question', /\b(?:board meeting|public question)\b/i],
  ['consultation', /\b(?:consultation|survey)\b/i],
  ['volunteering', /\b(?:volunteer\w*|custody visit\w*)\b/i],
  ['supplier-or-funding', /\b(?:invoice|tender|funding|grant)\b/i],
  ['recruitment', /\b(?:vacancy|job|application form|cv)\b/i],
  ['event-or-list', /\b(?:newsletter|event|mailing list)\b/i],
  ['chief-officer-complaint', /\b(?:chief constable|met commissioner|commissioner of police)\b/i],
  ['office-holder-complaint', /\bcommissioner\b/i],
  ['office-complaint', /\byour (?:office|staff)\b/i],
  ['police-complaint', /\b(?:complain\w*|rude|officer|officers)\b/i],
  ['force-enquiry', /\b(?:crime reference|police|101|999)\b/i],
]

/** The route of the first phrase that stands there; a general enquiry where none does. */
export const routeByKeyword = (text: string): Route =>
  ROUTE_WORDS.find(([, words]) => words.test(text))?.[0] ?? 'general-enquiry'
