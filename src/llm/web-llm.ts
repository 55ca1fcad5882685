// A model on the graphics processor (WebGPU), by @mlc-ai/web-llm. In: a folder that was checked and kept. Out: a Provider. What the
// adapter cannot do is asked before anything is loaded: the library's own errors tell a person nothing.

import { type AppConfig, MLCEngine } from '@mlc-ai/web-llm';
import type { FolderFacts } from '../contracts/local-models';
import type { Availability, Limits, WriteRequest, Written } from '../contracts/model-question';
import type { Pace } from '../contracts/written-summary';
import { errorText } from '../core/wording/error-text';
import { failure } from './failures';
import { addressesOf } from './mlc-cache';
import type { Provider, WriteHooks } from './provider';

const MOST: Limits = { promptTokens: 3000, answerTokens: 800, timeMs: 10 * 60_000 };
/** What a model's chat template adds. */
const TEMPLATE_TOKENS = 64;
/** Buffers that the library asks every adapter for. */
const LEAST_BUFFER_BYTES = 128 * 2 ** 20;

/** What of an adapter is asked. */
interface Adapter {
  readonly features: { has(name: string): boolean };
  readonly limits: { readonly maxBufferSize: number; readonly maxStorageBufferBindingSize: number };
}
interface Gpu {
  requestAdapter(options?: object): Promise<Adapter | null>;
}

export interface WebLlmProvider extends Provider {
  /** Frees its memory. */
  end(): void;
}

export function webLlmProvider(facts: FolderFacts): WebLlmProvider {
  let engine: MLCEngine | null = null;
  const ready = async ({ onPace }: WriteHooks): Promise<MLCEngine> => {
    if (engine !== null) return engine;
    onPace(paceOf('loading'));
    const { model, library } = addressesOf(facts.name);
    const appConfig: AppConfig = {
      model_list: [{ model, model_id: facts.name, model_lib: library }],
      cacheBackend: 'cache',
    };
    const loaded = new MLCEngine({ appConfig, logLevel: 'SILENT' });
    await loaded.reload(facts.name);
    engine = loaded;
    return loaded;
  };
  const end = (): void => {
    void engine?.unload().catch(() => undefined);
    engine = null;
  };
  return {
    available: async () => availability(facts, (globalThis.navigator as { readonly gpu?: Gpu }).gpu),
    async write(request, hooks) {
      try {
        return await ask(await ready(hooks), request, hooks, facts.name);
      } catch (error) {
        const [line] = errorText(error).split('\n');
        // The library's own errors tell a person nothing.
        const detail =
          engine === null
            ? `it could not be loaded, perhaps since its library was made for another version of web-llm (${line})`
            : line;
        end();
        if (hooks.signal.aborted) return { kind: 'failed', failure: failure('stopped') };
        return { kind: 'failed', failure: failure('broken', { detail }) };
      }
    },
    end,
  };
}

async function availability(facts: FolderFacts, gpu: Gpu | undefined): Promise<Availability> {
  const why = await whyNotHere(facts, gpu);
  if (why !== null) return { kind: 'unavailable', why };
  const room = facts.contextTokens - MOST.answerTokens - TEMPLATE_TOKENS;
  const limits: Limits = { ...MOST, promptTokens: Math.min(MOST.promptTokens, room) };
  return { kind: 'ready', model: facts.name, limits };
}

/** @param gpu undefined where the browser has no WebGPU */
export async function whyNotHere(facts: FolderFacts, gpu: Gpu | undefined): Promise<string | null> {
  if (gpu === undefined)
    return 'This browser has no WebGPU: a newer Chrome, Edge, Firefox or Safari has it; or use a model file (GGUF), which runs on the processor';
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (adapter === null)
    return 'The browser gives this page no graphics processor (WebGPU has no adapter): use a model file (GGUF), which runs on the processor';
  if (facts.needsF16 && !adapter.features.has('shader-f16'))
    return 'This graphics processor does not count in 16 bits (shader-f16), which this model needs: take its q4f32 version';
  const buffer = Math.min(adapter.limits.maxBufferSize, adapter.limits.maxStorageBufferBindingSize);
  const needed = Math.max(LEAST_BUFFER_BYTES, facts.largestTensorBytes);
  if (buffer < needed)
    return `The largest part of this model has ${megabytes(needed)}, and this graphics processor takes ${megabytes(buffer)} at once: take a smaller model`;
  return null;
}

async function ask(
  engine: MLCEngine,
  { system, prompt, schema, limits }: WriteRequest,
  { signal, onText, onPace }: WriteHooks,
  model: string,
): Promise<Written> {
  const stop = (): void => void engine.interruptGenerate();
  signal.addEventListener('abort', stop, { once: true });
  onPace(paceOf('reading'));
  let text = '';
  let tokens: { prompt: number; answer: number } | null = null;
  try {
    const chunks = await engine.chat.completions.create({
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: prompt },
      ],
      temperature: 0,
      max_tokens: limits.answerTokens,
      stream: true,
      stream_options: { include_usage: true },
      response_format: { type: 'json_object', schema: JSON.stringify(schema) },
    });
    for await (const { choices, usage } of chunks) {
      const piece = choices[0]?.delta?.content ?? '';
      if (text === '' && piece !== '') onPace(paceOf('writing'));
      text += piece;
      if (piece !== '') onText(piece);
      if (usage) tokens = { prompt: usage.prompt_tokens, answer: usage.completion_tokens };
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  return { kind: 'written', text, model, ...(tokens === null ? {} : { tokens }) };
}

function paceOf(stage: Pace['stage']): Pace {
  return { stage, readRate: null, writeRate: null, expectedMs: null };
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`;
}
