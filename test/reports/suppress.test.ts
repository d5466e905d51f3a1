import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Published, published, SMALLEST_PUBLISHED } from '../../src/reports/suppress.ts'

/** Rows with their sum, and the sums of the columns as the last row. */
const whole = (numbers: number[][]): Published[][] => {
  const { cells, rowSums, columnSums, sum } = published(numbers)
  return [...cells.map((row, at) => [...row, rowSums[at] as Published]), [...columnSums, sum]]
}

/** What whoever reads the table can work out: the least and the most that each number may be. */
function bounds(table: Published[][]): [number, number][][] {
  const most = 10_000
  const known = table.map((row) =>
    row.map((one): [number, number] => (one === 'left-out' ? [0, most] : [one, one])),
  )
  const width = table[0]?.length ?? 0
  const at = (r: number, c: number) => known[r]?.[c] as [number, number]
  const lines = [
    ...table.map((_, r) => Array.from({ length: width }, (_, c) => at(r, c))),
    ...Array.from({ length: width }, (_, c) => table.map((_, r) => at(r, c))),
  ]
  for (let changed = true, turns = 0; changed && turns < 200; turns++) {
    changed = false
    for (const line of lines) {
      const parts = line.slice(0, -1)
      const sum = line.at(-1) as [number, number]
      const low = parts.reduce((total, [least]) => total + least, 0)
      const high = parts.reduce((total, [, top]) => total + top, 0)
      const narrow = (one: [number, number], least: number, top: number) => {
        if (least > one[0] || top < one[1]) changed = true
        one[0] = Math.max(one[0], least)
        one[1] = Math.min(one[1], top)
      }
      narrow(sum, low, high)
      for (const one of parts) narrow(one, sum[0] - (high - one[1]), sum[1] - (low - one[0]))
    }
  }
  return known
}

describe('small numbers of a table that is published', () => {
  it('leaves a table as it is that has none', () => {
    expect(
      whole([
        [10, 20],
        [0, 7],
      ]),
    ).toEqual([
      [10, 20, 30],
      [0, 7, 7],
      [10, 27, 37],
    ])
  })

  it('leaves out a small one, and others with it by which it could be worked out', () => {
    const table = whole([
      [3, 20, 40],
      [30, 25, 60],
      [12, 50, 70],
    ])
    expect(table[0]?.[0]).toBe('left-out')
    for (const line of [table[0], table.map((row) => row[0])])
      expect(line?.filter((one) => one === 'left-out').length).toBeGreaterThan(1)
  })

  it('leaves out the sums where there is nothing else, and never shows one person', () => {
    expect(whole([[1]]).flat()).toEqual(['left-out', 'left-out', 'left-out', 'left-out'])
    expect(whole([[2, 0, 0, 0, 0]]).flat()).not.toContain(2)
    expect(
      whole([
        [1, 1],
        [0, 0],
      ]).flat(),
    ).not.toContain(1)
  })

  it('shows no number from 1 to 4, and lets nobody narrow one down to it by the sums', () => {
    const Tables = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([height, width]) =>
        fc.array(
          fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 })), {
            minLength: width,
            maxLength: width,
          }),
          { minLength: height, maxLength: height },
        ),
      )
    fc.assert(
      fc.property(Tables, (numbers) => {
        const table = whole(numbers)
        const can = bounds(table)
        const value = (r: number, c: number) => numbers[r]?.[c] ?? 0
        table.forEach((row, r) => {
          row.forEach((one, c) => {
            const isSum = r === numbers.length || c === numbers[0]?.length
            if (one !== 'left-out') {
              expect(one === 0 || one >= SMALLEST_PUBLISHED).toBe(true)
              return
            }
            if (isSum) return
            const [least, most] = can[r]?.[c] ?? [value(r, c), value(r, c)]
            // It may be none, and it may be one that would be published: so nobody knows that it is small.
            if (value(r, c) > 0 && value(r, c) < SMALLEST_PUBLISHED) {
              expect(least).toBeLessThan(value(r, c))
              expect(most).toBeGreaterThanOrEqual(SMALLEST_PUBLISHED)
            }
          })
        })
      }),
      { numRuns: 500, seed: 7 },
    )
  })
})
