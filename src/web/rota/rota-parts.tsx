/** What the rota is made of: rotations, cover and swaps, each with who noted it. */
import type { Child } from 'hono/jsx'
import { sayPeriod } from '../../rota/say-period.ts'
import { Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { may } from '../roles.ts'
import type { Noted } from './find-rota.ts'
import type { RotaPageProps } from './rota-props.ts'
import { layerName, sayRotation, sayRunning } from './rota-words.ts'

const NotedBy = ({ noted }: { noted: Noted | undefined }) =>
  noted ? (
    <span class="wp-under">
      Noted by {noted.by}, {sayMoment(noted.at)}.
    </span>
  ) : null

/** The rotations that run or are still to begin. */
export const Rotations = ({ signedIn, rota, noted, now }: RotaPageProps) => {
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

/** Who covers for whom, and the swaps, from now on. */
export const Covers = ({ signedIn, rota, noted, now, self }: RotaPageProps) => {
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
