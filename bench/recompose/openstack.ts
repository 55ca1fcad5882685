// New composites from the rounds of the visible ones. In: rounds, a kind, a seed. Out: a log that nobody here has seen, with its truth.
import type { Random } from '../../src/core/lib/random';
import { createRandom } from '../../src/core/lib/random';
import type { Round, Rounds } from './rounds';
import { type Composite, compose, type Piece } from './source';

export const OPENSTACK_KINDS = [
  'clean',
  'clean-mixed',
  'one',
  'several',
  'early',
  'degrading',
  'foreign',
] as const;
export type OpenstackKind = (typeof OPENSTACK_KINDS)[number];

const SECOND = 1000;
const HOUR = 3_600_000;
const SYSTEMS = ['Nova', 'Neutron', 'Cinder'];

export function recomposeOpenstack(rounds: Rounds, kind: OpenstackKind, seed: number): Composite {
  const random = createRandom(seed).fork(`openstack ${kind}`);
  const blocks = arrange(rounds, kind, random);
  return compose(`openstack ${kind} ${seed}`, placed(blocks, random));
}

/** Rounds that follow each other, e.g. both of a test. */
type Block = readonly Round[];

function arrange({ pairs, failed, symptoms }: Rounds, kind: OpenstackKind, random: Random): Block[] {
  const degrades = kind === 'degrading';
  const faults = degrades
    ? failed.filter(({ system }) => symptoms.some((each) => each.system === system))
    : failed;
  const fault = shuffled(faults, random)[0];
  const system = kind.startsWith('clean') ? SYSTEMS[random.int(SYSTEMS.length)] : fault.system;
  const others = SYSTEMS.filter((each) => each !== system);
  const home = kind === 'foreign' ? others[random.int(others.length)] : system;
  const homes = kind === 'clean-mixed' ? [home, others[random.int(others.length)]] : [home];
  const quiet = shuffled(pairs, random).filter(([first]) => homes.includes(first.system));
  const num = Math.min(quiet.length, 11 + random.int(8));
  const blocks: Block[] = quiet.slice(0, num);
  // Behind the first 40 % of the log, and never at its very end.
  const later = (): number => Math.ceil(blocks.length * (0.5 + 0.4 * random.next()));
  if (kind === 'one' || kind === 'foreign') blocks.splice(later(), 0, [fault]);
  if (degrades) {
    const signs = shuffled(
      symptoms.filter((each) => each.system === system),
      random,
    );
    blocks.splice(later(), 0, [...signs.slice(0, 1 + random.int(signs.length)), fault]);
  }
  const like = shuffled(
    failed.filter((each) => each.system === system),
    random,
  );
  if (kind === 'several')
    for (const each of like.slice(0, 2 + random.int(2))) blocks.splice(later(), 0, [each]);
  if (kind === 'early') {
    blocks.splice(1 + random.int(Math.floor(num * 0.3)), 0, [like[0]]);
    blocks.splice(later(), 0, [like.at(-1) as Round]);
  }
  return blocks;
}

/** Twenty seconds lie between rounds, as in the composites; in one log of three sometimes twenty minutes, as in a campaign. */
function placed(blocks: readonly Block[], random: Random): Piece[] {
  const hasPauses = random.int(3) === 0;
  let at = Date.UTC(2024, 4, 1 + random.int(28)) + Math.floor(random.next() * 24 * HOUR);
  return blocks.flatMap((block) => {
    const signs = block.filter(({ isSymptom }) => isSymptom);
    const pieces = block.map((round): Piece & { round: Round } => {
      const piece = { source: round.source, from: round.from, to: round.to, at, incidents: [], round };
      at += round.to - round.from + 20 * SECOND;
      return piece;
    });
    if (hasPauses) at += (12 + random.int(8)) * 60 * SECOND;
    return pieces.map(({ round, ...piece }) => {
      if (!round.incident) return { ...piece, isNeutral: round.isNeutral };
      // As seen from the failing round: its shift differs from that of the round with the first sign.
      const first = pieces.find((each) => each.round === signs[0]);
      const symptomMs = first && Date.parse(first.round.faultActivated) + first.at - first.from;
      const { symptom_start: _, ...incident } = round.incident;
      const symptom =
        symptomMs === undefined ? {} : { symptom_start: iso(symptomMs - (piece.at - piece.from)) };
      return { ...piece, incidents: [{ ...incident, ...symptom }] };
    });
  });
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const list = [...items];
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}
