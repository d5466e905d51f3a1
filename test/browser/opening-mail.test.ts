import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanHtml } from '../../src/message/clean-html.ts'
import { LETTER_POLICY } from '../../src/web/sign-in/protection.ts'
import { startBrowser, whyNoBrowser } from './a-desk.ts'
import { VECTORS } from './html-vectors.ts'

const PAGE = 'http://letter.example.org/'

describe.skipIf(whyNoBrowser)('opening a letter', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(() => browser?.close())

  /** What a page asks for and whether anything in it ran, with nothing in the way but those headers. */
  async function shown(body: string, headers: Record<string, string> = {}) {
    const page = await browser.newPage()
    const asked: string[] = []
    await page.route('**/*', (route) => {
      const url = route.request().url()
      if (url === PAGE)
        return route.fulfill({
          body: `<!doctype html><body>${body}`,
          contentType: 'text/html; charset=utf-8',
          headers,
        })
      if (!url.endsWith('/favicon.ico')) asked.push(url)
      return route.abort()
    })
    await page.goto(PAGE, { waitUntil: 'load' })
    // Where the policy lets no script run there is nobody to ask.
    if ('Content-Security-Policy' in headers) {
      await page.close()
      return { asked }
    }
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))))
    const ran = await page.evaluate(() => 'hit' in window)
    const stayed = page.url() === PAGE
    await page.close()
    return { asked, ran, stayed }
  }
  const batches = Array.from({ length: Math.ceil(VECTORS.length / 100) }, (_, at) =>
    VECTORS.slice(at * 100, at * 100 + 100),
  )
  const HARMLESS = { asked: [], ran: false, stayed: true }

  it('has attacks that do run and do ask where nothing stands against them', async () => {
    expect(VECTORS.length).toBeGreaterThan(500)
    expect(await shown('<img src="http://tap.example.org/a"><script>window.hit=1</script>')).toEqual({
      ...HARMLESS,
      asked: ['http://tap.example.org/a'],
      ran: true,
    })
  })

  it('runs nothing and asks for nothing of what is cleaned, without any policy', async () => {
    for (const batch of batches) expect(await shown(batch.map(cleanHtml).join('<hr>'))).toEqual(HARMLESS)
  }, 60_000)

  it('runs nothing and loads nothing by the policy of the page alone', async () => {
    const asks = "new Image().src='http://tap.example.org/ran'"
    const vectors = [
      `<script>${asks}</script>`,
      `<svg onload="${asks}"></svg>`,
      '<img src="http://tap.example.org/a"><link rel=stylesheet href="http://tap.example.org/b">',
      '<style>body{background:url(http://tap.example.org/c)}</style><iframe src="http://tap.example.org/d"></iframe>',
    ].join('')
    expect((await shown(vectors)).asked.length).toBeGreaterThan(4)
    expect(await shown(vectors, { 'Content-Security-Policy': LETTER_POLICY })).toEqual({ asked: [] })
  }, 60_000)
})
