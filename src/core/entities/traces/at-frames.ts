/** Java and its kin, Node and .NET: a line that names the exception, frames that begin with 'at', causes below. */
import { type Frame, foldChain, numberOf, type Thrown, type Tier, type TraceReader } from './frame';

const JAVA =
  /^\s*at (?:[\w.$-]{1,80}(?:@[\w.-]{1,40})?\/{1,2})?([\w.$<>-]{1,300})\(([^()]{0,200})\)(?: ~?\[[^\]]{0,200}\])?\s*$/;
/** With a blank before the parenthesis, as Maven writes it. */
const MAVEN =
  /^\s*at ([\w.$<>-]{1,300}) \(([^()]{0,200}\.(?:java|kt|scala|groovy):\d+|Native Method|Unknown Source)\)\s*$/;
const NODE =
  /^\s*at (?:(async )?([^()\n]{1,200}) \()?((?:[a-z-]{2,12}:(?:\/\/)?)?[^\s()][^()\n]{0,399}):(\d{1,7}):(\d{1,7})\)?,?(?: \{)?\s*$/;
const NODE_BARE = /^\s*at (?:async )?(?:[^()\n]{1,200} \(<anonymous>\)|new Promise \(<anonymous>\))\s*$/;
const NET = /^\s*at ([\w.`<>|[\]+,$ ]{1,300})\(([^()]{0,400})\)(?: in (.{1,400}):line (\d{1,7}))?\s*$/;
/** 'Caused by: x.Y: text', 'Wrapped by', '---> System.X: text', '[cause]: Error: text'. */
const CAUSE = /^\s*(?:Caused by|Wrapped by): (.*)$|^\s*-{2,3}> (.*)$|^\s*\[cause\]: (.*)$/;
const SKIPPED =
  /^\s*\.{3} \d+ (?:more|common frames omitted)|^\s*--- End of (?:inner exception )?stack trace|^\s*\[CIRCULAR|^\s*[{}\]],?\s*$|^\s*at \[|^\s*\.{3} \d+ lines? matching/;
const SUPPRESSED = /^\s*Suppressed: /;
/** A type: 'java.io.IOException', 'TypeError', 'System.Net.Http.HttpRequestException', 'AssertionError [ERR_ASSERTION]'. */
const TYPE =
  /^(?:[A-Za-z_$][\w$]{0,80}\.){0,12}[A-Za-z_$][\w$]{0,80}(?:Error|Exception|Throwable|Failure|Fault|Interrupt|Death|Abort|Timeout)(?:\$[\w$]{1,60})?:?$|^(?:[a-z_$][\w$]{0,60}\.){2,12}[A-Z][\w$]{0,80}:?$|^Error:$/;
/** Lines that a message may go on for before its frames. */
const MAX_HEADER = 12;

export const readAtFrames: TraceReader = (lines, begin, stop) => {
  const head = thrownAt(lines[begin], begin);
  if (!head || !goesOn(lines, begin, stop, head)) return null;
  const chain: Thrown[] = [head];
  let rootFirst = false;
  let suppressed = false;
  let end = begin + 1;
  let sinceFrame = 0;
  for (let i = begin + 1; i < stop; i++) {
    const line = lines[i];
    const frame = frameOf(line);
    const cause = frame ? null : CAUSE.exec(line);
    if (frame && !suppressed) chain[chain.length - 1].frames.push(frame);
    else if (/^\s*Caused by:\s*$/.test(line)) continue;
    else if (isBareCause(lines, i)) {
      suppressed = false;
      const named = thrownAt(line, i);
      if (named) chain.push(named);
    } else if (cause) {
      suppressed = false;
      rootFirst ||= /^\s*Wrapped by/.test(line);
      const text = cause[1] ?? cause[2] ?? cause[3];
      chain.push(
        thrownAt(text, i) ?? {
          type: text.split(/[:\s]/, 1)[0],
          message: afterColon(text),
          at: i,
          frames: [],
        },
      );
    } else if (SUPPRESSED.test(line)) suppressed = true;
    else if (!frame && !SKIPPED.test(line)) {
      // Further lines of a message, before its first frame; a new record ends the trace.
      const isOpen = chain[chain.length - 1].frames.length === 0 && !suppressed;
      if (!isOpen || ++sinceFrame > MAX_HEADER || !hasFrameSoon(lines, i, stop) || isRecord(line)) break;
      continue;
    }
    sinceFrame = 0;
    end = i + 1;
  }
  // .NET writes the innermost frames first, below the last '--->'.
  return foldChain(rootFirst ? chain : chain.reverse(), begin, end, head);
};

/** A type on the line below 'Caused by:', as Gradle writes it. */
function isBareCause(lines: readonly string[], i: number): boolean {
  return /^\s*Caused by:\s*$/.test(lines[i - 1]) && thrownAt(lines[i], i) !== null;
}

function hasFrameSoon(lines: readonly string[], at: number, stop: number): boolean {
  for (let i = at + 1; i < Math.min(stop, at + 1 + MAX_HEADER); i++) if (frameOf(lines[i])) return true;
  return false;
}

/** Whether a trace follows its head: at once, or after further lines of a message, which only a line that begins with the type has. */
function goesOn(lines: readonly string[], at: number, stop: number, { type }: Thrown): boolean {
  const next = at + 1 < stop ? lines[at + 1] : '';
  if (frameOf(next) || CAUSE.test(next) || /^\s*Caused by:\s*$/.test(next)) return true;
  if (!NAMED.test(type) || !lines[at].replace(BEFORE_TYPE, '').startsWith(type)) return false;
  for (let i = at + 1; i < Math.min(stop, at + 1 + MAX_HEADER); i++) {
    if (frameOf(lines[i])) return true;
    if (isRecord(lines[i]) || thrownAt(lines[i], i)) return false;
  }
  return false;
}

/** What may stand before the type in the line that names it. */
const BEFORE_TYPE =
  /^\s*(?:Exception in thread "[^"]{0,200}" |Unhandled [Ee]xception[.:] |Uncaught (?:[Ee]xception )?|Error: Uncaught |E {2,})?/;
const NAMED = /(?:Error|Exception|Throwable|Failure)\b/;

/** A line that begins a record of its own belongs to no message. */
function isRecord(line: string): boolean {
  return /^\s*\[?(?:INFO|WARN(?:ING)?|DEBUG|ERROR|TRACE|FATAL|SEVERE)\b/.test(line);
}

/** The first word of a line that is the type of an exception, and what follows it; null: the line names none. */
function thrownAt(line: string, at: number): Thrown | null {
  if (frameOf(line) || CAUSE.test(line) || SUPPRESSED.test(line)) return null;
  let from = 0;
  for (const word of line.slice(0, 600).split(/(\s+)/)) {
    const bare = word.replace(/^["'([]+/, '');
    const isType = TYPE.test(bare) && (NAMED.test(bare) || from === 0 || bare.endsWith(':'));
    if (bare.length > 5 && isType) {
      const type = bare.replace(/:$/, '');
      const rest = line.slice(from + word.length).replace(/^ ?\[[A-Z_]{3,40}\]:?/, '');
      return { type, message: rest.replace(/^:?\s*/, '').replace(/\s*-{2,3}> .*$/, ''), at, frames: [] };
    }
    // 'Type:message' without a blank between them.
    const glued = /^((?:[\w$]{1,80}\.){1,12}[A-Z][\w$]{0,80}(?:Error|Exception)):(\S.*)$/.exec(bare);
    if (glued) return { type: glued[1], message: line.slice(from + word.indexOf(glued[2])), at, frames: [] };
    from += word.length;
  }
  return null;
}

function afterColon(text: string): string {
  const at = text.indexOf(': ');
  return at < 0 ? '' : text.slice(at + 2);
}

function frameOf(line: string): Frame | null {
  if (!/^\s*at /.test(line)) return null;
  const java = JAVA.exec(line) ?? MAVEN.exec(line);
  if (
    java &&
    !/[\\/]/.test(java[2]) &&
    /^(?:[\w$-]+\.\w+(?::\d+)?|Native Method|Unknown Source|<generated>|)$/.test(java[2])
  ) {
    if (java[2] !== '' || !/[A-Z]/.test(java[1])) return javaFrame(java[1], java[2]);
  }
  // Line and column in parentheses are Node's: .NET has parameters there.
  const node = NODE.exec(line);
  if (node) return nodeFrame(node);
  const net = NET.exec(line);
  if (net && (net[3] !== undefined || /^[A-Z][\w.`<>|[\]+,$ ]*\.[\w`<>|[\]$.]+$/.test(net[1].trim())))
    return netFrame(net);
  return NODE_BARE.test(line) ? { path: '<anonymous>', line: null, name: null, tier: 3 } : null;
}

const JVM =
  /^(?:java|javax|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|org\.codehaus\.groovy|clojure)\.|^(?:\w+\$)?\$Proxy|\$\$(?:Lambda|FastClass|EnhancerBy)/;
const JVM_SHARED =
  /^(?:org\.springframework|org\.hibernate|org\.junit|junit|org\.testng|org\.mockito|org\.hamcrest|org\.assertj|org\.apache\.(?:commons|catalina|coyote|tomcat|http|hc|maven|logging|log4j|kafka\.(?:clients|common)|tools|ibatis|xerces|poi|thrift|zookeeper\.ClientCnxn)|org\.eclipse\.(?:jetty|jgit|aether|core|osgi)|org\.gradle|org\.codehaus|org\.postgresql|com\.mysql|org\.mariadb|oracle|org\.h2|com\.zaxxer|com\.google\.(?:common|inject|gson|protobuf)|com\.fasterxml|io\.(?:netty|grpc|undertow|vertx|reactivex|projectreactor|micrometer|opentelemetry|lettuce|quarkus|micronaut)|reactor|rx|akka|play|okhttp3|okio|retrofit2|ch\.qos|org\.slf4j|redis\.clients|com\.mongodb|com\.amazonaws|software\.amazon|org\.jboss|org\.wildfly|org\.glassfish|org\.aspectj|net\.sf|net\.bytebuddy|javassist|com\.android|android|androidx|dalvik)\./;

function javaFrame(name: string, place: string): Frame {
  const [file, line] = place.split(':');
  const isJvm = JVM.test(name) || place === 'Native Method';
  const tier: Tier = isJvm ? 3 : JVM_SHARED.test(name) ? 2 : 0;
  const path = /\.\w+$/.test(file) ? file : (name.split('.').at(-2) ?? name);
  return { path, line: numberOf(line), name, tier };
}

function nodeFrame([, , name, path, line]: RegExpExecArray): Frame {
  const isRuntime =
    /^(?:node:|internal\/|native\b|<anonymous>|deno:|ext:)/.test(path) || !/[/\\.]/.test(path);
  const isCore =
    /^(?:module|events|net|fs|timers|_stream_\w+|_http_\w+|domain|util|vm|child_process|buffer)\.js$/.test(
      path,
    );
  const tier: Tier =
    isRuntime || isCore ? 3 : /[/\\]node_modules[/\\]|[/\\]\.(?:pnpm|yarn)[/\\]/.test(path) ? 2 : 0;
  return { path, line: numberOf(line), name: name ?? null, tier };
}

function netFrame([, name, , path, line]: RegExpExecArray): Frame {
  const bare = name.trim();
  const isRuntime =
    /^(?:System|Microsoft\.(?:Win32|CSharp|VisualBasic))\.|^(?:lambda_method|InvokeStub_)/.test(bare);
  const isShared =
    /^(?:Microsoft\.|Npgsql|MySql|Newtonsoft|NUnit|Xunit|xunit|Moq|Castle|Autofac|Dapper|Grpc|Serilog|Polly|MassTransit|RabbitMQ|StackExchange|Swashbuckle|MediatR|FluentValidation|Azure\.|Amazon\.|MongoDB|NHibernate|Hangfire|Quartz)/.test(
      bare,
    );
  return {
    path: path ?? bare.split('.').slice(0, -1).join('.'),
    line: numberOf(line),
    name: bare,
    tier: isRuntime ? 3 : isShared ? 2 : 0,
  };
}

/** Whether a line is a frame of any of these languages. */
export function isAtFrame(line: string): boolean {
  return frameOf(line) !== null;
}
