// The stores of one page and what they stand on, handed in so that tests bring their own.
import type { AnalysisRepository } from '../storage/analyses';
import type { BaselineRepository } from '../storage/baselines';
import type { ValueStore } from '../storage/values';
import type { Analyzer, CreateAnalyzer } from './analyzer-types';
import { type BaselinesStore, createBaselinesStore } from './baselines-store';
import type { Bridge } from './bridge';
import { createHistoryStore, type HistoryStore } from './history';
import { createLinePager, type LinePager } from './line-pager';
import { createPinsStore, type PinsStore } from './pins';
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
  readonly pins: PinsStore;
  /** The running or finished analysis; `abort` ends a running one. */
  readonly current: { analyzer: Analyzer | null; abort: AbortController | null };
}

export function createApp(parts: AppParts): App {
  const current: App['current'] = { analyzer: null, abort: null };
  return {
    ...parts,
    session: createSessionStore(),
    view: createViewStore(),
    settings: createSettingsStore(parts.values),
    history: createHistoryStore(parts.repository),
    baselines: createBaselinesStore(),
    lines: createLinePager((query, begin, end) => {
      if (current.analyzer === null) return Promise.reject(new Error('no analysis is open'));
      return current.analyzer.queryLines(query, begin, end);
    }),
    writing: createWritingStore(),
    pins: createPinsStore(parts.values),
    current,
  };
}
