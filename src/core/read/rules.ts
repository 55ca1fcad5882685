/**
 * What lines say of a failure, by the forms in which tools of all kinds write it. In: a bare line. Out: its sign, or null. The table is
 * asked from top to bottom and the first rule that fits decides; general words of failure come last.
 */
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { levelOfWords } from '../features/level-words';
import { isNoise } from './noise';
import { BUILD, TESTS, WHOLE } from './rules-runs';
import { EVENT_ROW, GENERAL, SYSTEM } from './rules-system';
import type { Rule, Sign } from './sign';
import { numProblems, prose, withoutNames } from './words';

const GROUPS: readonly (readonly Rule[])[] = [WHOLE, TESTS, BUILD, SYSTEM, GENERAL];

/** Without one of these no rule fits but the last: most lines are passed over by it. */
const MAY_FIT =
  /err|fail|degraded|unhealthy|faulted|has (?:gone|died|been removed)|permanently|^\W{0,2}[EF](?:::|\]| \[)|disappear|vanish|lost$|fatal|panic|exception|cannot|can't|could ?n|unable|refus|den(?:y|ied)|kill|abort|crash|corrupt|not found|no such|no module|not set|not known|does not|must|missing|unknown|invalid|bad|malformed|unsupported|unrecogni|unexpected|exit|code|status|success|succeed|passed|passing|ok\b|oom|memory|segf|sig[a-z]{3}|space|read-only|i\/o|emfile|e(?:conn|timed|nospc|perm|acces)|resolv|time|unreach|route|x509|tls|ssl|address|lockup|blocked|dropping|gave up|giving up|emerg|alert|critical|severe|●|✕|✖|✗|✘|\[fail\]|×|not ok|^\s{0,4}\d{1,4}\) |^E {2}|expected|received|got|left|right|actual|^! |_test\.go|\.go:\d|undefined|unresolved|multiple definition|no rule|apply complete|unsafe|dubious|unauthor|forbidden|required|parse|syntax|went wrong|result|^> |#|^test |boot|vfs|medium|oops|bug:|full|quota|terminat|faulting|abend|completion code|crit|unexpectedly|sqlstate|^\W{0,3}[a-z]{2,8}-\d{3}|^[a-z]{3,5}\d{3,5}[efs] |^\s*warning {2}|expired|mismatch|reset by|broken pipe|exceed|unbound|attempt to|division|another instance|already running|could not get lock|malformed|is damaged|fault|breakpoint|overflow|\brc ?=|scenarios? |public key|secret key|deadlock|doesn['\u2019]?t|non-?exist/i;

/** Words that are an error's unless what stands beside them is harmless. */
const DOWNGRADED = /\b(?:errors?|fail(?:ed|ures?)|cannot|unable|could not|refused|exceptions?)\b/i;

/** What a report of keys and values gives as the reason counts as what it says. */
const KEYED =
  /^\s*(?:message|reason|cause|details?|error message|description|summary|stderr)\s*[:=]\s+(?=\S)/i;
const KEYED_MORE = 0.5;
/** A row of warnings of an object that is not well. */
const ROW = 7;

/** A failure that was expected is none, nor is what a row says was skipped. */
const EXPECTED = /\bXFAIL\b|\bexpected[ -]?fail(?:ed|ures?)?\b| {2,}SKIP(?:PED)?(?: |$)/i;

/** The sign of a line that stands alone. */
export function signOf(bare: string): Sign | null {
  if (EVENT_ROW.test(bare)) return rowSign(bare.replace(EVENT_ROW, ''));
  const value = bare.replace(KEYED, '');
  const keyed = value.length < bare.length ? ownSign(value) : null;
  return keyed ? { ...keyed, weight: keyed.weight + KEYED_MORE } : ownSign(bare);
}

function rowSign(message: string): Sign {
  const own = ownSign(message);
  return own && own.weight >= ROW && own.kind !== 'failed'
    ? { ...own, weight: own.weight + KEYED_MORE }
    : { kind: 'error', weight: ROW };
}

/** Without what a row of events or a report of keys wraps it in. */
export function ownSign(bare: string): Sign | null {
  if (EXPECTED.test(bare)) return null;
  if (!MAY_FIT.test(bare)) return isNoise(bare) ? null : problem(bare, 0);
  for (const rules of GROUPS) {
    // A whole that ended is told even where a line sounds like noise.
    if (rules === TESTS && isNoise(bare)) return null;
    // Words of failure that are harmless where they stand are none.
    if (rules === GENERAL && DOWNGRADED.test(bare) && levelOfWords(bare) <= LEVEL_WARN) return null;
    for (const [kind, weight, pattern] of rules)
      if (pattern.test(bare) && (rules !== GENERAL || pattern.test(withoutNames(bare))))
        return { kind, weight };
  }
  const level = levelOfWords(prose(bare));
  return level > LEVEL_ERROR ? { kind: 'error', weight: 6 } : problem(bare, level);
}

/** Something is not as it must be: enough to tell it among the lines of a failure, too little to tell a failure by. */
function problem(bare: string, level: number): Sign | null {
  const num = numProblems(prose(bare));
  if (num === 0) return level >= LEVEL_ERROR ? { kind: 'error', weight: 4 } : null;
  return { kind: 'error', weight: Math.max(level >= LEVEL_ERROR ? 4 : 0, 2.5 + num / 2) };
}
