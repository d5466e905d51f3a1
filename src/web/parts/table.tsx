/** A table that a narrow screen shows as cards. */
import type { Child } from 'hono/jsx'

/** Written out, because a table shown as cards loses its own roles. */
const as = (role: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'cell') => ({ role })

export const CardTable = ({ columns, children }: { columns: readonly string[]; children?: Child }) => (
  <table class="govuk-table wp-table" {...as('table')}>
    <thead class="govuk-table__head" {...as('rowgroup')}>
      <tr class="govuk-table__row" {...as('row')}>
        {columns.map((name) => (
          <th scope="col" class="govuk-table__header" {...as('columnheader')}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="govuk-table__body" {...as('rowgroup')}>
      {children}
    </tbody>
  </table>
)

export const CardRow = ({ children }: { children?: Child }) => (
  <tr class="govuk-table__row" {...as('row')}>
    {children}
  </tr>
)

export const CardCell = ({ label, children }: { label: string; children?: Child }) => (
  <td class="govuk-table__cell" {...as('cell')} data-label={label}>
    <div>{children}</div>
  </td>
)
