import { buildApp } from '../../src/web/app.tsx'
import type { TestService } from '../service.ts'

const ORIGIN = 'http://127.0.0.1:8787'

export type Visitor = {
  get(path: string): Promise<{ status: number; html: string; text: string; location: string | null }>
  /** Sends a form as our own page would, with the token of the session. */
  post(
    path: string,
    form: Record<string, string>,
  ): Promise<{ status: number; html: string; text: string; location: string | null }>
}

/** Somebody at a browser, signed in to a demo post. */
export async function aVisitor(service: TestService, role: string, office = 'mopac'): Promise<Visitor> {
  const app = buildApp(service.web)
  const headers = { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' }
  const signedIn = await app.request(`${ORIGIN}/sign-in/demo`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ office, role }),
  })
  const cookie = (signedIn.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  const read = async (response: Response) => {
    const html = await response.text()
    return { status: response.status, html, text: inWords(html), location: response.headers.get('Location') }
  }
  const get = async (path: string) => read(await app.request(ORIGIN + path, { headers: { cookie } }))
  const token = /name="token" value="([^"]+)"/.exec((await get('/problems')).html)?.[1] ?? ''
  return {
    get,
    post: async (path, form) =>
      read(
        await app.request(ORIGIN + path, {
          method: 'POST',
          headers: { ...headers, cookie },
          body: new URLSearchParams({ token, ...form }),
        }),
      ),
  }
}

/** The words of a page without its tags, as a reader has them. */
const inWords = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
