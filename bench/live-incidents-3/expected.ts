// Which words count as right about each incident of the third hold-out: written, and committed, before any of its logs was first read by the product. Its logs are written, as
// the systems print, and not of real runs. Times and causes are in truth.json. Used to score, never to set anything.
import type { ExpectedWords } from '../live-incidents/expected';

export const EXPECTED_WORDS_3: Readonly<Record<string, ExpectedWords>> = {
  clicks: {
    component: /kafka|broker|clicks|click-intake/i,
    cause:
      /in-sync|\bISR\b|disk|input\/output|log dir|broker.*(?:down|stopped|shut)|replicas?\b.*(?:behind|out of sync|fewer)/i,
    symptom:
      /Input\/output error|NotEnoughReplicas|NOT_ENOUGH_REPLICAS|Shrinking ISR|Shutdown broker|failed log directory/,
  },
  registry: {
    component: /etcd|registry/i,
    cause: /etcd|fdatasync|slow disk/i,
    symptom: /slow fdatasync|took too long|lost leader|request timed out/,
  },
  votes: {
    component: /redis|votes/i,
    cause: /redis.*(?:memory|maxmemory)|maxmemory|memory limit/i,
    symptom: /OOM command not allowed|maxmemory/,
  },
  find: {
    component: /elasticsearch|es-data-2|item-indexer|indexer|items/i,
    cause: /disk|watermark|read-only/i,
    symptom: /watermark|cluster_block_exception/,
  },
  parcels: {
    component: /rabbit|broker|parcel|scan/i,
    cause: /memory (?:alarm|watermark|limit|resource)|blocks? .*publish|publish.*blocked|low on memory/i,
    symptom: /memory resource limit|vm_memory_high_watermark|low on memory|not published/,
  },
  claims: {
    component: /claims|identity|certificate/i,
    cause: /certificate.*expired|expired.*certificate/i,
    symptom: /certificate has expired|CERT_HAS_EXPIRED|" 502 /,
  },
  booking: {
    component: /booking|hikari|pool/i,
    cause: /connection pool|pool .*(?:used up|exhaust)|leak/i,
    symptom: /Connection is not available|leak detect/,
  },
  payroll: {
    component: /postgres|database|payroll/i,
    cause: /disk|no space|\bfull\b/i,
    symptom: /No space left|archive command failed|archiving write-ahead|Connection refused/,
  },
  nodes: {
    component: /worker-2|node|kubelet|profile|edge/i,
    cause: /node.*(?:not ready|memory|pressure)|not ?ready|evict|memory/i,
    symptom:
      /attempting to reclaim|EvictionThresholdMet|NodeNotReady|no healthy upstream|low on resource|Insufficient memory/,
  },
  invoices: {
    component: /mysql|db-2|replica|invoices/i,
    cause: /replica(?:tion)?\b.*(?:stop|lag|behind|broken|error|fail)|replication/i,
    symptom: /Replica SQL|Error_code|not found on replica|seconds_behind_source/,
  },
  orders: {
    component: /orders|\bgc\b|heap|jvm/i,
    cause: /heap|memory|garbage/i,
    symptom: /Pause Full|not placed|placed in \d{4,5} ms/,
  },
  relay: {
    component: /conntrack|relay|kernel/i,
    cause: /conntrack|connection tracking|table (?:is )?full|drop(?:s|ping|ped) packets?/i,
    symptom: /table full|i\/o timeout/,
  },
  scans: {
    component: /nas-1|nfs|scan|ocr/i,
    cause: /\bnfs\b|file server|nas-1|hung|blocked|storage/i,
    symptom: /not responding|blocked for more than|not read within/,
  },
};
