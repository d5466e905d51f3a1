/** Opening a sealed case in an emergency, and what a second person makes of it. */
import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { inOffice } from '../../db/db.ts'
import {
  BROKEN_HOURS,
  type BrokenSeal,
  breakSeal,
  findBrokenSeals,
  type Reviewed,
  reviewBrokenSeal,
  type SealMeant,
} from '../../escalations/break-seal.ts'
import {
  ErrorSummary,
  Group,
  type Mistakes,
  readForm,
  TextArea,
  TextField,
  Token,
} from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import { ID, IS_ID } from '../parts/ids.ts'
import { Page } from '../parts/layout.tsx'
import { may, requireRole } from '../roles.ts'
import type { SignedIn, WebContext, WebDeps, WebEnv } from '../web-deps.ts'

const LONGEST = 2_000
const REFERENCE = /^[A-Z0-9-]{5,40}$/

const WHY_NOT: Record<Extract<Reviewed, { ok: false }>['because'], string> = {
  'no-such-opening': 'Somebody else has looked at it meanwhile.',
  oneself: 'You opened it yourself: somebody else has to say whether it was right.',
}

export function brokenSealRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/sealed/open', requireRole(deps, 'break-seal'), (c) => {
    const { reference = '', alert = '' } = c.req.query()
    return c.html(<OpenPage signedIn={c.get('signedIn')} typed={{ reference, alert }} />)
  })
  app.post('/sealed/open', requireRole(deps, 'break-seal'), (c) => open(deps, c))
  app.get('/sealed', requireRole(deps, 'review-broken-seals'), (c) => showList(deps, c))
  app.post(`/sealed/${ID}/review`, requireRole(deps, 'review-broken-seals'), (c) => review(deps, c))
  return app
}

const who = (c: WebContext) => {
  const { office, userKey, userName } = c.get('signedIn')
  return { officeId: office.id, userKey, userName }
}

async function open(deps: WebDeps, c: WebContext): Promise<Response> {
  const signedIn = c.get('signedIn')
  const typed = await readForm(c.req)
  const back = (mistakes: Mistakes) =>
    c.html(<OpenPage signedIn={signedIn} typed={typed} mistakes={mistakes} />, 400)
  const meant = meantBy(typed)
  const reason = typed['reason'] ?? ''
  if (!meant) return back({ reference: 'Give the reference of the case.' })
  if (reason.length < 10) return back({ reason: 'Say what the emergency is, in a sentence.' })
  if (reason.length > LONGEST) return back({ reason: `Use at most ${LONGEST} characters.` })
  const done = await breakSeal(deps, who(c), { meant, reason })
  deps.queue.nudge('alarm')
  if (!done.ok) return back({ reference: 'No sealed case of this office can be opened by that.' })
  return c.redirect('alertId' in meant ? `/alerts/${meant.alertId}` : `/cases/${done.reference}`, 303)
}

function meantBy(typed: Record<string, string>): SealMeant | undefined {
  const reference = (typed['reference'] ?? '').toUpperCase()
  if (REFERENCE.test(reference)) return { reference }
  return IS_ID.test(typed['alert'] ?? '') ? { alertId: typed['alert'] ?? '' } : undefined
}

type OpenProps = { signedIn: SignedIn; typed: Record<string, string>; mistakes?: Mistakes }

const OpenPage = ({ signedIn, typed, mistakes = {} }: OpenProps) => (
  <Page title="Open a sealed case" signedIn={signedIn} hasErrors={Object.keys(mistakes).length > 0}>
    <ErrorSummary mistakes={mistakes} />
    <h1 class="govuk-heading-l">Open a sealed case in an emergency</h1>
    <p class="govuk-body">
      Only where somebody may come to harm and nobody who is named on the case can be reached. You will see it
      for {BROKEN_HOURS} hours. The office is told at once, your reason is kept, and a second person looks at
      it. If someone is in danger now, call 999.
    </p>
    <form method="post" action="/sealed/open" novalidate>
      <Token token={signedIn.formToken} />
      {IS_ID.test(typed['alert'] ?? '') ? (
        <input type="hidden" name="alert" value={typed['alert']} />
      ) : (
        <TextField
          name="reference"
          label="Reference of the case"
          width="govuk-input--width-20"
          mistakes={mistakes}
          value={typed['reference'] ?? ''}
        />
      )}
      <TextArea
        name="reason"
        label="What is the emergency?"
        rows={3}
        mistakes={mistakes}
        value={typed['reason'] ?? ''}
      />
      <button type="submit" class="govuk-button govuk-button--warning">
        Open it
      </button>
    </form>
  </Page>
)

