// What the tabs of one browser hold and how long they computed, from /proc (Linux). In: the profile folder that names the
// browser. Out: growth in MB, processor seconds up to a time: on a machine that does other work too, these say more than the clock.
import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_MS = 200;

/** Ticks of /proc/PID/stat in a second, on every Linux that Chromium runs on. */
const TICKS = 100;

interface Sample {
  readonly seconds: number;
  readonly mb: number;
  readonly wholeMb: number;
  readonly processorSeconds: number;
}

export interface Watched {
  /** Peak of private memory (RssAnon) over that at the beginning, MB. */
  readonly grownMb: number;
  /** The same of the whole browser, which keeps Blobs outside the tabs: each page of memory counted once (Pss). */
  readonly wholeGrownMb: number;
  /** Processor seconds of all threads in the first so many seconds. */
  processorSeconds(within: number): number;
}

/** Watches the renderers of the browser with this profile from now until stop(), which gives null on other systems. */
export function watchRenderers(profile: string): { stop(): Watched | null } {
  const began = performance.now();
  const samples: Sample[] = [];
  const look = (): void => {
    const sample = lookAt(profile, (performance.now() - began) / 1000);
    if (sample) samples.push(sample);
  };
  look();
  const timer = setInterval(look, SAMPLE_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      const [first] = samples;
      if (!first) return null;
      const grownMb = Math.max(...samples.map(({ mb }) => mb)) - first.mb;
      const wholeGrownMb = Math.max(...samples.map(({ wholeMb }) => wholeMb)) - first.wholeMb;
      const processorSeconds = (within: number): number =>
        (samples.findLast(({ seconds }) => seconds <= within) ?? first).processorSeconds -
        first.processorSeconds;
      return { grownMb, wholeGrownMb, processorSeconds };
    },
  };
}

function lookAt(profile: string, seconds: number): Sample | null {
  const processes = readProcesses();
  const root = processes.find(
    ({ args }) => args.includes(`--user-data-dir=${profile}`) && !args.includes('--type='),
  );
  if (!root) return null;
  const inside = new Set([root.pid]);
  for (let grew = true; grew; ) {
    const before = inside.size;
    for (const { pid, parent } of processes) if (inside.has(parent)) inside.add(pid);
    grew = inside.size > before;
  }
  const pids = processes
    .filter(({ pid, args }) => inside.has(pid) && args.includes('--type=renderer'))
    .map(({ pid }) => pid);
  const sum = (all: Iterable<number>, of: (pid: number) => number): number =>
    [...all].reduce((total, pid) => total + of(pid), 0);
  const mb = sum(pids, (pid) => Number(statusOf(pid, 'RssAnon') ?? 0) / 1000);
  const wholeMb = sum(inside, pssOf);
  return { seconds, mb, wholeMb, processorSeconds: sum(pids, ticksOf) / TICKS };
}

/** MB; pages that several processes share are counted by shares. */
function pssOf(pid: number): number {
  return Number(/^Pss:\s*(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1000;
}

/** User and system time: the 14th and 15th field, counted behind the name in parentheses. */
function ticksOf(pid: number): number {
  const fields = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

function readProcesses(): { pid: number; parent: number; args: string }[] {
  const found: { pid: number; parent: number; args: string }[] = [];
  for (const name of namesIn('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const args = read(`/proc/${name}/cmdline`);
    if (args) found.push({ pid: Number(name), parent: Number(statusOf(Number(name), 'PPid')), args });
  }
  return found;
}

function statusOf(pid: number, field: string): string | undefined {
  return new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(read(`/proc/${pid}/status`))?.[1];
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

/** '' for a process that has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
