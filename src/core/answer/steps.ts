/**
 * What to do now. In: the runbook of the likely cause, the things that the cited lines name. Out: its steps, capitals that stand for an id
 * replaced by those of this log where the kind fits; capitals that nothing fits stay.
 */
import type { CodePlace } from '../../contracts/answer';
import type { RunbookHit } from '../../contracts/incident';
import type { Resource } from '../entities/resources';

const MAX_STEPS = 4;
/** Characters of a step: the screen has room for no more. */
const MAX_STEP = 230;

export interface StepInput {
  /** Where a trace shows the program's own code; null: none does. */
  readonly place: CodePlace | null;
  /** Null: no runbook fits, or none is trusted. */
  readonly runbook: RunbookHit | null;
  readonly resources: readonly Resource[];
  /** Host of the lines; '': not known. */
  readonly host: string;
  /** Unit of systemd that the lines are about; '': none. */
  readonly unit: string;
  /** Faulty component; '': not known. */
  readonly component: string;
}

/** Steps as inline Markdown; code spans hold commands. */
export function stepsOf({ runbook, place, ...things }: StepInput): readonly string[] {
  const own =
    runbook === null && place !== null && !place.file.includes('`') ? [lookAt(place, things.component)] : [];
  const known = (runbook?.actions ?? []).map((action) => concrete(withoutTail(action), things));
  const steps = [...own, ...known];
  const request = things.resources.find(({ kind }) => kind === 'request');
  const follow = request
    ? [`Follow request \`${request.id}\` through the logs of the services that it passed.`]
    : [];
  const isFollowed =
    request !== undefined && steps.slice(0, MAX_STEPS).some((step) => step.includes(request.id));
  return isFollowed ? steps.slice(0, MAX_STEPS) : [...steps.slice(0, MAX_STEPS - follow.length), ...follow];
}

function lookAt({ file, line }: CodePlace, component: string): string {
  const at = line === null ? '' : ` at line ${line}`;
  const of = component === '' ? 'the program' : component;
  return `Compare \`${file}\`${at} with the last version of ${of} that worked, or roll it back.`;
}

/** Whole sentences, as many as fit. */
function withoutTail(action: string): string {
  const text = action.replace(/\s+/g, ' ').trim();
  if (text.length <= MAX_STEP) return text;
  const ends = [...text.slice(0, MAX_STEP).matchAll(/[.;:](?= )/g)].map(({ index }) => index);
  const at = ends.filter((end) => isOutsideCode(text, end) && isOutsideBrackets(text, end)).at(-1);
  return at === undefined ? text : `${text.slice(0, at)}.`;
}

function isOutsideBrackets(text: string, at: number): boolean {
  const bare = text.slice(0, at).replace(/`[^`]*`/g, '');
  return (bare.match(/\(/g) ?? []).length <= (bare.match(/\)/g) ?? []).length;
}

function isOutsideCode(text: string, at: number): boolean {
  return (text.slice(0, at).match(/`/g) ?? []).length % 2 === 0;
}

type Things = Omit<StepInput, 'runbook' | 'place'>;

/** Within code spans only: outside of them capitals are words. */
function concrete(action: string, things: Things): string {
  const request = things.resources.find(({ kind }) => kind === 'request')?.id;
  const named = request === undefined ? action : action.replace(/(?<=`)req-(?:\.{3}|…)(?=`)/g, () => request);
  return named.replace(/`[^`]+`/g, (span) =>
    SQL.test(span)
      ? span
      : span.replace(
          /(?<![\w$%{<-])([A-Z]{2,}(?:_[A-Z]+)*)(?![\w}>=-])/g,
          (word, _name, at: number) => valueFor(word, span.slice(0, at), things) ?? word,
        ),
  );
}

/** Its own words are in capitals. */
const SQL =
  /^`+\s*(?:SELECT|SHOW|ALTER|KILL|CREATE|DROP|SET|EXPLAIN|ANALYZE|VACUUM|UPDATE|DELETE|INSERT|GRANT|REINDEX)\b/;

/** Kinds of things that a capital stands for. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  HOST: ['host', 'hostname', 'node', 'server'],
  NODE: ['node', 'host'],
  POD: ['pod'],
  UNIT: ['unit'],
  PID: ['pid'],
  TABLE: ['table'],
  TOPIC: ['topic'],
  QUEUE: ['queue'],
  INDEX: ['index'],
  NS: ['namespace'],
  NAMESPACE: ['namespace'],
  BLOCK: ['block'],
  DEVICE: ['device'],
  DEV: ['device'],
  DISK: ['disk', 'device'],
  ADDRESS: ['ip'],
  IP: ['ip'],
  VOLUME: ['volume'],
  VM: ['instance'],
  PATH: ['path'],
  FILE: ['path'],
};

/** What a cloud calls a server is an instance elsewhere in it. */
const ALSO: Readonly<Record<string, string>> = { server: 'instance', vm: 'instance' };

function valueFor(word: string, before: string, { resources, host, unit, component }: Things): string | null {
  if (word === 'HOST' && host !== '') return host;
  if (word === 'UNIT' && unit !== '') return unit;
  // A logger or a class is no unit: nobody can ask systemd for it.
  if ((word === 'UNIT' || word === 'SERVICE') && isUnitName(component)) return component;
  // 'ID' is of what stands before it: 'volume show ID', 'server show ID'.
  const kinds = word === 'ID' ? kindsBefore(before) : (KINDS[word] ?? []);
  for (const wanted of kinds) {
    const found = resources.find(({ kind }) => kind === wanted || ALSO[kind] === wanted);
    if (found) return found.id;
  }
  return null;
}

function isUnitName(component: string): boolean {
  return /^[a-z][a-z0-9@._-]*$/.test(component) && !/\d$/.test(component);
}

function kindsBefore(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const nouns = words.map((word) => (word === 'server' ? 'instance' : word));
  return nouns.reverse().slice(0, 4);
}
