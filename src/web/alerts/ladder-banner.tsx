import type { LadderTrouble } from '../../escalations/find-trouble.ts'
import { sayCount, sayList } from '../parts/words.ts'

/** More than these are in the safety lane below. */
const NAMED = 5

/** On top of everything while paging does not do its work: what is wrong, and what to do at once. */
export const LadderBanner = ({ trouble }: { trouble: readonly LadderTrouble[] }) => {
  const allTold = trouble.filter((one) => one.allTold)
  const nobodyFor = [...new Set(trouble.flatMap((one) => one.nobodyFor))]
  return (
    <>
      {allTold.length > 0 && (
        <div class="wp-banner" role="alert">
          <p class="wp-banner__title">
            {allTold.length === 1
              ? 'Nobody has answered an alert'
              : `Nobody has answered ${sayCount(allTold.length, 'alert')}`}
          </p>
          <p class="govuk-body govuk-!-margin-bottom-1">
            Everybody on the duty list has been told, the head of the office too. Open it and answer it
            yourself, or call somebody now: <Links alerts={allTold} />
          </p>
        </div>
      )}
      {nobodyFor.length > 0 && (
        <div class="wp-banner" role="alert">
          <p class="wp-banner__title">There was nobody to page</p>
          <p class="govuk-body govuk-!-margin-bottom-1">
            Nobody could be reached for {sayList(nobodyFor)}. The next person on the duty list and the
            fallback contact were told instead. Put the rota right, and make sure that somebody answers:{' '}
            <Links alerts={trouble.filter((one) => one.nobodyFor.length > 0)} />
          </p>
        </div>
      )}
    </>
  )
}

const Links = ({ alerts }: { alerts: readonly LadderTrouble[] }) => (
  <>
    {alerts.slice(0, NAMED).map(({ id, reference }, at) => (
      <>
        {at > 0 && ', '}
        <a class="govuk-link wp-reference" href={`/alerts/${id}`}>
          {reference}
        </a>
      </>
    ))}
    {alerts.length > NAMED && `, and ${alerts.length - NAMED} more in the safety lane`}
  </>
)
