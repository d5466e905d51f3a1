/** What is left of a case that is disposed of. */
import type { FoundCase } from '../../cases/find-case.ts'
import { londonDay, sayDay } from '../../clocks/days.ts'
import { isGenuine, type Signed } from '../../records/certificate.ts'
import { sayMoment } from '../parts/dates.ts'
import { type StaffNames, sayActor, sayEntry } from '../parts/history.ts'
import { BackToQueue, Page } from '../parts/layout.tsx'
import { routeName, sayList } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'

type Props = {
  signedIn: SignedIn
  found: FoundCase
  names: StaffNames
  certificate: Signed | undefined
}

export const DisposedPage = ({ signedIn, found, names, certificate }: Props) => {
  const { caseRow, history } = found
  return (
    <Page title={`Case ${caseRow.reference}`} signedIn={signedIn} before={<BackToQueue />}>
      <h1 class="govuk-heading-l govuk-!-margin-bottom-2">{caseRow.reference}</h1>
      <p class="govuk-body">
        <strong>Disposed of{caseRow.disposedAt && ` on ${sayDay(londonDay(caseRow.disposedAt))}`}.</strong>{' '}
        Its letters, attachments, notes and everything that was written about it are gone. A letter that
        answers it opens a case of its own.
      </p>
      <dl class="govuk-summary-list">
        <Fact name="Route">{sayList([caseRow.route, ...caseRow.others].map(routeName))}</Fact>
        <Fact name="Received">{sayDay(londonDay(caseRow.openedAt))}</Fact>
        <Fact name="Closed">{caseRow.closedAt ? sayDay(londonDay(caseRow.closedAt)) : ''}</Fact>
        <Fact name="Last action">{sayDay(londonDay(caseRow.lastActionAt))}</Fact>
        <Fact name="Line of the schedule">{caseRow.retentionSchedule}</Fact>
        <Fact name="Kept until">{caseRow.disposeAfter ? sayDay(caseRow.disposeAfter) : ''}</Fact>
      </dl>
      {certificate && may(signedIn.role, 'view-disposal') && <Certificate certificate={certificate} />}
      <h2 class="govuk-heading-m">History</h2>
      <ul class="govuk-list govuk-list--bullet">
        {history
          .filter(({ action }) => action !== 'case-viewed')
          .map((entry) => (
            <li>
              {sayMoment(entry.at)}: {sayEntry(entry)}, {sayActor(entry.actor, names)}
            </li>
          ))}
      </ul>
    </Page>
  )
}

const Fact = ({ name, children }: { name: string; children: string }) => (
  <div class="govuk-summary-list__row">
    <dt class="govuk-summary-list__key">{name}</dt>
    <dd class="govuk-summary-list__value">{children}</dd>
  </div>
)

const Certificate = ({ certificate }: { certificate: Signed }) => (
  <section aria-labelledby="certificate-title">
    <h2 class="govuk-heading-m" id="certificate-title">
      Certificate
    </h2>
    <p class="govuk-body">
      {isGenuine(certificate)
        ? 'Its signature was checked just now and fits: not a word was changed.'
        : 'Its signature does not fit: it was changed after it was written. Tell whoever runs the service.'}
    </p>
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">The words that are signed</span>
      </summary>
      <div class="govuk-details__text">
        <pre class="wp-certificate">{certificate.text}</pre>
        <p class="govuk-body-s">SHA-256: {certificate.sha256}</p>
        <p class="govuk-body-s">Ed25519 signature: {certificate.signature}</p>
        <pre class="wp-certificate">{certificate.publicKey}</pre>
      </div>
    </details>
  </section>
)
