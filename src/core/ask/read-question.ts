// A question in a person's words, read without a model. In: the text, what the log has names for. Out: an intent with its slots, or what was
// not understood. Every word is taken by a slot, by the intent or by the list of words that say nothing; one that is left is searched for as
// text where a text may stand, and else the question is refused: nothing is guessed.
import { questionIntent } from './question-intent';
import { nameSlots, quotedTexts } from './question-names';
import { GAP, questionTimes } from './question-times';
import type { Intent, ReadQuestion, Slots, Vocabulary } from './reading';

const MAX_CHARS = 400;
/** Words without quotes that may be meant as the text of a line. */
const MAX_LOOSE_WORDS = 3;

/** Say nothing that the reading would lose. */
const EMPTY_WORDS = new Set(
  (
    'a an the of in on for to is are was were did do does there me please can could would you i we my our your this these it its ' +
    'log logs line lines message messages record records entry entries event events and with by at any all some ever ' +
    'just also right now tell give want know like let us so then thanks thank hi hello hey component components service services utc ' +
    'from came which what happen happened occurred wrote write writes had has have total overall anywhere'
  ).split(' '),
);
const LINES = ['level', 'components', 'file', 'status', 'template', 'texts', 'times'] as const;
/** What of a question each intent can make use of: one that names more is refused, since it would be answered as another question. */
const USES: Readonly<Record<Intent, readonly ((typeof LINES)[number] | 'line' | 'incident')[]>> = {
  count: LINES,
  show: LINES,
  first: LINES,
  last: LINES,
  top: LINES,
  peak: LINES,
  what: ['level', 'components', 'file', 'times'],
  before: ['line', 'file'],
  after: ['line', 'file'],
  around: ['line', 'file'],
  new: ['level', 'components', 'times'],
  silent: ['components', 'times'],
  template: ['template', 'times'],
  incidents: ['incident', 'times'],
  why: ['incident', 'components'],
  runbook: ['texts', 'incident'],
  changes: ['incident', 'components', 'times'],
  span: [],
};
/** Before these words a word is no text: something is meant that was not understood. */
const UNREAD =
  /\b(?:before|after|since|until|till|not|no|but|except|without|than|or|if|because|compare|versus|vs|between|during|while|yesterday|today|tomorrow|instead|ignore|pretend|you are|distinct|unique|different|same|most|least|more|less|fewer|biggest|worst|best|highest|lowest|average|mean|incidents?|outages?|templates?|components?|levels?|files?|columns?|users? affected)\b/;
const LEVELS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:errors? (?:and|or) warnings?|warnings? (?:and|or) errors?|warnings? or (?:worse|above|graver))\b/,
    'level>=warn',
  ],
  [/\b(?:fatals?|criticals?|crit)(?: (?:lines?|messages?|records?|entries|errors?|level))?\b/, 'level=fatal'],
  [
    /\b(?:errors?(?: or (?:worse|above|graver))?|failures?)(?: (?:lines?|messages?|records?|entries|level))?\b/,
    'level>=error',
  ],
  [/\b(?:warnings?|warns?)(?: (?:lines?|messages?|records?|entries|level))?\b/, 'level=warn'],
  [/\b(?:info|informational)(?: (?:lines?|messages?|records?|entries|level))?\b/, 'level=info'],
  [/\bdebug(?: (?:lines?|messages?|records?|entries|level))?\b/, 'level=debug'],
  [/\bnotices?(?: (?:lines?|messages?|records?|level))?\b/, 'level=notice'],
  [/\b(?:problems?|issues?|trouble|complaints?|complained|complains?)\b/, 'level>=warn'],
];
/** Things that are counted or listed, and are no lines. */
const NO_LINES =
  /\b(?:how many|number of|count|list|show|which|what)(?: (?:me|all|the|of|different|distinct|are|other))* (?:components?|services?|sources?|modules?|templates?|files?|levels?|hosts?|users?|fields?)(?: (?:are|is|were|exist)(?: there)?)?[\s·]*$/;
/** Verbs of failing: what did that is at least an error. */
const FAILED = /\b(?:that )?(?:fail(?:ed|s)?|broke|went wrong|goes wrong|wrong|crash(?:ed|es)?|errored)\b/;

export function readQuestion(question: string, known: Vocabulary): ReadQuestion {
  const text = question.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return refused('There is no question in it.', '');
  if (text.length > MAX_CHARS) return refused(`A question has at most ${MAX_CHARS} characters.`, '');
  const quoted = quotedTexts(text);
  const lower = quoted.rest
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/[?!;,]+(?=\s|$)/g, ' ')
    .replace(/\.(?=\s|$)/g, ' ');
  const names = nameSlots(lower, known);
  const times = questionTimes(names.rest, known.firstMs, known.lastMs, known.clock);
  const { fromMs, toMs, atMs } = times;
  if ([fromMs, toMs, atMs].some(Number.isNaN))
    return refused('The question names a time, and the log states none that it could be held against.', '');
  const named = {
    template: names.slots.template !== null,
    line: names.slots.line !== null,
    incident: names.slots.incident !== null,
    time: fromMs !== null || toMs !== null || atMs !== null,
  };
  if (NO_LINES.test(times.rest))
    return refused('It asks for something else than lines.', times.rest.replaceAll('·', ' ').trim());
  const grave = levelOf(times.rest);
  const found = questionIntent(grave.text, named);
  const failed = levelOf(found?.rest ?? grave.text);
  const intent =
    found?.intent ?? intentOfSlots(named, failed.level ?? grave.level, quoted.texts, names.slots);
  const slots = {
    ...names.slots,
    // What went wrong is what is asked of.
    level: intent === 'why' ? null : (failed.level ?? grave.level ?? levelOfVerb(times.rest, intent)),
    fromMs,
    toMs,
    atMs,
    by: found?.by ?? null,
  };
  return settle(
    intent,
    found !== null,
    slots,
    quoted.texts,
    FAILED.test(failed.text) && mayFail(intent) ? failed.text.replace(FAILED, GAP) : failed.text,
  );
}

