// A finished analysis: verdict, figures, and one pane per tab. Heavy panes are loaded when first opened.

import { type ComponentType, lazy, Suspense } from 'react';
import type { Tab } from '../../store/view';
import { t } from '../../words/t';
import { NormalNotice } from '../normal/normal-notice';
import { useShownResult, useView } from '../shared/app-context';
import { ErrorBoundary } from '../shared/error-boundary';
import { ResultTabs } from './result-tabs';
import { SaveNotice } from './save-notice';
import { useResultKeys } from './use-result-keys';
import { VerdictHeader } from './verdict-header';

const PANES: Readonly<Record<Tab, ComponentType>> = {
  overview: lazy(() => import('../overview/overview-view').then((m) => ({ default: m.OverviewView }))),
  incidents: lazy(() => import('../incidents/incidents-view').then((m) => ({ default: m.IncidentsView }))),
  ticket: lazy(() => import('../ticket/ticket-view').then((m) => ({ default: m.TicketView }))),
  templates: lazy(() => import('../templates/templates-view').then((m) => ({ default: m.TemplatesView }))),
  lines: lazy(() => import('../lines/lines-view').then((m) => ({ default: m.LinesView }))),
  compare: lazy(() => import('../compare/compare-view').then((m) => ({ default: m.CompareView }))),
  ask: lazy(() => import('../ask/ask-view').then((m) => ({ default: m.AskView }))),
  sessions: lazy(() => import('../sessions/sessions-view').then((m) => ({ default: m.SessionsView }))),
  files: lazy(() => import('../files/files-view').then((m) => ({ default: m.FilesView }))),
  benchmark: lazy(() => import('../benchmark/benchmark-view').then((m) => ({ default: m.BenchmarkView }))),
  exports: lazy(() => import('../exports/exports-view').then((m) => ({ default: m.ExportsView }))),
  sql: lazy(() => import('../sql/sql-view').then((m) => ({ default: m.SqlView }))),
  settings: lazy(() => import('../settings/settings-pane').then((m) => ({ default: m.SettingsPane }))),
  problems: lazy(() => import('../problems/problems-view').then((m) => ({ default: m.ProblemsView }))),
};

export function ResultView() {
  const tab = useView((state) => state.tab);
  const result = useShownResult();
  useResultKeys();
  if (result === null) return null;
  const Pane = PANES[tab];
  return (
    <div className="result" data-testid="result" data-compact={tab === 'overview' ? undefined : ''}>
      <VerdictHeader result={result} />
      <SaveNotice />
      <NormalNotice />
      <div className="result-body">
        <ResultTabs />
        <div
          className="result-pane"
          role="tabpanel"
          id="result-pane"
          aria-labelledby={`tab-${tab}`}
          data-tab={tab}
        >
          <ErrorBoundary what={t("The view '{tab}'", { tab })} key={tab}>
            <Suspense fallback={<p className="empty">{t('Opening …')}</p>}>
              <Pane />
            </Suspense>
          </ErrorBoundary>
        </div>
      </div>
    </div>
  );
}
