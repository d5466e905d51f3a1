import { describe, expect, it } from 'vitest'
import { decodePunycode } from '../../src/acknowledgements/decode-punycode.ts'

describe('a coded label', () => {
  it.each([
    ['mnchen-3ya', 'münchen'],
    ['bcher-kva', 'bücher'],
    ['e1afmkfd', 'пример'],
    ['ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
    ['n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa', 'なぜみんな日本語を話してくれないのか'],
    ['ls8h', '💩'],
  ])('%s stands for %s', (coded, letters) => {
    expect(decodePunycode(coded)).toBe(letters)
  })

  it.each(['zzzzzzzz99999', 'a_', '99999999999999', 'ü'])('%s stands for nothing', (coded) => {
    expect(decodePunycode(coded)).toBeUndefined()
  })
})
