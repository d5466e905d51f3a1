import type { Hono } from 'hono'
import type { Guard } from '../../src/web/roles.ts'
import type { WebEnv } from '../../src/web/web-deps.ts'

export type Route = {
  method: string
  /** As it was registered: `/cases/:reference/notes`. */
  path: string
  /** What its guards ask for; empty where nothing guards it by role. */
  actions: Guard['action'][]
}

/** Every route that the app answers, with what its guards ask for. Read from the app, so that none can be forgotten. */
export function routesOf(app: Hono<WebEnv>): Route[] {
  const routes = new Map<string, Route>()
  const shared: { path: string; action: Guard['action'] }[] = []
  for (const { method, path, handler } of app.routes) {
    const { action } = handler as Partial<Guard>
    if (method === 'ALL') {
      // What is guarded for many is so only from where it is registered.
      if (action) shared.push({ path, action })
      continue
    }
    const before = shared.flatMap((one) => (covers(one.path, path) ? [one.action] : []))
    const route = routes.get(`${method} ${path}`) ?? { method, path, actions: before }
    routes.set(`${method} ${path}`, {
      ...route,
      actions: [...new Set([...route.actions, ...(action ? [action] : [])])],
    })
  }
  return [...routes.values()]
}

const covers = (pattern: string, path: string): boolean =>
  pattern.endsWith('/*')
    ? path.startsWith(pattern.slice(0, -1)) || path === pattern.slice(0, -2)
    : pattern === path

const NOBODYS_ID = '00000000-0000-4000-8000-000000000000'

/** An address that the route answers: with this reference and these ids, by what stands before them. */
export function addressOf(
  { path }: Route,
  { reference, idAfter = () => NOBODYS_ID }: { reference: string; idAfter?: (before: string) => string },
): string {
  const parts = path.split(/\/(?![^{]*\})/)
  return parts
    .map((part, n) => {
      if (!part.startsWith(':')) return part
      const [, name = '', pattern = ''] = /^:([a-z]+)(?:\{(.*)\})?$/i.exec(part) ?? []
      if (name === 'reference') return reference
      if (pattern === '[0-9]{1,6}') return '1'
      if (pattern.includes('|')) return pattern.split('|')[0]?.replaceAll('\\', '') ?? ''
      return idAfter(parts[n - 1] ?? '')
    })
    .join('/')
}
