// Whether the analysis will be there after a reload, and what of its text cannot be shown.

import type { SharedFrom } from '../../store/session';
import { t } from '../../words/t';
import { useSession } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { Notice } from '../shared/notice';
import type { ShownClock } from '../shared/time';
import { useClock } from '../shared/use-clock';
import { FILE_INPUT, openChooser } from '../shell/file-inputs';

const SHOWN = 3;
/** What files were given again for: a part of their text is there. */
const IN_PART = /^file-(changed|grown)$/;

export function SaveNotice() {
  const clock = useClock();
  const save = useSession((state) => state.save);
  const hasFiles = useSession((state) => state.files.length > 0);
  const hasLostText = useSession((state) => state.hasLostText);
  const shared = useSession((state) => state.shared);
  const attaching = useSession((state) => state.attaching);
  const problems = useSession((state) => state.laterProblems);
  const isInPart = problems.some(({ code }) => IN_PART.test(code));
  const failed = save.kind === 'failed' && (
    <Notice tone="warning" testId="save-failed">
      {t(
        'This analysis is not kept in the browser: {reason}. The exports are there as long as the page is open.',
        { reason: save.reason },
      )}
    </Notice>
  );
  if (failed && (shared === null || hasFiles)) return <div className="result-notice">{failed}</div>;
  if (hasFiles && !hasLostText && !isInPart) return null;
  return (
    <div className="result-notice">
      {failed}
      <Notice tone={hasLostText ? 'warning' : 'hand'} testId={hasLostText ? 'lost-text' : 'needs-files'}>
        {shared !== null && !hasFiles && !hasLostText && <LogText text={whereFrom(shared, clock)} />}{' '}
        {whatIsMissing(hasLostText, hasFiles || shared !== null, isInPart)}{' '}
        {attaching ? (
          t('The files are being opened …')
        ) : (
          <button type="button" className="plain-button text-link" onClick={() => openChooser(FILE_INPUT)}>
            {t('Give the files again')}
          </button>
        )}
        {!attaching &&
          problems.slice(0, SHOWN).map(({ message }) => (
            <p key={message}>
              <LogText text={message} />
            </p>
          ))}
        {!attaching && problems.length > SHOWN && (
          <p>{t('and {length} more: see Problems', { length: problems.length - SHOWN })}</p>
        )}
      </Notice>
    </div>
  );
}

/** 'Opened from orders.harbinger, which Harbinger 0.1.0 saved on 2026-03-12 14:00 without the lines of evidence.' */
function whereFrom({ name, product, savedMs, withLines }: SharedFrom, clock: ShownClock): string {
  const when =
    savedMs === null ? '' : t(' on {savedMs} {zone}', { savedMs: clock.time(savedMs), zone: clock.zone });
  return t('Opened from {name}, which Harbinger {product} saved{when}{what}.', {
    name,
    product,
    when,
    what: withLines ? '' : t(' without the lines of evidence'),
  });
}

function whatIsMissing(hasLostText: boolean, hasFiles: boolean, isInPart: boolean): string {
  if (hasLostText)
    return t(
      'A file was changed, moved or deleted since it was analysed. What was found stands; a line whose text is no longer as it was says so. Where a file is given again, what of it is unchanged is read.',
    );
  if (isInPart) return t('What was analysed and is still in the files is read.');
  const reopened = hasFiles ? '' : t('Reopened from this browser. ');
  return t('{reopened}Everything is here but the text of the lines: the lines are in your files.', {
    reopened,
  });
}
