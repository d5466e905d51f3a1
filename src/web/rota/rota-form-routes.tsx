/** What is typed into the duty rota: people, rotations, cover and swaps, each a form of its own. */
import { Hono } from 'hono'
import { record } from '../../audit/record.ts'
import { londonDay, sayDay } from '../../clocks/days.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { noteCover, swapShifts } from '../../rota/change-cover.ts'
import { addPerson, changePerson, noteLeaving, type PersonEntry } from '../../rota/change-people.ts'
import type { ActingOnRota, Changed } from '../../rota/change-rota.ts'
import { addRotation, endRotation } from '../../rota/change-rotations.ts'
import { feedSince, revokeFeeds } from '../../rota/feeds.ts'
import { readRota } from '../../rota/read-rota.ts'
import { shiftsAhead } from '../../rota/shifts.ts'
import { type Mistakes, readForm } from '../parts/controls.tsx'
import { ID, idOf } from '../parts/ids.ts'
import { may, requireRole } from '../roles.ts'
import type { WebContext, WebDeps, WebEnv } from '../web-deps.ts'
import { actingOnRota } from './acting-on-rota.ts'
import { findSignedInPeople, peopleHere, personOf } from './find-rota.ts'
import { readCover, readSwap } from './read-cover.ts'
import { readLeaving, readPerson } from './read-duty-person.ts'
import { readEnd, readRotation } from './read-rotation.ts'
import { CoverForm, SwapForm } from './rota-cover-form.tsx'
import type { ReadForm, Typed } from './rota-fields.ts'
import { PersonPage } from './rota-person-form.tsx'
import { EndRotationForm, RotationForm } from './rota-rotation-form.tsx'
import { ROTA_REFUSALS, sayRotation } from './rota-words.ts'

export function rotaFormRoutes(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const edits = requireRole(deps, 'edit-rota')
  for (const [path, form] of Object.entries(EDITORS)) {
    app.get(path, edits, (c) => form.show(deps, c, FRESH))
    app.post(path, edits, (c) => form.send(deps, c))
  }
  app.post(`/rota/people/${ID}/leaves`, edits, (c) => LEAVING.send(deps, c))
  app.post(`/rota/people/${ID}/calendar/end`, edits, (c) => endCalendarOf(deps, c))
  app.get('/rota/swaps/new', requireRole(deps, 'swap-duty'), (c) => SWAP.show(deps, c, FRESH))
  app.post('/rota/swaps/new', requireRole(deps, 'swap-duty'), (c) => SWAP.send(deps, c))
  return app
}

/** What was typed and what is wrong with it. */
type Returned = { typed: Typed; mistakes: Mistakes }
const FRESH: Returned = { typed: {}, mistakes: {} }

type Show = (deps: WebDeps, c: WebContext, returned: Returned) => Promise<Response>
type Form = { show: Show; send(deps: WebDeps, c: WebContext): Promise<Response> }

type FormSpec<T> = {
  show: Show
  read(typed: Typed, now: Date): ReadForm<T>
  act(tx: Db, acting: ActingOnRota, read: T, c: WebContext): Promise<Changed>
  /** Where it is shown that the rota does not allow it. */
  field: string
}

/** Read, done, and back to the rota; or the same form with what is wrong. */
const formOf = <T,>({ show, read, act, field }: FormSpec<T>): Form => ({
  show,
  send: async (deps, c) => {
    const typed = await readForm(c.req)
    const found = read(typed, deps.now())
    if (!found.ok) return show(deps, c, { typed, mistakes: found.mistakes })
    const { office } = c.get('signedIn')
    const done = await inOffice(deps.db, office.id, (tx) => act(tx, actingOnRota(deps, c), found.read, c))
    deps.queue.nudge('alarm')
    if (done.ok) return c.redirect('/rota', 303)
    return show(deps, c, { typed, mistakes: { [field]: ROTA_REFUSALS[done.because] } })
  },
})

const statusOf = ({ mistakes }: Returned): 200 | 400 => (Object.keys(mistakes).length > 0 ? 400 : 200)

/** What a form shows of the rota. */
const inRota = <T,>(deps: WebDeps, c: WebContext, work: (tx: Db) => Promise<T>): Promise<T> =>
  inOffice(deps.db, c.get('signedIn').office.id, work)

const showRotation: Show = async (deps, c, returned) => {
  const signedIn = c.get('signedIn')
  const rota = await inRota(deps, c, (tx) => readRota(tx, signedIn.office.id))
  const calendarEndsOn = sayDay(deps.calendars[signedIn.office.calendar].coversTo)
  const people = peopleHere(rota, deps.now())
  const typed = { startsOn: londonDay(deps.now()), ...returned.typed }
  return c.html(
    <RotationForm {...{ ...returned, typed, signedIn, people, calendarEndsOn }} />,
    statusOf(returned),
  )
}

const showCover: Show = async (deps, c, returned) => {
  const signedIn = c.get('signedIn')
  const rota = await inRota(deps, c, (tx) => readRota(tx, signedIn.office.id))
  const people = peopleHere(rota, deps.now())
  return c.html(<CoverForm {...{ ...returned, signedIn, people }} />, statusOf(returned))
}

