/**
 * Words by which programs of other languages say that something failed, and codes of several words. In: a text. Out: whether it tells of a
 * failure or of a lesser trouble. As in English a word alone proves little: 'ohne Fehler' is none, and who was not let in is a warning.
 */

/** Not within a longer word, in any script. */
const whole = (words: string): string => String.raw`(?<![\p{L}\d_])(?:${words})(?![\p{L}\d_])`;
const anyOf = (...patterns: readonly string[]): RegExp => new RegExp(patterns.join('|'), 'iu');

/** What did not work. German, French, Spanish, Portuguese, Italian, Russian; Chinese, Japanese and Korean, which part no words. */
const FAILED = anyOf(
  whole(
    'fehler|fehlgeschlagen|fehlschlag|gescheitert|scheiterte?|abgelehnt|verweigert|abgebrochen|abgestürzt|absturz|beschädigt|unerreichbar|nicht erreichbar|(?:konnten?|kann|können) (?:[\\p{L}\\d./:-]+ ){0,4}?nicht|nicht möglich|kein speicherplatz',
  ),
  whole(
    "échecs?|échou\\p{L}*|erreurs?|refusée?s?|impossible (?:de|d['’]\\p{L}+)|n['’](?:a|ont) (?:pas )?pu|ne peu(?:t|vent) pas|injoignable|interrompue?s?|corrompue?s?|plus d['’]espace",
  ),
  whole(
    'falló|fallos?|fallid[oa]s?|fracas[oó]|no se (?:pudo|pudieron|puede|pueden)|rechazad[oa]s?|imposible|inalcanzable|abortad[oa]s?|corrupt[oa]s?|no queda espacio',
  ),
  whole(
    'falhas?|falhou|falharam|erros?|não foi possível|não (?:pôde|pode|puderam)|recusad[oa]s?|rejeitad[oa]s?|impossível|inacessível|corrompid[oa]s?|sem espaço',
  ),
  whole(
    'errore|errori|fallit[oaie]|fallimento|impossibile|rifiutat[oaie]|non riuscit[oaie]|non è stato possibile',
  ),
  whole(
    'ошибк\\p{L}*|не удалось|не удаётся|не удается|сбо[йеяю]\\p{L}*|отклон[её]н\\p{L}*|невозможно|недоступ\\p{L}*|прерван\\p{L}*|аварийн\\p{L}*|поврежд[её]н\\p{L}*|отказано в соединении|нет места',
  ),
  '失败|失敗|错误|錯誤|异常|異常|被?拒[绝絕]|[无無]法|崩[溃潰]|不可[达達]|[损損][坏壞]|出[错錯]',
  'エラー|拒否|できません|出来ません|クラッシュ|破損|例外が',
  '실패|오류|거부|할 수 없|충돌',
);

/** What may pass: late, lost, not allowed, not there. */
const TROUBLED = anyOf(
  whole(
    'zeitüberschreitung|zeitlimit überschritten|nicht gefunden|ungültig\\p{L}*|warnung|zugriff verweigert|verloren|getrennt',
  ),
  whole(
    "délai (?:d['’]attente )?(?:dépassé|expiré)|introuvables?|invalides?|avertissement|accès refusé|perdue?s?",
  ),
  whole(
    'tiempo (?:de espera )?(?:agotado|excedido)|no encontrad[oa]s?|inválid[oa]s?|advertencia|acceso denegado|perdid[oa]s?',
  ),
  whole('tempo (?:limite |de espera )?(?:esgotado|excedido)|não encontrad[oa]s?|acesso negado|aviso'),
  whole('tempo scaduto|non trovat[oaie]|non valid[oaie]|accesso negato|avviso'),
  whole(
    'превышен\\p{L}* (?:время|лимит|интервал)\\p{L}*|не найден\\p{L}*|недопустим\\p{L}*|предупреждени\\p{L}*|потерян\\p{L}*',
  ),
  '超[时時]|逾[时時]|未找到|不存在|[无無]效|警告|[丢丟]失|重[试試]',
  'タイムアウト|見つかりません|無効|切断',
  '시간 ?초과|찾을 수 없|경고',
);

/** Grave words that are none where they stand: none of them, a number that may be 0, the name of a thing, a condition. */
const NONE = new RegExp(
  [
    whole(
      String.raw`(?:keine?|ohne|\d+|<\*>) (?:\p{L}+ )?(?:fehler|fehlschläge)|(?:sans|aucune?|pas d['’]|\d+|<\*>) ?(?:erreurs?|échecs?)|(?:sin|ningún|\d+|<\*>) (?:errores|error|fallos?)|(?:sem|nenhum|nenhuma|\d+|<\*>) (?:erros?|falhas?)|(?:senza|nessun|\d+|<\*>) (?:errori|errore)|(?:без|нет|\d+|<\*>) (?:ошиб\p{L}+|сбоев)`,
    ),
    String.raw`(?:fehler|erreurs|échecs|errores|fallos|erros|falhas|errori|ошибок|сбоев) ?[:=] ?(?:\d+|<\*>)`,
    whole(
      String.raw`bei (?:einem )?fehlern?|(?:en|em) cas(?:o)? (?:d['’]|de )(?:erreur|échec|error|erro|fallo|falha)|in caso di errore|(?:в случае|при) ошибк\p{L}+`,
    ),
    String.raw`(?:无|無|没有|沒有|零|未发现|未發現|(?:\d+|<\*>) ?[个個条條次]?)(?:错误|錯誤|失败|失敗|异常|異常)`,
    String.raw`(?:错误|錯誤|失败|失敗|异常|異常)(?:(?:[数數]量?|次[数數]|率|[计計][数數]) ?[:：=]? ?(?:0|<\*>)|[:：=]? ?0)(?!\d)`,
    String.raw`(?:错误|錯誤|异常|異常)(?:日志|日誌|[页頁]面|[处處]理|[检檢][测測])|(?:如果|若|当)[\p{L}]{0,6}(?:失败|失敗|异常)|(?:失败|失敗)[时時]`,
    String.raw`(?:エラー|異常|失敗)(?:は)?(?:なし|無し|ありません|がありません|はありません|[:：]? ?0 ?件?|[:：]? ?<\*> ?件)|(?:\d+|<\*>) ?件のエラー|エラー(?:ログ|ハンドラー?|率|数|件数|ページ|処理)|(?:失敗|エラー)(?:した場合|の場合|時)`,
    String.raw`(?:오류|실패) ?(?:없음|없이|[:：]? ?0(?!\d)|[:：]? ?<\*> ?건)`,
  ].join('|'),
  'giu',
);

