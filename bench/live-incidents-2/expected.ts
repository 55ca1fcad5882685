// Which words count as right about each incident of the second hold-out: written, and committed, before any of its logs was first read by the product. Times and causes
// are in truth.json. Used to score, never to set anything.
import type { ExpectedWords } from '../live-incidents/expected';

export const EXPECTED_WORDS_2: Readonly<Record<string, ExpectedWords>> = {
  ledger: {
    component: /postgres|database|ledger|accounts|transfer/i,
    cause: /deadlock|wait for each other|lock each other/i,
    symptom: /deadlock detected|DeadlockDetected|not booked|waits for ShareLock/,
  },
  catalogue: {
    component: /catalogue/i,
    cause: /deploy|release|version|defect|roll(ed|ing)? ?(out|back)|TypeError/i,
    symptom: /request failed|Cannot read properties|TypeError|" 500 |"status":500|3\.8\.0/,
  },
  media: {
    component: /media|thumbs/i,
    cause: /file descriptor|descriptors|open files|files open/i,
    symptom: /Too many open files|could not render|files open/,
  },
  spool: {
    component: /ingest|spool|node/i,
    cause: /inode/i,
    symptom: /No space left on device|inodes_free|preview job/,
  },
  quotes: {
    component: /quotes|rates/i,
    cause: /rate.?limit|429|too many requests|quota|throttl/i,
    symptom: /429|no quote for|Retry-After|"status": 503/,
  },
  reports: {
    component: /report|render/i,
    cause: /thread pool|pool|executor|slow|renderer/i,
    symptom:
      /refused|RejectedExecution|not ready within|elapsed_ms"?: ?\d{5}|ready in \d{5} ms|active=6 queued=[1-8]/,
  },
  news: {
    component: /news|cache/i,
    cause: /cache|stampede/i,
    symptom: /cache=miss|not rendered in time|cache\/flush|hit ratio/,
  },
  staff: {
    component: /staff|portal|slapd|directory|ldap|svc-portal/i,
    cause: /password|credential|bind/i,
    symptom: /Invalid credentials|err=49|sign-in not possible/,
  },
  dispatch: {
    component: /dispatch|postfix|smtp|mail|relay|qmgr/i,
    cause: /relay|mail queue|deferred|mail server|next hop|delivery/i,
    symptom: /status=deferred|451 4\.3\.2|queue is long|System not accepting/,
  },
  telemetry: {
    component: /telemetry|writer|collector|consumer|tube/i,
    cause: /consumer|backlog|queue|writer|silent|hang|hung|stuck/i,
    symptom: /jobs wait|dropped|written to shard/,
  },
  grader: {
    component: /grader-3/i,
    cause: /worker|grader-3|process|silent|died|dead|stopped/i,
    symptom: /not done by grader-3|submission graded|given to another/,
  },
  feeds: {
    component: /\br2\b|replica|redis|feeds/i,
    cause: /replica|\br2\b|redis|not answer|timed? ?out|retr/i,
    symptom: /read failed, trying next|Timeout reading|[Tt]imedout replica|MASTER|replica/,
  },
  idp: {
    component: /idp|sso|certificate/i,
    cause: /certificat|TLS/i,
    symptom:
      /certificate ends in [0-4] min|certificate has expired|no longer valid|not issued|SSL_do_handshake|alert/,
  },
  egress: {
    component: /squid|proxy|egress|partner-sync/i,
    cause: /config|squid|proxy|unrecognized|Bungled|refused/i,
    symptom: /Bungled|not pulled through|Connection refused|FATAL|unrecognized|Reconfiguring/,
  },
  resolver: {
    component: /inventory|dns|named|svc\.example|checkout|resolver/i,
    cause: /\bDNS\b|name (server|resolution)|resolv|zone|record/i,
    symptom: /not reached|not known|No address associated|loaded serial 2026113003/,
  },
  readings: {
    component: /postgres|readings|standby|database|replica/i,
    cause: /standby|replica/i,
    symptom: /replication timeout|on the primary only|canceling wait for synchronous|walsender/,
  },
  basket: {
    component: /basket/i,
    cause: /heap|memory/i,
    symptom:
      /memory is getting short|heap out of memory|heap limit|not expected|Mark-[Cc]ompact|heap_used_mb/,
  },
  tide: {
    component: /gauge|tide/i,
    cause: /silent|silence|no (line|record)|nothing was written|stopped/i,
    symptom: /level \d|sent \d+ samples/,
  },
};
