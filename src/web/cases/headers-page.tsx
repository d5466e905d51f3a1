import { and, eq } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { cases, messages } from '../../db/schema.ts'
import type { Header } from '../../message/message.ts'

/** The lines above a letter as they came, for whoever asks where it comes from. */
export const findHeaders = async (
  tx: Db,
  { reference, id }: { reference: string; id: string },
): Promise<{ id: string; caseId: string; headers: Header[] } | undefined> =>
  (
    await tx
      .select({ id: messages.id, caseId: messages.caseId, headers: messages.headers })
      .from(messages)
      .innerJoin(cases, eq(cases.id, messages.caseId))
      .where(and(eq(messages.id, id), eq(cases.reference, reference)))
  )[0]

export const HeadersPage = ({ headers }: { headers: readonly Header[] }) => (
  <>
    <h1 class="govuk-heading-l govuk-!-margin-bottom-3">Headers of the letter</h1>
    <p class="govuk-body wp-measure">
      As they came, in their order. Whoever sent the letter may have written any of them but the ones that our
      own mail server put on top.
    </p>
    <dl class="govuk-summary-list wp-headers">
      {headers.map(({ name, value }) => (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{name}</dt>
          <dd class="govuk-summary-list__value wp-break">{value}</dd>
        </div>
      ))}
    </dl>
  </>
)
