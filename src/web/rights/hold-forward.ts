/** What is passed on leaves like a letter: after half a minute, with its disclosure written as it leaves. */

import type { Db } from '../../db/db.ts'
import { mayShare } from '../../disclosures/may-share.ts'
import type { NewDisclosure } from '../../disclosures/record-disclosure.ts'
import type { SharingAsked } from '../../replies/pass-on.ts'
import { type ActingInCase, findDraft, holdDraft, saveDraft } from '../../replies/write-reply.ts'
import type { Mistakes } from '../parts/controls.tsx'
import type { WebDeps } from '../web-deps.ts'

export async function holdForward(
  tx: Db,
  deps: Pick<WebDeps, 'queue'>,
  acting: ActingInCase,
  { told, words, to }: { told: NewDisclosure; words: string; to: string },
): Promise<{ ok: true } | { ok: false; mistakes: Mistakes }> {
  const verdict = await mayShare(tx, { office: acting.office, caseRow: acting.caseRow, ...told })
  if (!verdict.ok) return { ok: false, mistakes: { ground: verdict.says } }
  const { receiver, receiverName, purpose, why, heldBack, toldPerson, toldPersonWhy } = told
  const sharing: SharingAsked = {
    ...{ receiver, receiverName, purpose, why, heldBack, toldPerson, toldPersonWhy },
    ground: told.ground.id,
  }
  const before = await findDraft(tx, acting, 'forward')
  const draft = { to: to.toLowerCase(), subject: `Our reference ${acting.caseRow.reference}`, text: words }
  const kept = { version: before?.version ?? 0, kind: 'forward' as const, sharing: JSON.stringify(sharing) }
  await saveDraft(tx, acting, draft, kept)
  const held = await holdDraft(tx, deps, acting, { kind: 'forward', confirmed: true, safe: true })
  return held.ok ? held : { ok: false, mistakes: { [held.field === 'to' ? 'send-to' : 'words']: held.says } }
}
