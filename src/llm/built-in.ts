// The language model that some browsers bring along (Prompt API, `LanguageModel`). It exists in windows only, so this runs in the page. In: the
// browser's interface. Out: whether it can be asked, its download by the person's wish, and its answers. The browser runs it on this machine.

import type { BuiltInModel, BuiltInState } from '../contracts/local-models';
import type { Limits, WriteRequest, Written } from '../contracts/model-question';
import { errorText } from '../core/wording/error-text';
import { failure } from './failures';

/** What of the interface is used. Source: the Prompt API's explainer (webmachinelearning). */
export interface LanguageModelApi {
  availability(options: object): Promise<string>;
  create(options: object): Promise<LanguageModelSession>;
}
interface LanguageModelSession {
  promptStreaming(prompt: string, options: object): AsyncIterable<string>;
  destroy(): void;
}

/** Smallest context of those that exist, in our tokens, which are too many. */
const LIMITS: Limits = { promptTokens: 4000, answerTokens: 1000, timeMs: 10 * 60_000 };
const NAME = "the browser's own model";
/** It has to know what is read and written, else it warns, or refuses later. */
const LANGUAGES = {
  expectedInputs: [{ type: 'text', languages: ['en'] }],
  expectedOutputs: [{ type: 'text', languages: ['en'] }],
};
const STATES: readonly string[] = ['unavailable', 'downloadable', 'downloading', 'available'];

const WHY_NOT: Readonly<Record<Exclude<BuiltInState, 'available'>, string>> = {
  absent: 'This browser brings no language model along: Chrome and Edge on desktops may',
  unavailable:
    'This browser has a language model, but says that it cannot run on this machine or for this page',
  downloadable: 'The browser has to fetch its model first: ask for that in the settings',
  downloading: 'The browser is still fetching its model: try again when it is done',
};

/** @param api undefined where the browser has none */
export function builtInModel(api: LanguageModelApi | undefined = ofThisWindow()): BuiltInModel {
  let running: AbortController | null = null;
  const state = async (): Promise<BuiltInState> => {
    if (api === undefined) return 'absent';
    const found = await api.availability(LANGUAGES).catch(() => 'unavailable');
    return STATES.includes(found) ? (found as BuiltInState) : 'unavailable';
  };
  return {
    state,
    async download(onShare) {
      if (api === undefined) throw new Error(`${WHY_NOT.absent}.`);
      const monitor = (target: EventTarget): void =>
        target.addEventListener('downloadprogress', (event) => onShare((event as ProgressEvent).loaded));
      (await api.create({ ...LANGUAGES, monitor })).destroy();
    },
    async available() {
      const now = await state();
      return now === 'available'
        ? { kind: 'ready', model: NAME, limits: LIMITS }
        : { kind: 'unavailable', why: WHY_NOT[now] };
    },
    async write(_writer, request, onText, onPace) {
      running?.abort();
      const abort = new AbortController();
      running = abort;
      const pace = { readRate: null, writeRate: null, expectedMs: null };
      onPace({ stage: 'loading', ...pace });
      let isFirst = true;
      const tell = (piece: string): void => {
        if (isFirst) onPace({ stage: 'writing', ...pace });
        isFirst = false;
        onText(piece);
      };
      try {
        return await ask(api!, request, abort.signal, tell);
      } catch (error) {
        return { kind: 'failed', failure: failedBy(error, abort.signal.aborted) };
      }
    },
    stop: () => running?.abort(),
  };
}

async function ask(
  api: LanguageModelApi,
  { system, prompt, schema }: WriteRequest,
  signal: AbortSignal,
  onText: (piece: string) => void,
): Promise<Written> {
  const session = await api.create({
    ...LANGUAGES,
    initialPrompts: [{ role: 'system', content: system }],
    signal,
  });
  let text = '';
  try {
    for await (const piece of session.promptStreaming(prompt, { responseConstraint: schema, signal })) {
      text += piece;
      onText(piece);
    }
  } finally {
    session.destroy();
  }
  return { kind: 'written', text, model: NAME };
}

function failedBy(error: unknown, isStopped: boolean) {
  const { name } = error as Error;
  if (isStopped || name === 'AbortError') return failure('stopped');
  if (name === 'QuotaExceededError') return failure('no-room');
  return failure('broken', { detail: errorText(error).split('\n')[0] });
}

function ofThisWindow(): LanguageModelApi | undefined {
  return (globalThis as { readonly LanguageModel?: LanguageModelApi }).LanguageModel;
}
