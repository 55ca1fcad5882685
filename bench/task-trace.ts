// Chromium's own trace of the main thread: long tasks with their processor time, which a busy machine does not stretch, and the
// functions that ran in them, by samples of a millisecond.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';

export interface TracedTask {
  readonly phase: string;
  readonly ms: number;
  readonly processorMs: number;
  /** What ran, with its milliseconds, most first; of functions only with the profiler. */
  readonly hot: readonly (readonly [string, number])[];
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly id?: string;
  readonly args: { readonly data?: ProfileData; readonly name?: string };
}

interface ProfileData {
  readonly startTime?: number;
  readonly timeDeltas?: readonly number[];
  readonly cpuProfile?: { readonly nodes?: readonly ProfileNode[]; readonly samples?: readonly number[] };
}

interface ProfileNode {
  readonly id: number;
  readonly parent?: number;
  readonly callFrame: { readonly functionName: string; readonly url?: string; readonly lineNumber?: number };
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];
const PROFILER = 'disabled-by-default-v8.cpu_profiler';
/** Marks of the steps, as long-tasks.ts makes them. */
const PHASE = 'phase:';
const LONG_US = 50_000;
const NUM_HOT = 14;

/** With the profiler everything is slower. */
export async function startTrace(
  browser: Browser,
  page: Page,
  path: string,
  withProfiler: boolean,
): Promise<{ stop(): Promise<string> }> {
  await browser.startTracing(page, {
    path,
    categories: [...CATEGORIES, ...(withProfiler ? [PROFILER] : [])],
  });
  return {
    stop: async () => {
      await browser.stopTracing();
      return path;
    },
  };
}

/** Long tasks of the threads that run pages. */
export function tasksOf(path: string): readonly TracedTask[] {
  const { traceEvents: events } = JSON.parse(readFileSync(path, 'utf8')) as { traceEvents: TraceEvent[] };
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const isMain = ({ pid, tid }: TraceEvent): boolean => mains.has(`${pid}/${tid}`);
  const samples = samplesOf(events, isMain);
  const marks = events.filter(({ name }) => name.startsWith(PHASE));
  const phaseAt = (us: number): string =>
    marks
      .filter(({ ts }) => ts <= us + 1000)
      .at(-1)
      ?.name.slice(PHASE.length) ?? 'before';
  return events
    .filter((event) => event.name === 'RunTask' && (event.dur ?? 0) >= LONG_US && isMain(event))
    .map((task) => ({
      phase: phaseAt(task.ts),
      ms: (task.dur ?? 0) / 1000,
      processorMs: (task.tdur ?? 0) / 1000,
      hot: [...hotIn(task, samples), ...blinkIn(task, events.filter(isMain))],
    }));
}

interface Sample {
  readonly pid: number;
  readonly us: number;
  readonly lengthUs: number;
  readonly stack: readonly string[];
}

/** A profile is begun by its own thread and comes in chunks under one id; a node names its parent, a sample its node. */
function samplesOf(
  events: readonly TraceEvent[],
  isWanted: (event: TraceEvent) => boolean,
): readonly Sample[] {
  const profiles = new Map<string, { at: number; nodes: Map<number, ProfileNode> }>();
  const samples: Sample[] = [];
  for (const event of events) {
    const { name, pid, id, args } = event;
    const key = `${pid}/${id}`;
    if (name === 'Profile' && isWanted(event))
      profiles.set(key, { at: args.data?.startTime ?? 0, nodes: new Map() });
    const profile = profiles.get(key);
    if (name !== 'ProfileChunk' || profile === undefined) continue;
    for (const node of args.data?.cpuProfile?.nodes ?? []) profile.nodes.set(node.id, node);
    const deltas = args.data?.timeDeltas ?? [];
    for (const [i, node] of (args.data?.cpuProfile?.samples ?? []).entries()) {
      profile.at += deltas[i] ?? 0;
      samples.push({
        pid,
        us: profile.at,
        lengthUs: deltas[i + 1] ?? 1000,
        stack: stackOf(profile.nodes, node),
      });
    }
  }
  return samples;
}

function stackOf(nodes: ReadonlyMap<number, ProfileNode>, leaf: number): readonly string[] {
  const stack: string[] = [];
  for (let node = nodes.get(leaf); node !== undefined; node = nodes.get(node.parent ?? -1)) {
    const { functionName, url = '', lineNumber = 0 } = node.callFrame;
    stack.push(`${functionName || '(anonymous)'} ${url.split('/').at(-1)}:${lineNumber}`);
  }
  return stack;
}

/** By function, with all that it called; of equal ones the innermost says most. */
function hotIn(
  { pid, ts, dur = 0 }: TraceEvent,
  samples: readonly Sample[],
): readonly (readonly [string, number])[] {
  const total = new Map<string, number>();
  for (const sample of samples) {
    if (sample.pid !== pid || sample.us < ts || sample.us > ts + dur) continue;
    const ms = Math.min(sample.lengthUs, 5000) / 1000;
    for (const frame of new Set(sample.stack)) total.set(frame, (total.get(frame) ?? 0) + ms);
  }
  return [...total]
    .filter(([frame]) => !frame.startsWith('(root)'))
    .sort((a, b) => b[1] - a[1])
    .slice(0, NUM_HOT);
}

const BLINK = [
  'UpdateLayoutTree',
  'Layout',
  'Paint',
  'PrePaint',
  'Commit',
  'MajorGC',
  'MinorGC',
  'v8.compile',
  'HandlePostMessage',
  'FireAnimationFrame',
  'EventDispatch',
  'v8.deserializeMessage',
  'ParseHTML',
];

function blinkIn(
  { pid, ts, dur = 0 }: TraceEvent,
  events: readonly TraceEvent[],
): readonly (readonly [string, number])[] {
  const total = new Map<string, number>();
  for (const event of events) {
    if (event.pid !== pid || event.ts < ts || event.ts > ts + dur || !BLINK.includes(event.name)) continue;
    total.set(event.name, (total.get(event.name) ?? 0) + (event.dur ?? 0) / 1000);
  }
  return [...total]
    .filter(([, ms]) => ms >= 2)
    .sort((a, b) => b[1] - a[1])
    .map(([name, ms]) => [`[${name}]`, ms]);
}
