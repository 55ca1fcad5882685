// How an incident was investigated, step by step: what was asked, with what, what was found, how long it took.

import type { Incident, InvestigationStep, StepName } from '../../contracts/incident';
import { t, words } from '../../words/t';
import { useResult, useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { Citation } from './citation';

const LABELS: Readonly<Record<StepName, string>> = words({
  context: 'Context',
  runbooks: 'Runbooks',
  changes: 'Changes',
  ticket: 'Ticket',
});

/** Nothing for an analysis that was stored before steps were kept. */
export function FoundTrace({ incident }: { readonly incident: Incident }) {
  const { stepSeconds, incidents } = useResult();
  const { steps = [] } = incident;
  if (steps.length === 0) return null;
  return (
    <details className="panel-foot found-trace" data-testid="found-trace">
      <summary>
        {t('The investigation in {length} steps, with what each was asked', {
          length: formatNumber(steps.length),
        })}
      </summary>
      <ol className="trace-list">
        {steps.map((step) => (
          <TraceStep key={step.name} step={step} incident={incident} seconds={stepSeconds?.[step.name]} />
        ))}
      </ol>
      {stepSeconds !== undefined && incidents.length > 1 && (
        <p className="faint">{t('Times are of all incidents of this analysis together.')}</p>
      )}
    </details>
  );
}

interface TraceStepProps {
  readonly step: InvestigationStep;
  readonly incident: Incident;
  /** Absent: not taken. */
  readonly seconds: number | undefined;
}

function TraceStep({ step, incident, seconds }: TraceStepProps) {
  const { name, asked, uses = [], finding, refs = [] } = step;
  return (
    <li data-testid="found-step">
      <span className="trace-tool">{LABELS[name]}</span>
      {asked !== undefined && (
        <span className="muted">
          {t('Asked: {asked}{what}.', {
            asked,
            what:
              uses.length > 0
                ? t(', with {uses}', {
                    uses: uses.map((each) => LABELS[each].toLowerCase()).join(t(' and ')),
                  })
                : '',
          })}
        </span>
      )}
      <span>
        <LogText text={finding} />
      </span>
      {refs.map((id) => (
        <Ref key={id} id={id} incident={incident} />
      ))}
      {seconds !== undefined && (
        <span className="faint num">{t('{seconds} ms', { seconds: formatNumber(seconds * 1000) })}</span>
      )}
    </li>
  );
}

/** A line or a template that a click opens; a runbook by its id. */
function Ref({ id, incident }: { readonly id: string; readonly incident: Incident }) {
  const { templates } = useResult();
  const showTemplate = useView((state) => state.showTemplate);
  if (/^E\d+$/.test(id)) return <Citation id={id} incident={incident} />;
  const template = /^T(\d+)$/.test(id) ? Number(id.slice(1)) - 1 : -1;
  const known = templates[template];
  if (known === undefined) return <span className="mono faint">{id}</span>;
  return (
    <button
      type="button"
      className="plain-button text-link mono"
      onClick={() => showTemplate({ template, text: known.text })}
    >
      {id}
    </button>
  );
}
