/** Elixir, and what Erlang writes of a process that died: the exception on a line that two stars begin, frames with their application. */
import { type Frame, foldChain, numberOf, type Thrown, type Tier, type TraceReader } from './frame';

const HEAD = /^\s*\*\* \((?:EXIT from \S{1,80} )?([A-Z][\w.]{1,120})\) (.{1,600})$/;
const FRAME =
  /^\s+(?:\(([\w-]{1,60})(?: [\w.+-]{1,40})?\) )?([\w./-]{1,300}\.(?:exs?|erl)):(\d{1,7}): (.{1,300})$/;
const SHARED = /^(?:elixir|stdlib|kernel|erts|logger|mix|ex_unit)$/;
const FRAMEWORKS =
  /^(?:phoenix\w*|plug\w*|ecto\w*|db_connection|postgrex|myxql|cowboy\w*|bandit|thousand_island|jason|oban|broadway|telemetry|absinthe\w*)$/;
/** Lines that a message may go on for before its frames. */
const MAX_MESSAGE_LINES = 12;

export const readBeam: TraceReader = (lines, begin, stop) => {
  const head = HEAD.exec(lines[begin]);
  if (!head) return null;
  const thrown: Thrown = { type: head[1], message: head[2], at: begin, frames: [] };
  let end = begin + 1;
  for (let i = begin + 1; i < stop; i++) {
    const frame = FRAME.exec(lines[i]);
    if (frame) thrown.frames.push(beamFrame(frame));
    else if (thrown.frames.length > 0 || i - begin > MAX_MESSAGE_LINES || !/^\s{2,}|^\s*$/.test(lines[i]))
      break;
    if (frame) end = i + 1;
  }
  return thrown.frames.length === 0 ? null : foldChain([thrown], begin, end);
};

function beamFrame([, app, path, line, name]: RegExpExecArray): Frame {
  const tier: Tier = SHARED.test(app ?? '') ? 3 : FRAMEWORKS.test(app ?? '') ? 2 : 0;
  return { path, line: numberOf(line), name: name.replace(/\(.*\)$/, ''), tier };
}
