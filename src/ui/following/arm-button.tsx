// 'Send an alert' in the bar of what is followed: off until the person arms it in the bridge, and what came of the last one.
import { Siren } from 'lucide-react';
import { visibleLine } from '../../core/ticket/neutral';
import { plural } from '../../core/wording/plural';
import { armAlerts, disarmAlerts } from '../../store/arming';
import { HAS_BRIDGE } from '../../store/bridge';
import type { Arming } from '../../store/following-state';
import { useApp } from '../shared/app-context';

export function ArmButton({ arming }: { arming: Arming | null }) {
  const app = useApp();
  if (!HAS_BRIDGE || app.bridge.address === null) return null;
  const isArmed = arming !== null && arming.armed !== null;
  return (
    <button
      type="button"
      className="button"
      aria-pressed={isArmed}
      data-testid="follow-arm"
      title="Sends each new incident to an address that you choose in the bridge"
      onClick={() => (isArmed ? disarmAlerts(app) : void armAlerts(app))}
    >
      <Siren size={14} aria-hidden="true" />
      {isArmed ? 'Disarm alerts' : 'Send alerts'}
    </button>
  );
}

export function ArmedLine({ arming: { armed, numSent, last } }: { arming: Arming }) {
  const sent = numSent === 0 ? '' : ` ${numSent} ${plural(numSent, 'was', 'were')} taken.`;
  return (
    <p className="faint" data-testid="follow-armed" role="status">
      {armed === null ? 'No alert is armed.' : `Armed: ${visibleLine(armed.text)}${sent}`}
      {last !== null && ` ${visibleLine(last)}`}
    </p>
  );
}
