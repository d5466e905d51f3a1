/** The address of the queue as a filter, and back. In an address stand ids of our own and no word of anybody. */
import type { Colleague } from '../../cases/own-case.ts'
import {
  CLOCK_FILTERS,
  QUEUE_STATUSES,
  type QueueFilter,
  type QueueKey,
  type QueuePage,
} from '../../cases/queue-filter.ts'
import { RISK_LEVELS } from '../../triage/risk.ts'
import { ROUTES } from '../../triage/route.ts'
import type { Mistakes } from '../parts/controls.tsx'
import { personId } from '../parts/ids.ts'
import { CHANNELS } from '../parts/words.ts'

/** What the filters of the page are called in its address; each has a control of that id. */
export const FILTER_NAMES = [
  'status',
  'route',
  'risk',
  'clock',
  'owner',
  'channel',
  'language',
  'unsure',
  'held',
  'unread',
  'tasks',
] as const

export type AskedQueue = {
  filter: QueueFilter
  page: QueuePage
  /** The filters as they stand in the address: for the controls, for links, and to be kept under a name. */
  words: Readonly<Record<string, string>>
  mistakes: Mistakes
}

export type WhoAsks = { userKey: string; colleagues: readonly Colleague[] }

export const shortId = personId

/** What is not one of our words is a mistake that the page says; the other filters hold. */
export function readQueue(query: Readonly<Record<string, string>>, who: WhoAsks): AskedQueue {
  const mistakes: Record<string, string> = {}
  const words: Record<string, string> = {}
  const pick = <T extends string>(name: string, known: readonly T[], says: string): T | undefined => {
    const said = query[name] ?? ''
    if (said === '') return undefined
    const found = known.find((one) => one === said)
    if (found === undefined) mistakes[name] = says
    else words[name] = found
    return found
  }
  const isTicked = (name: string) => pick(name, ['yes'], 'Tick the box, or leave it.') === 'yes'
  const owner = pick(
    'owner',
    ['me', 'nobody', ...who.colleagues.map(shortId)],
    'Choose who has the case from the list.',
  )
  const language = pick(
    'language',
    [query['language'] ?? ''].filter((code) => /^[a-z]{2,3}$/.test(code)),
    'Choose a language from the list.',
  )
  const filter: QueueFilter = {
    status: pick('status', QUEUE_STATUSES, 'Choose from the list which cases to show.'),
    route: pick('route', ROUTES, 'Choose a route from the list.'),
    risk: pick('risk', RISK_LEVELS, 'Choose the signs of risk from the list.'),
    clock: pick('clock', CLOCK_FILTERS, 'Choose a deadline from the list.'),
    channel: pick('channel', CHANNELS, 'Choose from the list how it came.'),
    language,
    ownerKey: ownerKeyOf(owner, who),
    unsure: isTicked('unsure'),
    held: isTicked('held'),
    unread: isTicked('unread'),
    tasks: isTicked('tasks'),
  }
  const [after, before] = [readKey(query['after']), readKey(query['before'])]
  if (after === 'nonsense' || before === 'nonsense')
    mistakes['cases'] = 'This page of the queue is not there. Here is the first one.'
  const page = {
    after: after === 'nonsense' ? undefined : after,
    before: before === 'nonsense' ? undefined : before,
  }
  // Always in the same order, so that the same filters have one address.
  const inOrder = FILTER_NAMES.flatMap((name) =>
    words[name] === undefined ? [] : [[name, words[name]] as const],
  )
  return { filter, page, words: Object.fromEntries(inOrder), mistakes }
}

function ownerKeyOf(owner: string | undefined, { userKey, colleagues }: WhoAsks): string | undefined {
  if (owner === 'me') return userKey
  if (owner === 'nobody') return ''
  return colleagues.find((one) => shortId(one) === owner)?.userKey
}

const KEY = /^(-?\d{1,14})\.([A-Z0-9][A-Z0-9-]{0,40})$/

function readKey(word: string | undefined): QueueKey | undefined | 'nonsense' {
  if (word === undefined || word === '') return undefined
  const [, order = '', reference = ''] = KEY.exec(word) ?? []
  return reference === '' ? 'nonsense' : { order: Number(order), reference }
}

/** The address of the queue under these filters; with a key, of the page that follows or precedes it. */
export function queueAddress(
  words: Readonly<Record<string, string>>,
  { after, before }: QueuePage = {},
): string {
  const key = after ?? before
  const all = new URLSearchParams(words)
  if (key) all.set(after ? 'after' : 'before', `${key.order}.${key.reference}`)
  return all.size === 0 ? '/' : `/?${all}`
}
