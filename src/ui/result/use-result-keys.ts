// Keys of the result: digits go to tabs, i to the timeline, C to the comparison, S to SQL. The lines view has more of its own.
import { useEffect } from 'react';
import type { Tab } from '../../store/view';
import { useApp } from '../shared/app-context';
import { isTyping } from '../shared/is-typing';
import { visibleTabs } from './result-tabs';

const NAMED: Readonly<Record<string, Tab>> = { i: 'overview', C: 'compare', S: 'sql' };

export function useResultKeys(): void {
  const app = useApp();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { result } = app.session.getState();
      if (result === null || isTyping(event)) return;
      const named: Tab | undefined = NAMED[event.key];
      const tab = named ?? visibleTabs(result)[Number(event.key) - 1];
      if (tab !== undefined && event.key.length === 1) app.view.getState().showTab(tab);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [app]);
}
