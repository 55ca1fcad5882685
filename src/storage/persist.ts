// Asks the browser not to clear the history when space runs short.

const PATIENCE_MS = 3000;

/** 'unknown' where the browser does not answer: Firefox may wait for its reader for ever. */
export async function askToPersist(): Promise<'granted' | 'refused' | 'unknown'> {
  if (navigator.storage?.persist === undefined) return 'unknown';
  const silence = new Promise<'unknown'>((resolve) => setTimeout(() => resolve('unknown'), PATIENCE_MS));
  const answer = navigator.storage.persist().then(
    (granted) => (granted ? ('granted' as const) : ('refused' as const)),
    () => 'unknown' as const,
  );
  return Promise.race([answer, silence]);
}
