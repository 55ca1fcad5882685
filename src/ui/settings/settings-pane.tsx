// The settings beside a result: what this result was made with, and the next run.

import { Play } from 'lucide-react';
import { analyzeAgain } from '../../store/actions';
import { isSameRun } from '../../store/compare-settings';
import { t } from '../../words/t';
import { useApp, useResult, useSession, useSettings } from '../shared/app-context';
import { rich } from '../shared/rich';
import { SettingsView } from './settings-view';

export function SettingsPane() {
  const app = useApp();
  const result = useResult();
  const hasFiles = useSession((state) => state.files.length > 0);
  const valid = useSettings((state) => state.valid);
  const broken = useSettings((state) => state.errors.length > 0);
  const same = isSameRun(valid, result.settings);
  return (
    <div className="stack">
      <div className="panel settings-run">
        <div>
          <p>
            {rich('This result was made with settings {span}{what}', {
              span: <span className="mono">{result.settingsHash}</span>,
              what: same ? t(', the ones below.') : t('; the ones below differ.'),
            })}
          </p>
          {!hasFiles && (
            <p className="muted">
              {t('To run again, give the files of this analysis again: it was reopened without them.')}
            </p>
          )}
        </div>
        <span className="spacer" />
        {!same && (
          <button
            type="button"
            className="button"
            onClick={() => app.settings.getState().replace(result.settings)}
          >
            {t('Take those of the result')}
          </button>
        )}
        <button
          type="button"
          className="button primary"
          data-testid="settings-rerun"
          disabled={!hasFiles || broken}
          onClick={() => void analyzeAgain(app)}
        >
          <Play size={14} aria-hidden="true" />
          {t('Re-run with these settings')}
        </button>
      </div>
      <SettingsView />
    </div>
  );
}
