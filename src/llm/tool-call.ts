// A model's wish to look somewhere. In: its answer, JSON by the schema of ask-request.ts, as a whole or between other words. Out: the tool and its
// arguments, unchecked; or that it wants to answer; null: neither.
import { MAX_ANSWER_CHARS, withoutThinking } from './answer';

export type WantedCall =
  | { readonly kind: 'call'; readonly tool: string; readonly args: Readonly<Record<string, unknown>> }
  | { readonly kind: 'answer' };

/** What a model says where it has seen enough. */
export const ENOUGH = 'answer';
const MAX_TRIES = 20;

export function readCall(text: string): WantedCall | null {
  const answer = withoutThinking(text.slice(0, MAX_ANSWER_CHARS));
  for (
    let at = answer.indexOf('{'), tries = 0;
    at >= 0 && tries < MAX_TRIES;
    at = answer.indexOf('{', at + 1), tries++
  ) {
    const value = objectAt(answer, at);
    if (typeof value?.tool !== 'string') continue;
    if (value.tool === ENOUGH) return { kind: 'answer' };
    const { args } = value;
    const given = typeof args === 'object' && args !== null && !Array.isArray(args) ? args : {};
    return { kind: 'call', tool: value.tool, args: given as Readonly<Record<string, unknown>> };
  }
  return null;
}

/** The object that begins there; null: none does. */
function objectAt(text: string, begin: number): Readonly<Record<string, unknown>> | null {
  for (
    let end = text.lastIndexOf('}'), tries = 0;
    end > begin && tries < MAX_TRIES;
    end = text.lastIndexOf('}', end - 1), tries++
  ) {
    try {
      return JSON.parse(text.slice(begin, end + 1)) as Readonly<Record<string, unknown>>;
    } catch {
      // One that is shorter may be whole.
    }
  }
  return null;
}
