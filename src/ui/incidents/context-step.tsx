// Step 1: templates that behave differently, and the lines that show it.

import { ArrowDown, ArrowUp, Minus, Plus } from 'lucide-react';
import type { Incident, TemplateShift } from '../../contracts/incident';
import { templateId } from '../../contracts/tables';
import { t } from '../../words/t';
import { useResult, useView } from '../shared/app-context';
import { formatScore } from '../shared/format';
import { Level } from '../shared/level';
import { ScrollX } from '../shared/scroll-x';
import { ShowMore } from '../shared/show-more';
import { TemplateText } from '../shared/template-text';
import { ContextFacts } from '../triage/context-facts';
import { EvidenceItem } from './evidence-item';

export function ContextStep({ incident }: { incident: Incident }) {
  const { bundle } = useResult();
  return (
    <>
      <ScrollX label={t('Templates that changed')}>
        <table className="data-table shift-table">
          <thead>
            <tr>
              <th>{t('Template')}</th>
              <th>{t('What it did')}</th>
              <th className="right">{t('Seen')}</th>
              <th className="right">{t('Expected')}</th>
            </tr>
          </thead>
          <tbody>
            {incident.topTemplates.map((shift) => (
              <ShiftRow key={shift.template} shift={shift} incident={incident} />
            ))}
          </tbody>
        </table>
      </ScrollX>
      {bundle && bundle.context.length > 0 && (
        <ShowMore items={bundle.context} shown={6} what={t('facts of the system')}>
          {(facts) => <ContextFacts facts={facts} />}
        </ShowMore>
      )}
      <ShowMore items={incident.evidence} shown={5} what={t('lines of evidence')}>
        {(items) => (
          <ol className="evidence-list">
            {items.map((evidence) => (
              <EvidenceItem key={evidence.id} evidence={evidence} anchor={`${incident.id}-${evidence.id}`} />
            ))}
          </ol>
        )}
      </ShowMore>
    </>
  );
}

const ICONS = { rose: ArrowUp, fell: ArrowDown, appeared: Plus, vanished: Minus } as const;

function ShiftRow({ shift, incident }: { shift: TemplateShift; incident: Incident }) {
  const { templates } = useResult();
  const showLines = useView((state) => state.showLines);
  const template = templates[shift.template];
  const Icon = ICONS[shift.direction];
  return (
    <tr>
      <td>
        <button
          type="button"
          className="plain-button shift-template"
          onClick={() => showLines({ template: shift.template, start: incident.start, end: incident.end })}
        >
          <span className="mono faint">{templateId(shift.template)}</span>
          {template !== undefined && (
            <>
              <Level level={template.level} /> <TemplateText text={template.text} />
            </>
          )}
        </button>
      </td>
      <td>
        <span className="shift-direction" data-direction={shift.direction}>
          <Icon size={13} aria-hidden="true" />
          {shift.direction}
        </span>
      </td>
      <td className="right num">{formatScore(shift.observed)}</td>
      <td className="right num muted">{formatScore(shift.expected)}</td>
    </tr>
  );
}
