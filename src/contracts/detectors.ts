// The detectors, one row each: names, role, the factor on the threshold that they begin with. Everything that lists detectors by name
// takes its list from here: settings, votes, columns of exports, words for the user. Row order is the order of votes and columns.

/** What the pipeline may rely on, wherever the row stands. */
export type DetectorRole =
  /** Learns by counting alone, is there at once, and vouches for a partial last window (core/detectors/mask-votes.ts). One row. */
  | 'robust'
  /** Fitted in the analysis' own thread, in a second or less. */
  | 'fits'
  /** Trained in a thread of its own, which may take minutes: the rest is shown before. */
  | 'trains';

export interface DetectorRow {
  /** Its name for a user. */
  readonly label: string;
  /** The same within a sentence or a list of votes. */
  readonly short: string;
  readonly role: DetectorRole;
  /** Default of Settings.detection.thresholdScale under the row's key: a factor, 1 as learnt. */
  readonly thresholdScale: number;
  /** What it looks at, one sentence. */
  readonly help: string;
}

export const DETECTOR_ROWS = {
  baseline: {
    label: 'Rolling baseline',
    short: 'rolling baseline',
    role: 'robust',
    thresholdScale: 1,
    help: 'Compares each window with all that was normal before it: what is new, what rose, what fell, what is missing.',
  },
  iforest: {
    label: 'Isolation Forest',
    short: 'forest',
    role: 'fits',
    thresholdScale: 1,
    help: 'Asks how easily a window is set apart from those of the baseline by its volume, levels and kinds of records.',
  },
  lstm: {
    label: 'LSTM autoencoder',
    short: 'LSTM',
    role: 'trains',
    thresholdScale: 1,
    help: 'Learns how windows follow one another in the baseline, and how far each later one is from what it would expect.',
  },
} as const satisfies Readonly<Record<string, DetectorRow>>;

export interface SessionDetectorRow {
  readonly label: string;
  readonly short: string;
  readonly help: string;
}

/** What judges sessions, in the order of their votes and columns. */
export const SESSION_DETECTOR_ROWS = {
  habits: {
    label: 'Habits',
    short: 'habits',
    help: 'What nearly all sessions do and this one does not, or the other way round; and how often.',
  },
  iforest: {
    label: 'Isolation Forest',
    short: 'forest',
    help: 'How long, how mixed, how rare and how slow a session is, against those learnt from.',
  },
  lstm: {
    label: 'LSTM, next event',
    short: 'LSTM',
    help: 'Which event is expected after those before it.',
  },
} as const satisfies Readonly<Record<string, SessionDetectorRow>>;
