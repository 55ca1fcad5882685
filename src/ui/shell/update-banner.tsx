// A newer version waits: it comes in on the user's word, never under a running analysis.

import { applyUpdate, useUpdates } from '../../store/updates';
import { t } from '../../words/t';
import { useSession } from '../shared/app-context';

export function UpdateBanner() {
  const updateReady = useUpdates((state) => state.updateReady);
  const phase = useSession((state) => state.phase);
  if (!updateReady || phase === 'running') return null;
  return (
    <div className="update-banner" role="status">
      {t('A newer version of Harbinger is ready.')}
      <button type="button" className="plain-button text-link" onClick={applyUpdate}>
        {t('Load it now')}
      </button>
    </div>
  );
}
