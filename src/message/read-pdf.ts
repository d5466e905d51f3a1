import type { DocumentReader } from './read-document.ts'

/** What we use of PDF.js; its own types want a browser's. */
type Pdf = {
  numPages: number
  getPage(page: number): Promise<Page>
  getFieldObjects(): Promise<Record<string, readonly Field[]> | null>
  loadingTask: { destroy(): Promise<void> }
}
type Page = {
  getTextContent(): Promise<{ items: readonly { str?: string; hasEOL?: boolean }[] }>
  cleanup(): void
}
type Field = { value?: unknown; type?: string }

/** The text of a PDF page by page, then what was filled into its form. */
export const readPdf: DocumentReader = async (content, { pages, chars, millis }) => {
  const endsAt = performance.now() + millis
  const pdf = await open(content)
  if (pdf === 'locked') return 'locked'
  try {
    let text = await filledIn(pdf)
    let page = 1
    while (page <= Math.min(pdf.numPages, pages) && text.length < chars && performance.now() < endsAt) {
      text += `${await pageText(await pdf.getPage(page))}\n`
      page += 1
    }
    return { text, isCut: page <= pdf.numPages }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

async function open(content: Uint8Array): Promise<Pdf | 'locked'> {
  const { getDocumentProxy } = await import('unpdf')
  try {
    // The reader takes the bytes for itself. Nothing of a file may be run, fetched or drawn.
    const settings = { verbosity: 0, isEvalSupported: false, disableFontFace: true, stopAtErrors: false }
    return (await getDocumentProxy(content.slice(), settings)) as unknown as Pdf
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') return 'locked'
    throw error
  }
}

async function pageText(page: Page): Promise<string> {
  const { items } = await page.getTextContent()
  page.cleanup()
  return items.map(({ str = '', hasEOL }) => str + (hasEOL ? '\n' : '')).join('')
}

/** What somebody wrote into the fields of a form: it stands on no page. */
async function filledIn(pdf: Pdf): Promise<string> {
  const fields = (await pdf.getFieldObjects()) ?? {}
  return Object.entries(fields)
    .flatMap(([name, same]) => same.map(({ value, type }) => ({ name, value, type })))
    .filter(({ value, type }) => typeof value === 'string' && value.trim() !== '' && type !== 'button')
    .map(({ name, value }) => `${name}: ${value}\n`)
    .join('')
}
