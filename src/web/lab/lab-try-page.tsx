import type { Message } from '../../message/message.ts'
import type { Rules } from '../../triage/read-rules.ts'
import type { Triage } from '../../triage/triage.ts'
import type { WhatWouldChange, Without } from '../../triage/what-would-change.ts'
import { FurtherRoutes } from '../cases/case-decisions.tsx'
import {
  ErrorSummary,
  LevelTag,
  type Mistakes,
  Select,
  TextArea,
  TextField,
  Token,
} from '../parts/controls.tsx'
import { Page } from '../parts/layout.tsx'
import { Letter, Reasons } from '../parts/letter.tsx'
import { LabPlaces } from '../parts/places.tsx'
import { levelName, routeName, sayList, sureness } from '../parts/words.ts'
import type { SignedIn } from '../web-deps.ts'

export type Tried = { message: Message; triage: Triage; changes: WhatWouldChange; rules: Rules }

type Props = {
  signedIn: SignedIn
  typed?: Record<string, string>
  mistakes?: Mistakes
  tried?: Tried | undefined
}

/** A letter that somebody pastes, judged by the rules in force; nothing of it is kept. */
export const LabTryPage = ({ signedIn, typed = {}, mistakes = {}, tried }: Props) => (
  <Page
    title="Try a letter"
    signedIn={signedIn}
    at="/lab"
    hasErrors={Object.keys(mistakes).length > 0}
    before={<LabPlaces at="/lab/try" />}
  >
    <ErrorSummary mistakes={mistakes} />
    <h1 class="govuk-heading-l govuk-!-margin-bottom-4">Try a letter</h1>
    {tried && <Outcome tried={tried} />}
    <p class="govuk-body">What you paste is judged and forgotten: it is neither kept nor written down.</p>
    <form method="post" action="/lab/try" novalidate>
      <Token token={signedIn.formToken} />
      <Select
        name="mailbox"
        label="Mailbox that it is sent to"
        value={typed['mailbox']}
        options={signedIn.office.mailboxes.map(({ address }) => [address, address] as const)}
      />
      <TextField name="subject" label="Subject (optional)" value={typed['subject']} mistakes={mistakes} />
      <TextArea
        name="words"
        label="Words of the letter"
        rows={12}
        value={typed['words']}
        mistakes={mistakes}
      />
      <button type="submit" class="govuk-button">
        Judge it
      </button>
    </form>
  </Page>
)

const Outcome = ({ tried }: { tried: Tried }) => {
  const { message, triage, changes, rules } = tried
  const shown = {
    id: 'tried',
    subject: message.subject,
    text: message.text,
    stretches: [...message.stretches],
    triage,
  }
  return (
    <section class="wp-panel" aria-labelledby="judgement">
      <h2 class="govuk-heading-m" id="judgement">
        The judgement
      </h2>
      <p class="govuk-body">
        <strong>{routeName(triage.route.primary)}</strong>
        {triage.route.abstained && ', only a guess: a person has to choose'}.{' '}
        {triage.route.others.length > 0 && `Also ${sayList(triage.route.others.map(routeName))}. `}
        Signs of risk: <LevelTag level={triage.risk.level} />. Language: {sayLanguage(triage.language)}.
        Rules: <span class="wp-break">{rules.version}</span>.
      </p>
      <h3 class="govuk-heading-s">What would change it</h3>
      <Changes changes={changes} />
      <h3 class="govuk-heading-s">Why this route, and what else it could be</h3>
      {triage.route.candidates.map((candidate) => (
        <div class="wp-candidate">
          <strong>{routeName(candidate.route)}</strong>, {sureness(candidate.score)} (
          {candidate.score.toFixed(3)})
          <ul class="govuk-list govuk-list--bullet govuk-body-s">
            {candidate.because.map((reason) => (
              <li>{reason}</li>
            ))}
          </ul>
        </div>
      ))}
      <FurtherRoutes further={triage.route.further ?? []} />
      <h3 class="govuk-heading-s">Signs of risk, with the words</h3>
      <Letter message={shown} />
      <Reasons message={shown} />
    </section>
  )
}

const sayLanguage = (language: string): string =>
  language === 'und'
    ? 'too few words to tell'
    : (new Intl.DisplayNames('en-GB', { type: 'language' }).of(language) ?? language)

const Changes = ({ changes }: { changes: WhatWouldChange }) =>
  changes.rules.length + changes.words.length === 0 ? (
    <p class="govuk-body">
      No one rule and no one word carries it: {changes.tried} were left out in turn, and the route and the
      level stayed.
    </p>
  ) : (
    <ul class="govuk-list govuk-list--bullet">
      {changes.rules.map((one) => (
        <li class="wp-break">
          Without the rule {one.what} (“{one.because}”): {become(one)}
        </li>
      ))}
      {changes.words.map((one) => (
        <li class="wp-break">
          Without the word “{one.what}”: {become(one)}
        </li>
      ))}
    </ul>
  )

const become = ({ route, level }: Without): string =>
  `${routeName(route)}, signs of risk: ${levelName(level).toLowerCase()}.`
