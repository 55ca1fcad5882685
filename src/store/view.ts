// What the user looks at: tab, chosen incident, filters of the lines, zoom of the timeline, theme.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NormalSettings } from '../contracts/settings';
import { type LogSlice, WHOLE_LOG } from '../contracts/sql';
import type { ThresholdScale } from '../contracts/tuning';
import type { TimeSpan } from '../contracts/units';
import type { CompareChoice } from './compare-choice';
import {
  keptOf,
  type LineChip,
  type LineFilter,
  type LineView,
  linesFor,
  NO_LINE_VIEW,
  withChip,
} from './line-view';

export const TABS = [
  'overview',
  'incidents',
  'ticket',
  'templates',
  'lines',
  'compare',
  'ask',
  'sessions',
  'files',
  'benchmark',
  'exports',
  'sql',
  'settings',
  'problems',
] as const;
export type Tab = (typeof TABS)[number];
export type Theme = 'system' | 'light' | 'dark';

const TEMPLATE_SORTS = ['id', 'count', 'level', 'first', 'last'] as const;
export type TemplateSort = (typeof TEMPLATE_SORTS)[number];

/** What the templates tab shows, and in which order. */
export interface TemplateQuery {
  readonly text: string;
  readonly minLevel: number;
  readonly sort: TemplateSort;
  readonly descending: boolean;
  /** Only those whose first record is not before it, ms since 1970; null: all. */
  readonly newSinceMs: number | null;
  readonly as: 'list' | 'map';
}

/** A template in detail. Its text finds it again where another analysis numbers templates anew. */
export interface OpenTemplate {
  readonly template: number;
  readonly text: string;
}

export interface ViewState {
  readonly tab: Tab;
  /** Id of the incident in detail; null: the gravest. */
  readonly incidentId: string | null;
  readonly lineView: LineView;
  readonly templateQuery: TemplateQuery;
  readonly openTemplate: OpenTemplate | null;
  /** Row that the lines view should bring into sight; `serial` moves with each request. */
  readonly goToRow: { readonly row: number; readonly serial: number } | null;
  /** File that the Files view should bring into sight; `serial` moves with each request. */
  readonly goToFile: { readonly fileIdx: number; readonly serial: number } | null;
  /** What is compared; null: nothing was chosen yet. */
  readonly compare: CompareChoice | null;
  /** Which rows `logs` of SQL holds. */
  readonly logSlice: LogSlice;
  /** What was last asked in SQL, or a link brings; '': nothing. */
  readonly sql: string;
  /** Zoom of the timeline; null: all. */
  readonly zoom: TimeSpan | null;
  readonly theme: Theme;
  readonly helpOpen: boolean;
  /** Whether scores, votes and training are unfolded. */
  readonly isWhyOpen: boolean;
  /** Tickets in the reader's own words, by what they are about. */
  readonly ticketEdits: Readonly<Record<string, string>>;
  /** A link was opened whose analysis this browser does not keep: it waits for the files. */
  readonly linkWaits: boolean;
  /** The last thing called normal, so that it can be taken back; null: nothing, or it was. */
  readonly lastNormal: { readonly before: NormalSettings; readonly what: string } | null;
  /** Before the last ones that were applied from a search; null: none were, or they have been taken back. */
  readonly thresholdsBefore: ThresholdScale | null;
}

const FIRST_VIEW: ViewState = {
  tab: 'overview',
  incidentId: null,
  lineView: NO_LINE_VIEW,
  templateQuery: { text: '', minLevel: 0, sort: 'count', descending: true, newSinceMs: null, as: 'list' },
  openTemplate: null,
  goToRow: null,
  goToFile: null,
  compare: null,
  logSlice: WHOLE_LOG,
  sql: '',
  zoom: null,
  theme: 'system',
  helpOpen: false,
  isWhyOpen: false,
  ticketEdits: {},
  linkWaits: false,
  lastNormal: null,
  thresholdsBefore: null,
};

