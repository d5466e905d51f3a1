/** Writes a page to one person by one way, and notes it, in the caller's transaction, before it leaves. */
import { randomUUID } from 'node:crypto'
import { and, eq, inArray, ne } from 'drizzle-orm'
import { ourMessageId } from '../cases/reference-token.ts'
import type { Db } from '../db/db.ts'
import { cases, drills, type escalations, pages, riskFlags, sentMails } from '../db/schema.ts'
import { noteSending } from '../jobs/hand-over.ts'
import type { SendingDeps } from '../jobs/sending.ts'
import type { Way } from '../jobs/who-to-tell.ts'
import { domainOf } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Carried, Notice } from '../outbox/carrier.ts'
import { webhookBody } from '../outbox/webhook.ts'
import type { RiskCategory } from '../triage/risk.ts'
import { markedAsDrill } from './drill-words.ts'
import { type PagedAlert, pageText } from './page-text.ts'

export type EscalationRow = typeof escalations.$inferSelect
export type PageRow = typeof pages.$inferSelect

/** One page on its way: the rows that it settles, and how it is sent. */
export type Claimed = {
  /** The alerts that it tells of, as they were when it was claimed; as many as there are `rows`. */
  alerts: readonly EscalationRow[]
  rows: readonly PageRow[]
  sentMailId: string
  send: () => Promise<Carried>
}

/** What a page may say of each alert. */
export type Facts = ReadonlyMap<
  string,
  Omit<PagedAlert, 'link'> & { drill: { announced: boolean } | undefined }
>

/** Reference and kinds of danger of each alert's case. */
export async function factsOf(tx: Db, alerts: readonly EscalationRow[]): Promise<Facts> {
  const caseIds = alerts.map(({ caseId }) => caseId)
  const named = await tx
    .select({ id: cases.id, reference: cases.reference, announced: drills.announced })
    .from(cases)
    .leftJoin(drills, eq(drills.id, cases.drillId))
    .where(inArray(cases.id, caseIds))
  const flags = await tx
    .selectDistinct({ caseId: riskFlags.caseId, category: riskFlags.category })
    .from(riskFlags)
    .where(and(inArray(riskFlags.caseId, caseIds), ne(riskFlags.level, 'none')))
  const kinds = (id: string): RiskCategory[] =>
    flags.filter(({ caseId }) => caseId === id).map(({ category }) => category)
  return new Map(
    named.map(({ id, reference, announced }) => [
      id,
      { reference, categories: kinds(id), drill: announced === null ? undefined : { announced } },
    ]),
  )
}

export type ToCompose = {
  office: OfficeProfile
  alerts: readonly EscalationRow[]
  rows: readonly PageRow[]
  facts: Facts
  to: Way
}

/** A page that has not been sent before. */
export async function composePage(tx: Db, deps: SendingDeps, what: ToCompose): Promise<Claimed> {
  const { office, alerts, rows, to } = what
  const [lead] = rows
  if (!lead) throw new Error('A page was claimed for no alert')
  const { subject, text } = wordsFor(deps, what, lead.step)
  const messageId = ourMessageId(deps.secretKey, 'page', lead.id, domainOf(deps.senderOf(office)))
  const sentMailId = await noteSending(tx, {
    id: randomUUID(),
    officeId: office.id,
    // Several alerts share it; what comes back as undeliverable is filed with the first.
    caseId: alerts[0]?.caseId ?? null,
    kind: 'page',
    way: to.way,
    toAddress: to.to,
    subject,
    text,
    messageId,
  })
  const ids = rows.map(({ id }) => id)
  await tx.update(pages).set({ sentMailId }).where(inArray(pages.id, ids))
  const notice = { key: `${office.id}.${sentMailId}`, to: to.to, subject, text }
  return {
    alerts,
    rows: rows.map((row) => ({ ...row, sentMailId })),
    sentMailId,
    send: sender(deps, office, { ...notice, way: to.way, messageId }),
  }
}

/**
 * One that was cut off half-way: the same words to the same person under the same id. Undefined
 * where it would say something else now, as when one of the alerts it lists was answered since.
 */
export async function samePage(tx: Db, deps: SendingDeps, what: ToCompose): Promise<Claimed | undefined> {
  const { office, alerts, rows } = what
  const sentMailId = rows[0]?.sentMailId
  if (!sentMailId || rows.some((row) => row.sentMailId !== sentMailId)) return undefined
  const [noted] = await tx.select().from(sentMails).where(eq(sentMails.id, sentMailId))
  const words = wordsFor(deps, what, rows[0]?.step ?? 0)
  if (!noted || noted.subject !== words.subject || noted.text !== words.text) return undefined
  const { toAddress: to, subject, text, messageId, way } = noted
  const notice = { key: `${office.id}.${sentMailId}`, to, subject, text, way, messageId }
  return { alerts, rows, sentMailId, send: sender(deps, office, notice) }
}

/** A mail says everything; a telephone gets it in a few words; a webhook as its receiver reads it. */
function wordsFor(
  deps: SendingDeps,
  { office, alerts, facts, to }: ToCompose,
  step: number,
): { subject: string; text: string } {
  const paged = alerts.map(({ id, caseId }) => {
    const { reference = '', categories = [] } = facts.get(caseId) ?? {}
    return { reference, categories, link: `${deps.publicUrl}/alerts/${id}?office=${office.id}` }
  })
  const { level, state } = alerts[0] ?? { level: 'immediate', state: 'paging' }
  const queueLink = `${deps.publicUrl}/`
  const plain = pageText({ officeName: office.shortName, level, alerts: paged, queueLink, step, state })
  // A drill shares its page with no other alert; see claim-rung.ts.
  const drill = facts.get(alerts[0]?.caseId ?? '')?.drill
  const words = drill ? markedAsDrill(plain, drill) : plain
  if (to.way === 'smtp' || to.way === 'notify-email') return { subject: words.subject, text: words.text }
  if (to.way === 'notify-sms') return { subject: words.subject, text: words.short }
  const format = deps.webhooks[to.to]?.format ?? 'standard'
  const data = { office: office.id, level, drill: drill !== undefined, alerts: paged }
  return { subject: words.subject, text: webhookBody({ format }, { text: words.short, data }) }
}

type Addressed = Notice & { way: Way['way']; messageId: string }

function sender(
  deps: SendingDeps,
  office: OfficeProfile,
  { way, messageId, ...notice }: Addressed,
): Claimed['send'] {
  if (way !== 'smtp') {
    const carrier = deps.carriers[way]
    // Taken out of the settings since: as if the provider had refused it.
    return () => (carrier ? carrier.send(notice) : Promise.resolve({ state: 'refused', response: 0 }))
  }
  const { to, subject, text } = notice
  return () =>
    deps.outbox.send({
      messageId,
      from: { name: `${office.shortName} duty alerts`, address: deps.senderOf(office) },
      to,
      subject,
      text,
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        Importance: 'high',
        'X-Priority': '1',
      },
      nullReturnPath: true,
      urgent: true,
    })
}
