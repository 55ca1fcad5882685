// What the tabs of one browser hold, from /proc (Linux). In: the profile folder that names the browser. Out: growth in MB.
import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_MS = 200;

/** Private memory (RssAnon) of the renderers of the browser with this profile: peak growth since the call, in MB. */
export function watchRenderers(profile: string): { stop(): number | null } {
  const first = renderersMb(profile);
  let peak = first ?? 0;
  const look = (): void => {
    peak = Math.max(peak, renderersMb(profile) ?? 0);
  };
  const timer = setInterval(look, SAMPLE_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return first === null ? null : peak - first;
    },
  };
}

function renderersMb(profile: string): number | null {
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
  const renderers = processes.filter(({ pid, args }) => inside.has(pid) && args.includes('--type=renderer'));
  return renderers.reduce((sum, { pid }) => sum + Number(statusOf(pid, 'RssAnon') ?? 0) / 1000, 0);
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
