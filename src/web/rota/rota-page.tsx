import { layersOf } from '../../offices/duty-rung.ts'
import { layersInUse } from '../../rota/gaps.ts'
import { gapsAhead } from '../../rota/note-gaps.ts'
import { type DutyLayer, LAYERS } from '../../rota/rota.ts'
import { sayBecause } from '../../rota/rota-text.ts'
import { sayRotaMoment } from '../../rota/say-period.ts'
import { nowAndNext } from '../../rota/shifts.ts'
import { POSTS } from '../../rota/who-is-on-call.ts'
import { Page } from '../parts/layout.tsx'
import { may } from '../roles.ts'
import { RotaBanner, saidGaps } from './rota-banner.tsx'
import { RotaCalendar } from './rota-calendar.tsx'
import { Covers, Rotations } from './rota-parts.tsx'
import { RotaPeople } from './rota-people.tsx'
import type { RotaPageProps } from './rota-props.ts'
import { Reach } from './rota-reach.tsx'
import { RotaWeeks, rowsOf, weeksFrom } from './rota-weeks.tsx'

/** Who is on duty now and next, four weeks ahead, and all that the rota is made of. */
export const RotaPage = (props: RotaPageProps) => {
  const { signedIn, rota, now, refusal } = props
  const layers = layersInUse(rota, layersOf(signedIn.office.duty), now)
  return (
    <Page title="Duty rota" signedIn={signedIn} at="/rota" hasErrors={refusal !== undefined}>
      <h1 class="govuk-heading-l govuk-!-margin-bottom-4">Duty rota</h1>
      {refusal && (
        <div class="govuk-error-summary" role="alert">
          <p class="govuk-body govuk-!-margin-bottom-0">{refusal}</p>
        </div>
      )}
      <RotaBanner
        gaps={saidGaps(gapsAhead(rota, signedIn.office, now), now)}
        office={signedIn.office}
        isLinked={false}
      />
      {rota.rotations.length === 0 && <NoRotaYet {...props} />}
      {layers.length > 0 && <NowAndWeeks {...props} layers={layers} />}
      {layers.length > 0 && <Rotations {...props} />}
      {layers.length > 0 && <Covers {...props} />}
      <RotaPeople {...props} />
      <RotaCalendar {...props} />
    </Page>
  )
}

const NoRotaYet = ({ signedIn }: RotaPageProps) => (
  <p class="govuk-body">
    {signedIn.office.shortName} has no rotation yet.{' '}
    {may(signedIn.role, 'edit-rota')
      ? 'Put the people who take turns on the list below, then add a rotation.'
      : 'A manager or an administrator can begin one.'}{' '}
    Until then alerts go to the fixed posts of the ladder and to whoever is named for when nobody is on duty.
  </p>
)

const NowAndWeeks = (props: RotaPageProps & { layers: readonly DutyLayer[] }) => {
  const { signedIn, rota, now, layers } = props
  return (
    <>
      <div class="wp-duty-now">
        {LAYERS.filter((layer) => layers.includes(layer)).map((layer) => (
          <OnDutyNow {...props} layer={layer} />
        ))}
      </div>
      <Actions signedIn={signedIn} self={props.self} />
      <section aria-labelledby="weeks">
        <h2 class="govuk-heading-m govuk-!-margin-bottom-3" id="weeks">
          The next four weeks
        </h2>
        <RotaWeeks rows={rowsOf(rota, layers, weeksFrom(now))} layers={layers} now={now} />
      </section>
    </>
  )
}

const OnDutyNow = ({ rota, now, layer }: RotaPageProps & { layer: DutyLayer }) => {
  const found = nowAndNext(rota, layer, now)
  const { on } = found.now.answer
  return (
    <section class={`wp-panel${on.length === 0 ? ' wp-duty-now__gap' : ''}`} aria-labelledby={`now-${layer}`}>
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1" id={`now-${layer}`}>
        {POSTS[layer]} now
      </h2>
      {on.length === 0 && <p class="wp-duty-now__name">Nobody reachable</p>}
      {on.map(({ person, because }) => (
        <>
          <p class="wp-duty-now__name">{person.name}</p>
          <p class="govuk-body-s govuk-!-margin-bottom-1">
            {sayBecause(because)}
            {found.next && `, until ${sayRotaMoment(found.next.from)}`}
          </p>
          <Reach person={person} />
        </>
      ))}
      {found.next && (
        <p class="govuk-body-s govuk-!-margin-bottom-0">
          Next: {found.next.answer.on.map(({ person }) => person.name).join(' and ') || 'nobody reachable'},
          from {sayRotaMoment(found.next.from)}
        </p>
      )}
    </section>
  )
}

const Actions = ({ signedIn, self }: Pick<RotaPageProps, 'signedIn' | 'self'>) => {
  const edits = may(signedIn.role, 'edit-rota')
  const links = [
    ...(edits ? [['/rota/covers/new', 'Note a cover']] : []),
    ...(edits || (self && may(signedIn.role, 'swap-duty')) ? [['/rota/swaps/new', 'Swap two shifts']] : []),
    ...(edits ? [['/rota/rotations/new', 'Add a rotation']] : []),
    ...(edits ? [['/rota/people/new', 'Add a person']] : []),
    ['/rota/print', 'A page to print'],
  ]
  return (
    <nav aria-label="Duty rota" class="wp-screen-only">
      <ul class="govuk-list wp-facts">
        {links.map(([href, name]) => (
          <li>
            <a class="govuk-link" href={href}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
