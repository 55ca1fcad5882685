/** Python: 'Traceback (most recent call last):', its frames, the exception, and the ones that led to it. */
import { type Frame, foldChain, numberOf, type Thrown, type Tier, type TraceReader } from './frame';

const HEAD = 'Traceback (most recent call last)';
const FRAME = /^\s*File "([^"]{1,400})", line (\d{1,7})(?:, in (\S{1,120}))?/;
const LINK =
  /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception)/;
const CAUSED = /^The above exception/;
/** 'TypeError: text', 'KeyError', 'django.db.utils.OperationalError: ...'. */
const EXCEPTION = /^((?:[A-Za-z_]\w{0,60}\.){0,8}[A-Za-z_]\w{1,80})(?:: (.*))?$/;
const MAX_GAP = 4;

/** Installed packages that many programs share; what else is installed is taken for the program itself. */
const SHARED =
  /^(?:oslo_\w+|flask|werkzeug|django|rest_framework|sqlalchemy|requests|urllib3|httpx|httpcore|aiohttp|anyio|starlette|fastapi|uvicorn|gunicorn|celery|kombu|amqp|billiard|eventlet|gevent|greenlet|twisted|tornado|click|typer|pytest|_pytest|pluggy|unittest2|nose|mock|jinja2|redis|psycopg2?|pymysql|mysql|pymongo|boto3|botocore|s3transfer|google|grpc|pydantic\w*|numpy|pandas|scipy|sklearn|torch|tensorflow|keras|decorator|six|wrapt|tenacity|retrying|paste|routes|webob|stevedore|keystoneauth1|keystonemiddleware|pip|setuptools|pkg_resources|yaml|attr|marshmallow|alembic|ansible|airflow|dask|ray|asgiref|concurrent|cryptography|OpenSSL|paramiko|docker|kubernetes|elasticsearch\w*|kafka|pika|confluent_kafka|sentry_sdk|ddtrace|newrelic|opentelemetry|taskflow|futurist|osprofiler|monotonic|tooz)(?:$|[./])/;

export const readPython: TraceReader = (lines, begin, stop) => {
  if (!lines[begin].includes(HEAD)) return null;
  // The innermost cause comes first, also where it was only being handled.
  const chain: Thrown[] = [];
  let at = begin;
  let end = begin;
  while (at < stop && lines[at].includes(HEAD)) {
    // Where only the first line has a header, what follows begins at the margin.
    const column = FRAME.test(lines[at + 1] ?? '') ? 0 : lines[at].indexOf(HEAD);
    const part = readPart(lines, at, stop, column);
    if (!part.thrown) break;
    chain.push(part.thrown);
    end = part.end;
    const next = nextPart(lines, end, stop, column);
    if (next === null) break;
    at = next;
  }
  return foldChain(chain, begin, Math.max(end, begin + 1));
};

/** One traceback and its exception. */
function readPart(lines: readonly string[], head: number, stop: number, column: number) {
  const frames: Frame[] = [];
  const indent = /^\s*/.exec(lines[head].slice(column))?.[0].length ?? 0;
  const limit = Math.min(stop, head + 600);
  for (let i = head + 1; i < limit; i++) {
    const text = lines[i].slice(column + indent);
    const frame = FRAME.exec(text) ?? (column > 0 ? FRAME.exec(lines[i]) : null);
    if (frame) frames.unshift(frameOf(frame));
    // Code, carets and 'repeated' notes are indented below a frame.
    else if (/^\s/.test(text) || text.trim() === '') continue;
    else {
      const found = EXCEPTION.exec(text.trimEnd());
      const bare = found ? null : EXCEPTION.exec(lines[i].trim());
      const [, type, message = ''] = found ?? bare ?? [];
      if (!type) return { thrown: null, end: i };
      return { thrown: { type, message, at: i, frames }, end: i + 1 };
    }
  }
  return { thrown: null, end: limit };
}

/** Line of the next traceback of the same chain; null: it ends here. */
function nextPart(lines: readonly string[], from: number, stop: number, column: number): number | null {
  let linked = false;
  for (let i = from; i < Math.min(stop, from + 2 * MAX_GAP); i++) {
    const text = lines[i].slice(column).trim();
    if (text === '') continue;
    if (LINK.test(text) || CAUSED.test(text)) linked = true;
    else return linked && lines[i].includes(HEAD) ? i : null;
  }
  return null;
}

function frameOf([, path, line, name]: RegExpExecArray): Frame {
  return { path, line: numberOf(line), name: name ?? null, tier: tierOf(path) };
}

function tierOf(path: string): Tier {
  const installed = /[/\\](?:site|dist)-packages[/\\](.*)$/.exec(path);
  if (installed) return SHARED.test(installed[1].replace(/\.py$/, '')) ? 2 : 1;
  // Code that a program made of a text: a script of the command line, or what a decorator builds around the program's own.
  if (path === '<string>') return 1;
  if (
    /^<(?!stdin|string|module)/.test(path) ||
    /[/\\]lib(?:64)?[/\\]python\d|[/\\]Lib[/\\]\w+\.py$/.test(path)
  )
    return 3;
  return 0;
}
