// What can be read; formats are found by themselves, file by file.
import { type Label, t } from '../../words/t';

const FORMATS: readonly (readonly [Label, Label])[] = [
  ['Applications', 'log4j, logback, Python, Go, winston, pino, bunyan, JSON lines, logfmt'],
  [
    'Systems',
    'syslog, journald (binary journals too), auditd, dpkg, Android logcat, Windows events (.evtx too)',
  ],
  ['Web', 'nginx, Apache, IIS, load balancers: access and error logs'],
  ['Containers', 'Docker, Kubernetes (CRI, klog)'],
  ['Databases', 'PostgreSQL, MySQL, Redis'],
  ['Clusters', 'HDFS, Spark, Kafka, ZooKeeper, OpenStack, BGL'],
  ['Tables', 'CSV with a header'],
  ['Anything else', 'lines with a time somewhere, or with none: templates still work'],
];

export function FormatList() {
  return (
    <section className="panel landing-card">
      <h2>{t('What it reads')}</h2>
      <dl className="format-list">
        {FORMATS.map(([name, kinds]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>{t(kinds)}</dd>
          </div>
        ))}
      </dl>
      <p className="faint">
        {t(
          'gzip, zstd, xz, bzip2, zip and tar are opened as they are. Stack traces stay with their record; unknown lines are kept and counted.',
        )}
      </p>
    </section>
  );
}
