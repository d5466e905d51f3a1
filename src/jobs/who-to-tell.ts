/**
 * Whom a rung tells at this moment, and by which ways each of them can be reached. The
 * rota is asked here and nowhere earlier: whoever has the duty when the page leaves is told.
 */
import type { Db } from '../db/db.ts'
import type { PageWay } from '../db/schema.ts'
import { errorFields, logEvent } from '../log.ts'
import type { Channel, Duty, LadderStep, Who } from '../offices/duty.ts'
import { type AlertLevel, type OnCallPerson, rungFor } from '../offices/duty-rung.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { SendingDeps } from './sending.ts'

export type Way = { way: PageWay; to: string }

/** `now`: told by these at once. `later`: for when one of them fails, in this order. */
export type Ways = { now: Way[]; later: Way[] }

/** Somebody of a rung; the ways are empty where none of the rung's channels leads to them. */
export type Target = { key: string; post: string; name: string | undefined; ways: Ways }

type Reached = { email?: string | undefined; phone?: string | undefined; webhook?: string | undefined }

/**
 * `immediate` goes over two channels at once wherever two are there; `serious` over one.
 * A second provider of a channel is not a second channel: it waits for the first to fail.
 */
export function waysTo(
  reached: Reached,
  channels: readonly Channel[],
  { level, has }: { level: AlertLevel; has: (way: PageWay) => boolean },
): Ways {
  const { email, phone, webhook } = reached
  const first: Record<Channel, Way[]> = {
    email: email === undefined ? [] : [{ way: 'smtp', to: email }],
    sms: phone === undefined ? [] : [{ way: 'notify-sms', to: phone }],
    webhook: webhook === undefined ? [] : [{ way: 'webhook', to: webhook }],
  }
  const one = channels.flatMap((channel) => first[channel]).filter(({ way }) => has(way))
  const second: Way[] =
    email !== undefined && channels.includes('email') ? [{ way: 'notify-email', to: email }] : []
  const width = level === 'immediate' ? 2 : 1
  return { now: one.slice(0, width), later: [...one.slice(width), ...second.filter(({ way }) => has(way))] }
}

type Asked = { office: OfficeProfile; level: AlertLevel; at: Date }

/** Everybody whom the rung means, each once, reachable or not. Empty: nobody is on call. */
export async function whoToTell(
  tx: Db,
  deps: SendingDeps,
  { who, channels }: Pick<LadderStep, 'who' | 'channels'>,
  asked: Asked,
): Promise<Target[]> {
  const targets: Target[] = []
  for (const one of who) targets.push(...(await targetsOf(tx, deps, one, { ...asked, channels })))
  return targets.filter(({ key }, index) => targets.findIndex((other) => other.key === key) === index)
}

async function targetsOf(
  tx: Db,
  deps: SendingDeps,
  who: Who,
  asked: Asked & { channels: readonly Channel[] },
): Promise<Target[]> {
  const ways = (reached: Reached) =>
    waysTo(reached, asked.channels, { level: asked.level, has: carries(deps) })
  if (who.rota !== undefined) {
    const people = await onCall(tx, deps, who.rota, asked)
    return people.map(({ personId, name, post, email, phone }) => ({
      key: `person:${personId}`,
      post,
      name,
      ways: ways({ email, phone }),
    }))
  }
  const { post, webhook, email, phone } = who
  if (webhook !== undefined)
    return [{ key: `webhook:${webhook}`, post: webhook, name: undefined, ways: ways({ webhook }) }]
  return [{ key: `post:${post}`, post: post ?? '', name: undefined, ways: ways({ email, phone }) }]
}

/** Told in place of a rung that has nobody: by every channel there is. */
export const fallbackOf = (deps: SendingDeps, { fallback }: Duty, level: AlertLevel): Target => ({
  key: `fallback:${fallback.post}`,
  post: fallback.post,
  name: undefined,
  ways: waysTo(fallback, ['email', 'sms'], { level, has: carries(deps) }),
})

const carries =
  ({ carriers }: SendingDeps) =>
  (way: PageWay): boolean =>
    way === 'smtp' || carriers[way] !== undefined

/**
 * A fault in the rota is as if nobody were on call: the fallback and the next rung are told.
 * Asked in a savepoint, so that a statement that fails does not take the page with it. Where
 * the database itself is away, the next statement fails too and the whole is tried again.
 */
async function onCall(
  tx: Db,
  deps: SendingDeps,
  layer: 'primary' | 'secondary',
  { office, at }: Asked,
): Promise<OnCallPerson[]> {
  try {
    return await tx.transaction((savepoint) => deps.onCall(savepoint, office.id, layer, at))
  } catch (error) {
    logEvent('rota.failed', { officeId: office.id, code: layer, ...errorFields(error) })
    return []
  }
}

/** The address that hears what is said by mail alone at this step: of whoever is meant, or of who stands in. */
export async function mailAddressFor(
  tx: Db,
  deps: SendingDeps,
  { office, step, at }: { office: OfficeProfile; step: number; at: Date },
): Promise<string> {
  const { duty } = office
  const rung = { ...rungFor(duty, 'immediate', step), channels: ['email' as const] }
  const meant = await whoToTell(tx, deps, rung, { office, level: 'immediate', at })
  const [reached] = meant.flatMap(({ ways }) => ways.now)
  return reached?.to ?? duty.fallback.email
}
