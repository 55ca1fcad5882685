// Over a result whose workers have ended: what is on screen stays, all that asks them fails. Why, and the way to go on.
import { goOn } from '../../store/actions';
import { t } from '../../words/t';
import { useApp, useSession } from '../shared/app-context';
import { Notice } from '../shared/notice';
import { rich } from '../shared/rich';

export function LostBanner() {
  const app = useApp();
  const lost = useSession((state) => state.lost);
  const isKept = useSession((state) => state.save.kind === 'saved');
  const hasFiles = useSession((state) => state.files.length > 0);
  if (lost === null) return null;
  const canGoOn = isKept || hasFiles;
  return (
    <div role="alert" data-testid="lost">
      <Notice tone="warning">
        {rich('{lost} What is on screen stays. Lines, searches and exports need it{what}.', {
          lost: <strong>{lost}</strong>,
          what: isKept
            ? t(', and it can be opened again as it was kept')
            : hasFiles
              ? t(', and its files have to be read again')
              : t(': drop its files again, or the file that it was opened from'),
        })}
        {canGoOn && (
          <button type="button" className="button" data-testid="go-on" onClick={() => void goOn(app)}>
            {isKept ? t('Open it again') : t('Read it again')}
          </button>
        )}
      </Notice>
    </div>
  );
}
