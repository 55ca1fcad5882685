// The level of a record or template, in its colour; '·' where the line states none.
import { LEVELS } from '../../contracts/units';

export function Level({ level }: { level: number }) {
  const name = LEVELS[level] ?? '';
  return (
    <span className="level" data-level={name}>
      {name === '' ? '·' : name}
    </span>
  );
}
