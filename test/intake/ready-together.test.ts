import { describe, expect, it } from 'vitest'
import { readyTogether } from '../../src/intake/ready-together.ts'

const groupsOf = async <T>(works: Promise<T>[], patienceMillis: number): Promise<T[][]> => {
  const groups: T[][] = []
  for await (const group of readyTogether(works, patienceMillis)) groups.push(group)
  return groups
}

/** Work that ends when the test says so. */
function handMade<T>(): { work: Promise<T>; end: (value: T) => void } {
  let end: (value: T) => void = () => {}
  const work = new Promise<T>((resolve) => {
    end = resolve
  })
  return { work, end }
}

describe('letters that are judged side by side', () => {
  it('go on together, in the order of their arrival, where none is slow', async () => {
    const slower = new Promise<number>((resolve) => setTimeout(resolve, 5, 1))
    expect(await groupsOf([slower, Promise.resolve(2), Promise.resolve(3)], 10_000)).toEqual([[1, 2, 3]])
  })

  it('do not wait for a slow one among them, which comes after', async () => {
    const slow = handMade<string>()
    const groups = readyTogether([Promise.resolve('first'), slow.work, Promise.resolve('third')], 1)
    expect((await groups.next()).value).toEqual(['first', 'third'])
    slow.end('slow')
    expect((await groups.next()).value).toEqual(['slow'])
    expect((await groups.next()).done).toBe(true)
  })

  it('are all given before the failure of one is thrown', async () => {
    const given: number[][] = []
    const work = async () => {
      for await (const group of readyTogether([Promise.reject(new Error('broken')), Promise.resolve(2)], 1)) {
        given.push(group)
      }
    }
    await expect(work()).rejects.toThrow('broken')
    expect(given).toEqual([[2]])
  })

  it('are none where there are none', async () => {
    expect(await groupsOf([], 1)).toEqual([])
  })
})
