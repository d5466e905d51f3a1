/**
 * `POST /api/notify/deliveries`: where GOV.UK Notify says what became of a page. It shows
 * the token that was set for it there; what it says is believed only of a page of ours.
 */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { record } from '../../audit/record.ts'
import { inOffice } from '../../db/db.ts'
import { noteDelivery } from '../../escalations/note-delivery.ts'
import { errorFields, logEvent } from '../../log.ts'
import { deliveryOf } from '../../outbox/notify.ts'
import { sameSecret } from '../parts/form-token.ts'
import type { WebDeps } from '../web-deps.ts'

const LARGEST_RECEIPT_BYTES = 16 * 1024

/** What we read of a receipt; it says more, the receiver's address among it. */
const Receipt = z.object({ reference: z.string(), status: z.string() })
/** Of a page: the office, and the id of what was sent. */
const OurReference = /^([a-z0-9-]+)\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Answers nothing that was sent. Any answer but a 2xx makes Notify send the receipt again. */
export function deliveriesApi(deps: WebDeps): Hono {
  const app = new Hono()
  app.onError((error, c) => {
    logEvent('receipt.not-noted', errorFields(error))
    return c.json({ error: 'It could not be noted. Please send it again.' }, 503)
  })
  app.post(
    '/api/notify/deliveries',
    async (c, next) => {
      if (!mayTell(deps, c))
        return c.json({ error: 'A valid token is needed.' }, 401, { 'WWW-Authenticate': 'Bearer' })
      return next()
    },
    bodyLimit({
      maxSize: LARGEST_RECEIPT_BYTES,
      onError: (c) => c.json({ error: 'A receipt is smaller than that.' }, 413),
    }),
    async (c) => {
      const read = Receipt.safeParse(await c.req.json().catch(() => undefined))
      if (!read.success) return c.json({ error: 'That is no delivery receipt.' }, 400)
      await noteReceipt(deps, read.data)
      return c.body(null, 204)
    },
  )
  return app
}

const mayTell = ({ deliveryToken }: WebDeps, c: Context): boolean => {
  const given = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? ''
  return deliveryToken !== undefined && given !== '' && sameSecret(given, deliveryToken)
}

/** One of another system that uses the same Notify service is not ours to note. */
async function noteReceipt(deps: WebDeps, { reference, status }: z.infer<typeof Receipt>): Promise<void> {
  const [, officeId = '', sentMailId = ''] = OurReference.exec(reference) ?? []
  const delivery = deliveryOf(status)
  if (!deps.offices.get(officeId) || !delivery) return
  await inOffice(deps.db, officeId, async (tx) =>
    record(tx, await noteDelivery(tx, deps, { sentMailId, delivery })),
  )
  deps.queue.nudge('page')
}
