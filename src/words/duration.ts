// Durations in the language of the page: what core/wording/duration.ts writes, with the words of its units.
import {
  elapsedInShort as elapsed,
  exactDuration as exact,
  durationInShort as inShort,
  leadInShort as leadShort,
  leadInWords as leadWords,
  roundDuration as round,
  spanInShort as span,
} from '../core/wording/duration';
import { currentLanguage } from './language';

const CHINESE_UNITS: Readonly<Record<string, string>> = {
  d: '天',
  day: '天',
  h: '小时',
  hour: '小时',
  min: '分钟',
  minute: '分钟',
  s: '秒',
  second: '秒',
};

export const durationInShort = (ms: number): string => inUnits(inShort(ms));
export const elapsedInShort = (seconds: number): string => inUnits(elapsed(seconds));
export const exactDuration = (ms: number): string => inUnits(exact(ms));
export const leadInShort = (ms: number): string => inUnits(leadShort(ms));
export const leadInWords = (ms: number): string => inUnits(leadWords(ms));
export const roundDuration = (ms: number): string => inUnits(round(ms));
export const spanInShort = (ms: number): string => inUnits(span(ms));

function inUnits(text: string): string {
  if (currentLanguage() === 'en') return text;
  return text.replace(
    /([\d.,]+) (day|hour|minute|second|min|d|h|s)s?\b/g,
    (_all, num: string, unit: string) => `${num} ${CHINESE_UNITS[unit]}`,
  );
}
