// The keys that a hand on the lines needs, below them.
import { type Label, t } from '../../words/t';

const KEYS: readonly (readonly [keys: string, what: Label])[] = [
  ['/', 'search'],
  ['n N', 'hit'],
  ['e E', 'error'],
  ['w W', 'warning'],
  ['h', 'only hits'],
  ['o', 'unfold'],
  ['x', 'exclude'],
  ['m', 'pin'],
  ['c', 'copy'],
  ['y', 'link'],
  ['b', 'wrap'],
  ['r', 'raw'],
  ['?', 'all keys'],
];

export function KeyBar() {
  return (
    <p className="key-bar faint">
      {KEYS.map(([keys, what]) => (
        <span key={keys}>
          {keys.split(' ').map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          {t(what)}
        </span>
      ))}
    </p>
  );
}
