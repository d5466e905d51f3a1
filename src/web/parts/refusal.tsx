import type { Context } from 'hono'
import type { SignedIn } from '../web-deps.ts'
import { Page } from './layout.tsx'

type Refusal = {
  title: string
  /** One sentence or two that say why and what to do next; nothing that was sent to us. */
  because: string
  status?: 400 | 403 | 409 | 413 | 429 | 503
  signedIn?: SignedIn | undefined
}

/** A page that says why not, and what to do next. */
export async function refuse(
  c: Context,
  { title, because, status = 403, signedIn }: Refusal,
): Promise<Response> {
  return c.html(
    <Page title={title} {...(signedIn ? { signedIn } : {})}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{because}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={signedIn ? '/' : '/sign-in'}>
          {signedIn ? 'Go back to the queue' : 'Go to sign in'}
        </a>
      </p>
    </Page>,
    status,
  )
}
