// In: the reader's choice of theme. Out: light or dark, following the system where that was chosen; and the one that is drawn.
import { useThemeContext } from '@radix-ui/themes';
import { useSyncExternalStore } from 'react';
import { useView } from './app-context';

const QUERY = '(prefers-color-scheme: dark)';

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(QUERY);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

export function useAppearance(): 'light' | 'dark' {
  const theme = useView((state) => state.theme);
  const systemDark = useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches);
  if (theme !== 'system') return theme;
  return systemDark ? 'dark' : 'light';
}

/** Changes with the colours of the style sheet, a render after the choice: for what reads them to draw on a canvas. */
export function useDrawnAppearance(): string {
  return useThemeContext().appearance;
}
