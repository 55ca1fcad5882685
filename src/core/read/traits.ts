/**
 * What is true of a line that may explain a failure, by its own words. In: the line, its sign. Out: names of traits, each with a weight in weights.ts. None is of one tool:
 * a line of a tool that nobody met has them too.
 */
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { isNoise } from './noise';
import { problemsIn } from './problem-words';
import type { ReadLine } from './read-lines';
import type { LineSign } from './read-signs';
import { signOf } from './rules';
import { numTelling, prose, saysNoReason } from './words';

/** Words by which a program ends; what it met before them says why. */
export const ENDING =
  /\b(?:start-?up failed|failed to (?:start|push some refs|build|complete)|shutting down|exit(?:ing|ed)|terminat(?:ing|ed)|cancell?(?:ed|ing)|force finishing|giving up|abort(?:ing|ed)|fatal assertion|(?:cannot|can't) (?:continue|proceed)|preventing|due to (?:\w+ ){0,2}errors?|stopp(?:ing|ed)|quitting)\b/i;
/** It says where to read on: what is there says more. */
export const POINTS_AWAY =
  /\b(?:(?:see|check|read|consult|inspect|refer to|look (?:at|in)|examine) (?:the |your |its )?(?:\S+ )?(?:[\w.-]*logs?|\w*_log|output|above|below|journal\w*|details|messages?|documentation|docs|https?:)|for (?:more |further )?(?:details|information)|(?:details|information) (?:will|can|may) be found (?:in|at)|scroll up|re-?run with)\b/i;
/** It says what to do, and not what happened. */
const ADVISES =
  /^\W*(?:alternatively\b|(?:perhaps |maybe )?you (?:can|may|could|might|should|must|need)\b|try\b|please\b|consider\b|make sure\b|be sure\b|use \S+ to\b|to (?:fix|enable|disable|see|resolve|avoid|install|ignore|suppress)\b)|\b(?:you can|you may|you should)\b/i;
/** What is being done, and is not done yet. */
const IN_PROGRESS = /\.\.\.\W*$|…\W*$/;
/** What was there already is what most go on after. */
export const THERE_BEFORE = /\balready (?:exists?|registered|present|installed|defined)\b/i;
/** A level or a word of failure that labels what follows. */
const LABEL =
  /^\W{0,4}(?:[\w./@-]{1,60}(?:\[\d+\]|\(\d+\))?:? +|\w+\[\d+\]\W*)?\W{0,2}(?:[Ee]rror|ERR(?:OR)?|FATAL|[Ff]atal|CRIT(?:ICAL)?|[Cc]ritical|SEVERE|PANIC|FAIL(?:ED|URE)?|ALARM|ALERT|EMERG\w*)\b[\])]?(?::| -|\s)/;
const WARNS = /^\W{0,4}(?:[\w./@-]{1,60}:? +)?\W?(?:WARN(?:ING)?|[Ww]arn(?:ing)?|W)\b[\])]?:? /;
const WENT_ON =
  /\b(?:continuing|ignor(?:ed|ing)|skip(?:ped|ping)?|fall(?:ing)? ?back|retr(?:y|ying|ied)|re-?attempt|will try|using (?:the )?defaults?|not fatal|anyway|recover(?:ed|ing)?|next attempt|attempt \d|harmless|optional|no action|instead|default|left out|below the limit|within limits|won't try|nothing to do|planned|for maintenance|on purpose|expected by)\b/i;
const WELL =
  /\b(?:succe(?:ss|eded)\w*|passed|ok|fine|up to date|complete[ds]?|finished|done|started|ready|loaded|listening|connected|healthy|0 errors|no errors?)\b/i;
const PLACE = /[\w-]\.\w{1,5}[:(]\d+|\bline \d+/i;
const CODE =
  /\b[A-Z]{2,10}[-_]?\d{2,6}[A-Z]?\b|\b0x[0-9a-f]{2,}\b|\b(?:code|status|rc|errno|error)[ =:]{1,2}-?\d+/i;
const CONSTANT = /\b[A-Z]{3,}(?:_[A-Z]{2,})+\b|\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b/;
const MEASURE = /\d ?(?:%|ms|s|[kKMGT]i?B|bytes|V|A|C|rpm|mm|bar)\b/;

export function traitsOf(sign: LineSign, line: ReadLine): string[] {
  const { bare, level, isFirst } = line;
  const told = prose(bare);
  const traits: string[] = [`kind ${sign.kind}`, sign.weight === 0 ? 'no rule' : ruleTrait(sign.weight)];
  const add = (name: string, is: boolean): void => {
    if (is) traits.push(name);
  };
  const { exception } = sign;
  add('stated error', sign.isStated || (isFirst && level >= LEVEL_ERROR));
  add('stated fatal', level > LEVEL_ERROR);
  add('stated warning', level === LEVEL_WARN);
  add('stated information', level > 0 && level < LEVEL_WARN);
  const groups = problemsIn(told);
  for (const name of groups) traits.push(`says ${name}`);
  traits.push(`${Math.min(3, groups.length)} kinds of problem`);
  const num = numTelling(exception ? `${exception.type}: ${exception.message}` : bare);
  traits.push(num === 0 ? 'tells nothing' : num < 2 ? 'tells little' : num < 4 ? 'tells some' : 'tells much');
  if (exception) {
    add('exception without words', numTelling(exception.message, 2) < 2);
    add('exception with own place', exception.frame?.line != null);
    add('exception of a cause', sign.outer !== null);
    const own = signOf(`${exception.type}: ${exception.message}`);
    add('exception of a known form', own !== null && own.kind !== 'error' && own.kind !== 'exception');
    return traits;
  }
  add('sounds like noise', isNoise(bare));
  add('only that it failed', saysNoReason(bare));
  add('words of ending', ENDING.test(bare));
  add('points elsewhere', POINTS_AWAY.test(bare));
  add('gives advice', ADVISES.test(bare));
  add('is being done', IN_PROGRESS.test(bare));
  add('was there before', THERE_BEFORE.test(bare));
  add('labelled as failure', LABEL.test(bare));
  add('labelled as warning', WARNS.test(bare));
  add('went on', WENT_ON.test(bare));
  add('says well', WELL.test(bare));
  add('names a place', PLACE.test(bare));
  add('has a code', CODE.test(bare));
  add('has a constant', CONSTANT.test(bare) && !isData(bare));
  add('has a measure', MEASURE.test(bare));
  add('quotes', /['"`][^'"`]{2,}['"`]/.test(bare));
  add('has a path', /(?:^|[\s'"=(])(?:\.{0,2}\/|[A-Z]:\\)[\w.-]+[\\/]/.test(bare));
  add('exclaims', /!!|\*\*\*|!$/.test(bare));
  add('chain of colons', (bare.match(/: /g)?.length ?? 0) > 1);
  add('heads', /:\s*$/.test(bare));
  add('told with its detail', sign.detailAt !== undefined);
  add('data', isData(bare));
  add('long', bare.length > 300);
  add('very long', bare.length > 700);
  add('short', bare.trim().length < 25);
  return traits;
}

function ruleTrait(weight: number): string {
  return weight < 4.5
    ? 'weak rule'
    : weight < 6
      ? 'mild rule'
      : weight < 7.5
        ? 'fair rule'
        : weight < 9
          ? 'strong rule'
          : 'gravest rule';
}

/** Mostly fields and values: what they are about is said in words nearby. */
export function isData(bare: string): boolean {
  const pairs = bare.match(/[\w.-]=\S|":\s?\S/g)?.length ?? 0;
  return pairs >= 4 && pairs * 2 >= bare.split(/[\s,]+/).length;
}
