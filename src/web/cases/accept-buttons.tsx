/** The three likeliest routes, each taken with one press or key; a reason is written that says which it was. */
import { Token } from '../parts/controls.tsx'
import { routeName, sureness } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { CasePageProps } from './case-page.tsx'

const MOST = 3

type Candidates = CasePageProps['found']['messages'][number]['triage']['route']['candidates']

export const AcceptButtons = ({
  signedIn,
  found,
  candidates,
}: CasePageProps & { candidates: Candidates }) => {
  const { caseRow } = found
  if (!may(signedIn.role, 'act') || caseRow.status === 'closed' || caseRow.routeConfirmed) return null
  return (
    <ol class="wp-accept">
      {candidates.slice(0, MOST).map(({ route, score }, at) => (
        <li>
          <form method="post" action={`/cases/${caseRow.reference}/route`}>
            <Token token={signedIn.formToken} />
            <input type="hidden" name="version" value={String(caseRow.version)} />
            <input type="hidden" name="route" value={route} />
            <input
              type="hidden"
              name="reason"
              value={`Accepted: proposal ${at + 1} of ${Math.min(MOST, candidates.length)}.`}
            />
            <button
              type="submit"
              class={`govuk-button govuk-!-margin-bottom-1${at === 0 ? '' : ' govuk-button--secondary'}`}
              data-key={`accept-${at + 1}`}
            >
              <span class="govuk-visually-hidden">Accept </span>
              {routeName(route)}
            </button>{' '}
            <span class="govuk-body-s wp-quiet">{sureness(score)}</span>
          </form>
        </li>
      ))}
    </ol>
  )
}
