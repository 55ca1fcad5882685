// A line with the labels that a store keeps beside it. In: time, labels, line. Out: one line of JSON, as Loki's own command line writes it, with the
// labels that name a program and a machine under names that every reader of logs knows: a line that states its own is believed before them.

const PROGRAM = [
  'app',
  'app_kubernetes_io_name',
  'service_name',
  'service',
  'container',
  'container_name',
  'component',
  'job',
];
const MACHINE = ['host', 'hostname', 'node_name', 'node', 'instance', 'pod', 'pod_name'];

export type Labels = Readonly<Record<string, unknown>>;

/** @param ns since 1970 */
export function labelledLine(ns: bigint, labels: Labels, line: string): string {
  const named = (names: readonly string[]): string | undefined => {
    const found = names
      .map((name) => labels[name])
      .find((value) => typeof value === 'string' && value !== '');
    return typeof found === 'string' ? found : undefined;
  };
  const [service, host] = [named(PROGRAM), named(MACHINE)];
  return JSON.stringify({
    timestamp: timeOf(ns),
    ...(service !== undefined && { service }),
    ...(host !== undefined && { host }),
    line,
  });
}

function timeOf(ns: bigint): string {
  const at = new Date(Number(ns / 1_000_000n));
  const text = Number.isNaN(at.getTime()) ? new Date(0).toISOString() : at.toISOString();
  return `${text.slice(0, -4)}${(ns % 1_000_000_000n).toString().padStart(9, '0')}Z`;
}
