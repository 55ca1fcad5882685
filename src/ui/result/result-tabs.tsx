// The tabs: a rail on wide screens, a strip on narrow ones. Arrow keys move, as WAI-ARIA's tab pattern says.

import {
  Activity,
  Database,
  FileText,
  Gauge,
  GitCompareArrows,
  type LucideIcon,
  MessageCircleQuestion,
  PackageOpen,
  Rows3,
  Settings2,
  Shapes,
  Siren,
  TicketCheck,
  TriangleAlert,
  Waypoints,
} from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import type { AnalysisResult } from '../../contracts/result';
import { numRowsOf } from '../../core/lib/log-table';
import { countOnes } from '../../core/report/verdict';
import { TABS, type Tab } from '../../store/view';
import { type Label, t } from '../../words/t';
import { useApp, useResult, useSession, useView } from '../shared/app-context';
import { formatShort } from '../shared/format';

export const TAB_FACES: Readonly<Record<Tab, readonly [Label, LucideIcon]>> = {
  overview: ['Overview', Activity],
  incidents: ['Incidents', Siren],
  ticket: ['Ticket', TicketCheck],
  templates: ['Templates', Shapes],
  lines: ['Lines', Rows3],
  compare: ['Compare', GitCompareArrows],
  ask: ['Ask', MessageCircleQuestion],
  sessions: ['Sessions', Waypoints],
  files: ['Files', FileText],
  benchmark: ['Benchmark', Gauge],
  exports: ['Exports', PackageOpen],
  sql: ['SQL', Database],
  settings: ['Settings', Settings2],
  problems: ['Problems', TriangleAlert],
};

/** Sessions only where lines carry an identifier. */
export function visibleTabs(result: AnalysisResult): readonly Tab[] {
  return TABS.filter((tab) => tab !== 'sessions' || result.sessions !== null);
}

export function ResultTabs() {
  const app = useApp();
  const result = useResult();
  const tab = useView((state) => state.tab);
  const later = useSession((state) => state.laterProblems.length);
  const tabs = visibleTabs(result);
  const list = useRef<HTMLDivElement>(null);
  useInSight(list, tab);
  const show = (next: Tab): void => {
    app.view.getState().showTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = tabAfter(tabs, tab, event.key);
    if (to === null) return;
    event.preventDefault();
    show(to);
  };
  return (
    <div
      ref={list}
      className="tabs"
      role="tablist"
      aria-label={t('Views of the result')}
      onKeyDown={onKeyDown}
    >
      {tabs.map((each) => (
        <TabButton
          key={each}
          tab={each}
          selected={each === tab}
          badge={badgeOf(each, result, later)}
          onSelect={() => show(each)}
        />
      ))}
    </div>
  );
}

/** Where the tabs are a row that is scrolled sideways, the chosen one is in the middle of it. */
function useInSight(list: RefObject<HTMLElement | null>, tab: Tab): void {
  useEffect(() => {
    const row = list.current;
    if (row === null) return;
    const bring = (): void => {
      const chosen = document.getElementById(`tab-${tab}`);
      if (chosen === null || row.scrollWidth <= row.clientWidth) return;
      const left = chosen.getBoundingClientRect().left - row.getBoundingClientRect().left + row.scrollLeft;
      row.scrollLeft = left - (row.clientWidth - chosen.offsetWidth) / 2;
    };
    bring();
    // A phone may be turned.
    const observer = new ResizeObserver(bring);
    observer.observe(row);
    return () => observer.disconnect();
  }, [list, tab]);
}

interface TabButtonProps {
  readonly tab: Tab;
  readonly selected: boolean;
  readonly badge: string | null;
  readonly onSelect: () => void;
}

function TabButton({ tab, selected, badge, onSelect }: TabButtonProps) {
  const [label, Icon] = TAB_FACES[tab];
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${tab}`}
      data-testid={`tab-${tab}`}
      aria-selected={selected}
      aria-controls="result-pane"
      tabIndex={selected ? 0 : -1}
      className="tab"
      onClick={onSelect}
    >
      <Icon size={15} aria-hidden="true" />
      <span>{t(label)}</span>
      {badge !== null && <span className="tab-badge num">{badge}</span>}
    </button>
  );
}

/** Null: the key moves nothing. */
function tabAfter(tabs: readonly Tab[], tab: Tab, key: string): Tab | null {
  const at = tabs.indexOf(tab);
  if (key === 'ArrowDown' || key === 'ArrowRight') return tabs[(at + 1) % tabs.length];
  if (key === 'ArrowUp' || key === 'ArrowLeft') return tabs[(at + tabs.length - 1) % tabs.length];
  if (key === 'Home') return tabs[0];
  if (key === 'End') return tabs[tabs.length - 1];
  return null;
}

function badgeOf(tab: Tab, result: AnalysisResult, later: number): string | null {
  const counts: Partial<Record<Tab, number>> = {
    incidents: result.incidents.length,
    templates: result.templates.length,
    lines: numRowsOf(result.files),
    files: result.files.length,
    sessions: result.sessions === null ? 0 : countOnes(result.sessions.anomalous),
    problems: result.problems.length + later,
  };
  const count = counts[tab];
  return count === undefined || count === 0 ? null : formatShort(count);
}
