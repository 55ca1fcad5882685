/** Values of one field over the records of a sample, and what they look like. In: texts in the order of records. Out: facts, each found once. */
import { createHeader } from '../header';
import { levelOfLetter, levelOfWord } from '../level';
import { isRisk } from '../level-scale';
import { anyTimeEnd } from '../time/any-time';
import { parseTimeList } from './split-time';

export interface Column {
  /** Path of the field, or name of the column. */
  readonly name: string;
  /** At most MAX_VALUES, in the order of records; empty ones are left out. */
  readonly values: readonly string[];
  /** Share of the records that have a value, 0..1. */
  readonly coverage: number;
  /** Share of the values that are text, no numbers or lists. */
  readonly text: number;
}

export const MAX_VALUES = 120;
const LONGEST_TIME = 64;
const BEHIND_TIME = /^[^\p{L}\p{N}]*(\(?\p{L}[\p{L}/_]*\)?|\d{4})?\W*$/u;

export interface TimeFacts {
  /** Share of the values that are times, 0..1. */
  readonly share: number;
  /** Of most of them: 0 full, 1 without a year, 2 without a date. */
  readonly partial: 0 | 1 | 2;
  readonly distinct: number;
  /** They go on as those of a log do, or back as those of an answer that has the last first. */
  readonly goesOn: boolean;
  /** All are of whole seconds. */
  readonly inSeconds: boolean;
  /** Share of the values that are a time and nothing else. */
  readonly alone: number;
}

const header = createHeader();
const BACK_MS = 1000;
const MIN_ONE_WAY = 0.7;

export interface ReadTime {
  readonly ms: number;
  readonly partial: 0 | 1 | 2;
  /** Nothing is behind it but a zone. */
  readonly whole: boolean;
}

/** A text as a time; null: it is none. Lists are [2024, 5, 14, 9, 0, 7, 42000000]. */
export function timeOf(text: string): ReadTime | null {
  if (text.length > LONGEST_TIME || !/\d/.test(text)) return null;
  const bytes = new TextEncoder().encode(text);
  const isList = text[0] === '[' && parseTimeList(bytes, 0, bytes.length, header);
  const stop = isList ? bytes.length : anyTimeEnd(bytes, 0, bytes.length, header);
  if (stop < 0) return null;
  const { timeMs, zoneMinutes, partial } = header;
  const ms = Number.isNaN(zoneMinutes) ? timeMs : timeMs - zoneMinutes * 60_000;
  return { ms, partial, whole: BEHIND_TIME.test(text.slice(stop)) };
}

export function timeFacts({ values }: Column): TimeFacts {
  const times = values.flatMap((value) => timeOf(value) ?? []);
  const count = [0, 0, 0];
  for (const { partial } of times) count[partial]++;
  const partial = ([0, 1, 2] as const).find((kind) => count[kind] * 2 >= times.length) ?? 0;
  let forward = 0;
  let back = 0;
  for (let i = 1; i < times.length; i++) {
    const step = times[i].ms - times[i - 1].ms;
    if (step >= -BACK_MS) forward++;
    if (step <= BACK_MS) back++;
  }
  const steps = Math.max(1, times.length - 1);
  return {
    share: values.length === 0 ? 0 : times.length / values.length,
    partial,
    distinct: new Set(times.map(({ ms }) => ms)).size,
    goesOn: times.length < 4 || Math.max(forward, back) >= steps * MIN_ONE_WAY,
    inSeconds: times.every(({ ms }) => ms % 1000 === 0),
    alone: values.length === 0 ? 0 : times.filter(({ whole }) => whole).length / values.length,
  };
}

/** Shares of the values that are words of levels, words that are nothing else, and numbers of one to three digits. */
export interface LevelFacts {
  readonly words: number;
  readonly strict: number;
  readonly letters: number;
  readonly numbers: number;
  readonly distinct: number;
}

export function levelFacts({ name, values }: Column): LevelFacts {
  const share = (test: (text: string) => boolean): number =>
    values.length === 0 ? 0 : values.filter(test).length / values.length;
  return {
    words: share((text) => isLevelWord(text, true) || isRisk(text.trim(), name)),
    strict: share((text) => isLevelWord(text, false)),
    letters: share((text) => text.length === 1 && levelOfLetter(text.charCodeAt(0)) > 0),
    numbers: share((text) => /^\d{1,3}$/.test(text)),
    distinct: new Set(values).size,
  };
}

function isLevelWord(text: string, column: boolean): boolean {
  const word = text.replace(/^[[<(]|[\])>:]$/g, '').replace(/[+-]\d+$/, '');
  if (word.length > 16 || /[^\x21-\x7e\p{L}]/u.test(word)) return false;
  // Kubernetes has 'Normal' beside 'Warning'.
  if (column && word.toLowerCase() === 'normal') return true;
  const bytes = new TextEncoder().encode(word);
  return levelOfWord(bytes, 0, bytes.length, column) > 0;
}

export interface TextFacts {
  readonly distinct: number;
  /** Characters and words of a value, on average. */
  readonly length: number;
  readonly words: number;
  /** Share of the values that are one word of a name's letters. */
  readonly names: number;
}

const NAME = /^[\p{L}_][\p{L}\p{N}_.:/@$-]{1,79}$/u;

export function textFacts({ values }: Column): TextFacts {
  const num = Math.max(1, values.length);
  const sum = (of: (text: string) => number): number => values.reduce((total, text) => total + of(text), 0);
  return {
    distinct: new Set(values).size,
    length: sum((text) => text.length) / num,
    words: sum((text) => wordsOf(text)) / num,
    names: sum((text) => (NAME.test(text) ? 1 : 0)) / num,
  };
}

/** Words, and two characters each of scripts that have no blanks between words. */
function wordsOf(text: string): number {
  const start = text.slice(0, 400);
  const others = start.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  return start.trim().split(/\s+/).length + Math.floor(others / 2);
}
