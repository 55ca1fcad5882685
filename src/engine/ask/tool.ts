// What every tool of 'ask your log' looks like: it reads, takes arguments that are checked against a schema, gives a bounded answer, and fails
// with a reason. A tool never writes, sends or changes anything.
import * as v from 'valibot';
import type { AskTool, ToolArgs, ToolFact } from '../../contracts/ask';
import type { ToolData } from '../../contracts/ask-tools';
import type { LogAccess } from './log-access';
import { ToolFailure } from './tool-failure';

/** One argument. All are texts or whole numbers, since a model writes them. */
export interface Param {
  readonly kind: 'text' | 'number';
  /** For a model, a few words. */
  readonly about: string;
  /** Where it is left out. Absent: it has to be given. */
  readonly fallback?: string | number;
  /** Of a text: nothing else is taken. */
  readonly oneOf?: readonly string[];
  /** Of a number. */
  readonly max?: number;
}

export interface Found<T extends AskTool> {
  readonly data: ToolData[T];
  /** What was found, a few words of ours. */
  readonly found: string;
  readonly facts: readonly ToolFact[];
  /** The query of the Lines view that shows the same; null: there is none. */
  readonly where: string | null;
}

export interface Tool<T extends AskTool> {
  readonly name: T;
  /** What it is for, one sentence for a model. */
  readonly about: string;
  readonly params: Readonly<Record<string, Param>>;
  /** @throws ToolFailure where it finds nothing to answer with */
  run(args: ToolArgs, log: LogAccess): Promise<Found<T>>;
}

const MAX_TEXT = 500;

/** What was given, with what was left out. @throws ToolFailure with what is wrong, by the name of the argument */
export function checkedArgs(
  { params }: Pick<Tool<AskTool>, 'params'>,
  given: Readonly<Record<string, unknown>>,
): ToolArgs {
  const args: Record<string, string | number> = {};
  for (const [name, param] of Object.entries(params)) {
    const value = given[name];
    // A model that is bound to a schema writes '' for what it leaves out.
    const isLeftOut = value === undefined || value === null || value === '';
    if (isLeftOut && param.fallback === undefined)
      throw new ToolFailure('bad-arguments', `The argument ${name} is missing.`);
    const checked = v.safeParse(schemaOf(param), isLeftOut ? param.fallback : value);
    if (!checked.success)
      throw new ToolFailure('bad-arguments', `The argument ${name} has to be ${formOf(param)}.`);
    args[name] = checked.output;
  }
  return args;
}

function schemaOf({ kind, oneOf, max = Number.MAX_SAFE_INTEGER }: Param) {
  if (kind === 'text')
    return oneOf === undefined ? v.pipe(v.string(), v.maxLength(MAX_TEXT)) : v.picklist(oneOf);
  const digits = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));
  return v.pipe(v.union([v.number(), digits]), v.safeInteger(), v.minValue(0), v.maxValue(max));
}

function formOf({ kind, oneOf, max }: Param): string {
  if (kind === 'text')
    return oneOf === undefined
      ? `a text of at most ${MAX_TEXT} characters`
      : `one of ${oneOf.filter(Boolean).join(', ')}`;
  return max === undefined ? 'a whole number' : `a whole number from 0 to ${max}`;
}

export function fact(own: string, log = '', line: string | null = null): ToolFact {
  return { own, log, line };
}
