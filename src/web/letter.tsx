/** The words of a message, with what was found in them marked in place. */
import type { Child } from 'hono/jsx'
import type { FoundCase } from '../cases/find-cases.ts'
import { reading, type Stretch, type Voice } from '../message/message.ts'
import type { RiskFlag } from '../triage/risk.ts'
import { LevelTag } from './controls.tsx'
import { plain } from './words.ts'

type ShownMessage = Pick<FoundCase['messages'][number], 'id' | 'subject' | 'text' | 'stretches' | 'triage'>

const VOICES: Record<Exclude<Voice, 'own'>, string> = {
  quoted: 'Quoted from an earlier message',
  forwarded: 'Forwarded',
  signature: 'Signature',
  hidden: 'Hidden in the original: a reader would not see this',
}

/** The letter: own words plain, other voices set off and named, each flag marked and numbered. */
export const Letter = ({ message }: { message: ShownMessage }) => {
  const whole = reading(message)
  const bodyFrom = message.subject.length + 1
  const stretches = message.stretches.filter(({ end }) => end > bodyFrom)
  return (
    <div class="wp-letter" id={`letter-${message.id}`}>
      {stretches.map((stretch) => {
        const from = Math.max(stretch.start, bodyFrom)
        const words = marked(message, whole, from, stretch.end)
        return stretch.voice === 'own' ? words : <OtherVoice stretch={stretch}>{words}</OtherVoice>
      })}
      {whole.slice(bodyFrom).trim() === '' && <em>There are no words in this message.</em>}
    </div>
  )
}

const OtherVoice = ({ stretch, children }: { stretch: Stretch; children?: Child }) => (
  <span class="wp-letter__part">
    <span class="wp-letter__voice">{VOICES[stretch.voice as Exclude<Voice, 'own'>]}</span>
    {children}
  </span>
)

/** Cuts the text at every edge of a flag, so that flags which overlap are each marked. */
function marked(message: ShownMessage, whole: string, from: number, to: number): Child[] {
  const flags = message.triage.risk.flags
  const inside = flags.flatMap(({ start, end }) => [start, end]).filter((edge) => edge > from && edge < to)
  const edges = [...new Set([from, ...inside, to])].sort((a, b) => a - b)
  return edges.slice(0, -1).map((start, at) => {
    const end = edges[at + 1] ?? to
    const here = flags.filter((flag) => flag.start <= start && flag.end >= end)
    const words = whole.slice(start, end)
    const worst =
      here.find(({ level }) => level === 'immediate') ??
      here.find(({ level }) => level === 'serious') ??
      here[0]
    if (!worst) return words
    const begins = here.filter((flag) => flag.start === start)
    return (
      <>
        <mark class={`wp-flag wp-flag--${worst.level}`}>{words}</mark>
        {begins.map((flag) => (
          <a class="wp-flag__number govuk-link" href={`#flag-${message.id}-${flags.indexOf(flag) + 1}`}>
            {flags.indexOf(flag) + 1}
            <span class="govuk-visually-hidden"> reason for this mark: {plain(flag.category)}</span>
          </a>
        ))}
      </>
    )
  })
}

/** Why each mark is there, numbered as in the letter. */
export const Reasons = ({ message }: { message: ShownMessage }) => {
  const { flags, level } = message.triage.risk
  if (flags.length === 0) {
    return (
      <p class="govuk-body">
        {level === 'unreadable'
          ? 'The words of this message could not be read, so a person has to look at it as if it were serious.'
          : 'No rule matched. That does not mean that there is no risk: please read the message.'}
      </p>
    )
  }
  return (
    <ol class="wp-reasons">
      {flags.map((flag: RiskFlag, at: number) => (
        <li id={`flag-${message.id}-${at + 1}`} class="govuk-body">
          <strong>{at + 1}</strong>{' '}
          {flag.level === 'none' ? (
            <strong class="govuk-tag govuk-tag--grey">Note</strong>
          ) : (
            <LevelTag level={flag.level} />
          )}{' '}
          {plain(flag.category)}. {flag.because}
        </li>
      ))}
    </ol>
  )
}
