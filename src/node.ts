/** `npm start`: everything in one process, and a clear word where it cannot start. */
import { readConfig } from './config.ts'
import { loadDemoLetters } from './demo/load-letters.ts'
import { BadRules } from './errors.ts'
import { errorFields, logEvent } from './log.ts'
import { startNode } from './start-node.ts'
import { welcome } from './welcome.ts'

const say = (text: string) => process.stdout.write(`${text}\n`)

try {
  const config = readConfig(process.env)
  const running = await startNode(config)
  const stopping = new AbortController()
  const stop = async () => {
    if (stopping.signal.aborted) return
    stopping.abort()
    say('\nStopping: finishing what is in hand …')
    await running.stop()
    say('Stopped. What was received is kept.')
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
  say(welcome(running, config))
  if (running.smtp && config.demoLetters === 'yes') {
    await loadDemoLetters(running, { say, signal: stopping.signal })
  }
} catch (error) {
  if (!(error instanceof BadRules)) logEvent('start.failed', errorFields(error))
  process.stderr.write(
    error instanceof BadRules
      ? `Waypost did not start. ${error.message}\n`
      : 'Waypost did not start because of a fault in it; the line above names its kind. "npm run -s waypost -- doctor" looks for the cause.\n',
  )
  process.exit(1)
}
