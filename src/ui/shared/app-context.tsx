// Hands the stores to the components; a test brings its own.
import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { AnalysisResult } from '../../contracts/result';
import type { App, Workspace } from '../../store/app';
import type { AskingState } from '../../store/asking-store';
import type { BaselinesState } from '../../store/baselines-store';
import type { BridgeState } from '../../store/bridge';
import type { DropNews } from '../../store/drop-news';
import type { HistoryActions, HistoryState } from '../../store/history';
import type { ModelsState } from '../../store/models';
import type { PinsActions, PinsState } from '../../store/pins';
import type { RunbooksState } from '../../store/runbooks-store';
import type { SessionState } from '../../store/session';
import type { SettingsActions, SettingsState } from '../../store/settings';
import { type ShownZoneState, zoneOf } from '../../store/shown-zone';
import type { SqlState } from '../../store/sql';
import type { ViewActions, ViewState } from '../../store/view';
import type { WritingState } from '../../store/writing-store';
import { shownClock } from './time';
import { resultInZone } from './zone-text';

const AppContext = createContext<App | null>(null);

export function AppProvider({ app, children }: { app: App; children: ReactNode }) {
  return <AppContext value={app}>{children}</AppContext>;
}

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error('AppProvider is missing');
  return app;
}

export function useSession<T>(select: (state: SessionState) => T): T {
  return useStore(useApp().session, select);
}

export function useView<T>(select: (state: ViewState & ViewActions) => T): T {
  return useStore(useApp().view, select);
}

export function useSettings<T>(select: (state: SettingsState & SettingsActions) => T): T {
  return useStore(useApp().settings, select);
}

export function useHistory<T>(select: (state: HistoryState & HistoryActions) => T): T {
  return useStore(useApp().history, select);
}

export function useBaselines<T>(select: (state: BaselinesState) => T): T {
  return useStore(useApp().baselines, select);
}

export function useRunbooks<T>(select: (state: RunbooksState) => T): T {
  return useStore(useApp().runbooks, select);
}

export function useBridge<T>(select: (state: BridgeState) => T): T {
  return useStore(useApp().bridge.state, select);
}

export function useModels<T>(select: (state: ModelsState) => T): T {
  return useStore(useApp().models.state, select);
}

export function useSql<T>(select: (state: SqlState) => T): T {
  return useStore(useApp().sql.state, select);
}

export function useWriting<T>(select: (state: WritingState) => T): T {
  return useStore(useApp().writing, select);
}

export function useAsking<T>(select: (state: AskingState) => T): T {
  return useStore(useApp().asking, select);
}

/** The analysis of the page that is looked at. */
export function useShown({ workspace }: App): App {
  return useStore(workspace, ({ shown }) => shown);
}

export function useWorkspace<T>(select: (state: Workspace) => T): T {
  return useStore(useApp().workspace, select);
}

export function useDropNews(): readonly DropNews[] {
  return useStore(useApp().dropNews, ({ news }) => news);
}

export function usePins<T>(select: (state: PinsState & PinsActions) => T): T {
  return useStore(useApp().pins, select);
}

export function useShownZone<T>(select: (state: ShownZoneState) => T): T {
  return useStore(useApp().shownZone, select);
}

/** The result as it is shown: its texts tell times by the clock of the page. Null: there is none yet. */
export function useShownResult(): AnalysisResult | null {
  const result = useSession((state) => state.result);
  const choice = useShownZone((state) => state.choice);
  return result && resultInZone(result, shownClock(zoneOf(choice, result.files)));
}

/** The same; only for views that are shown with one. */
export function useResult(): AnalysisResult {
  const result = useShownResult();
  if (result === null) throw new Error('no result yet');
  return result;
}
