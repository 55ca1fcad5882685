// What is called normal now, and why it cannot be changed at the moment.

import type { NormalSettings } from '../../contracts/settings';
import type { TimeSpan } from '../../contracts/units';
import { t } from '../../words/t';
import { useSession, useSettings } from '../shared/app-context';
import { isoText } from '../shared/time';

export function useNormal(): NormalSettings {
  return useSettings((state) => state.valid.normal);
}

/** One sentence; null: it can be changed, and the files analysed again. */
export function useRerunObstacle(): string | null {
  const broken = useSettings((state) => state.errors.length > 0);
  const hasFiles = useSession((state) => state.files.length > 0);
  const updating = useSession((state) => state.updating);
  if (updating) return t('The last change is being made …');
  if (!hasFiles) return t('Give the files of this analysis again first: it was reopened without them.');
  return broken ? t('A setting has to be mended first; see Settings.') : null;
}

export function markedSpan({ start, end }: TimeSpan): { start: string; end: string } {
  return { start: isoText(start), end: isoText(end) };
}
