/** A real Chromium at a dashboard that answers on a port, and what every page in it has to be. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { serve } from '@hono/node-server'
import { type Browser, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { freePort } from '../../src/db/embedded.ts'
import { buildApp } from '../../src/web/app.tsx'
import type { WebDeps } from '../../src/web/web-deps.ts'
import { type TestService, testService } from '../service.ts'

const CHROMIUM = '/usr/bin/chromium'

/** Why there is no browser here, or undefined where there is one. */
export const whyNoBrowser = existsSync(CHROMIUM)
  ? undefined
  : 'Chromium is not installed (apt-get install chromium)'
if (whyNoBrowser) console.warn(`Skipped: the browser tests, because ${whyNoBrowser}.`)

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const SCREENSHOTS = process.env['SCREENSHOTS']

/** The widths at which every page has to be good: a desk and a telephone. */
export const WIDTHS = [1280, 375]

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })

export type Desk = {
  service: TestService
  browser: Browser
  url: string
  newPage(width: number, scripts?: boolean): Promise<Page>
  signIn(page: Page, role: string): Promise<void>
  close(): Promise<void>
}

/** The whole service with its pages on a port; `change` stands for other settings of the web. */
export async function aDesk(change: (web: WebDeps) => WebDeps = (web) => web): Promise<Desk> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const service = await testService({ publicUrl: url })
  const { fetch } = buildApp(change(service.web))
  const server = serve({ fetch, hostname: '127.0.0.1', port })
  const browser = await startBrowser()
  return {
    service,
    browser,
    url,
    newPage: async (width, scripts = true) => {
      const viewport = { width, height: 900 }
      const context = await browser.newContext({ viewport, javaScriptEnabled: scripts, bypassCSP: scripts })
      return context.newPage()
    },
    signIn: async (page, role) => {
      await page.goto(`${url}/sign-in/demo?office=mopac&role=${role}`)
      await page.locator('main button[type=submit]').click()
      await page.waitForURL(`${url}/`)
    },
    close: async () => {
      await browser.close()
      server.close()
      await service.close()
    },
  }
}

/** WCAG 2.2 A and AA, one heading of the first level, and no sideways scrolling. */
export async function mustBeGood(page: Page, name: string, width: number): Promise<void> {
  if (SCREENSHOTS) {
    mkdirSync(SCREENSHOTS, { recursive: true })
    await page.screenshot({ path: `${SCREENSHOTS}/${name}-${width}.png`, fullPage: true })
  }
  await page.evaluate(AXE)
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  })
  expect(found).toEqual([])
  const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  expect(await page.evaluate(sideways)).toBeLessThanOrEqual(0)
  expect(await page.locator('h1').count()).toBe(1)
}
