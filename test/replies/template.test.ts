import { describe, expect, it } from 'vitest'
import { fillTemplate, templatesFor, unwrittenIn, wrongIn } from '../../src/replies/template.ts'
import { isSeveral, recipientWarnings } from '../../src/replies/warnings.ts'
import { rulebook } from '../service.ts'

const office = rulebook.offices.get('mopac')
if (!office) throw new Error('no office')
const filling = { reference: 'MOPAC-26-000001-7', name: '{sender}', sender: 'Sam', office }

describe('a template', () => {
  it('is filled at once, so that a name of braces stays a name', () => {
    expect(fillTemplate({ subject: '{reference}', text: 'Dear {name}, {sender}' }, filling)).toEqual({
      subject: 'MOPAC-26-000001-7',
      text: 'Dear {sender}, Sam',
    })
    expect(fillTemplate({ subject: 'x', text: 'Dear {name}' }, { ...filling, name: '' }).text).toBe(
      'Dear Sir or Madam',
    )
  })

  it.each([
    ['{adress}', '{adress} is no field'],
    ['a { b', 'A brace has no partner.'],
    ['{name} of {office}', undefined],
  ])('says what is wrong in %s', (text, said) => {
    expect(wrongIn(text) ?? '').toContain(said ?? '')
    expect(wrongIn(text) === undefined).toBe(said === undefined)
  })

  it('knows what it left to the person, and leaves their own brackets alone', () => {
    expect(unwrittenIn('Dear A\n[Write the answer here.]\nSam')).toBe('[Write the answer here.]')
    expect(unwrittenIn('See [1] and [the list] for more')).toBeUndefined()
  })

  it('is offered first where the case has its route', () => {
    const keys = templatesFor(rulebook.templates, ['foi']).map(({ key }) => key)
    expect(keys[0]).toBe('foi-clarify')
    expect(keys.at(-1)).toBe('passed-to-force')
  })
})

describe('the address of a letter', () => {
  const warned = (to: string, writers = ['ann@example.net']) => recipientWarnings(office, { to, writers })
  it.each([
    ['ann@example.net', []],
    ['Ann+news@example.net', []],
    ['bob@example.net', ['other-address']],
    ['enquiries@mopac.example.org', ['other-address']],
    ['bob@elsewhere.example', ['other-address', 'outside']],
  ])('of %s is warned of: %j', (to, expected) => {
    expect(warned(to)).toEqual(expected)
  })

  it('at a place where everybody has a mailbox is not the writer’s for being there too', () => {
    expect(warned('bob@gmail.com', ['ann@gmail.com'])).toEqual(['other-address', 'outside'])
  })

  it('is one', () => {
    expect(['a@b.example', 'a@b.example, c@d.example', 'a@b.example c@d.example'].map(isSeveral)).toEqual([
      false,
      true,
      true,
    ])
  })
})
