/**
 * The words that people hide from machines and from whoever looks over their shoulder:
 * with figures ("5u1c1de"), stars ("k*ll"), spaces ("k i l l") or a hyphen ("mur-der").
 *
 * Only these are read out of a disguise, because a guess at any word would find danger in
 * reference numbers and postcodes. All of them are words of the risk rules.
 */
const HIDDEN_WORDS = [
  'kill kills killed killing killer murder murders murdered murderer murdering suicide suicides suicidal',
  'die dies died dying dead death hang hanging hanged noose overdose overdosed pills tablets wrists drown poison bleach',
  'rape rapes raped raping rapist molest molested molesting groom groomed grooming paedo paedophile pedo pedophile nonce',
  'abuse abused abuser abuses abusing incest bomb bombs bombing bomber explosive explosives explosion detonate grenade',
  'petrol acid terrorist terrorists terrorism jihad gun guns pistol rifle shotgun firearm firearms shoot shooting shooter',
  'shot bullet bullets knife knives machete blade stab stabs stabbed stabbing weapon weapons attack attacked attacking',
  'beat beaten beating punch punched kicked strangle strangled strangling choke choked choking throttle hurt hurts hurting',
  'harm harmed harming assault assaulted assaulting threat threats threaten threatens threatened threatening burn burned',
  'burning arson slaughter massacre execute executed behead beheaded kidnap kidnapped hostage trafficked trafficking',
  'slavery heroin cocaine torture tortured blood cutting',
].flatMap((line) => line.split(' '))

const HIDDEN: ReadonlySet<string> = new Set(HIDDEN_WORDS)
const BY_LENGTH = Map.groupBy(HIDDEN_WORDS, (word) => word.length)
const SHORTEST = 3
const LONGEST = Math.max(...BY_LENGTH.keys())

/** What a figure or a sign in a word may stand for. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'il',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'il',
  '|': 'li',
  '€': 'e',
  '+': 't',
}
const ANY_LETTER = new Set(['*', '#', '•'])

/** "sh*t" and "c*t" are said in anger, and are no shot and no cut. */
const SWORN = new Set(['shot', 'cutting'])

/** Whether a character may be part of a disguised word without being a letter. */
export const isDisguise = (character: string): boolean => character in STANDS_FOR || ANY_LETTER.has(character)

/** Whether it is one of the words, as it stands. */
export const isHidden = (word: string): boolean => HIDDEN.has(word)

/** The hidden word that this spelling stands for: "k1ll", "5u1c1de", "k*ll", "$tab". Half of it and more has to be letters. */
export function undisguised(spelling: string): string | undefined {
  const letters = spelling.match(/[a-z]/g)?.length ?? 0
  if (letters < 2 || letters * 2 < spelling.length) return undefined
  const isMasked = [...spelling].some((character) => ANY_LETTER.has(character))
  return BY_LENGTH.get(spelling.length)?.find(
    (word) =>
      !(isMasked && SWORN.has(word)) &&
      [...word].every((letter, at) => mayBe(spelling[at] ?? '', letter, at === 0)),
  )
}

const mayBe = (character: string, letter: string, isFirst: boolean): boolean =>
  character === letter ||
  (STANDS_FOR[character]?.includes(letter) ?? false) ||
  (!isFirst && ANY_LETTER.has(character))

/** What is longer is no word; a back-reference over millions of letters overflows the stack. */
const LONGEST_STRETCHED = 1_000

const once = (word: string): string => word.replace(/([a-z])\1+/g, '$1')
const BY_LETTERS = new Map(HIDDEN_WORDS.map((word) => [once(word), word]))

/**
 * A stretched word as it is meant: "kiiiill", "diiie". Of three and more of a letter one is
 * left, of "l" and "s" two; where two letters are doubled ("kkiill"), a hidden word is looked for.
 */
export function drawnIn(word: string): string {
  if (word.length > LONGEST_STRETCHED) return word
  const drawn = word.replace(/([a-z])\1{2,}/g, (_, letter: string) =>
    letter === 'l' || letter === 's' ? letter + letter : letter,
  )
  if (HIDDEN.has(drawn) || !/([a-z])\1.*([a-z])\2/.test(word)) return drawn
  return BY_LETTERS.get(once(word)) ?? drawn
}

