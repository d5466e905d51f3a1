import { z } from 'zod'

/** A sender's clock may be a little ahead of ours. */
const AHEAD_MINUTES = 5

/**
 * What an office's own web form sends. Name and subject may be empty: somebody who is
 * afraid to give a name must still be heard.
 */
const WebForm = z.strictObject({
  name: z.string().max(200),
  email: z.email().max(254).optional(),
  subject: z.string().max(500),
  message: z.string().min(1).max(1_000_000),
  /** When the writer pressed the button; with it, the same form sent twice is one message. */
  receivedAt: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
})
export type WebForm = z.infer<typeof WebForm>

/** One sentence for each field; none repeats what was sent. */
const EXPECTED: Record<keyof WebForm, string> = {
  name: 'The field name must be a text of up to 200 characters; it may be empty.',
  email: 'The field email must be one email address, or be left out.',
  subject: 'The field subject must be a text of up to 500 characters; it may be empty.',
  message: 'The field message must be a text of 1 to 1,000,000 characters.',
  receivedAt: 'The field receivedAt must be a past moment such as 2026-11-23T09:30:00Z, or be left out.',
}

const NOT_A_FORM =
  'The body must be a JSON object with name, subject and message, and may have email and receivedAt.'

export type ReadWebForm = { ok: true; form: WebForm } | { ok: false; because: string }

/** The form, or one sentence that says what is wrong with it. */
export function readWebForm(json: string, now: Date): ReadWebForm {
  const checked = WebForm.safeParse(parsed(json))
  if (!checked.success) {
    const field = checked.error.issues[0]?.path[0]
    return { ok: false, because: EXPECTED[field as keyof WebForm] ?? NOT_A_FORM }
  }
  // The statutory clocks start from it: a moment in the future would put every deadline off.
  const { receivedAt } = checked.data
  if (receivedAt && receivedAt.getTime() > now.getTime() + AHEAD_MINUTES * 60_000) {
    return { ok: false, because: EXPECTED.receivedAt }
  }
  return { ok: true, form: checked.data }
}

/** `undefined` for what is not JSON: the schema then refuses it in the same words. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
