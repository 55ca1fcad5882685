// 'This is normal' on an incident: the user says what of it is: its windows, or some of its templates.

import { CheckCheck } from 'lucide-react';
import { useId, useState } from 'react';
import type { Incident } from '../../contracts/incident';
import { templateId } from '../../contracts/tables';
import { plural } from '../../core/wording/plural';
import { markNormal, templatesMark, windowsMark } from '../../store/normal';
import { t } from '../../words/t';
import { useApp, useResult } from '../shared/app-context';
import { rich } from '../shared/rich';
import { TemplateText } from '../shared/template-text';
import { useClock } from '../shared/use-clock';
import { markedSpan, useRerunObstacle } from './use-normal';

export function NormalIncidentButton({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      className="button"
      aria-expanded={open}
      data-testid="incident-normal"
      onClick={onToggle}
    >
      <CheckCheck size={14} aria-hidden="true" />
      {t('This is normal')}
    </button>
  );
}

/** Templates that the incident speaks of, those of its reasons first: each once. */
function templatesOf(incident: Incident): readonly number[] {
  const reasons = incident.reasons.map(({ template }) => template).filter((each) => each !== null);
  const shifted = incident.topTemplates.map(({ template }) => template as number);
  return [...new Set([...reasons, ...shifted])];
}

/** Those that there are more of than usual: calling what fell silent normal would only blind the detectors. */
function grownTemplates({ reasons, topTemplates }: Incident): ReadonlySet<number> {
  const grown = topTemplates.filter(({ direction }) => direction === 'rose' || direction === 'appeared');
  const told = reasons.filter(({ observed, expected }) => (observed ?? 0) > (expected ?? 0));
  return new Set([...grown, ...told].map(({ template }) => template).filter((each) => each !== null));
}

export function NormalIncidentPanel({ incident, onDone }: { incident: Incident; onDone: () => void }) {
  const clock = useClock();
  const app = useApp();
  const { templates } = useResult();
  const name = useId();
  const obstacle = useRerunObstacle();
  const choices = templatesOf(incident).filter((idx) => templates[idx] !== undefined);
  const [kind, setKind] = useState<'windows' | 'templates'>('windows');
  const [chosen, setChosen] = useState(() => grownTemplates(incident));
  const range = clock.range(incident.start, incident.end);
  const texts = [...new Set(choices.filter((idx) => chosen.has(idx)).map((idx) => templates[idx].text))];
  const apply = (): void => {
    onDone();
    if (kind === 'windows')
      void markNormal(app, windowsMark([markedSpan(incident)]), t('the windows {range}', { range }));
    else
      void markNormal(
        app,
        templatesMark(texts),
        t('{length} {templateWord} of {id}', {
          length: texts.length,
          templateWord: plural(texts.length, 'template'),
          id: incident.id,
        }),
      );
  };
  const toggle = (idx: number): void => {
    const next = new Set(chosen);
    if (!next.delete(idx)) next.add(idx);
    setChosen(next);
  };
  return (
    <fieldset className="normal-panel" data-testid="normal-panel">
      <legend>{t('What of it is normal?')}</legend>
      <label className="normal-choice">
        <input type="radio" name={name} checked={kind === 'windows'} onChange={() => setKind('windows')} />
        <span>
          <strong>{t('These windows')}</strong>, <span className="num">{range}</span>
          <span className="muted">
            {' '}
            {t(
              'Something that was meant to be, such as a maintenance or a load test. They are never confirmed, and what comes after them is compared with them too.',
            )}
          </span>
        </span>
      </label>
      {choices.length > 0 && (
        <label className="normal-choice">
          <input
            type="radio"
            name={name}
            data-testid="normal-templates"
            checked={kind === 'templates'}
            onChange={() => setKind('templates')}
          />
          <span>
            {rich('{strong}, whenever they come{span}', {
              strong: <strong>{t('These templates')}</strong>,
              span: (
                <span className="muted">
                  {' '}
                  {t(
                    'They take no part in detection any more, at any level; their lines stay where they are.',
                  )}
                </span>
              ),
            })}
          </span>
        </label>
      )}
      {kind === 'templates' && (
        <ul className="normal-templates">
          {choices.map((idx) => (
            <li key={idx}>
              <label className="normal-choice">
                <input type="checkbox" checked={chosen.has(idx)} onChange={() => toggle(idx)} />
                <span>
                  <span className="mono faint">{templateId(idx)}</span>{' '}
                  <TemplateText text={templates[idx].text} />
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
      <div className="normal-buttons">
        <button
          type="button"
          className="button primary"
          data-testid="normal-apply"
          disabled={obstacle !== null || (kind === 'templates' && texts.length === 0)}
          onClick={apply}
        >
          {t('Mark as normal and run again')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t('Cancel')}
        </button>
      </div>
      {obstacle !== null && <p className="muted">{obstacle}</p>}
    </fieldset>
  );
}
