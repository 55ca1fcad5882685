/**
 * What the words of a line are worth, whatever tool wrote it. In: a bare line. Out: whether it names a problem at all, and how much of it says more than that
 * something failed: 'update failed' and 'error: 1 error occurred:' are headlines, of which the lines below or before tell.
 */

/** Words of things that are not as they must be. They decide nothing; among the lines of a failure they tell which may explain it. */
const PROBLEM =
  /\b(?:un(?:able|defined|declared|resolved|known|expected|supported|reachable|available|recogni[sz]ed|authori[sz]ed|terminated|handled|satisfied|met|locked)|in(?:valid|compatible|consistent|sufficient|correct|accessible)|il?legal|im(?:possible|proper)|mis(?:match(?:ed)?|sing|configured|placed)|mal(?:formed|function\w*)|conflict(?:s|ing|ed)?|exceed(?:s|ed|ing)?|violat(?:es|ed|ion|ions)|expired|reject(?:ed|s|ing)|denied|forbidden|refus(?:ed|es|ing)|ambiguous|duplicate[ds]?|overflow(?:ed|s)?|underflow|out of (?:range|bounds|memory|space|sync|date)|broken|bad|wrong|corrupt\w*|damaged|truncated|lost|stuck|stalled|hung|dead|down|timed? ?out|too (?:many|large|long|big|old|few|small|short|late|deep)|not (?:a|an|allowed|permitted|enough|found|set|valid|defined|supported|available|exist|match|possible|responding|writable|readable|reachable|declared|accessible|trusted|recogni[sz]ed|installed|ready|configured|compatible|registered|present|satisfied)|no (?:such|matching|suitable|default|member|method|route|space|longer|handler|implementation|overload|instance|valid|free|response)|never|(?:do|does|did|is|was|are|were|has|could|would|should|ca)n'?t|cannot|must (?:be|have|not)|should (?:be|have)|fail(?:s|ed|ure|ures|ing)?|errors?|abort(?:ed|ing)?|crash(?:ed|es)?|fault\w*|killed|panic\w*|deadlock\w*|unavailable|except(?:ion|ions)|rolled back|disconnected|watchdog|throttl\w+|leak\w*|race)\b/gi;

/** Words that any report of a failure is made of. */
const GENERIC = new Set(
  `a an the of to in into on at by for from with and or is was are be been has have had it its this that these those there here not no as due because while when during after before
  one two all any some more most than see above below following next last first previous other please try check check run running ran log logs output details detail full complete information
  info message messages error errors err fail failed fails failure failures failing fatal exception exceptions problem problems issue issues warning warnings severity state status level code number
  occurred occur encountered happened found reported raised returned return returns exited exit exiting terminated terminating aborted aborting stopped stopping ended ending stop end abort
  process command cmd script task tasks job jobs step steps stage build building built test tests update updating run runs action operation execution executing execute program application app
  unexpected unknown unhandled uncaught internal critical severe result reason cause finished completed done success successful successfully unsuccessful unsuccessfully could cannot can't unable
  not will now non zero nonzero non-zero sh bash make something went wrong oops line lines file files went again already up down out off over under time times total summary root
  commands targets checks items modules operations errored
  error(s) warning(s) failure(s) test(s)`.split(/\s+/),
);
const WORD = /[\p{L}\d_$@][\p{L}\d_$@./:\\'+*()-]*/gu;
/** The type of an exception; a number with a few letters, as threads and codes have. */
const NO_WORD = /(?:error|exception)$|^(?=.*\d)[a-z\d#]{1,8}$/;
const MAX_LOOKED_AT = 400;

/** What stands behind the last label of a failure: 'stack prod running error: update failed' says 'update failed'. */
function afterLabel(bare: string): string {
  return /^.*\b(?:error|fatal|failed|failure|exception)\b:\s+(?=\S)(.*)$/is.exec(bare)?.[1] ?? bare;
}

/** What failed and not why: 'error: configuration check-out failed'. */
const NO_REASON = /^\W*(?:[\w./-]+ ){1,7}(?:failed|aborted|unsuccessful)[.!]?$/i;

export function saysNoReason(bare: string): boolean {
  return NO_REASON.test(afterLabel(bare.slice(0, MAX_LOOKED_AT)));
}

/** Words that say more than that something failed, up to `most`. */
export function numTelling(bare: string, most = 6): number {
  let num = 0;
  for (const [word] of afterLabel(bare.slice(0, MAX_LOOKED_AT)).matchAll(WORD)) {
    const plain = word.replace(/[^\p{L}\d)]+$/u, '').toLowerCase();
    if (!/\p{L}{2}/u.test(plain) || GENERIC.has(plain) || NO_WORD.test(plain)) continue;
    if (++num >= most) break;
  }
  return num;
}

/** Without names of files, fields, tests and options: a word within one tells of nothing. */
export function prose(bare: string): string {
  return bare.replace(/[\w<>*]+(?:[./_:=#-]+[\w<>*]+)+|(?<=\s)\/[\w-]+/g, (name) =>
    NAMED_GRAVE.test(name) ? name : ' ',
  );
}

/** The same with a word in the place of each name of a package, a file or a host: 'install python3-async-timeout:all' is no timeout. */
export function withoutNames(bare: string): string {
  return bare.replace(/(?<![\w:=])[\w+]+(?:[-._/]+[\w+]+)+/g, (name, at: number) =>
    NAMED_GRAVE.test(name) || (EVENT_NAME.test(name) && isEventAt(bare, at, at + name.length)) ? name : 'x',
  );
}

/** 'request-timeout', 'payment-refused' where it is what the line says, and not a package or a field: it begins the message, and a preposition, a status, a pair or nothing follows. */
const EVENT_NAME =
  /^[a-z]+-(?:[a-z]+-)?(?:timeout|refused|failed|rejected|aborted|unreachable|unavailable)$/i;

function isEventAt(bare: string, begin: number, end: number): boolean {
  return (
    /^$|[:\]]\s*$/.test(bare.slice(0, begin).trim()) &&
    /^\s*$|^\s+(?:after|while|when|during|waiting|for|on|from|to|at|in|of)\b|^\s+[45]\d\d\b|^\s+[\w.]+=/i.test(
      bare.slice(end),
    )
  );
}

/** 'TypeError:', 'read-only', 'I/O' and their like stay words. */
const NAMED_GRAVE = /^(?:[\w.]*\.)?[A-Z]\w*(?:Error|Exception)$|^read-only$|^i\/o$|^re-?try|^timed?-?out$/i;

/** How many words of problems a line has, each once, up to 3. */
export function numProblems(bare: string): number {
  const found = new Set<string>();
  for (const [word] of bare.slice(0, MAX_LOOKED_AT).matchAll(PROBLEM)) {
    found.add(word.toLowerCase());
    if (found.size > 2) break;
  }
  return found.size;
}

/** Names of things in a line: what stands in quotes, paths, identifiers; as they are compared. */
const NAME =
  /'([^']{3,80})'|"([^"]{3,80})"|`([^`]{3,80})`|([\w@+-]*(?:[./_-][\w@+-]+|[a-z][A-Z][\w]*|[a-z]\d[\w]*)+)/g;
const MAX_NAMES = 24;

export function namesIn(bare: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, ...groups] of bare.slice(0, 2 * MAX_LOOKED_AT).matchAll(NAME)) {
    const name = groups.find((group) => group !== undefined) ?? '';
    if (name.length > 3 && /\p{L}{2}/u.test(name))
      names.add(name.toLowerCase().replace(/^\w{2,8}:\/\/|^\/+/, ''));
    if (names.size >= MAX_NAMES) break;
  }
  return names;
}
