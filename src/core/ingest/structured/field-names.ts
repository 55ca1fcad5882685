/** Usual names of the fields of structured logs, by what they hold; best names first. */
export type FieldRole = 'time' | 'level' | 'message' | 'source';
/** What completes a time that another field states: its day, the parts of its second, its offset from UTC. */
export type CompanionRole = 'date' | 'millis' | 'micros' | 'nanos' | 'zone';
/** status: of a response. */
export type WantedRole = FieldRole | CompanionRole | 'status';

const names = (text: string): readonly string[] => text.split(/,\s+/);

export const FIELD_NAMES: Readonly<Record<FieldRole, readonly string[]>> = {
  time: names(`timestamp, @timestamp, time, ts, datetime, date, t, asctime, eventtime, event_time, @t,
    timestampms, created_at, createdat, instant, logged_at, time_local, date and time, timecreated,
    start_time, timeunixnano, observedtimeunixnano, __realtime_timestamp, timemillis, $date,
    start-date, _time, timegenerated, timegenerated [utc], date/time, log_time, utctime, @time,
    _timestamp, time_iso8601, timereported, eventtimestamp, event_timestamp, event.created,
    log_timestamp, logtimestamp, logtime, log.time, logdate, log_date, datetimeutc, date_time,
    isodate, iso_date, iso8601, iso_timestamp, timestamp_utc, utc_timestamp, utc_time,
    timestamp_iso8601, timestamp_ms, ts_ms, time_ms, timestamp_us, timestampunixnano, time_unix_nano,
    timestamp_ns, unixtime, unix_time, unixtimestamp, unix_timestamp, epoch, epochmillis, epoch_ms,
    epochsecond, msec, eventdate, event_date, eventgeneratedtime, eventreceivedtime, received,
    receivedat, received_at, requestreceivedtimestamp, stagetimestamp, request_time_utc, occurred_at,
    occurredat, happened_at, published_at, createdate, create_time, created, creationtimestamp,
    lasttimestamp, firsttimestamp, when, at, syslog_timestamp, device_time, starttime,
    edgestarttimestamp, startutc, startlocal, systemtime, time_generated, timecreatedutc, datum,
    heure, fecha, hora, zeit, zeitstempel, ingestiontime, @ingesttimestamp, clock-time, datum und uhrzeit,
    date et heure, fecha y hora, data e ora, data e hora, 日付と時刻, 日時, 日付, 时间, 日期和时间, 時間, дата и время`),
  level: names(`level, severity, loglevel, log_level, log.level, lvl, levelname, level_name, @l, priority,
    severitytext, severity_text, errorcode, error_code, status, status_code, statuscode, http_status,
    response_code, s, leveldisplayname, entrytype, log level, @level, _level, severity_name,
    severityname, severitylevel, severity_level, severity_label, log_severity, logseverity,
    log.severity, levelstr, level_str, leveltext, level_text, levelnumber, sev, loglvl, log_lvl,
    logger_level, log-level, event_level, eventlevel, event.severity, prio, pri, syslog_severity,
    syslogseverity, syslogseverity-text, pri_text, severitynumber, severity_number, severity-text,
    error_severity, criticality, urgency, verbosity, niveau, stufe, nivel, msg_level, message_level,
    type_level, ebene, nível, livello, レベル, 重要度, 级别, 等級, уровень, levelno, level_no, levelvalue, level_value, levelnum, level_num, level_int`),
  message:
    names(`message, msg, content, @m, @mt, text, log, event, body, description, short_message, textpayload,
    error, details, stringvalue, _raw, resultdescription, full_message, log_message, @message, _msg,
    _message, logmessage, logentry, log_entry, line, logline, log_line, rawmessage, raw_message,
    rawmsg, raw, eventmessage, event_message, event.original, event_original, messagetext,
    message_text, formattedmessage, formatted_message, renderedmessage, rendered_message,
    messagetemplate, msgtxt, jsonpayload, payload, summary, title, body_text, data, info, note,
    meldetext, メッセージ, 消息, 訊息, сообщение, reason, comment, desc, output, entry, statement, nachricht, meldung, texte, mensaje, messaggio`),
  source:
    names(`logger, logger_name, loggername, log.logger, source, component, service, service.name, module,
    name, app, application, subsystem, tag, program, process, caller, host, hostname, container,
    _systemd_unit, syslog_identifier, thread, sourcecontext, eventsource, c, providername, provider.name,
    provider.#attributes.name, target,
    @module, @logger, loggingclass, category, categoryname, class, classname, channel, facility,
    appname, app_name, app-name, programname, processname, servicename, service_name, component_name,
    pod_name, pod, container_name, containername, syslog_tag, unit, ident, quelle, origen, origine, ソース, 来源, источник, event name`),
};

const RANKS = new Map<FieldRole, ReadonlyMap<string, number>>(
  (['time', 'level', 'message', 'source'] as const).map((role) => [
    role,
    new Map(FIELD_NAMES[role].map((name, rank) => [name, rank])),
  ]),
);

/** Rank of a name for a role, 0 best; -1: not a name of that role. */
export function rankOfName(role: FieldRole, name: string): number {
  return RANKS.get(role)!.get(name.trim().toLowerCase()) ?? -1;
}

/** Rank of a dotted path: by its whole name, else by the name that it ends with, which ranks behind those less deep. */
export function rankOfPath(role: FieldRole, path: string): number {
  let name = path;
  for (let depth = 0; ; depth++) {
    const rank = rankOfName(role, name);
    if (rank >= 0) return rank + depth * FIELD_NAMES[role].length;
    const dot = name.indexOf('.');
    if (dot < 0) return -1;
    name = name.slice(dot + 1);
  }
}
