// Whether the analysis would be there if the page were closed now: said only once the browser has written it to the end.

import { Check } from 'lucide-react';
import { t } from '../../words/t';
import { useSession } from '../shared/app-context';

export function KeptMark() {
  const { kind } = useSession((state) => state.save);
  if (kind !== 'saving' && kind !== 'saved') return null;
  return (
    <span className="faint verdict-kept" data-testid="kept" data-kept={kind === 'saved'}>
      {kind === 'saved' && <Check size={13} aria-hidden="true" />}
      {kind === 'saved' ? t('Kept in this browser') : t('Not kept yet: being written …')}
    </span>
  );
}
