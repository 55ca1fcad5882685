// The incidents that the user knows of: the list, a file of them, and the simulated one.

import { FileUp } from 'lucide-react';
import { type ChangeEvent, useRef, useState } from 'react';
import type { WindowGrid } from '../../contracts/features';
import type { MarkedSpan } from '../../contracts/settings';
import { spanOfLog } from '../../core/benchmark/clean-log';
import { joinLabels, OPEN_END_MS } from '../../core/benchmark/known-incidents';
import { parseTruthFile, type TruthFile } from '../../core/benchmark/truth-file';
import { t } from '../../words/t';
import { FreeList, LabelList } from '../settings/label-list';
import { useResult, useSettings } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { Notice } from '../shared/notice';
import { isoText } from '../shared/time';

interface KnownIncidentsProps {
  readonly grid: WindowGrid;
  /** Labels and outages, before what overlaps was made one, and after. */
  readonly numMarks: number;
  readonly numMarked: number;
}

export function KnownIncidents({ grid, numMarks, numMarked }: KnownIncidentsProps) {
  const result = useResult();
  const { truth } = result;
  const labels = useSettings((state) => state.draft.labels);
  const incidentFree = useSettings((state) => state.draft.incidentFree);
  const edit = useSettings((state) => state.edit);
  const [said, setSaid] = useState<{ readonly result: unknown; readonly problems: readonly string[] }>();
  // After a run they would be news of long ago.
  const problems = said?.result === result ? said.problems : [];
  const add = (spans: readonly MarkedSpan[]): void => edit({ labels: joinLabels(labels, spans) });
  const take = ({ spans, problems: found, isClean }: TruthFile): void => {
    if (isClean) edit({ incidentFree: joinLabels(incidentFree, [spanOfLog(grid)]) });
    if (spans.length > 0) add(spans);
    setSaid({ result, problems: found });
  };
  const simulated = truth === null ? null : spanOfTruth(truth.outageStart, truth.outageEnd);
  const numTwice = numMarks - numMarked;
  return (
    <>
      <p className="muted">
        {numMarked === 0
          ? t(
              'None is marked. Drag over the timeline and mark the span as an incident, or give a file of them: JSON with a list of {example}, or CSV with these columns. An empty list says that this log holds none.',
              { example: '{ "start", "end" }' },
            )
          : t(
              'Marked on the timeline, given in a file, or marked as an outage. Detection never sees them; only the factors on the thresholds are tried out against them.',
            )}
        {numTwice > 0 &&
          t(' Marks that overlap count as one incident: {numMarks} marks are {numMarked}.', {
            numMarks,
            numMarked,
          })}
      </p>
      <LabelList labels={labels} grid={grid} onChange={(next) => edit({ labels: next })} />
      <FreeList spans={incidentFree} grid={grid} onChange={(next) => edit({ incidentFree: next })} />
      <div className="normal-buttons">
        <TruthFileButton onFile={take} />
        {simulated !== null && !labels.some(({ start }) => start === simulated.start) && (
          <button
            type="button"
            className="button"
            data-testid="truth-simulated"
            onClick={() => {
              setSaid(undefined);
              add([simulated]);
            }}
          >
            {t('Mark the simulated outage')}
          </button>
        )}
      </div>
      {problems.length > 0 && (
        <Notice tone="warning" testId="truth-problems">
          {problems.slice(0, 5).map((problem) => (
            <p key={problem}>
              <LogText text={problem} />
            </p>
          ))}
          {problems.length > 5 && <p>{t('and {length} more', { length: problems.length - 5 })}</p>}
        </Notice>
      )}
    </>
  );
}

function spanOfTruth(start: number | null, end: number | null): MarkedSpan | null {
  if (start === null) return null;
  const stop = end !== null && end > start ? end : start + OPEN_END_MS;
  return { start: isoText(start), end: isoText(stop) };
}

/** A truth file is a page of text; more is another file chosen by mistake. */
const MAX_TRUTH_BYTES = 4 * 2 ** 20;

function TruthFileButton({ onFile }: { onFile: (file: TruthFile) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const zone = useSettings((state) => state.valid.zone);
  const take = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const { target } = event;
    const file = target.files?.[0];
    if (file !== undefined && file.size > MAX_TRUTH_BYTES)
      onFile({
        spans: [],
        problems: [
          t('{name} was not taken: it is larger than 4 MiB, and a list of incidents is some lines.', {
            name: file.name,
          }),
        ],
        isClean: false,
      });
    else if (file !== undefined) onFile(parseTruthFile(file.name, await file.text(), zone));
    target.value = '';
  };
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        <FileUp size={14} aria-hidden="true" />
        {t('Give a file of incidents')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.csv,application/json,text/csv"
        aria-label={t('File of known incidents')}
        data-testid="truth-input"
        onChange={(event) => void take(event)}
      />
    </>
  );
}
