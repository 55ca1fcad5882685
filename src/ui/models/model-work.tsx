// What is being done with a model of this machine, how far it is, and what came of it.

import { visibleLine } from '../../core/ticket/neutral';
import { t } from '../../words/t';
import { useApp, useModels } from '../shared/app-context';
import { Notice } from '../shared/notice';

export function ModelWork() {
  const { models } = useApp();
  const busy = useModels((state) => state.busy);
  const share01 = useModels((state) => state.share01);
  const notice = useModels((state) => state.notice);
  return (
    <div className="model-work" role="status" data-testid="model-work">
      {busy !== null && (
        <p>
          {visibleLine(busy)} … {share01 !== null && `${Math.floor(share01 * 100)} %`}{' '}
          <button type="button" className="button" data-testid="model-stop" onClick={models.stop}>
            {t('Stop')}
          </button>
        </p>
      )}
      {notice !== null && (
        <Notice tone={notice.tone} testId="model-notice">
          {visibleLine(notice.text)}
        </Notice>
      )}
    </div>
  );
}
