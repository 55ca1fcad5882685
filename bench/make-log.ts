// Large logs for measuring. In: the samples below HARBINGER_DATA (or ../shared/data), a size, a seed. Out: a file that repeats
// them with fresh values: block ids, addresses, sizes and times are drawn anew, so that no cache of values is flattered.
// `npx tsx bench/make-log.ts hdfs|mix|json|docker|cri|csv MEGABYTES FILE`.
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { ROOT } from './build';
import { Clock } from './log-clock';

/** The last four hold the lines of HDFS: as JSON a line, within docker's JSON, behind CRI's header, as rows of a table. */
export const KINDS = ['hdfs', 'mix', 'json', 'docker', 'cri', 'csv'] as const;
export type LogKind = (typeof KINDS)[number];

const DATA = process.env.HARBINGER_DATA ?? join(ROOT, '..', 'shared', 'data');
const START = Date.UTC(2008, 10, 9, 20, 35, 18);
/** Time that a made log covers, whatever its size: a busy system has more lines a second, not more days. */
const SPAN_MS = 36 * 3_600_000;
const FLUSH_CHARS = 2 ** 22;

type Random = (below: number) => number;
/** A piece of a line: literal text, or what draws a fresh value. `pass` keeps equal ids equal within one pass. */
type Part = string | ((clock: Clock, pass: Pass) => string);

interface Pass {
  readonly random: Random;
  readonly seed: number;
}

/** Whether the samples that a kind needs are there. */
export function hasSamples(kind: LogKind): boolean {
  return existsSync(join(DATA, kind === 'mix' ? 'parsing' : 'hdfs_2pct/HDFS_2pct.log.gz'));
}

/** Writes at least `size` bytes of whole lines. Same arguments, same bytes. */
export function makeLog(kind: LogKind, size: number, path: string, seed = 20261122): void {
  const out = openSync(path, 'w');
  const random = lcg(seed);
  const lines = kind === 'mix' ? interleaved(mixedLines(), random) : inOrder(linesOfKind(kind));
  const clock = new Clock();
  const pass = { random, seed };
  let chunk = kind === 'csv' ? 'time,level,logger,thread,message\n' : '';
  for (let written = 0; written < size; ) {
    const { parts, turn } = lines();
    pass.seed = (seed + Math.imul(turn, 0x9e3779b1)) | 0;
    clock.ms = START + Math.floor((written / size) * SPAN_MS);
    const before = chunk.length;
    for (const part of parts) chunk += typeof part === 'string' ? part : part(clock, pass);
    chunk += '\n';
    written += chunk.length - before;
    if (chunk.length < FLUSH_CHARS) continue;
    writeSync(out, chunk, null, 'latin1');
    chunk = '';
  }
  writeSync(out, chunk, null, 'latin1');
  closeSync(out);
}

/** Writes lines of so many distinct wordings, of letters only, so that no mask brings two of them together. */
export function makeShapes(numShapes: number, size: number, path: string, seed = 20261122): void {
  const out = openSync(path, 'w');
  const random = lcg(seed);
  const messages = Array.from({ length: numShapes }, () => wording(random));
  const clock = new Clock();
  let chunk = '';
  for (let written = 0, i = 0; written < size; i++) {
    clock.ms = START + Math.floor((written / size) * SPAN_MS);
    const line = `${iso('.')(clock)} INFO ${messages[i % numShapes]}\n`;
    written += line.length;
    chunk += line;
    if (chunk.length < FLUSH_CHARS) continue;
    writeSync(out, chunk, null, 'latin1');
    chunk = '';
  }
  writeSync(out, chunk, null, 'latin1');
  closeSync(out);
}

/** Ten words, sometimes fewer or more. */
function wording(random: Random): string {
  const word = (): string => {
    let text = '';
    for (let left = 3 + random(6); left > 0; left--) text += String.fromCharCode(97 + random(26));
    return text;
  };
  return Array.from({ length: 8 + random(5) }, word).join(' ');
}

