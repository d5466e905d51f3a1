/** Runs a verb and gives its exit code and what it printed. */
export async function printed(verb: (words: string[]) => Promise<number>, words: string[]) {
  const output = { out: '', err: '' }
  const [out, err] = [process.stdout.write, process.stderr.write]
  const keep = (which: 'out' | 'err') => (text: string | Uint8Array) => {
    output[which] += text
    return true
  }
  process.stdout.write = keep('out')
  process.stderr.write = keep('err')
  try {
    return { code: await verb(words), ...output }
  } finally {
    process.stdout.write = out
    process.stderr.write = err
  }
}
