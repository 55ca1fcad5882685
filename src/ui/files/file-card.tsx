// One file: what it is, how sure that is, what was found in it, some of its lines with their parts, and another way to read it.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { FileSummary } from '../../contracts/tables';
import { plural } from '../../core/wording/plural';
import { choiceOfFile } from '../../store/compare-choice';
import { countOf } from '../../words/count';
import { spanInShort } from '../../words/duration';
import { t, words } from '../../words/t';
import { PartButton } from '../beside/part-button';
import { useResult, useView } from '../shared/app-context';
import { formatBytes, formatNumber, formatShare } from '../shared/format';
import { LogText } from '../shared/log-text';
import { useClock } from '../shared/use-clock';
import { isFound, settingOf } from './reading-choices';
import { ReadingOverride } from './reading-override';
import { Receipt } from './receipt';
import { SampleLines } from './sample-lines';
import { useFileSample } from './use-file-sample';

const ZONE_FROM = words({
  log: 'stated in the log',
  setting: 'from the settings',
  beside: 'told by a file beside it',
  assumed: 'assumed: the log states none',
});

interface FileCardProps {
  readonly file: FileSummary;
  readonly fileIdx: number;
  /** Its lines are shown at once, not only when they are asked for. */
  readonly startsOpen: boolean;
}

export function FileCard({ file, fileIdx, startsOpen }: FileCardProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  const own = useRef<HTMLElement>(null);
  const goTo = useView((state) => state.goToFile);
  useEffect(() => {
    if (goTo?.fileIdx !== fileIdx) return;
    setOpen(true);
    own.current?.scrollIntoView({ block: 'start' });
  }, [goTo, fileIdx]);
  const { sample, error } = useFileSample(fileIdx, isOpen);
  const { settings } = useResult();
  const isSet = !isFound(settingOf(settings.files, file.name));
  return (
    <article className="panel file-card" data-testid="file-card" ref={own}>
      <CardHead file={file} isSet={isSet} />
      <div className="file-read" data-open={isOpen}>
        <div className="file-facts">
          <Sureness file={file} />
          <Receipt file={file} />
          <Facts file={file} />
          {!isOpen && (
            <button type="button" className="button file-more" onClick={() => setOpen(true)}>
              {t('Show sample lines')}
            </button>
          )}
        </div>
        {isOpen && (
          <div className="file-sample" aria-busy={sample === null && error === null}>
            {sample !== null && <SampleLines sample={sample} file={file} />}
            {error !== null && <p className="muted">{error}</p>}
            {sample === null && error === null && <p className="faint">{t('Reading some lines …')}</p>}
          </div>
        )}
        {isOpen && <ReadingOverride file={file} formats={sample?.formats ?? []} />}
      </div>
    </article>
  );
}

function CardHead({ file, isSet }: { file: FileSummary; isSet: boolean }) {
  const showLines = useView((state) => state.showLines);
  const showCompare = useView((state) => state.showCompare);
  const numFiles = useResult().files.length;
  return (
    <header className="panel-head">
      <h2 className="mono">
        <LogText text={file.name} />
      </h2>
      <span className="spacer" />
      {file.gaps.some((gap) => gap.reason === 'unreadable') && (
        <span className="chip" data-tone="warning">
          {t('read in part')}
        </span>
      )}
      {isSet && (
        <span className="chip" data-tone="hand">
          {t('read as you set')}
        </span>
      )}
      <span className="chip">{file.format}</span>
      <PartButton log={file.name} />
      {numFiles > 1 && (
        <button
          type="button"
          className="plain-button text-link"
          data-testid="compare-file"
          aria-label={t('Compare {name} with the other {what}', {
            name: file.name,
            what: numFiles === 2 ? t('file') : t('files'),
          })}
          onClick={() => showCompare(choiceOfFile(file.name))}
        >
          {t('Compare')}
        </button>
      )}
      <button
        type="button"
        className="plain-button text-link"
        onClick={() => showLines({ file: file.name, byTime: false })}
      >
        {t('Lines')}
      </button>
    </header>
  );
}

