import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { anchorOf, helpPage } from '../../src/build/help-pages.ts'
import { HELP_PAGES } from '../../src/generated/help.ts'

const guides = readdirSync('docs/help').map((name) => name.replace(/\.md$/, ''))

describe('the guides', () => {
  it('are all built into the app, with the glossary', () => {
    expect(HELP_PAGES.map(({ slug }) => slug).sort()).toEqual([...guides, 'glossary'].sort())
    for (const { slug, title, about } of HELP_PAGES) {
      expect(title, slug).not.toBe('')
      expect(about, slug).not.toBe('')
    }
  })

  it('lead only to pages and places that are there', () => {
    for (const { slug, html } of HELP_PAGES) {
      for (const [, href = ''] of html.matchAll(/href="([^"]+)"/g)) {
        const [page, anchor] = href.replace('/help/', '').split('#')
        if (href.startsWith('https:')) continue
        const target = HELP_PAGES.find((one) => one.slug === page)
        expect(target, `${slug}: ${href}`).toBeDefined()
        if (anchor) expect(target?.html).toContain(`id="${anchor}"`)
      }
    }
  })

  it('name only verbs that the command line has, and files that are there', async () => {
    const { VERBS } = await import('../../src/commands/verbs.ts')
    for (const guide of guides) {
      const text = readFileSync(`docs/help/${guide}.md`, 'utf8')
      for (const [, verb = ''] of text.matchAll(/waypost -- ([a-z-]+)/g))
        expect(VERBS, guide).toHaveProperty(verb)
      for (const [, file = ''] of text.matchAll(/\b((?:docs|src|ops)\/[\w./-]+\.\w+)/g))
        expect(() => readFileSync(file), `${guide}: ${file}`).not.toThrow()
    }
  })

  it('are words with the classes of the pages, and nothing of their own', () => {
    const { html, title, about } = helpPage(
      'x',
      '# A & B\n\nFirst *words*.\n\n- one\n\n[there](y.md#z) [not here](../z.md)\n\n`<b>`',
    )
    expect(title).toBe('A & B')
    expect(about).toBe('First *words*.')
    expect(html).toContain('<h1 class="govuk-heading-l" id="a-b">A &amp; B</h1>')
    expect(html).toContain('<a class="govuk-link" href="/help/y#z">there</a> not here')
    expect(html).toContain('<code>&lt;b&gt;</code>')
    expect(anchorOf('If something does not work!')).toBe('if-something-does-not-work')
    expect(() => helpPage('x', '# A\n\n<script>alert(1)</script>')).toThrow('holds HTML')
    expect(() => helpPage('x', '# A\n\nwords <b>bold</b>')).toThrow('holds HTML')
    expect(() => helpPage('x', 'no title')).toThrow('no title')
  })
})
