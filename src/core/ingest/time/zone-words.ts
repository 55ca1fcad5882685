/**
 * Abbreviations of zones as logs write them. In: a word. Out: its offset in minutes, and what else it may stand for: several are
 * in use in more than one part of the world. They are read as the likeliest, and detection says that this was assumed.
 */
const BY_OFFSET: Readonly<Record<string, string>> = {
  '-11:00': 'SST',
  '-10:00': 'HST',
  '-09:00': 'AKST HDT',
  '-08:00': 'PST AKDT',
  '-07:00': 'MST PDT',
  '-06:00': 'CST MDT',
  '-05:00': 'EST CDT COT PET ECT',
  '-04:00': 'AST EDT BOT VET CLT PYT AMT',
  '-03:30': 'NST',
  '-03:00': 'ADT BRT ART UYT CLST PYST',
  '-02:30': 'NDT',
  '-02:00': 'BRST UYST',
  '+00:00': 'Z UTC GMT UT WET',
  '+01:00': 'BST CET WEST MET MEZ WAT',
  '+02:00': 'CEST EET MEST MESZ CAT SAST',
  '+03:00': 'MSK EEST EAT IDT TRT',
  '+03:30': 'IRST',
  '+04:00': 'GST MSD AZT SAMT',
  '+04:30': 'IRDT AFT',
  '+05:00': 'PKT UZT YEKT',
  '+05:30': 'IST',
  '+05:45': 'NPT',
  '+06:00': 'OMST BDT',
  '+06:30': 'MMT',
  '+07:00': 'ICT WIB KRAT NOVT',
  '+08:00': 'SGT HKT AWST WST PHT MYT WITA IRKT',
  '+09:00': 'JST KST WIT YAKT',
  '+09:30': 'ACST',
  '+10:00': 'AEST ChST CHST VLAT PGT',
  '+10:30': 'ACDT',
  '+11:00': 'AEDT MAGT',
  '+12:00': 'NZST FJT PETT',
  '+13:00': 'NZDT',
};

function minutesOf(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  return offset.startsWith('-') ? -minutes : minutes;
}

export const ZONE_WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries(BY_OFFSET).flatMap(([offset, words]) =>
    words.split(' ').map((word) => [word, minutesOf(offset)] as const),
  ),
);
export const LONGEST_WORD = 5;

/**
 * Words that logs use for other things, too (a syntax tree, a table, a state transfer, a packet): they are a zone where the time ends
 * with them or the year follows, and before other words only where a file has them at that place all the time.
 */
export const WEAK_WORDS: ReadonlySet<string> = new Set(
  (
    'AFT AMT ART AST BDT BOT BST CAT CHST COT EAT ECT GST HST ICT IST MET MMT NPT NST PET PGT PHT ' +
    'PKT SST UT VET WAT WEST WIT WST'
  ).split(' '),
);

export interface ZoneMeaning {
  /** 'India', as in 'the time of India'. */
  readonly where: string;
  readonly minutes: number;
}

const AMBIGUOUS: Readonly<Record<string, string>> = {
  IST: '+05:30 India, +02:00 Israel, +01:00 Ireland',
  CST: '-06:00 central North America, +08:00 China, -05:00 Cuba',
  BST: '+01:00 Britain, +06:00 Bangladesh, +11:00 Bougainville',
  AST: '-04:00 Atlantic Canada, +03:00 Arabia',
  EST: '-05:00 eastern North America, +10:00 eastern Australia',
  MST: '-07:00 the Rocky Mountains, +08:00 Malaysia',
  PST: '-08:00 the Pacific coast of North America, +08:00 the Philippines',
  CDT: '-05:00 central North America, -04:00 Cuba',
  EDT: '-04:00 eastern North America, +11:00 eastern Australia',
  ADT: '-03:00 Atlantic Canada, +04:00 Arabia',
  GST: '+04:00 the Gulf, -02:00 South Georgia',
  SST: '-11:00 Samoa, +08:00 Singapore',
  AMT: '-04:00 the Amazon, +04:00 Armenia',
  ECT: '-05:00 Ecuador, -04:00 the eastern Caribbean',
  BDT: '+06:00 Bangladesh, +08:00 Brunei',
  WST: '+08:00 western Australia, +13:00 Samoa',
};

export const AMBIGUOUS_WORDS: readonly string[] = Object.keys(AMBIGUOUS);

/** What a word may stand for, the likeliest (as ZONE_WORDS has it) first; one or none: it is not ambiguous. */
export function meaningsOf(word: string): readonly ZoneMeaning[] {
  if (!Object.hasOwn(AMBIGUOUS, word)) return [];
  return AMBIGUOUS[word]
    .split(', ')
    .map((text) => ({ where: text.slice(7), minutes: minutesOf(text.slice(0, 6)) }));
}
