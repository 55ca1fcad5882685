// What a right answer to each incident of the labelled logs says. Names and causes are those of truth.json; where it takes a judgement which
// words count, it stands here. Used to score, never to set anything.

export interface Expected {
  /** Start of the true incident as its truth states it; null: the log is judged by its run. */
  readonly outageStart: string | null;
  /** The faulty component, under any name that leads to it. */
  readonly component: RegExp;
  /** Words of the right cause. */
  readonly cause: RegExp;
  /** A line that is the first symptom, or of the same kind. */
  readonly symptom: RegExp;
}

/** Incidents that lie in the baseline are not asked for. */
export const EXPECTED: Readonly<Record<string, readonly Expected[]>> = {
  openstack_v1: [
    {
      outageStart: '2024-03-01T04:31:34.877Z',
      component: /nova/i,
      cause: /volume|attach/i,
      symptom: /nova\S* .*(attach|volume|power state|deprecated)/i,
    },
  ],
  openstack_v2: [
    {
      outageStart: '2024-03-02T04:30:30.235Z',
      component: /nova/i,
      cause: /instance|build|schedul/i,
      symptom: /nova\S* /i,
    },
  ],
  openstack_v3: [
    {
      outageStart: '2024-03-03T05:08:51.378Z',
      component: /neutron/i,
      cause: /defect|exception|network/i,
      symptom: /POST failed|Exception|status: 500/,
    },
  ],
  openstack_v4: [
    {
      outageStart: '2024-03-04T04:43:44.829Z',
      component: /cinder/i,
      cause: /defect|NoneType|image|volume/i,
      symptom: /cinder.*(Traceback|NoneType|Error|TypeError)|Exception during message handling/i,
    },
  ],
  openstack_v5: [
    {
      outageStart: '2024-03-05T05:20:29.364Z',
      component: /neutron|dhcp/i,
      cause: /dhcp|agent|network/i,
      symptom: /dhcp|agents/i,
    },
  ],
  openstack_v7: [
    {
      outageStart: '2018-06-26T03:29:51.601Z',
      component: /nova/i,
      cause: /volume|attach/i,
      symptom: /nova\S* /i,
    },
    {
      outageStart: '2018-06-26T04:11:55.488Z',
      component: /nova|libvirt/i,
      cause: /volume|attach|defect/i,
      symptom: /attach|libvirt/i,
    },
    {
      outageStart: '2018-06-26T13:06:14.691Z',
      component: /nova/i,
      cause: /defect|exception|TypeError/i,
      symptom: /Unexpected exception in API method|TypeError/,
    },
  ],
  openstack_v8: [
    {
      outageStart: '2024-03-08T05:16:26.046Z',
      component: /cinder/i,
      cause: /defect|TypeError|arguments/i,
      symptom: /_notify_about_volume_usage/,
    },
  ],
  galera_pxc_node1: [
    {
      outageStart: '2023-03-16T18:09:41Z',
      component: /node1|mysqld|galera|wsrep|mysql/i,
      cause: /bootstrap|shut ?down|signal/i,
      symptom: /shutdown|bootstrap|signal/i,
    },
    {
      outageStart: '2023-03-18T19:17:37Z',
      component: /node1|mysqld|galera|wsrep|mysql/i,
      cause: /IST|state transfer|cluster|shut ?down|signal/i,
      symptom: /shutdown|IST|history|signal/i,
    },
    {
      outageStart: '2023-03-19T06:18:47Z',
      component: /node1|mysqld|galera|wsrep|mysql/i,
      cause: /cluster|shut ?down|signal/i,
      symptom: /shutdown|signal/i,
    },
  ],
  linux_combo: [
    {
      outageStart: '2005-11-15T04:30:29Z',
      component: /kernel|httpd|memory/i,
      cause: /memory/i,
      symptom: /Out of Memory/i,
    },
  ],
  dse205_solr_errors: [
    {
      outageStart: '2020-01-10T16:38:08Z',
      component: /solr|my_table|cql|cassandra/i,
      cause: /query|quer|parse|solr|field/i,
      symptom: /ERROR .*(Solr|LocalMessageServer|SolrException|query)/i,
    },
  ],
  os_syslog_cephosd: [
    {
      outageStart: '2022-02-10T09:10:53Z',
      component: /ceph-osd|osd/i,
      cause: /keyring|keys?\b|start|mon config/i,
      symptom: /keyring|ceph-osd/i,
    },
  ],
  ceph_pgs_down: [
    {
      outageStart: '2022-02-10T00:00:36Z',
      component: /osd|ceph/i,
      cause: /osd|placement|pgs? /i,
      symptom: /osd.*down|pgs.*(down|unavail|inactive)|PG_AVAIL/i,
    },
  ],
};
