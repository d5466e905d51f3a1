import type { FolderCounts } from '../../db/schema.ts'
import { balances } from '../../intake/balance.ts'
import type { FoundMailboxes } from '../../intake/find-mailboxes.ts'
import { isBlind } from '../../intake/liveness.ts'
import { sayMoment } from '../parts/dates.ts'

type State = FoundMailboxes['folders'][number]
type Problem = FoundMailboxes['problems'][number]
type Vanished = FoundMailboxes['vanished'][number]

const nameOf = ({ folder, specialUse }: State): string =>
  specialUse === '\\Junk' ? `${folder} (junk)` : folder

/** One folder: its sum, when it was read, and each message that is in trouble. */
export const FolderPanel = ({
  state,
  problems,
  vanished,
  now,
}: {
  state: State
  problems: readonly Problem[]
  vanished: readonly Vanished[]
  now: Date
}) => (
  <section class="wp-panel wp-mailbox__folder">
    <h3 class="govuk-heading-s wp-break">{nameOf(state)}</h3>
    <p class="govuk-body">
      <strong class={`govuk-tag ${isWell(state, now) ? 'govuk-tag--green' : 'govuk-tag--red'}`}>
        {verdict(state, now)}
      </strong>
    </p>
    {state.counts && <Sum counts={state.counts} />}
    <p class="govuk-body-s wp-quiet">
      {state.lastPolledAt ? `Last read ${sayMoment(state.lastPolledAt)}.` : 'Never read yet.'}
      {state.countedAt && ` Last counted ${sayMoment(state.countedAt)}.`}
      {state.missingSince && ` Not on the mail server since ${sayMoment(state.missingSince)}.`}
    </p>
    {problems.length > 0 && <Problems problems={problems} />}
    {vanished.length > 0 && <Gone vanished={vanished} />}
  </section>
)

const isWell = (state: State, now: Date): boolean =>
  state.counts !== null && balances(state.counts) && !isBlind(state, now) && !state.missingSince

function verdict(state: State, now: Date): string {
  if (state.missingSince) return 'Not on the mail server'
  if (isBlind(state, now)) return 'Not being read'
  if (!state.counts) return 'Not counted yet'
  return balances(state.counts) ? 'It adds up' : 'It does not add up'
}

const ROWS: readonly { key: keyof FolderCounts; name: string; isTrouble?: boolean; isOf?: boolean }[] = [
  { key: 'takenIn', name: 'Taken in' },
  { key: 'partsOnly', name: 'of which only the beginning is here', isOf: true },
  { key: 'waiting', name: 'Waiting to be taken in' },
  { key: 'parked', name: 'Set aside for a person' },
  { key: 'canaries', name: 'Left out: test messages of ours' },
  { key: 'notHandedOver', name: 'Not handed over by the server', isTrouble: true },
  { key: 'unaccounted', name: 'In no case, and we do not know why', isTrouble: true },
]

const Sum = ({ counts }: { counts: FolderCounts }) => (
  <table class="govuk-table wp-sum">
    <caption class="govuk-visually-hidden">What is on the server, and what became of it</caption>
    <tbody class="govuk-table__body">
      {ROWS.map(({ key, name, isTrouble, isOf }) => (
        <tr class="govuk-table__row">
          <th class={`govuk-table__header wp-sum__name${isOf ? ' wp-sum__of' : ''}`} scope="row">
            {isTrouble && (counts[key] ?? 0) > 0 ? <strong>{name}</strong> : name}
          </th>
          <td class="govuk-table__cell govuk-table__cell--numeric">{counts[key] ?? 0}</td>
        </tr>
      ))}
      <tr class="govuk-table__row">
        <th class="govuk-table__header" scope="row">
          <strong>On the mail server</strong>
        </th>
        <td class="govuk-table__cell govuk-table__cell--numeric">
          <strong>{counts.onServer}</strong>
        </td>
      </tr>
    </tbody>
  </table>
)

const FAILURES: Readonly<Record<string, string>> = {
  'not-described': 'The server lists it and says nothing of it',
  'not-handed-over': 'The server does not hand it over',
  short: 'Only a part of it came',
  'short-again': 'Only a part of it came, more than once',
  'not-kept': 'It could not be stored',
  'connection-lost': 'The connection broke on it or on one beside it',
}

const Problems = ({ problems }: { problems: readonly Problem[] }) => (
  <>
    <h4 class="govuk-heading-s">Not handed over</h4>
    <p class="govuk-body">
      Nobody has looked for danger in these. Open them in the mailbox and read them there.
    </p>
    <ul class="govuk-list">
      {problems.map(({ uid, failure, attempts, noticedAt, nextTryAt }) => (
        <li class="wp-mails__one">
          Message number {String(uid)}
          <span class="wp-under">
            {FAILURES[failure] ?? 'The server’s answer could not be understood'}. Noticed{' '}
            {sayMoment(noticedAt)}, asked for {attempts === 1 ? 'once' : `${attempts} times`} by itself, next{' '}
            {sayMoment(nextTryAt)}.
          </span>
        </li>
      ))}
    </ul>
  </>
)

const Gone = ({ vanished }: { vanished: readonly Vanished[] }) => (
  <>
    <h4 class="govuk-heading-s">Removed before we could read them</h4>
    <ul class="govuk-list">
      {vanished.map(({ uid, notedAt }) => (
        <li class="wp-mails__one">
          Message number {String(uid)}
          <span class="wp-under">Noticed {sayMoment(notedAt)}. Look in the deleted items.</span>
        </li>
      ))}
    </ul>
  </>
)
