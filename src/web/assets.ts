import { Hono } from 'hono'
import { SCRIPT, STYLE_SHEET } from '../generated/assets.ts'
import { ICON, ICON_PATH } from './parts/icon.ts'
import { colourSheet, colourSheetPath } from './parts/office-colour.ts'
import { EMERGENCY_SCRIPT } from './sign-in/emergency-script.ts'
import type { WebDeps, WebEnv } from './web-deps.ts'

const FOR_EVER = 'public, max-age=31536000, immutable'

/** Everything under `/assets/`: named after its content, so that a browser asks once. */
export function assetRoutes({ offices }: Pick<WebDeps, 'offices'>): Hono<WebEnv> {
  const sheets = new Map([
    [`/assets/${STYLE_SHEET.name}`, STYLE_SHEET.text],
    ...offices.all.map((office) => [colourSheetPath(office), colourSheet(office)] as const),
  ])
  const app = new Hono<WebEnv>()
  app.get(ICON_PATH, (c) => c.body(ICON, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': FOR_EVER }))
  app.get('/assets/:name', (c) => {
    const script = [{ path: `/assets/${SCRIPT.name}`, text: SCRIPT.text }, EMERGENCY_SCRIPT].find(
      ({ path }) => path === c.req.path,
    )
    if (script)
      return c.body(script.text, 200, {
        'Content-Type': 'text/javascript; charset=utf-8',
        'Cache-Control': FOR_EVER,
      })
    const text = sheets.get(c.req.path)
    if (text === undefined) return c.notFound()
    return c.body(text, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': FOR_EVER })
  })
  return app
}
