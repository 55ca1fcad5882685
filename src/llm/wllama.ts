// A model file of the person's own on the processor, by llama.cpp. In: a checked file. Out: a Provider that says how fast it is, from a short
// run before the first question, and how long the answer will take.

import type { ModelFacts } from '../contracts/local-models';
import type { Availability, Limits, WriteRequest, Written } from '../contracts/model-question';
import type { Pace } from '../contracts/written-summary';
import { errorText } from '../core/wording/error-text';
import { failure } from './failures';
import type { Provider, WriteHooks } from './provider';
import { estimateTokens } from './tokens';
import { CONTEXT_TOKENS, type Engine, loadEngine } from './wllama-engine';

/** By tokens.ts, which counts too many: some 400 of a real tokenizer. On one thread a small model reads some ten a second. */
const PROMPT_TOKENS = 640;
const ANSWER_TOKENS = 320;
/** What a model's chat template adds. */
const TEMPLATE_TOKENS = 48;
const TIME_MS = 20 * 60_000;
/** For the short run: what it reads, and how many tokens it writes. */
const TRIAL = {
  system: 'You write one short sentence.',
  prompt: 'The pool has no free connection, requests wait and then time out, the node restarts. Say so.',
  schema: null,
} as const;
const TRIAL_TOKENS = 8;
const GIB = 2 ** 30;
/** Browsers state no more, whatever there is. */
const MOST_TOLD_GIB = 8;

export interface WllamaProvider extends Provider {
  /** Loads it and asks it something short. @throws Error with a sentence for the user */
  measure(signal: AbortSignal, onPace: (pace: Pace) => void): Promise<Pace>;
  /** Frees its memory. */
  end(): void;
}

type Rates = Pick<Pace, 'readRate' | 'writeRate'>;

/** What of the machine a model depends on. */
export interface Machine {
  /** 64-bit memory for WebAssembly, which the engine is built for. */
  readonly hasMemory64: boolean;
  /** As browsers tell it, never more than 8 or so; null: they do not. */
  readonly memoryGib: number | null;
}

/**
 * @param wasmUrl absolute, of this page's own origin
 * @param load gives the engine; tests bring another
 */
export function wllamaProvider(
  file: File,
  facts: ModelFacts,
  wasmUrl: string,
  load: typeof loadEngine = loadEngine,
  machine: Machine = thisMachine(),
): WllamaProvider {
  let engine: Engine | null = null;
  let rates: Rates = { readRate: null, writeRate: null };
  const ready = async (signal: AbortSignal, onPace: (pace: Pace) => void): Promise<Engine> => {
    if (engine?.isUsable()) return engine;
    onPace({ stage: 'loading', ...rates, expectedMs: null });
    engine = await load(file, facts.contextTokens, wasmUrl);
    signal.throwIfAborted();
    return engine;
  };
  const rated = async (signal: AbortSignal, onPace: (pace: Pace) => void): Promise<Engine> => {
    const loaded = await ready(signal, onPace);
    if (rates.readRate !== null) return loaded;
    onPace({ stage: 'measuring', ...rates, expectedMs: null });
    const { timings } = await loaded.complete(TRIAL, { answerTokens: TRIAL_TOKENS }, signal, () => {});
    signal.throwIfAborted();
    if (timings !== null)
      rates = {
        readRate: positive(timings.prompt_per_second),
        writeRate: positive(timings.predicted_per_second),
      };
    return loaded;
  };
  return {
    available: async () => availability(file, facts, machine),
    async measure(signal, onPace) {
      await rated(signal, onPace);
      return paceOf('reading', rates, PROMPT_TOKENS, ANSWER_TOKENS);
    },
    async write(request, hooks) {
      try {
        const loaded = await rated(hooks.signal, hooks.onPace);
        return await ask(loaded, request, hooks, rates, file.name);
      } catch (error) {
        if (hooks.signal.aborted) return { kind: 'failed', failure: failure('stopped') };
        return { kind: 'failed', failure: failure('broken', { detail: whyBroken(error) }) };
      }
    },
    end: () => engine?.end(),
  };
}

function availability(file: File, { contextTokens }: ModelFacts, machine: Machine): Availability {
  const why = whyNotHere(file, machine);
  if (why !== null) return { kind: 'unavailable', why };
  const context = Math.min(CONTEXT_TOKENS, contextTokens);
  const promptTokens = Math.min(PROMPT_TOKENS, context - ANSWER_TOKENS - TEMPLATE_TOKENS);
  const limits: Limits = { promptTokens, answerTokens: ANSWER_TOKENS, timeMs: TIME_MS };
  return { kind: 'ready', model: file.name, limits };
}

function whyNotHere({ size }: File, { hasMemory64, memoryGib }: Machine): string | null {
  if (!hasMemory64)
    return 'This browser has no 64-bit memory for WebAssembly: a newer Chrome, Edge or Firefox has it';
  if (memoryGib !== null && memoryGib < MOST_TOLD_GIB && size > memoryGib * GIB)
    return `The model needs ${gigabytes(size)} of memory, and this machine has about ${gigabytes(memoryGib * GIB)}`;
  return null;
}

function thisMachine(): Machine {
  const { deviceMemory = null } = globalThis.navigator as Navigator & { readonly deviceMemory?: number };
  try {
    new WebAssembly.Memory({ initial: 1n, address: 'i64' } as unknown as WebAssembly.MemoryDescriptor);
    return { hasMemory64: true, memoryGib: deviceMemory };
  } catch {
    return { hasMemory64: false, memoryGib: deviceMemory };
  }
}

async function ask(
  engine: Engine,
  request: WriteRequest,
  { signal, onText, onPace }: WriteHooks,
  rates: Rates,
  model: string,
): Promise<Written> {
  const { system, prompt, limits } = request;
  const numTokens = estimateTokens(`${system}\n${prompt}`) + TEMPLATE_TOKENS;
  onPace(paceOf('reading', rates, numTokens, limits.answerTokens));
  let isFirst = true;
  const { text, timings } = await engine.complete(request, limits, signal, (piece) => {
    if (isFirst) onPace(paceOf('writing', rates, 0, limits.answerTokens));
    isFirst = false;
    onText(piece);
  });
  const tokens =
    timings === null
      ? {}
      : { tokens: { prompt: timings.prompt_n + timings.cache_n, answer: timings.predicted_n } };
  return { kind: 'written', text, model, ...tokens };
}

function paceOf(stage: Pace['stage'], rates: Rates, promptTokens: number, answerTokens: number): Pace {
  const { readRate, writeRate } = rates;
  const isKnown = readRate !== null && writeRate !== null;
  const expectedMs = isKnown ? (promptTokens / readRate + answerTokens / writeRate) * 1000 : null;
  return { stage, readRate, writeRate, expectedMs };
}

function positive(rate: number): number | null {
  return Number.isFinite(rate) && rate > 0 ? rate : null;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** The engine's own words are those of its source. */
function whyBroken(error: unknown): string {
  const text = errorText(error);
  if (/memory|alloc|RangeError/i.test(text))
    return 'The browser has too little memory for this model: close other tabs, or open a smaller one';
  if (/exceed|context size|too long/i.test(text))
    return 'The question is longer than the model reads at once';
  return text.split('\n')[0].slice(0, 200);
}
