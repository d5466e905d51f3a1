import type { ChangeRow } from '../../rulesets/change-rules.ts'
import type { DraftRow } from '../../rulesets/drafts.ts'
import { MONTHS, MOST_LETTERS, type ShownTrial } from '../../rulesets/trials.ts'
import type { CheckedDraft } from '../../triage/check-draft.ts'
import { ROUTES } from '../../triage/route.ts'
import { ErrorSummary, type Mistakes, Select, TextArea, Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { LabPlaces } from '../parts/places.tsx'
import { levelName, routeName, sayCount } from '../parts/words.ts'
import type { SignedIn } from '../web-deps.ts'
import { sayChange } from './lab-words.ts'

type DraftProps = {
  signedIn: SignedIn
  draft: DraftRow
  checked: CheckedDraft
  trial: ShownTrial | undefined
  mistakes: Mistakes
  typed: Record<string, string>
}

/** One draft: its text, what is wrong with it, what it would move, and the way to a second person. */
export const LabDraftPage = (props: DraftProps) => {
  const { signedIn, draft, checked, trial, mistakes, typed } = props
  const isOwn = draft.author === signedIn.userKey && draft.endedAt === null
  const found = checked.ok ? mistakes : { text: checked.says, ...mistakes }
  const action = `/lab/drafts/${draft.id}`
  return (
    <Page
      title="A draft of a rule"
      signedIn={signedIn}
      at="/lab"
      hasErrors={Object.keys(found).length > 0}
      before={<LabPlaces at="" />}
    >
      <ErrorSummary mistakes={found} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-2">A draft of a rule</h1>
      <p class="govuk-body">
        By {draft.authorName}, version {draft.version}, {sayMoment(draft.savedAt)}.
        {!isOwn && ' Only its author changes it.'}
      </p>
      <form method="post" action={action} novalidate>
        <Token token={signedIn.formToken} />
        <input type="hidden" name="version" value={typed['version'] ?? String(draft.version)} />
        <TextArea
          name="text"
          label="The rule"
          hint="Written as in the rule files. Invent the examples: never copy them from a letter."
          rows={22}
          mistakes={found}
          value={typed['text'] ?? draft.text}
        />
        {isOwn && (
          <button type="submit" class="govuk-button">
            Save and check
          </button>
        )}
      </form>
      {checked.ok && <Examples checked={checked} />}
      {checked.ok && <Trial {...props} isOwn={isOwn} />}
      {isOwn && trial?.trial.endedAt && trial.trial.ruleText === draft.text && checked.ok && (
        <form method="post" action={`${action}/publish`} novalidate>
          <Token token={signedIn.formToken} />
          <TextArea
            name="reason"
            label="Why it should be published"
            hint="A second person reads this and decides."
            rows={2}
            mistakes={mistakes}
            value={typed['reason']}
          />
          <button type="submit" class="govuk-button">
            Ask a second person to publish it
          </button>
        </form>
      )}
      {isOwn && (
        <form method="post" action={`${action}/aside`}>
          <Token token={signedIn.formToken} />
          <button type="submit" class="govuk-button govuk-button--secondary">
            Set this draft aside
          </button>
        </form>
      )}
    </Page>
  )
}

const Examples = ({ checked }: { checked: Extract<CheckedDraft, { ok: true }> }) => (
  <section class="wp-panel" aria-labelledby="examples">
    <h2 class="govuk-heading-m" id="examples">
      Its own examples
    </h2>
    <p class="govuk-body">
      {checked.complaints.length === 0
        ? 'It can be read, and every example does as it should.'
        : `${sayCount(checked.complaints.length, 'example')} not as it should be:`}
      {checked.replaces && ' It takes the place of the rule in force with the same id.'}
    </p>
    <ul class="govuk-list govuk-list--bullet">
      {checked.complaints.map(({ sentence, because }) => (
        <li class="wp-break">
          It {because}: {sentence}
        </li>
      ))}
    </ul>
  </section>
)

const Trial = ({ signedIn, draft, trial, isOwn }: DraftProps & { isOwn: boolean }) => (
  <section class="wp-panel" aria-labelledby="trial">
    <h2 class="govuk-heading-m" id="trial">
      On past cases
    </h2>
    {trial && <TrialOutcome shown={trial} isOld={trial.trial.ruleText !== draft.text} />}
    {isOwn && (
      <form method="post" action={`/lab/drafts/${draft.id}/trial`}>
        <Token token={signedIn.formToken} />
        <Select
          name="months"
          label="Try it on the letters of"
          value="3"
          options={MONTHS.map((months) => [String(months), `the last ${sayCount(months, 'month')}`] as const)}
        />
        <button type="submit" class="govuk-button govuk-button--secondary">
          Try it
        </button>
      </form>
    )}
  </section>
)

/** How far it came, and each case that would move. */
export const TrialOutcome = ({ shown, isOld }: { shown: ShownTrial; isOld: boolean }) => {
  const { trial, moves, movedCases } = shown
  const most = Math.min(trial.letters, MOST_LETTERS)
  return (
    <>
      <p class="govuk-body">
        <strong>
          It would move {sayCount(movedCases, 'case')} of {sayCount(trial.lookedAt, 'letter')} looked at.
        </strong>{' '}
        {trial.endedAt
          ? `Done ${sayMoment(trial.endedAt)}, over ${sayCount(trial.months, 'month')}, against ruleset ${trial.onNumber}.`
          : `It is still looking: ${trial.lookedAt} of ${most}. Load this page again to see how far it is.`}
        {trial.letters > MOST_LETTERS &&
          ` There are ${trial.letters}; only the newest ${MOST_LETTERS} are tried.`}
        {trial.skipped > 0 && ` ${sayCount(trial.skipped, 'letter')} too long to be tried here.`}
        {isOld && ' The rule was changed after this: try it again.'}
      </p>
      <ul class="govuk-list">
        {moves.map(({ move, reference, confirmed }) => (
          <li class="wp-mails__one">
            <a class="govuk-link" href={`/cases/${reference}`}>
              {reference}
            </a>
            {move.fromRoute !== move.toRoute && (
              <span class="wp-under">
                From {routeName(move.fromRoute)} to {routeName(move.toRoute)}
              </span>
            )}
            {move.fromLevel !== move.toLevel && (
              <span class="wp-under">
                Signs of risk: from {levelName(move.fromLevel)} to {levelName(move.toLevel)}
              </span>
            )}
            {confirmed && (
              <span class="wp-under">
                A person said: {routeName(ROUTES.find((route) => route === confirmed) ?? 'general-enquiry')}
              </span>
            )}
          </li>
        ))}
      </ul>
      {movedCases > moves.length && <p class="govuk-body">The newest {moves.length} letters are shown.</p>}
    </>
  )
}

type ChangeProps = {
  signedIn: SignedIn
  change: ChangeRow
  before: string | undefined
  trial: ShownTrial | undefined
  mistakes: Mistakes
  typed: Record<string, string>
}

/** What somebody asked for, as the second person sees it before deciding. */
export const LabChangePage = ({ signedIn, change, before, trial, mistakes, typed }: ChangeProps) => {
  const isOwn = change.proposedBy === signedIn.userKey
  return (
    <Page
      title="A change of the rules"
      signedIn={signedIn}
      at="/lab"
      hasErrors={Object.keys(mistakes).length > 0}
      before={<LabPlaces at="" />}
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l govuk-!-margin-bottom-2 wp-break">{sayChange(change)}</h1>
      <p class="govuk-body">
        Asked for by {change.proposedByName}, {sayMoment(change.proposedAt)}: {change.reason}
      </p>
      {change.ruleText && <Text title="The rule" text={change.ruleText} />}
      {before && <Text title="The rule that it takes the place of" text={before} />}
      {trial && <TrialOutcome shown={trial} isOld={false} />}
      {change.state === 'waiting' ? (
        <form method="post" action={`/lab/changes/${change.id}/approve`} novalidate>
          <Token token={signedIn.formToken} />
          <TextArea name="reason" label="Your reason" rows={2} mistakes={mistakes} value={typed['reason']} />
          {!isOwn && (
            <button type="submit" class="govuk-button">
              Agree: from the next letter on
            </button>
          )}{' '}
          <button
            type="submit"
            class="govuk-button govuk-button--secondary"
            formaction={`/lab/changes/${change.id}/refuse`}
          >
            {isOwn ? 'Take it back' : 'Refuse it'}
          </button>
        </form>
      ) : (
        <p class="govuk-body">
          {change.decidedByName}, {change.decidedAt && sayMoment(change.decidedAt)}: {change.state}.{' '}
          {change.decidedBecause}
        </p>
      )}
    </Page>
  )
}

const Text = ({ title, text }: { title: string; text: string }) => (
  <>
    <h2 class="govuk-heading-m">{title}</h2>
    <pre class="wp-letter wp-letter--raw" tabindex={0}>
      {text}
    </pre>
  </>
)
