// Several saved miner states put together, away from the page: mining thousands of line patterns takes its time. In: files. Out: the text of one, or what is wrong.
import type { DroppedFile, MergedStates } from '../contracts/threads';
import { mergeStates, type NamedState } from '../core/drain/merge-states';
import { readMinerState } from '../core/drain/read-state';
import { errorText } from '../core/wording/error-text';

/** Never rejects. */
export async function mergeSavedStates(files: readonly DroppedFile[]): Promise<MergedStates> {
  const states: NamedState[] = [];
  for (const { path, file } of files) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    try {
      states.push({ name, state: readMinerState(JSON.parse(await file.text())) });
    } catch (error) {
      return { ok: false, error: `${name} could not be read: ${errorText(error)}` };
    }
  }
  try {
    const merged = mergeStates(states);
    return merged.ok ? { ok: true, text: JSON.stringify(merged.state) } : merged;
  } catch (error) {
    return { ok: false, error: `They could not be put together: ${errorText(error)}` };
  }
}
