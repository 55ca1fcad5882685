// Follows a log: looks at it every second, and judges it again whenever one of its windows has closed. In: a job, the engine's parts. Out:
// status and results by way of hooks, the last result at the end. Why it is done so: docs/decisions/0036-following-a-file.md.
import type { FollowEvent, FollowHooks, FollowJob, FollowPhase, FollowStatus } from '../contracts/following';
import type { Incident } from '../contracts/incident';
import type { SavedBaseline } from '../contracts/saved-baseline';
import type { EpochMs, OnProgress } from '../contracts/units';
import { errorText } from '../core/wording/error-text';
import { countOf } from '../core/wording/plural';
import { analyzeOpened } from './analyze';
import type { EngineParts } from './engine-parts';
import { type Came, FollowedLog, type HeldLimits, type StreamParts } from './followed-log';
import { freshIncidents } from './fresh-incidents';
import { LineRate } from './line-rate';
import { makeBaseline } from './saved-baselines';
import { noSessionMemory } from './session-detectors';
import { createStopwatch } from './stopwatch';
import type { Tables } from './tables';
import { throttled } from './throttled';

export interface FollowOptions {
  readonly everyMs?: number;
  readonly limits?: HeldLimits;
  /** The way to a stream. */
  readonly stream?: StreamParts | null;
}

const EVERY_MS = 1000;
/** What a file is gets told by so much of it, or by what is there after so many looks. */
const ENOUGH_BYTES = 65_536;
const ENOUGH_LOOKS = 5;
/** Lines that no window closes behind are judged after so much silence. */
const SILENCE_MS = 60_000;
/** Until there is a reference: judged again when the log is so much longer. */
const LONGER = 1.2;
/** Windows below this, chosen for a log that has just begun, are no measure for a day of it. */
const LEAST_WINDOW_MS = 60_000;
const MOST_EVENTS = 20;

export class Follower {
  private readonly job: FollowJob;
  private readonly parts: EngineParts;
  private readonly hooks: FollowHooks;
  private readonly onProgress: OnProgress;
  private readonly keep: (tables: Tables) => void;
  private readonly log: FollowedLog;
  private readonly everyMs: number;
  private readonly rate: LineRate;
  private phase: FollowPhase = 'reading';
  private events: FollowEvent[] = [];
  private told: readonly Incident[] | null = null;
  private tables: Tables | null = null;
  private reference: SavedBaseline | null = null;
  private judging: Promise<void> | null = null;
  private numLines = 0;
  private numJudged = 0;
  private isAway = false;
  private wake: () => void = () => {};

  constructor(
    job: FollowJob,
    parts: EngineParts,
    hooks: FollowHooks,
    onProgress: OnProgress,
    keep: (tables: Tables) => void,
    { everyMs = EVERY_MS, limits, stream = null }: FollowOptions = {},
  ) {
    this.job = job;
    this.parts = parts;
    this.hooks = hooks;
    this.onProgress = throttled(onProgress, parts.now);
    this.keep = keep;
    this.everyMs = everyMs;
    this.log = new FollowedLog(job, parts.scanners, limits, stream);
    this.rate = new LineRate(parts.now);
  }

  /** Until it is stopped. @throws Error with a sentence for the user where the file cannot be followed at all. */
  async run(): Promise<{ tables: Tables; log: FollowedLog }> {
    await this.takeBeginning();
    if (this.phase === 'ended' && !this.log.hasText) throw new Error(`${this.job.name} held no line.`);
    await this.log.begin();
    await this.judge();
    while (this.phase !== 'ended') {
      if (this.phase === 'reading') this.phase = 'following';
      const hasMore = this.phase === 'following' && (await this.lookOnce());
      if (this.isDue()) this.judging = this.judge().finally(() => (this.judging = null));
      this.tell();
      if (!hasMore) await this.sleep();
    }
    await this.judging;
    this.numLines += await this.log.end();
    await this.judge();
    this.tell();
    if (this.tables === null) throw new Error(`${this.job.name} could not be analysed.`);
    return { tables: this.tables, log: this.log };
  }

  pause(isPaused: boolean): void {
    if (this.phase === 'ended' || this.phase === 'reading') return;
    this.phase = isPaused ? 'paused' : 'following';
    this.tell();
    this.wake();
  }

  stop(): void {
    this.phase = 'ended';
    this.wake();
  }

