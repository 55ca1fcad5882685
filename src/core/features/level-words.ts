/**
 * How grave a text sounds that states no level. In: the words of a template. Out: an index into LEVELS. A word alone proves little:
 * daemons report with 'failed' and 'error' what they look for in vain, pass over, count or refuse, and go on. Such texts are
 * warnings, unless they name a damage that nobody goes on after.
 */
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { troubleOf, withoutNone } from './failing-words';

const LEVEL_FATAL = LEVEL_ERROR + 1;
const FATAL =
  /\b(panic|(?<!non-?)fatal|segfault|oops|out of memory|oom[- ]?kill\w*|core dumped|kernel bug|soft lockup)\b/i;
const ERROR =
  /\b(errors?|exceptions?|traceback|failed|failures?|cannot|unable to|refused|aborted|crash(ed)?|killed|corrupt(ed)?|unreachable|uncaught|unhandled|no space left|read-only file system|too many open files|start request repeated)\b/i;
/** 'TypeError', 'java.lang.IllegalStateException'. */
const EXCEPTION = /\b[A-Z]\w*(Error|Exception)\b/;
/** Lines of source text name exceptions that nobody has met. */
const SOURCE = /^\W*(import|throw|catch|try)\b/;
const WARN =
  /\b(warn(ing)?s?|time[d]?[- ]?out|retry(ing)?|invalid|denied|unknown|lost|degraded|slow|rejected|missing)\b/i;

const anyOf = (...patterns: readonly string[]): RegExp => new RegExp(patterns.join('|'), 'i');

/** Damage: it counts whatever else the text says. */
const DAMAGE = anyOf(
  String.raw`\bI/O error`,
  String.raw`\b(no space left|read-only file system|too many open files)\b`,
  String.raw`\b(traceback|uncaught|unhandled)\b`,
  String.raw`\bfailed (to start|with result)\b`,
  String.raw`\b(dependency failed|failed state|start request repeated)\b`,
  String.raw`\baddress already in use\b`,
);

/** What goes on all the same. */
const HARMLESS = anyOf(
  // Passed over, or there before.
  String.raw`\b(ignor(ed|ing)|skip(ped|ping)|falling back|fallback|non-?fatal|harmless)\b`,
  String.raw`\balready (registered|exists?|loaded|mounted|running|installed|present|configured|enabled|defined|up)\b`,
  String.raw`\bno (updates?|releases?|new \w+) (available|found)\b`,
  String.raw`\b(not|un)[ -]?(supported|implemented)\b`,
  // Looked for in vain: what a device or a system may have or not.
  String.raw`\b(failed to|unable to|cannot|could not) (get|read|query|probe|identify|determine|detect|record|look ?up|process|add|open|stat|set|load) (\S+ ){0,5}?(udev|uid|hwid|numa|ethtool|device|vpd|serial|features?|capabilit(y|ies)|geometry|sysfs|firmware|releases|metadata|history|edid|acpi|dmi|tpm|track|script|plugin)\b`,
  String.raw`\b[A-Z]+_[A-Z_]+ failed with\b`,
  String.raw`^(message repeated [^:]*: \[ ?)?\S*:? ?Process '[^']*' failed with exit code`,
  String.raw`\b(activate|activation)\b.*\b(failed|timed out)\b.*\bunit\b|\bactivation via systemd failed\b`,
  // Somebody was not let in.
  String.raw`\bfailed (password|publickey|none|login|keyboard-interactive)\b`,
  String.raw`\b(authenticat(ion|e)|auth|login|logon|password check)[ -](failed|failures?)\b`,
  String.raw`\b(failed|aborted) login\b|\bfailed to authenticate\b|\bpreauth\b`,
  String.raw`\bauthentication error\b|\bkex_exchange|\bbad protocol version\b`,
  // Somebody else's servers.
  String.raw`\bresolving\b|\bRCODE\b|\blame server\b`,
  // Mended, or asked for.
  String.raw`\bcorrect(ed|able)\b.*\berrors?\b|\berrors? corrected\b`,
  String.raw`\bstatus=(15|<\*>)/TERM\b`,
);

/** Grave words that are none where they stand: none of them or a number that may be 0, the name of a thing, a condition, a setting. */
const ONLY_NAMED = new RegExp(
  [
    String.raw`(\b(no|without( any)?|zero|0)|<\*>) (\w+ )?(errors?|failures|exceptions|crashes|corruption)\b`,
    String.raw`\b(errors|failures|exceptions)\s?:\s?(<\*>|0\b)`,
    String.raw`\b(errors?|exceptions?|crash)\.(log|txt|html?|gz)\b`,
    String.raw`\b(errors?|exception|crash|failure) (log|logs|page|pages|handlers?|handling|report(s|ing|er)|rate|counters?|budget|detect(ion|or)|domains?|threshold|support|dump|recovery)\b`,
    String.raw`\bfailed (-> |login attempts? (limit|counter))`,
    String.raw`\b(on (error|failure)|(if|when|unless|until|after) (\w+ ){0,3}(fails?|failed|errors?|crash(ed)?))\b`,
    String.raw`\b(panic|oops|errors?|fatal|failed|failures?|killed|aborted|unreachable|refused|exceptions?)=(?!")[\w<*>.,+-]*`,
  ].join('|'),
  'gi',
);

/** 'info="failed flags match"' tells of what. */
const QUOTED = /\b[\w.-]+="[^"]*"/g;
/** Where the text itself is a pair, what it says counts. */
const MESSAGE_PAIR = /\b(msg|message|error|err|exception|reason|detail|description)="/i;

/** Level of a text that states none: 0 when no word of it sounds grave. */
export function levelOfWords(text: string): number {
  const told = MESSAGE_PAIR.test(text) ? text : text.replace(QUOTED, '');
  const bare = withoutNone(told.replace(ONLY_NAMED, ''));
  if (FATAL.test(bare)) return LEVEL_FATAL;
  if (ERROR.test(bare) || (EXCEPTION.test(bare) && !SOURCE.test(bare)))
    return DAMAGE.test(bare) || !HARMLESS.test(bare) ? LEVEL_ERROR : LEVEL_WARN;
  const trouble = troubleOf(bare);
  if (trouble === 'failed') return LEVEL_ERROR;
  return trouble === 'troubled' || WARN.test(text) ? LEVEL_WARN : 0;
}
