import { countUpTo } from './count-up-to.ts'
import type { Voice } from './message.ts'
import { attributionAt, dividerOf, domainIn, headerBlockAt, isChevron, isRule } from './quote-marks.ts'
import { signatureLines } from './signature.ts'

/** What besides the lines themselves tells a quotation from a thing passed on. */
export type AnswerSigns = {
  prefix: 'answer' | 'forward' | undefined
  /** In-Reply-To or References name an earlier message. */
  isAnswer: boolean
  /** Domains the message was addressed to: words from there are the office's own. */
  ourDomains: readonly string[]
}

type Block = {
  from: number
  to: number
  passedOn: boolean
  /** The line that names who wrote it, where there is one. */
  sender: string
  /** Its lines stand behind chevrons, so that what the writer adds stands apart from it. */
  isMarked: boolean
}

/** Fewer own words than this above an older message say nothing of their own. */
const FEW_WORDS = 4

/**
 * Whose voice each line of a body is.
 *
 * An older message of the office under an answer is `quoted`. What somebody else wrote is
 * `forwarded`, however it is set, and so is what nothing marks as answered or stands with
 * hardly a word above it: a threat sent to us for help must not pass for our own old
 * letter, and a danger flagged twice is the lesser mistake.
 */
export function voicesOf(lines: readonly string[], signs: AnswerSigns): Voice[] {
  const voices: Voice[] = lines.map(() => 'own')
  const blocks = findBlocks(lines)
  for (const block of blocks) voices.fill('quoted', block.from, block.to)
  markGaps(lines, blocks, voices)
  const own = lines.filter((_, at) => voices[at] === 'own').join('\n')
  const around: Around = {
    lines,
    signs,
    isPassedOn: signs.prefix === 'forward' || asksToLook(own),
    saysNothing: saysNothing(own),
    answersBelow: ANSWERS_BELOW.test(own),
  }
  for (const block of blocks) voices.fill(voiceOf(block, around), block.from, block.to)
  return voices
}

/** What the message as a whole says of every older one in it. */
type Around = {
  lines: readonly string[]
  signs: AnswerSigns
  isPassedOn: boolean
  saysNothing: boolean
  answersBelow: boolean
}

function voiceOf(block: Block, { lines, signs, ...all }: Around): Voice {
  if (all.isPassedOn || block.passedOn || isPointedAt(block, lines)) return 'forwarded'
  const domain = domainIn(block.sender)
  const isOurs = domain !== undefined && isOfOffice(domain, signs)
  if (isOurs && block.isMarked) return 'quoted'
  if (!isOurs && (domain !== undefined || !isReply(signs))) return 'forwarded'
  // Without chevrons nothing shows where the old words end, and new ones may stand below them.
  return all.saysNothing || (all.answersBelow && !block.isMarked) ? 'forwarded' : 'quoted'
}

const isReply = (signs: AnswerSigns): boolean => signs.prefix === 'answer' || signs.isAnswer

/** Offices send from subdomains of their own, and acknowledgements from others than people. */
const isOfOffice = (domain: string, { ourDomains }: AnswerSigns): boolean =>
  ourDomains.some((ours) => ours === domain || ours.endsWith(`.${domain}`) || domain.endsWith(`.${ours}`))

/** Hardly a word, and none of thanks: then what stands below is what the message says, or the answer is in it. */
function saysNothing(own: string): boolean {
  const words = countUpTo(FEW_WORDS, own, /\p{L}{2,}/gu)
  return (
    words < FEW_WORDS &&
    !/\b(?:thanks|thank you|thankyou|cheers|ta|ok|okay|noted|received|diolch|yes|no)\b/i.test(own)
  )
}

const LOOK =
  /\b(?:see|read|look at|find|refer to|note)\b[^.?!\n]{0,40}\b(?:below|underneath|beneath|(?:e-?mail|message|letter|text|thread|trail|chain)s? (?:that follows?|under this))\b|\b(?:forwarding|passing (?:this|it|these) (?:on|to)|passed on to you|copied (?:in )?below|the below|below is (?:what|the|a)|fyi|for your (?:information|attention|action))\b|\bgweler isod\b|\bsiehe unten\b/i

const ANSWERS_BELOW =
  /\b(?:my|our|the) (?:answers?|comments?|replies|responses?|notes?)\b[^.?!\n]{0,40}\bbelow\b/i

