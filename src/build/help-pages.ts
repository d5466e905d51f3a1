/** The guides of docs/help as HTML with the classes of the pages, made once when bundled: nothing of it runs in the service. */
import { Marked, type Tokens } from 'marked'

/** `about`: its first paragraph, in words. */
export type HelpPage = { slug: string; title: string; about: string; html: string }

const HEADINGS = ['', 'govuk-heading-l', 'govuk-heading-m', 'govuk-heading-s', 'govuk-heading-s']

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

export const anchorOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** Where a link of one guide leads in the app: to another guide or out; undefined where only the repository has it. */
function placeOf(href: string): string | undefined {
  const [, guide, anchor = ''] = /^([a-z-]+)\.md(#.*)?$/.exec(href) ?? []
  if (guide !== undefined) return `/help/${guide}${anchor}`
  return /^(https:|\/|#)/.test(href) ? href : undefined
}

/** Throws where a guide holds HTML of its own: it would reach the page as it stands. */
export function helpPage(slug: string, text: string): HelpPage {
  const marked = new Marked({ gfm: true })
  let title = ''
  marked.use({
    renderer: {
      heading({ tokens, depth, text: plain }: Tokens.Heading) {
        if (depth === 1) title = plain
        const inner = this.parser.parseInline(tokens)
        return `<h${depth} class="${HEADINGS[depth] ?? 'govuk-heading-s'}" id="${anchorOf(plain)}">${inner}</h${depth}>\n`
      },
      paragraph({ tokens }: Tokens.Paragraph) {
        return `<p class="govuk-body">${this.parser.parseInline(tokens)}</p>\n`
      },
      list({ ordered, items }: Tokens.List) {
        const tag = ordered ? 'ol' : 'ul'
        const inner = items.map((item) => `<li>${this.parser.parse(item.tokens)}</li>`).join('\n')
        return `<${tag} class="govuk-list govuk-list--${ordered ? 'number' : 'bullet'}">\n${inner}\n</${tag}>\n`
      },
      blockquote({ tokens }: Tokens.Blockquote) {
        return `<div class="govuk-inset-text">${this.parser.parse(tokens)}</div>\n`
      },
      link({ href, tokens }: Tokens.Link) {
        const inner = this.parser.parseInline(tokens)
        const place = placeOf(href)
        return place === undefined ? inner : `<a class="govuk-link" href="${escaped(place)}">${inner}</a>`
      },
      code({ text: plain }: Tokens.Code) {
        return `<pre class="wp-letter wp-letter--raw" tabindex="0">${escaped(plain)}</pre>\n`
      },
      table({ header, rows }: Tokens.Table) {
        const head = header
          .map(({ tokens }) => cell('th', this.parser.parseInline(tokens), ' scope="col"'))
          .join('')
        const body = rows.map(
          (row) =>
            `<tr class="govuk-table__row">${row.map(({ tokens }) => cell('td', this.parser.parseInline(tokens))).join('')}</tr>`,
        )
        const table = `<table class="govuk-table"><thead class="govuk-table__head"><tr class="govuk-table__row">${head}</tr></thead><tbody class="govuk-table__body">${body.join('')}</tbody></table>`
        // Two or three columns wrap on a phone; more would stand word above word.
        if (header.length < 4) return `${table}\n`
        const name = escaped(header.map(({ text: plain }) => plain).join(', '))
        return `<section class="wp-scroll" tabindex="0" aria-label="${name}">${table}</section>\n`
      },
      html({ text: own }: Tokens.HTML | Tokens.Tag): string {
        throw new Error(`docs/help/${slug}.md holds HTML: ${own.slice(0, 40)}`)
      },
    },
  })
  const html = marked.parse(text, { async: false })
  if (title === '') throw new Error(`docs/help/${slug}.md has no title`)
  const first = marked.lexer(text).find((token) => token.type === 'paragraph') as Tokens.Paragraph | undefined
  return { slug, title, about: first?.text ?? '', html }
}

const cell = (tag: 'th' | 'td', inner: string, more = ''): string =>
  `<${tag}${more} class="govuk-table__${tag === 'th' ? 'header' : 'cell'}">${inner}</${tag}>`
