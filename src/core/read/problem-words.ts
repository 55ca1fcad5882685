/**
 * Words of things that are not as they must be, in groups of one meaning. They decide nothing by themselves; among the lines of a failure they tell which may
 * explain it, and each group has a weight of its own (weights.ts). In: a bare line. Out: the groups that it has words of.
 */

const GROUPS: Readonly<Record<string, string>> = {
  'not possible': `unable|cannot|could ?n[o']t|can'?t|can not|impossible|not (?:allowed|permitted|possible|able)|fails? to|failed to`,
  'not done': String.raw`(?:do|does|did|is|was|are|were|has|have|would|should|wo)n't|(?:do|does|did|has|have|will|would) not|not \w+(?:ing|ed)|never`,
  'not as it must': String.raw`must (?:be|have|not)|should (?:be|have)|not (?:a|an|valid|a valid|match|supported|compatible|trusted|recogni[sz]ed|in sync)|in(?:valid|compatible|consistent|correct)|il?legal|improper|mis(?:match(?:ed)?|configured|placed)|mal(?:formed|function\w*)|un(?:supported|expected|recogni[sz]ed)|violat(?:es|ed|ion|ions)|differs?|instead of|but (?:got|found|was|is)`,
  'not there': `un(?:defined|declared|resolved|known|met|satisfied)|not (?:found|set|defined|available|exists?|declared|installed|configured|registered|present|satisfied)|no (?:such|matching|suitable|default|member|method|handler|implementation|overload|instance|valid|value|(?:public|private|secret) key)|missing|absent`,
  'not reached': `un(?:reachable|available|responsive)|not (?:responding|reachable|ready|accessible|connected)|in(?:accessible)|no (?:route|response|answer|reply|link|carrier|signal|connection|path)|disconnected|offline`,
  'no more': String.raw`in?sufficient|exceed(?:s|ed|ing)?|exhaust(?:ed|ion|s)?|out of (?:range|bounds|memory|space|sync|date)|not enough|no (?:space|longer|free|more|room)|used up|too (?:many|large|long|big|old|few|small|short|late|deep|high|low|far)|(?:over|under)flow(?:ed|s)?|quota|full|(?:above|below|over|beyond) (?:the )?(?:\w+ )?(?:limit|threshold|maximum|minimum)|limit reached`,
  refused: `reject(?:ed|s|ing)|denied|den(?:y|ies)|forbidden|refus(?:ed|es|ing)|unauthori[sz]ed|not authori[sz]ed|disallowed|prohibited|expired|revoked|locked`,
  ambiguous: `conflict(?:s|ing|ed)?|ambiguous|duplicate[ds]?|collision|clash(?:es)?|already`,
  broken: String.raw`broken|bad|wrong|corrupt\w*|damaged|truncated|garbled|degraded|faulty`,
  gone: `lost|stuck|stalled|hung|hang(?:s|ing)?|dead|down|has gone|removed|vanished|disappeared|closed unexpectedly`,
  late: `timed? ?-?out|timeout|deadline|overdue|no progress|took too long`,
  dies: String.raw`abort(?:ed|ing|s)?|crash(?:ed|es)?|fault(?:ed|s)?|killed|panic\w*|deadlock\w*|watchdog|trap(?:ped)?|overrun|segfault|fatal`,
  stops: `halt(?:ed|ing)?|stopp(?:ed|ing)|shut(?:ting)? ?down|trip(?:ped|s)?|suspended|cancell?ed|terminat(?:ed|ing)|giving up|gave up|quit(?:ting|s)?|bail(?:ing|ed)? out|emergency`,
  'let go': String.raw`drop(?:ped|ping|s)|discard(?:ed|ing|s)?|evicted|blocked|blacklisted|isolated|quarantined|rolled back|rollback|reverted|reset|throttl\w+|leak\w*|race|skew|drift`,
  fails: 'fail(?:s|ed|ure|ures|ing)?|unsuccessful(?:ly)?',
  error: 'errors?|err|exception|exceptions|bogus|problem|fault code',
};

const PATTERNS = Object.entries(GROUPS).map(
  ([name, words]) => [name, new RegExp(String.raw`\b(?:${words})\b`, 'i')] as const,
);

export function problemsIn(bare: string): readonly string[] {
  return PATTERNS.filter(([, pattern]) => pattern.test(bare)).map(([name]) => name);
}
