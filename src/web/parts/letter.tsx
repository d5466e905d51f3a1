/** The words of a message, with what was found in them marked in place. */
import type { Child } from 'hono/jsx'
import type { FoundCase } from '../../cases/find-case.ts'
import { reading, type Voice } from '../../message/message.ts'
import { LevelTag } from './controls.tsx'
import { markWords, type Passage, type Run } from './mark-words.ts'
import { dangerName } from './words.ts'

export type ShownMessage = Pick<
  FoundCase['messages'][number],
  'id' | 'subject' | 'text' | 'stretches' | 'triage'
>

const VOICES: Record<Exclude<Voice, 'own'>, string> = {
  quoted: 'Quoted from an earlier message',
  forwarded: 'Forwarded by the writer',
  signature: 'Signature',
  hidden: 'Hidden in the original: a mail program does not show these words',
}

/** A quotation longer than this is folded away, unless something in it is marked. */
const LONG_QUOTATION = 1_500

/** The letter: own words plain, other voices set off and named, each flag marked and numbered. */
export const Letter = ({ message }: { message: ShownMessage }) => {
  const whole = reading(message)
  const from = message.subject.length + 1
  const passages = markWords(whole, message.stretches, message.triage.risk.flags, { from, to: whole.length })
  return (
    <div class="wp-letter" id={`letter-${message.id}`} {...spokenIn(message)}>
      {passages.map((passage) => (
        <Words passage={passage} message={message} />
      ))}
      {message.text.trim() === '' && <em lang="en-GB">There are no words in this message.</em>}
    </div>
  )
}

/** The subject line, marked like the letter: what matters may stand there and nowhere else. */
export const SubjectWords = ({ message }: { message: ShownMessage }) => {
  if (message.subject.trim() === '') return <>No subject</>
  const to = message.subject.length
  const passages = markWords(reading(message), message.stretches, message.triage.risk.flags, { from: 0, to })
  return (
    <span {...spokenIn(message)}>
      {passages.flatMap(({ runs }) => runs.map((run) => <Marked run={run} message={message} />))}
    </span>
  )
}

/** So that a screen reader pronounces the letter in its own language, where we know it. */
const spokenIn = ({ triage }: ShownMessage) => (triage.language === 'und' ? {} : { lang: triage.language })

const Words = ({ passage, message }: { passage: Passage; message: ShownMessage }) => {
  const { voice } = passage
  const runs = passage.runs.map((run) => <Marked run={run} message={message} />)
  if (voice === 'own') return <>{runs}</>
  const length = passage.runs.reduce((sum, { text }) => sum + text.length, 0)
  const isMarked = passage.runs.some(({ marks }) => marks.length > 0)
  return (
    <OtherVoice voice={voice} folded={length > LONG_QUOTATION && !isMarked && voice !== 'hidden'}>
      {runs}
    </OtherVoice>
  )
}

type OtherVoiceProps = { voice: Exclude<Voice, 'own'>; folded: boolean; children?: Child }

const OtherVoice = ({ voice, folded, children }: OtherVoiceProps) =>
  folded ? (
    <details class={`wp-letter__part wp-letter__part--${voice}`}>
      <summary class="wp-letter__voice wp-letter__fold" lang="en-GB">
        {VOICES[voice]} (long: open to read)
      </summary>
      {children}
    </details>
  ) : (
    <div class={`wp-letter__part wp-letter__part--${voice}`}>
      <span class="wp-letter__voice" lang="en-GB">
        {VOICES[voice]}
      </span>
      {children}
    </div>
  )

/** The number after a mark is a link to its reason: reached by keyboard, read out, and it leads back. */
const Marked = ({ run, message }: { run: Run; message: ShownMessage }) => {
  if (!run.level) return <>{run.text}</>
  return (
    <>
      {run.begins.map((number) => (
        <span id={`words-${message.id}-${number}`} />
      ))}
      <mark class={`wp-flag wp-flag--${run.level}`}>{run.text}</mark>
      {run.ends.map((number) => (
        <ToReason number={number} message={message} />
      ))}
    </>
  )
}

const ToReason = ({ number, message }: { number: number; message: ShownMessage }) => {
  const flag = message.triage.risk.flags[number - 1]
  return (
    <a class="wp-flag__number" href={`#flag-${message.id}-${number}`} lang="en-GB">
      <span class="govuk-visually-hidden">End of marked words. Reason </span>
      {number}
      <span class="govuk-visually-hidden">: {flag && dangerName(flag.category)}</span>
      {flag && (
        <span class="wp-flag__why" aria-hidden="true">
          {flag.because}
        </span>
      )}
    </a>
  )
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
      {flags.map((flag, at) => (
        <li id={`flag-${message.id}-${at + 1}`} class="wp-reasons__one" tabindex={-1}>
          <span class="wp-reasons__number">{at + 1}</span>
          <div>
            <p class="govuk-body-s govuk-!-margin-bottom-1">
              {flag.level === 'none' ? (
                <span class="wp-note-tag">Note only</span>
              ) : (
                <LevelTag level={flag.level} />
              )}{' '}
              <strong>{dangerName(flag.category)}</strong>
            </p>
            <p class="govuk-body-s govuk-!-margin-bottom-1">{flag.because}</p>
            <a class="govuk-link govuk-body-s" href={`#words-${message.id}-${at + 1}`}>
              Show<span class="govuk-visually-hidden"> the words of reason {at + 1}</span> in the letter
            </a>
          </div>
        </li>
      ))}
    </ol>
  )
}
