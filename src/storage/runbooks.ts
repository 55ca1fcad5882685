// The user's own runbooks in the browser: one row each, checked as it is read. They are never sent, and no export holds more of them than the excerpts of a ticket.
import * as v from 'valibot';
import { MOST_RUNBOOK_BYTES, MOST_RUNBOOKS, type OwnRunbook } from '../contracts/own-runbooks';
import { checksumOf } from '../core/lib/checksum';
import { inTransaction, openHarbingerDb } from './db';
import { type CheckedRows, type DamagedRow, text, timeMs } from './stored-rows';

export interface RunbookRepository {
  /** By path; those that are damaged apart. */
  list(): Promise<CheckedRows<OwnRunbook>>;
  /** Each takes the place of the one of its path. Returns how many are others than before. @throws Error where there are too many, or no room. */
  save(runbooks: readonly OwnRunbook[]): Promise<number>;
  delete(path: string): Promise<void>;
}

const row = v.object({
  path: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)),
  text: text(MOST_RUNBOOK_BYTES),
  savedMs: timeMs,
  checksum: text(100),
});

export const runbookRepository: RunbookRepository = {
  async list() {
    return checkRunbooks(await (await openHarbingerDb()).getAll('runbooks'));
  },
  async save(runbooks) {
    return inTransaction(['runbooks'], async (tx) => {
      const rows = tx.objectStore('runbooks');
      const known = new Map<string, unknown>();
      for (const each of await rows.getAll()) known.set(String(each.path), each.checksum);
      const all = new Set([...known.keys(), ...runbooks.map(({ path }) => path)]);
      if (all.size > MOST_RUNBOOKS)
        throw new Error(
          `these and those that are kept are ${all.size}, and at most ${MOST_RUNBOOKS} are kept`,
        );
      let numOther = 0;
      for (const each of runbooks) {
        const checksum = checksumOfText(each.text);
        if (known.get(each.path) === checksum) continue;
        numOther++;
        await rows.put({ ...each, checksum });
      }
      return numOther;
    });
  },
  async delete(path) {
    await inTransaction(['runbooks'], (tx) => tx.objectStore('runbooks').delete(path));
  },
};

function checkRunbooks(rows: readonly unknown[]): CheckedRows<OwnRunbook> {
  const good: OwnRunbook[] = [];
  const damaged: DamagedRow[] = [];
  for (const each of rows) {
    const checked = v.safeParse(row, each);
    if (checked.success && checked.output.checksum === checksumOfText(checked.output.text)) {
      const { checksum: _, ...runbook } = checked.output;
      good.push(runbook);
    } else {
      const path = String((each as { path?: unknown } | null)?.path ?? '');
      damaged.push({ id: path, name: path });
    }
  }
  return { good, damaged };
}

const checksumOfText = (value: string): string => checksumOf(new TextEncoder().encode(value));
