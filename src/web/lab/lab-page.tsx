import type { ChangeRow, RulesetRow } from '../../rulesets/change-rules.ts'
import type { DraftRow } from '../../rulesets/drafts.ts'
import type { Published } from '../../triage/published.ts'
import type { Rules } from '../../triage/read-rules.ts'
import { ErrorSummary, type Mistakes, TextArea, TextField, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { LabPlaces } from '../parts/places.tsx'
import { sayCount } from '../parts/words.ts'
import type { SignedIn } from '../web-deps.ts'
import { sayChange } from './lab-words.ts'

type Props = {
  signedIn: SignedIn
  rules: Rules
  published: Published
  drafts: DraftRow[]
  waiting: ChangeRow[]
  rulesets: RulesetRow[]
  mistakes: Mistakes
  typed: Record<string, string>
}

/** The rules in force, what is being written, what waits for a second person, and the way back. */
export const LabPage = (props: Props) => {
  const { signedIn, rules, published, mistakes } = props
  return (
    <Page
      title="Rules"
      signedIn={signedIn}
      at="/lab"
      hasErrors={Object.keys(mistakes).length > 0}
      before={<LabPlaces at="/lab" />}
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-4">Rules</h1>
      <p class="govuk-body wp-break">
        In force: {sayCount(rules.risk.length, 'risk rule')} and {sayCount(rules.routes.length, 'route rule')}
        ,{' '}
        {published.number === 0
          ? 'those of the files alone'
          : `ruleset ${published.number} with ${sayCount(published.rules.length, 'published rule')}`}
        . Version {rules.version}; every case keeps the version that judged it. A new ruleset judges the next
        letter that comes in.
        {published.leftOut > 0 &&
          ` ${sayCount(published.leftOut, 'published rule')} cannot be used with this version of the service.`}
      </p>
      <Waiting {...props} />
      <Drafts {...props} />
      <History {...props} />
    </Page>
  )
}

const Waiting = ({ waiting }: Props) => (
  <section class="wp-panel" aria-labelledby="waiting">
    <h2 class="govuk-heading-m" id="waiting">
      Waiting for a second person
    </h2>
    {waiting.length === 0 && <p class="govuk-body">Nothing.</p>}
    <ul class="govuk-list">
      {waiting.map((change) => (
        <li class="wp-mails__one wp-break">
          <a class="govuk-link" href={`/lab/changes/${change.id}`}>
            {sayChange(change)}
          </a>
          <span class="wp-under">
            Asked for by {change.proposedByName}, {sayMoment(change.proposedAt)}. {change.reason}
          </span>
        </li>
      ))}
    </ul>
  </section>
)

const Drafts = ({ signedIn, drafts, mistakes, typed }: Props) => (
  <section class="wp-panel" aria-labelledby="drafts">
    <h2 class="govuk-heading-m" id="drafts">
      Drafts
    </h2>
    {drafts.length === 0 && <p class="govuk-body">Nobody is writing one.</p>}
    <ul class="govuk-list">
      {drafts.map((draft) => (
        <li class="wp-mails__one wp-break">
          <a class="govuk-link" href={`/lab/drafts/${draft.id}`}>
            {/id:\s*(\S+)/.exec(draft.text)?.[1] ?? 'A draft without an id'}
          </a>
          <span class="wp-under">
            {draft.authorName}, version {draft.version}, {sayMoment(draft.savedAt)}
          </span>
        </li>
      ))}
    </ul>
    <form method="post" action="/lab/drafts" novalidate>
      <Token token={signedIn.formToken} />
      <TextField
        name="from"
        label="Begin from the rule with this id (optional)"
        hint="For example risk/adult/neglect. Left empty, you begin with an empty rule."
        value={typed['from']}
        mistakes={mistakes}
      />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Begin a draft
      </button>
    </form>
  </section>
)

const History = ({ signedIn, rulesets, mistakes, typed }: Props) => (
  <section class="wp-panel" aria-labelledby="rulesets">
    <h2 class="govuk-heading-m" id="rulesets">
      Rulesets
    </h2>
    {rulesets.length === 0 && <p class="govuk-body">Only the rules of the files have ever been in force.</p>}
    <ul class="govuk-list">
      {rulesets.map(({ number, change, publishedAt, rules }) => (
        <li class="wp-mails__one wp-break">
          <strong>Ruleset {number}</strong>: {sayChange(change)}
          <span class="wp-under">
            {sayMoment(publishedAt)}. {change.proposedByName} asked
            {change.kind === 'undo' ? ' and did it alone' : `, ${change.decidedByName} agreed`}:{' '}
            {change.reason} Holds {sayCount(rules.length, 'published rule')}.
          </span>
        </li>
      ))}
    </ul>
    {rulesets.length > 0 && (
      <form method="post" action="/lab/back" novalidate>
        <Token token={signedIn.formToken} />
        <TextField
          name="restores"
          label="Go back to ruleset number"
          hint="0 is the rules of the files alone. A second person has to agree."
          width="govuk-input--width-4"
          value={typed['restores']}
          mistakes={mistakes}
        />
        <TextArea name="reason" label="Why" rows={2} value={typed['reason']} mistakes={mistakes} />
        <button type="submit" class="govuk-button govuk-button--secondary">
          Ask to go back
        </button>
        {rulesets[0]?.change.kind === 'publish' && (
          <button
            type="submit"
            class="govuk-button govuk-button--warning"
            formaction={`/lab/undo/${rulesets[0].number}`}
          >
            Take back ruleset {rulesets[0].number} now, alone
          </button>
        )}
      </form>
    )}
  </section>
)
