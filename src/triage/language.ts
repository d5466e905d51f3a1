/**
 * The language of a text: by its script, by its small words, and where those leave it open by the
 * pieces of its words (decision 17). Our rules read English only: any other language goes to a
 * person (risk level `unreadable`).
 */
import { byGrams } from './language-by-grams.ts'
import { GRAM_LANGUAGES } from './language-grams.ts'

/** Scripts that settle it. Where several languages share one, the commonest in our mail is named. */
const SCRIPTS: readonly [string, RegExp][] = [
  ['ar', /\p{Script=Arabic}/gu],
  ['bn', /\p{Script=Bengali}/gu],
  ['pa', /\p{Script=Gurmukhi}/gu],
  ['gu', /\p{Script=Gujarati}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['ta', /\p{Script=Tamil}/gu],
  ['te', /\p{Script=Telugu}/gu],
  ['ml', /\p{Script=Malayalam}/gu],
  ['si', /\p{Script=Sinhala}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['am', /\p{Script=Ethiopic}/gu],
  ['ka', /\p{Script=Georgian}/gu],
  ['hy', /\p{Script=Armenian}/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['zh', /\p{Script=Han}/gu],
  ['uk', /[іїєґ]/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
]

/** Small words that the others of the list lack, or that only together tell. */
const SMALL_WORDS: Readonly<Record<string, string>> = {
  en:
    'the and you your of to is was that for with this have has had are not they he she his her him from what when would ' +
    "my me we our be been i i'm im it it's its on at in an a as but if or so can could do does did don't dont will please no who how get got about there by just out up were their",
  cy: "yr y mae a'r i'r ac yn ar wedi gan fy eich chi rydw nid ond oedd bod am ei o'r hynny hwn gyda dw dwi eisiau arnaf arnom mae'n mae'r i'n i'm hoffwn allwch rydym rwy rwyf mewn neu fel cael gwneud heno nesaf pryd yma yno hefyd felly bu bydd sydd roedd os gwelwch dda diolch annwyl",
  pl: 'i w na się nie jest że do to z od moje mnie jak ale czy był była dzień dobry proszę po dla mojego mam jestem przez o tym tego bardzo',
  ro: 'și si nu este sunt cu pe la de în din că ca mă am ai are pentru vă rog ce mai o un dar fost bună ziua după',
  es: 'el la los las de que y en un una por con no para es mi me se lo su como pero más muy está soy estoy hola gracias señor quiero yo',
  pt: 'o a os as de que e em um uma por com não para é meu minha me se do da como mas mais muito está sou estou olá obrigado eu você foi ele ela na no isso já',
  fr: 'le la les de des et en un une que qui pour pas je ne est dans sur vous nous avec mon ma mes il elle ce bonjour merci au du suis',
  it: 'il lo la i gli le di che e in un una per con non è mi si sono ho del della come ma più buongiorno grazie questo mio mia anche alla',
  de: 'der die das und ich nicht ist ein eine zu mit für auf den dem von wir sie es mir mein meine haben wurde aber bitte sehr auch bei als',
  nl: 'de het een en ik niet is van in op te dat voor met zijn mijn maar wij ook heeft naar deze geachte aan bij',
  tr: 've bir bu için ben de da ne çok var yok beni benim bana ile ama değil mi her olarak gün size merhaba kadar sonra',
  lt: 'ir yra kad ne su į aš mano man iš bet kaip už labas diena prašau buvo mane tai jis ji',
  sq: 'dhe në të që nuk është një për me nga unë më ka jam por si ju lutem kjo tim time faleminderit',
  so: 'waa iyo oo ka ku waxaan uu ah aan la in ay soo ma ii loo wuxuu iga mahadsanid mahadsan ayaa ayay ayuu waad wuu way tahay yahay tahey ahay ahaa iigu igu kuu ugu dib fadlan caawa shalay maanta berri goorma xaggee guriga aniga waxay waxaad kula inaan inuu inay',
  hu: 'a az és hogy nem egy van is de meg én ezt nekem volt mint csak ha már kérem köszönöm el ki',
  cs: 'a je na se že v z do to jsem ale nebo když jak byl být prosím mě můj děkuji dobrý den',
  sk: 'a je na sa že v z do to som ale alebo keď ako bol byť prosím ma môj ďakujem dobrý deň',
  bg: 'и на да се не е за от аз ми',
  vi: 'và là của tôi không có cho được một người này với các đã trong chúng xin',
  tl: 'ang ng sa na ako ko mga ay hindi po at ito siya namin kami para may',
  id: 'yang dan di saya tidak ini untuk dengan dari ada itu akan ke karena mereka',
  sw: 'na ya wa kwa ni katika za la mimi yangu hii sana kama huyu tafadhali',
}

const CODES = Object.keys(SMALL_WORDS)
const FEWEST_WORDS = 4
/** With this share of English small words a text is English, and nothing else is asked. */
const PLAINLY = 0.25

/** For each small word the languages that have it, as places in `CODES`. */
const LANGUAGES_OF = new Map<string, number[]>()
for (const [code, words] of Object.values(SMALL_WORDS).entries()) {
  for (const word of new Set(words.split(' ')))
    LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), code])
}

/** ISO 639-1, or `und` where there are too few words to tell. */
export function languageOf(text: string): string {
  const script = byScript(text)
  if (script) return script
  const words =
    text
      .toLowerCase()
      .replace(/[’‘]/g, "'")
      .match(/\p{L}[\p{L}\p{M}']*/gu) ?? []
  if (words.length < FEWEST_WORDS) return 'und'
  const scores = scoresOf(words)
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one))
  const english = scores.find((one) => one.code === 'en')?.score ?? 0
  if (english >= words.length * PLAINLY && english * 1.2 >= best.score) return 'en'
  const fewest = words.length < 20 ? 2 : words.length * 0.12
  const bySmallWords = best.score >= fewest && english * 1.2 < best.score ? best.code : undefined
  if (bySmallWords !== undefined && !GRAM_LANGUAGES.includes(bySmallWords)) return bySmallWords
  return byGrams(text)[0]?.code ?? bySmallWords ?? 'und'
}

/** How many of the words each language has among its small ones. */
function scoresOf(words: readonly string[]): { code: string; score: number }[] {
  const scores = new Uint32Array(CODES.length)
  for (let at = 0; at < words.length; at++) {
    const languages = LANGUAGES_OF.get(words[at] ?? '')
    if (languages === undefined) continue
    for (let n = 0; n < languages.length; n++) {
      const place = languages[n] ?? 0
      scores[place] = (scores[place] ?? 0) + 1
    }
  }
  return CODES.map((code, at) => ({ code, score: scores[at] ?? 0 }))
}

/** A text of which the better part is in a script of its own. */
function byScript(text: string): string | undefined {
  const { letters, latin } = lettersIn(text)
  if (letters === 0 || latin > letters * 0.6) return undefined
  const lower = text.toLowerCase()
  const counted = SCRIPTS.map(([code, script]) => ({ code, count: lower.match(script)?.length ?? 0 }))
  const own = counted.filter((one) => one.code !== 'uk' && one.code !== 'ja')
  const best = own.reduce((one, other) => (other.count > one.count ? other : one))
  const found = (code: string): number => counted.find((one) => one.code === code)?.count ?? 0
  if (best.code === 'ar') return ofArabicScript(lower)
  if (best.code === 'ru' && found('uk') >= 2) return 'uk'
  if (best.code === 'zh' && found('ja') >= 2) return 'ja'
  if (found('ja') > best.count) return 'ja'
  return best.count > 0 ? best.code : undefined
}

/** Urdu has letters that Arabic and Persian lack, and Persian some that Arabic lacks. */
function ofArabicScript(text: string): string {
  if (/[ٹڈڑںےھہ]/u.test(text)) return 'ur'
  return (text.match(/[گپچژکی]/gu)?.length ?? 0) >= 2 ? 'fa' : 'ar'
}

/** How many letters there are, and how many characters of the Latin script. */
function lettersIn(text: string): { letters: number; latin: number } {
  let plain = 0
  let letters = 0
  let latin = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) {
      const lower = unit | 0x20
      if (lower >= 97 && lower <= 122) plain++
      continue
    }
    const code = text.codePointAt(at) ?? 0
    if (code > 0xffff) at++
    const character = String.fromCodePoint(code)
    if (/\p{L}/u.test(character)) letters++
    if (/\p{Script=Latin}/u.test(character)) latin++
  }
  return { letters: plain + letters, latin: plain + latin }
}
