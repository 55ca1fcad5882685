// Time saved, as an estimate: assumptions that the user can change, and the arithmetic. Stands here only, never in a ticket.

import { DEFAULT_SETTINGS, type EstimateSettings, type EstimateTask } from '../../contracts/settings';
import { SETTING_ROWS } from '../../contracts/settings-registry';
import { estimateSaving } from '../../core/benchmark/estimate';
import { named, t, words } from '../../words/t';
import { useResult, useSettings } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { rich } from '../shared/rich';
import { ScrollX } from '../shared/scroll-x';
import { NumberInput } from './number-input';

const TASKS: Readonly<Record<EstimateTask, string>> = words({
  lines: 'Find the file and the lines that matter',
  runbook: 'Find the runbook',
  change: 'Find the change before it',
  ticket: 'Write the ticket',
});

export function Assumptions() {
  const { incidents } = useResult();
  const estimate = useSettings((state) => state.draft.estimate);
  const edit = useSettings((state) => state.edit);
  const isWrong = useSettings((state) => state.errors.some(({ path }) => path.startsWith('estimate')));
  const { rows, savedMinutes, byHandMinutes } = estimateSaving(estimate, incidents);
  const change = (task: EstimateTask, part: Partial<EstimateSettings[EstimateTask]>): void =>
    edit({ estimate: { ...estimate, [task]: { ...estimate[task], ...part } } });
  const isDefault = JSON.stringify(estimate) === JSON.stringify(DEFAULT_SETTINGS.estimate);
  return (
    <section className="panel" data-testid="estimate">
      <div className="panel-head">
        <h2>{named(SETTING_ROWS.estimate.label)}</h2>
        <span className="chip" data-tone="warning">
          {t('assumptions, not measured')}
        </span>
      </div>
      <p className="panel-lead muted">{named(SETTING_ROWS.estimate.help)}</p>
      <ScrollX label={t('Assumptions and what follows from them')}>
        <table className="data-table estimate-table">
          <thead>
            <tr>
              <th>{t('Task')}</th>
              <th className="right">{t('Minutes by hand')}</th>
              <th className="right">{t('Share saved, %')}</th>
              <th className="right">{t('Incidents')}</th>
              <th className="right">{t('Saved')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ task, minutes, saved01, numIncidents, savedMinutes: saved }) => (
              <tr key={task}>
                <td>{TASKS[task]}</td>
                <td className="right">
                  <NumberInput
                    label={t('Minutes by hand: {task}', { task: TASKS[task] })}
                    testId={`estimate-${task}-minutes`}
                    value={minutes}
                    max={1440}
                    onChange={(value) => change(task, { minutes: value })}
                  />
                </td>
                <td className="right">
                  <NumberInput
                    label={t('Share saved, percent: {task}', { task: TASKS[task] })}
                    testId={`estimate-${task}-share`}
                    value={Math.round(saved01 * 1000) / 10}
                    max={100}
                    onChange={(value) => change(task, { saved01: value / 100 })}
                  />
                </td>
                <td className="right num">{formatNumber(numIncidents)}</td>
                <td className="right num">
                  {Number.isNaN(saved) ? '–' : t('{saved} min', { saved: formatNumber(saved, 1) })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
      <div className="panel-foot estimate-foot" role="status" data-testid="estimate-total">
        {isWrong ? (
          <span className="field-error">{t('Minutes go from 0 to 1,440, shares from 0 to 100 %.')}</span>
        ) : (
          <span>
            {rich('Minutes × share × incidents, added up: {strong} of {span} by hand.', {
              strong: (
                <strong className="num">
                  {t('{savedMinutes} min', { savedMinutes: formatNumber(savedMinutes, 1) })}
                </strong>
              ),
              span: (
                <span className="num">
                  {t('{byHandMinutes} min', { byHandMinutes: formatNumber(byHandMinutes, 1) })}
                </span>
              ),
            })}
          </span>
        )}
        {!isDefault && (
          <button
            type="button"
            className="plain-button text-link"
            onClick={() => edit({ estimate: DEFAULT_SETTINGS.estimate })}
          >
            {t('Back to the defaults')}
          </button>
        )}
      </div>
    </section>
  );
}
