// The colours of the page as a canvas needs them: read from the style sheet, once a theme.

const NAMES = [
  'ink',
  'ink-2',
  'ink-3',
  'line',
  'line-strong',
  'panel',
  'sunken',
  'signal',
  'signal-ink',
  'alarm',
  'alarm-ink',
  'hand',
  'level-fatal',
  'level-error',
  'level-warn',
  'level-info',
  'level-low',
] as const;
export type PaletteName = (typeof NAMES)[number];
export type Palette = Readonly<Record<PaletteName, string>> & { readonly font: string };

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const colours = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  return { ...(colours as Record<PaletteName, string>), font: style.fontFamily };
}
