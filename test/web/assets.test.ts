import { describe, expect, it } from 'vitest'
import { RULE_FILES } from '../../src/generated/rules.ts'
import { rulesOnDisk } from '../../src/rules-on-disk.ts'
import { assetRoutes } from '../../src/web/assets.ts'
import { Page } from '../../src/web/parts/layout.tsx'
import { rulebook } from '../service.ts'

const app = assetRoutes(rulebook)
const page = String(Page({ title: 'Sign in' }))
const [, sheet = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? []

describe('what a page loads', () => {
  it('is named after its content and kept for ever', async () => {
    const answer = await app.request(sheet)
    expect(sheet).toMatch(/^\/assets\/waypost-[0-9a-f]{12}\.css$/)
    expect(answer.headers.get('Content-Type')).toBe('text/css; charset=utf-8')
    expect(answer.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
  })

  it('has nothing of GOV.UK’s own face in it, and nothing from elsewhere', async () => {
    const css = await (await app.request(sheet)).text()
    expect(css).not.toMatch(/GDS Transport|@font-face|@import|url\(/)
    expect(css).toContain('.govuk-error-summary')
  })

  it('has a sheet in the colour of each office, and no other colour', async () => {
    for (const { branding } of rulebook.offices.all) {
      const answer = await app.request(`/assets/office-${branding.colour.slice(1)}.css`)
      expect(await answer.text()).toContain(`--office-colour:${branding.colour}`)
    }
    expect((await app.request('/assets/office-123456.css')).status).toBe(404)
    expect((await app.request('/assets/..%2f..%2fpackage.json')).status).toBe(404)
  })

  it('goes to Workers with every rule as it is on the disk', () => {
    expect(RULE_FILES).toMatchObject(rulesOnDisk(process.cwd()))
  })
})
