// At a file that is analysed with others: by itself, please.

import { analyseApart } from '../../store/parts';
import { t } from '../../words/t';
import { useApp, useSession } from '../shared/app-context';

export function PartButton({ log }: { log: string }) {
  const app = useApp();
  const numFiles = useSession((state) => state.result?.files.length ?? 0);
  const hasFiles = useSession((state) => state.files.length > 0);
  const isBusy = useSession((state) => state.updating || state.result?.isEarly === true);
  if (numFiles < 2 || !hasFiles) return null;
  return (
    <button
      type="button"
      className="plain-button text-link"
      data-testid="analyse-apart"
      aria-label={t('Analyse apart: {log}', { log })}
      disabled={isBusy}
      onClick={() => void analyseApart(app, log)}
    >
      {t('Analyse apart')}
    </button>
  );
}
