// What the user marked, as a file of its own. In: settings, or the text's value of such a file. Out: the file; the settings at hand
// with its marks added to theirs, and what was added in words. A mark that is there already is not added again.
import type { MarkedSpan, NormalSettings, Settings } from '../contracts/settings';
import { plural, someOf } from '../core/wording/plural';

const MARKS_KIND = 'harbinger-marks';

export type Marks = Pick<Settings, 'normal' | 'labels'>;

/** The text of a file of marks. */
export function marksToText({ normal, labels }: Marks): string {
  return `${JSON.stringify({ kind: MARKS_KIND, version: 1, normal, labels }, null, 2)}\n`;
}

export function numMarks({ normal, labels }: Marks): number {
  return normal.templates.length + normal.windows.length + labels.length;
}

/** Whether a parsed file holds marks and nothing else: one that `marksToText` made, or settings that name no others. */
export function isMarksFile(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { kind, version: _version, ...marks } = value as Record<string, unknown>;
  const names = Object.keys(marks);
  const areMarks = names.every((name) => name === 'normal' || name === 'labels');
  return areMarks && (kind === MARKS_KIND || (kind === undefined && names.length > 0));
}

/** Of a file of marks what settings hold; unchecked. */
export function marksIn({ normal, labels }: Record<string, unknown>): Record<string, unknown> {
  return { ...(normal !== undefined && { normal }), ...(labels !== undefined && { labels }) };
}

export function addMarks(before: Marks, more: Marks): Marks {
  return { normal: withMark(before.normal, more.normal), labels: joinedSpans(before.labels, more.labels) };
}

/** 'marks.json: 1 template and 2 incidents were added to your marks; 1 was there already. Nothing else was changed.' */
export function addedSentence(name: string, before: Marks, more: Marks): string {
  const after = addMarks(before, more);
  const added = partsOf(
    after.normal.templates.length - before.normal.templates.length,
    after.normal.windows.length - before.normal.windows.length,
    after.labels.length - before.labels.length,
  );
  const numKnown = numMarks(more) - (numMarks(after) - numMarks(before));
  const known = numKnown === 0 ? '' : ` ${numKnown} ${plural(numKnown, 'was', 'were')} there already.`;
  const what = added === '' ? 'no mark was added' : `added to your marks: ${added}`;
  return `${name}: ${what}.${known} Nothing else was changed.`;
}

/** What whole settings did to those before: which parts differ, which marks went. */
export function replacedSentence(name: string, before: Settings, after: Settings): string {
  const differ = (Object.keys(WORDS) as (keyof Settings)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const what =
    differ.length === 0
      ? 'they are the same as before'
      : `other than before: ${differ.map((key) => WORDS[key]).join(', ')}`;
  const gone = partsOf(
    before.normal.templates.filter((text) => !after.normal.templates.includes(text)).length,
    before.normal.windows.filter((span) => !hasSpan(after.normal.windows, span)).length,
    before.labels.filter((span) => !hasSpan(after.labels, span)).length,
  );
  const lost =
    gone === ''
      ? ''
      : ` Of your marks these are gone: ${gone}. A file of marks alone would have been added to them.`;
  return `${name} took the place of all settings; ${what}.${lost}`;
}

const WORDS: Readonly<Record<keyof Settings, string>> = {
  windowMinutes: 'the window',
  baseline: 'the baseline',
  drain: 'templates (Drain)',
  detection: 'detection',
  zone: 'the zone',
  year: 'the year',
  outages: 'marked outages',
  normal: 'what is marked as normal',
  labels: 'incidents that you know of',
  incidentFree: 'spans known to hold no incident',
  estimate: 'the estimate',
  files: 'choices for files',
  seed: 'the seed',
};

function partsOf(numTemplates: number, numWindows: number, numLabels: number): string {
  const parts = [
    someOf(numTemplates, 'normal template'),
    someOf(numWindows, 'normal span'),
    someOf(numLabels, 'incident'),
  ];
  return parts.filter(Boolean).join(', ');
}

export function withMark(normal: NormalSettings, mark: NormalSettings): NormalSettings {
  return {
    templates: [...new Set([...normal.templates, ...mark.templates])],
    windows: joinedSpans(normal.windows, mark.windows),
  };
}

export function withoutMark(normal: NormalSettings, mark: NormalSettings): NormalSettings {
  return {
    templates: normal.templates.filter((text) => !mark.templates.includes(text)),
    windows: normal.windows.filter((span) => !hasSpan(mark.windows, span)),
  };
}

/** By time, each once. */
function joinedSpans(known: readonly MarkedSpan[], more: readonly MarkedSpan[]): readonly MarkedSpan[] {
  const all = [...known];
  for (const span of more) if (!hasSpan(all, span)) all.push(span);
  return all.sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
}

function hasSpan(spans: readonly MarkedSpan[], { start, end }: MarkedSpan): boolean {
  const [begin, stop] = [Date.parse(start), Date.parse(end)];
  return spans.some((span) => Date.parse(span.start) === begin && Date.parse(span.end) === stop);
}
