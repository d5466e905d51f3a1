import type { Chance } from '../hostile/chance.ts'

/** Lines that change how everything after them is read. */
const HARMFUL = [
  '--b',
  '--b--',
  'Content-Type: multipart/mixed; boundary=b',
  'Content-Type: message/rfc822',
  'Content-Transfer-Encoding: base64',
  'begin 644 x',
  '<div style="display:none',
  '=?utf-8?b?',
  '> On x wrote:',
  '-----Original Message-----',
]

type Change = (lines: string[], at: number, chance: Chance, others: () => string[]) => void

const CHANGES: readonly Change[] = [
  (lines, at, chance) => lines.splice(at, chance.number(1, 10)),
  (lines, at, chance) => lines.splice(at, 0, ...lines.slice(at, at + chance.number(1, 30)).reverse()),
  (lines, at, chance, others) => lines.splice(at, 0, ...others().slice(0, chance.number(1, 200))),
  (lines, at, chance) => {
    const line = lines[at] ?? ''
    const cut = chance.number(0, line.length)
    const byte = String.fromCharCode(chance.number(0, 255))
    lines[at] = line.slice(0, cut) + byte + line.slice(cut + chance.number(0, 3))
  },
  (lines, at) => lines.splice(at, 0, ''),
  (lines, at) => lines.splice(at, 2, `${lines[at] ?? ''}${lines[at + 1] ?? ''}`),
  (lines, at, chance) => lines.splice(at, 0, chance.pick(HARMFUL)),
  (lines, at, chance) => {
    const moved = lines.splice(at, chance.number(1, 5))
    lines.splice(chance.number(0, Math.max(0, lines.indexOf(''))), 0, ...moved)
  },
]

const linesOf = (source: Uint8Array): string[] => Buffer.from(source).toString('latin1').split('\r\n')

/** The mail as a broken gateway might leave it: lines gone, doubled, joined, moved, or of another mail. */
export function brokenOnTheWay(source: Uint8Array, chance: Chance, other: () => Uint8Array): Uint8Array {
  const lines = linesOf(source)
  const others = () => linesOf(other())
  for (let times = chance.number(1, 8); times > 0; times -= 1) {
    chance.pick(CHANGES)(lines, chance.number(0, Math.max(0, lines.length - 1)), chance, others)
  }
  return new Uint8Array(Buffer.from(lines.join('\r\n'), 'latin1'))
}
