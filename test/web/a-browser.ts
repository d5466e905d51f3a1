import type { Hono } from 'hono'
import type { WebEnv } from '../../src/web/web-deps.ts'

export type Answer = {
  status: number
  html: string
  location: string
  headers: Headers
  /** What was asked to be kept, name to the whole Set-Cookie line. */
  kept: Record<string, string>
}

/** A browser with its cookies, which sends forms as a page of ours would. */
export class ABrowser {
  readonly cookies = new Map<string, string>()
  readonly #app: Hono<WebEnv>
  readonly #origin: string

  constructor(app: Hono<WebEnv>, origin: string) {
    this.#app = app
    this.#origin = origin
  }

  get(path: string): Promise<Answer> {
    return this.#ask(path, { headers: this.#headers() })
  }

  /** Sends the form with the token of the page that holds it, unless the fields have another. */
  async post(path: string, fields: Record<string, string>, from = '/sign-in'): Promise<Answer> {
    const { html } = await this.get(from)
    const token = /name="token" value="([^"]+)"/.exec(html)?.[1]
    return this.postBare(path, { ...(token ? { token } : {}), ...fields })
  }

  /** Sends exactly these fields and, beside the cookies, exactly these headers. */
  postBare(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' },
  ): Promise<Answer> {
    const body = new URLSearchParams(fields)
    return this.#ask(path, { method: 'POST', headers: { ...this.#headers(), ...headers }, body })
  }

  #headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return cookie ? { cookie } : {}
  }

  async #ask(path: string, init: RequestInit): Promise<Answer> {
    const response = await this.#app.request(this.#origin + path, init)
    const kept: Record<string, string> = {}
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      kept[name] = line
      if (/max-age=0/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const location = response.headers.get('Location') ?? ''
    return { status: response.status, html: await response.text(), location, headers: response.headers, kept }
  }
}
