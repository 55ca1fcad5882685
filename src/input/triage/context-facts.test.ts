import { expect, test } from 'vitest';
import { contextFacts } from './context-facts';

const said = (path: string, text: string): string[] =>
  contextFacts(path, text).map(({ what, value, lineNum }) => `${lineNum}: ${what}: ${value}`);

test('versions, kernel, host and time of a machine', () => {
  expect(
    said('s/etc/os-release', 'NAME="RHEL"\nPRETTY_NAME="Red Hat Enterprise Linux 9.3 (Plow)"\n'),
  ).toEqual(['2: Operating system: Red Hat Enterprise Linux 9.3 (Plow)']);
  expect(said('s/sos_commands/kernel/uname_-a', 'Linux host7 5.14.0-362.el9.x86_64 #1 SMP x86_64\n')).toEqual(
    ['1: Kernel: 5.14.0-362.el9.x86_64'],
  );
  expect(said('s/proc/version', 'Linux version 5.14.0 (gcc) #1\n')).toEqual(['1: Kernel: 5.14.0']);
  expect(
    said('s/uptime', ' 09:00:28 up 12 days,  3:14,  2 users,  load average: 0.10, 0.20, 0.30\n'),
  ).toEqual(['1: Uptime: 12 days,  3:14', '1: Load: 0.10, 0.20, 0.30']);
  expect(said('s/date', 'Tue May 14 09:00:28 UTC 2024\n')).toEqual([
    '1: Bundle made at: Tue May 14 09:00:28 UTC 2024',
  ]);
  expect(
    said(
      'dump/version.txt',
      'Client Version: v1.29.1\nKustomize Version: v5\nServer Version: v1.28.6+k3s1\n',
    ),
  ).toEqual(['3: Kubernetes server: v1.28.6+k3s1', '1: Kubernetes client: v1.29.1']);
  expect(said('diag/version.json', '{\n  "name": "n1",\n  "version": {\n    "number": "8.13.2"\n')).toEqual([
    '4: Elasticsearch: 8.13.2',
  ]);
});

test('disks that are nearly full, and the root; inodes are none', () => {
  const df =
    'Filesystem     Type  1K-blocks    Used Available Use% Mounted on\n/dev/sda1      xfs    52403200 20403200  32000000  39% /\n/dev/sdb1      xfs    52403200 51403200   1000000  98% /var/lib/db\n/dev/sdc1      xfs    52403200  1403200  51000000   3% /home\ntmpfs          tmpfs   8000000 7900000    100000  99% /run\n';
  expect(said('s/sos_commands/filesys/df_-alT', df)).toEqual([
    '3: Disk usage of /var/lib/db: 98 %',
    '2: Disk usage of /: 39 %',
  ]);
  expect(said('s/df', 'Filesystem Inodes IUsed IFree IUse% Mounted on\n/dev/sda1 100 99 1 99% /\n')).toEqual(
    [],
  );
});

test('memory, in the unit that is written', () => {
  const free = (row: string): string =>
    `              total        used        free\nMem:  ${row}\nSwap: 0 0 0\n`;
  expect(said('s/free', free('16265388 9123456 1234567'))).toEqual([
    '2: Memory: 9123456 kB of 16265388 kB used',
    '3: Swap: 0 kB of 0 kB used',
  ]);
  expect(said('s/sos_commands/memory/free_-m', free('15Gi 8.7Gi 1Gi'))[0]).toBe(
    '2: Memory: 8.7Gi of 15Gi used',
  );
});

test('files of other names, and names with other contents, tell nothing', () => {
  expect(said('s/etc/passwd', 'root:x:0:0\n')).toEqual([]);
  expect(said('s/etc/hostname', '<img src=x>\n')).toEqual([]);
  expect(contextFacts('s/etc/os-release', `PRETTY_NAME="${'x'.repeat(999)}"`)[0].value.length).toBe(200);
});
