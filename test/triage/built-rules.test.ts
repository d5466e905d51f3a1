import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { BadRules } from '../../src/errors.ts'
import { RULE_FILES } from '../../src/generated/rules.ts'
import { BUILT, type RuleFiles } from '../../src/rule-files.ts'
import { rulesOnDisk, ruleTexts } from '../../src/rules-on-disk.ts'
import { readRules } from '../../src/triage/read-rules.ts'
import { tokenise } from '../../src/triage/tokens.ts'

const onDisk = rulesOnDisk(process.cwd())
const texts = ruleTexts(process.cwd())
const cpu = <T>(work: () => T): { result: T; millis: number } => {
  const before = process.threadCpuUsage()
  const result = work()
  const { user, system } = process.threadCpuUsage(before)
  return { result, millis: (user + system) / 1000 }
}

const built = cpu(() => readRules(onDisk))
const compiled = cpu(() => readRules(texts))

const sentences = [...compiled.result.risk, ...compiled.result.routes].flatMap((rule) => [
  ...rule.matches,
  ...rule['does-not-match'],
])

const changed = (name: string, from: string, to: string): RuleFiles => {
  const text = onDisk[name] ?? ''
  expect(text).toContain(from)
  return { ...onDisk, [name]: text.replace(from, to) }
}

describe('rules that were compiled when they were bundled', () => {
  it('stand beside the rules on the disk and in the bundle for Workers', () => {
    expect(Object.keys(onDisk).filter((name) => name.startsWith(BUILT))).toEqual([
      'built/rules.json',
      'built/yaml.json',
    ])
    expect(RULE_FILES['built/rules.json']).toBe(onDisk['built/rules.json'])
  })

  it('say and find what the rules do when they are read and compiled', () => {
    const said = ({ risk, routes, version, knownMisses }: typeof built.result) =>
      JSON.stringify({ risk, routes, version, knownMisses })
    expect(said(built.result)).toBe(said(compiled.result))
    expect(sentences.length).toBeGreaterThan(700)
    const found = (rules: typeof built.result, sentence: string) => {
      const tokens = tokenise(sentence)
      const hits = [...rules.findRisk(tokens), ...rules.findRoutes(tokens)]
      return hits.map(({ payload, pattern, first, last, excused }) => [
        payload.id,
        pattern.source,
        pattern.asksForDenial,
        [first, last, excused],
      ])
    }
    const others = sentences.filter(
      (one) => JSON.stringify(found(built.result, one)) !== JSON.stringify(found(compiled.result, one)),
    )
    expect(others).toEqual([])
  })

  it('cost a process a fifth of the time, or less', () => {
    expect(built.millis).toBeLessThan(compiled.millis / 5)
  })

  it('are not taken of a text that was changed since, nor hide what is wrong in it', () => {
    const id = 'risk/suicide/says-goodbye'
    const file = 'rules/risk/suicide-self-harm.yaml'
    const first = compiled.result.risk.find((rule) => (texts[file] ?? '').includes(rule.id))
    const other = readRules(changed(file, `id: ${first?.id}`, `id: ${id}-again`))
    expect(other.risk.map((rule) => rule.id)).toContain(`${id}-again`)
    expect(other.version).not.toBe(built.result.version)
    expect(() => readRules(changed(file, 'owner:', 'ownr:'))).toThrow(BadRules)
    expect(() => readRules(changed(file, 'owner:', 'ownr:'))).toThrow(/suicide-self-harm\.yaml line \d+/)
    expect(() => readRules(changed('rules/words.yaml', 'kin:', 'ken:'))).toThrow(/there is no list \{kin\}/)
  })

  it('are not taken where other code than that which runs compiled them', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'waypost-built-'))
    for (const part of ['rules', 'src/triage', 'src/rule-files.ts', 'src/generated/built'])
      cpSync(part, path.join(root, part), { recursive: true })
    const kept = () => Object.keys(rulesOnDisk(root)).filter((name) => name.startsWith(BUILT))
    expect(kept()).toHaveLength(2)
    appendFileSync(path.join(root, 'src/triage/pattern.ts'), '// another pattern\n')
    expect(kept()).toEqual([])
    rmSync(root, { recursive: true })
  })

  it('of other code are not kept as those of this code where a file is wrong', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'waypost-built-'))
    for (const part of ['rules', 'src', 'docs/help', 'docs/glossary.md', 'package.json', 'package-lock.json'])
      cpSync(part, path.join(root, part), { recursive: true })
    symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'))
    appendFileSync(path.join(root, 'src/triage/pattern.ts'), '// another pattern\n')
    appendFileSync(path.join(root, 'rules/routes/foi.yaml'), '- id: not a rule\n')
    execFileSync(process.execPath, ['src/build/bundle.ts'], { cwd: root })
    expect(Object.keys(rulesOnDisk(root)).filter((name) => name.startsWith(BUILT))).toEqual([])
    rmSync(root, { recursive: true })
  }, 60_000)
})
