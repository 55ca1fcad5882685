// The thresholds in force, by factor and in the units of the scores, where nothing measures them.
import { DETECTOR_LABELS, type DetectorResult } from '../../contracts/scores';
import type { ThresholdScale } from '../../contracts/tuning';
import { formatScore } from '../shared/format';
import { ScrollX } from '../shared/scroll-x';

interface PresentThresholdsProps {
  readonly detectors: readonly DetectorResult[];
  readonly scale: ThresholdScale;
}

export function PresentThresholds({ detectors, scale }: PresentThresholdsProps) {
  return (
    <ScrollX label="Present thresholds">
      <table className="data-table tuning-table" data-testid="present-thresholds">
        <thead>
          <tr>
            <th>Present thresholds</th>
            <th className="right">Factor</th>
            <th className="right">Votes for scores above</th>
          </tr>
        </thead>
        <tbody>
          {detectors.map(({ name, threshold, abstained }) => (
            <tr key={name}>
              <td>{DETECTOR_LABELS[name]}</td>
              <td className="right num">{scale[name]}</td>
              <td className="right num">
                {threshold === null || abstained !== null ? 'abstained' : formatScore(threshold)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}
