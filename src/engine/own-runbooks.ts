// The person's own runbooks, where there are any.
import type { OwnRunbook } from '../contracts/own-runbooks';
import type { EngineParts } from './engine-parts';

/** None where they are not to be had: the page has said so. */
export async function ownRunbooks({ runbooks }: EngineParts): Promise<readonly OwnRunbook[]> {
  const listed = await runbooks?.list().catch(() => null);
  return listed?.good ?? [];
}