export interface ViewActions {
  showTab(tab: Tab): void;
  showIncident(id: string): void;
  /** Opens the lines with this filter in place of the current one. */
  showLines(filter: LineFilter): void;
  /** Opens the lines with no filter at this row. */
  showRow(row: number): void;
  /** Opens the files at this one. */
  showFile(fileIdx: number): void;
  /** Changes what of the lines is shown, and how. */
  changeLines(change: Partial<LineView>): void;
  /** Adds a chip, in place of one that says the opposite; one that is there already is turned on. */
  addChip(term: string): void;
  /** Changes a chip; null: removes it. */
  changeChip(idx: number, change: Partial<LineChip> | null): void;
  filterTemplates(change: Partial<TemplateQuery>): void;
  /** Opens the templates with this one in detail; null closes the detail. */
  showTemplate(open: OpenTemplate | null): void;
  /** Opens the comparison of these sides; null: of those that suit. */
  showCompare(compare: CompareChoice | null): void;
  /** Opens SQL with this query. */
  showSql(sql: string): void;
  /** Opens the lines with these filters in place of the current ones. */
  showFiltered(terms: readonly string[]): void;
  sliceLogs(logSlice: LogSlice): void;
  setZoom(zoom: TimeSpan | null): void;
  setTheme(theme: Theme): void;
  setHelpOpen(open: boolean): void;
  setWhyOpen(open: boolean): void;
  /** Null: as it was written. */
  editTicket(key: string, text: string | null): void;
  /** For a new analysis: everything but the theme. */
  resetView(): void;
}

export type ViewStore = StoreApi<ViewState & ViewActions>;

const THEME_KEY = 'harbinger-theme';

export function createViewStore(): ViewStore {
  return createStore<ViewState & ViewActions>((set) => ({
    ...FIRST_VIEW,
    theme: storedTheme(),
    showTab: (tab) => set({ tab }),
    showIncident: (incidentId) => set({ tab: 'incidents', incidentId }),
    showLines: (filter) =>
      set(({ lineView }) => ({ tab: 'lines', goToRow: null, lineView: linesFor(filter, lineView) })),
    showRow: (row) =>
      set((state) => ({
        tab: 'lines',
        lineView: { ...keptOf(state.lineView), open: [row], cursorRow: row },
        goToRow: { row, serial: (state.goToRow?.serial ?? 0) + 1 },
      })),
    showFile: (fileIdx) =>
      set((state) => ({ tab: 'files', goToFile: { fileIdx, serial: (state.goToFile?.serial ?? 0) + 1 } })),
    changeLines: (change) => set((state) => ({ lineView: { ...state.lineView, ...change } })),
    addChip: (term) =>
      set(({ lineView }) => ({ lineView: { ...lineView, chips: withChip(lineView.chips, term) } })),
    changeChip: (idx, change) =>
      set(({ lineView }) => {
        const chips = lineView.chips.flatMap((chip, i) =>
          i !== idx ? [chip] : change === null ? [] : [{ ...chip, ...change }],
        );
        return { lineView: { ...lineView, chips } };
      }),
    filterTemplates: (change) => set((state) => ({ templateQuery: { ...state.templateQuery, ...change } })),
    showTemplate: (openTemplate) =>
      // A heat map has no room for a detail.
      set(({ templateQuery }) => ({
        tab: 'templates',
        openTemplate,
        templateQuery: openTemplate === null ? templateQuery : { ...templateQuery, as: 'list' },
      })),
    showCompare: (compare) => set({ tab: 'compare', compare }),
    showSql: (sql) => set({ tab: 'sql', sql }),
    showFiltered: (terms) =>
      set(({ lineView }) => ({
        tab: 'lines',
        goToRow: null,
        lineView: { ...keptOf(lineView), chips: terms.map((term) => ({ term, isOn: true })) },
      })),
    sliceLogs: (logSlice) => set({ logSlice }),
    setZoom: (zoom) => set({ zoom }),
    setTheme: (theme) => {
      storeTheme(theme);
      set({ theme });
    },
    setHelpOpen: (helpOpen) => set({ helpOpen }),
    setWhyOpen: (isWhyOpen) => set({ isWhyOpen }),
    editTicket: (key, text) =>
      set(({ ticketEdits: { [key]: _before, ...others } }) => ({
        ticketEdits: text === null ? others : { ...others, [key]: text },
      })),
    resetView: () => set((state) => ({ ...FIRST_VIEW, theme: state.theme })),
  }));
}

/** localStorage and not the database: it has to be known before the first paint. */
function storedTheme(): Theme {
  try {
    const theme = localStorage.getItem(THEME_KEY);
    return theme === 'light' || theme === 'dark' ? theme : 'system';
  } catch {
    return 'system';
  }
}

function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage may be refused; the choice then lasts as long as the page.
  }
}
