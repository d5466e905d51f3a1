/**
 * Finds risk-to-safety language in a message. It does not know the route, so a
 * misrouted message is flagged all the same, and it never decides that there is no
 * risk: no flag means that no rule matched.
 *
 * An alert rule raises its level alone, unless its context takes it down. Trip
 * rules are notes; together they raise `serious` by the points of `signs.ts`.
 */
import { type Message, reading, type Voice } from '../message/message.ts'
import {
  type Context,
  CUES,
  type Cue,
  type Cues,
  contextOf,
  cueFinder,
  isNow,
  sentenceOf,
} from './context.ts'
import type { RuleFound } from './match-rules.ts'
import type { Rules } from './read-rules.ts'
import type { Risk, RiskFlag, RiskLevel } from './risk.ts'
import type { RiskRule } from './rule.ts'
import { ENOUGH_POINTS, pointsOf } from './signs.ts'
import { type Token, tokensOf } from './tokens.ts'
import { isUnreadable } from './unreadable.ts'
import { COUNTED, voiceAt, voiceOver } from './voice-at.ts'

type Level = RiskFlag['level']
const ALERT_RISES: readonly Cue[] = ['now', 'clock']
const SIGNS_RISE: readonly Cue[] = ['clock']

type Weighed = RiskFlag & { rule: RiskRule; first: number; last: number }

/** What a context does to a level. Time and "what if" lower by one step, the others down to a note. */
const LOWERED: Readonly<Record<Exclude<Context, 'denied-but'>, Readonly<Record<Level, Level>>>> = {
  denied: { immediate: 'none', serious: 'none', none: 'none' },
  figurative: { immediate: 'none', serious: 'none', none: 'none' },
  frame: { immediate: 'none', serious: 'none', none: 'none' },
  hypothetical: { immediate: 'serious', serious: 'none', none: 'none' },
  past: { immediate: 'serious', serious: 'none', none: 'none' },
}

const BECAUSE: Readonly<Record<Context, string>> = {
  'denied-but': 'They deny it and then go on with “but”.',
  denied: 'Here it is denied.',
  figurative: 'Here it seems to be a figure of speech.',
  frame: 'Here it seems to be about policy, figures, news or fiction.',
  hypothetical: 'Here it is asked or imagined.',
  past: 'Here it seems to be past and over.',
}

/** Finds the flags of a message and the level that follows from them. */
export function flagRisk(message: Message, rules: Rules): Risk {
  const text = reading(message)
  const tokens = tokensOf(message)
  const cues = cuesOf(rules)(tokens)
  const surroundings = { message, text, tokens, cues }
  const weighed = rules.findRisk(tokens).map((found) => weigh(found, surroundings))
  const flags = withoutRepeats(brought(combined(weighed, surroundings), surroundings))
  const highest = highestOf(flags)
  const level: RiskLevel = highest === 'none' && isUnreadable(message) ? 'unreadable' : highest
  return { level, flags: flags.map(plainFlag) }
}

/** By their word lists, which all rulesets of one set of files share. */
const finders = new WeakMap<Rules['words'], ReturnType<typeof cueFinder>>()

function cuesOf(rules: Rules): ReturnType<typeof cueFinder> {
  const finder = finders.get(rules.words) ?? cueFinder(rules.words)
  finders.set(rules.words, finder)
  return finder
}

type Surroundings = { message: Message; text: string; tokens: readonly Token[]; cues: Cues }

/** One match with its level after voice and context. */
function weigh(found: RuleFound<RiskRule>, { message, text, tokens, cues }: Surroundings): Weighed {
  const rule = found.payload
  const said = rule.because
  const span = readable(found, tokens)
  const place = { start: span.start, end: span.end, evidence: text.slice(span.start, span.end) }
  const flag = {
    ruleId: rule.id,
    category: rule.category,
    ...place,
    rule,
    first: found.first,
    last: found.last,
  }
  const setAside = reasonToSetAside(found, voiceOver(message, found))
  if (setAside) return { ...flag, level: 'none', because: `${said} ${setAside}` }
  const contexts = contextOf(found, cues, tokens)
  const level = contexts.reduce<Level>((now, one) => lowered(now, one), rule.level)
  const raised =
    level === 'serious' && contexts.length === 0 && isNow(found, cues, tokens) ? 'immediate' : level
  const reasons = contexts
    .map((one) => BECAUSE[one])
    .concat(raised === level ? [] : ['A time is set or it is happening.'])
  return { ...flag, level: raised, because: [said, ...reasons].join(' ') }
}

