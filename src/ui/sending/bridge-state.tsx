// Whether there is a way out of this page, in one line: what it is, how to get it where it is not there, and its end.

import { HAS_BRIDGE } from '../../store/bridge';
import { t } from '../../words/t';
import { useApp, useBridge } from '../shared/app-context';

export function BridgeStateLine() {
  const { bridge } = useApp();
  const phase = useBridge((state) => state.phase);
  if (!HAS_BRIDGE) return null;
  if (bridge.address === null)
    return (
      <p className="muted" data-testid="bridge-absent">
        {t(
          'This page is sealed and has no way out yet: the bridge is there once the page is stored for use offline and was loaded again. Without a service worker (a private window, http on another machine) there is none.',
        )}
      </p>
    );
  return (
    <p className="muted bridge-line">
      {t(
        'Nothing leaves but through the bridge, a frame that shows each request byte for byte and asks you. Keys are typed there and forgotten when it closes.',
      )}
      {phase === 'open' && (
        <button type="button" className="button" data-testid="bridge-close" onClick={bridge.close}>
          {t('Close the bridge, forget its keys')}
        </button>
      )}
    </p>
  );
}
