/**
 * `npm run soak:load`: ten mails a second, one in twenty hostile, for thirty minutes (MINUTES,
 * PER_SECOND and SEED change it). A line each minute and one with the figures; ends with 1 where
 * one of them is not reached. On a machine that does other work too, look at `meanLoad` first.
 */
import { failures } from './load-aims.ts'
import { runLoad } from './load-run.ts'

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

const figures = await runLoad({
  seconds: Number(process.env['MINUTES'] ?? 30) * 60,
  perSecond: Number(process.env['PER_SECOND'] ?? 10),
  seed: Number(process.env['SEED'] ?? 1),
  tell: say,
})
const missed = failures(figures)
say({ figure: 'load', ...figures, missed })
process.exitCode = missed.length === 0 ? 0 : 1
