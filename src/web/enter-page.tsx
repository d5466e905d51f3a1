import { Hono } from 'hono'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { parseTime } from '../clocks/days.ts'
import { type EnteredContact, enteredAsMessage } from '../intake/entered-contact.ts'
import { storeMessage } from '../intake/store-message.ts'
import { ErrorSummary, type Mistakes, readForm, Select, TextArea, TextField, Token } from './controls.tsx'
import { Page } from './layout.tsx'
import { requireRole } from './roles.ts'
import type { SignedIn, WebDeps, WebEnv } from './web-deps.ts'

const CHANNELS = [
  ['letter', 'Letter'],
  ['call', 'Telephone call'],
  ['face-to-face', 'Face to face'],
] as const

/** Letters, calls and visits go the same way as mail: judged, clocked and kept word for word. */
export function enterRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/enter', requireRole(deps, 'enter-contact'), (c) =>
    c.html(
      <EnterPage
        signedIn={c.get('signedIn')}
        mistakes={{}}
        typed={{}}
        kept={c.req.query('kept') === 'yes'}
      />,
    ),
  )
  app.post('/enter', requireRole(deps, 'enter-contact'), async (c) => {
    const signedIn = c.get('signedIn')
    const typed = await readForm(c.req)
    const read = readContact(typed, deps.now())
    if ('mistakes' in read)
      return c.html(
        <EnterPage signedIn={signedIn} mistakes={read.mistakes} typed={typed} kept={false} />,
        400,
      )
    const mailbox = deps.senderOf(signedIn.office)
    await storeMessage(deps, {
      officeId: signedIn.office.id,
      mailbox,
      folder: 'entered',
      channel: read.contact.channel,
      source: enteredAsMessage(read.contact, mailbox),
      receivedAt: read.contact.receivedAt,
    })
    return c.redirect('/enter?kept=yes', 303)
  })
  return app
}

function readContact(
  typed: Record<string, string>,
  now: Date,
): { contact: EnteredContact } | { mistakes: Mistakes } {
  const mistakes: Record<string, string> = {}
  const channel = CHANNELS.find(([key]) => key === typed['channel'])?.[0]
  if (!channel) mistakes['channel'] = 'Choose how it came.'
  const receivedAt = momentOf(typed['day'] ?? '', typed['time'] ?? '')
  if (!receivedAt)
    mistakes['day'] = 'Give the day it was received, for example 2026-11-23, and the time, for example 14:30.'
  else if (receivedAt > now) mistakes['day'] = 'The day and time it was received cannot be in the future.'
  const address = typed['address'] ?? ''
  if (address && !z.email().safeParse(address).success)
    mistakes['address'] = 'Give one email address, for example name@example.org, or leave it empty.'
  if (!typed['words']) mistakes['words'] = 'Write down what was said or written.'
  if (!channel || !receivedAt || Object.keys(mistakes).length > 0) return { mistakes }
  return {
    contact: {
      channel,
      receivedAt,
      name: typed['name'] ?? '',
      ...(address ? { address } : {}),
      subject: typed['subject'] || `${CHANNELS.find(([key]) => key === channel)?.[1]} entered by hand`,
      text: typed['words'] ?? '',
    },
  }
}

/** A day and a time on the clocks of London as a moment; noon where no time is known. */
function momentOf(day: string, time: string): Date | undefined {
  const known = parseTime(day)
  if (!known || !('receivedOn' in known) || !/^([01]?\d|2[0-3]):[0-5]\d$|^$/.test(time)) return undefined
  const at = Temporal.PlainTime.from(time === '' ? '12:00' : time.padStart(5, '0'))
  const moment = Temporal.PlainDate.from(known.receivedOn).toZonedDateTime({
    timeZone: 'Europe/London',
    plainTime: at,
  })
  return new Date(moment.epochMilliseconds)
}

type Shown = { signedIn: SignedIn; mistakes: Mistakes; typed: Record<string, string>; kept: boolean }

const EnterPage = ({ signedIn, mistakes, typed, kept }: Shown) => (
  <Page
    title="Enter a letter, call or visit"
    signedIn={signedIn}
    hasErrors={Object.keys(mistakes).length > 0}
  >
    <ErrorSummary mistakes={mistakes} />
    <h1 class="govuk-heading-l">Enter a letter, call or visit</h1>
    {kept && (
      <div class="govuk-inset-text" role="status">
        It is kept. Its case is in the queue within seconds.
      </div>
    )}
    <p class="govuk-body">
      If a caller wants a written reply, ask them to write to us. If that is hard for them, for example
      because of a disability, offer to take it down here instead.
    </p>
    <form method="post" action="/enter" novalidate>
      <Token token={signedIn.formToken} />
      <Select
        name="channel"
        label="How did it come?"
        mistakes={mistakes}
        value={typed['channel']}
        options={CHANNELS}
      />
      <TextField
        name="day"
        label="Day it was received"
        hint="For example 2026-11-23. Deadlines run from this day."
        type="date"
        width="govuk-input--width-10"
        mistakes={mistakes}
        value={typed['day']}
      />
      <TextField
        name="time"
        label="Time it was received (optional)"
        type="time"
        width="govuk-input--width-5"
        mistakes={mistakes}
        value={typed['time']}
      />
      <TextField name="name" label="Name (optional)" mistakes={mistakes} value={typed['name']} />
      <TextField
        name="address"
        label="Email address (optional)"
        mistakes={mistakes}
        value={typed['address']}
      />
      <TextField
        name="subject"
        label="What it is about (optional)"
        mistakes={mistakes}
        value={typed['subject']}
      />
      <TextArea
        name="words"
        label="What was said or written"
        hint="Word for word where you can."
        rows={10}
        mistakes={mistakes}
        value={typed['words']}
      />
      <button type="submit" class="govuk-button">
        Keep it and open a case
      </button>
    </form>
  </Page>
)
