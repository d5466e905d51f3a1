/** What whoever is about to answer somebody has to read first: on every page from which one could. */
import { bombHoldOf } from '../../acknowledgements/contact-bar.ts'
import type { SafeContact, Standing } from '../../cases/find-special.ts'
import { sayDay } from '../../clocks/days.ts'
import { sayMoment } from './dates.ts'

type Shown = Standing & {
  /** The case of the page, so that what was noted elsewhere says so. */
  caseId?: string | undefined
}

/** Nothing where nothing stands against it. Words first; the colour only helps the eye. */
export const ContactBanner = ({ safe, restrictions, holds, notUsed, caseId }: Shown) => (
  <>
    {bombHoldOf({ holds }) && (
      <section class="wp-contact wp-contact--never" aria-label="Bomb threat">
        <p class="govuk-body govuk-!-margin-bottom-0">
          <strong>Handled as a bomb threat: do not answer, forward, move or delete anything of it.</strong>{' '}
          Nothing is sent until a person has lifted the hold.
        </p>
      </section>
    )}
    {notUsed.map(({ reason, setByName, setAt }) => (
      <section class="wp-contact wp-contact--never" aria-label="Restricted use">
        <p class="govuk-body govuk-!-margin-bottom-1">
          <strong>Kept and not used: do not answer, share or learn from this case.</strong> Only danger is
          still acted on.
        </p>
        <p class="govuk-body-s govuk-!-margin-bottom-0">
          {reason} By {setByName}, {sayMoment(setAt)} (UK GDPR Art 18).
        </p>
      </section>
    ))}
    {safe.map((contact) => (
      <SafeContactNote contact={contact} isElsewhere={caseId !== undefined && contact.caseId !== caseId} />
    ))}
    {restrictions.map(({ arrangement, reviewOn, setByName, setAt }) => (
      <section class="wp-contact wp-contact--quiet" aria-label="Restricted contact">
        <p class="govuk-body govuk-!-margin-bottom-1">
          <strong>Contact is restricted:</strong> {arrangement}
        </p>
        <p class="govuk-body-s govuk-!-margin-bottom-0">
          By {setByName}, {sayMoment(setAt)}. To be looked at again on {sayDay(reviewOn)}. Every letter is
          still read, searched for danger and answered within its deadline.
        </p>
      </section>
    ))}
  </>
)

const SafeContactNote = ({ contact, isElsewhere }: { contact: SafeContact; isElsewhere: boolean }) => (
  <section class="wp-contact" aria-label="Safe contact">
    <p class="govuk-body govuk-!-margin-bottom-1">
      {contact.state === 'set' ? (
        <>
          <strong>Safe contact:</strong> {contact.how}
        </>
      ) : (
        <strong>
          Do not write, ring or text before somebody has decided how this person can be reached.
        </strong>
      )}
    </p>
    <p class="govuk-body-s govuk-!-margin-bottom-0">
      {contact.state === 'set'
        ? `${contact.reason} Noted by ${contact.decidedByName}${contact.decidedAt ? `, ${sayMoment(contact.decidedAt)}` : ''}.`
        : contact.proposedBecause}
      {isElsewhere && ' It was noted in another case of the same address'}
      {isElsewhere && contact.reference && (
        <>
          {': '}
          <a class="govuk-link wp-reference" href={`/cases/${contact.reference}#reach-title`}>
            {contact.reference}
          </a>
        </>
      )}
      {isElsewhere && '.'}
      {!isElsewhere && contact.state === 'proposed' && contact.reference && (
        <>
          {' '}
          <a class="govuk-link" href={`/cases/${contact.reference}#reach-title`}>
            Decide how they can be reached
          </a>
        </>
      )}
    </p>
  </section>
)

/** The same in a line, for lists. */
export const ContactLine = ({ safe, restrictions, holds, notUsed }: Standing) => {
  const set = safe.find(({ state }) => state === 'set')
  const said = [
    ...(bombHoldOf({ holds }) ? ['Bomb threat: do not answer'] : []),
    ...(notUsed.length > 0 ? ['Kept and not used: do not answer or share'] : []),
    ...(set ? [`Safe contact: ${set.how}`] : []),
    ...(safe.length > 0 && !set ? ['Safe contact not decided: do not answer'] : []),
    ...(restrictions.length > 0 ? ['Contact is restricted'] : []),
  ]
  return (
    <>
      {said.map((sentence) => (
        <span class="wp-under">
          <strong>{sentence}</strong>
        </span>
      ))}
    </>
  )
}
