/** Logs that are no text by nature: systemd's journal and Windows event logs. In: first bytes and name. Out: which one it is, and the sentence that names the command which makes text of it. */
import { asciiBytes, startsWithAt } from '../core/lib/bytes';

export type BinaryLog = 'journal' | 'evtx';

const SIGNATURES: readonly (readonly [BinaryLog, Uint8Array])[] = [
  ['journal', asciiBytes('LPKSHHRH')],
  ['evtx', asciiBytes('ElfFile\0')],
];

/** By the first bytes, whatever its name; null: neither. */
export function binaryLogOf(head: Uint8Array): BinaryLog | null {
  return SIGNATURES.find(([, bytes]) => startsWithAt(head, 0, head.length, bytes))?.[0] ?? null;
}

/** One sentence: what to run where the file comes from, and that its result can be dropped. */
export function makeTextOf(kind: BinaryLog, name: string): string {
  const file = argumentOf(name);
  if (kind === 'journal')
    return `On a Linux machine, journalctl --file ${file('')} -o export > ${file('.export')} (or -o json) makes text of it; drop that.`;
  const columns = `@{n='TimeCreated';e={$_.TimeCreated.ToString('o')}},LevelDisplayName,ProviderName,Id,Message`;
  return (
    `On Windows, wevtutil qe ${file('')} /lf:true /f:text > ${file('.txt')} makes text of it, and so does PowerShell: ` +
    `Get-WinEvent -Path ${file('')} -Oldest | Select-Object ${columns} | ConvertTo-Csv -NoTypeInformation > ${file('.csv')}; drop one of these.`
  );
}

/** The bare name as an argument. A name that a shell could take for more than a name is not put into a command that people paste. */
function argumentOf(path: string): (ending: string) => string {
  const name = path.split('/').at(-1) ?? '';
  if (!/^\w[\w.@~+%() -]*$/.test(name)) return (ending) => `FILE${ending}`;
  return (ending) => (/[%() ]/.test(name) ? `"${name}${ending}"` : `${name}${ending}`);
}
