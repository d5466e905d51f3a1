import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { languageOf } from '../../src/triage/language.ts'
import { readSentences } from '../../src/triage/read-examples.ts'

describe('the language of a letter', () => {
  it.each([
    ['en', 'Please could you tell me when the next meeting of the board will be held?'],
    ['en', 'hi need help my van got nicked and nobody rang me'],
    ['en', 'Good day, excuse my english. Boss have our passport, we are afraid of police.'],
    [
      'cy',
      'Annwyl Gomisiynydd, rydw i eisiau gwneud cwyn am yr heddlu yn ein pentref ni, os gwelwch yn dda.',
    ],
    [
      'pl',
      'Dzień dobry, piszę w sprawie sąsiada. Od kilku dni nie ma go w domu i się boję. Proszę o kontakt.',
    ],
    ['ro', 'Bună ziua, vă rog să mă ajutați, sunt în casa asta și nu am voie să plec de aici.'],
    ['es', 'Hola, quiero hacer una queja porque la policía no vino a mi casa y tengo miedo de él.'],
    ['fr', 'Bonjour, je vous écris pour une plainte sur la police, ils ne sont pas venus chez nous.'],
    ['pt', 'Olá, eu não sei o que fazer, ele não me deixa sair de casa e não tenho o meu passaporte.'],
    ['tr', 'Merhaba, bir şey sormak istiyorum ama çok korkuyorum, bana ve çocuklara bağırıyor.'],
    ['ar', 'السلام عليكم، أريد أن أقدم شكوى ولا أعرف إلى من أذهب.'],
    ['fa', 'من می‌خواهم شکایت کنم و به کمک نیاز دارم، لطفا با من تماس بگیرید.'],
    ['ur', 'السلام علیکم، میرے گھر میں چوری ہوئی ہے اور میں بہت ڈرتی ہوں۔'],
    ['bn', 'আমার নাম রহিমা। আমি ইংরেজি লিখতে পারি না।'],
    ['pa', 'ਮੈਨੂੰ ਮਦਦ ਚਾਹੀਦੀ ਹੈ ਕਿਰਪਾ ਕਰਕੇ'],
    ['gu', 'મને મદદ જોઈએ છે કૃપા કરીને'],
    ['zh', '您好，我想请问一下会议是什么时间？'],
    ['uk', 'Добрий день, я хочу написати скаргу, мені потрібна допомога і перекладач.'],
    ['ru', 'Здравствуйте, я хочу написать жалобу, мне нужна помощь.'],
    ['und', 'ok'],
    ['und', ''],
  ])('is %s', (code, text) => {
    expect(languageOf(text)).toBe(code)
  })

  /** One short text a line, its language before it: a greeting less, a line from a telephone. */
  const short = readFileSync('test/fixtures/short-texts.tsv', 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t') as [code: string, text: string])

  it.each([...new Set(short.map(([code]) => code))].filter((code) => code !== 'en'))(
    'is known from one line of %s, at least five times in six',
    (code) => {
      const texts = short.filter(([label]) => label === code)
      expect(texts.filter(([, text]) => languageOf(text) === code).length / texts.length).toBeGreaterThan(0.8)
    },
  )

  it('is never taken for another where it is English, however badly spelt', () => {
    const sentences = readdirSync('rules/examples/sentences').flatMap((name) =>
      readSentences(name, readFileSync(`rules/examples/sentences/${name}`, 'utf8')).map(({ text }) => text),
    )
    const english = [...sentences, ...short.flatMap(([code, text]) => (code === 'en' ? [text] : []))]
    expect(english.length).toBeGreaterThan(6_000)
    expect(english.filter((text) => !['en', 'und'].includes(languageOf(text)))).toEqual([])
  })
})
