// One export, tickets in the form that the settings hold now: a template that was changed after the analysis needs no other run.
import type { ExportFile } from '../contracts/exported-file';
import type { OnProgress } from '../contracts/units';
import { unreadInWords } from '../core/wording/unread';
import type { App } from './app';
import { askUser } from './ask-user';

/** Where text of lines is not in it, the user is asked. @throws Error when the analysis was closed or cannot make that export, or it is not wanted. */
export async function exportFile(
  app: App,
  name: string,
  onProgress: OnProgress = () => undefined,
  withLines = true,
): Promise<ExportFile> {
  const { analyzer } = app.current;
  if (analyzer === null) throw new Error('the analysis was closed');
  const made = await analyzer.exportFile(name, onProgress, {
    ticketTemplate: app.settings.getState().valid.ticketTemplate,
    pins: app.pins.getState().pins,
    withLines,
    nowMs: app.now(),
  });
  if (made.unread.length === 0) return made;
  const { numRecords } = app.session.getState().result!;
  const message = `The text could not be read of ${unreadInWords(made.unread, numRecords)}. Where it is missing, the message says so in square brackets; all other columns are whole. Give the files again to have it all.`;
  const goOn = await askUser(app, {
    code: 'export-unread',
    file: name,
    message,
    yes: 'Save it so',
    no: 'Do not save',
  });
  if (!goOn) throw new Error('not saved: a part of the text is not there');
  return made;
}
