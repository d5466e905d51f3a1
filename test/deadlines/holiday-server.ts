import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that stands in for GOV.UK and answers as it is told. */
export async function holidayServer(): Promise<{
  url: string
  asked: () => number
  answer(listener: RequestListener): void
  answerWith(text: string): void
  close(): Promise<void>
}> {
  let [listener, count]: [RequestListener, number] = [(_request, response) => response.end('{}'), 0]
  const server = createServer((request, response) => {
    count++
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/bank-holidays.json`,
    asked: () => count,
    answer: (next) => {
      listener = next
    },
    answerWith: (text) => {
      listener = (_request, response) => response.end(text)
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
