// Which of dropped files may be language models, by their names. The rest of it (dropped-models.ts) comes when there is one.
import type { DroppedFile } from '../contracts/threads';

/** A file without a telling name is looked into only where few were dropped. */
export const FEW = 8;
const FOLDER_CONFIG = /(?<=^|\/)mlc-chat-config\.json$/;

/** Whether a look inside is worth the wait. */
export function mayHoldModel(files: readonly DroppedFile[]): boolean {
  return (
    folderRoot(files) !== null ||
    files.some((dropped) => isNamed(dropped) || (files.length <= FEW && isNameless(dropped)))
  );
}

/** Of the first folder that holds a model for WebGPU, with '/' behind it; null: none does. */
export function folderRoot(files: readonly DroppedFile[]): string | null {
  const config = files.find(({ path }) => FOLDER_CONFIG.test(path));
  return config === undefined ? null : config.path.replace(FOLDER_CONFIG, '');
}

export function isNamed({ path }: DroppedFile): boolean {
  return /\.gguf$/i.test(path);
}

export function isNameless({ path }: DroppedFile): boolean {
  return /(?:\.bin|(?:^|\/)[^./]+)$/i.test(path);
}
