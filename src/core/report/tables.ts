// What a report tells besides the incidents: pins, templates, files with their receipts, problems, settings. In: parts of an analysis. Out: HTML.
import type { PinnedLine } from '../../contracts/pins';
import type { AnalysisResult } from '../../contracts/result';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import { SETTING_PATHS, SETTING_ROWS, settingAt } from '../../contracts/settings-registry';
import { type FileSummary, templateId } from '../../contracts/tables';
import { LEVELS, type Problem } from '../../contracts/units';
import { cut } from '../ticket/neutral';
import { readableTime } from '../ticket/times';
import { countOf, grouped } from '../wording/plural';
import { assumptionsOf, receiptOf, sourceInWords } from '../wording/receipt';
import { whyUnread } from '../wording/unread';
import { html, type Markup, table } from './markup';

/** Rows of the table of templates. */
export const MAX_TEMPLATES = 50;
const MAX_TEMPLATE = 400;
const MAX_VALUE = 300;

export function pinsSection(pins: readonly PinnedLine[], withLines: boolean): Markup {
  if (pins.length === 0) return html`<p>No line of this log is pinned.</p>`;
  return html`<ol class="evidence">${pins.map(({ source, lineNum, timeMs, note, text, unread }) => {
    const line =
      text !== null && withLines
        ? html`<pre>${text}</pre>`
        : html`<p class="muted">${unread === null ? 'The line is left out of this report.' : `The text of this line could not be read: ${whyUnread(unread, source)}.`}</p>`;
    return html`<li><p><code>${source}:${lineNum}</code>, ${readableTime(timeMs)}</p>${note !== '' && html`<p class="note">${note}</p>`}${line}</li>`;
  })}</ol>`;
}

export function templatesSection({ templates }: AnalysisResult): Markup {
  const byCount = templates
    .map((template, i) => ({ template, i }))
    .filter(({ template }) => template.count > 0)
    .sort((a, b) => b.template.count - a.template.count || a.i - b.i);
  const rows = byCount
    .slice(0, MAX_TEMPLATES)
    .map(
      ({ template: { count, level, firstMs, lastMs, text }, i }) =>
        html`<tr><td>${templateId(i)}</td><td class="num">${grouped(count)}</td><td>${LEVELS[level] ?? ''}</td><td class="time">${tableTime(firstMs)}</td><td class="time">${tableTime(lastMs)}</td><td><code>${cut(text, MAX_TEMPLATE)}</code></td></tr>`,
    );
  const more = byCount.length - rows.length;
  return html`${table('Templates', ['template', 'records', 'level', 'first seen, UTC', 'last seen, UTC', 'wording'], rows)}${more > 0 && html`<p class="muted">${countOf(more, 'template')} with fewer records stand in templates.csv.</p>`}`;
}

/** Empty without a time. */
function tableTime(timeMs: number | null): string {
  return timeMs === null ? '' : readableTime(timeMs).replace(/ UTC$/, '');
}

export function filesSection({ files }: AnalysisResult): Markup {
  const assumed = assumptionsOf(files);
  const assumptions = assumed.map(
    ({ what, value, by, fileIdx }) =>
      html`<li>${what}: ${value} (${sourceInWords(by)}), for ${fileIdx.map((i) => files[i].name).join(', ')}</li>`,
  );
  return html`${assumed.length > 0 && html`<p><strong>Assumed, since no line states it:</strong></p><ul>${assumptions}</ul>`}${files.map(fileItem)}`;
}

function fileItem(file: FileSummary): Markup {
  const { name, bytes, format, encoding, zone, numLines, numRecords, numUnparsed, gaps, xxh64 } = file;
  const facts: readonly (readonly [string, string])[] = [
    ['Format', format],
    ['Bytes', grouped(bytes)],
    ['Lines', grouped(numLines)],
    ['Records', grouped(numRecords)],
    ['Lines that fit no format', grouped(numUnparsed)],
    ['Bytes of no record', grouped(gaps.reduce((sum, { begin, end }) => sum + end - begin, 0))],
    ['First and last record', `${readableTime(file.firstMs)} to ${readableTime(file.lastMs)}`],
    ['Zone', `${zone.name} (${zone.from})`],
    ['Encoding', encoding],
    ['xxh64', xxh64 ?? 'not known: it was not read to its end'],
  ];
  const read = receiptOf(file).map(
    ({ what, read: { value, from, by } }) => html`<li>${what}: ${value}, ${from} (${sourceInWords(by)})</li>`,
  );
  const missing = gaps.map(
    ({ begin, end, reason }) => html`<li>bytes ${grouped(begin)} to ${grouped(end)}: ${reason}</li>`,
  );
  return html`<h3><code>${name}</code></h3><dl>${facts.map(([what, value]) => html`<div><dt>${what}</dt><dd>${value}</dd></div>`)}</dl>${read.length > 0 && html`<p class="muted">How it was read:</p><ul>${read}</ul>`}${missing.length > 0 && html`<p class="muted">Bytes of no record:</p><ul>${missing}</ul>`}`;
}

export function problemsSection(problems: readonly Problem[]): Markup {
  if (problems.length === 0) return html`<p>Nothing stood in the way.</p>`;
  return html`<ul>${problems.map(({ severity, message, file, lineNum, byteOffset }) => {
    const at = lineNum !== null ? `:${lineNum}` : byteOffset !== null ? `, byte ${byteOffset}` : '';
    return html`<li><strong>${severity}</strong>: ${message}${file !== null && html` (<code>${file}${at}</code>)`}</li>`;
  })}</ul>`;
}

/** What writes and arranges tickets changes no result, and may name a server: it stays out. */
const UNTOLD: ReadonlySet<string> = new Set(['writer', 'ticketTemplate', 'estimate', 'parting']);

export function settingsSection({ settings, settingsHash }: AnalysisResult): Markup {
  const changed = SETTING_PATHS.filter(
    (path) =>
      !UNTOLD.has(path) &&
      JSON.stringify(settingAt(settings, path)) !== JSON.stringify(settingAt(DEFAULT_SETTINGS, path)),
  );
  const rows = changed.map((path) => {
    const value = settingAt(settings, path);
    const state = path === 'drain.state' ? settings.drain.state : null;
    const text = state
      ? `${state.name}, ${countOf(state.templates.length, 'template')}`
      : JSON.stringify(value);
    return html`<li>${SETTING_ROWS[path].label}: <code>${cut(text ?? 'not set', MAX_VALUE)}</code></li>`;
  });
  return html`<p>${changed.length === 0 ? 'All as they are by default.' : 'Other than by default:'} Their hash is <code>${settingsHash}</code>.</p>${rows.length > 0 && html`<ul>${rows}</ul>`}`;
}
