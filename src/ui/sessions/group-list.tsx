// Odd sessions grouped by their reason: how many there are of each, and one click to have only those listed.

import { X } from 'lucide-react';
import { t } from '../../words/t';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { NARROW, useMedia } from '../shared/use-media';
import type { SessionGroup } from './session-groups';

interface GroupListProps {
  readonly groups: readonly SessionGroup[];
  /** Reason of the group that is listed alone; null: all are. */
  readonly chosen: string | null;
  readonly onChoose: (reason: string | null) => void;
}

const SHOWN = 10;

export function GroupList({ groups, chosen, onChoose }: GroupListProps) {
  const isNarrow = useMedia(NARROW);
  if (groups.length === 0) return null;
  const most = groups[0].num;
  const rest = groups.slice(SHOWN).reduce((sum, { num }) => sum + num, 0);
  return (
    <details className="session-groups" open={!isNarrow}>
      <summary>{t('Those of an unusual course, by their reason')}</summary>
      <ul>
        {groups.slice(0, SHOWN).map(({ reason, num }) => (
          <li key={reason}>
            <button
              type="button"
              className="plain-button session-group"
              data-testid="session-group"
              aria-pressed={reason === chosen}
              onClick={() => onChoose(reason === chosen ? null : reason)}
            >
              <span className="num">{formatNumber(num)}</span>
              <span className="vote-bar" aria-hidden="true">
                <span style={{ width: `${(num / most) * 100}%` }} />
              </span>
              <span className="session-group-reason">
                <LogText text={reason === '' ? t('no reason was kept') : reason} />
              </span>
              {reason === chosen && <X size={14} role="img" aria-label={t('List all again')} />}
            </button>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p className="faint">
          {t('{rest} more, of {length} other reasons', {
            rest: formatNumber(rest),
            length: formatNumber(groups.length - SHOWN),
          })}
        </p>
      )}
    </details>
  );
}