/** Words that stand before and after the hidden ones when a sentence is written letter by letter. */
const AROUND: ReadonlySet<string> = new Set(
  (
    'i im ill u you your he hes she shes her him his they theyll them me my we us our it its the a an to in on at of and or ' +
    'is are was am be been will wont can cant do dont not no now so if this that with for from by up out off all self myself ' +
    'yourself himself herself themselves someone people police officer kids mum dad wife husband son daughter baby tonight ' +
    'today tomorrow soon going gonna want wanna need please help must should would need get go got has have had when who one ' +
    'everyone everybody want'
  ).split(' '),
)

/** Words that only look like hidden ones in a row. */
const NOT_IN_A_ROW = new Set(['therapist', 'therapists', 'candied'])
const LONGEST_ROW = 80

/**
 * The words of letters that stand one by one ("k i l l m e"), by their lengths in letters:
 * with one hidden word at least, and nothing left over; the fewest words that do.
 */
export function wordsInARow(letters: string): { word: string; size: number }[] | undefined {
  if (letters.length < SHORTEST || letters.length > LONGEST_ROW || NOT_IN_A_ROW.has(letters)) return undefined
  if ((letters.match(/[a-z]/g)?.length ?? 0) * 2 < letters.length) return undefined
  const drawn = drawnIn(letters)
  if (HIDDEN.has(drawn)) return [{ word: drawn, size: letters.length }]
  return readings(letters)
    .map(inWords)
    .find((words) => words?.some(({ word }) => HIDDEN.has(word)))
}

/** The row with its figures as letters, in the two ways that "1" is read. */
const readings = (letters: string): readonly string[] => {
  const read = [0, 1].map((choice) =>
    letters.replace(/[^a-z]/g, (sign) => STANDS_FOR[sign]?.[choice] ?? STANDS_FOR[sign]?.[0] ?? sign),
  )
  return [...new Set(read)]
}

function inWords(letters: string): { word: string; size: number }[] | undefined {
  const best: ({ word: string; size: number }[] | undefined)[] = [[]]
  for (let end = 1; end <= letters.length; end++) {
    for (let size = 1; size <= Math.min(end, LONGEST); size++) {
      const before = best[end - size]
      const word = letters.slice(end - size, end)
      if (!before || !(HIDDEN.has(word) || AROUND.has(word))) continue
      const known = best[end]
      if (!known || before.length + 1 < known.length) best[end] = [...before, { word, size }]
    }
  }
  return best[letters.length]
}

/** Ordinary words and abbreviations among the pieces that a hidden word falls into when it is cut. */
const ORDINARY = new Set(
  (
    'ill hot tab error at be pe as an ad ed er de ide st ex re co ab da dr mr pc pd tv id ha ho pi pis man tor cut ting act ' +
    'let over dose fire arm arms shot gun guns kid nap hang sex ten harm hurt stab kill dead bomb ham blood mac pet rol a i o us ' +
    'en un in on or to it s t d m l n r k st ring king king ding led ging led ape ster or ur his her mass acre the rapist tor ' +
    'hers kin ling bee bea tin pun pill tablet wrist weapon attack assault threat rap ab use used user uses die dies'
  ).split(' '),
)

const BEGINNINGS: ReadonlySet<string> = new Set(
  HIDDEN_WORDS.flatMap((word) => Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at + 1))),
)
const SHORTEST_CUT = 4

/** Whether a word can be the beginning of a hidden one that was cut. */
export const beginsHidden = (word: string): boolean => BEGINNINGS.has(word)

/** The hidden word that two pieces make: "sui" and "cide". `apart` by a space, where pieces that are words are taken as such. */
export function joinedHidden(one: string, other: string, apart: boolean): string | undefined {
  const word = one + other
  if (word.length < SHORTEST_CUT || !HIDDEN.has(word)) return undefined
  const areWords = apart
    ? isOrdinary(one) || isOrdinary(other)
    : one.length > 1 && isOrdinary(one) && isOrdinary(other)
  return areWords ? undefined : word
}

const isOrdinary = (word: string): boolean => ORDINARY.has(word) || AROUND.has(word)
