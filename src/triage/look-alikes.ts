/**
 * Letters that look like Latin ones. The letters that matter of the confusables of
 * Unicode Technical Standard #39, and those that people use for show: small capitals,
 * letters in boxes and circles. Full-width and mathematical letters are not here,
 * because their compatibility form (NFKD) is the Latin letter already.
 */

/** Latin letters of other shapes, each before the letter that it stands for. */
const SHAPES =
  'ᴀaɑaɐaʙbƀbɓbƄbᴄcɔcᴅdđdɗdðdᴇeɇeɘeəeɛeǝeꜰfɢgɡgɠgʜhħhɦhɪiıiɨiɩiᴊjȷjᴋkƙkʞkʟlłlɭlᴍmɱmɴnɲnɳnŋnᴏoøoɵoᴘpʠqʀrɍrɾrꜱsʂsᴛtŧtƭtʈtᴜuʉuᴠvʋvᴡwʏyɏyᴢzƶz'

/** Letters of Cyrillic, Greek, Armenian, Cherokee and Lisu, each before the Latin letter that it passes for. */
const OTHER_SCRIPTS =
  'аaвbгrеeиnкkмmнhоoпnрpсcтtуyхxшwьbяrіiїiјjѕsԁdһhӏlԛqԝwѵvѡwүyҽeґr' +
  'АaВbГrЕeИnКkМmНhОoПnРpСcТtУyХxШwЬbЯrІiЈjЅsԌgҺhӀlԚqԜwѴvҮy' +
  'αaβbγyεeζzηnιiκkνvοoπnρpςsτtυuχxωwϲcϳj' +
  'ΑaΒbΕeΖzΗhΙiΚkΛaΜmΝnΟoΡpΣeΤtΥyΧxϹc' +
  'օoսuհhոnյjցgզq' +
  'ᎪaᏴbᏟcᎠdᎬeᏀgᎻhᎥiᎫjᏦkᏞlᎷmᏢpᎡrᏚsᎢtᏙvᏔwᎽyᏃz' +
  'ꓮaꓐbꓚcꓓdꓰeꓝfꓖgꓧhꓲiꓙjꓗkꓡlꓟmꓠnꓳoꓑpꓣrꓢsꓔtꓴuꓦvꓪwꓫxꓬyꓜz'

function pairs(written: string): ReadonlyMap<string, string> {
  const letters = [...written]
  return new Map(
    Array.from({ length: letters.length / 2 }, (_, at) => [letters[at * 2] ?? '', letters[at * 2 + 1] ?? '']),
  )
}

const SHAPE = pairs(SHAPES)
const OTHER_SCRIPT = pairs(OTHER_SCRIPTS)

/** First letters of alphabets that have no compatibility form: in dark circles, in dark boxes, of flags. */
const ALPHABETS = [0x1f150, 0x1f170, 0x1f1e6]

/** The Latin letter that this is in another shape; undefined where it is none. */
export function plainShape(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0
  const first = ALPHABETS.find((letter) => code >= letter && code < letter + 26)
  return first === undefined ? SHAPE.get(character) : String.fromCharCode(97 + code - first)
}

/**
 * A word with the letters of other scripts as the Latin ones that they pass for. Only for
 * words in a text of Latin letters: in a Greek or a Russian one they are what they are.
 */
export const inLatin = (word: string): string =>
  word.replace(/[^\p{ASCII}]/gu, (letter) => OTHER_SCRIPT.get(letter) ?? letter)