type NextLine = () => { parts: readonly Part[]; turn: number };

function inOrder(lines: readonly (readonly Part[])[]): NextLine {
  let at = -1;
  return () => {
    at++;
    return { parts: lines[at % lines.length], turn: Math.floor(at / lines.length) };
  };
}

/** Any system's next line: the worst case for a user that expects one format. */
function interleaved(systems: readonly (readonly Part[])[][], random: Random): NextLine {
  const next = systems.map((lines) => inOrder(lines));
  return () => next[random(next.length)]();
}

function linesOfKind(kind: Exclude<LogKind, 'mix'>): Part[][] {
  const text = gunzipSync(readFileSync(join(DATA, 'hdfs_2pct', 'HDFS_2pct.log.gz'))).toString('latin1');
  const lines = linesOf(text);
  return kind === 'hdfs' ? lines.map((line) => compile(line, TIMES.HDFS)) : lines.map(within(kind));
}

const utc = (c: Clock): string => `${c.yyyy}-${c.mm}-${c.dd}T${c.hms}.${c.milli}`;

/** A line of HDFS, taken apart and put into another notation. */
function within(kind: Exclude<LogKind, 'mix' | 'hdfs'>): (line: string) => Part[] {
  const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
  return (line) => {
    const [, thread = '0', level = 'INFO', logger = 'dfs', text = line] =
      /^\d+ \d+ (\d+) (\w+) ([^\s:]+): (.*)$/.exec(line) ?? [];
    const message = (written: string): Part[] => compile(written, TIMES.HDFS);
    switch (kind) {
      case 'json':
        return [
          '{"ts":"',
          utc,
          `Z","level":"${level.toLowerCase()}","logger":"${logger}","thread":${thread},"msg":"`,
          ...message(inJson(text)),
          '"}',
        ];
      case 'docker':
        return [
          `{"log":"${level} ${logger}: `,
          ...message(inJson(text)),
          '\\n","stream":"stdout","time":"',
          utc,
          '123456Z"}',
        ];
      case 'cri':
        return [utc, `123456Z stdout F ${level} ${logger}: `, ...message(text)];
      case 'csv':
        return [utc, `Z,${level},${logger},${thread},"`, ...message(text.replaceAll('"', '""')), '"'];
    }
  };
}

function mixedLines(): Part[][][] {
  return Object.entries(TIMES).map(([system, time]) => {
    const text = readFileSync(join(DATA, 'parsing', system, `${system}_2k.log`), 'latin1');
    return linesOf(text).map((line) => compile(line, time));
  });
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== '');
}

interface TimeForm {
  readonly pattern: RegExp;
  readonly write: (clock: Clock) => string;
  /** The same time once more, further on in the line. */
  readonly again?: { readonly pattern: RegExp; readonly write: (clock: Clock) => string };
}
const asctime = (c: Clock): string => `${c.weekday} ${c.month} ${c.dd} ${c.hms} ${c.yyyy}`;
const syslog = (c: Clock): string => `${c.month} ${String(Number(c.dd)).padStart(2)} ${c.hms}`;
const iso = (mark: string) => (c: Clock) => `${c.yyyy}-${c.mm}-${c.dd} ${c.hms}${mark}${c.milli}`;
const ISO = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.,]\d{3}/;
/** How each system writes the time at the head of its lines. */
const TIMES: Readonly<Record<string, TimeForm>> = {
  HDFS: {
    pattern: /^\d{6} \d{6}/,
    write: (c) => `${c.yyyy.slice(2)}${c.mm}${c.dd} ${c.hms.replaceAll(':', '')}`,
  },
  Android: {
    pattern: /^\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}/,
    write: (c) => `${c.mm}-${c.dd} ${c.hms}.${c.milli}`,
  },
  Apache: { pattern: /(?<=^\[)\w{3} \w{3} \d\d \d\d:\d\d:\d\d \d{4}/, write: asctime },
  BGL: {
    pattern: /\d{10} \d{4}\.\d\d\.\d\d/,
    write: (c) => `${Math.floor(c.ms / 1000)} ${c.yyyy}.${c.mm}.${c.dd}`,
    again: {
      pattern: /\d{4}-\d\d-\d\d-\d\d\.\d\d\.\d\d\.\d{6}/,
      write: (c) => `${c.yyyy}-${c.mm}-${c.dd}-${c.hms.replaceAll(':', '.')}.${c.milli}000`,
    },
  },
  Hadoop: { pattern: ISO, write: iso(',') },
  Linux: { pattern: /^\w{3} [ \d]\d \d\d:\d\d:\d\d/, write: syslog },
  OpenSSH: { pattern: /^\w{3} [ \d]\d \d\d:\d\d:\d\d/, write: syslog },
  OpenStack: { pattern: ISO, write: iso('.') },
  Spark: {
    pattern: /^\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d/,
    write: (c) => `${c.yyyy.slice(2)}/${c.mm}/${c.dd} ${c.hms}`,
  },
  Zookeeper: { pattern: ISO, write: iso(',') },
};