const showEnd: Show = async (deps, c, returned) => {
  const signedIn = c.get('signedIn')
  const rota = await inRota(deps, c, (tx) => readRota(tx, signedIn.office.id))
  const rotation = rota.rotations.find(({ id }) => id === idOf(c))
  if (!rotation) return c.notFound()
  const says = sayRotation(rota, rotation)
  return c.html(<EndRotationForm {...{ ...returned, signedIn, id: rotation.id, says }} />, statusOf(returned))
}

/** The form of somebody on the list, or of somebody new where the address names nobody. */
const showPerson: Show = async (deps, c, returned) => {
  const signedIn = c.get('signedIn')
  const isNew = c.req.param('id') === undefined
  const shown = await inRota(deps, c, async (tx) => {
    const rota = await readRota(tx, signedIn.office.id)
    const person = rota.people.get(idOf(c))
    const { userKey: actor, office } = signedIn
    const detail = { dutyPersonId: person?.id ?? null }
    await record(tx, [{ officeId: office.id, at: deps.now(), actor, action: 'rota-viewed', detail }])
    return {
      person,
      signIns: await findSignedInPeople(tx),
      hasFeed: person !== undefined && (await feedSince(tx, person.id)) !== undefined,
    }
  })
  const { person } = shown
  if (!person && !isNew) return c.notFound()
  const kept = person && {
    ...{ name: person.name, email: person.email ?? '', phone: person.phone ?? '' },
    userKey: person.userKey ?? '',
  }
  const typed = { ...kept, ...returned.typed }
  return c.html(<PersonPage {...{ ...returned, ...shown, typed, signedIn }} />, statusOf(returned))
}

/** A key can be tied only to somebody who has signed in here, or stay as it is. */
async function isKnownKey(tx: Db, { userKey }: PersonEntry, asNow: string | null): Promise<boolean> {
  if (userKey === null || userKey === asNow) return true
  return (await findSignedInPeople(tx)).some((one) => one.userKey === userKey)
}

const NEW_PERSON = formOf({
  show: showPerson,
  read: readPerson,
  field: 'userKey',
  act: async (tx, acting, entry) =>
    (await isKnownKey(tx, entry, null))
      ? addPerson(tx, acting, entry)
      : { ok: false, because: 'user-unknown' },
})

const PERSON = formOf({
  show: showPerson,
  read: readPerson,
  field: 'userKey',
  act: async (tx, acting, entry, c) => {
    const rota = await readRota(tx, acting.office.id)
    const asNow = rota.people.get(idOf(c))?.userKey ?? null
    return (await isKnownKey(tx, entry, asNow))
      ? changePerson(tx, acting, idOf(c), entry)
      : { ok: false, because: 'user-unknown' }
  },
})

const LEAVING = formOf({
  show: showPerson,
  read: readLeaving,
  field: 'leavesDay',
  act: (tx, acting, { leavesAt }, c) => noteLeaving(tx, acting, { id: idOf(c), leavesAt }),
})

const showSwap: Show = async (deps, c, returned) => {
  const signedIn = c.get('signedIn')
  const now = deps.now()
  const rota = await inRota(deps, c, (tx) => readRota(tx, signedIn.office.id))
  const isOwn = !may(signedIn.role, 'edit-rota')
  const self = personOf(rota, signedIn.userKey)
  const ahead = shiftsAhead(rota, now)
  const mine = isOwn ? ahead.filter(({ person }) => person.id === self?.id) : ahead
  const theirs = isOwn ? ahead.filter(({ person }) => person.id !== self?.id) : ahead
  return c.html(<SwapForm {...{ ...returned, signedIn, mine, theirs, isOwn }} />, statusOf(returned))
}

const SWAP = formOf({
  show: showSwap,
  read: readSwap,
  field: 'mine',
  act: async (tx, acting, read, c) => {
    const { role, userKey } = c.get('signedIn')
    const rota = await readRota(tx, acting.office.id)
    const isOwn = personOf(rota, userKey)?.id === read.mine.personId
    return isOwn || may(role, 'edit-rota')
      ? swapShifts(tx, acting, read)
      : { ok: false, because: 'not-yours' }
  },
})

/** Changed by managers and administrators, by the address of each form. */
const EDITORS: Readonly<Record<string, Form>> = {
  '/rota/people/new': NEW_PERSON,
  [`/rota/people/${ID}`]: PERSON,
  '/rota/rotations/new': formOf({
    show: showRotation,
    read: readRotation,
    field: 'turn-1',
    act: addRotation,
  }),
  [`/rota/rotations/${ID}/end`]: formOf({
    show: showEnd,
    read: readEnd,
    field: 'endsDay',
    act: (tx, acting, { endsAt }, c) => endRotation(tx, acting, { id: idOf(c), endsAt }),
  }),
  '/rota/covers/new': formOf({ show: showCover, read: readCover, field: 'person', act: noteCover }),
}

/** Somebody else's calendar: where a device was lost and its owner cannot sign in. */
async function endCalendarOf(deps: WebDeps, c: WebContext): Promise<Response> {
  await inRota(deps, c, (tx) => revokeFeeds(tx, actingOnRota(deps, c), idOf(c)))
  return c.redirect(`/rota/people/${idOf(c)}`, 303)
}
