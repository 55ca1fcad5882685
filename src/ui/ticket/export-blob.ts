import type { App } from '../../store/app';

/** @throws Error when the analysis was closed or cannot make that export. */
export async function exportBlob(app: App, name: string): Promise<Blob> {
  if (app.current.analyzer === null) throw new Error('the analysis was closed');
  return (await app.current.analyzer.exportFile(name, () => undefined)).blob;
}
