// Curves of cost against size as an SVG drawing, both axes logarithmic, so that a straight line of slope one is linear cost.
export interface Curve {
  readonly name: string;
  /** (size, seconds), ascending. */
  readonly points: readonly (readonly [number, number])[];
}

const [WIDTH, HEIGHT] = [420, 300];
const MARGIN = { left: 56, top: 40, right: 20, bottom: 46 };
const COLOURS = ['#0b6e99', '#b4540a', '#5b3da8'];

/** Left: seconds against megabytes. Right: seconds against distinct shapes. */
export function drawScaling(bySize: readonly Curve[], byShapes: Curve): string {
  return drawing(
    'Seconds to columns and templates against the size of the log and its distinct shapes',
    panel(0, 'Reading: seconds by megabytes', bySize, true),
    panel(WIDTH, '100 MB: seconds by distinct shapes', [byShapes], false),
  );
}

/** Processor seconds against megabytes. Left: of all servers, to the last result. Right: of the server that took most, for its own lines. */
export function drawShards(all: readonly Curve[], slowest: readonly Curve[]): string {
  return drawing(
    'Processor seconds of ClickHouse on one, two and three servers against the size of the log',
    panel(0, 'All servers: processor seconds by megabytes', all, true),
    panel(WIDTH, 'Slowest server, lines to records: the same', slowest, true),
  );
}

function drawing(title: string, left: string, right: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * 2} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="11">
<title>${title}</title>
<rect width="100%" height="100%" fill="#fff"/>
${left}
${right}
</svg>
`;
}

function panel(x0: number, title: string, curves: readonly Curve[], withSlope: boolean): string {
  const all = curves.flatMap(({ points }) => points);
  const x = axis(
    all.map(([value]) => value),
    x0 + MARGIN.left,
    x0 + WIDTH - MARGIN.right,
  );
  const y = axis(
    all.map(([, value]) => value),
    HEIGHT - MARGIN.bottom,
    MARGIN.top,
  );
  const bottom = HEIGHT - MARGIN.bottom;
  const parts = [
    `<text x="${x0 + MARGIN.left}" y="20" font-size="13" font-weight="600">${title}</text>`,
    ...x.ticks.map(
      (tick) =>
        `<path d="M${x.at(tick)} ${MARGIN.top}V${bottom}" stroke="#ddd"/><text x="${x.at(tick)}" y="${bottom + 16}" text-anchor="middle">${label(tick)}</text>`,
    ),
    ...y.ticks.map(
      (tick) =>
        `<path d="M${x0 + MARGIN.left} ${y.at(tick)}H${x0 + WIDTH - MARGIN.right}" stroke="#ddd"/><text x="${x0 + MARGIN.left - 6}" y="${y.at(tick) + 4}" text-anchor="end">${label(tick)}</text>`,
    ),
    ...curves.map((curve, i) => drawCurve(curve, COLOURS[i % COLOURS.length] ?? '#000', x, y)),
    ...(withSlope ? [slope(curves[0], x, y)] : []),
  ];
  return parts.join('\n');
}

interface Axis {
  readonly ticks: readonly number[];
  at(value: number): number;
}

/** Whole powers of ten around the values. */
function axis(values: readonly number[], from: number, to: number): Axis {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const ticks = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  const at = (value: number): number =>
    Math.round((from + ((Math.log10(value) - low) / (high - low)) * (to - from)) * 10) / 10;
  return { ticks, at };
}

function drawCurve({ name, points }: Curve, colour: string, x: Axis, y: Axis): string {
  const places = points.map(([a, b]) => [x.at(a), y.at(b)] as const);
  const dots = places.map(([a, b]) => `<circle cx="${a}" cy="${b}" r="3" fill="${colour}"/>`).join('');
  const [lastX, lastY] = places[places.length - 1] ?? [0, 0];
  return `<polyline points="${places.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.6"/>${dots}<text x="${lastX - 6}" y="${lastY - 8}" text-anchor="end" fill="${colour}">${name}</text>`;
}

/** Where strictly linear cost through the last point of the curve would run. */
function slope(curve: Curve | undefined, x: Axis, y: Axis): string {
  const last = curve?.points.at(-1);
  const first = curve?.points[0];
  if (!last || !first) return '';
  const seconds = Math.max((last[1] * first[0]) / last[0], y.ticks[0] ?? 0);
  const size = (last[0] * seconds) / last[1];
  return `<path d="M${x.at(size)} ${y.at(seconds)}L${x.at(last[0])} ${y.at(last[1])}" stroke="#888" stroke-dasharray="4 4"/><text x="${x.at(size) + 8}" y="${y.at(seconds) - 6}" fill="#666">linear</text>`;
}

const label = (value: number): string => (value >= 1 ? value.toLocaleString('en') : String(value));
