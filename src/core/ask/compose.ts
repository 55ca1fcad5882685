// The answer without a model. In: how the question was read, a way to ask the tools. Out: sentences made of what they found, each with the lines
// that show it; or why there is none. What is said of causes is the investigation's, with its confidence.
import type { AskedSentence } from '../../contracts/ask';
import type { CallTool } from '../../contracts/ask-tools';
import { countOf } from '../wording/plural';
import { countedBy, newInSpan, peakOf, silentComponents, whatHappened } from './compose-counts';
import { changesBefore, incidentsTold, likelyReasons, runbooksThatFit } from './compose-incidents';
import { aroundLine, describedTemplate, spanOfLog } from './compose-lines';
import { none } from './none';
import type { Reading } from './reading';
import { at, type Composed, quote, say } from './sentences';
import { whereOf } from './where';

export interface Draft {
  readonly sentences: readonly AskedSentence[];
  /** Why there is no answer, one sentence; null: there is one. */
  readonly refusal: string | null;
  /** The query of the Lines view that shows what it is about; null: there is none. */
  readonly where: string | null;
}

export async function compose(reading: Reading, call: CallTool): Promise<Draft> {
  const where = whereOf(reading);
  const answer = await answerOf(reading, where, call);
  if (answer === null)
    return { sentences: [], refusal: 'The log could not be asked: the trace tells why.', where };
  if (typeof answer === 'string')
    return { sentences: [], refusal: answer, where: whereShown(reading, where) };
  return { sentences: answer, refusal: null, where: whereShown(reading, where) };
}

const ABOUT_LINES = new Set([
  'count',
  'show',
  'first',
  'last',
  'what',
  'new',
  'silent',
  'top',
  'peak',
  'template',
]);

function whereShown({ intent }: Reading, where: string): string | null {
  return ABOUT_LINES.has(intent) ? where : null;
}

function answerOf(reading: Reading, where: string, call: CallTool): Promise<Composed> {
  switch (reading.intent) {
    case 'count':
    case 'show':
      return matchingLines(reading, where, call);
    case 'first':
    case 'last':
      return edgeLine(reading, where, call);
    case 'before':
    case 'after':
    case 'around':
      return aroundLine(reading, call);
    case 'what':
      return whatHappened(where, call);
    case 'new':
      return newInSpan(reading, where, call);
    case 'silent':
      return silentComponents(reading, call);
    case 'top':
      return countedBy(reading, where, call);
    case 'peak':
      return peakOf(reading, where, call);
    case 'template':
      return describedTemplate(reading, call);
    case 'incidents':
      return incidentsTold(reading, call);
    case 'why':
      return likelyReasons(reading, call);
    case 'runbook':
      return runbooksThatFit(reading, call);
    case 'changes':
      return changesBefore(reading, call);
    case 'span':
      return spanOfLog(call);
  }
}

const MAX_SHOWN = 10;

async function matchingLines(reading: Reading, where: string, call: CallTool): Promise<Composed> {
  const isList = reading.intent === 'show';
  const found = await call('search_lines', {
    where,
    pick: isList ? 'first' : 'ends',
    limit: isList ? MAX_SHOWN : 2,
  });
  if (found === null) return null;
  const { total, isWhole, lines } = found;
  if (total === 0) return none(reading);
  const last = lines[lines.length - 1];
  const atLeast = isWhole ? '' : 'at least ';
  if (isList) {
    const part = total > lines.length ? `; the first ${lines.length} are below` : '';
    return [say([`${atLeast}${countOf(total, 'line')}${part}.`.replace(/^a/, 'A')], lines)];
  }
  const head = say([`${atLeast}${countOf(total, 'line')}.`.replace(/^a/, 'A')], lines);
  if (lines.length === 1)
    return [
      head,
      say([total === 1 ? 'It stands' : 'The first', at(last.timeMs), ': ', quote(last.text)], [last]),
    ];
  const ends = say([`The first`, at(lines[0].timeMs), ', the last', at(last.timeMs), '.'], [lines[0], last]);
  return [head, ...(lines[0].timeMs === null ? [] : [ends]), ...(await byComponent(reading, where, call))];
}

const MAX_PARTS = 3;

/** Where several components wrote them, which. */
async function byComponent(
  { components }: Reading,
  where: string,
  call: CallTool,
): Promise<readonly AskedSentence[]> {
  if (components.length === 1) return [];
  const counts = await call('count_lines', { where, by: 'component' });
  if (counts === null || counts.groups.length < 2) return [];
  const parts = counts.groups
    .slice(0, MAX_PARTS)
    .map(({ name, count }) => [quote(name), ` ${countOf(count, 'line')}`]);
  return [say(['Most of them: ', ...parts.flatMap((part, i) => (i === 0 ? part : [', ', ...part])), '.'])];
}

async function edgeLine(reading: Reading, where: string, call: CallTool): Promise<Composed> {
  const found = await call('search_lines', { where, pick: reading.intent, limit: 1 });
  if (found === null) return null;
  const [line] = found.lines;
  if (line === undefined) return none(reading);
  const told = say(
    [`The ${reading.intent} of ${countOf(found.total, 'line')}`, at(line.timeMs), ': ', quote(line.text)],
    [line],
  );
  return [told, ...(reading.intent === 'first' && isOfWholeLog(reading) ? await firstOfIncident(call) : [])];
}

/** Errors of the log as a whole: what is asked is where the trouble began. */
function isOfWholeLog({
  level,
  components,
  file,
  status,
  template,
  texts,
  fromMs,
  toMs,
  atMs,
}: Reading): boolean {
  const isNarrow =
    components.length > 0 || texts.length > 0 || [file, status, template].some((each) => each !== null);
  return level === 'level>=error' && !isNarrow && fromMs === null && toMs === null && atMs === null;
}

/** Errors are there on ordinary days too; the gravest incident has a first line of its own. */
async function firstOfIncident(call: CallTool): Promise<readonly AskedSentence[]> {
  const [incident] = (await call('list_incidents', {})) ?? [];
  const [earliest] = [...(incident?.lines ?? [])].sort((a, b) => (a.timeMs ?? 0) - (b.timeMs ?? 0));
  if (incident === undefined || earliest === undefined) return [];
  const head = `Of ${incident.id}, the earliest of the lines that show it best`;
  return [say([head, at(earliest.timeMs), ': ', quote(earliest.text)], [earliest])];
}
