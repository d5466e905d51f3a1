import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { SCRIPT, STYLE_SHEET } from '../../generated/assets.ts'
import { may, roleName } from '../roles.ts'
import type { SignedIn } from '../web-deps.ts'
import { ICON_PATH, ICON_SHAPE } from './icon.ts'
import { MAIN_PLACES } from './main-places.ts'
import { colourSheetPath } from './office-colour.ts'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { SHORTCUTS } from './shortcuts.ts'

type PageProps = {
  /** What the page is, without a word of a letter: it stands in the browser's tab and history (D-18). */
  title: string
  signedIn?: SignedIn | undefined
  /** True where a form comes back with mistakes: a screen reader says the title first. */
  hasErrors?: boolean | undefined
  /** Which of the main places this is, as its path. */
  at?: string | undefined
  /** Above the main part: a way back. */
  before?: Child
  children?: Child
}

/** Every page: the skip link, the office's bar, the way round, one main part. */
export const Page = ({ title, signedIn, hasErrors, at, before, children }: PageProps) => (
  <>
    {raw('<!DOCTYPE html>')}
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{fullTitle(title, signedIn, hasErrors)}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="robots" content="noindex, nofollow" />
        <link rel="stylesheet" href={`/assets/${STYLE_SHEET.name}`} />
        {signedIn && <link rel="stylesheet" href={colourSheetPath(signedIn.office)} />}
        {signedIn && <script src={`/assets/${SCRIPT.name}`} defer />}
        <link rel="icon" type="image/svg+xml" href={ICON_PATH} />
      </head>
      <body class="govuk-template__body" {...keysOf(signedIn)}>
        <a href="#main-content" class="govuk-skip-link">
          Skip to main content
        </a>
        <Masthead signedIn={signedIn} />
        {signedIn && <WayRound signedIn={signedIn} at={at} />}
        <div class="govuk-width-container">
          {before}
          <main class="wp-main" id="main-content" tabindex={-1}>
            {children}
          </main>
        </div>
        <Foot signedIn={signedIn} />
        {signedIn && <ShortcutSheet chosen={signedIn.shortcuts ?? {}} />}
      </body>
    </html>
  </>
)

/** What the script of the page reads of the keys. */
const keysOf = (signedIn: SignedIn | undefined) =>
  signedIn === undefined
    ? {}
    : {
        'data-keys': JSON.stringify(SHORTCUTS.map(({ name, key }) => [name, key])),
        'data-shortcuts': JSON.stringify(signedIn.shortcuts ?? {}),
      }

/** The way back from a case or an alert. */
export const BackToQueue = () => (
  <a class="govuk-back-link" href="/" data-key="queue">
    Back to the queue
  </a>
)

const fullTitle = (title: string, signedIn: SignedIn | undefined, hasErrors: boolean | undefined): string =>
  [`${hasErrors ? 'Error: ' : ''}${title}`, 'Waypost', ...(signedIn ? [signedIn.office.shortName] : [])].join(
    ' – ',
  )

const Masthead = ({ signedIn }: Pick<PageProps, 'signedIn'>) => (
  <header class="wp-masthead">
    <div class="govuk-width-container wp-masthead__row">
      <a class="wp-masthead__name" href="/">
        <svg class="wp-masthead__mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d={ICON_SHAPE} fill="currentColor" />
        </svg>
        Waypost
      </a>
      {signedIn && <span class="wp-masthead__office">{signedIn.office.name}</span>}
      {signedIn && (
        <div class="wp-masthead__person">
          <a class="wp-masthead__account" href="/account">
            {signedIn.userName}
            {!isPost(signedIn) && <> ({roleName(signedIn.role)})</>}
          </a>
          <form method="post" action="/sign-out">
            <input type="hidden" name="token" value={signedIn.formToken} />
            <button type="submit" class="wp-masthead__button">
              Sign out
            </button>
          </form>
        </div>
      )}
    </div>
  </header>
)

/** The people of an embedded start are named after their posts: nobody has to read it twice. */
const isPost = ({ userName, role }: SignedIn): boolean => userName.endsWith(roleName(role))

/** Places that a key leads to, from wherever one is. */
const KEYED: Readonly<Record<string, string>> = { '/search': 'search' }

const WayRound = ({ signedIn, at }: { signedIn: SignedIn; at: string | undefined }) => (
  <nav class="wp-nav" aria-label="Main">
    <div class="govuk-width-container">
      <ul class="wp-nav__list">
        {MAIN_PLACES.filter(({ needs }) => may(signedIn.role, needs)).map(({ href, name }) => (
          <li>
            <a
              class="wp-nav__link"
              href={href}
              data-key={KEYED[href]}
              aria-current={href === at ? 'page' : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </div>
  </nav>
)

const Foot = ({ signedIn }: Pick<PageProps, 'signedIn'>) => (
  <footer class="wp-foot">
    <div class="govuk-width-container">
      <p class="govuk-body-s govuk-!-margin-bottom-0">
        Waypost proposes and reminds; people decide.{' '}
        {signedIn && (
          <>
            <a class="govuk-link" href="/help">
              Help
            </a>
            .{' '}
            <a class="govuk-link" href="/breaches/new">
              Report a data breach
            </a>
            .{' '}
            <a class="govuk-link" href="/risk/known-misses">
              What the risk rules miss
            </a>
            . Every case that you open is written into the history of {signedIn.office.shortName}. If someone
            is in danger now, call 999.
          </>
        )}
      </p>
    </div>
  </footer>
)
