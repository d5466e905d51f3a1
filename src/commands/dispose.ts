import { londonDay } from '../clocks/days.ts'
import { type Db, inOffice } from '../db/db.ts'
import { openDatabase } from '../db/open.ts'
import { officeKeysOf } from '../kept-keys.ts'
import { keptSecret } from '../kept-secret.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { type Offices, readOffices } from '../offices/read-offices.ts'
import { type DisposeDeps, disposeOf, type NotDisposed } from '../records/dispose-case.ts'
import { countMarks, findDue, findErasures, findGraceOver, MOST_DUE } from '../records/find-due.ts'
import { whyNot } from '../records/mark-for-disposal.ts'
import { localRules, readWords } from './local-rules.ts'
import { withDatabase } from './with-database.ts'

const OPTIONS = { 'dry-run': { type: 'boolean' }, office: { type: 'string' } } as const

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/**
 * Disposes of the cases on which two named people have agreed and whose days of grace are over. With
 * `--dry-run` nothing is removed: what is due is listed, with what stands against each.
 */
export async function dispose(words: string[]): Promise<number> {
  const read = readWords(words, OPTIONS)
  if (!read) return 2
  const offices = readOffices(localRules())
  const asked = officesAsked(offices, read.values.office)
  if (!asked) {
    process.stderr.write(`There is no office "${read.values.office}".\n`)
    return 2
  }
  return withDatabase(async ({ appUrl }, config) => {
    const { db, close } = openDatabase(appUrl, 1, officeKeysOf(config))
    const now = () => new Date()
    try {
      if (read.values['dry-run']) {
        for (const office of asked) await listDue(db, office, now())
        return 0
      }
      const secretKey = config.secretKey ?? keptSecret(config.dataDir, 'secret-key')
      let failed = 0
      for (const office of asked) failed += await carryOut({ db, offices, secretKey, now }, office)
      return failed === 0 ? 0 : 1
    } finally {
      await close()
    }
  })
}

const officesAsked = (offices: Offices, id: string | undefined): readonly OfficeProfile[] | undefined => {
  if (id === undefined) return offices.all
  const office = offices.get(id)
  return office && [office]
}

/** Every closed case whose time is over, and why it cannot go, where it cannot. */
async function listDue(db: Db, office: OfficeProfile, now: Date): Promise<void> {
  const today = londonDay(now)
  const erased = await inOffice(db, office.id, (tx) => findErasures(tx, today))
  for (const one of erased) {
    const against = whyNot(one, { office, now })
    say(`${one.reference}  erasure allowed  ${one.erasure?.law}${against ? `  (${against})` : ''}`)
  }
  let due = 0
  let free = 0
  for (let page = 1; ; page++) {
    const found = await inOffice(db, office.id, (tx) => findDue(tx, { today, days: 0, page }))
    for (const one of found) {
      const against = whyNot(one, { office, now })
      if (against === undefined) free++
      say(`${one.reference}  since ${one.disposeAfter}  ${one.schedule}${against ? `  (${against})` : ''}`)
    }
    due += found.length
    if (found.length < MOST_DUE) break
  }
  const { waiting, agreed } = await inOffice(db, office.id, countMarks)
  say(
    `${office.id}: ${due} closed cases are due, ${free} of them may be put forward, the erasure of ${erased.length} is allowed, ${waiting} wait for a second person, ${agreed} are agreed on; nothing was removed.`,
  )
}

const SAID: Record<NotDisposed, string> = {
  'too-early': 'its day has not come',
  'done-before': 'it is disposed of already',
  'not-agreed': 'nobody has agreed to it, or it was taken back',
  'no-such-mark': 'nobody has marked it',
  'not-closed': 'it is not closed any more',
  'no-day': 'it has no day any more',
  changed: 'the line of the schedule has changed, or what its erasure rested on',
  held: 'it is held',
  'open-task': 'it has a task that nobody has done',
}

/** Gives back how many could not be disposed of; their marks have lapsed and a person decides again. */
async function carryOut(deps: DisposeDeps, office: OfficeProfile): Promise<number> {
  const today = londonDay(deps.now())
  const due = await inOffice(deps.db, office.id, (tx) => findGraceOver(tx, today))
  let failed = 0
  for (const { id, reference } of due) {
    const done = await disposeOf(deps, { officeId: office.id, id })
    if (!done.ok) failed++
    say(done.ok ? `${reference}  disposed of` : `${reference}  not disposed of: ${SAID[done.because]}`)
  }
  say(`${office.id}: ${due.length - failed} cases disposed of.`)
  return failed
}
