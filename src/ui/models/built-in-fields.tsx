// The model that the browser brings along: what the browser says of it, and its download, which only the person starts.

import { Download } from 'lucide-react';
import { useEffect } from 'react';
import type { BuiltInState } from '../../contracts/local-models';
import { t, words } from '../../words/t';
import { useApp, useModels } from '../shared/app-context';
import { ModelWork } from './model-work';

const WORDS: Readonly<Record<BuiltInState, string>> = words({
  absent:
    'This browser brings no language model along, so there is nothing to choose here. Chrome and Edge on desktops may have one.',
  unavailable:
    'This browser has a language model, but says that it cannot run on this machine or for this page.',
  downloadable:
    'The browser has no model yet and would fetch one, some gigabytes, from its maker. The page itself reaches nobody; nothing of your log leaves.',
  downloading: 'The browser is fetching its model.',
  available: 'The browser has its model at hand and runs it on this machine: nothing leaves.',
});

export function BuiltInFields() {
  const { models } = useApp();
  const builtIn = useModels((state) => state.builtIn);
  const busy = useModels((state) => state.busy);
  useEffect(() => {
    void models.lookAtBuiltIn();
  }, [models]);
  return (
    <div className="model-fields" data-testid="built-in">
      <p className="muted" data-testid="built-in-state">
        {builtIn === null ? t('Asking the browser …') : WORDS[builtIn]}
      </p>
      {builtIn === 'downloadable' && (
        <div>
          <button
            type="button"
            className="button"
            data-testid="built-in-download"
            disabled={busy !== null}
            onClick={() => void models.downloadBuiltIn()}
          >
            <Download size={14} aria-hidden="true" />
            {t('Let the browser fetch its model')}
          </button>
        </div>
      )}
      <ModelWork />
    </div>
  );
}
