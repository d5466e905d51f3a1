/** The ledger of the office: what was told outside and what people agreed to, the newest first. */
import type { Ledger } from '../../disclosures/find-ledger.ts'
import { standingOf } from '../../disclosures/may-share.ts'
import type { Ground } from '../../offices/grounds.ts'
import { dayWithoutWeekday } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { DataPlaces } from '../parts/places.tsx'
import type { SignedIn } from '../web-deps.ts'
import { ToldList } from './sharing-page.tsx'
import { purposeName, receiverName } from './sharing-words.ts'

type Props = { signedIn: SignedIn; ledger: Ledger; grounds: readonly Ground[] }

const SAID = { given: 'agreed', refused: 'refused', withdrawn: 'took it back', none: '' } as const

export const LedgerPage = ({ signedIn, ledger, grounds }: Props) => (
  <Page title="Disclosures and consents" signedIn={signedIn} at="/rights">
    <h1 class="govuk-heading-l govuk-!-margin-bottom-2">Disclosures and consents</h1>
    <DataPlaces at="/ledger" role={signedIn.role} />
    <h2 class="govuk-heading-m govuk-!-margin-top-4">What people agreed to or refused</h2>
    {ledger.consents.length === 0 ? (
      <p class="govuk-body wp-empty">Nothing is noted.</p>
    ) : (
      <ul class="govuk-list wp-contact-list">
        {ledger.consents.map((one) => (
          <li class="wp-contact-list__one">
            <a class="govuk-link wp-reference" href={`/cases/${one.reference}/sharing`}>
              {one.reference}
            </a>
            : {one.saidByWhom} <strong>{SAID[standingOf(one)]}</strong>,{' '}
            {dayWithoutWeekday(one.withdrawnOn ?? one.saidOn)}: {receiverName(signedIn.office, one.receiver)}.{' '}
            {purposeName(one.purpose)}.
          </li>
        ))}
      </ul>
    )}
    <h2 class="govuk-heading-m">What was told outside</h2>
    <ToldList {...{ signedIn, ledger, grounds }} withReference />
  </Page>
)
