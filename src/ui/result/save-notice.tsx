// Whether the analysis will be there after a reload, and what a reopened one cannot show.
import { useSession } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { Notice } from '../shared/notice';
import { FILE_INPUT, openChooser } from '../shell/file-inputs';

const SHOWN = 3;

export function SaveNotice() {
  const save = useSession((state) => state.save);
  const hasFiles = useSession((state) => state.files.length > 0);
  const attaching = useSession((state) => state.attaching);
  const problems = useSession((state) => state.laterProblems);
  if (save.kind === 'failed')
    return (
      <div className="result-notice">
        <Notice tone="warning" testId="save-failed">
          This analysis is not kept in the browser: {save.reason}. The exports are there as long as the page
          is open.
        </Notice>
      </div>
    );
  if (hasFiles) return null;
  return (
    <div className="result-notice">
      <Notice tone="hand" testId="needs-files">
        Reopened from this browser. Everything is here but the text of the lines: the lines are in your files.{' '}
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
