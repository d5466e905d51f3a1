/** The rules as Prometheus itself reads them (`apt-get install prometheus`); skipped where promtool is not there. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'

type Rules = { groups: { rules: { alert: string }[] }[] }
type Tests = { tests: { alert_rule_test: { alertname: string; exp_alerts?: unknown[] }[] }[] }

const read = <T>(file: string) => parse(readFileSync(file, 'utf8')) as T
const promtool = (...words: string[]) => spawnSync('promtool', words, { encoding: 'utf8' })
const isThere = promtool('--version').status === 0
if (!isThere) console.log('promtool is not installed: the rules are not tried (apt-get install prometheus).')

it('each rule has a test in which it fires', () => {
  const named = read<Rules>('ops/alerts.yml').groups.flatMap(({ rules }) => rules.map(({ alert }) => alert))
  const fired = read<Tests>('ops/alerts.test.yml').tests.flatMap(({ alert_rule_test }) =>
    alert_rule_test.flatMap(({ alertname, exp_alerts = [] }) => (exp_alerts.length > 0 ? [alertname] : [])),
  )
  expect(named.length).toBeGreaterThan(10)
  expect([...fired].sort()).toEqual([...named].sort())
})

it.runIf(isThere)('Prometheus takes the rules, and each fires where it should and not in a good hour', () => {
  for (const words of [
    ['check', 'rules', 'ops/alerts.yml'],
    ['test', 'rules', 'ops/alerts.test.yml'],
  ]) {
    const { status, stdout, stderr } = promtool(...words)
    expect([words, status, status === 0 ? '' : stdout + stderr]).toEqual([words, 0, ''])
  }
})
