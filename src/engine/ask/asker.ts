// Questions to the log over the analysis at hand. In: a question in words, who writes. Out: how it was read, what the tools found, the answer without
// a model, and beside it what a model made of it. One question is answered at a time; a new one ends the one before it.
import type { AskOrder, AskProgress, AskReply, ModelAnswer, ToolFact } from '../../contracts/ask';
import type { CallTool } from '../../contracts/ask-tools';
import type { LocalModels } from '../../contracts/model-question';
import type { OutgoingDoor } from '../../contracts/outgoing';
import type { WritingProgress } from '../../contracts/written-summary';
import { compose, type Draft } from '../../core/ask/compose';
import { vocabularyOf } from '../../core/ask/ideas';
import { readQuestion } from '../../core/ask/read-question';
import { type ReadQuestion, readingInWords } from '../../core/ask/reading';
import { createClock } from '../../core/ingest/time/zone-clock';
import { printText } from '../../core/query/print';
import { askLog } from '../../llm/ask-log';
import { loadProvider } from '../../llm/providers';
import { loadCorpus } from '../../runbooks/corpus';
import { ownDocument } from '../../runbooks/own-document';
import { buildRunbookSearch } from '../../runbooks/search';
import type { EngineParts } from '../engine-parts';
import { exchangeOver } from '../exchange';
import { ownRunbooks } from '../own-runbooks';
import { callableFrom } from '../summaries';
import type { Tables } from '../tables';
import { backedSentences } from './backed';
import { createLogReader, type LogAccess, type LogReader } from './log-access';
import { TOOLS } from './registry';
import { createToolCalls, type ToolCalls } from './tool-calls';

export interface Asker {
  ask(
    order: AskOrder,
    onProgress: (progress: AskProgress) => void,
    door: OutgoingDoor | null,
    local: LocalModels | null,
  ): Promise<AskReply>;
  stop(): void;
}

export function createAsker(current: () => Tables, parts: EngineParts): Asker {
  let asking: AbortController | null = null;
  let kept: {
    readonly of: Tables['table'];
    readonly text: Tables['text'];
    readonly reader: LogReader;
  } | null = null;
  const readerOf = (tables: Tables): LogReader => {
    if (kept?.of !== tables.table || kept.text !== tables.text) {
      const reader = createLogReader(tables, parts.searchers, () => runbookSearch(parts), parts.now);
      kept = { of: tables.table, text: tables.text, reader };
    }
    return kept.reader;
  };
  return {
    async ask({ question, zone, writer }, onProgress, door, local) {
      asking?.abort();
      const own = new AbortController();
      asking = own;
      const tables = current();
      const log = readerOf(tables).open(tables.result, own.signal);
      const answering = new Answering({ question, zone }, log, parts, onProgress);
      await answering.without();
      if (writer.provider === 'none' || own.signal.aborted) return answering.reply();
      const exchange = door === null ? null : exchangeOver(door, parts.proxy);
      const load = () =>
        parts.providerOf?.(writer) ??
        loadProvider({ settings: writer, exchange, local: local && callableFrom(local, parts.proxy) });
      await answering.by((hooks) =>
        askLog(question, hooks.tools, load, { signal: own.signal, onProgress: hooks.onProgress }),
      );
      return answering.reply();
    },
    stop: () => asking?.abort(),
  };
}

async function runbookSearch(parts: EngineParts) {
  const own = await ownRunbooks(parts);
  return buildRunbookSearch([...loadCorpus().documents, ...own.map(ownDocument)]);
}

interface ModelParts {
  readonly tools: Parameters<typeof askLog>[1];
  onProgress(writing: WritingProgress): void;
}

/** One question on its way. */
class Answering {
  private readonly question: string;
  private readonly log: LogAccess;
  private readonly calls: ToolCalls;
  private readonly read: ReadQuestion;
  private readonly onProgress: (progress: AskProgress) => void;
  private draft: Draft | null = null;
  private model: ModelAnswer | null = null;
  private writing: WritingProgress | null = null;

  constructor(
    { question, zone }: Pick<AskOrder, 'question' | 'zone'>,
    log: LogAccess,
    { now }: EngineParts,
    onProgress: (progress: AskProgress) => void,
  ) {
    this.question = question;
    this.log = log;
    this.onProgress = onProgress;
    this.calls = createToolCalls(log, now, () => this.tell());
    this.read = readQuestion(question, { ...vocabularyOf(log.result), clock: createClock(zone) });
  }

  async without(): Promise<void> {
    const { read } = this;
    this.draft = read.ok ? await this.composed(read.reading) : refusedDraft(read);
    this.tell();
  }

  /** A model begins with what was found without it; with the incidents where that is nothing. */
  async by(ask: (parts: ModelParts) => Promise<ModelAnswer | null>): Promise<void> {
    if (!this.facts().some(({ line }) => line !== null)) await this.calls.call('list_incidents', {});
    if (!this.facts().some(({ line }) => line !== null))
      await this.calls.call('search_lines', { pick: 'spread' });
    this.model = await ask({
      tools: {
        words: TOOL_WORDS,
        call: (tool, args) => this.callByModel(tool, args),
        facts: () => this.facts(),
      },
      onProgress: (writing) => {
        this.writing = writing;
        this.tell();
      },
    });
    this.writing = null;
  }

  reply(): AskReply {
    const { read, draft, calls } = this;
    return {
      question: this.question,
      read: read.ok ? readingInWords(read.reading) : null,
      refusal: draft?.refusal ?? null,
      sentences: draft?.sentences ?? [],
      lines: this.log.cited(),
      steps: [...calls.steps],
      where: draft?.where ?? null,
      model: this.model,
    };
  }

  private async composed(reading: Parameters<typeof compose>[0]): Promise<Draft> {
    const call: CallTool = (tool, args) => this.calls.call(tool, args);
    const draft = await compose(reading, call);
    const failed = this.calls.steps.find(({ error }) => error !== null)?.error;
    if (draft.sentences.length === 0) return failed ? { ...draft, refusal: failed.message } : draft;
    const ids = new Set(this.log.cited().map(({ id }) => id));
    const sentences = backedSentences(draft.sentences, this.facts(), readingInWords(reading), ids);
    const refusal =
      sentences.length === 0 ? 'What was found backs no sentence: the trace tells what it was.' : null;
    return { ...draft, sentences, refusal };
  }

  private async callByModel(tool: string, args: Readonly<Record<string, unknown>>): Promise<boolean> {
    return (await this.calls.call(tool as keyof typeof TOOLS, args, 'model')) !== null;
  }

  private facts(): readonly ToolFact[] {
    return this.calls.facts.flat();
  }

  private tell(): void {
    this.onProgress({ reply: this.draft === null ? null : this.reply(), writing: this.writing });
  }
}

/** Its words are offered as a plain search, where there are any. */
function refusedDraft({ why, words }: Extract<ReadQuestion, { readonly ok: false }>): Draft {
  const refusal = words === '' ? why : `${why} These words: "${words}".`;
  return { sentences: [], refusal, where: words === '' ? null : printText(words) };
}

const TOOL_WORDS = Object.values(TOOLS).map(({ name, about, params }) => ({
  name,
  about,
  params: Object.fromEntries(
    Object.entries(params).map(([param, { about: words, oneOf }]) => [
      param,
      oneOf === undefined ? words : `${words}: ${oneOf.join(', ')}`,
    ]),
  ),
}));
