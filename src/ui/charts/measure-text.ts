// In: a text and a CSS font. Out: its width in pixels, as ECharts asks for it.

/** ECharts takes the height of a line from the width of this one. */
const WIDE = '国';
const DEFAULT_PX = 12;

let context: CanvasRenderingContext2D | null = null;

/** The wide letter is a square in every font; measuring it would search the machine's fonts for one that has it. */
export function measureText(text: string, font = `${DEFAULT_PX}px sans-serif`): { width: number } {
  if (text === WIDE) return { width: pixelsOf(font) };
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return { width: text.length * pixelsOf(font) };
  context.font = font;
  return context.measureText(text);
}

/** Size of a CSS font given in pixels. */
export function pixelsOf(font: string): number {
  return Number(/([\d.]+)px/.exec(font)?.[1] ?? DEFAULT_PX);
}
