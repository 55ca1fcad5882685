/**
 * Words that tell a change: in a line of a log ("Starting release 42", "SIGHUP received, reloading") or in the `kind`
 * column of a file of changes. True of logs in general; no rule names one system's message.
 */
import type { ChangeKind } from '../../contracts/changes';

/** First match wins: a migration during a deploy is a migration. */
const LINE_PATTERNS: readonly (readonly [ChangeKind, RegExp])[] = [
  [
    'migration',
    /\b(alter|create|drop|rename|truncate)\s+(unique\s+)?(table|index|column|view|constraint)\b/i,
  ],
  ['migration', /\b(dropped|created|removed|added)\s+(the\s+)?(unique\s+)?(index|column|constraint)\b/i],
  [
    'migration',
    /\b(schema|database|db)\s+migrat(ion|ing|ed)\b|\bmigrat(ion|ing|ed)\b.*\b(schema|applied|applying|script|changeset)\b/i,
  ],
  [
    'migration',
    /\b(applying|applied|running|ran|executed)\s+migration\b|\brunning upgrade\b.*->|\bmigrating schema\b/i,
  ],
  [
    'deploy',
    /\bdeploy(ed|ing|ment)?\b.*\b(start\w*|finish\w*|complete\w*|succe\w+|version|release|build|v?\d|of|to)\b/i,
  ],
  [
    'deploy',
    /\b(release|version|build)\b.*\b(deployed|rolled out|activated|installed|promoted)\b|\broll(ed|ing)? ?out\b/i,
  ],
  [
    'deploy',
    /\b(new|changed|updated) (version|release|build)\b|\bversion (changed|updated)\b|\bupgrad(ed|ing) (from|to)\b/i,
  ],
  [
    'deploy',
    /^(installed|updated|upgraded):\s|\bstatus installed\b|\brollback\b.*\b(to|start\w*|complete\w*)\b.*\b(version|release|build|v?\d)/i,
  ],
  [
    'config',
    /\b(re-?load(ed|ing)?|re-?read(ing)?)\b.*\b(config\w*|settings|rules|certificates?|zones?|parameters?)\b/i,
  ],
  [
    'config',
    /(?<![\w.-])(config\w*|settings|parameter|feature flag|flag)(?![\w.-])\b.*\b(re-?load(ed|ing)?|changed|updated|applied|enabled|disabled|toggled)\b/i,
  ],
  ['config', /\bsighup\b|\bflag\b.*\bset to\b/i],
  [
    'scale',
    /\bscal(ed|ing)\b.*\b(up|down|out|in|to|from|replica\w*)\b|\bautoscal\w+\b.*\b(add|remov|set)\w*/i,
  ],
  [
    'other',
    /\b(elected|became|becoming|promoted to|transition(ed|ing) to)\b.*\b(leader|primary|master|active|controller)\b/i,
  ],
  [
    'other',
    /\bnew (leader|primary|master|controller)\b|\b(lost|losing) leadership\b|\bfail(ed|ing)? ?over\b(?!.*\b(disabled|not)\b)/i,
  ],
  ['restart', /\b(re)?boot(ed|ing)\b|\bkernel: linux version\b|^linux version\b|\bkernel command line\b/i],
  [
    'restart',
    /\brestart(ed|ing)?\b|\bstartup_msg\b|\bshutdown_msg\b|\bready for connections\b|\bready to accept connections\b/i,
  ],
  [
    'restart',
    /\b(received|caught|got|exiting on)\b.*\b(sigterm|sigint|sigquit|signal 15|signal 2|shutdown signal)\b/i,
  ],
  [
    'restart',
    /\b(requested|initiat\w+|beginning|scheduling|graceful|normal|fast|smart|immediate)\s+shut ?down\b|\bshut ?down\s+(requested|initiated|completed?|in progress)\b/i,
  ],
  [
    'restart',
    /\b(starting|started|stopping|stopped|shutting down)\b.*\b(server|service|daemon|application|process|node|agent|worker|container|mysqld|master|broker)s?\b/i,
  ],
  [
    'restart',
    /\b(server|service|daemon|application|mysqld|broker)\b.*\b(starting|started|start up|starting up|startup|stopped|shut down|shutdown complete)\b/i,
  ],
];

/** A line that begins so speaks of a failure, and mentions a change in passing. */
const FAILURE = /^(error|exception|fail(ed|ure)?|cannot|could not|unable)\b/i;

/** Kind of change that a line or its template tells of; null: none. */
export function changeKindOf(text: string): ChangeKind | null {
  if (FAILURE.test(text)) return null;
  for (const [kind, pattern] of LINE_PATTERNS) if (pattern.test(text)) return kind;
  return null;
}

const KIND_WORDS: readonly (readonly [ChangeKind, RegExp])[] = [
  ['migration', /migrat|schema|ddl|index/i],
  ['deploy', /deploy|release|rollout|rollback|upgrade|patch|install/i],
  ['restart', /restart|reboot|boot|start|stop/i],
  ['config', /config|flag|setting|secret|certificate|firewall|dns|route/i],
  ['scale', /scal|resize|capacity|replica/i],
];

/** Kind from the `kind` cell of a file of changes; unknown words are 'other', an empty cell is read from `what`. */
export function changeKindOfCell(cell: string, what: string): ChangeKind {
  if (cell.trim() === '') return changeKindOf(what) ?? 'other';
  for (const [kind, pattern] of KIND_WORDS) if (pattern.test(cell)) return kind;
  return 'other';
}
