// 'How this file was read': one card per file, a hundred at a time.

import { useState } from 'react';
import type { FileSummary } from '../../contracts/tables';
import type { Problem } from '../../contracts/units';
import { t } from '../../words/t';
import { PartingPanel } from '../beside/parting-panel';
import { useResult, useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { ContextFacts } from '../triage/context-facts';
import { TriagePanel } from '../triage/triage-panel';
import { FileCard } from './file-card';

/** Cards that show their lines at once; a folder may hold hundreds of files. */
const NUM_OPEN = 3;
/** Cards at first, and with each further step: thousands at once would fill the memory. */
const STEP = 100;

export function FilesView() {
  const { files, problems, bundle } = useResult();
  const [asked, setNumShown] = useState(STEP);
  const goTo = useView((state) => state.goToFile?.fileIdx ?? 0);
  const numShown = Math.max(asked, goTo + 1);
  const leftOut = leftOutOf(files, problems);
  const numHidden = files.length - numShown;
  return (
    <div className="file-grid">
      <PartingPanel />
      {bundle && <TriagePanel triage={bundle.triage} startsOpen={false} />}
      {bundle && bundle.context.length > 0 && (
        <section className="panel" aria-label={t('What its other files state')}>
          <div className="panel-head">
            <h2>{t('What its other files state')}</h2>
          </div>
          <ContextFacts facts={bundle.context} />
        </section>
      )}
      {files
        .slice(0, numShown)
        .map((file, i) =>
          isUnread(file) ? (
            <UnreadCard
              key={file.name}
              name={file.name}
              why={problems.find((p) => p.severity === 'error' && p.file === file.name)?.message}
            />
          ) : (
            <FileCard key={file.name} file={file} fileIdx={i} startsOpen={i < NUM_OPEN} />
          ),
        )}
      {[...leftOut].map(([name, why]) => (
        <UnreadCard key={name} name={name} why={why} />
      ))}
      {numHidden > 0 && (
        <button type="button" className="button" onClick={() => setNumShown(numShown + STEP)}>
          {t('{numHidden} files are not shown: show {next} more', {
            numHidden: formatNumber(numHidden),
            next: Math.min(STEP, numHidden),
          })}
        </button>
      )}
    </div>
  );
}

/** Name to reason of what was dropped and gave no file, nor files of an archive. */
export function leftOutOf(
  files: readonly FileSummary[],
  problems: readonly Problem[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { severity, file, message } of problems) {
    if (severity !== 'error' || file === null || found.has(file)) continue;
    if (!files.some(({ name }) => name === file || name.startsWith(`${file}/`))) found.set(file, message);
  }
  return found;
}

/** Not a record came out of it, because its bytes could not be had. */
export function isUnread(file: FileSummary): boolean {
  return file.numRecords === 0 && file.gaps.some((gap) => gap.reason === 'unreadable');
}

function UnreadCard({ name, why }: { name: string; why: string | undefined }) {
  const showTab = useView((state) => state.showTab);
  return (
    <article className="panel file-card" data-testid="file-card">
      <header className="panel-head">
        <h2 className="mono">
          <LogText text={name} />
        </h2>
        <span className="spacer" />
        <span className="chip" data-tone="alarm">
          {t('not read')}
        </span>
      </header>
      <div className="panel-body">
        <p>
          <LogText text={why ?? t('Its bytes could not be read.')} />
        </p>
        <p>
          <button type="button" className="plain-button text-link" onClick={() => showTab('problems')}>
            {t('Open Problems')}
          </button>
        </p>
      </div>
    </article>
  );
}