/** What is left has to be nothing, or a text that may be searched for. */
function settle(
  intent: Intent | null,
  isTold: boolean,
  slots: Omit<Slots, 'texts' | 'isTextLoose'>,
  quoted: readonly string[],
  rest: string,
): ReadQuestion {
  const words = rest
    .replace(/[^\p{L}\p{N}_.:/@#%+'· -]/gu, ' ')
    .split(/\s+/)
    .map((word) => word.replace(/^['.:-]+|['.:-]+$/g, ''))
    .filter((word) => word !== '' && word !== '·' && !EMPTY_WORDS.has(word))
    // Of lines with a status it says no more.
    .filter((word) => slots.status === null || !/^(?:requests?|responses?|answers?)$/.test(word));
  const left = words.join(' ');
  if (intent === null) return refused('What is wanted was not understood.', left);
  const unused = slotsNamed(slots, quoted).find(
    (slot) => !(USES[intent] as readonly string[]).includes(slot),
  );
  if (unused !== undefined)
    return refused(`It names ${UNUSED[unused]}, which goes with no question of this kind.`, left);
  if (intent === 'show' && words.length === 0 && slotsNamed(slots, quoted).length === 0)
    return refused('Which lines are meant was not understood.', '');
  if (words.length === 0)
    return { ok: true, reading: { intent, ...slots, texts: quoted, isTextLoose: false } };
  const mayBeText =
    isTold && USES[intent].includes('texts') && quoted.length === 0 && words.length <= MAX_LOOSE_WORDS;
  if (!mayBeText || UNREAD.test(rest)) return refused('A part of it was not understood.', left);
  return { ok: true, reading: { intent, ...slots, texts: looseTexts(rest, words), isTextLoose: true } };
}

const UNUSED: Readonly<Record<string, string>> = {
  level: 'a level',
  components: 'a component',
  file: 'a file',
  status: 'a status',
  template: 'a template',
  texts: 'a text',
  times: 'a time',
  line: 'a line',
  incident: 'an incident',
};

function slotsNamed(
  slots: Omit<Slots, 'texts' | 'isTextLoose'>,
  quoted: readonly string[],
): readonly string[] {
  const { level, components, file, status, template, line, incident, fromMs, toMs, atMs } = slots;
  const named: readonly (readonly [string, boolean])[] = [
    ['level', level !== null],
    ['components', components.length > 0],
    ['file', file !== null],
    ['status', status !== null],
    ['template', template !== null],
    ['texts', quoted.length > 0],
    ['times', fromMs !== null || toMs !== null || atMs !== null],
    ['line', line !== null],
    ['incident', incident !== null],
  ];
  return named.flatMap(([name, isNamed]) => (isNamed ? [name] : []));
}

/** Words that stand beside each other are one text; a plural is found in its singular. */
function looseTexts(rest: string, words: readonly string[]): readonly string[] {
  const together = words.join(' ');
  const isOne = words.length > 1 && rest.replace(/\s+/g, ' ').includes(together);
  return isOne
    ? [together]
    : words.map((word) => (/[^s]s$/.test(word) && word.length > 4 ? word.slice(0, -1) : word));
}

function refused(why: string, words: string): ReadQuestion {
  return { ok: false, why, words };
}

function levelOf(text: string): { readonly level: string | null; readonly text: string } {
  for (const [pattern, level] of LEVELS) {
    const found = pattern.exec(text);
    if (found !== null) return { level, text: text.replace(found[0], GAP).replace(/\s+/g, ' ') };
  }
  return { level: null, text };
}

const mayFail = (intent: Intent | null): boolean =>
  intent === 'first' ||
  intent === 'last' ||
  intent === 'count' ||
  intent === 'show' ||
  intent === 'top' ||
  intent === 'peak';

function levelOfVerb(text: string, intent: Intent | null): string | null {
  return mayFail(intent) && FAILED.test(text) ? 'level>=error' : null;
}

/** Of a question that only names things: 'T17?', 'errors of nova after 10:00'. */
function intentOfSlots(
  named: { readonly template: boolean; readonly line: boolean; readonly incident: boolean },
  level: string | null,
  texts: readonly string[],
  slots: { readonly components: readonly string[]; readonly status: string | null },
): Intent | null {
  if (named.line) return 'around';
  if (named.incident) return 'incidents';
  const isNarrow = level !== null || texts.length > 0 || slots.status !== null || slots.components.length > 0;
  if (named.template) return isNarrow ? 'show' : 'template';
  return isNarrow ? 'show' : null;
}
