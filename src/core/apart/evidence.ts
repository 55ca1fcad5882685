// What is known of a file before it is read whole, from samples of its beginning, middle and end.

export interface FileEvidence {
  readonly name: string;
  /** Ms UTC, of the sampled records without few strays; null: none states a time. */
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  readonly format: string;
  /** Line shapes of the sample that say something. */
  readonly shapes: ReadonlySet<string>;
  /** Hosts that its lines name. */
  readonly hosts: ReadonlySet<string>;
  /** Ids and addresses that its lines name. */
  readonly ids: ReadonlySet<string>;
  /** Path of the log that it is a part of, as rotation leaves them; its own name where it is none. */
  readonly log: string;
  /** Folder or archive that was dropped with it; null: it came by itself. */
  readonly root: string | null;
  /** `root` is what was collected of one system: logs among configuration and outputs of commands. */
  readonly isOfSystem: boolean;
}

/** What held files together, strongest first. */
export const LINKS = [
  'baseline',
  'rotation',
  'time',
  'folder',
  'host',
  'ids',
  'kind',
  'system',
  'timeless',
  'crowd',
] as const;
export type Link = (typeof LINKS)[number];
