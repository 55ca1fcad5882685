// In: the user's choice of theme. Out: light or dark, following the system where that was chosen; and the one that is drawn.
import { useThemeContext } from '@radix-ui/themes';
import { useView } from './app-context';
import { useMedia } from './use-media';

export function useAppearance(): 'light' | 'dark' {
  const theme = useView((state) => state.theme);
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  if (theme !== 'system') return theme;
  return systemDark ? 'dark' : 'light';
}

/** Changes with the colours of the style sheet, a render after the choice: for what reads them to draw on a canvas. */
export function useDrawnAppearance(): string {
  return useThemeContext().appearance;
}
