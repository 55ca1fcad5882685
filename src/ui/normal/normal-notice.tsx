// Says what was last called normal, with the way back; stays in sight in every view.

import { Undo2, X } from 'lucide-react';
import { undoNormal } from '../../store/normal';
import { t } from '../../words/t';
import { useApp, useView } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { Notice } from '../shared/notice';
import { rich } from '../shared/rich';
import { useRerunObstacle } from './use-normal';

export function NormalNotice() {
  const app = useApp();
  const last = useView((state) => state.lastNormal);
  const obstacle = useRerunObstacle();
  if (last === null) return null;
  return (
    <div className="normal-notice">
      <Notice tone="hand" testId="normal-notice">
        <span>
          {rich('Marked as normal: {logtext}. It is remembered for later runs; see Settings.', {
            logtext: <LogText text={last.what} />,
          })}
        </span>
        <span className="normal-notice-buttons">
          <button
            type="button"
            className="button"
            data-testid="normal-undo"
            disabled={obstacle !== null}
            onClick={() => void undoNormal(app)}
          >
            <Undo2 size={14} aria-hidden="true" />
            {t('Undo')}
          </button>
          <button
            type="button"
            className="button"
            aria-label={t('Close this notice')}
            onClick={() => app.view.setState({ lastNormal: null })}
          >
            <X size={14} aria-hidden="true" />
          </button>
        </span>
      </Notice>
    </div>
  );
}
