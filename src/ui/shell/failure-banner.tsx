// Why the last analysis ended without a result: one line, and what to do next.

import { analyzeAgain } from '../../store/actions';
import { t } from '../../words/t';
import { useApp, useSession } from '../shared/app-context';
import { Notice } from '../shared/notice';
import { nextStep } from './next-step';

/** The files are still at hand: nothing is wrong with them as far as is known. */
const WORKER_STOPPED = /worker stopped/;

export function FailureBanner() {
  const error = useSession((state) => state.error);
  const app = useApp();
  const name = useSession((state) => state.name);
  const hasFiles = useSession((state) => state.files.length > 0);
  const isLost = WORKER_STOPPED.test(error ?? '');
  return (
    <div className="failure" role="alert">
      <Notice tone="alarm">
        <strong>{t('{name} could not be analysed.', { name })}</strong>{' '}
        <span data-testid="error">{error}</span>
        <p className="muted">{nextStep(error ?? '')}</p>
        {isLost && hasFiles && (
          <button
            type="button"
            className="button"
            data-testid="run-again"
            onClick={() => void analyzeAgain(app)}
          >
            {t('Run it again')}
          </button>
        )}
      </Notice>
    </div>
  );
}
