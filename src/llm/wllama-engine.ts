// llama.cpp in WebAssembly (@wllama/wllama), one thread. In: a checked GGUF file, a question. Out: the answer piece by piece, with what was
// counted. It loads nothing but its own wasm from where it is told. The engine runs in a worker of its own, which ending frees its memory.

import { type ResultTimings, Wllama } from '@wllama/wllama';
import type { Limits, WriteRequest } from '../contracts/model-question';

/** What is held in memory at once: question and answer of a summary, and room. */
export const CONTEXT_TOKENS = 2048;
/** Tokens that are read in one go: between two of them it hears a stop. */
const BATCH_TOKENS = 64;
/** For a stopped engine to hear it; then it is ended, and loaded anew the next time. */
const STOP_MS = 3000;
const SILENT = { debug: () => {}, log: () => {}, warn: () => {}, error: () => {} };

export interface Completed {
  readonly text: string;
  /** Null: the engine did not say. */
  readonly timings: ResultTimings | null;
  /** It came to its own end, or to that of the tokens it may write. */
  readonly isOver: boolean;
}

export interface Engine {
  /** @throws Error as the engine words it */
  complete(
    question: Pick<WriteRequest, 'system' | 'prompt'> & { readonly schema: WriteRequest['schema'] | null },
    limits: Pick<Limits, 'answerTokens'>,
    signal: AbortSignal,
    onText: (piece: string) => void,
  ): Promise<Completed>;
  /** False: it has to be loaded anew. */
  isUsable(): boolean;
  end(): void;
}

/** @param wasmUrl absolute, of this page's own origin @throws Error as the engine words it */
export async function loadEngine(file: Blob, contextTokens: number, wasmUrl: string): Promise<Engine> {
  const wllama = new Wllama({ default: wasmUrl }, { logger: SILENT, suppressNativeLog: true });
  // Else it would fetch another build from elsewhere.
  wllama.setCompat(null);
  let isUsable = true;
  const end = (): void => {
    isUsable = false;
    void wllama.exit();
  };
  const load = wllama.loadModel([file], {
    n_ctx: Math.min(CONTEXT_TOKENS, contextTokens),
    n_batch: BATCH_TOKENS,
    n_ubatch: BATCH_TOKENS,
    n_threads: 1,
    n_gpu_layers: 0,
    n_parallel: 1,
    warmup: false,
    seed: 1,
  });
  await load.catch((error: unknown) => {
    end();
    throw error;
  });
  return {
    isUsable: () => isUsable,
    end,
    async complete({ system, prompt, schema }, { answerTokens }, signal, onText) {
      let text = '';
      let timings: ResultTimings | null = null;
      let isOver = false;
      const answer = wllama.createChatCompletion({
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: prompt },
        ],
        max_tokens: answerTokens,
        temperature: 0,
        ...(schema === null
          ? {}
          : {
              response_format: {
                type: 'json_schema',
                json_schema: { name: 'summary', strict: true, schema },
              },
            }),
        stream: true,
        timings_per_token: true,
        abortSignal: signal,
        onData: (chunk) => {
          timings = chunk.timings ?? timings;
          const [choice] = chunk.choices;
          const piece = choice?.delta?.content ?? '';
          if (choice?.finish_reason) isOver = true;
          if (piece === '') return;
          text += piece;
          onText(piece);
        },
      });
      await untilStopped(answer, signal, end).catch((error: unknown) => {
        // A crash of the engine leaves it dead; what is only too long or stopped does not.
        if ((error as Error).name === 'RuntimeError') end();
        throw error;
      });
      return { text, timings, isOver };
    },
  };
}

/** Ends with the work; where it does not hear the signal in time, with `end`. */
async function untilStopped(work: Promise<unknown>, signal: AbortSignal, end: () => void): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stop = (): void => {
    timer = setTimeout(end, STOP_MS);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    await work;
  } finally {
    signal.removeEventListener('abort', stop);
    if (timer !== null) clearTimeout(timer);
  }
}
