// Settings against others. In: two of them. Out: whether they are the same text, or the same run; which parts differ.
import type { Settings } from '../contracts/settings';
import { PART_WORDS, settingsOfRun } from '../contracts/settings-registry';

const texts = new WeakMap<Settings, string>();

/** Settings as one text, to be compared or measured against another; made once for each object, since it may be large. */
export function settingsText(settings: Settings): string {
  let text = texts.get(settings);
  if (text === undefined) {
    text = JSON.stringify(settings);
    texts.set(settings, text);
  }
  return text;
}

const runTexts = new WeakMap<Settings, string>();

/** Whether a run under one would give the result of the other: labels and estimates change no result. */
export function isSameRun(a: Settings, b: Settings): boolean {
  return runText(a) === runText(b);
}

function runText(settings: Settings): string {
  let text = runTexts.get(settings);
  if (text === undefined) {
    text = JSON.stringify(settingsOfRun(settings));
    runTexts.set(settings, text);
  }
  return text;
}

/** The parts whose values differ, in the order of the contract. */
export function differingParts(a: Settings, b: Settings): readonly (keyof Settings)[] {
  const parts = Object.keys(PART_WORDS) as (keyof Settings)[];
  return parts.filter((part) => JSON.stringify(a[part]) !== JSON.stringify(b[part]));
}
