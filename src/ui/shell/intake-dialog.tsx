// Files were given while an analysis is on screen: what for?

import { Dialog } from '@radix-ui/themes';
import { t } from '../../words/t';
import { useSession } from '../shared/app-context';
import type { Intake } from '../shared/use-intake';

export function IntakeDialog({ intake }: { intake: Intake }) {
  const phase = useSession((state) => state.phase);
  const hasText = useSession((state) => state.files.length > 0 && !state.hasLostText);
  const { waiting, answer } = intake;
  const running = phase === 'running';
  return (
    <Dialog.Root open={waiting !== null} onOpenChange={(open) => !open && answer('cancel')}>
      <Dialog.Content style={{ maxWidth: 500 }}>
        <Dialog.Title size="4">
          {running ? t('An analysis is running') : t('What are these files for?')}
        </Dialog.Title>
        <Dialog.Description size="2">
          {listPaths(waiting?.map((f) => f.path) ?? [])}
          {!running &&
            !hasText &&
            t('. The lines of the stored analysis have no text until its files are given again.')}
        </Dialog.Description>
        <div className="dialog-actions">
          {!running && !hasText && (
            <button type="button" className="button primary" onClick={() => answer('attach')}>
              {t('Give this analysis its text')}
            </button>
          )}
          <button
            type="button"
            className={running || hasText ? 'button primary' : 'button'}
            onClick={() => answer('analyze')}
          >
            {running ? t('Cancel it and analyse these') : t('Start a new analysis')}
          </button>
          <button type="button" className="button" onClick={() => answer('cancel')}>
            {running ? t('Let it run') : t('Neither')}
          </button>
        </div>
      </Dialog.Content>
    </Dialog.Root>
  );
}

function listPaths(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? t('{shown} and {length} more', { shown, length: paths.length - 3 }) : shown;
}
