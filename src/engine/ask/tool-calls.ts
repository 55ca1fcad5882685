// The calls of one answer. In: a tool by name, arguments as anybody gives them. Out: what it found, or an error as a value; each call is a step
// of the trace, and its facts are what the answer may be made of. Never throws.
import { ASK_TOOLS, type AskStep, type AskTool, type ToolError, type ToolFact } from '../../contracts/ask';
import type { ToolData } from '../../contracts/ask-tools';
import { dataText } from '../../core/wording/data-text';
import { errorText } from '../../core/wording/error-text';
import type { LogAccess } from './log-access';
import { TOOLS } from './registry';
import { checkedArgs, type Found, fact, type Tool } from './tool';
import { ToolFailure } from './tool-failure';

export interface ToolCalls {
  /** Null: it failed, which the step tells. */
  call<T extends AskTool>(
    name: T,
    args: Readonly<Record<string, unknown>>,
    by?: AskStep['by'],
  ): Promise<ToolData[T] | null>;
  readonly steps: readonly AskStep[];
  /** Of all calls so far, each call's own. */
  readonly facts: readonly (readonly ToolFact[])[];
}

const MAX_ASKED = 300;

/** @param onStep after each call */
export function createToolCalls(log: LogAccess, now: () => number, onStep: () => void): ToolCalls {
  const steps: AskStep[] = [];
  const facts: (readonly ToolFact[])[] = [];
  return {
    steps,
    facts,
    async call(name, args, by = 'reader') {
      const began = now();
      const result = await outcomeOf(name, args, log);
      const { found, asked, error } = result;
      steps.push({
        tool: name.slice(0, 40),
        by,
        asked: asked.slice(0, MAX_ASKED),
        found: found?.found ?? '',
        where: found?.where ?? null,
        ms: Math.max(0, now() - began),
        error,
      });
      // What went wrong may name files, so it is text of the log's.
      facts.push(found?.facts ?? [fact('this call failed', error?.message ?? '')]);
      onStep();
      return found?.data ?? null;
    },
  };
}

interface Outcome<T extends AskTool> {
  readonly asked: string;
  readonly found: Found<T> | null;
  readonly error: ToolError | null;
}

async function outcomeOf<T extends AskTool>(
  name: T,
  given: Readonly<Record<string, unknown>>,
  log: LogAccess,
): Promise<Outcome<T>> {
  let asked = '';
  try {
    if (!ASK_TOOLS.includes(name)) throw new ToolFailure('bad-arguments', 'There is no such tool.');
    // Any of the tools: the compiler cannot follow a union of them into run.
    const tool = TOOLS[name] as Tool<T>;
    asked = inWords(given, Object.keys(tool.params));
    const args = checkedArgs(tool, given);
    return { asked, found: await tool.run(args, log), error: null };
  } catch (error) {
    const code = error instanceof ToolFailure ? error.code : 'failed';
    return { asked, found: null, error: { code, message: errorText(error) } };
  }
}

function inWords(args: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  const given = names.filter((name) => args[name] !== undefined && args[name] !== '');
  return given.map((name) => `${name} ${dataText(args[name], 200)}`).join(', ');
}