/** What goes on all the same, and somebody who was not let in. */
const HARMLESS = anyOf(
  whole(
    'ignoriert|übersprungen|bereits (?:vorhanden|registriert|geladen)|nicht unterstützt|ignorée?s?|déjà|non pris en charge|ignorad[oa]s?|omitid[oa]s?|ya existe|já existe|não suportad[oa]|ignorat[oaie]|già|игнорир\\p{L}+|пропущен\\p{L}*|уже существует',
  ),
  '忽略|跳[过過]|已存在|不支持|無視|スキップ|既に存在|무시|건너뛰',
  '(?:anmeld|authentifizierung|kennwort|passwort|authentification|mot de passe|autenticaci[oó]n|contraseña|inicio de sesión|autenticação|senha|autenticazione|аутентификаци|авторизаци|парол)',
  '(?:认证|認證|登[录錄入]|密[码碼]|身份[验驗][证證]|認証|ログイン|パスワード|인증|로그인|비밀번호)',
);

/** 'payment_refused', 'authFailed', 'ECONNREFUSED': words within which none of its own stands free. No names of settings, functions and files. */
const CODE_END = String.raw`(?![\p{L}\d]|[=:(./\[]|\s+(?:set|is|of|to|limit)\b)`;
const CODE_FAILED = new RegExp(
  [
    String.raw`(?<![\p{L}\d./])[a-z][a-z\d]*(?:[-_][a-z\d]+)*_(?:refused|failed|aborted|unreachable|crashed|killed|failure)${CODE_END}(?!\s+(?:\d|<\*>))`,
    String.raw`(?<![\p{L}\d./])(?:upstream|gateway|backend|origin|proxy)[-_ ]?timed?[-_ ]?out${CODE_END}`,
    String.raw`(?<![\p{L}\d])E(?:CONNREFUSED|HOSTUNREACH|NETUNREACH|NOSPC|ROFS|MFILE|NFILE|NOMEM|ADDRINUSE)(?![\p{L}\d])`,
  ].join('|'),
  'iu',
);
const CODE_CAMEL = new RegExp(
  String.raw`(?<![\p{L}\d./])[a-z]{2,}(?:[A-Z][a-z]+)*(?:Refused|Failed|Aborted|Unreachable|Crashed)${CODE_END}`,
  'u',
);
const CODE_TROUBLED = new RegExp(
  [
    String.raw`(?<![\p{L}\d./])[a-z][a-z\d]*(?:[-_][a-z\d]+)*_(?:timeout|timedout|timed_out|denied|rejected|lost|unavailable|expired)${CODE_END}(?!\s+(?:\d|<\*>))`,
    String.raw`(?<![\p{L}\d])E(?:TIMEDOUT|CONNRESET|PIPE|CONNABORTED|ACCES)(?![\p{L}\d])`,
  ].join('|'),
  'iu',
);
const CODE_LOGIN =
  /(?<![\p{L}\d])(?:auth|login|logon|password|authentication)[-_]?(?:failed|failure|refused)/iu;
const ONLY_ASCII = /^[\p{ASCII}]*$/u;

/** Without 'ohne Fehler', 'en caso de error' and their like. */
export const withoutNone = (text: string): string => text.replace(NONE, '');

export type Trouble = 'failed' | 'troubled' | 'none';

/** What the words of other languages, and codes, tell of; English words are level-words.ts's. */
export function troubleOf(text: string): Trouble {
  const byCode = codeOf(text);
  // Nearly all texts are English ones, and of the others most have a letter that tells.
  if (byCode === 'failed' || (ONLY_ASCII.test(text) && !ASCII_WORDS.test(text))) return byCode;
  const bare = withoutNone(text);
  if (FAILED.test(bare)) return HARMLESS.test(bare) ? 'troubled' : 'failed';
  return TROUBLED.test(bare) ? 'troubled' : byCode;
}

/** A letter of the words that are written in ASCII alone. */
const ASCII_WORDS =
  /\b(?:fehl|gescheit|scheiter|abge|verweig|absturz|unerreich|nicht|kein|warnung|getrennt|verloren|erreur|refus|impossible|injoign|interromp|corromp|corrupt|introuv|invalid|fall|fracas|rechaz|imposib|inalcanz|abortad|no se|denegad|agotad|falh|erro|recusad|rejeitad|esgotad|negad|impossib|rifiutat|non|tempo|tiempo|advert|avert)/i;

function codeOf(text: string): Trouble {
  if (CODE_FAILED.test(text) || CODE_CAMEL.test(text)) return CODE_LOGIN.test(text) ? 'troubled' : 'failed';
  return CODE_TROUBLED.test(text) ? 'troubled' : 'none';
}
