/** The host that lines were written on. In: lines of evidence. Out: the one that a syslog header or a file of that host names; '': none. */
import type { Evidence } from '../../contracts/incident';
import { componentOfFile } from '../entities/components';
import { syslogHost } from '../entities/syslog-host';

export function hostOf(lines: readonly Evidence[], isMerged: boolean): string {
  const counts = new Map<string, number>();
  for (const { text } of lines) {
    const name = syslogHost(text);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most !== undefined) return most[0];
  const ofFile = isMerged ? null : componentOfFile(lines[0]?.source ?? '');
  return ofFile !== null && /[a-z][-_]?\d{1,3}$/i.test(ofFile.name) ? ofFile.name : '';
}
