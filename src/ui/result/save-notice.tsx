// Whether the analysis will be there after a reload, and what of its text cannot be shown.
import type { SharedFrom } from '../../store/session';
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
      This analysis is not kept in the browser: {save.reason}. The exports are there as long as the page is
      open.
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
          'The files are being opened …'
        ) : (
          <button type="button" className="plain-button text-link" onClick={() => openChooser(FILE_INPUT)}>
            Give the files again
          </button>
        )}
        {!attaching &&
          problems.slice(0, SHOWN).map(({ message }) => (
            <p key={message}>
              <LogText text={message} />
            </p>
          ))}
        {!attaching && problems.length > SHOWN && <p>and {problems.length - SHOWN} more: see Problems</p>}
      </Notice>
    </div>
  );
}

/** 'Opened from orders.harbinger, which Harbinger 0.1.0 saved on 2026-03-12 14:00 without the lines of evidence.' */
function whereFrom({ name, product, savedMs, withLines }: SharedFrom, clock: ShownClock): string {
  const when = savedMs === null ? '' : ` on ${clock.time(savedMs)} ${clock.zone}`;
  return `Opened from ${name}, which Harbinger ${product} saved${when}${withLines ? '' : ' without the lines of evidence'}.`;
}

function whatIsMissing(hasLostText: boolean, hasFiles: boolean, isInPart: boolean): string {
  if (hasLostText)
    return 'A file was changed, moved or deleted since it was analysed. What was found stands; a line whose text is no longer as it was says so. Where a file is given again, what of it is unchanged is read.';
  if (isInPart) return 'What was analysed and is still in the files is read.';
  const reopened = hasFiles ? '' : 'Reopened from this browser. ';
  return `${reopened}Everything is here but the text of the lines: the lines are in your files.`;
}
