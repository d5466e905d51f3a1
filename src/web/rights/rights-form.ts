import type { Done } from '../../rights/restrict-use.ts'
import type { Mistakes } from '../parts/controls.tsx'

/** What came of a form about rights: a sentence, or a sentence at a field of it. */
export type Outcome = Done | { ok: false; mistakes: Mistakes }

/** Characters of one field. */
export const LONGEST = 10_000

export const need = (field: string, says: string): { ok: false; mistakes: Mistakes } => ({
  ok: false,
  mistakes: { [field]: says },
})
