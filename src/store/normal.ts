// 'This is normal': adds to the settings what the user called normal, takes it back, and runs again each time.
import type { MarkedSpan, NormalSettings } from '../contracts/settings';
import { analyzeAgain } from './actions';
import type { App } from './app';
import { withMark, withoutMark } from './marks';

/** Texts of templates, spans of time: either may be empty. */
export type NormalMark = NormalSettings;

export const templatesMark = (texts: readonly string[]): NormalMark => ({ templates: texts, windows: [] });
export const windowsMark = (spans: readonly MarkedSpan[]): NormalMark => ({ templates: [], windows: spans });

/** `what`: in words, for the offer to undo it. */
export function markNormal(app: App, mark: NormalMark, what: string): Promise<void> {
  const before = app.settings.getState().valid.normal;
  app.view.setState({ lastNormal: { before, what } });
  return apply(app, withMark(before, mark));
}

/** Takes one mark back, whenever it was made. */
export function unmarkNormal(app: App, mark: NormalMark): Promise<void> {
  app.view.setState({ lastNormal: null });
  return apply(app, withoutMark(app.settings.getState().valid.normal, mark));
}

/** Takes the last mark back; nothing where there is none. */
export function undoNormal(app: App): Promise<void> {
  const { lastNormal } = app.view.getState();
  if (lastNormal === null) return Promise.resolve();
  app.view.setState({ lastNormal: null });
  return apply(app, lastNormal.before);
}

function apply(app: App, normal: NormalSettings): Promise<void> {
  app.settings.getState().edit({ normal });
  return analyzeAgain(app);
}
