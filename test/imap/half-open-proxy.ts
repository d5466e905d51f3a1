import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A TCP relay that can fall silent without closing, as a NAT or a dead host does, or cut with RST. */
export type HalfOpenProxy = {
  port: number
  /** Connections accepted so far. */
  accepted(): number
  /** From now on nothing passes either way on the connections that stand; no end, no RST. New ones pass. */
  fallSilent(): void
  /** Cuts every standing connection with RST. */
  reset(): void
  /** Cuts with RST as soon as that many further bytes have come from the server. */
  resetAfter(bytes: number): void
  close(): Promise<void>
}

type Pair = { client: Socket; server: Socket; isSilent: boolean }

export async function startHalfOpenProxy(target: number): Promise<HalfOpenProxy> {
  const pairs = new Set<Pair>()
  let accepted = 0
  let allowance = Number.POSITIVE_INFINITY
  const sockets = new Set<Socket>()
  const cut = (pair: Pair) => {
    pair.client.resetAndDestroy()
    pair.server.destroy()
    pairs.delete(pair)
  }
  const listener = createServer({ allowHalfOpen: true }, (client) => {
    accepted++
    const pair: Pair = { client, server: connect(target, '127.0.0.1'), isSilent: false }
    pairs.add(pair)
    for (const socket of [client, pair.server]) sockets.add(socket.on('close', () => sockets.delete(socket)))
    const end = () => {
      if (pair.isSilent) return
      client.destroy()
      pair.server.destroy()
      pairs.delete(pair)
    }
    for (const socket of [client, pair.server]) socket.on('error', end).on('close', end).on('end', end)
    client.on('data', (chunk) => {
      if (!pair.isSilent) pair.server.write(chunk)
    })
    pair.server.on('data', (chunk: Buffer) => {
      if (pair.isSilent) return
      client.write(chunk.subarray(0, Math.min(chunk.byteLength, allowance)))
      allowance -= chunk.byteLength
      if (allowance > 0) return
      allowance = Number.POSITIVE_INFINITY
      client.write('', () => cut(pair))
    })
  })
  await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening))
  return {
    port: (listener.address() as AddressInfo).port,
    accepted: () => accepted,
    fallSilent: () => {
      for (const pair of pairs) pair.isSilent = true
    },
    reset: () => {
      for (const pair of [...pairs]) cut(pair)
    },
    resetAfter: (bytes) => {
      allowance = bytes
    },
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy()
        listener.close(() => closed())
      }),
  }
}
