// What tables of contracts and of the simulation name, and what is shown of them by named(): English, which is the key, and simplified Chinese.
export const CONTRACTS = {
  'Windows and baseline': '窗口与基线',
  Detection: '检测',
  'Templates (Drain)': '模板（Drain）',
  'Times and chance': '时间与随机性',
  'Window, minutes': '窗口（分钟）',
  'Empty: 5, or the nearest size that gives at least 60 windows.':
    '留空：5，或能得到至少 60 个窗口的最接近的大小。',
  Baseline: '基线',
  'What the detectors take as normal.': '检测器视为正常的部分。',
  'Incidents that you know of': '已知的故障',
  'Thresholds can be measured against them in the Benchmark view. Detection never sees them.':
    '可在“基准测试”视图中用它们衡量阈值。检测过程看不到它们。',
  'None. Mark them on the timeline, or give a file of them in the Benchmark view. Detection never sees them.':
    '无。可在时间线上标记，或在“基准测试”视图中提供文件。检测过程看不到它们。',
  'Spans known to hold no incident': '已知不含故障的时段',
  'Of a truth file that lists none. What is confirmed there is a false alarm.':
    '来自未列出故障的真值文件。在那里确认的都是误报。',
  'Outages that you know of': '已知的中断',
  'One ISO 8601 time a line, beside the ones found in the log.':
    '每行一个 ISO 8601 时间，作为日志中发现的中断的补充。',
  'Marked as normal': '标为正常',
  'Templates take no part in detection; windows are never confirmed, and are learnt from.':
    '模板不参与检测；窗口永远不会被确认，并用于学习。',
  'Nothing. An incident, a template or a span of the timeline can be marked where it is shown.':
    '无。故障、模板或时间线上的时段可在其显示之处标记。',
  'LSTM runs on': 'LSTM 运行于',
  'auto: the first that works and agrees with the CPU on its first steps; a graphics processor is tried for large trainings, and has to be faster on this one.':
    'auto：选用第一个可用且前几步与 CPU 一致的后端；大型训练会尝试图形处理器，且须在本次训练中更快。',
  'LSTM epochs': 'LSTM 训练轮数',
  'Depth of the parse tree': '解析树深度',
  '3 to 8; 4 means one level for length and two for words.': '3 到 8；4 表示一层按长度、两层按词。',
  Similarity: '相似度',
  'Share of equal words for joining a template, 0 to 1.': '归入模板所需的相同词比例，0 到 1。',
  'Most children of a node': '节点的最大子节点数',
  Masks: '掩码',
  'JavaScript regular expressions; a match becomes <NAME> before templates are mined.':
    'JavaScript 正则表达式；在挖掘模板之前，匹配的内容会变为 <NAME>。',
  'Edits of templates': '模板编辑',
  'Done again after mining, in this order, on every run.': '每次运行在挖掘之后按此顺序重新执行。',
  'None. Select templates in the Templates view to merge, split or mark them; every later run does the same again.':
    '无。在“模板”视图中选择模板即可合并、拆分或标记；之后每次运行都会照此执行。',
  'Saved templates': '已保存的模板',
  'None. Open a miner_state.json (from the Exports of an analysis), and lines are matched against its templates first, which keep their ids.':
    '无。打开 miner_state.json（来自某个分析的导出），日志行会先与其中的模板匹配，模板编号保持不变。',
  'Zone of logs that state none': '未写明时区的日志所用时区',
  'UTC, a name such as Europe/Berlin, or an offset such as +02:00.':
    'UTC、Asia/Shanghai 这样的名称，或 +08:00 这样的偏移。',
  'Year of logs that state none': '未写明年份的日志所用年份',
  'Empty: from the date of the file.': '留空：取自文件日期。',
  'Same bytes, same settings, same seed: same result.': '字节相同、设置相同、种子相同，结果就相同。',
  Format: '格式',
  'Day or month first': '日在前或月在前',
  'Read in zone': '读取所用时区',
  'Time saved, an estimate': '节省时间（估算）',
  'Nobody measured these minutes on your team: put in your own. A task counts only in incidents where its result was found. The estimate stands here alone, in no ticket and no export.':
    '这些分钟数并非在你的团队实测：请填入你自己的数值。任务只在得出其结果的故障中计入。此估算仅在此处，不写入工单或导出。',
  'Who writes the summary': '摘要由谁撰写',
  'A language model may put what was found into prose; the ticket is complete without one.':
    '语言模型可以把发现的内容写成文字；没有它工单也是完整的。',
  'Template of the ticket': '工单模板',
  'Markdown with placeholders such as {{title}}, {{impact}}, {{events}}, {{cause}} and {{evidence}}. Empty: the ticket as it is.':
    '带有 {{title}}、{{impact}}、{{events}}、{{cause}}、{{evidence}} 等占位符的 Markdown。留空：工单保持原样。',
  'Files that share nothing': '互不相干的文件',
  'Neither time nor hosts nor kind. From the next drop on; the Files view joins and parts what is open.':
    '时间、主机和类型都不相同。从下一次拖入起生效；“文件”视图可合并或分开已打开的分析。',
  'Threshold of the Rolling baseline, factor': '滚动基线的阈值系数',
  'Threshold of the Isolation Forest, factor': '孤立森林的阈值系数',
  'Threshold of the LSTM autoencoder, factor': 'LSTM 自编码器的阈值系数',
  '1: as learnt. Above 1: fewer votes. 0.1 to 10.': '1：按学习所得。大于 1：投票更少。0.1 到 10。',
  'the window': '窗口',
  'the baseline': '基线',
  'templates (Drain)': '模板（Drain）',
  detection: '检测',
  'the zone': '时区',
  'the year': '年份',
  'marked outages': '标记的中断',
  'what is marked as normal': '标为正常的内容',
  'incidents that you know of': '已知的故障',
  'spans known to hold no incident': '已知不含故障的时段',
  'the estimate': '估算',
  'who writes the summary': '摘要由谁撰写',
  'the template of the ticket': '工单模板',
  'what is analysed apart': '哪些分开分析',
  'choices for files': '文件的选择',
  'the seed': '种子',
  'Rolling baseline': '滚动基线',
  'rolling baseline': '滚动基线',
  'Compares each window with all that was normal before it: what is new, what rose, what fell, what is missing.':
    '将每个窗口与此前所有正常内容比较：什么是新的、什么上升、什么下降、什么缺失。',
  'Isolation Forest': '孤立森林',
  forest: '孤立森林',
  'Asks how easily a window is set apart from those of the baseline by its volume, levels and kinds of records.':
    '根据数量、级别和记录种类，判断一个窗口有多容易与基线窗口区分开。',
  'LSTM autoencoder': 'LSTM 自编码器',
  'Learns how windows follow one another in the baseline, and how far each later one is from what it would expect.':
    '学习基线中窗口如何前后相继，以及之后每个窗口与预期相差多少。',
  Habits: '习惯',
  habits: '习惯',
  'What nearly all sessions do and this one does not, or the other way round; and how often.':
    '几乎所有会话都做而此会话没做的事，或反之；以及次数。',
  'How long, how mixed, how rare and how slow a session is, against those learnt from.':
    '与学习所用的会话相比，一个会话有多长、多杂、多罕见、多慢。',
  'LSTM, next event': 'LSTM，下一事件',
  'Which event is expected after those before it.': '在之前的事件之后预期出现哪个事件。',
  log: '日志',
  logs: '个日志',
  'list of events': '事件列表',
  'lists of events': '个事件列表',
  'configuration file': '配置文件',
  'configuration files': '个配置文件',
  'command output': '命令输出',
  'command outputs': '个命令输出',
  'other text': '其他文本',
  'other texts': '个其他文本',
  'binary file': '二进制文件',
  'binary files': '个二进制文件',
  'empty file': '空文件',
  'empty files': '个空文件',
  Share: '分享',
  Results: '结果',
  Data: '数据',
  Lake: '数据湖',
  'The ticket of the gravest incident, as Markdown.': '最严重故障的工单，Markdown 格式。',
  'The same ticket with its parts apart, for a script.': '同一工单按部分拆开，供脚本使用。',
  'Body of a Jira issue (Atlassian Document Format); add project and type.':
    'Jira 事务的正文（Atlassian Document Format）；需补充项目和类型。',
  'Title and body of a GitHub issue.': 'GitHub issue 的标题和正文。',
  'Body for the PagerDuty Events API v2; your routing key is not in it.':
    'PagerDuty Events API v2 的正文；不含你的 routing key。',
  'The whole analysis as one page that opens from disk with no network and runs no script; printable.':
    '整个分析合为一页，可离线从磁盘打开，不运行脚本；可打印。',
  'The whole analysis with its pins, for Harbinger in another browser: drop it there. The log itself is not in it.':
    '整个分析连同固定的行，供其他浏览器中的 Harbinger 使用：拖入即可。不含日志本身。',
  'The logs with stable pseudonyms for secrets, e-mail addresses and network addresses; analysed again, they give the same templates, windows and verdict.':
    '以固定化名替换机密、电子邮件地址和网络地址的日志；重新分析会得到相同的模板、窗口和结论。',
  'The lines that you pinned, with your notes.': '你固定的行，附你的备注。',
  'All incidents: evidence, runbooks, changes, hypotheses.': '所有故障：证据、运行手册、变更、假设。',
  'Settings and their hash, files and fingerprints, detectors, times, bytes sent.':
    '设置及其哈希、文件与指纹、检测器、用时、发送的字节数。',
  'Every window: three scores, three votes, confirmed or to be watched.':
    '每个窗口：三个分数、三票，已确认或待观察。',
  'Every session by identifier: its score, whether it is odd, and the score and vote of each detector.':
    '按标识符列出每个会话：分数、是否异常，以及各检测器的分数和投票。',
  'Every template: count, first and last seen, level.': '每个模板：数量、首次和最后出现、级别。',
  'The templates with their masks and edits. Dropped together with another log, it gives that log the same template ids.':
    '模板及其掩码和编辑。与另一日志一起拖入，可使该日志得到相同的模板编号。',
  'Lead and detection times beside a plain error-rate threshold.': '与简单错误率阈值对比的提前量和检测时间。',
  'Every feature of every window, with scores and votes.': '每个窗口的每个特征，含分数和投票。',
  'Records of every window by template, level and status, with the first of them. Dropped together with feature_windows.parquet, and template_lines.parquet where lines may be kept, it is judged again without the log.':
    '每个窗口按模板、级别和状态统计的记录数及其中第一条。与 feature_windows.parquet（以及在可保留日志行时的 template_lines.parquet）一起拖入，即可在没有日志的情况下重新评判。',
  'The records that template_windows.parquet points at, line by line: what tickets quote.':
    'template_windows.parquet 所指的记录，逐行列出：工单引用的内容。',
  'Every record with time, level, status, source, template and message; zstd.':
    '每条记录的时间、级别、状态、来源、模板和消息；zstd。',
  'The same as CSV; large. Cells that a spreadsheet would run are guarded.':
    '同样内容的 CSV；较大。会被电子表格执行的单元格已作防护。',
  'The rows of structured_logs.parquet as date=2026-03-12/component=NAME/part-0.parquet, for DuckDB, Spark, Trino, Athena and ClickHouse, which then read only the days, components and times that are asked for.':
    'structured_logs.parquet 的行，按 date=2026-03-12/component=NAME/part-0.parquet 存放，供 DuckDB、Spark、Trino、Athena 和 ClickHouse 使用，只读取所查询的日期、组件和时间。',
  'How the same counting is run by a database over a lake of logs, and how far it reads as this page does.':
    '如何用数据库在日志数据湖上做同样的统计，以及与此页面的读取有多一致。',
  'The templates, formats and windows of this analysis as SQL for DuckDB.':
    '此分析的模板、格式和窗口，写为 DuckDB 的 SQL。',
  'The templates, formats and windows of this analysis as SQL for ClickHouse.':
    '此分析的模板、格式和窗口，写为 ClickHouse 的 SQL。',
  'The templates, formats and windows of this analysis as SQL for Spark SQL.':
    '此分析的模板、格式和窗口，写为 Spark SQL 的 SQL。',
  'The templates, formats and windows of this analysis as SQL for Trino and Athena.':
    '此分析的模板、格式和窗口，写为 Trino 和 Athena 的 SQL。',
  'Errors by component and hour': '按组件和小时统计错误',
  'Top templates by count': '数量最多的模板',
  'Percentiles of a number in lines (ms), by minute': '日志行中数值（ms）的百分位数，按分钟',
  'Lines around the gravest incident': '最严重故障前后的日志行',
  'Templates that are new in the second half': '后半段新出现的模板',
  'Windows: records, errors and who voted': '窗口：记录数、错误数及投票者',
  'Who writes how much, at which level': '谁写了多少日志、什么级别',
  'Evidence of every incident': '每个故障的证据',
  'Sessions that were voted anomalous': '被投票判为异常的会话',
  'A certificate expires': '证书过期',
  'Renewal of a certificate fails for its last half hour, then every TLS handshake with the payment service fails.':
    '证书在最后半小时内续期失败，随后与支付服务的每次 TLS 握手都失败。',
  'Three quiet weeks': '平静的三周',
  'Twenty-one days of one application with weekends, nightly and weekly jobs and deployments, but no incident: nothing should be reported.':
    '一个应用的二十一天，含周末、夜间和每周任务以及部署，但没有故障：不应报告任何内容。',
  'A quiet day': '平静的一天',
  'Twenty-four hours with deployments, nightly jobs and noise, but no incident: nothing should be reported.':
    '二十四小时，含部署、夜间任务和噪声，但没有故障：不应报告任何内容。',
  'A clock runs ahead': '时钟走快',
  'A compute host loses its time servers, its clock runs ahead for half an hour, then its tokens are refused and requests fail.':
    '一台计算主机失去时间服务器，时钟在半小时内走快，随后其令牌被拒，请求失败。',
  'A DataNode dies': 'DataNode 失效',
  'A disk of one DataNode slows down and throws errors for half an hour, then the node is lost and blocks with it.':
    '某个 DataNode 的磁盘在半小时内变慢并报错，随后节点丢失，块也随之丢失。',
  'Disks fill up': '磁盘写满',
  'Retention of temporary data is switched off, the disks of the DataNodes fill for half an hour, then no write succeeds.':
    '临时数据的清理被关闭，DataNode 的磁盘在半小时内写满，随后所有写入都失败。',
  'A memory leak ends in an OOM kill': '内存泄漏导致 OOM',
  'A cache without a bound fills the heap for half an hour, then the process is killed for want of memory and restarts in a loop.':
    '无上限的缓存在半小时内占满堆，随后进程因内存不足被终止并反复重启。',
  'A noisy neighbour': '吵闹的邻居',
  'Another tenant takes processor time for forty minutes: everything is slower, nothing fails, there is no outage to warn of.':
    '另一租户占用处理器四十分钟：一切变慢，但没有失败，也没有可预警的中断。',
  'A connection pool runs dry': '连接池耗尽',
  'A deployment drops an index, queries slow down for half an hour, then the database connection pool is empty and most requests fail.':
    '一次部署删除了索引，查询在半小时内变慢，随后数据库连接池耗尽，大多数请求失败。',
  'A retry storm': '重试风暴',
  'Retries without a pause multiply the calls to a slow payment service until no thread is left to serve requests.':
    '不间断的重试使对缓慢的支付服务的调用成倍增加，直到没有线程可处理请求。',
} as const;