async function review(deps: WebDeps, c: WebContext): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const form = await readForm(c.req)
  const [field, field2] = [`finding-${id}`, `note-${id}`]
  const finding = (['justified', 'not-justified'] as const).find((one) => one === form[field])
  const note = form[field2] ?? ''
  if (!finding) return showList(deps, c, { [field]: 'Say whether it was right.' }, form)
  if (note === '') return showList(deps, c, { [field2]: 'Say how you know.' }, form)
  if (note.length > LONGEST)
    return showList(deps, c, { [field2]: `Use at most ${LONGEST} characters.` }, form)
  const done = await reviewBrokenSeal(deps, who(c), { id, finding, note })
  return done.ok ? c.redirect('/sealed', 303) : showList(deps, c, { [field]: WHY_NOT[done.because] }, form)
}

async function showList(
  deps: WebDeps,
  c: WebContext,
  mistakes: Mistakes = {},
  typed: Record<string, string> = {},
): Promise<Response> {
  const signedIn = c.get('signedIn')
  const { id: officeId } = signedIn.office
  await inOffice(deps.db, officeId, (tx) =>
    record(tx, [{ officeId, at: deps.now(), actor: signedIn.userKey, action: 'broken-seals-viewed' }]),
  )
  const found = await findBrokenSeals(deps, officeId)
  const status = Object.keys(mistakes).length > 0 ? 400 : 200
  return c.html(<ListPage signedIn={signedIn} found={found} mistakes={mistakes} typed={typed} />, status)
}

type ListProps = {
  signedIn: SignedIn
  found: readonly BrokenSeal[]
  mistakes: Mistakes
  typed: Record<string, string>
}

const ListPage = ({ signedIn, found, mistakes, typed }: ListProps) => (
  <Page title="Broken seals" signedIn={signedIn} at="/sealed" hasErrors={Object.keys(mistakes).length > 0}>
    <ErrorSummary mistakes={mistakes} />
    <h1 class="govuk-heading-l">Broken seals</h1>
    <p class="govuk-body">
      Each time that somebody opened a sealed case in an emergency. A second person reads why and says whether
      it was right; if it was not, what it opened is closed at once.
    </p>
    {may(signedIn.role, 'break-seal') && (
      <p class="govuk-body">
        <a class="govuk-link" href="/sealed/open">
          Open a sealed case in an emergency
        </a>
      </p>
    )}
    {found.length === 0 && <p class="govuk-body">Nobody has ever done so here.</p>}
    {found.map((one) => (
      <section class="wp-panel" aria-labelledby={`opening-${one.id}`}>
        <h2 class="govuk-heading-m govuk-!-margin-bottom-1" id={`opening-${one.id}`}>
          {one.reference}
        </h2>
        <p class="govuk-body govuk-!-margin-bottom-1">
          {one.userName}, {sayMoment(one.admittedAt)}: {one.reason}
        </p>
        {one.reviewedAt ? (
          <p class="govuk-body-s wp-quiet">
            {one.finding === 'justified' ? 'It was right' : 'It was not right'}, says {one.reviewedByName},{' '}
            {sayMoment(one.reviewedAt)}: {one.reviewNote}
          </p>
        ) : one.userKey === signedIn.userKey ? (
          <p class="govuk-body-s">Somebody else has to say whether it was right.</p>
        ) : (
          <ReviewForm signedIn={signedIn} id={one.id} mistakes={mistakes} typed={typed} />
        )}
      </section>
    ))}
  </Page>
)

type ReviewProps = Pick<ListProps, 'signedIn' | 'mistakes' | 'typed'> & { id: string }

const ReviewForm = ({ signedIn, id, mistakes, typed }: ReviewProps) => (
  <form method="post" action={`/sealed/${id}/review`} novalidate>
    <Token token={signedIn.formToken} />
    <Group id={`finding-${id}`} name={`finding-${id}`} legend="Was it right to open it?" mistakes={mistakes}>
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
              id={`${value}-${id}`}
              name={`finding-${id}`}
              type="radio"
              value={value}
              checked={typed[`finding-${id}`] === value}
            />
            <label class="govuk-label govuk-radios__label" for={`${value}-${id}`}>
              {name}
            </label>
          </div>
        ))}
      </div>
    </Group>
    <TextField
      name={`note-${id}`}
      label="How you know"
      mistakes={mistakes}
      value={typed[`note-${id}`] ?? ''}
    />
    <button type="submit" class="govuk-button govuk-button--secondary">
      Keep this
    </button>
  </form>
)

/** Beneath every page that is not found, for whoever may: it says nothing of what was asked for. */
export const BrokenSealHint = ({ signedIn }: { signedIn: SignedIn | undefined }) =>
  signedIn && may(signedIn.role, 'break-seal') ? (
    <p class="govuk-body">
      If the case may be sealed and somebody may come to harm,{' '}
      <a class="govuk-link" href="/sealed/open">
        open it in an emergency
      </a>
      .
    </p>
  ) : null
