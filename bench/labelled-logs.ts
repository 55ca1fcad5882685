// The labelled logs of the data folder. Out: where each lies, with the settings that a reader would choose for it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Settings } from '../src/contracts/settings';

export interface LabelledLog {
  readonly name: string;
  readonly dir: string;
  /** Its file in `dir`; null: the folder holds runs, one folder each, one log a service. */
  readonly log: string | null;
  /** The zone and year that the truth is told in: what a reader would set for a log that states none. */
  readonly settings: Pick<Settings, 'year' | 'zone'>;
}

/** What the names of known-good runs begin with. */
export const GOOD_RUNS = 'correct';

/** In the order of their names, those of `incidents` first. @throws Error when the folder has another form. */
export function listLabelledLogs(dataDir: string): LabelledLog[] {
  const folders = readdirSync(join(dataDir, 'incidents'))
    .sort()
    .map((name) => `incidents/${name}`);
  return [...folders, 'bgl_5000', 'hdfs_2pct'].map((folder) => {
    const dir = join(dataDir, folder);
    const log = readdirSync(dir).find((file) => /\.log(\.gz)?$/.test(file)) ?? null;
    return { name: basename(folder), dir, log, settings: settingsOf(dir) };
  });
}

/** From truth.json, and from settings.json where a clean log has no incident to tell the year by. */
function settingsOf(dir: string): LabelledLog['settings'] {
  const { incidents = [], zone = '' } = readJson(join(dir, 'truth.json'));
  const first = incidents[0]?.outage_start;
  return {
    year: first ? new Date(first).getUTCFullYear() : null,
    zone: /^[+-]\d\d:\d\d/.exec(zone)?.[0] ?? 'UTC',
    ...readJson(join(dir, 'settings.json')),
  };
}

function readJson(path: string) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}
