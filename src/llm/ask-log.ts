// A question about the log, deepened by a model: it may look by tools, a few times, and then answers. In: the question, what was found without it,
// the tools. Out: the sentences that hold of its answer, or why there are none. Suppose that it obeys the log: tools only read, and its
// answer is checked as a summary is (check.ts), against what the tools found.
import type { AskedSentence, ModelAnswer, ToolFact } from '../contracts/ask';
import type { Limits, WriteRequest } from '../contracts/model-question';
import type { Pace, TokenCount, WriteFailure, WritingProgress } from '../contracts/written-summary';
import { cut, visibleLine } from '../core/ticket/neutral';
import { readAnswer } from './answer';
import { askProvider, type Ready, readyProvider } from './ask-provider';
import { type AskedRequest, answerRequest, lookRequest, type ToolWords } from './ask-request';
import { checkAnswer } from './check';
import { failure, ofAnswer } from './failures';
import type { Provider } from './provider';
import { createRedactor, type Redactor } from './redact';
import { readCall } from './tool-call';

/** Looks of a model, beside those that were made without it. */
const MAX_LOOKS = 4;
const MAX_MODEL_NAME = 80;

export interface LogTools {
  readonly words: readonly ToolWords[];
  /** Calls one, whatever is asked of it; false: it failed, and the next facts tell why. */
  call(tool: string, args: Readonly<Record<string, unknown>>): Promise<boolean>;
  /** Of all calls so far. */
  facts(): readonly ToolFact[];
}

export interface AskHooks {
  /** The person's stop. */
  readonly signal: AbortSignal;
  onProgress(progress: WritingProgress): void;
}

/** Null: no model was chosen. @param load gives the provider */
export async function askLog(
  question: string,
  tools: LogTools,
  load: () => Promise<Provider>,
  hooks: AskHooks,
): Promise<ModelAnswer | null> {
  const ready = await readyProvider(load, hooks.signal);
  if (ready.kind === 'off') return null;
  if (ready.kind === 'failed') return failed(ready.failure, 0);
  if (ready.kind === 'unavailable') return failed(failure('unavailable', { detail: ready.why }), 0);
  const asking = new Asking(question, tools, ready, hooks);
  return asking.answer();
}

function failed(why: WriteFailure, bytesSent: number): ModelAnswer {
  return { kind: 'failed', failure: ofAnswer(why), bytesSent };
}

type Text =
  | { readonly ok: true; readonly text: string; readonly model: string }
  | { readonly ok: false; readonly why: WriteFailure };

class Asking {
  private readonly redactor: Redactor = createRedactor();
  private readonly until: number;
  private bytesSent = 0;
  private tokens: TokenCount | undefined;
  private readonly question: string;
  private readonly tools: LogTools;
  private readonly ready: Ready;
  private readonly hooks: AskHooks;

  constructor(question: string, tools: LogTools, ready: Ready, hooks: AskHooks) {
    this.question = question;
    this.tools = tools;
    this.ready = ready;
    this.hooks = hooks;
    this.until = performance.now() + ready.limits.timeMs;
  }

  async answer(): Promise<ModelAnswer> {
    const early = await this.look();
    if (early !== null && !early.ok) return failed(early.why, this.bytesSent);
    const asked = answerRequest(this.question, this.tools.facts(), this.limits(), this.redactor);
    if (asked === null)
      return failed(failure('no-room', { detail: 'there is no line that it could cite' }), this.bytesSent);
    const text =
      early ?? (await this.write(asked.request, (soFar, pace) => this.progress(soFar, asked, pace)));
    if (!text.ok) return failed(text.why, this.bytesSent);
    const claims = readAnswer(text.text, true);
    if (claims === null) return failed(failure('nonsense'), this.bytesSent);
    const { sentences, removed } = this.checked(claims, asked);
    return {
      kind: 'written',
      model: cut(visibleLine(text.model), MAX_MODEL_NAME),
      ...(this.tokens === undefined ? {} : { tokens: this.tokens }),
      sentences: sentences.map(
        ({ text: own, evidence }): AskedSentence => ({ pieces: [{ text: own, isLog: false }], evidence }),
      ),
      removed,
      redacted: this.redactor.redactions(),
      bytesSent: this.bytesSent,
    };
  }

  /** Null: it has looked enough. An answer that came instead of a look is one. */
  private async look(): Promise<Text | null> {
    const before = new Set<string>();
    for (let n = 0; n < MAX_LOOKS; n++) {
      const request = lookRequest(
        this.question,
        this.tools.facts(),
        this.tools.words,
        this.limits(),
        this.redactor,
      );
      if (request === null) return null;
      const text = await this.write(request, (soFar, pace) => this.progress(soFar, null, pace));
      if (!text.ok) return text;
      const wanted = readCall(text.text);
      if (wanted === null) return readAnswer(text.text, true) === null ? null : text;
      const key = JSON.stringify(wanted);
      // Who asks the same again has nothing more to ask.
      if (wanted.kind === 'answer' || before.has(key)) return null;
      before.add(key);
      await this.tools.call(wanted.tool, this.restored(wanted.args));
    }
    return null;
  }

  /** A model that was given pseudonyms asks for pseudonyms. */
  private restored(args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      Object.entries(args).map(([name, value]) => [
        name,
        typeof value === 'string' ? this.redactor.restore(value) : value,
      ]),
    );
  }

  private limits(): Limits {
    return { ...this.ready.limits, timeMs: Math.max(1, Math.floor(this.until - performance.now())) };
  }

  private async write(
    request: WriteRequest,
    onText: (text: string, pace: Pace | null) => void,
  ): Promise<Text> {
    const { written, bytesSent } = await askProvider(this.ready, request, this.hooks.signal, onText);
    this.bytesSent += bytesSent;
    if (written === null) return { ok: false, why: failure('broken') };
    if (written.kind === 'failed') return { ok: false, why: written.failure };
    const { tokens } = written;
    if (tokens !== undefined)
      this.tokens = {
        prompt: (this.tokens?.prompt ?? 0) + tokens.prompt,
        answer: (this.tokens?.answer ?? 0) + tokens.answer,
      };
    return { ok: true, text: written.text, model: written.model };
  }

  private checked(claims: NonNullable<ReturnType<typeof readAnswer>>, { stated }: AskedRequest) {
    return checkAnswer(
      claims.map(({ text, cites }) => ({ text: this.redactor.restore(text), cites })),
      stated,
    );
  }

  /** While it chooses where to look there are no sentences. */
  private progress(text: string, asked: AskedRequest | null, pace: Pace | null): void {
    const claims = asked === null ? [] : (readAnswer(text, false) ?? []);
    const sentences = asked === null ? [] : this.checked(claims, asked).sentences;
    this.hooks.onProgress({ numChars: text.length, sentences, pace });
  }
}
