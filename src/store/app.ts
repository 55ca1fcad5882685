// The stores of one page and what they stand on, handed in so that tests bring their own.
import type { LineRow } from '../contracts/threads';
import type { AnalysisRepository } from '../storage/analyses';
import type { BaselineRepository } from '../storage/baselines';
import type { ValueStore } from '../storage/values';
import type { Analyzer, CreateAnalyzer } from './analyzer-types';
import { type BaselinesStore, createBaselinesStore } from './baselines-store';
import type { Bridge } from './bridge';
import { createHistoryStore, type HistoryStore } from './history';
import { createRunNotes, type RunNotes } from './interrupted';
import { createLinePager, type LinePager } from './line-pager';
import { createSessionStore, type SessionStore } from './session';
import { createSettingsStore, type SettingsStore } from './settings';
import { createViewStore, type ViewStore } from './view';
import { createWritingStore, type WritingStore } from './writing-store';

export interface AppParts {
  readonly createAnalyzer: CreateAnalyzer;
  readonly repository: AnalysisRepository;
  readonly values: ValueStore;
  readonly baselineRepository: BaselineRepository;
  readonly bridge: Bridge;
  readonly now: () => number;
}

export interface App extends AppParts {
  readonly session: SessionStore;
  readonly view: ViewStore;
  readonly settings: SettingsStore;
  readonly history: HistoryStore;
  readonly baselines: BaselinesStore;
  readonly lines: LinePager;
  readonly writing: WritingStore;
  readonly runs: RunNotes;
  /** The running or finished analysis; `abort` ends a running one. */
  readonly current: { analyzer: Analyzer | null; abort: AbortController | null };
}

export function createApp(parts: AppParts): App {
  const current: App['current'] = { analyzer: null, abort: null };
  const session = createSessionStore();
  return {
    ...parts,
    session,
    view: createViewStore(),
    settings: createSettingsStore(parts.values),
    history: createHistoryStore(parts.repository),
    baselines: createBaselinesStore(),
    lines: createLinePager(async (query, begin, end) => {
      if (current.analyzer === null) throw new Error('no analysis is open');
      const page = await current.analyzer.queryLines(query, begin, end);
      if (page.rows.some(({ unread }) => isLost(unread)) || page.unread.some(({ why }) => isLost(why)))
        session.setState({ hasLostText: true });
      return page;
    }),
    writing: createWritingStore(),
    runs: createRunNotes(parts.values),
    current,
  };
}

/** It was at hand, and is not as it was. */
function isLost(why: LineRow['unread']): boolean {
  return why === 'unreadable' || why === 'changed';
}
