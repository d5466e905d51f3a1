/** What is inside a backup: notes in JSON and the rows of tables as Postgres writes them, one after another. */

/** `data` are whole or partial lines of COPY's text format, which no release of Postgres reads otherwise. */
export type Frame = { kind: 'note'; text: string } | { kind: 'data'; bytes: Uint8Array }

const HEAD_BYTES = 5
const KINDS = { note: 1, data: 2 } as const
/** No frame of ours comes near it; a length above it is not one that we wrote. */
const MOST_BYTES = 64 * 1024 * 1024

/** One byte for the kind, four for the length, then the bytes. */
export function frame(kind: Frame['kind'], content: Uint8Array | string): Uint8Array {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const head = Buffer.alloc(HEAD_BYTES)
  head[0] = KINDS[kind]
  head.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

export async function* readFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let had: Buffer = Buffer.alloc(0)
  for await (const part of source) {
    had = had.length === 0 ? Buffer.from(part) : Buffer.concat([had, part])
    for (;;) {
      if (had.length < HEAD_BYTES) break
      const end = HEAD_BYTES + had.readUInt32BE(1)
      if (end > MOST_BYTES) throw new Error('A frame of the backup is longer than any that is written')
      if (had.length < end) break
      const bytes = had.subarray(HEAD_BYTES, end)
      yield had[0] === KINDS.note ? { kind: 'note', text: bytes.toString('utf8') } : { kind: 'data', bytes }
      had = had.subarray(end)
    }
  }
  if (had.length > 0) throw new Error('The backup ends within a frame')
}
