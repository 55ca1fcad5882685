// The analyses that are open side by side, as they stand: moves when one of them does.
import { useMemo, useSyncExternalStore } from 'react';
import type { App } from '../../store/app';
import { type OpenAnalysis, openAnalyses } from '../../store/open-analyses';
import { useApp } from '../shared/app-context';

/** In the order that they were opened in. */
export function useOpenAnalyses(): readonly OpenAnalysis[] {
  const { workspace } = useApp();
  const source = useMemo(() => watch(workspace), [workspace]);
  return useSyncExternalStore(source.subscribe, source.read);
}

/** `read` gives the same list as long as nothing has moved, as React asks for. */
function watch(workspace: App['workspace']) {
  let list: readonly OpenAnalysis[] | null = null;
  const read = (): readonly OpenAnalysis[] => {
    list ??= openAnalyses(workspace.getState().open);
    return list;
  };
  const subscribe = (onChange: () => void): (() => void) => {
    const changed = (): void => {
      list = null;
      onChange();
    };
    let stops: (() => void)[] = [];
    const stop = (): void => {
      for (const each of stops) each();
    };
    const follow = (): void => {
      stop();
      stops = workspace.getState().open.map(({ session }) => session.subscribe(changed));
      changed();
    };
    const stopFollowing = workspace.subscribe(follow);
    stops = workspace.getState().open.map(({ session }) => session.subscribe(changed));
    // What moved between the first look and now.
    list = null;
    return () => {
      stopFollowing();
      stop();
    };
  };
  return { read, subscribe };
}
