// What a question wants. In: its text in lower case, times and names already taken out. Out: the intent, and the text without the words that
// told it. The particular patterns stand before the general ones; none that fits: the slots alone may tell (read-question.ts).
import { GAP } from './question-times';
import type { Dimension, Intent } from './reading';

export interface FoundIntent {
  readonly intent: Intent;
  readonly by: Dimension | null;
  readonly rest: string;
}

/** Of what else a question names, as far as an intent hangs on it. */
export interface Named {
  readonly template: boolean;
  readonly line: boolean;
  readonly incident: boolean;
  readonly time: boolean;
}

type Row = readonly [intent: Intent, pattern: RegExp, needs?: keyof Named];

const DIMENSION_WORDS: Readonly<Record<string, Dimension>> = {
  component: 'component',
  service: 'component',
  source: 'component',
  module: 'component',
  daemon: 'component',
  program: 'component',
  process: 'component',
  template: 'template',
  wording: 'template',
  pattern: 'template',
  level: 'level',
  severity: 'level',
  severities: 'level',
  file: 'file',
};
const DIMENSION = `(?<by>(?:component|service|source|module|daemon|program|process|template|wording|pattern|level|file)(?:e?s)?|severity|severities)`;

/** `by` in a group says what is counted. */
const GROUPED: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:per|by|for each|for every|grouped by|split by|across|(?:broken|break|breakdown|divided|distribution) (?:\S+ ){0,6}?(?:by|per|over|into))\s+(?:the\s+)?${DIMENSION}\b`,
  ),
  new RegExp(
    String.raw`\b(?:what|which)(?: is| are)? (?:the )?(?:most (?:frequent|common|active)|noisiest|loudest|busiest|top)\s+(?:\d+\s+)?${DIMENSION}\b`,
  ),
  new RegExp(
    String.raw`\b(?:the )?(?:top|most (?:frequent|common|active)|noisiest|loudest|busiest)\s*(?:\d+\s+|three |five |ten )?${DIMENSION}\b`,
  ),
  // How many of them is told by their list.
  new RegExp(
    String.raw`\bhow many (?:different |distinct )?${DIMENSION}\b(?=.*\b(?:had|have|logged|wrote|reported|with)\b)`,
  ),
  new RegExp(String.raw`\b(?:which|what)\s+${DIMENSION}\b(?=.*\b(?:most|more than any|loudest|noisiest)\b)`),
  new RegExp(String.raw`\bbreakdown\b.*?\b${DIMENSION}\b`),
  /\b(?:the )?(?:most (?:common|frequent)|top(?: \d+)?)(?= ·)/,
  new RegExp(
    String.raw`\b${DIMENSION} (?:are|is|come|comes|was|were) (?:the )?most (?:frequent|common|often)\b`,
  ),
];
/** Words of these that stand elsewhere in the question. */
const GROUPED_REST =
  /\b(?:wrote|write|logged|logs?|has|had|have|produced?|reported|reports?|complained|complains?|made|makes?|caused|the|most|often|frequently|break|broken|down|distribution|breakdown|count|counts|how many|number of|among|of all|occur(?:s|red)?|more than any|other)\b/g;

const ROWS: readonly Row[] = [
  [
    'incidents',
    /\b(?:how many (?:incidents|outages)(?: (?:were|are) there)?|(?:when|how long) (?:did|was|is|has) the (?:outage|incident)(?: (?:start|begin|end|stop|last|over))?)\b/,
  ],
  [
    'span',
    /\b(?:when (?:does|did) (?:the|this|my) logs? (?:start|begin|end|stop|finish)|how (?:long|big|large) (?:is|are) (?:the|this|my) logs?|(?:time (?:span|range)|span|period) (?:of|does|covered)(?: by)?(?: the| this)?(?: logs?)?(?: cover)?|what (?:time|period|span) does (?:the|this) logs? cover|(?:what|which) files (?:are there|were read|do i have|did you read)|what is (?:in )?this log)\b/,
  ],
  [
    'incidents',
    /\b(?:when (?:did|was|is)|how long (?:was|did|is))\b(?: ·)?(?: (?:begin|start|end|stop|last|over))?/,
    'incident',
  ],
  ['last', /\bwhen (?:did|was|were)\b(?=.*\blast\b)/],
  ['first', /\bwhen (?:did|was|were)\b(?=.*\bfirst\b)/],
  [
    'silent',
    /\b(?:(?:were|was|are|is|went|go|goes|gone|became|become|fell|fall|falls|stayed) (?:silent|quiet|missing|dark)|silent|quiet|silence|silences|(?:stop(?:ped|s)?|quit|ceased?) (?:logging|writing|talking|reporting|sending(?: logs)?|to log|to write)|no longer (?:logs?|wrote|writes?)|dead air)\b/,
  ],
  [
    'template',
    /\b(?:explain|describe|what (?:is|does|are)|tell me (?:more )?about|details? (?:of|on|about)|about)\b(?: .{0,3}mean)?/,
    'template',
  ],
  [
    'before',
    /\b(?:(?:what )?(?:happened|happens|came|comes|stands?|is|was)?\s*(?:right |just |directly |immediately )?(?:before|preceded|precedes|preceding|led up to|leading up to|ahead of|prior to))(?= ·)/,
    'line',
  ],
  [
    'after',
    /\b(?:(?:what )?(?:happened|happens|came|comes|stands?|is|was)?\s*(?:right |just |directly |immediately )?(?:after|followed|follows|following|behind|next to|past))(?= ·)/,
    'line',
  ],
  [
    'around',
    /\b(?:(?:what )?(?:happened|is|was|stands?)?\s*(?:the )?(?:context|surroundings?|neighbou?rhood)?\s*(?:around|near|about|beside|at|in|of|on)|(?:show|open|go to|jump to|print|see)(?: me)?|what is|what does)(?= ·)/,
    'line',
  ],
  [
    'why',
    /\b(?:why (?:did|does|do|is|are|was|were|has|have)|why|(?:what (?:is|was|are|were) )?(?:the )?(?:most )?(?:likely |probable |real )?(?:root )?(?:causes?|reasons?|explanations?)(?: (?:of|for|behind))?|what (?:caused|triggered|led to|explains)|hypothes[ie]s)\b/,
  ],
  [
    'runbook',
    /\b(?:(?:which |what |any |is there an? |the )?(?:runbooks?|playbooks?)(?: (?:fits?|applies|apply|helps?|is there|are there|for|about|matches|should (?:i|we) (?:use|follow|read)))?|what (?:should|can|must|could|do) (?:i|we) (?:do|try|check)(?: (?:next|now|first))?(?: (?:about|against|with) (?:it|this|that))?|how (?:do|can|should|could) (?:i|we) (?:fix|solve|repair|mitigate|handle|resolve)(?: (?:it|this|that))?|next steps?|remed(?:y|ies))\b/,
  ],
  [
    'changes',
    /\b(?:(?:what|which|has|have|was|were|did|is|are|any|list|show(?: me)?|the)\b.*\b)?(?:what changed|(?:anything|something|anybody|somebody|who|what) (?:been )?(?:changed|deployed|rolled out|released|restarted|migrated|reconfigured)|deployed|deploys?|deployments?|rollouts?|roll-outs?|releases?|migrations?|config(?:uration)? changes?|changes?)\b(?:.*\b(?:before|ahead of|prior to|near)(?: the)? (?:outage|incident|failure|that|it|this|errors?))?/,
  ],
  [
    'new',
    /\b(?:(?:what|which|anything|something|any|show(?: me)?)\b[^·]*\b)?(?:(?:is|are|was|were) new|new(?:ly)?|never seen|not seen before|unseen|unknown before|appeared|appears?|first (?:seen|appeared)|for the first time|came up)\b/,
  ],
  [
    'peak',
    /\b(?:(?:when|at what time) (?:were|was|did|are|is)(?: there)? (?:the )?(?:most|peak)|peaks? (?:of|in|for)|the peak|peaked|(?:the )?(?:biggest |highest |worst |largest )?spikes?(?: (?:of|in|for))?|which (?:time|minute|hour|window) (?=.*\bmost\b)|(?:busiest|worst|loudest|noisiest) (?:time|minute|hour|window|moment|period)|most per (?:minute|hour|window)|when did (?=.*\bpeak))/,
  ],
  [
    'count',
    /(?:\bhow many (?:times)?|\bhow often(?: (?:did|does|do|was|were|is|are))?|\bhow much|\b(?:what is |what was |give me |tell me )?the (?:total )?(?:number|count|amount) of|\bnumber of|\bcount(?: of| all| the)?|\btotal (?:number )?of|\b(?:did|does|do|has|have|had|were|was|are|is)(?: there)?(?: (?:been|ever))?(?= .*\bany\b| · .*\bany\b)|^any(?= ·)|^(?:are|were|is|was) there\b(?: an?\b)?)/,
  ],
  [
    'first',
    /\b(?:(?:what|which|who) (?:was|is) (?:the )?(?:very )?first|(?:the )?(?:very )?(?:first|earliest|initial)(?: (?:time|occurrence|appearance|instance|sign|one))?(?: of)?|when did .*?\b(?:start|begin)\b|since when|how early)/,
  ],
  [
    'last',
    /\b(?:(?:the )?(?:very )?(?:last|latest|most recent|final|newest)(?: (?:time|occurrence|appearance|instance|one))?(?: of)?|when did .*?\b(?:stop|end|cease)\b)/,
  ],
  [
    'incidents',
    /\b(?:(?:list|show|which|what|how many|are there|were there|any)(?: me)?(?: (?:all|the|any))* (?:incidents?|outages?)|incidents?|how long (?:was|did|is|lasted)(?: the)? outages?(?: last)?|(?:when|what) (?:was|did|is)(?: the)? outages?(?: (?:start|begin|end))?|outages?|what(?: is|'s|’s) (?:wrong|broken|going on)|what went wrong|(?:give me )?(?:a |the )?summary|summari[sz]e|overview|lead time)\b/,
  ],
  [
    'incidents',
    /\b(?:tell me (?:more )?about|describe|explain|what (?:is|was|happened in)|show(?: me)?|details? (?:of|on)|about|open)\b|^[\s·?]*$/,
    'incident',
  ],
  [
    'what',
    /\bwhat (?:else )?(?:has |had |was |is |all )?(?:happen(?:ed|s|ing)?|occurred|going on|went on|took place)\b/,
  ],
  [
    'show',
    /\b(?:show(?: me)?(?: (?:all|only))?|list(?: all)?|find(?: me)?(?: all)?|search(?: for)?|grep(?: for)?|look(?: up| for)|display|print|get(?: me)?|give me(?: all)?|see|filter(?: by| for)?)\b/,
  ],
];
/** Words that only these intents have, beside the pattern. */
const REST_OF: Partial<Readonly<Record<Intent, RegExp>>> = {
  silent:
    /\b(?:when|did|which|what|who|any|components?|services?|sources?|has|have|did|been|there|everything|anything)\b/g,
  new: /\b(?:which|what|any|anything|something|templates?|messages?|lines?|wordings?|kinds?|there|patterns?|seen|before|been|has|have)\b/g,
  first:
    /\b(?:first|what|which|when|who|thing|that|happen(?:ed|s)?|did|was|were|seen|occur(?:red)?|appear(?:ed)?|log(?:ged)?)\b/g,
  last: /\b(?:last|what|which|when|thing|that|happen(?:ed|s)?|did|was|were|seen|occur(?:red)?|appear(?:ed)?|log(?:ged)?)\b/g,
  peak: /\b(?:when|what|time|most|peak(?:ed|s)?|did|was|were|there|the)\b/g,
  count:
    /\b(?:occur(?:s|red)?|appear(?:s|ed)?|happen(?:s|ed)?|give|gave|have|had|has|wrote|write|log(?:ged)?|report(?:ed)?|did|does|do|were|was|are|there|any|times|been|ever|seen|hold|contain)\b/g,
  show: /\b(?:came|comes?|from|everything|anything|all|that|with|holding|containing|mentioning|which|what|did|has|have|was|were|had|wrote|logged|said|say|says|about|only|saying)\b/g,
  incidents:
    /\b(?:when|what|which|how many|did|was|were|there|how long|start|begin|end|last|start(?:ed)?|long|happen(?:ed)?|warning|of)\b/g,
  why: /\b(?:so many|many|are there|there|what|happen(?:ed)?|did|it|this|that|behind|fail(?:s|ed|ures?)?|break|broke|crash(?:ed)?|stop(?:ped)?|go(?:es)? down|went (?:down|wrong)|down|incidents?|outages?|slow|wrong)\b/g,
  runbook: /\b(?:it|this|that|for|incidents?|outages?|fits?|now|next|about|helps?|lines?)\b/g,
  changes:
    /\b(?:what|which|when|has|have|was|were|been|anything|before|outages?|incidents?|that|it|this|did|happen(?:ed)?|made|there|any|list|show|near|known|somebody|anybody|errors?|failures?)\b/g,
  before:
    /\b(?:\d+|two|three|five|ten|few|what|happened|happens|came|comes|right|just|stands?|show|me|lines?)\b/g,
  after:
    /\b(?:\d+|two|three|five|ten|few|what|happened|happens|came|comes|right|just|stands?|show|me|next|lines?)\b/g,
  around: /\b(?:\d+|two|three|five|ten|few|what|happened|context|show|me|lines?)\b/g,
  template: /\b(?:what|which|does|mean|means|template|this)\b/g,
  span: /\b(?:log|what|when)\b/g,
  what: /\b(?:then|there|everything)\b/g,
};

/** Null: none of the patterns fits. */
export function questionIntent(text: string, named: Named): FoundIntent | null {
  for (const pattern of GROUPED) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const rest = text
      .replace(found[0], GAP)
      .replace(GROUPED_REST, ' ')
      .replace(/\b(?:show|list|give|get)\b|\bwhich\b|\bwhat\b/g, ' ');
    return { intent: 'top', by: dimensionOf(found.groups?.by ?? 'template'), rest };
  }
  for (const [intent, pattern, needs] of ROWS) {
    if (needs !== undefined && !named[needs]) continue;
    const found = pattern.exec(text);
    if (found === null) continue;
    const left = text.replace(found[0], GAP);
    return { intent, by: null, rest: left.replace(REST_OF[intent] ?? /(?!)/g, ' ') };
  }
  return null;
}

function dimensionOf(word: string): Dimension {
  return (
    DIMENSION_WORDS[word] ??
    DIMENSION_WORDS[word.replace(/e?s$/, '')] ??
    DIMENSION_WORDS[word.replace(/s$/, '')]
  );
}
