import type { Standing } from '../../cases/find-special.ts'
import { ContactBanner } from '../parts/contact-banner.tsx'
import { ErrorSummary, type Mistakes, Select, TextArea, TextField, Token } from '../parts/controls.tsx'
import { Page } from '../parts/layout.tsx'
import type { SignedIn } from '../web-deps.ts'
import { CHANNELS, sayChannel } from './entered-form.ts'

export type EnterPageProps = {
  signedIn: SignedIn
  mistakes?: Mistakes
  typed?: Record<string, string>
  /** What became of the one before: `yes` for kept, `again` for words that we had already. */
  kept?: string | undefined
  /** What stands against answering them. */
  standing?: Standing | undefined
}

/** The form for a letter, a call or a visit. */
export const EnterPage = ({ signedIn, mistakes = {}, typed = {}, kept, standing }: EnterPageProps) => (
  <Page
    title="Enter a letter, call or visit"
    signedIn={signedIn}
    at="/enter"
    hasErrors={Object.keys(mistakes).length > 0}
  >
    <ErrorSummary mistakes={mistakes} />
    {kept && <Kept kept={kept} />}
    {standing && <ContactBanner {...standing} />}
    <h1 class="govuk-heading-l govuk-!-margin-bottom-4">Enter a letter, call or visit</h1>
    <div class="wp-columns">
      <EnterForm signedIn={signedIn} mistakes={mistakes} typed={typed} />
      <Prompt />
    </div>
  </Page>
)

const Kept = ({ kept }: { kept: string }) => (
  <div class="wp-alert wp-alert--closed" role="status">
    <p class="govuk-body govuk-!-margin-bottom-1">
      {kept === 'again'
        ? 'We have exactly these words already, so no second case was opened.'
        : 'It is kept, and its case is in the queue within seconds.'}{' '}
      <a class="govuk-link" href="/">
        Go to the queue
      </a>
    </p>
  </div>
)

type FormProps = Required<Pick<EnterPageProps, 'signedIn' | 'mistakes' | 'typed'>>

const EnterForm = ({ signedIn, mistakes, typed }: FormProps) => (
  <form method="post" action="/enter" novalidate>
    <Token token={signedIn.formToken} />
    <Select
      name="channel"
      label="How did it come?"
      mistakes={mistakes}
      value={typed['channel'] ?? ''}
      options={[['', 'Choose'], ...CHANNELS.map((channel) => [channel, sayChannel(channel)] as const)]}
    />
    <TextField
      name="day"
      label="Day it was received"
      hint="Deadlines run from this day, not from today."
      type="date"
      width="govuk-input--width-10"
      mistakes={mistakes}
      value={typed['day']}
    />
    <TextField
      name="time"
      label="Time it was received (optional)"
      hint="On the clock in London. Left empty, it counts as noon."
      type="time"
      width="govuk-input--width-5"
      mistakes={mistakes}
      value={typed['time']}
    />
    <TextField
      name="name"
      label="Their name (optional)"
      hint="Nobody has to give one."
      mistakes={mistakes}
      value={typed['name']}
    />
    <TextField
      name="address"
      label="Their email address (optional)"
      hint="Only one that they say is safe to write to."
      mistakes={mistakes}
      value={typed['address']}
    />
    <TextField
      name="subject"
      label="What it is about (optional)"
      mistakes={mistakes}
      value={typed['subject']}
    />
    <TextArea
      name="words"
      label="What was said or written"
      hint="Word for word where you can, with how and when they can safely be reached."
      rows={12}
      mistakes={mistakes}
      value={typed['words']}
    />
    <button type="submit" class="govuk-button">
      Keep it and open a case
    </button>
  </form>
)

/** callers who want a written reply are asked to write in; Equality Act 2010 s.20 asks for the exception. */
const Prompt = () => (
  <aside class="wp-panel" aria-labelledby="on-a-call">
    <h2 class="govuk-heading-m" id="on-a-call">
      On a call
    </h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>If someone is in danger now, ask where they are and call 999 while they stay on the line.</li>
      <li>If they want a written reply, ask them to write to us.</li>
      <li>
        If writing is hard for them, for example because of a disability, do not ask twice: take it down here
        for them, and ask what else would help.
      </li>
      <li>Ask how and when it is safe to reach them, and write that down too.</li>
      <li>
        If you ring back and somebody else answers, say only your name, and not where you ring from or why.
      </li>
    </ul>
  </aside>
)
