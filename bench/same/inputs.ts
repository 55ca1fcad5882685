// What both versions are given: the labelled logs where the data folder is there, the scenarios of the demo, and small abusive files.
// Out: inputs that are told to a page by what a person does with it.
import { existsSync, mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Settings } from '../../src/contracts/settings';
import { SCENARIOS } from '../../src/core/simulate/simulate';
import { ABUSE_CASES } from '../abuse-cases';
import { givePaths, startDemo } from '../analyze-page';
import { GOOD_RUNS, type LabelledLog, listLabelledLogs } from '../labelled-logs';

export interface Input {
  readonly name: string;
  /** What the page is told before; null: its defaults. */
  readonly settings: Partial<Settings> | null;
  /** Writes what is given, where it is not there from the start. */
  readonly make?: () => void;
  readonly give: (page: Page) => Promise<void>;
}

const SEED = '42';
/** The date of a file says the year where its lines do not. */
const WRITTEN = new Date('2024-03-02T00:00:00Z');

/** Those that are on the disk in a second and read in a few, of every kind: texts, archives, a question of the page. */
const SMALL_ABUSE: readonly string[] = [
  '0 bytes',
  '1 byte',
  'ANSI sequences that never end, 20,000 lines',
  'markup and scripts, 100,000 lines',
  '100,000 sources',
  'brackets, a megabyte deep',
  'half an xz',
  'half a bzip2',
  'half a zstd',
  'half a zip',
  'half a tar',
  'zip in zip in zip in zip',
  'zip of 60,000 entries on one name',
  'tar whose name leads out',
  'gzip with a wrong checksum',
];

/** Null where there is no data folder. */
export function labelledInputs(dataDir: string): Input[] | null {
  if (!existsSync(join(dataDir, 'incidents'))) return null;
  const reading = join(dataDir, 'reading');
  const labelled = listLabelledLogs(dataDir).map(labelledInput);
  if (!existsSync(reading)) return labelled;
  // A hundred formats in one drop.
  return [...labelled, { name: 'reading', settings: null, give: (page) => givePaths(page, [reading]) }];
}

function labelledInput({ name, dir, log, settings }: LabelledLog): Input {
  if (log !== null) return { name, settings, give: (page) => givePaths(page, [join(dir, log)]) };
  const baseline = { kind: 'file', name: GOOD_RUNS } as const;
  return { name, settings: { ...settings, baseline }, give: (page) => givePaths(page, runsIn(dir)) };
}

function runsIn(dir: string): string[] {
  const entries = readdirSync(dir, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(dir, name));
}

export function demoInputs(): Input[] {
  return SCENARIOS.map(({ id, title }) => ({
    name: `demo ${id}`,
    settings: null,
    give: (page) => startDemo(page, { title, seed: SEED }),
  }));
}

/** @param dir where the files are written, one folder each. */
export function abuseInputs(dir: string): Input[] {
  return SMALL_ABUSE.map((name, i) => {
    const abuse = ABUSE_CASES.find((each) => each.name === name);
    if (!abuse) throw new Error(`no abusive file is called '${name}'`);
    const folder = join(dir, `abuse-${i}`);
    const path = join(folder, abuse.file);
    const make = (): void => {
      mkdirSync(folder, { recursive: true });
      abuse.make(path);
      utimesSync(path, WRITTEN, WRITTEN);
    };
    return { name: `abuse ${name}`, settings: null, make, give: (page) => givePaths(page, [path]) };
  });
}
