/**
 * Finds risk-to-safety language in a message. It does not know the route, so a
 * misrouted message is flagged all the same, and it never decides that there is no
 * risk: no flag means that no rule matched.
 *
 * An alert rule raises its level alone, unless its context takes it down. Trip rules are
 * notes. Beside them a learned model hears what no rule names (docs/decisions/0015): either is
 * enough to alert, and neither can silence the other.
 */
import { list, precedence } from '../message/machine-made.ts'
import { type Message, reading, type Voice } from '../message/message.ts'
import { type Context, type Cue, type Cues, contextOf, isNow, sentenceOf } from './context.ts'
import type { DangerModel } from './danger-model.ts'
import { type Heard, hearDanger } from './hear-danger.ts'
import type { RuleFound } from './match-rules.ts'
import type { Noted, Surroundings } from './passages.ts'
import type { Rules } from './read-rules.ts'
import type { Risk, RiskFlag, RiskLevel } from './risk.ts'
import type { RiskRule } from './rule.ts'
import { type Token, tokensOf } from './tokens.ts'
import { isUnreadable } from './unreadable.ts'
import { COUNTED, voiceAt, voiceOver } from './voice-at.ts'

type Level = RiskFlag['level']
/** What makes a serious message immediate: it says that it is now, and names a time. */
const RISES: readonly Cue[] = ['now', 'clock']

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
  const { weighed, surroundings } = readRisk(message, rules)
  const heard = rules.dangerModel ? heardFlags(rules.dangerModel, surroundings) : []
  const flags = [...withoutRepeats(brought(weighed, surroundings)).map(plainFlag), ...heard]
  const highest = highestOf(flags)
  const level: RiskLevel = highest === 'none' && isUnreadable(message) ? 'unreadable' : highest
  return { level, flags }
}

type Read = { weighed: Weighed[]; surroundings: Surroundings }

function readRisk(message: Message, rules: Rules): Read {
  const text = reading(message)
  const tokens = tokensOf(message)
  const cues = rules.findCues(tokens)
  const weighed = rules.findRisk(tokens).map((found) => weigh(found, { message, text, tokens, cues }))
  return { weighed, surroundings: { message, tokens, cues, noted: notesOf(weighed) } }
}

/** What the model of danger is given of a message; also to learn from. */
export const surroundingsOf = (message: Message, rules: Rules): Surroundings =>
  readRisk(message, rules).surroundings

/** Rules that are notes are signs for the model: as they stand, or lowered by what stands around them. */
const notesOf = (weighed: readonly Weighed[]): Noted[] =>
  weighed
    .filter(({ level }) => level === 'none')
    .map(({ first, last, because, rule }) => ({
      first,
      last,
      sign: because === rule.because ? 'noted' : 'lowered',
    }))

/** The model that heard it, in place of a rule. */
export const MODEL_ID = 'model/danger'

const heardFlags = (model: DangerModel, surroundings: Surroundings): RiskFlag[] => {
  const text = reading(surroundings.message)
  return hearDanger(model, surroundings).map(({ start, end, level, category, probability, words }) => ({
    ruleId: MODEL_ID,
    category,
    level,
    start,
    end,
    evidence: text.slice(start, end),
    because: becauseHeard({ probability, words }),
  }))
}

function becauseHeard({ probability, words }: Pick<Heard, 'probability' | 'words'>): string {
  const said = words.map((word) => `“${word}”`).join(', ')
  const percent = Math.min(99, Math.round(probability * 100))
  return `It reads like letters in which somebody was in danger (about ${percent} in 100 such letters are). Words that weighed most: ${said}.`
}

type Around = { message: Message; text: string; tokens: readonly Token[]; cues: Cues }

/** One match with its level after voice and context. */
function weigh(found: RuleFound<RiskRule>, { message, text, tokens, cues }: Around): Weighed {
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

/**
 * The words within which a time and a danger belong together. A person's letter is about one matter
 * however long it is; a mail to many people tells of many, and an hour in it belongs to its neighbours only.
 */
const reachOfTime = (message: Message): number =>
  (list(message) ?? precedence(message)) === undefined ? Number.POSITIVE_INFINITY : 200

/**
 * A serious flag with a time near it is immediate: the danger and its hour often stand in
 * different sentences, and a frightened writer may tell the whole story between them. The higher
 * of two levels is the safer mistake, but in mass mail an hour of another matter would page somebody at once.
 */
function brought(weighed: readonly Weighed[], { message, cues }: Surroundings): Weighed[] {
  const times = RISES.map((cue) => cues(cue).filter((one) => COUNTED.includes(voiceAt(message, one.start))))
  const reach = reachOfTime(message)
  const isNear = ({ first, last }: Weighed) =>
    times.every((found) => found.some((one) => one.last >= first - reach && one.first <= last + reach))
  const because = 'The message names a time.'
  return weighed.map((flag) =>
    flag.level === 'serious' && isNear(flag)
      ? { ...flag, level: 'immediate', because: `${flag.because} ${because}` }
      : flag,
  )
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
