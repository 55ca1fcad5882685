// Every threshold of the program, one row each: above each row why it is so, in it the value, its unit and the range within which it
// makes sense. Core reads the values from here, and so does prose that quotes one. What is only a detail of one function stays there.
// What was measured for one, and what was tried and not taken, stands in docs/decisions.

export interface Threshold {
  readonly value: number;
  /** What is counted or measured; a share is 0 .. 1. */
  readonly unit: string;
  /** Least and most that make sense, both included. */
  readonly range: readonly [least: number, most: number];
}

export const THRESHOLD_ROWS = {
  // Windows.

  /** Size of a window where the log is long and dense enough for it: short enough for a warning, long enough for counts. */
  windowMinutes: row(5, 'minutes', [1 / 60, 10_080]),
  /** Fewer windows are too little to learn from and to judge: a shorter log gets smaller ones. */
  minWindows: row(60, 'windows', [10, 1000]),
  /** Records that a window should hold on average: counts of less say nothing. */
  recordsPerWindow: row(2, 'records', [1, 1000]),
  /** A window that the log covers less than this is partial, or lies in a pause: the missing part would look like a drop. */
  coveredShare01: row(0.75, 'share of a window', [0, 1]),

  /** A log of fewer minutes is mostly one start, one run or one crash: what stands in it is read, before its parts are compared. */
  readMinutes: row(15, 'minutes', [0, 300]),

  /** Refused logins in one file from which on they are told: fewer are somebody's typing. */
  refusedLogins: row(20, 'logins', [2, 10_000]),
  /** Full collections in a row that freed next to nothing, from which on a heap is told to be full: a JVM gives up after five, and two may be one burst. */
  fullHeapCollections: row(3, 'collections', [2, 1000]),

  // The baseline.

  /** What is learnt from unless the user says otherwise: enough to learn, and most of the log is left to be judged. */
  baselineShare01: row(0.4, 'share of the log', [0.1, 0.9]),
  /** Windows with records below which thresholds out of fold mean nothing. */
  minBaselineWindows: row(12, 'windows', [2, 1000]),
  /** Silence is history too: from so many windows of baseline on, `minActiveOfMany` with records are enough. */
  manyWatchedWindows: row(60, 'windows', [10, 10_000]),
  /** See `manyWatchedWindows` (decision 6). */
  minActiveOfMany: row(5, 'windows', [2, 1000]),
  /** With fewer kinds of records the log has hardly shown what it can say, and a new one is no news unless it is grave. */
  manyKinds: row(5, 'templates', [1, 1000]),
  /** The LSTM learns from sequences, and needs more windows than counting does. */
  minLstmWindows: row(20, 'windows', [2, 1000]),
  /** A saved baseline of fewer windows would teach another log nothing. */
  minSavedWindows: row(20, 'windows', [2, 1000]),
  /** A window of the baseline is a burst from so many errors on, where that is `burstTimesUsual` times the usual as well. */
  burstErrors: row(20, 'errors a window', [1, 10_000]),
  /** Of the median of the baseline's windows, plus one. */
  burstTimesUsual: row(10, 'times the usual', [1, 1000]),
  /** A kind of grave record in more separate stretches of the baseline belongs to the log. */
  oddStretches: row(3, 'stretches', [1, 100]),
  /** Rare grave records of less weight are not worth a look: two unseen errors, thrice each. */
  oddWeight: row(4, 'severity weight times log2(1 + records)', [0, 100]),
  /** Where more of the baseline stands out, the log is like that and nothing is left out (decision 6). */
  maxOddShare01: row(0.15, 'share of the baseline', [0, 1]),
  /** The same for one trouble that lasted: what is left is still twice as much. */
  maxLastingOddShare01: row(1 / 3, 'share of the baseline', [0, 1]),
  /** Of a log that a baseline is for, at least this, or `knownRecords01`, is known to it (decision 19). */
  knownTemplates01: row(0.2, 'share of the templates', [0, 1]),
  /** See `knownTemplates01`. */
  knownRecords01: row(0.1, 'share of the records', [0, 1]),
  /** Known to the baseline in the middle window of a log; below it the baseline is too old, or of another system. */
  usualKnown01: row(0.5, 'share of a window', [0, 1]),
  /** A log with more new templates has moved from a saved baseline: a refresh is worth a word. */
  movedTemplates01: row(0.1, 'share of the templates', [0, 1]),
  /** Or one with so many times the records, or so many times fewer. */
  movedVolume: row(2, 'times the records', [1, 100]),
  /** Or one of another mix: Jensen-Shannon divergence. */
  movedMix01: row(0.15, 'divergence', [0, 1]),

  // A baseline that is not to be relied on.

  /** Of a log that ends well: so many errors among the records are an illness, by any standard. */
  illErrors01: row(0.05, 'share of the records', [0, 1]),
  /** Of one that never does: fewer may be how it always is. */
  illAlways01: row(0.2, 'share of the records', [0, 1]),
  /** So long a log is ill before it is called so, and well before that has ended. */
  illWindows: row(12, 'windows with records', [2, 1000]),
  /** A baseline with fewer windows that hold records tells hardly anything. */
  emptyBaseline01: row(0.1, 'share of the windows', [0, 1]),
  /** A silence of so many windows is a hole where the rest of the baseline has next to none. */
  holeWindows: row(12, 'windows', [2, 1000]),
  /** Next to none: of the other windows so many hold records. */
  denseShare01: row(0.95, 'share of the windows', [0, 1]),

  /** A file that begins late is got to know for so long before what it says is news: as many as a baseline needs (decision 23). */
  lateFileWindows: row(12, 'windows', [1, 1000]),
  /** Unless so much of it is errors: a log of errors begins with its first one. */
  lateFileErrors01: row(0.05, 'share of the records', [0, 1]),

  // Detectors.

  /** Factor on a detector's learnt threshold that the user may set; above 1 fewer votes. */
  thresholdScale: row(1, 'factor', [0.1, 10]),
  /** Above the trimmed mean of scores out of fold; 6 trimmed deviations are about 4 of an untrimmed normal. */
  deviations: row(6, 'deviations', [1, 20]),
  /** Scores of a forest are bounded, and crowd below an anomaly's. */
  forestDeviations: row(4.5, 'deviations', [1, 20]),
  /** Above the clipped mean: with 3 a fifth of the quiet windows of real logs got a vote. */
  lstmDeviations: row(4, 'deviations', [1, 20]),
  /** Whatever the baseline says, a rise of less is not worth a vote. */
  leastRise: row(4, 'deviations', [0, 100]),
  /** The same for a fall. */
  leastFall: row(4, 'deviations', [0, 100]),
  /** The same for what was never seen: one unseen error, once. */
  leastNovelty: row(1, 'log2(1 + severity weight)', [0, 100]),
  /** The same for what did not follow: ten events that came without exception in a dozen windows (decision 6). */
  leastMissing: row(40, 'bits', [0, 1000]),
  /** The same for what a share or a number is off, and for it to be one that matters: a hundredth more of the responses failed. */
  shareRise01: row(0.01, 'share of the cases', [0, 1]),
  /** A source is silent from so many of its longest usual pauses on. */
  silenceTimesUsual: row(3, 'times the usual pause', [1, 100]),
  /** Weight of a rare or unseen template by its level: an unseen error is news, an unseen line of information rarely. */
  fatalWeight: row(2, 'severity weight', [0, 10]),
  /** See `fatalWeight`. */
  errorWeight: row(1, 'severity weight', [0, 10]),
  /** See `fatalWeight`. */
  warningWeight: row(0.5, 'severity weight', [0, 10]),
  /** See `fatalWeight`; levels below a warning. */
  otherWeight: row(0.25, 'severity weight', [0, 10]),
  /** What brings errors and came so often at this hour of the day or week is no news; of what brings none, once is enough (decisions 6, 24). */
  habitTimes: row(2, 'earlier times', [1, 10]),
  /** And scored then at least this share of the score now. */
  habitScore01: row(0.8, 'share of the score', [0, 1]),
  /** And the time since then was calm: a crisis of days is odd at the same hour every day, too. */
  habitOddShare01: row(0.1, 'share of the windows', [0, 1]),

  // The vote, over windows and over sessions.

  /** Votes that confirm: two of three kinds of detectors agree, or one alone is only watched. */
  votesToConfirm: row(2, 'votes', [1, 3]),

  // Incidents.

  /** Windows without any vote that an episode may hold between two confirmed ones. */
  maxHoleWindows: row(3, 'windows', [0, 100]),
  /** The same, with or without a single vote. */
  maxBridgeWindows: row(6, 'windows', [0, 100]),
  /** A trouble is over when its leads stay away for longer. */
  maxQuietWindows: row(24, 'windows', [1, 1000]),
  /** Spans about the same, so far apart, are one trouble: a warning counts for an outage within the same time. */
  joinMinutes: row(180, 'minutes', [0, 10_080]),
  /** A lead that counts less, against the most frequent one, is not what a span is about. */
  mainShare01: row(0.25, 'share of the most frequent lead', [0, 1]),
  /** A template in more of the baseline's windows is routine: it ties nothing together, and no death of a process. */
  rareShare01: row(0.02, 'share of the windows', [0, 1]),
  /** Of a template's records: one of an access log holds a thousand 200s and ten 500s. */
  graveShare01: row(0.5, 'share of the records', [0, 1]),
  /** Windows in a row from which on a trouble, or a burst of errors, lasts: a reboot is over in less. */
  lastingWindows: row(3, 'windows', [1, 100]),
  /** Errors a window that could be an outage at all. */
  outageErrors: row(5, 'errors a window', [1, 10_000]),
  /** And against the baseline's 99 % quantile. */
  outageTimesBaseline: row(3, 'times', [1, 100]),
  /** Growth over all windows before, baseline included, that makes a single window an outage. */
  outageEscalation: row(4, 'times', [1, 100]),
  /** Errors of several components within so long are one failure: calls time out within a minute. */
  spreadSeconds: row(60, 'seconds', [1, 3600]),
  /** Kinds of errors from which on a failure spreads: one component that logs an error twice has two. */
  spreadKinds: row(3, 'templates', [2, 100]),
  /** And components that write them. */
  spreadSources: row(2, 'components', [2, 100]),
  /** Volume that fell to this part of the usual has collapsed: a tenth. */
  collapseDivisor: row(10, 'parts of the usual', [1, 1000]),
  /** In a log whose baseline never was below this part of it: a third. */
  steadyDivisor: row(3, 'parts of the usual', [1, 1000]),
  /** From so many records a window on a log shows whether work goes on. */
  tellingVolume: row(20, 'records a window', [1, 10_000]),
  /** Errors or warnings above the baseline's mean by this factor make an anomaly an error, or a warning. */
  severityTimesUsual: row(1.5, 'times the usual', [1, 100]),
  /** A fall of the volume below this is worth a warning by itself. */
  fallShare01: row(0.5, 'share of the usual', [0, 1]),
  /** Users notice a failure where so many of the responses are one: an error, whatever its lines state. */
  noticedShare01: row(0.1, 'share of the responses', [0, 1]),
  /** Or where something takes so many times as long; and a number of another kind is worth a warning from there on. */
  noticedTimes: row(10, 'times the usual', [1, 1000]),
  /** What was told to stop and is back within this was restarted, and a start takes no longer. */
  restartMinutes: row(15, 'minutes', [0, 240]),
  /** A trouble that has lasted may pause for this share of its time and go on. */
  pauseShare01: row(1 / 8, 'share of what it lasted', [0, 1]),
  /** Time that a warning has to leave to be one: nobody acts within less. */
  minWarningSeconds: row(60, 'seconds', [0, 3600]),
  /** A marked outage belongs to an episode that began at most so long before it. */
  markHorizonMinutes: row(180, 'minutes', [1, 10_080]),

  // Causes.

  /** Signs of what is to come are looked for so long before: who is warned earlier cannot tell of what. */
  precursorMinutes: row(180, 'minutes', [1, 10_080]),
  /** What the baseline holds too is news from so many times the usual on; below it a phrase in it proves nothing. */
  routineTimes: row(3, 'times the usual', [1, 100]),
  /** What speaks against a cause speaks of it only so near: an orderly stop an hour before a boot is not of that boot. */
  contradictionMinutes: row(15, 'minutes', [1, 1440]),
  /** A trouble that goes on afterwards at a greater part of its rate is not of the incident alone. */
  fadesShare01: row(0.2, 'share of the rate inside', [0, 1]),
  /** A change is named as possible background up to here. */
  changeMinutes: row(120, 'minutes', [1, 10_080]),
  /** A deployment or migration is named though nothing ties it to the trouble, if it came as near as this. */
  suspectMinutes: row(30, 'minutes', [0, 1440]),
  /** An exception from one place of the code is a defect and no accident from so many times on. */
  defectTimes: row(2, 'records', [2, 1000]),

  // Sessions.

  /** Learnt from, in order of first mention. */
  sessionShare01: row(0.3, 'share of the sessions', [0.05, 0.95]),
  /** Fewer sessions to learn from say nothing about what is rare. */
  minSessions: row(50, 'sessions', [10, 10_000]),
  /** What fewer than one session in so many does is odd: a fault that a few percent of the learnt ones share still shows. */
  oddOneIn: row(25, 'sessions', [2, 1000]),
  /** Where more of the learnt sessions are odd there is no habit to break: scores are given, none is called odd. */
  maxOddSessions01: row(0.08, 'share of the sessions', [0, 1]),

  // Measures: the plain alert that the vote is compared with, as nobody tunes it, and incidents that the user knows of.

  /** Share of error records from which on it fires: a usual setting. */
  alertRate01: row(0.05, 'share of the records', [0, 1]),
  /** And so many errors. */
  alertErrors: row(5, 'errors a window', [1, 10_000]),
  /** A window of the baseline with fewer records sets no bound: a single error in it would. */
  alertRecords: row(20, 'records a window', [1, 10_000]),
  /** An alert so long after an incident's last window is still its own. */
  alertLateMinutes: row(60, 'minutes', [0, 1440]),
  /** A warning counts from so long before the start of a known incident. */
  knownLeadMinutes: row(60, 'minutes', [0, 1440]),
  /** What comes so long after its end is an after-effect. */
  knownAfterMinutes: row(60, 'minutes', [0, 1440]),
  /** How long it is taken to last where only its start is known. */
  knownOpenMinutes: row(30, 'minutes', [1, 1440]),
} as const;

export type ThresholdName = keyof typeof THRESHOLD_ROWS;

/** The values alone. */
export const THRESHOLDS = Object.fromEntries(
  Object.entries(THRESHOLD_ROWS).map(([name, { value }]) => [name, value]),
) as { readonly [N in ThresholdName]: number };

function row(value: number, unit: string, range: Threshold['range']): Threshold {
  return { value, unit, range };
}
