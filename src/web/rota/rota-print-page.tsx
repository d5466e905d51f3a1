import { layersOf } from '../../offices/duty-rung.ts'
import { layersInUse } from '../../rota/gaps.ts'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { peopleHere } from './find-rota.ts'
import type { RotaPageProps } from './rota-props.ts'
import { RotaWeeks, rowsOf, weeksFrom } from './rota-weeks.tsx'

/** For the wall and for a telephone without signal: who is on duty in the next four weeks, and how to reach them. */
export const RotaPrintPage = ({ signedIn, rota, now }: Pick<RotaPageProps, 'signedIn' | 'rota' | 'now'>) => {
  const layers = layersInUse(rota, layersOf(signedIn.office.duty), now)
  return (
    <Page
      title="Duty rota to print"
      signedIn={signedIn}
      before={
        <a class="govuk-back-link" href="/rota">
          Back to the duty rota
        </a>
      }
    >
      <h1 class="govuk-heading-l govuk-!-margin-bottom-1">Duty rota of {signedIn.office.shortName}</h1>
      <p class="govuk-body-s">
        As it stood {sayMoment(now)}. It may have changed since: the page “Duty rota” holds.
      </p>
      <RotaWeeks rows={rowsOf(rota, layers, weeksFrom(now))} layers={layers} now={now} />
      <h2 class="govuk-heading-s">How to reach them</h2>
      <ul class="govuk-list">
        {peopleHere(rota, now).map((person) => (
          <li class="wp-break">
            {person.name}: {[person.phone, person.email].filter(Boolean).join(', ')}
          </li>
        ))}
      </ul>
    </Page>
  )
}
