// For tests: a model that answers what it is told to, in pieces of a few characters.
import type { Availability, Limits, Provider, WriteHooks, WriteRequest, Written } from '../provider';

export const LIMITS: Limits = { promptTokens: 4000, answerTokens: 500, timeMs: 60_000 };

export interface Script {
  readonly limits?: Limits;
  readonly availability?: Availability;
  /** Characters of a piece. */
  readonly pieceChars?: number;
}

/** @param answer the text, or what to do instead of answering */
export function scriptedProvider(
  answer: string | ((request: WriteRequest, hooks: WriteHooks) => Promise<Written | null>),
  { limits = LIMITS, availability, pieceChars = 7 }: Script = {},
): Provider & { readonly requests: readonly WriteRequest[] } {
  const requests: WriteRequest[] = [];
  return {
    requests,
    available: async () => availability ?? { kind: 'ready', model: 'scripted-1', limits },
    async write(request, hooks) {
      requests.push(request);
      if (typeof answer !== 'string') return answer(request, hooks);
      for (let at = 0; at < answer.length && !hooks.signal.aborted; at += pieceChars)
        hooks.onText(answer.slice(at, at + pieceChars));
      return { kind: 'written', text: answer, model: 'scripted-1' };
    },
  };
}

/** An answer by the schema. */
export function answerOf(...sentences: readonly (readonly [text: string, ...cites: string[]])[]): string {
  return JSON.stringify({ sentences: sentences.map(([text, ...cites]) => ({ text, cites })) });
}
