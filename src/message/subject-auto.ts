/** How the mail programs of many countries begin the subject of an automatic reply. */
const REPLY =
  /^(?:auto(?:matic)?[- ]?(?:reply|response|answer)|autoreply|autoresponse|autosvar|ateb awtomatig|ymateb awtomatig|automatische (?:antwort|abwesenheitsnotiz)|abwesenheits(?:notiz|assistent)|réponse automatique|respuesta automática|risposta automatica|resposta automática|automatisch (?:antwoord|bericht)|odpowiedź automatyczna|automatyczna odpowiedź|automaattinen vastaus|otomatik yanıt|răspuns automat|automatická odpove[ďd]ď?|automatikus válasz|автоматический ответ|αυτόματη απάντηση|automatinis atsakymas|自动答复|自动回复|自動回覆|自動応答|자동 회신)(?=$|[\s:：\-–—.,!])/iu

/** Out of office as a heading; "Out of office hours response times" is a letter. */
const AWAY =
  /^(?:i am |i'm )?(?:currently )?(?:out of (?:the )?office(?: (?:auto(?:matic)?[- ]?)?(?:reply|response|message|notification))?|on annual leave|allan o'r swyddfa|away from (?:the|my) (?:office|desk)|fuera de la oficina|absent du bureau|niet aanwezig)\s*(?:$|[:：\-–—.(!]|re\b)/iu

const UNDELIVERED =
  /^(?:undeliverable\b|undelivered(?: mail returned|:)|delivery (?:status notification|has failed|failure|delayed|incomplete)|mail (?:delivery (?:failed|failure|system)|system error)|failure notice|returned mail|non-?delivery (?:report|notification)|message (?:undeliverable|not delivered|delayed)|warning: (?:could not send|message) |unzustellbar|zustellung fehlgeschlagen|non remis|échec de (?:la )?remise|no se puede entregar|notificación de estado|mancata consegna|onbestelbaar|niezdostarczone|nie można dostarczyć|neges heb ei (?:d(?:d)?anfon|chyflwyno)|недоставлено|无法送达|配信不能)/iu

const RECEIPT =
  /^(?:(?:not )?read(?: receipt)?|delivered|gelesen|ungelesen|lesebestätigung|lu|non lu|accusé de (?:lecture|réception)|leído|letto|gelezen|przeczytane|darllenwyd|recall|relayed|expanded)\s*[:：]|^(?:read|return|delivery|disposition) (?:receipt|notification)\b/iu

/** Answers to answers of machines: "Automatic reply: Automatic reply:", "Re: Re: Auto:". */
const ANY = [REPLY, AWAY, UNDELIVERED, RECEIPT]

const PLAIN_PREFIX =
  /^\s*(?:(?:re|aw|sv|antw|fw|fwd|wg|ateb)\s*:\s*|\[[^\]]{1,40}\]\s*|(?:auto|automatic)\s*:\s*)/iu

/**
 * Whether a subject is one that machines write: an automatic reply, an absence, a bounce
 * or a receipt, in the languages we meet. Looks at the beginning only, past "Re:", because
 * people write about their own automatic replies further in.
 */
export function isAutomaticSubject(subject: string): boolean {
  let rest = subject.slice(0, 300).trim()
  let isMarked = false
  for (let count = 0; count < 6; count += 1) {
    if (ANY.some((pattern) => pattern.test(rest))) return true
    const prefix = PLAIN_PREFIX.exec(rest)?.[0]
    if (!prefix) break
    if (/auto/i.test(prefix)) isMarked = true
    rest = rest.slice(prefix.length)
  }
  return isMarked
}
