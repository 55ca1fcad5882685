/** What a result does not judge because the user called it normal. In: an AnalysisResult. Out: its templates and windows, in words. */
import type { AnalysisResult } from '../../contracts/result';
import { templateId } from '../../contracts/tables';
import { stretchesOf } from '../baseline/learnt-windows';
import { windowsOfSpans } from '../baseline/marked-windows';
import { plural, someOf } from '../wording/plural';
import { readableTime } from './times';

type Judged = Pick<AnalysisResult, 'settings' | 'templates' | 'timeline'>;

const MAX_NAMED = 3;
const MAX_TEXT = 80;

/** '2 templates and 1 window'; null: nothing of this log is marked. */
export function markedInShort(result: Judged): string | null {
  const { templates, windows } = marksOf(result);
  const parts = [someOf(templates.length, 'template'), someOf(windows.length, 'window')].filter(Boolean);
  return parts.length === 0 ? null : parts.join(' and ');
}

/** One sentence that names them, log text in it raw; null: nothing of this log is marked. */
export function markedInFull(result: Judged): string | null {
  const short = markedInShort(result);
  if (short === null) return null;
  const { templates, windows } = marksOf(result);
  const { startMs, windowMs } = result.timeline?.grid ?? { startMs: 0, windowMs: 0 };
  const time = (window: number): string => readableTime(startMs + window * windowMs);
  const named = [
    listed(templates.map((t) => `${templateId(t)} "${cut(result.templates[t].text)}"`)),
    listed(stretchesOf(windows).map(({ begin, end }) => `${time(begin)} to ${time(end)}`)),
  ].filter(Boolean);
  const were = plural(templates.length + windows.length, 'was', 'were');
  return `${short} ${were} marked as normal and not judged: ${named.join('; ')}.`;
}

/** Templates that the log holds, windows of its grid. Analyses stored before there were marks have none. */
function marksOf({ settings, templates, timeline }: Judged): { templates: number[]; windows: number[] } {
  const { normal } = settings as Partial<AnalysisResult['settings']>;
  const texts = new Set(normal?.templates);
  const flags = timeline === null ? new Uint8Array(0) : windowsOfSpans(normal?.windows ?? [], timeline.grid);
  return {
    templates: templates.flatMap(({ text, count: num }, t) => (num > 0 && texts.has(text) ? [t] : [])),
    windows: [...flags.keys()].filter((w) => flags[w]),
  };
}

function listed(items: readonly string[]): string {
  const more = items.length > MAX_NAMED ? [`${items.length - MAX_NAMED} more`] : [];
  return [...items.slice(0, MAX_NAMED), ...more].join(', ');
}

function cut(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT).toWellFormed()}…`;
}