/** "your e-mail below" is the office's own. */
const YOURS_BELOW =
  /\b(?:your|the office's) (?:e-?mail|message|letter|reply|response|questions?)\b[^.?!\n]{0,30}\bbelow\b/gi

const asksToLook = (own: string): boolean => {
  const text = own.slice(0, 5_000).replace(YOURS_BELOW, '')
  return LOOK.test(text) && !ANSWERS_BELOW.test(text)
}

/** The own line above ends in a colon and does not say that the office wrote it: "he sent me this:". */
function isPointedAt(block: Block, lines: readonly string[]): boolean {
  let above = block.from - 1
  while (above >= 0 && (lines[above] ?? '').trim() === '') above -= 1
  const line = lines[above]?.trim() ?? ''
  if (!line.endsWith(':')) return false
  return !/\b(?:you|your|we|our)\b[^:]{0,40}\b(?:asked|said|say|says|wrote|write|told|state|stated|letter|e-?mail|reply|question|request)/i.test(
    line,
  )
}

function findBlocks(lines: readonly string[]): Block[] {
  const blocks: Block[] = []
  let at = 0
  while (at < lines.length) {
    const block = blockAt(lines, at)
    if (block) blocks.push(block)
    at = block ? block.to : at + 1
  }
  return blocks
}

function blockAt(lines: readonly string[], at: number): Block | undefined {
  const line = lines[at] ?? ''
  if (line.trim() === '') return undefined
  const attribution = attributionAt(lines, at)
  if (isChevron(line) && !attribution) return chevrons(lines, at, { first: at })
  if (attribution) {
    const next = nextWritten(lines, at + attribution.lines)
    if (isChevron(lines[next] ?? '')) return chevrons(lines, at, { first: next, sender: attribution.from })
    if (attribution.byProgram) return older(lines, at, { sender: attribution.from })
  }
  const divider = dividerOf(line)
  if (divider === 'forwarded') return older(lines, at, { passedOn: true })
  if (divider === 'original') return older(lines, at, { sender: senderNear(lines, at) })
  const header =
    headerBlockAt(lines, at) ?? (isRule(line) ? headerBlockAt(lines, nextWritten(lines, at + 1)) : undefined)
  return header ? older(lines, at, { sender: header.from }) : undefined
}

/** Lines behind `>` from `first` on, over single empty lines between them. */
function chevrons(
  lines: readonly string[],
  from: number,
  { first, sender = '' }: { first: number; sender?: string },
): Block {
  let to = first
  while (to < lines.length) {
    if (isChevron(lines[to] ?? '')) to += 1
    else if ((lines[to] ?? '').trim() === '' && isChevron(lines[nextWritten(lines, to)] ?? '')) to += 1
    else break
  }
  const inside = lines.slice(first, Math.min(to, first + 8)).map((line) => line.replace(/^[\s>]+/, ''))
  return {
    from,
    to,
    passedOn: inside.slice(0, 3).some((line) => dividerOf(line) === 'forwarded'),
    sender: sender || attributedIn(inside) || senderNear(lines, first),
    isMarked: true,
  }
}

/** Apple Mail sets the line that names the sender behind the chevrons too. */
function attributedIn(inside: readonly string[]): string {
  const at = inside.findIndex((line) => line !== '')
  return (at < 0 ? undefined : attributionAt(inside, at))?.from ?? ''
}

/** All that follows, to the end of the body or a line that says it ends. */
function older(lines: readonly string[], from: number, known: Partial<Block>): Block {
  let to = from + 1
  while (to < lines.length && dividerOf(lines[to] ?? '') !== 'end') to += 1
  return { passedOn: false, sender: '', isMarked: false, ...known, from, to: Math.min(to + 1, lines.length) }
}

const senderNear = (lines: readonly string[], at: number): string => {
  for (let near = at; near < Math.min(at + 4, lines.length); near += 1) {
    const header = headerBlockAt(lines, near)
    if (header) return header.from
  }
  return ''
}

function nextWritten(lines: readonly string[], at: number): number {
  let next = at
  while (next < lines.length && next < at + 3 && (lines[next] ?? '').trim() === '') next += 1
  return next
}

/** Sign-offs in the lines between the blocks. */
function markGaps(lines: readonly string[], blocks: readonly Block[], voices: Voice[]): void {
  let from = 0
  for (const block of [...blocks, { from: lines.length, to: lines.length }]) {
    const marks = signatureLines(lines.slice(from, block.from))
    for (const [at, isSignature] of marks.entries()) if (isSignature) voices[from + at] = 'signature'
    from = block.to
  }
}