  /** Of a file that has hardly begun, more is waited for. */
  private async takeBeginning(): Promise<void> {
    let numBytes = 0;
    for (let looks = 0; this.phase !== 'ended'; looks += this.log.hasText ? 1 : 0) {
      this.numLines += await this.log.take((progress) => {
        numBytes = progress.done;
        this.onProgress(progress);
      });
      if (numBytes >= ENOUGH_BYTES || (looks >= ENOUGH_LOOKS && this.log.hasText)) return;
      this.tellHappened();
      this.tell();
      await this.sleep();
    }
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.everyMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** True: there is more to be taken at once. */
  private async lookOnce(): Promise<boolean> {
    try {
      const came = await this.log.look();
      this.numLines += came.numLines;
      this.rate.add(came.numLines);
      this.tellHappened();
      this.tellOf(came);
      return came.hasMore;
    } catch (error) {
      this.happened('failed', `${this.job.name} could not be looked at: ${errorText(error)}`);
      return false;
    }
  }

  private tellHappened(): void {
    for (const { text } of this.log.happened()) this.happened('stream', text);
  }

  private tellOf({ anew, isAway, letGo, over }: Came): void {
    const { name } = this.job;
    if (over) {
      this.happened('failed', `${over.why ?? 'The stream ended.'} What was read stays.`);
      this.phase = 'ended';
    }
    if (isAway && !this.isAway) this.happened('away', `${name} is not there: it was renamed or deleted.`);
    if (!isAway && this.isAway) this.happened('back', `${name} is there again.`);
    this.isAway = isAway ?? false;
    if (anew)
      this.happened(
        anew.old === null ? 'truncated' : 'rotated',
        anew.old === null
          ? `${name} began anew. Its old text was not found, so what was written to it after the last look may be missing.`
          : `${name} began anew. Its old text is in ${anew.old}, and was read to its end there.`,
      );
    if (letGo) {
      this.numJudged = Math.max(0, this.numJudged - letGo);
      this.happened('let-go', `The first ${countOf(letGo, 'record')} of what was held were let go.`);
    }
  }

  /** The same again and again is said once. */
  private happened(kind: FollowEvent['kind'], text: string): void {
    if (this.events.at(-1)?.text === text) return;
    this.events = [...this.events, { kind, text }].slice(-MOST_EVENTS);
  }

  private isDue(): boolean {
    if (this.judging !== null || this.phase !== 'following') return false;
    const { numRows, timeMs } = this.log.last;
    if (numRows <= this.numJudged) return false;
    const grid = this.tables?.result.timeline?.grid;
    if (this.isTooFine(grid?.windowMs ?? 0) && numRows < LONGER * this.numJudged)
      return this.rate.sinceLineMs() > SILENCE_MS;
    const isClosed = !grid || (timeMs !== null && timeMs >= this.judgedTo()! + grid.windowMs);
    return isClosed || this.rate.sinceLineMs() > Math.min(SILENCE_MS, grid.windowMs);
  }

  /** The log has hardly begun: its windows are no measure yet. */
  private isTooFine(windowMs: number): boolean {
    const isFixed = this.reference !== null || this.job.settings.windowMinutes !== null;
    return !isFixed && windowMs < LEAST_WINDOW_MS;
  }

  private judgedTo(): EpochMs | null {
    const grid = this.tables?.result.timeline?.grid;
    return grid ? ((grid.startMs + grid.length * grid.windowMs) as EpochMs) : null;
  }

  /** Never rejects: a verdict that fails is said, and the next window is judged again. */
  private async judge(): Promise<void> {
    const { job, parts, reference } = this;
    const { name, settings } = job;
    try {
      const read = this.log.read();
      const numRows = read.table.length;
      const baseline = reference && {
        kind: 'saved' as const,
        id: reference.meta.id,
        name: reference.meta.name,
      };
      const load = async (id: string) =>
        id === reference?.meta.id ? reference : ((await parts.baselines?.load(id)) ?? null);
      const watch = createStopwatch(parts.now);
      watch.begin('open');
      const tables = await analyzeOpened(
        {
          job: {
            name,
            files: this.log.files(),
            settings: baseline ? { ...settings, baseline } : settings,
            truth: null,
          },
          opened: this.log.opened(),
          parts: { ...parts, baselines: { save: async () => {}, ...parts.baselines, load } },
          report: this.tables === null ? this.onProgress : () => {},
          watch,
          verdicts: this.tables?.source?.verdicts ?? new Map(),
          sessionMemory: noSessionMemory(),
          onEarly: (early) => this.deliver(early),
          isFollowed: true,
        },
        async () => read,
        null,
      );
      this.numJudged = numRows;
      this.deliver(tables);
      this.reference ??= await this.referenceOf(tables);
    } catch (error) {
      if (this.tables === null) throw error;
      this.happened('failed', `The last windows could not be judged: ${errorText(error)}`);
    }
  }

  private deliver(tables: Tables): void {
    const { settings } = this.job;
    // The reference is the log's own: what the user set is what it was chosen by.
    const result = { ...tables.result, settings };
    this.tables = { ...tables, result };
    this.keep(this.tables);
    const { fresh, told } = freshIncidents(this.told, result.incidents);
    this.told = told;
    this.hooks.onResult(result, fresh);
  }

  /** The quiet windows, or those that were learnt, kept as the measure of all that follows. Null: they are too few, or too small, or the user named a baseline. */
  private async referenceOf(tables: Tables): Promise<SavedBaseline | null> {
    const { settings, name } = this.job;
    const { timeline } = tables.result;
    if (timeline === null || settings.baseline.kind === 'saved') return null;
    if (this.isTooFine(timeline.grid.windowMs)) return null;
    const make = (kind: 'quiet' | 'learnt') =>
      makeBaseline(
        tables,
        { name: `${name}, as following began`, choice: { kind }, nowMs: 0 },
        this.parts,
        () => {},
      );
    const made = await make('quiet')
      .catch(() => make('learnt'))
      .catch(() => null);
    if (made)
      this.happened(
        'reference',
        `What follows is compared with ${countOf(made.meta.numRows, 'window')} of its beginning; they stay the measure until following ends.`,
      );
    return made;
  }

  private tell(): void {
    const { phase, numLines, events, judging, rate } = this;
    const status: FollowStatus = {
      ...{ phase, numLines, events },
      linesPerSecond: rate.perSecond(),
      sinceLineMs: rate.sinceLineOrNull(),
      judgedTo: this.judgedTo(),
      numWaiting: Math.max(0, this.log.last.numRows - this.numJudged),
      isJudging: judging !== null || phase === 'reading',
      heldBytes: this.log.heldBytes,
      keptBytes: this.log.keptBytes,
    };
    this.hooks.onStatus(status);
  }
}
