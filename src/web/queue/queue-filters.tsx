import type { SavedFilter } from '../../cases/saved-filters.ts'
import { RISK_LEVELS } from '../../triage/risk.ts'
import { ROUTES } from '../../triage/route.ts'
import { type Mistakes, Select, TextField, Token } from '../parts/controls.tsx'
import { CHANNELS, channelName, languageName, levelName, routeName } from '../parts/words.ts'
import { may } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'
import { queueAddress, shortId, type WhoAsks } from './read-filter.ts'

export type FiltersProps = {
  signedIn: SignedIn
  words: Readonly<Record<string, string>>
  mistakes: Mistakes
  colleagues: WhoAsks['colleagues']
  /** The codes of the languages in which open cases are written. */
  languages: readonly string[]
  saved: readonly SavedFilter[]
  /** What was typed as a name, where the form came back. */
  typedName?: string | undefined
}

/** What the queue is narrowed by. The seldom ones stay folded away until one of them is set. */
export const Filters = (props: FiltersProps) => {
  const { words, colleagues, signedIn } = props
  return (
    <>
      <Saved {...props} />
      <form class="wp-filters" method="get" action="/" aria-label="Filter the cases">
        <Choice
          {...props}
          name="status"
          label="Show"
          options={[
            ['', 'Open cases'],
            ['closed', 'Closed cases'],
            ['not-correspondence', 'Not correspondence'],
          ]}
        />
        <Choice
          {...props}
          name="route"
          label="Route"
          options={[['', 'All routes'], ...ROUTES.map((route) => [route, routeName(route)] as const)]}
        />
        <Choice
          {...props}
          name="risk"
          label="Signs of risk"
          options={[
            ['', 'All'],
            ...[...RISK_LEVELS].reverse().map((level) => [level, levelName(level)] as const),
          ]}
        />
        <Choice
          {...props}
          name="clock"
          label="Next deadline"
          options={[
            ['', 'All'],
            ['late', 'Late'],
            ['week', 'Within 7 days'],
            ['later', 'Later than that'],
            ['standing', 'Waits for somebody'],
            ['none', 'None set by law'],
          ]}
        />
        <Choice
          {...props}
          name="owner"
          label="Who has it"
          options={[
            ['', 'Anybody'],
            ['me', 'Me'],
            ['nobody', 'Nobody yet'],
            ...colleagues
              .filter(({ userKey }) => userKey !== signedIn.userKey)
              .map((one) => [shortId(one), one.userName] as const),
          ]}
        />
        <MoreFilters {...props} />
        <div class="wp-filters__go">
          <button type="submit" class="govuk-button govuk-button--secondary">
            Filter
          </button>
          {Object.keys(words).length > 0 && (
            <a class="govuk-link govuk-body-s govuk-!-margin-bottom-0" href="/">
              Clear<span class="govuk-visually-hidden"> the filters</span>
            </a>
          )}
        </div>
      </form>
      {Object.keys(words).length > 0 && <SaveForm {...props} />}
    </>
  )
}

const SELDOM = ['channel', 'language', 'unsure', 'held', 'unread', 'tasks'] as const

const BOXES = [
  ['unsure', 'A person has to choose the route'],
  ['held', 'The acknowledgement is held'],
  ['unread', 'Something could not be read'],
  ['tasks', 'A task waits'],
] as const

const MoreFilters = (props: FiltersProps) => {
  const { words, mistakes, languages } = props
  return (
    <details
      class="govuk-details wp-filters__more"
      open={SELDOM.some((name) => words[name] !== undefined || mistakes[name] !== undefined)}
    >
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">More filters</span>
      </summary>
      <div class="wp-filters__folded">
        <Choice
          {...props}
          name="channel"
          label="How it came"
          options={[['', 'All'], ...CHANNELS.map((one) => [one, channelName(one)] as const)]}
        />
        <Choice
          {...props}
          name="language"
          label="Language"
          options={[['', 'All'], ...languages.map((code) => [code, languageName(code)] as const)]}
        />
        <fieldset class="govuk-fieldset">
          <legend class="govuk-fieldset__legend">Only cases where</legend>
          <div class="govuk-checkboxes govuk-checkboxes--small wp-boxes">
            {BOXES.map(([name, label]) => (
              <div class="govuk-checkboxes__item">
                <input
                  class="govuk-checkboxes__input"
                  type="checkbox"
                  id={name}
                  name={name}
                  value="yes"
                  checked={words[name] === 'yes'}
                />
                <label class="govuk-label govuk-checkboxes__label" for={name}>
                  {label}
                </label>
              </div>
            ))}
          </div>
        </fieldset>
      </div>
    </details>
  )
}

type ChoiceProps = Pick<FiltersProps, 'words' | 'mistakes'> &
  Pick<Parameters<typeof Select>[0], 'name' | 'label' | 'options'>

/** One filter, as it stands in the address. */
const Choice = ({ words, mistakes, name, label, options }: ChoiceProps) => (
  <Select {...{ name, label, options, mistakes }} value={words[name]} />
)

const Saved = ({ saved, words, signedIn }: FiltersProps) => {
  const here = new URLSearchParams(words).toString()
  if (saved.length === 0) return null
  return (
    <nav aria-label="Kept filters">
      <ul class="govuk-list wp-facts wp-places">
        {saved.map(({ id, name, query, isShared, isOwn }) => (
          <li>
            <a
              class="govuk-link"
              href={query === '' ? '/' : `/?${query}`}
              aria-current={query === here ? 'page' : undefined}
            >
              {name}
            </a>
            {isShared && <span class="wp-quiet"> (for all)</span>}
            {query === here && (isOwn || (isShared && may(signedIn.role, 'act'))) && (
              <form class="wp-inline" method="post" action={`/queue/filters/${id}/remove`}>
                <Token token={signedIn.formToken} />
                <button type="submit" class="wp-link-button">
                  Remove<span class="govuk-visually-hidden"> {name} from the kept filters</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

const SaveForm = ({ words, mistakes, signedIn, typedName }: FiltersProps) => (
  <details class="govuk-details govuk-!-margin-bottom-3" open={mistakes['name'] !== undefined}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">Keep these filters</span>
    </summary>
    <form class="govuk-details__text wp-keep" method="post" action={queueAddress(words)} novalidate>
      <Token token={signedIn.formToken} />
      <TextField
        name="name"
        label="Name for these filters"
        width="govuk-input--width-20"
        mistakes={mistakes}
        value={typedName}
      />
      {may(signedIn.role, 'act') && (
        <div class="govuk-checkboxes govuk-checkboxes--small govuk-!-margin-bottom-3">
          <div class="govuk-checkboxes__item">
            <input class="govuk-checkboxes__input" type="checkbox" id="shared" name="shared" value="yes" />
            <label class="govuk-label govuk-checkboxes__label" for="shared">
              For everybody at {signedIn.office.shortName}
            </label>
          </div>
        </div>
      )}
      <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-2">
        Keep them
      </button>
    </form>
  </details>
)
