// Over a result that is being changed under other settings: how far it is, and the way back.

import { cancelUpdate } from '../../store/actions';
import { summariseStages } from '../../store/progress';
import { t } from '../../words/t';
import { useApp, useSession } from '../shared/app-context';
import { STAGE_LABELS, StageBar } from './stage-list';

export function UpdateBar() {
  const app = useApp();
  const updating = useSession((state) => state.updating);
  const progress = useSession((state) => state.progress);
  const isKept = useSession((state) => state.save.kind === 'saved');
  if (!updating || progress === null) return null;
  const active = summariseStages(progress, app.now()).find((stage) => stage.state === 'active');
  const label = active === undefined ? t('Starting') : t(STAGE_LABELS[active.stage][0]);
  return (
    <div className="update-bar" data-testid="updating">
      <span role="status">{t('Applying the settings: {label}', { label })}</span>
      <StageBar
        label={t('Applying the settings: {label}', { label })}
        share01={active?.share01 ?? null}
        state="active"
      />
      {isKept && (
        <button
          type="button"
          className="button"
          data-testid="cancel-update"
          onClick={() => void cancelUpdate(app)}
        >
          {t('Keep the result as it was')}
        </button>
      )}
    </div>
  );
}
