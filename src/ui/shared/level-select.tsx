// Chooses the least level that is shown.

import { LEVELS } from '../../contracts/units';
import { t } from '../../words/t';

interface LevelSelectProps {
  readonly value: number;
  readonly onChange: (level: number) => void;
}

export function LevelSelect({ value, onChange }: LevelSelectProps) {
  return (
    <select
      className="input"
      aria-label={t('Least level')}
      data-testid="level-filter"
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      <option value={0}>{t('All levels')}</option>
      {LEVELS.map((name, level) =>
        name === '' ? null : (
          <option key={name} value={level}>
            {t('{name} and above', { name })}
          </option>
        ),
      )}
    </select>
  );
}
