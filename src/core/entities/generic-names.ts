/**
 * Names that say nothing of which part of a system is meant. In: a name of a logger, a folder, a file or a class. Out: whether it is the
 * code that carries calls (a transport, a framework), or a word that any program has. Rules of structure first; the lists hold what no
 * structure tells: well-known transports and frameworks by the beginning of their name.
 */

/**
 * Code that carries a call to the part that serves it, or writes for it: the part is told by the trace, the file or the message.
 * By language: Python, Java and Kotlin, Go, Rust, .NET, Node, Ruby and PHP.
 */
const CARRIERS: readonly string[] = [
  'oslo_|oslo\\.|eventlet|amqp|kombu|pika|urllib3|requests|httpx|aiohttp|asyncio|tornado|twisted|werkzeug|gunicorn|uvicorn|hypercorn|starlette',
  'fastapi|flask|django|celery|sqlalchemy|alembic|paste|webob|routes|pecan|keystoneauth|keystonemiddleware|keystoneclient|stevedore|tenacity',
  'concurrent\\.futures|threading|multiprocessing|socketserver|http\\.(client|server)|botocore|boto3|grpc|psycopg2?|pymysql|redis\\.|tooz|decorator',
  'java\\.|javax\\.|jakarta\\.|jdk\\.|sun\\.|com\\.sun\\.|kotlin\\.|kotlinx\\.|scala\\.|akka\\.|io\\.netty|io\\.undertow|io\\.grpc|io\\.vertx|io\\.micrometer',
  'org\\.springframework|org\\.hibernate|org\\.apache\\.(http|catalina|coyote|tomcat|commons|logging|log4j|thrift|curator|cxf|camel)|org\\.eclipse\\.jetty',
  'org\\.(jboss|wildfly|xnio|slf4j|postgresql|mariadb)|com\\.(mysql|zaxxer|fasterxml|google\\.common|netflix|rabbitmq)|ch\\.qos|okhttp3|retrofit2|reactor\\.|rx\\.',
  'net/http|runtime/|google\\.golang\\.org|github\\.com/(gin-gonic|gorilla|labstack|sirupsen|uber-go)',
  'hyper|tokio|actix|axum|tower|tracing|reqwest|h2|rustls|std::|core::|alloc::',
  'Microsoft\\.|System\\.|Serilog|Npgsql|MassTransit',
  'node:|express|koa|fastify|undici|axios|winston|pino|activerecord|actionpack|actionview|activejob|puma|rack|sidekiq|symfony|monolog|illuminate',
];
const CARRIER = new RegExp(`^(?:${CARRIERS.join('|')})(?![a-z])`);
const CARRIER_PREFIX = /^(?:oslo_|oslo\.|java\.|javax\.|jakarta\.|org\.springframework|System\.|Microsoft\.)/;

/** Whether a dotted or slashed name is that of a transport, a framework or a driver rather than of a part of the system. */
export function isCarrier(name: string): boolean {
  return CARRIER_PREFIX.test(name) || CARRIER.test(name);
}

/** Words that a part of any program may be called; an instance number behind them tells no more. */
const GENERIC = new RegExp(
  `^(?:${[
    'main|root|app|apps|application|program|default|console|std(out|err)|output|out|err|errors?|log|logs|logger|logging|debug|info|trace|access|syslog|messages',
    'system|sys|core|common|base|util|utils|lib|libs|src|internal|pkg|cmd|bin|sbin|usr|opt|var|tmp|home|dist|build|target|classes|test|tests|impl|helpers?|shared|vendor',
    'server|servers|client|service|services|manager|managers|handlers?|controllers?|worker|workers|thread|threads|pool|pools|executor|exec|task|tasks|job|jobs|run|runs|process|proc',
    'rpc|rpcapi|http|https|wsgi|asgi|servlet|filter|filters|middleware|dispatcher|router|routes?|request|response|requestlog|session|connection|transport|engine|driver|drivers',
    'plugins?|hooks?|models?|views?|entity|entities|dao|repository|exceptions?|config|cfg|init|index|bootstrap|startup|node|host|local|localhost|current|latest|fail|failed|pass|passed|ok',
    'cluster|nio|ajp|tcp|udp|forkjoinpool|commonpool|scheduler|timer|event|events|flows|v\\d+|n',
  ].join('|')})$`,
  'i',
);

/** `number`: whether one at the end is a part of the name, as that of a host is in the name of its file. */
export function isGeneric(
  name: string,
  number: 'with its number' | 'whatever its number' = 'whatever its number',
): boolean {
  const plain = number === 'with its number' ? name : name.replace(/[-_.]?\d+$/, '');
  return GENERIC.test(plain) || !/\p{L}{2}/u.test(name);
}

/** Programs that start, watch or host others: what they write is mostly about another one, which the message names. */
const HOSTS_OF_OTHERS =
  /^(?:systemd|init|upstart|launchd|com\.apple\.xpc\.launchd|supervisord|runit|monit|kernel|vmkernel|kubelet|dockerd|containerd|crio|podman|service control manager|pm2|circusd)$/i;

export function speaksOfOthers(name: string): boolean {
  return HOSTS_OF_OTHERS.test(name);
}

/** Folders and loggers below a package that are a service of their own: 'nova.compute' is nova-compute, 'nova.virt' is only nova. */
const ROLE =
  /^(?:api|compute|volume|backup|conductor|scheduler|agent|registry|metadata|console|proxy|gateway|broker|consumer|producer|indexer|ingest|master|replica|coordinator|frontend|backend|web|auth|sync|replication|operator|webhook|collector|exporter|router|dhcp|l3)$/;

/** The service that a segment below a package stands for: 'compute', 'osapi_compute' -> 'api'; null: it is a part within one. */
export function roleOf(segment: string): string | null {
  if (/^(?:os)?api(?:_|$)/.test(segment)) return 'api';
  return ROLE.test(segment) ? segment : null;
}
