// The frame of the bridge. It stays where it is as long as the bridge is open, since it holds the keys; it is shown while it waits for the
// person, who decides in it: no code of this page can reach in.

import { useEffect, useRef } from 'react';
import { t } from '../../words/t';
import { useApp, useBridge } from '../shared/app-context';

/** So that the browser may ask the person about this machine and its network. */
const ALLOWED = 'local-network-access; local-network; loopback-network';

export function BridgeFrame() {
  const { bridge } = useApp();
  const phase = useBridge((state) => state.phase);
  const isWanted = useBridge((state) => state.isWanted);
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    if (isWanted) frame.current?.focus();
  }, [isWanted]);
  if (phase === 'closed' || bridge.address === null) return null;
  return (
    <div className="bridge-layer" data-shown={isWanted}>
      <div
        className="bridge-box"
        role="dialog"
        aria-label={t('The bridge: what would leave this page')}
        aria-modal={isWanted}
      >
        <iframe
          ref={frame}
          title={t('The bridge: what would leave this page')}
          data-testid="bridge-frame"
          src={bridge.address}
          allow={ALLOWED}
          referrerPolicy="no-referrer"
          onLoad={({ currentTarget }) => {
            if (currentTarget.contentWindow !== null) bridge.connect(currentTarget.contentWindow);
          }}
        />
      </div>
    </div>
  );
}
