/** What a picture shows, before it is drawn: named rows of numbers, which are also its table and its CSV. Pure. */

/** `minutes`: a length of time. `percent`: 0 to 100. */
export type Unit = 'count' | 'minutes' | 'percent'

export type Picture = {
  id: string
  title: string
  note?: string
  /** The names of the numbers in each row; the first of them is drawn. */
  columns: readonly { name: string; unit: Unit }[]
  /** Null where nothing is known. */
  rows: readonly { name: string; values: readonly (number | null)[] }[]
  /** `days` are drawn as columns from left to right, everything else as a bar for each row. */
  shape: 'days' | 'bars'
}

const HEAD = ['picture', 'item', 'measure', 'unit', 'value']

/** All of them as RFC 4180, one number a line. Every name is a word of ours, so none can be a formula. */
export function picturesCsv(pictures: readonly Picture[]): string {
  const lines = pictures.flatMap(({ id, columns, rows }) =>
    rows.flatMap(({ name, values }) =>
      columns.map((column, at) => [id, name, column.name, column.unit, values[at] ?? '']),
    ),
  )
  return [HEAD, ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('')
}

const quoted = (value: string | number): string => {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
