import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { dutyPeople } from '../../src/db/schema.ts'
import { loadDemoRota } from '../../src/demo/load-rota.ts'
import { aDesk, type Desk, mustBeGood, WIDTHS, whyNoBrowser } from './a-desk.ts'

describe.skipIf(whyNoBrowser)('the duty rota in a browser', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await aDesk()
    await loadDemoRota(desk.service)
    // Somebody who is on duty in the next days can no longer be reached: a gap, in red.
    await desk.service.read('mopac', (tx) =>
      tx.update(dutyPeople).set({ email: null, phone: null }).where(eq(dutyPeople.name, 'Ben Whitlock')),
    )
  }, 60_000)
  afterAll(() => desk?.close())

  it.each(WIDTHS)(
    'can be used by everybody at %i px: the rota with a gap, its forms and their mistakes, the page to print',
    async (width) => {
      const page = await desk.newPage(width)
      await desk.signIn(page, 'manager')
      await page.goto(`${desk.url}/rota`)
      await mustBeGood(page, 'rota', width)
      await page.getByRole('button', { name: 'Make an address' }).click()
      await mustBeGood(page, 'rota-calendar', width)
      await page.getByRole('button', { name: 'End the address' }).click()
      await page.goto(`${desk.url}/rota/print`)
      await mustBeGood(page, 'rota-print', width)
      // Axe says the same of a form at both widths; what may run over the edge is looked for on a telephone.
      if (width > 400) return
      for (const [name, path, button] of [
        ['cover', '/rota/covers/new', 'Note the cover'],
        ['rotation', '/rota/rotations/new', 'Add the rotation'],
        ['swap', '/rota/swaps/new', 'Swap the shifts'],
        ['person', '/rota/people/new', 'Add the person'],
      ] as const) {
        await page.goto(desk.url + path)
        await mustBeGood(page, name, width)
        await page.getByRole('button', { name: button }).click()
        await mustBeGood(page, `${name}-mistakes`, width)
      }
      await page.goto(`${desk.url}/rota`)
      await page.getByRole('link', { name: 'Change Amara Okafor' }).click()
      await mustBeGood(page, 'person-change', width)
    },
    60_000,
  )
})
