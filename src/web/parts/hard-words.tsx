/** Words that may be hard to read stand behind a note, and whoever opens them is told how many it were. */
import type { Child } from 'hono/jsx'
import type { ShownMessage } from './letter.tsx'
import { sayCount } from './words.ts'

const isHard = ({ triage }: ShownMessage): boolean => triage.risk.flags.some(({ level }) => level !== 'none')

/** A flag begins in the subject line, so that the line is not for a heading. */
export const isHardSubject = ({ triage, subject }: ShownMessage): boolean =>
  triage.risk.flags.some(({ level, start }) => level !== 'none' && start < subject.length)

type Props = { message: ShownMessage; hardLetters: number; children?: Child }

/** Folded where words of it are flagged, and as it is where none are. Works without scripts. */
export const HardWords = ({ message, hardLetters, children }: Props) => {
  if (!isHard(message)) return <>{children}</>
  return (
    <details class="govuk-details wp-said">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Show the words. They may be hard to read.</span>
      </summary>
      <CareNote hardLetters={hardLetters} />
      {children}
    </details>
  )
}

/** What a colleague would say; the number is the reader's own and nobody else's. */
export const CareNote = ({ hardLetters }: { hardLetters: number }) => (
  <p class="govuk-body-s wp-quiet">
    You have opened {sayCount(hardLetters, 'letter')} with risk flags this week. Only you see this number.
    Talk to your manager or a colleague afterwards, whatever came of it.
  </p>
)
