// What will happen to the data, before anything is dropped.

import { HardDrive, Lock, PlugZap } from 'lucide-react';
import { t } from '../../words/t';
import { rich } from '../shared/rich';

export function PrivacyNote() {
  return (
    <section className="panel landing-card">
      <h2>{t('What happens to your data')}</h2>
      <ul className="icon-list">
        <li>
          <Lock size={16} aria-hidden="true" />
          <span>
            {rich(
              '{strong} The page tells the browser to refuse every connection to another machine, for itself and for its workers.',
              { strong: <strong>{t('It stays here.')}</strong> },
            )}
          </span>
        </li>
        <li>
          <PlugZap size={16} aria-hidden="true" />
          <span>
            {rich('{strong} Unplug it and try: everything on this page still works.', {
              strong: <strong>{t('No network needed.')}</strong>,
            })}
          </span>
        </li>
        <li>
          <HardDrive size={16} aria-hidden="true" />
          <span>
            {rich(
              "{strong} Results and columns of the last ten analyses, in this browser's storage. Of the lines only those that a ticket cites; all others are read from your file.",
              { strong: <strong>{t('What is kept.')}</strong> },
            )}
          </span>
        </li>
      </ul>
    </section>
  );
}
