/**
 * What a control room asks first, picked out of a letter: where, who can be rung, when. Hints
 * for a person who reads the letter too, never a finding. Pure.
 */

export type LetterFacts = { places: string[]; phones: string[]; times: string[] }

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b/g
const STREET =
  /\b\d{1,4}[a-zA-Z]?,? (?:[A-Z][a-z'’]+ ){1,3}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Close|Drive|Way|Court|Crescent|Terrace|Gardens|Grove|Place|Row|Hill|Square|Walk|Mews|Park)\b/g
const PLACE_NAMED =
  /\b(?:[Ff]lat \d+[a-z]?|[Pp]latform \d+|(?:[Tt]he |[Aa]t |[Oo]n |[Bb]y |[Nn]ear )(?:[A-Z][\w'’]+ ){1,3}(?:Bridge|Station|Hospital|School|Park|Tower|House|Estate|Hotel|Church|Library|Centre|Court|Mosque|Gurdwara|Temple|bridge|station|hospital|school|park|tower|estate|hotel))\b/g
const PHONE = /(?:\+44\s?\(?0?\)?|\b0)\d(?:[\s-]?\d){8,9}\b/g
const TIME =
  /\b(?:tonight|tomorrow(?: (?:morning|night|evening))?|this (?:morning|afternoon|evening|weekend)|(?:on |by |before |until )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?|(?:at |by |before |until )\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|o['’]clock)?|at (?:noon|midnight)|in (?:an|one|two|three|\d+) (?:hours?|minutes?))\b/gi

const MOST = 8

/** The facts of a text, each once, in the order in which they stand there. */
export const factsOfLetter = (text: string): LetterFacts => ({
  places: found(text, STREET, PLACE_NAMED, POSTCODE),
  phones: found(text, PHONE),
  times: found(text, TIME),
})

function found(text: string, ...patterns: readonly RegExp[]): string[] {
  const all = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ at: match.index, said: match[0].trim() })),
  )
  const said = all.sort((one, other) => one.at - other.at).map((one) => one.said)
  return [...new Set(said)].slice(0, MOST)
}
