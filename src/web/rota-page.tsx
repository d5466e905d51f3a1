import type { Child } from 'hono/jsx'
import { addDays, londonDay, startOfLondonDay } from '../clocks/days.ts'
import { layersOf } from '../offices/duty-rung.ts'
import { layersInUse } from '../rota/gaps.ts'
import { gapsAhead } from '../rota/note-gaps.ts'
import { type DutyLayer, LAYERS } from '../rota/rota.ts'
import { sayBecause } from '../rota/rota-text.ts'
import { sayPeriod, sayRotaMoment } from '../rota/say-period.ts'
import { nowAndNext } from '../rota/shifts.ts'
import { POSTS } from '../rota/who-is-on-call.ts'
import { Token } from './controls.tsx'
import { sayMoment } from './dates.ts'
import { type Noted, peopleHere } from './find-rota.ts'
import { Page } from './layout.tsx'
import { may } from './roles.ts'
import { RotaBanner, saidGaps } from './rota-banner.tsx'
import { RotaCalendar } from './rota-calendar.tsx'
import { RotaPeople } from './rota-people.tsx'
import type { RotaPageProps } from './rota-props.ts'
import { Reach } from './rota-reach.tsx'
import { RotaWeeks, rowsOf } from './rota-weeks.tsx'
import { layerName, sayRotation, sayRunning } from './rota-words.ts'

const WEEKS_AHEAD = 4

/** To the end of a day, so that the last row does not end at the minute in which the page was opened. */
export const weeksFrom = (now: Date) => ({
  from: now,
  to: startOfLondonDay(addDays(londonDay(now), WEEKS_AHEAD * 7 + 1)),
})

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

const NotedBy = ({ noted }: { noted: Noted | undefined }) =>
  noted ? (
    <span class="wp-under">
      Noted by {noted.by}, {sayMoment(noted.at)}.
    </span>
  ) : null

const Rotations = ({ signedIn, rota, noted, now }: RotaPageProps) => {
  const running = rota.rotations
    .filter(({ beginsAt, endsAt }) => !endsAt || (endsAt > now && endsAt > beginsAt))
    .sort((a, b) => a.beginsAt.getTime() - b.beginsAt.getTime())
  return (
    <section class="wp-panel" aria-labelledby="rotations">
      <h2 class="govuk-heading-m" id="rotations">
        Rotations
      </h2>
      {running.length === 0 && <p class="govuk-body">None.</p>}
      <ul class="govuk-list">
        {running.map((rotation) => (
          <li class="wp-mails__one wp-break">
            <strong>{layerName(rotation.layer)}.</strong> {sayRotation(rota, rotation).join(' ')}
            <span class="wp-under">{sayRunning(rotation, now)}</span>
            <NotedBy noted={noted.get(rotation.id)} />
            {may(signedIn.role, 'edit-rota') && (
              <a class="govuk-link govuk-body-s" href={`/rota/rotations/${rotation.id}/end`}>
                End it<span class="govuk-visually-hidden"> ({layerName(rotation.layer)})</span>
              </a>
            )}
          </li>
        ))}
      </ul>
      <p class="govuk-body-s govuk-!-margin-bottom-0">
        To change one, add another: it takes the place of the one before it at the moment in which it begins.
      </p>
    </section>
  )
}

const Covers = ({ signedIn, rota, noted, now, self }: RotaPageProps) => {
  const ahead = rota.covers.filter(({ to }) => to > now).sort((a, b) => a.from.getTime() - b.from.getTime())
  const mayUndo = (cover: (typeof ahead)[number]): boolean =>
    may(signedIn.role, 'edit-rota') ||
    (cover.swapId !== null &&
      may(signedIn.role, 'swap-duty') &&
      ahead.some((one) => one.swapId === cover.swapId && one.personId === self?.id))
  return (
    <section class="wp-panel" aria-labelledby="covers">
      <h2 class="govuk-heading-m" id="covers">
        Cover and swaps
      </h2>
      {ahead.length === 0 && <p class="govuk-body">None is noted.</p>}
      <ul class="govuk-list">
        {ahead.map((cover) => (
          <li class="wp-mails__one wp-break">
            <strong>{layerName(cover.layer)}:</strong> {rota.people.get(cover.personId)?.name},{' '}
            {sayPeriod(cover)}
            <span class="wp-under">
              {cover.swapId ? 'Swap' : 'Cover'}: {cover.reason}
            </span>
            {isPartlyReplaced(ahead, cover) && (
              <span class="wp-under">
                <strong>Another cover for some of this time was noted later, and holds there.</strong>
              </span>
            )}
            <NotedBy noted={noted.get(cover.id)} />
            {mayUndo(cover) && (
              <UndoForm action={`/rota/covers/${cover.id}/withdraw`} token={signedIn.formToken}>
                {cover.swapId ? 'Undo the swap' : 'Take back'}
              </UndoForm>
            )}
          </li>
        ))}
      </ul>
      <p class="govuk-body-s govuk-!-margin-bottom-0">
        Where two covers are for the same time, the one that was noted later holds.
      </p>
    </section>
  )
}

type Cover = RotaPageProps['rota']['covers'][number]

const isPartlyReplaced = (all: readonly Cover[], { id, layer, from, to, notedAt }: Cover): boolean =>
  all.some(
    (other) =>
      other.id !== id &&
      other.layer === layer &&
      other.notedAt > notedAt &&
      other.from < to &&
      from < other.to,
  )

const UndoForm = ({ action, token, children }: { action: string; token: string; children?: Child }) => (
  <form method="post" action={action}>
    <Token token={token} />
    <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-1">
      {children}
    </button>
  </form>
)

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
