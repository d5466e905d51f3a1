import type { ActingOnRota } from '../../rota/change-rota.ts'
import type { WebContext, WebDeps } from '../web-deps.ts'

/** Whoever is signed in, as somebody who changes the rota. */
export const actingOnRota = (deps: WebDeps, c: WebContext): ActingOnRota => {
  const { office, userKey, userName } = c.get('signedIn')
  return { office, actor: userKey, actorName: userName, now: deps.now(), queue: deps.queue }
}
