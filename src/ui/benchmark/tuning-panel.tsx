// Thresholds measured against incidents that the reader knows of: the incidents, the search, and 'Apply'.
import { FileUp, Undo2 } from 'lucide-react';
import { type ChangeEvent, useRef, useState } from 'react';
import type { MarkedSpan } from '../../contracts/settings';
import type { ThresholdScale } from '../../contracts/tuning';
import { parseTruthFile } from '../../core/benchmark/truth-file';
import { applyThresholds, undoThresholds } from '../../store/thresholds';
import { useRerunObstacle } from '../normal/use-normal';
import { LabelList } from '../settings/normal-field';
import { useApp, useResult, useSettings, useView } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { Notice } from '../shared/notice';
import { TuningResult } from './tuning-result';
import { useTuning } from './use-tuning';

export function TuningPanel() {
  const { marked, outcome } = useTuning();
  return (
    <section className="panel" data-testid="tuning">
      <div className="panel-head">
        <h2>Thresholds against incidents that you know of</h2>
      </div>
      <div className="panel-body tuning">
        <KnownIncidents numMarked={marked.length} />
        {marked.length > 0 && outcome === null && <p className="muted">Trying thresholds …</p>}
        {outcome !== null &&
          ('reason' in outcome ? (
            <p className="muted">{outcome.reason}</p>
          ) : (
            <TuningResult tuning={outcome} />
          ))}
        <Apply
          scale={outcome !== null && !('reason' in outcome) && outcome.isBetter ? outcome.scaleBest : null}
        />
      </div>
    </section>
  );
}

function KnownIncidents({ numMarked }: { numMarked: number }) {
  const { truth } = useResult();
  const labels = useSettings((state) => state.draft.labels);
  const edit = useSettings((state) => state.edit);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const add = (spans: readonly MarkedSpan[]): void => edit({ labels: joinLabels(labels, spans) });
  const simulated = truth === null ? null : spanOfTruth(truth.outageStart, truth.outageEnd);
  return (
    <>
      <p className="muted">
        {numMarked === 0
          ? 'None is marked. Drag over the timeline and mark the span as an incident, or give a file of them: JSON with a list of { "start", "end" }, or CSV with these columns.'
          : 'Marked on the timeline, given in a file, or marked as an outage. Detection never sees them; only the factors on the thresholds are tried out against them.'}
      </p>
      {labels.length > 0 && <LabelList labels={labels} onChange={(next) => edit({ labels: next })} />}
      <div className="normal-buttons">
        <TruthFileButton onSpans={add} onProblems={setProblems} />
        {simulated !== null && !labels.some(({ start }) => start === simulated.start) && (
          <button
            type="button"
            className="button"
            data-testid="truth-simulated"
            onClick={() => add([simulated])}
          >
            Mark the simulated outage
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
          {problems.length > 5 && <p>and {problems.length - 5} more</p>}
        </Notice>
      )}
    </>
  );
}

function joinLabels(labels: readonly MarkedSpan[], more: readonly MarkedSpan[]): readonly MarkedSpan[] {
  const all = new Map([...labels, ...more].map((span) => [`${span.start}/${span.end}`, span]));
  return [...all.values()].sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
}

function spanOfTruth(start: number | null, end: number | null): MarkedSpan | null {
  if (start === null) return null;
  const stop = end !== null && end > start ? end : start + 30 * 60_000;
  return { start: new Date(start).toISOString(), end: new Date(stop).toISOString() };
}

/** A truth file is a page of text; more is another file chosen by mistake. */
const MAX_TRUTH_BYTES = 4 * 2 ** 20;

interface TruthFileButtonProps {
  readonly onSpans: (spans: readonly MarkedSpan[]) => void;
  readonly onProblems: (problems: readonly string[]) => void;
}

function TruthFileButton({ onSpans, onProblems }: TruthFileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const zone = useSettings((state) => state.valid.zone);
  const take = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const { target } = event;
    const file = target.files?.[0];
    if (file !== undefined) {
      const text = await file.slice(0, MAX_TRUTH_BYTES).text();
      const { spans, problems } = parseTruthFile(file.name, text, zone);
      if (spans.length > 0) onSpans(spans);
      onProblems(problems);
    }
    target.value = '';
  };
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        <FileUp size={14} aria-hidden="true" />
        Give a file of incidents
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.csv,application/json,text/csv"
        aria-label="File of known incidents"
        data-testid="truth-input"
        onChange={(event) => void take(event)}
      />
    </>
  );
}

/** The proposed scales to be run with, and the way back from those that were. */
function Apply({ scale }: { scale: ThresholdScale | null }) {
  const app = useApp();
  const obstacle = useRerunObstacle();
  const before = useView((state) => state.thresholdsBefore);
  if (scale === null && before === null) return null;
  return (
    <div className="normal-buttons">
      {scale !== null && (
        <button
          type="button"
          className="button primary"
          data-testid="tuning-apply"
          disabled={obstacle !== null}
          onClick={() => void applyThresholds(app, scale)}
        >
          Apply and run again
        </button>
      )}
      {before !== null && (
        <button
          type="button"
          className="button"
          data-testid="tuning-undo"
          title={`Factors ${Object.values(before).join(', ')}, and run again`}
          disabled={obstacle !== null}
          onClick={() => void undoThresholds(app)}
        >
          <Undo2 size={14} aria-hidden="true" />
          Back to the thresholds before
        </button>
      )}
      {obstacle !== null && <span className="muted">{obstacle}</span>}
    </div>
  );
}
