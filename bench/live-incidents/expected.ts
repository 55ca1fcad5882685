// Which words count as right about each incident of the hold-out: written, and committed, before any of its logs was first read by the product. Times and causes are in
// truth.json. Used to score, never to set anything.

export interface ExpectedWords {
  /** The faulty component, under any name that leads to it. */
  readonly component: RegExp;
  /** Words of the right cause. */
  readonly cause: RegExp;
  /** A line that is the first symptom, or of the same kind. */
  readonly symptom: RegExp;
}

export const EXPECTED_WORDS: Readonly<Record<string, ExpectedWords>> = {
  shop: {
    component: /postgres|database|\borders\b/i,
    cause: /\block/i,
    symptom:
      /still waiting for|canceling statement|QueryCanceled|statement timeout|upstream timed out|-> 500| 50[04] /,
  },
  billing: {
    component: /postgres|database|connection|pool|billing/i,
    cause:
      /too many (clients|connections)|connection pool|pool .*exhausted|connections? .*(exhausted|leak|limit)|connection slots/i,
    symptom: /in use, server limit|too many clients|could not get a connection|remaining connection slots/,
  },
  wiki: {
    component: /mariadb|mysql|innodb|database|attachments/i,
    cause: /disk|full|space/i,
    symptom: /is full|No space left|Errcode: 28|Disk (is )?full|save failed/,
  },
  edge: {
    component: /catalog|app[12]\b|haproxy|backend/i,
    cause: /backend|upstream|server .*(down|gone)|no server|proxy/i,
    symptom: /is DOWN|no server available|<NOSRV>|SC--|Layer4| 50[23] /,
  },
  search: {
    component: /search|upstream|nginx/i,
    cause: /slow|latenc|index|overload/i,
    symptom:
      /"took_ms": ?\d{3,}|upstream timed out| 504 |HTTP\/1\.1" \d+ \d+ "-" "[^"]*" [1-9]\.|query served/,
  },
  payments: {
    component: /gateway|payments|certificate|nginx/i,
    cause: /certificat|TLS/i,
    symptom: /certificate|CERTIFICATE|charge failed|alert number|SSL_do_handshake/,
  },
  sessions: {
    component: /redis|sessions/i,
    cause: /permission|snapshot|persist|RDB|disk|writable/i,
    symptom: /Permission denied|MISCONF|Background saving error|Failed opening/,
  },
  orders: {
    component: /worker|queue|publisher|orders/i,
    cause: /consumer|backlog|queue|worker|KeyError|exception|defect/i,
    symptom: /KeyError|Traceback|holds \d+ messages|not accepted|closing AMQP connection|unexpectedly closed/,
  },
  proxy: {
    component: /named|dns|resolver|squid|5454/i,
    cause: /\bDNS\b|name (server|resolution)|resolv/i,
    symptom: /connection refused resolving|SERVFAIL|\/503 |unexpected RCODE|timed out resolving|query failed/,
  },
  portal: {
    component: /apache|proxy|portal|backend|httpd/i,
    cause: /config|backend|upstream|refused|reload|proxy/i,
    symptom: /AH00957|AH01114|" 503 |Connection refused|SIGUSR1|Graceful/,
  },
  mail: {
    component: /dovecot|imap|auth|login/i,
    cause: /brute|guess|attack|log.?ins?\b|password/i,
    symptom: /auth failed|unknown user|password mismatch|Password mismatch|Aborted login|Disconnected.*auth/i,
  },
  stock: {
    component: /replica|slave|mariadb|stock/i,
    cause: /replica|duplicate/i,
    symptom: /Duplicate entry|1062|Slave SQL|is stale|refused: replica/,
  },
  flags: {
    component: /etcd|flags|quorum|\bn[123]\b|raft/i,
    cause: /quorum|etcd|member|peer/i,
    symptom:
      /lost (the TCP streaming|leader)|lost TCP streaming|became inactive|peer became|prober|not saved|failed to reach|no leader|dial tcp|stream closed|timed out/i,
  },
  intake: {
    component: /intake|heap|catalina|java|jvm|tomcat|upload_jsp|memory/i,
    cause: /heap|memory|leak/i,
    symptom: /heap low|OutOfMemoryError|Pause Full|Java heap space/,
  },
  gate: {
    component: /gate/i,
    cause: /clock|time.*(step|jump|skew|wrong)|token.*(expired|valid)/i,
    symptom: /token expired|token not yet valid/,
  },
};
