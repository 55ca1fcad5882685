// The settings beside a result: what this result was made with, and the next run.
import { Play } from 'lucide-react';
import { analyzeAgain } from '../../store/actions';
import { isSameRun } from '../../store/compare-settings';
import { useApp, useResult, useSession, useSettings } from '../shared/app-context';
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
            This result was made with settings <span className="mono">{result.settingsHash}</span>
            {same ? ', the ones below.' : '; the ones below differ.'}
          </p>
          {!hasFiles && (
            <p className="muted">
              To run again, give the files of this analysis again: it was reopened without them.
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
            Take those of the result
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
          Re-run with these settings
        </button>
      </div>
      <SettingsView />
    </div>
  );
}
