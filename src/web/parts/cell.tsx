import type { Child } from 'hono/jsx'

/** Written out, because a narrow screen shows the rows as cards, and that takes a table's own roles away. */
export const as = (role: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'cell') => ({ role })

/** A cell that says its column beside it where the table is shown as cards. */
export const Cell = ({ label, children }: { label: string; children?: Child }) => (
  <td class="govuk-table__cell" {...as('cell')} data-label={label}>
    <div>{children}</div>
  </td>
)
