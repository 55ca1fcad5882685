// Who writes, what it gets and how far it is, in words.

import type { WriterSettings, WritingProgress } from '../../contracts/written-summary';
import { visibleLine } from '../../core/ticket/neutral';
import { elapsedInShort } from '../../words/duration';
import { t } from '../../words/t';
import { formatNumber } from '../shared/format';

/** Null: it can be asked. */
export function whatIsMissing({ provider, address, model, file, folder }: WriterSettings): string | null {
  if (provider === 'wllama') return file === null ? t('No model file is chosen: see the settings.') : null;
  if (provider === 'web-llm')
    return folder === null ? t('No model folder is chosen: see the settings.') : null;
  if (provider === 'built-in') return null;
  return address === '' || model === '' ? t('Its address or its model is missing: see the settings.') : null;
}

/** @param what it gets */
export function whoGets({ provider, address, model, file, folder }: WriterSettings, what: string): string {
  if (provider === 'openai')
    return t(
      '{model} at {address} gets {what} with secrets replaced, once you have looked at them in the bridge.',
      { model: visibleLine(model), address: visibleLine(address), what },
    );
  const known = provider === 'web-llm' ? folder : file;
  const name = provider === 'built-in' ? t("The browser's own model") : visibleLine(known?.name ?? '');
  return t('{name} runs on this machine, so nothing leaves: it gets {what}, as much as it reads at once.', {
    name,
    what,
  });
}

export function progressInWords(progress: WritingProgress | null): string {
  if (progress === null) return t('Asking …');
  const { pace, numChars } = progress;
  const soFar = t('{numChars} characters so far', { numChars: formatNumber(numChars) });
  if (pace === null) return soFar;
  const { stage, expectedMs } = pace;
  const time =
    expectedMs === null ? '' : t(', up to {expectedMs}', { expectedMs: elapsedInShort(expectedMs / 1000) });
  if (stage === 'loading') return t('Loading the model …');
  if (stage === 'measuring') return t('Finding out how fast it is here …');
  return stage === 'reading'
    ? t('It reads the question{time} with the answer', { time })
    : t('It writes{time}: {soFar}', { time, soFar });
}
