// In: a media query. Out: whether it holds, now and after each change.
import { useCallback, useSyncExternalStore } from 'react';

/** Where the style sheets take the screen for a phone's. */
export const NARROW = '(max-width: 720px)';

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void): (() => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
