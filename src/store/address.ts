// The place that a person looks at, as the part of the address behind '#': it never leaves the browser. In: what is looked at. Out: text for the
// address, and the reverse; unknown or broken parts of a link are passed over.
import { MAX_CONTEXT } from '../contracts/lines';
import type { LogSlice } from '../contracts/sql';
import { parseQuery } from '../core/query/parse';
import { type CompareChoice, readChoice, writeChoice } from './compare-choice';
import { isFieldName, type LineView, MAX_FIELDS, NO_LINE_VIEW } from './line-view';
import { isZoneChoice } from './shown-zone';
import { TABS, type Tab, type ViewState } from './view';

/** Of a query in a link, UTF-16 units. */
const MAX_SQL = 20_000;
const MAX_ONE_IN = 1_000_000;

export interface Address {
  /** Id of the analysis; '': any. */
  readonly analysis: string;
  readonly tab: Tab;
  readonly incidentId: string | null;
  readonly zoom: ViewState['zoom'];
  readonly lineView: LineView;
  readonly compare: CompareChoice | null;
  readonly sql: string;
  readonly logSlice: LogSlice;
  /** Of the times that are shown and of those that are typed in it; null: the link says none. */
  readonly zone: string | null;
}

/** '#analysis=…&tab=lines&find=…&row=…'. */
export function addressText({
  analysis,
  tab,
  incidentId,
  zoom,
  lineView,
  compare,
  sql,
  logSlice,
  zone,
}: Address): string {
  const parts = new URLSearchParams();
  if (analysis !== '') parts.set('analysis', analysis);
  parts.set('tab', tab);
  if (incidentId !== null) parts.set('incident', incidentId);
  if (zoom !== null) parts.set('zoom', `${Math.round(zoom.start)}-${Math.round(zoom.end)}`);
  const { chips, text, onlyHits, context, byTime, folds, fields, cursorRow } = lineView;
  for (const { term, isOn } of chips) parts.append(isOn ? 'filter' : 'off', term);
  if (text !== '') parts.set('find', text);
  if (onlyHits) parts.set('hits', 'only');
  if (context > 0) parts.set('context', `${context}`);
  if (!byTime) parts.set('order', 'file');
  if (!folds) parts.set('repeats', 'shown');
  for (const name of fields) parts.append('column', name);
  if (cursorRow !== null) parts.set('row', `${cursorRow}`);
  writeChoice(parts, compare);
  if (sql !== '') parts.set('sql', sql);
  if (logSlice.where !== '') parts.set('rows', logSlice.where);
  if (logSlice.oneIn > 1) parts.set('sample', `${logSlice.oneIn}`);
  if (zone !== null) parts.set('zone', zone);
  return `#${parts}`;
}

/** Null: it is no place of ours. */
export function readAddress(hash: string): Address | null {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const tab = TABS.find((each) => each === parts.get('tab'));
  if (tab === undefined) return null;
  const chips = [...parts].flatMap(([name, term]) =>
    (name === 'filter' || name === 'off') && isQuery(term) ? [{ term, isOn: name === 'filter' }] : [],
  );
  const row = wholeNumber(parts.get('row'));
  const lineView: LineView = {
    ...NO_LINE_VIEW,
    chips,
    text: parts.get('find') ?? '',
    onlyHits: parts.get('hits') === 'only',
    context: Math.min(MAX_CONTEXT, wholeNumber(parts.get('context')) ?? 0),
    byTime: parts.get('order') !== 'file',
    folds: parts.get('repeats') !== 'shown',
    fields: [...new Set(parts.getAll('column').filter(isFieldName))].slice(0, MAX_FIELDS),
    open: row === null ? [] : [row],
    cursorRow: row,
  };
  return {
    analysis: parts.get('analysis') ?? '',
    tab,
    incidentId: parts.get('incident'),
    zoom: zoomOf(parts.get('zoom')),
    lineView,
    compare: readChoice(parts),
    sql: (parts.get('sql') ?? '').slice(0, MAX_SQL),
    logSlice: sliceIn(parts),
    zone: zoneIn(parts.get('zone')),
  };
}

function sliceIn(parts: URLSearchParams): LogSlice {
  const where = parts.get('rows') ?? '';
  const oneIn = Math.min(MAX_ONE_IN, Math.max(1, wholeNumber(parts.get('sample')) ?? 1));
  return { where: isQuery(where) ? where : '', oneIn };
}

function zoneIn(text: string | null): string | null {
  return text !== null && isZoneChoice(text) ? text : null;
}

function isQuery(term: string): boolean {
  return parseQuery(term).query !== null;
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function zoomOf(text: string | null): ViewState['zoom'] {
  const [, start, end] = /^(-?\d{1,16})-(-?\d{1,16})$/.exec(text ?? '') ?? [];
  if (start === undefined || !(Number(start) < Number(end))) return null;
  return { start: Number(start), end: Number(end) } as ViewState['zoom'];
}
