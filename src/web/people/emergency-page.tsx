import {
  ErrorSummary,
  Group,
  hasMistakes,
  type Mistakes,
  Select,
  TextField,
  Token,
} from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { Page } from '../parts/layout.tsx'
import { asRole, may, roleName } from '../roles.ts'
import { KeyForm } from '../sign-in/key-form.tsx'
import type { SignedIn } from '../web-deps.ts'
import type { findKeys, findUses, Holder } from './emergency-keys.ts'

type Key = Awaited<ReturnType<typeof findKeys>>[number]
type Use = Awaited<ReturnType<typeof findUses>>['open'][number]

type KeysProps = {
  signedIn: SignedIn
  keys: readonly Key[]
  uses: { open: readonly Use[]; done: readonly Use[] }
  holders: readonly Holder[]
  isOpen: boolean
  mistakes: Mistakes
  typed: Record<string, string>
}

const roleIn = (word: string): string => roleName(asRole(word) ?? 'auditor')

/** Which keys there are, who holds them, and each time that one was used. */
export const EmergencyKeysPage = (props: KeysProps) => {
  const { signedIn, keys, uses, isOpen, mistakes } = props
  return (
    <Page
      title="Keys for emergencies"
      signedIn={signedIn}
      at="/people"
      hasErrors={hasMistakes(mistakes)}
      before={
        <a class="govuk-back-link" href="/people">
          Back to people
        </a>
      }
    >
      <ErrorSummary mistakes={mistakes} />
      <h1 class="govuk-heading-l">Keys for emergencies</h1>
      <p class="govuk-body">
        A key opens {signedIn.office.shortName} while your organisation’s sign-in does not answer. Each use is
        told to the duty officer and the head of the office at once, and looked at here by somebody else.
      </p>
      {!isOpen && (
        <div class="govuk-inset-text">
          This way in is closed. The people who run the service open it with the setting EMERGENCY_KEYS.
        </div>
      )}
      <h2 class="govuk-heading-m">Uses that nobody has looked at</h2>
      {uses.open.length === 0 && <p class="govuk-body">None.</p>}
      {uses.open.map((use) => (
        <OpenUse {...props} use={use} />
      ))}
      <h2 class="govuk-heading-m">Keys</h2>
      {keys.length === 0 && <p class="govuk-body">There is none.</p>}
      <ul class="govuk-list govuk-list--bullet">
        {keys.map((key) => (
          <li>
            {key.userName}, as {roleIn(key.role)}. Made {sayMoment(key.addedAt)}
            {key.addedByName && ` with ${key.addedByName}`}.{' '}
            {key.endedAt ? (
              `Ended ${sayMoment(key.endedAt)} by ${key.endedByName}.`
            ) : (
              <EndKey signedIn={signedIn} of={key} />
            )}
          </li>
        ))}
      </ul>
      {isOpen && may(signedIn.role, 'add-emergency-key') && <BeginKey {...props} />}
      {uses.done.length > 0 && <h2 class="govuk-heading-m">Uses that were looked at</h2>}
      <ul class="govuk-list govuk-list--bullet">
        {uses.done.map((use) => (
          <li class="wp-break">
            <SaidOfUse use={use} /> {use.finding === 'justified' ? 'It was right' : 'It was not right'}, says{' '}
            {use.reviewedByName}: {use.reviewNote}
          </li>
        ))}
      </ul>
    </Page>
  )
}

const SaidOfUse = ({ use }: { use: Use }) => (
  <>
    {use.userName}, as {roleIn(use.role)}, {sayMoment(use.at)}: “{use.reason}”.
  </>
)

const EndKey = ({ signedIn, of }: { signedIn: SignedIn; of: Key }) =>
  may(signedIn.role, 'shut-out') ? (
    <form method="post" action={`/people/emergency-keys/keys/${of.id}/end`}>
      <Token token={signedIn.formToken} />
      <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-2">
        End this key
        <span class="govuk-visually-hidden">
          {' '}
          of {of.userName}, made {sayMoment(of.addedAt)}
        </span>
      </button>
    </form>
  ) : null

const BeginKey = ({ signedIn, holders, mistakes, typed }: KeysProps) => (
  <form method="post" action="/people/emergency-keys/begin" novalidate>
    <h2 class="govuk-heading-m">Make a key</h2>
    <Token token={signedIn.formToken} />
    <Select
      name="holder"
      label="Who is to hold it, and in which role"
      hint="They have to be with you: the key asks for a PIN or a finger that only they know or have."
      mistakes={mistakes}
      value={typed['holder']}
      options={holders.map(({ userKey, userName, role }) => [
        `${role} ${userKey}`,
        `${userName}, ${roleName(role)}`,
      ])}
    />
    <button type="submit" class="govuk-button">
      Go on
    </button>
  </form>
)

const OpenUse = ({ signedIn, use, mistakes, typed }: KeysProps & { use: Use }) => (
  <section class="govuk-!-margin-bottom-4">
    <p class="govuk-body wp-break">
      <SaidOfUse use={use} />
    </p>
    {may(signedIn.role, 'review-emergency-sign-in') && use.userKey !== signedIn.userKey && (
      <form method="post" action={`/people/emergency-keys/uses/${use.id}/review`} novalidate>
        <Token token={signedIn.formToken} />
        <Group
          id={`finding-${use.id}`}
          name={`finding-${use.id}`}
          legend="Was it right to use the key?"
          mistakes={mistakes}
        >
          <div class="govuk-radios govuk-radios--small govuk-radios--inline">
            {(
              [
                ['justified', 'Yes'],
                ['not-justified', 'No'],
              ] as const
            ).map(([value, name]) => (
              <div class="govuk-radios__item">
                <input
                  class="govuk-radios__input"
                  id={`${value}-${use.id}`}
                  name={`finding-${use.id}`}
                  type="radio"
                  value={value}
                  checked={typed[`finding-${use.id}`] === value}
                />
                <label class="govuk-label govuk-radios__label" for={`${value}-${use.id}`}>
                  {name}
                </label>
              </div>
            ))}
          </div>
        </Group>
        <TextField
          name={`note-${use.id}`}
          label="How you know"
          mistakes={mistakes}
          value={typed[`note-${use.id}`]}
        />
        <button type="submit" class="govuk-button govuk-button--secondary">
          Keep this
        </button>
      </form>
    )}
  </section>
)

/** The second step, with the person and their key at the same computer. */
export const MakeKeyPage = ({
  signedIn,
  holder,
  options,
}: {
  signedIn: SignedIn
  holder: Holder
  options: object
}) => (
  <Page title="Make a key for emergencies" signedIn={signedIn} at="/people">
    <h1 class="govuk-heading-l">Make a key for emergencies</h1>
    <p class="govuk-body">
      For {holder.userName}, as {roleName(holder.role)}. Put a security key in, press the button, and let{' '}
      {holder.userName} touch it. Keep it where two people have to fetch it.
    </p>
    <KeyForm
      action="/people/emergency-keys/add"
      does="make"
      options={options}
      signedIn={signedIn}
      button="Touch the key and keep it"
    />
    <p class="govuk-body">
      <a class="govuk-link" href="/people/emergency-keys">
        Go back without one
      </a>
    </p>
  </Page>
)
