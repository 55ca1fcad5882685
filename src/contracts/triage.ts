// What the files of a drop are, told before they are read: kinds, counts, and one folder of the tree at a time.

/** What a file is: records, or something else that a bundle holds beside them. */
export const FILE_KINDS = ['log', 'events', 'configuration', 'output', 'text', 'binary', 'empty'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export const KIND_WORDS: Readonly<Record<FileKind, readonly [one: string, several: string]>> = {
  log: ['log', 'logs'],
  events: ['list of events', 'lists of events'],
  configuration: ['configuration file', 'configuration files'],
  output: ['command output', 'command outputs'],
  text: ['other text', 'other texts'],
  binary: ['binary file', 'binary files'],
  empty: ['empty file', 'empty files'],
};

export type KindCounts = Readonly<Record<FileKind, number>>;

/** A fact that a file states which is no log: what an investigation quotes. */
export interface ContextFact {
  /** 'Kernel', 'Operating system', 'Disk usage of /var', ... */
  readonly what: string;
  readonly value: string;
  /** Path of the file, and the line from 1. */
  readonly file: string;
  readonly lineNum: number;
}

export interface TriageSummary {
  readonly numFiles: number;
  readonly counts: KindCounts;
  /** Files that were taken as logs. */
  readonly numRead: number;
  /** Files whose part the user has set. */
  readonly numSet: number;
  /** Entries beyond what can be listed: counted, but for logs. */
  readonly numUnlisted: number;
  /** Only logs and events are read; false: a few files, all of which are read. */
  readonly decides: boolean;
}

/** A folder or a file of one folder of the drop. */
export type TriageEntry =
  | {
      readonly kind: 'folder';
      /** Path with a '/' behind it. */
      readonly path: string;
      readonly name: string;
      readonly numFiles: number;
      readonly numRead: number;
      readonly counts: KindCounts;
    }
  | {
      readonly kind: FileKind;
      readonly path: string;
      readonly name: string;
      readonly bytes: number;
      /** Why it is of that kind, as it goes on 'a log: ...'. */
      readonly why: string;
      readonly isRead: boolean;
      /** By the user. */
      readonly isSet: boolean;
    };

/** Entries [begin, end) of a folder, folders first, each by name. */
export interface TriagePage {
  readonly total: number;
  readonly entries: readonly TriageEntry[];
}

/** What of a bundle is kept with its analysis. */
export interface BundleFacts {
  readonly triage: TriageSummary;
  readonly context: readonly ContextFact[];
}
