/** What people type in about cover and swaps, checked. */
import type { NewCover, SeenShift } from '../../rota/change-cover.ts'
import { LAYERS } from '../../rota/rota.ts'
import { IS_ID } from '../parts/ids.ts'
import { idIn, layerIn, Mistaken, momentIn, type ReadForm, type Typed, text, upTo } from './rota-fields.ts'

const LONGEST_REASON = 300
const REASON = `Say why, in up to ${LONGEST_REASON} characters. Everybody who sees the rota reads it.`

/** Longer than this is no cover any more but another rotation. */
const LONGEST_COVER_DAYS = 56

export function readCover(typed: Typed, now: Date): ReadForm<NewCover> {
  const wrong = new Mistaken()
  const layer = wrong.need('layer', layerIn(typed), 'Choose primary or secondary.')
  const personId = wrong.need('person', idIn(typed, 'person'), 'Choose who takes the duty.')
  const from = momentIn(wrong, typed, 'from')
  const to = momentIn(wrong, typed, 'to')
  if (from && to && to <= from) wrong.mistakes['toDay'] = 'The end has to come after the beginning.'
  else if (to && to <= now) wrong.mistakes['toDay'] = 'This is over already: a rota does not change the past.'
  else if (from && to && to.getTime() - from.getTime() > LONGEST_COVER_DAYS * 24 * 3_600_000)
    wrong.mistakes['toDay'] =
      `A cover is up to ${LONGEST_COVER_DAYS / 7} weeks. For longer, add another rotation.`
  const reason = wrong.need('reason', upTo(text(typed, 'reason'), LONGEST_REASON), REASON)
  if (!layer || !personId || !from || !to || !reason || !wrong.none)
    return { ok: false, mistakes: wrong.mistakes }
  return { ok: true, read: { layer, personId, from, to, reason } }
}

/** A shift as the value of a choice. */
export const shiftValue = ({ layer, from, personId }: SeenShift): string =>
  `${layer} ${from.toISOString()} ${personId}`

function shiftIn(word: string): SeenShift | undefined {
  const [layer, from = '', personId = ''] = word.split(' ')
  const known = LAYERS.find((one) => one === layer)
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(from) ? new Date(from) : undefined
  if (!known || !at || Number.isNaN(at.getTime()) || !IS_ID.test(personId)) return undefined
  return { layer: known, from: at, personId }
}

export function readSwap(typed: Typed): ReadForm<{ mine: SeenShift; theirs: SeenShift; reason: string }> {
  const wrong = new Mistaken()
  const mine = wrong.need('mine', shiftIn(text(typed, 'mine')), 'Choose the shift to give away.')
  const theirs = wrong.need('theirs', shiftIn(text(typed, 'theirs')), 'Choose the shift to take for it.')
  if (mine && theirs && mine.personId === theirs.personId)
    wrong.mistakes['theirs'] = 'Both shifts are of the same person. Choose somebody else’s.'
  const reason = wrong.need('reason', upTo(text(typed, 'reason'), LONGEST_REASON), REASON)
  if (typed['agreed'] !== 'yes') wrong.mistakes['agreed'] = 'Agree it with them first, and say so here.'
  if (!mine || !theirs || !reason || !wrong.none) return { ok: false, mistakes: wrong.mistakes }
  return { ok: true, read: { mine, theirs, reason } }
}
