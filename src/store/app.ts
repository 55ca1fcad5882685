// The stores of one analysis and those that all share, with what they stand on, handed in so that tests bring their own.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LineRow } from '../contracts/lines';
import type { AnalysisRepository } from '../storage/analyses';
import type { BaselineRepository } from '../storage/baselines';
import type { RunbookRepository } from '../storage/runbooks';
import type { ValueStore } from '../storage/values';
import type { Analyzer, CreateAnalyzer } from './analyzer-types';
import { type AskingStore, createAskingStore } from './asking-store';
import { type BaselinesStore, createBaselinesStore } from './baselines-store';
import type { Bridge } from './bridge';
import { createDropNews, type DropNewsStore } from './drop-news';
import { createHistoryStore, type HistoryStore } from './history';
import { createRunNotes, type RunNotes } from './interrupted';
import { createLinePager, type LinePager } from './line-pager';
import type { Models } from './models';
import { createPinsStore, type PinsStore } from './pins';
import { createRunbooksStore, type RunbooksStore } from './runbooks-store';
import { createSessionStore, type SessionStore } from './session';
import { createSettingsStore, type SettingsStore } from './settings';
import { createShownZone, type ShownZoneStore } from './shown-zone';
import { createSql, type Sql, type SqlSlot, type StartSql } from './sql';
import { createViewStore, type ViewStore } from './view';
import { createWritingStore, type WritingStore } from './writing-store';

export interface AppParts {
  readonly createAnalyzer: CreateAnalyzer;
  readonly repository: AnalysisRepository;
  readonly values: ValueStore;
  readonly baselineRepository: BaselineRepository;
  readonly runbookRepository: RunbookRepository;
  readonly bridge: Bridge;
  readonly models: Models;
  readonly startSql: StartSql;
  readonly now: () => number;
}

/** What every analysis of the page has in common. */
interface Shared extends AppParts {
  readonly settings: SettingsStore;
  readonly history: HistoryStore;
  readonly baselines: BaselinesStore;
  readonly runbooks: RunbooksStore;
  readonly pins: PinsStore;
  readonly dropNews: DropNewsStore;
  readonly runs: RunNotes;
  readonly shownZone: ShownZoneStore;
  readonly workspace: StoreApi<Workspace>;
  readonly sqlSlot: SqlSlot;
  /** A name for another analysis of this page. */
  readonly nextKey: () => string;
}

/** One open analysis, or the place for the next one. */
export interface App extends Shared {
  readonly key: string;
  readonly session: SessionStore;
  readonly view: ViewStore;
  readonly lines: LinePager;
  readonly writing: WritingStore;
  readonly sql: Sql;
  readonly asking: AskingStore;
  /** The running or finished analysis; `abort` ends a running one. */
  readonly current: { analyzer: Analyzer | null; abort: AbortController | null };
}

/** The analyses that are open side by side. */
export interface Workspace {
  /** In the order that they were opened in; never empty. */
  readonly open: readonly App[];
  readonly shown: App;
}

export function createApp(parts: AppParts): App {
  let numOpened = 0;
  const shared = {
    ...parts,
    nextKey: () => `analysis-${++numOpened}`,
    settings: createSettingsStore(parts.values),
    history: createHistoryStore(parts.repository),
    baselines: createBaselinesStore(),
    runbooks: createRunbooksStore(),
    pins: createPinsStore(parts.values),
    dropNews: createDropNews(),
    runs: createRunNotes(parts.values),
    shownZone: createShownZone(),
    sqlSlot: { end: () => undefined },
  };
  const none: readonly App[] = [];
  const workspace = createStore<Workspace>(() => ({ open: none, shown: null as unknown as App }));
  const app = newAnalysis({ ...shared, workspace });
  workspace.setState({ open: [app], shown: app });
  return app;
}

/** Another place beside those that are open, over the same settings and history; nobody sees it before it is among them. */
export function newAnalysis(shared: Shared): App {
  const { createAnalyzer, repository, values, baselineRepository, bridge, models, now } = shared;
  const { runbookRepository, runbooks, startSql, sqlSlot } = shared;
  const { settings, history, baselines, pins, dropNews, runs, shownZone, workspace, nextKey } = shared;
  const current: App['current'] = { analyzer: null, abort: null };
  const session = createSessionStore();
  return {
    ...{ createAnalyzer, repository, values, baselineRepository, bridge, models, now },
    ...{ runbookRepository, runbooks, startSql, sqlSlot },
    ...{ settings, history, baselines, pins, dropNews, runs, shownZone, workspace, nextKey, key: nextKey() },
    session,
    view: createViewStore(),
    lines: createLinePager(async (query, begin, end) => {
      if (current.analyzer === null) throw new Error('no analysis is open');
      const page = await current.analyzer.queryLines(query, begin, end);
      if (
        page.rows.some(({ unread }) => isLost(unread)) ||
        page.search?.unread.some(({ why }) => isLost(why))
      )
        session.setState({ hasLostText: true });
      return page;
    }),
    writing: createWritingStore(),
    sql: createSql(
      startSql,
      () => {
        const { result, linesVersion } = session.getState();
        return { analyzer: current.analyzer, result, linesVersion };
      },
      sqlSlot,
    ),
    asking: createAskingStore(),
    current,
  };
}

/** It was at hand, and is not as it was. */
function isLost(why: LineRow['unread']): boolean {
  return why === 'unreadable' || why === 'changed';
}
