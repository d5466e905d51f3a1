import { rebuildClocks } from '../cases/retime-clocks.ts'
import { readWords } from './local-rules.ts'
import { withDeadlines } from './with-deadlines.ts'

/** Works every deadline out again from its record. Exit code 1 where any had said something else. */
export async function rebuildClocksVerb(words: string[]): Promise<number> {
  if (!readWords(words, {})) return 2
  return withDeadlines(async (deps) => {
    let differed = 0
    for (const office of deps.offices.all) {
      const done = await rebuildClocks(deps, office)
      differed += done.differed
      process.stdout.write(`${office.id}: ${done.made} made anew, ${done.differed} had differed.\n`)
    }
    return differed > 0 ? 1 : 0
  })
}
