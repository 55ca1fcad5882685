// Something that only the user can decide while an analysis waits. Escape says no; the focus begins on no, which costs nothing.

import { AlertDialog } from '@radix-ui/themes';
import { t } from '../../words/t';
import { useOpenAnalyses } from '../beside/use-open-analyses';
import { LogText } from '../shared/log-text';

export function QuestionDialog() {
  // Of any analysis: one that nobody looks at waits as well.
  const [question] = useOpenAnalyses().flatMap(({ app }) => app.session.getState().question ?? []);
  if (question === undefined) return null;
  const { code, file, message, yes, no, answer } = question;
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && answer(false)}>
      <AlertDialog.Content style={{ maxWidth: 520 }} data-testid="question">
        <AlertDialog.Title size="4">
          {code === 'export-unread' ? t('Save this without all of its text?') : t('Go on with this file?')}
        </AlertDialog.Title>
        <p className="mono question-file">
          <LogText text={file} />
        </p>
        <AlertDialog.Description size="2">
          <LogText text={message} />
        </AlertDialog.Description>
        <div className="dialog-actions">
          <AlertDialog.Cancel>
            <button type="button" className="button" data-testid="question-no">
              {no}
            </button>
          </AlertDialog.Cancel>
          <button
            type="button"
            className="button primary"
            data-testid="question-yes"
            onClick={() => answer(true)}
          >
            {yes}
          </button>
        </div>
      </AlertDialog.Content>
    </AlertDialog.Root>
  );
}
