// 'Send an alert' in the bar of what is followed: off until the person arms it in the bridge, and what came of the last one.
import { Siren } from 'lucide-react';
import { visibleLine } from '../../core/ticket/neutral';
import { armAlerts, disarmAlerts } from '../../store/arming';
import { HAS_BRIDGE } from '../../store/bridge';
import type { Arming } from '../../store/following-state';
import { t } from '../../words/t';
import { useApp } from '../shared/app-context';
import { formatNumber } from '../shared/format';

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
      title={t('Sends each new incident to an address that you choose in the bridge')}
      onClick={() => (isArmed ? disarmAlerts(app) : void armAlerts(app))}
    >
      <Siren size={14} aria-hidden="true" />
      {isArmed ? t('Disarm alerts') : t('Send alerts')}
    </button>
  );
}

export function ArmedLine({ arming: { armed, numSent, last } }: { arming: Arming }) {
  const parts = [
    armed === null ? t('No alert is armed.') : t('Armed: {text}', { text: visibleLine(armed.text) }),
    numSent > 0 ? t('Taken at the other end: {numSent}.', { numSent: formatNumber(numSent) }) : '',
    last === null ? '' : visibleLine(last),
  ];
  return (
    <p className="faint" data-testid="follow-armed" role="status">
      {parts.filter((part) => part !== '').join(' ')}
    </p>
  );
}
