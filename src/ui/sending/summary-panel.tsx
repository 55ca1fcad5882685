// Prose by a language model beside the facts: asked for here, checked sentence by sentence, put into every form of the ticket. What was taken
// out is shown with its reason. The ticket is complete without it.

import { useState } from 'react';
import type {
  WriteOutcome,
  WriterSettings,
  WritingProgress,
  WrittenSummary,
} from '../../contracts/written-summary';
import { visibleLine } from '../../core/ticket/neutral';
import { elapsedInShort } from '../../core/wording/duration';
import { countOf } from '../../core/wording/plural';
import { HAS_BRIDGE } from '../../store/bridge';
import { writeSummary } from '../../store/writing';
import { useApp, useResult, useSettings, useView, useWriting } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { Notice } from '../shared/notice';
import { REMOVAL_WORDS } from './removal-words';

export function SummaryPanel() {
  const app = useApp();
  const { incidents, summaries } = useResult();
  const writer = useSettings((state) => state.valid.writer);
  const viewed = useView((state) => state.incidentId);
  const [chosen, setChosen] = useState<string | null>(null);
  const writing = useWriting((state) => state);
  const incident = incidents.find(({ id }) => id === (chosen ?? viewed)) ?? incidents[0];
  if (incident === undefined || writer.provider === 'none') return null;
  if (writer.provider === 'openai' && !HAS_BRIDGE) return null;
  const { abort, progress, outcome, error } = writing;
  const isHere = writing.incidentId === incident.id;
  const missing = whatIsMissing(writer);
  const written = summaries?.[incident.id]?.summary ?? null;
  return (
    <section className="panel sending-panel" data-testid="summary-panel">
      <div className="panel-head">
        <h2>Summary by a language model</h2>
        <span className="spacer" />
        <select
          className="input"
          aria-label="Incident"
          value={incident.id}
          disabled={abort !== null}
          onChange={(event) => setChosen(event.target.value)}
        >
          {incidents.map(({ id, title }) => (
            <option key={id} value={id}>
              {id} · {visibleLine(title)}
            </option>
          ))}
        </select>
        {abort === null ? (
          <button
            type="button"
            className="button"
            data-testid="summary-write"
            disabled={missing !== null}
            onClick={() => void writeSummary(app, incident.id)}
          >
            Write
          </button>
        ) : (
          <button type="button" className="button" data-testid="summary-stop" onClick={() => abort.abort()}>
            Stop
          </button>
        )}
      </div>
      <div className="panel-body" role="status">
        <p className="muted">
          {missing ?? `${whoGets(writer)} Its sentences are checked against the lines that they cite.`}
        </p>
        {abort !== null && isHere && (
          <>
            <p data-testid="summary-progress">{progressInWords(progress)}</p>
            <Sentences sentences={progress?.sentences ?? []} />
          </>
        )}
        {abort === null && isHere && <Ending outcome={outcome} error={error} />}
        {abort === null && written !== null && <Written summary={written} />}
      </div>
    </section>
  );
}

/** Null: it can be asked. */
function whatIsMissing({ provider, address, model, file, folder }: WriterSettings): string | null {
  if (provider === 'wllama') return file === null ? 'No model file is chosen: see the settings.' : null;
  if (provider === 'web-llm') return folder === null ? 'No model folder is chosen: see the settings.' : null;
  if (provider === 'built-in') return null;
  return address === '' || model === '' ? 'Its address or its model is missing: see the settings.' : null;
}

function whoGets({ provider, address, model, file, folder }: WriterSettings): string {
  if (provider === 'openai')
    return `${visibleLine(model)} at ${visibleLine(address)} gets counts, templates and a few lines of the incident with secrets replaced, once you have looked at them in the bridge.`;
  const known = provider === 'web-llm' ? folder : file;
  const name = provider === 'built-in' ? "The browser's own model" : visibleLine(known?.name ?? '');
  return `${name} runs on this machine, so nothing leaves: it gets counts, templates and a few lines of the incident, as much as it reads at once.`;
}

function progressInWords(progress: WritingProgress | null): string {
  if (progress === null) return 'Asking …';
  const { pace, numChars } = progress;
  const soFar = `${formatNumber(numChars)} characters so far`;
  if (pace === null) return soFar;
  const { stage, expectedMs } = pace;
  const time = expectedMs === null ? '' : `, up to ${elapsedInShort(expectedMs / 1000)}`;
  if (stage === 'loading') return 'Loading the model …';
  if (stage === 'measuring') return 'Finding out how fast it is here …';
  return stage === 'reading' ? `It reads the question${time} with the answer` : `It writes${time}: ${soFar}`;
}

function Ending({
  outcome,
  error,
}: {
  readonly outcome: WriteOutcome | null;
  readonly error: string | null;
}) {
  if (error !== null) return <Notice tone="alarm">{error}</Notice>;
  if (outcome?.kind !== 'failed') return null;
  return (
    <Notice tone="warning" testId="summary-failure">
      {visibleLine(outcome.failure.message)}
    </Notice>
  );
}

function Written({ summary }: { readonly summary: WrittenSummary }) {
  const { model, sentences, removed, tokens } = summary;
  const counted =
    tokens === undefined
      ? ''
      : ` ${formatNumber(tokens.prompt)} tokens were read, ${formatNumber(tokens.answer)} written.`;
  return (
    <>
      <Sentences sentences={sentences} />
      <p className="muted" data-testid="summary-facts">
        By the model {visibleLine(model)}; {countOf(sentences.length, 'sentence holds', 'sentences hold')},{' '}
        {countOf(removed.length, 'was', 'were')} taken out.{counted}{' '}
        {sentences.length === 0
          ? 'Nothing of it stands in the ticket.'
          : "It stands in the ticket, marked with the model's name."}
      </p>
      {removed.length > 0 && (
        <details data-testid="summary-removed">
          <summary>What was taken out, and why</summary>
          <ul>
            {removed.map(({ text, reason }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a model may say the same twice, and the list never changes.
              <li key={i}>
                {visibleLine(text)} <span className="muted">({REMOVAL_WORDS[reason]})</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Sentences({ sentences }: Pick<WrittenSummary, 'sentences'>) {
  if (sentences.length === 0) return null;
  return (
    <ul data-testid="summary-sentences">
      {sentences.map(({ text, evidence }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences are only added at the end.
        <li key={i}>
          {visibleLine(text)} <span className="mono muted">{evidence.map((id) => `[${id}]`).join(' ')}</span>
        </li>
      ))}
    </ul>
  );
}
