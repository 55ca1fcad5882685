// One export, tickets in the form that the settings hold now: a template that was changed after the analysis needs no other run.
import type { ExportFile } from '../contracts/threads';
import type { OnProgress } from '../contracts/units';
import type { App } from './app';

/** @throws Error when the analysis was closed or cannot make that export. */
export async function exportFile(
  app: App,
  name: string,
  onProgress: OnProgress = () => undefined,
): Promise<ExportFile> {
  if (app.current.analyzer === null) throw new Error('the analysis was closed');
  return app.current.analyzer.exportFile(name, onProgress, app.settings.getState().valid.ticketTemplate);
}
