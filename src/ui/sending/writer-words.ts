// Who writes, what it gets and how far it is, in words.
import type { WriterSettings, WritingProgress } from '../../contracts/written-summary';
import { visibleLine } from '../../core/ticket/neutral';
import { elapsedInShort } from '../../core/wording/duration';
import { formatNumber } from '../shared/format';

/** Null: it can be asked. */
export function whatIsMissing({ provider, address, model, file, folder }: WriterSettings): string | null {
  if (provider === 'wllama') return file === null ? 'No model file is chosen: see the settings.' : null;
  if (provider === 'web-llm') return folder === null ? 'No model folder is chosen: see the settings.' : null;
  if (provider === 'built-in') return null;
  return address === '' || model === '' ? 'Its address or its model is missing: see the settings.' : null;
}

/** @param what it gets */
export function whoGets({ provider, address, model, file, folder }: WriterSettings, what: string): string {
  if (provider === 'openai')
    return `${visibleLine(model)} at ${visibleLine(address)} gets ${what} with secrets replaced, once you have looked at them in the bridge.`;
  const known = provider === 'web-llm' ? folder : file;
  const name = provider === 'built-in' ? "The browser's own model" : visibleLine(known?.name ?? '');
  return `${name} runs on this machine, so nothing leaves: it gets ${what}, as much as it reads at once.`;
}

export function progressInWords(progress: WritingProgress | null): string {
  if (progress === null) return 'Asking …';
  const { pace, numChars } = progress;
  const soFar = `${formatNumber(numChars)} characters so far`;
  if (pace === null) return soFar;
  const { stage, expectedMs } = pace;
  const time = expectedMs === null ? '' : `, up to ${elapsedInShort(expectedMs / 1000)}`;
  if (stage === 'loading') return 'Loading the model …';
  if (stage === 'measuring') return 'Finding out how fast it is here …';
  return stage === 'reading' ? `It reads the question${time} with the answer` : `It writes${time}: ${soFar}`;
}
