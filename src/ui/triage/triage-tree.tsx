// What was dropped as a tree: a folder's entries come when it is opened, a hundred at a time, so that a bundle of any size can be shown.

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { KIND_WORDS, type TriageEntry } from '../../contracts/triage';
import { named, t } from '../../words/t';
import { useSettings } from '../shared/app-context';
import { formatBytes, formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { choiceFor, countsInWords, type Use, withUse } from './triage-choices';
import { useTriagePage } from './use-triage-page';

const STEP = 100;
/** A folder of more files is not read as a whole by a click. */
const MAX_FOLDER = 1000;

interface FolderProps {
  readonly folder: string;
  /** Another object whenever the tree may be another. */
  readonly version: unknown;
}

export function TriageTree({ folder, version }: FolderProps) {
  const [numShown, setNumShown] = useState(STEP);
  const page = useTriagePage(folder, numShown, version);
  if (page === null) return <p className="faint triage-wait">{t('Listing …')}</p>;
  const numHidden = page.total - page.entries.length;
  return (
    <ul className="triage-list">
      {page.entries.map((entry) => (
        <li key={entry.path}>
          {entry.kind === 'folder' ? (
            <FolderRow entry={entry} version={version} isOnly={page.total === 1} />
          ) : (
            <FileRow entry={entry} />
          )}
        </li>
      ))}
      {numHidden > 0 && (
        <li>
          <button
            type="button"
            className="plain-button text-link"
            onClick={() => setNumShown(numShown + STEP)}
          >
            {t('{numHidden} more here: show {next}', {
              numHidden: formatNumber(numHidden),
              next: Math.min(STEP, numHidden),
            })}
          </button>
        </li>
      )}
    </ul>
  );
}

type FolderEntry = Extract<TriageEntry, { readonly kind: 'folder' }>;
type FileEntry = Exclude<TriageEntry, FolderEntry>;

function FolderRow({ entry, version, isOnly }: { entry: FolderEntry; version: unknown; isOnly: boolean }) {
  const [open, setOpen] = useState(isOnly);
  const { name, path, numFiles, numRead, counts } = entry;
  return (
    <>
      <div className="triage-row" data-read={numRead > 0}>
        <button
          type="button"
          className="plain-button triage-name"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <ChevronRight size={14} aria-hidden="true" />
          <span className="mono">
            <LogText text={`${name}/`} />
          </span>
        </button>
        <span className="triage-what muted">
          {numRead > 0 && <strong>{t('{numRead} read', { numRead: formatNumber(numRead) })}</strong>}
          {numRead > 0 && t(' of ')}
          <span title={countsInWords(counts).join(', ')}>{formatNumber(numFiles)}</span>
        </span>
        <UseButtons path={path} isRead={numRead > 0} canRead={numRead === 0 && numFiles <= MAX_FOLDER} />
      </div>
      {open && <TriageTree folder={path} version={version} />}
    </>
  );
}

function FileRow({ entry }: { entry: FileEntry }) {
  const { name, path, kind, why, bytes, isRead } = entry;
  return (
    <div className="triage-row" data-read={isRead}>
      <span className="triage-name mono">
        <LogText text={name} />
      </span>
      <span className="triage-what muted">
        <span className="chip" data-tone={isRead ? 'calm' : undefined}>
          {named(KIND_WORDS[kind][0])}
        </span>{' '}
        <LogText text={why} />, {formatBytes(bytes)}
      </span>
      <UseButtons path={path} isRead={isRead} canRead={kind !== 'binary' && kind !== 'empty'} />
    </div>
  );
}

/** One click: read it, or leave it out; a second takes that back. */
function UseButtons({ path, isRead, canRead }: { path: string; isRead: boolean; canRead: boolean }) {
  const files = useSettings((state) => state.draft.files);
  const edit = useSettings((state) => state.edit);
  const set = choiceFor(files, path);
  const change = (use: Use): void => edit({ files: withUse(files, path, use) });
  if (set !== null)
    return (
      <button type="button" className="button triage-use" data-set="" onClick={() => change(null)}>
        {t('{what}: undo', { what: set === 'log' ? t('Set to be read') : t('Set to be left out') })}
      </button>
    );
  if (!isRead && !canRead) return <span className="triage-use" />;
  return (
    <button
      type="button"
      className="button triage-use"
      aria-label={`${isRead ? t('Leave out') : t('Read as a log')}: ${path}`}
      onClick={() => change(isRead ? 'none' : 'log')}
    >
      {isRead ? t('Leave out') : t('Read as a log')}
    </button>
  );
}
