/**
 * Words as people write them by ear or on a phone, each before the word that it stands for.
 * Only small words, and only spellings that are no words of their own: rules are written in
 * ordinary spelling, and "thay sed hes comin bak wiv a nife" has to meet them.
 */
const RESPELT = pairs(
  'thay they|dey they|sed said|sez says|ses says|sayd said|wiv with|wid with|wivout without|wen when|wer were|wos was|woz was|wuz was|' +
    'wot what|wat what|wich which|hoo who|hav have|av have|hve have|giv give|gav gave|iv ive|il ill|agen again|agian again|bak back|bk back|' +
    "cum come|coms comes|comin coming|cud could|cudnt couldn't|wud would|wudnt wouldn't|shud should|shudnt shouldnt|carnt can't|cnt can't|" +
    "dnt don't|dosnt doesn't|duznt doesn't|dosent doesn't|nite night|tonite tonight|tnite tonight|2nite tonight|2night tonight|" +
    'tomoro tomorrow|tomorow tomorrow|tommorow tomorrow|tommorrow tomorrow|2moro tomorrow|2morrow tomorrow|tmrw tomorrow|tmw tomorrow|tmoz tomorrow|' +
    '2day today|b4 before|befor before|ppl people|peple people|pls please|plz please|plse please|plese please|pleas please|sum1 someone|' +
    'some1 someone|sumone someone|sumwon someone|sumbody somebody|sumthin something|sumthing something|sumfin something|somethin something|' +
    'summat something|suttin something|sumtimes sometimes|nuthin nothing|nuthing nothing|nuffin nothing|nothin nothing|noone nobody|' +
    'nobdy nobody|no1 nobody|evry every|evryone everyone|evrybody everybody|evrything everything|every1 everyone|any1 anyone|anyfing anything|' +
    'anythin anything|ne1 anyone|ov of|frm from|fro from|abowt about|abt about|owt out|hous house|howse house|dore door|flore floor|' +
    'scool school|skool school|skl school|brov brother|brover brother|bruv brother|bruva brother|bruvver brother|brovers brothers|bro brother|' +
    'sista sister|muther mother|muvver mother|farver father|dorter daughter|dorters daughters|dauter daughter|dauters daughters|husban husband|' +
    'hubby husband|gurl girl|gurls girls|frend friend|frends friends|mam mum|mom mum|nife knife|nives knives|blud blood|tel tell|wil will|' +
    'fink think|finks thinks|fone phone|fones phones|moble mobile|mony money|munny money|hert hurt|herts hurts|hertin hurting|scard scared|' +
    'skared scared|scaird scared|afrade afraid|plice police|pollice police|polis police|ambulence ambulance|amberlance ambulance|becos because|' +
    'becuz because|becuase because|cos because|coz because|cuz because|thru through|throo through|tho though|ther there|ere here|ur your|yor your|' +
    'u you|ya you|r are|wanna want|gonna going|gona going|gunna going|imma ill|tryna trying|lemme let|gimme give|kno know|knos knows|' +
    'luv love|lyf life|lif life|ded dead|dyin dying|dieing dying|werk work|wurk work|ofice office|medisin medicine|tablits tablets|' +
    'hospitle hospital|hospitul hospital|untill until|til until|till until|msg message|msgs messages|txt text|txts texts|txtd texted|pics pictures|pic picture',
)

function pairs(written: string): ReadonlyMap<string, string> {
  return new Map(written.split('|').map((pair) => pair.split(' ') as [string, string]))
}

const DROPPED_G = /^[a-z]{3,}in$/

/** The words that this spelling may stand for besides itself: "thay" for they, "hittin" for hitting. */
export function respelt(word: string): readonly string[] {
  const known = RESPELT.get(word)
  if (known !== undefined) return [known]
  return DROPPED_G.test(word) ? [`${word}g`] : []
}
