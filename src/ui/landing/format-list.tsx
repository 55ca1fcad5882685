// What can be read; formats are found by themselves, file by file.
const FORMATS: readonly (readonly [string, string])[] = [
  ['ISO 8601', '2026-03-12T06:00:01.250Z'],
  ['OpenStack', '2026-03-12 06:00:01.250 2931 INFO nova'],
  ['log4j', '2026-03-12 06:00:01,250 INFO [main]'],
  ['syslog', 'Mar 12 06:00:01 host sshd[811]:'],
  ['HDFS', '081109 203615 148 INFO dfs.DataNode'],
  ['BGL', '- 1117838570 2005.06.03 R02-M1 RAS'],
  ['Apache', 'access and error logs'],
  ['JSON lines', '{"time":"…","level":"error"}'],
  ['Loghub CSV', 'timestamp,source,level,message'],
  ['Plain lines', 'no time at all: templates still work'],
];

export function FormatList() {
  return (
    <section className="panel landing-card">
      <h2>What it reads</h2>
      <dl className="format-list">
        {FORMATS.map(([name, sample]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mono">{sample}</dd>
          </div>
        ))}
      </dl>
      <p className="faint">
        Gzip is opened. Stack traces stay with their record; unknown lines are kept and counted.
      </p>
    </section>
  );
}
