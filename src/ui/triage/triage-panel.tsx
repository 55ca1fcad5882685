// What of a bundle is read and what is not, with the tree behind it, and another analysis when the user sets it otherwise.

import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { FILE_KINDS, type TriageSummary } from '../../contracts/triage';
import { plural } from '../../core/wording/plural';
import { analyzeAgain } from '../../store/actions';
import { t } from '../../words/t';
import { useApp, useSession, useSettings } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { changedUses, countsInWords } from './triage-choices';
import { TriageTree } from './triage-tree';

const OTHERS = FILE_KINDS.filter((kind) => kind !== 'log' && kind !== 'events');

export function TriagePanel({ triage, startsOpen }: { triage: TriageSummary; startsOpen: boolean }) {
  const [open, setOpen] = useState(startsOpen);
  const hasFiles = useSession((state) => state.files.length > 0);
  const { counts, numFiles, numUnlisted } = triage;
  const logs = countsInWords(counts, ['log', 'events']);
  return (
    <section className="panel triage" data-testid="triage" aria-labelledby="triage-title">
      <div className="panel-head">
        <h2 id="triage-title">{t('What was dropped')}</h2>
        <span className="spacer" />
        <span className="muted num">{t('{numFiles} files', { numFiles: formatNumber(numFiles) })}</span>
      </div>
      <div className="panel-body">
        <p className="triage-counts">
          <strong data-testid="triage-logs">{logs.length > 0 ? logs.join(t(' and ')) : t('No log')}</strong>
          {t('{what}Not read as lines: {what2}.', {
            what: logs.length > 0 ? t(' are read. ') : t(' was found. '),
            what2: countsInWords(counts, OTHERS).join(', ') || t('nothing'),
          })}
        </p>
        {numUnlisted > 0 && (
          <p className="muted">
            {t('{numUnlisted} of them are counted and not listed: there are too many.', {
              numUnlisted: formatNumber(numUnlisted),
            })}
          </p>
        )}
        {hasFiles ? (
          <button
            type="button"
            className="plain-button text-link triage-more"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <ChevronDown size={14} aria-hidden="true" />
            {open ? t('Hide the files') : t('Show every file, and change what is read')}
          </button>
        ) : (
          <p className="muted">{t('Give the files of this analysis again to see each of them.')}</p>
        )}
        {hasFiles && <PendingChanges />}
        {hasFiles && open && <TriageTree folder="" version={triage} />}
      </div>
    </section>
  );
}

function PendingChanges() {
  const app = useApp();
  const isBusy = useSession((state) => state.updating);
  const then = useSession((state) => state.result?.settings.files);
  const draft = useSettings((state) => state.draft.files);
  const isBroken = useSettings((state) => state.errors.length > 0);
  const started = useSession((state) => state.startedFiles);
  const num = changedUses(draft, then ?? started).length;
  if (num === 0) return null;
  return (
    <p className="notice triage-pending" data-tone="hand" role="status">
      <span>
        {t('{num} {choiceWord} of yours {isWord} not in this analysis yet.', {
          num: formatNumber(num),
          choiceWord: plural(num, 'choice', 'choices'),
          isWord: plural(num, 'is', 'are'),
        })}
      </span>
      <button
        type="button"
        className="button primary"
        disabled={isBusy || isBroken}
        onClick={() => void analyzeAgain(app)}
      >
        {t('Analyse again')}
      </button>
    </p>
  );
}
