// What the colours of the timeline mean.
const LEVELS = [
  ['fatal', 'fatal'],
  ['error', 'error'],
  ['warn', 'warn'],
  ['info', 'info'],
  ['low', 'debug, trace, none'],
] as const;

export function Legend({ baseline }: { baseline: string }) {
  return (
    <ul className="legend">
      {LEVELS.map(([level, label]) => (
        <li key={level}>
          <span className="swatch" style={{ background: `var(--level-${level})` }} />
          {label}
        </li>
      ))}
      <li>
        <span className="swatch area" data-kind="baseline" />
        baseline: {baseline}
      </li>
      <li>
        <span className="swatch area" data-kind="confirmed" />
        confirmed by two of three
      </li>
      <li>
        <span className="swatch area" data-kind="watch" />
        one vote, to watch
      </li>
      <li>
        <span className="swatch line" data-kind="threshold" />
        threshold
      </li>
      <li>
        <span className="swatch line" data-kind="change" />
        change
      </li>
    </ul>
  );
}
