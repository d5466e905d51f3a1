import { rebuildClocks } from '../cases/retime-clocks.ts'
import { readWords } from './local-rules.ts'
import { withService } from './with-service.ts'

/** Works every deadline out again from its record. Exit code 1 where any had said something else. */
export async function rebuildClocksVerb(words: string[]): Promise<number> {
  if (!readWords(words, {})) return 2
  return withService(async (service) => {
    let differed = 0
    for (const office of service.offices.all) {
      const done = await rebuildClocks({ ...service, db: service.database.db }, office)
      differed += done.differed
      process.stdout.write(`${office.id}: ${done.made} made anew, ${done.differed} had differed.\n`)
    }
    return differed > 0 ? 1 : 0
  })
}