/** Why a match is a note whatever it says: whose words they are, or what stands beside them. */
function reasonToSetAside({ payload, excused }: RuleFound<RiskRule>, voice: Voice): string | undefined {
  if (voice === 'quoted') return 'It stands in an earlier message that is answered.'
  if (voice === 'signature') return 'It stands in a signature or a disclaimer.'
  if (payload.voice === 'own' && voice !== 'own') return 'It is not the writer’s own text.'
  return excused ? 'Other words of the sentence speak against it.' : undefined
}

const lowered = (level: Level, context: Context): Level =>
  context === 'denied-but' ? level : LOWERED[context][level]

const LONGEST_EVIDENCE = 280

/** The sentence that holds the match, so that the flag can be read alone; a long one is cut to a few words around it. */
function readable(found: RuleFound<RiskRule>, tokens: readonly Token[]): { start: number; end: number } {
  const sentence = sentenceOf(found, tokens)
  const around = (words: number) => ({
    start: tokens[Math.max(sentence.first, found.first - words)]?.start ?? found.start,
    end: tokens[Math.min(sentence.last, found.last + words)]?.end ?? found.end,
  })
  const whole = around(tokens.length)
  return whole.end - whole.start <= LONGEST_EVIDENCE ? whole : around(12)
}

/** Trip rules that stand alone are notes; with enough signs around them they are a reason to look. */
function combined(weighed: readonly Weighed[], { message, cues, tokens }: Surroundings): Weighed[] {
  if (weighed.some((flag) => flag.level !== 'none')) return [...weighed]
  const isTrip = (flag: Weighed) => flag.rule.tier === 'trip' && flag.because === flag.rule.because
  const families = new Set(weighed.filter(isTrip).map((flag) => flag.rule.family ?? flag.category))
  const counts = (at: number): boolean => COUNTED.includes(voiceAt(message, at))
  const around = new Set(CUES.filter((cue) => cues(cue).some((one) => counts(one.start))))
  const words = tokens.filter((token) => counts(token.start)).map((token) => token.word)
  if (pointsOf(families, around, words) < ENOUGH_POINTS) return [...weighed]
  const because = 'Several signs stand together in this message.'
  return weighed.map((flag) =>
    isTrip(flag) ? { ...flag, level: 'serious', because: `${flag.because} ${because}` } : flag,
  )
}

/**
 * A serious message that names a time is immediate: the danger and its hour often
 * stand in different sentences. The higher of two levels is the safer mistake.
 */
function brought(weighed: readonly Weighed[], { message, cues }: Surroundings): Weighed[] {
  const standing = new Set(
    [...ALERT_RISES, ...SIGNS_RISE].filter((cue) =>
      cues(cue).some((one) => COUNTED.includes(voiceAt(message, one.start))),
    ),
  )
  const because = 'The message names a time.'
  return weighed.map((flag) => {
    const needed = flag.rule.tier === 'alert' ? ALERT_RISES : SIGNS_RISE
    const rises = flag.level === 'serious' && needed.every((cue) => standing.has(cue))
    return rises ? { ...flag, level: 'immediate', because: `${flag.because} ${because}` } : flag
  })
}

function highestOf(flags: readonly RiskFlag[]): Level {
  if (flags.some((flag) => flag.level === 'immediate')) return 'immediate'
  return flags.some((flag) => flag.level === 'serious') ? 'serious' : 'none'
}

const MOST_ALIKE = 12

/** A letter that says one thing a thousand times needs no thousand flags: the first of each rule and level stay. */
function withoutRepeats(weighed: readonly Weighed[]): Weighed[] {
  const seen = new Map<string, number>()
  return weighed.filter((flag) => {
    const alike = `${flag.ruleId} ${flag.level}`
    const times = (seen.get(alike) ?? 0) + 1
    seen.set(alike, times)
    return times <= MOST_ALIKE
  })
}

const plainFlag = ({ rule, first, last, ...flag }: Weighed): RiskFlag => flag