/** Block ids and uuids stay the same key within a pass; addresses, hex words and numbers of two digits on are drawn. */
const VALUES =
  /blk_-?\d+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{1,3}(?:\.\d{1,3}){3}|\b(?=[a-f]*\d)[0-9a-f]{8,}\b|(?<![A-Za-z])\d{2,}(?![A-Za-z])/g;

function compile(line: string, time: TimeForm): Part[] {
  const stamp = time.pattern.exec(line);
  const parts: Part[] = [];
  let rest = line;
  if (stamp) {
    const end = stamp.index + stamp[0].length;
    parts.push(line.slice(0, stamp.index), time.write);
    rest = line.slice(end);
  }
  const { again } = time;
  let at = 0;
  for (const match of rest.matchAll(
    again ? new RegExp(`${again.pattern.source}|${VALUES.source}`, 'g') : VALUES,
  )) {
    parts.push(
      rest.slice(at, match.index),
      again?.pattern.test(match[0]) ? again.write : freshValue(match[0]),
    );
    at = match.index + match[0].length;
  }
  parts.push(rest.slice(at));
  return parts.filter((part) => part !== '');
}

function freshValue(text: string): Part {
  if (text.startsWith('blk_')) {
    const key = hashOf(text);
    const sign = text[4] === '-' ? '-' : '';
    return (_, { seed }) => `blk_${sign}${digitsOf(lcg(key ^ seed), text.length - 4 - sign.length)}`;
  }
  if (text.includes('-')) {
    const key = hashOf(text);
    const groups = text.split('-').map((group) => group.length);
    return (_, { seed }) => {
      const random = lcg(key ^ seed);
      return groups.map((length) => hexOf(random, length)).join('-');
    };
  }
  if (text.includes('.')) return (_, { random }) => `10.${250 + random(4)}.${random(256)}.${random(256)}`;
  if (/[a-f]/.test(text)) return (_, { random }) => hexOf(random, text.length);
  return (_, { random }) => digitsOf(random, text.length);
}

function digitsOf(random: Random, length: number): string {
  let text = String(1 + random(9));
  for (let left = length - 1; left > 0; left -= 6)
    text += String(random(1_000_000)).padStart(6, '0').slice(0, Math.min(6, left));
  return text;
}

/** The first is a digit: a word of letters only would be another kind of token. */
function hexOf(random: Random, length: number): string {
  let text = String(random(10));
  for (let left = length - 1; left > 0; left -= 4)
    text += random(65_536).toString(16).padStart(4, '0').slice(0, Math.min(4, left));
  return text;
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/** Whole numbers below a bound (Numerical Recipes' generator). */
function lcg(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [kind, megabytes, path] = process.argv.slice(2);
  const known = KINDS.find((each) => each === kind);
  if (known === undefined || !(Number(megabytes) > 0) || !path)
    throw new Error(`usage: make-log.ts ${KINDS.join('|')} MEGABYTES FILE`);
  makeLog(known, Number(megabytes) * 1e6, path);
}
