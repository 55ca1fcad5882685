// The thresholds in force, by factor and in the units of the scores, where nothing measures them.

import { DETECTOR_LABELS, type DetectorResult } from '../../contracts/scores';
import type { ThresholdScale } from '../../contracts/tuning';
import { named, t } from '../../words/t';
import { formatScore } from '../shared/format';
import { ScrollX } from '../shared/scroll-x';

interface PresentThresholdsProps {
  readonly detectors: readonly DetectorResult[];
  readonly scale: ThresholdScale;
}

export function PresentThresholds({ detectors, scale }: PresentThresholdsProps) {
  return (
    <ScrollX label={t('Present thresholds')}>
      <table className="data-table tuning-table" data-testid="present-thresholds">
        <thead>
          <tr>
            <th>{t('Present thresholds')}</th>
            <th className="right">{t('Factor')}</th>
            <th className="right">{t('Votes for scores above')}</th>
          </tr>
        </thead>
        <tbody>
          {detectors.map(({ name, threshold, abstained }) => (
            <tr key={name}>
              <td>{named(DETECTOR_LABELS[name])}</td>
              <td className="right num">{scale[name]}</td>
              <td className="right num">
                {threshold === null || abstained !== null ? t('abstained') : formatScore(threshold)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}