function Sureness({ file: { format, formatConfidence01 } }: { file: FileSummary }) {
  if (format === 'plain')
    return <p className="muted">{t('No format fits these lines: each one is a record as it stands.')}</p>;
  return (
    <div className="meter-row">
      <div className="meter" aria-hidden="true">
        <span style={{ width: `${formatConfidence01 * 100}%` }} />
      </div>
      <span className="num muted">
        {t('{formatConfidence01} of sampled lines fit the format', {
          formatConfidence01: formatShare(formatConfidence01),
        })}
      </span>
    </div>
  );
}

function Facts({ file }: { file: FileSummary }) {
  const clock = useClock();
  const gapBytes = file.gaps.reduce((sum, gap) => sum + gap.end - gap.begin, 0);
  return (
    <dl className="facts">
      <Fact label={t('Times')}>
        {file.firstMs === null || file.lastMs === null
          ? t('no line states a time')
          : `${clock.time(file.firstMs)} – ${clock.time(file.lastMs)} ${clock.zone} (${spanInShort(file.lastMs - file.firstMs)})`}
      </Fact>
      {!file.reading?.zone && (
        <Fact label={t('Zone')}>{`${file.zone.name}, ${ZONE_FROM[file.zone.from]}`}</Fact>
      )}
      {file.place && <Fact label={t('Place')}>{placeOf(file.place)}</Fact>}
      <Fact label={t('Lines')}>
        {t('{numLines} in {records}', {
          numLines: formatNumber(file.numLines),
          records: countOf(file.numRecords, 'record'),
        })}
      </Fact>
      <Fact label={t('Unparsed')}>{unparsed(file)}</Fact>
      {file.numBackwards > 0 && (
        <Fact label={t('Clock back')}>
          {t('{records} earlier than the one before', { records: countOf(file.numBackwards, 'record') })}
        </Fact>
      )}
      <Fact label={t('Size')}>{sizeOf(file)}</Fact>
      <Fact label={t('Left out')}>{gapBytes === 0 ? t('not a byte') : gapsOf(file, gapBytes)}</Fact>
      <Fact label={t('Encoding')}>{file.encoding}</Fact>
      <Fact label="xxh64">
        <span className="mono">{file.xxh64 ?? t('not known: the file was not read to its end')}</span>
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** 'part 2 of 3 of var/log/messages'. */
function placeOf({ rotation, previousContainer }: NonNullable<FileSummary['place']>): string {
  const part =
    rotation &&
    t('part {partIdx} of {numParts} of {log}', {
      partIdx: rotation.partIdx + 1,
      numParts: rotation.numParts,
      log: rotation.log,
    });
  return [part, previousContainer && t('of the container before the present one')].filter(Boolean).join(', ');
}

/** '12 lines, 0.02 % of them'; the lines themselves stand beside it. */
export function unparsed({ numUnparsed, numLines }: FileSummary): string {
  if (numUnparsed === 0) return t('none');
  return t('{lines}, {numUnparsed} of all, kept as {itIsWord}', {
    lines: countOf(numUnparsed, 'line'),
    numUnparsed: formatShare(numUnparsed / Math.max(1, numLines)),
    itIsWord: plural(numUnparsed, 'it is', 'they are'),
  });
}

function sizeOf(file: FileSummary): string {
  const size = formatBytes(file.bytes);
  return file.compression === null
    ? size
    : t('{size} from {bytes} of {kind}', {
        size,
        bytes: formatBytes(file.compression.bytes),
        kind: file.compression.kind,
      });
}

function gapsOf(file: FileSummary, gapBytes: number): string {
  const reasons = [...new Set(file.gaps.map((gap) => gap.reason))].join(', ');
  return t('{gapBytes} in {places}: {reasons}', {
    gapBytes: formatBytes(gapBytes),
    places: countOf(file.gaps.length, 'place'),
    reasons,
  });
}
