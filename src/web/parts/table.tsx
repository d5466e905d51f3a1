/** A table that a narrow screen shows as cards. */
import type { Child } from 'hono/jsx'

/** Written out, because a table shown as cards loses its own roles. */
const as = (role: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'cell') => ({ role })

type TableProps = {
  columns: readonly string[]
  /** For those who hear the page. */
  caption?: string
  class?: string
  children?: Child
}

export const CardTable = ({ columns, caption, class: more, children }: TableProps) => (
  <table class={`govuk-table wp-table${more ? ` ${more}` : ''}`} {...as('table')}>
    {caption && <caption class="govuk-visually-hidden">{caption}</caption>}
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

/** `isStop`: the keys of the keyboard stop at it. */
export const CardRow = ({
  class: more,
  isStop = false,
  children,
}: {
  class?: string
  isStop?: boolean
  children?: Child
}) => (
  <tr class={`govuk-table__row${more ? ` ${more}` : ''}`} {...as('row')} data-row={isStop ? '' : undefined}>
    {children}
  </tr>
)

/** A cell that says its column beside it where the table is shown as cards. */
export const CardCell = ({
  label,
  class: more,
  children,
}: {
  label: string
  class?: string | undefined
  children?: Child
}) => (
  <td class={`govuk-table__cell${more ? ` ${more}` : ''}`} {...as('cell')} data-label={label}>
    <div>{children}</div>
  </td>
)
