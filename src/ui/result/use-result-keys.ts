// Keys of the result: digits go to tabs, i to the timeline. The lines view has more of its own.
import { useEffect } from 'react';
import { useApp } from '../shared/app-context';
import { isTyping } from '../shared/is-typing';
import { visibleTabs } from './result-tabs';

export function useResultKeys(): void {
  const app = useApp();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { result } = app.session.getState();
      if (result === null || isTyping(event)) return;
      const tab = event.key === 'i' ? 'overview' : visibleTabs(result)[Number(event.key) - 1];
      if (tab !== undefined && event.key.length === 1) app.view.getState().showTab(tab);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [app]);
}
