// Of src/ui/landing: English, which is the key, and simplified Chinese.
export const LANDING = {
  'Other scenarios': '其他场景',
  'Demo scenarios': '演示场景',
  Scenario: '场景',
  Seed: '种子',
  'same seed, same bytes': '种子相同，字节相同',
  'Simulate and analyse': '模拟并分析',
  'Files to analyse': '要分析的文件',
  'Drop log files or a folder here': '将日志文件或文件夹拖到这里',
  'Several files are merged by time; what shares nothing is analysed apart. Add a CSV or JSON of changes and it is matched against what broke.':
    '多个文件按时间合并；互不相干的分开分析。可附上变更的 CSV 或 JSON，与故障进行比对。',
  'Choose files': '选择文件',
  'Choose folder': '选择文件夹',
  'No log at hand?': '手头没有日志？',
  Applications: '应用',
  'log4j, logback, Python, Go, winston, pino, bunyan, JSON lines, logfmt':
    'log4j、logback、Python、Go、winston、pino、bunyan、JSON lines、logfmt',
  Systems: '系统',
  'syslog, journald (binary journals too), auditd, dpkg, Android logcat, Windows events (.evtx too)':
    'syslog、journald（包括二进制日志）、auditd、dpkg、Android logcat、Windows 事件（包括 .evtx）',
  Web: 'Web',
  'nginx, Apache, IIS, load balancers: access and error logs':
    'nginx、Apache、IIS、负载均衡：访问日志和错误日志',
  Containers: '容器',
  'Docker, Kubernetes (CRI, klog)': 'Docker、Kubernetes（CRI、klog）',
  Databases: '数据库',
  'PostgreSQL, MySQL, Redis': 'PostgreSQL、MySQL、Redis',
  Clusters: '集群',
  'HDFS, Spark, Kafka, ZooKeeper, OpenStack, BGL': 'HDFS、Spark、Kafka、ZooKeeper、OpenStack、BGL',
  'CSV with a header': '带表头的 CSV',
  'Anything else': '其他任何内容',
  'lines with a time somewhere, or with none: templates still work':
    '某处带有时间的行，或没有时间的行：模板同样可用',
  'What it reads': '支持读取的内容',
  'gzip, zstd, xz, bzip2, zip and tar are opened as they are. Stack traces stay with their record; unknown lines are kept and counted.':
    'gzip、zstd、xz、bzip2、zip 和 tar 可直接打开。堆栈跟踪与其记录保持在一起；无法识别的行会保留并计数。',
  'Recent analyses': '最近的分析',
  'The history of this browser cannot be used: {error}. Analyses work without it.':
    '无法使用此浏览器的历史记录：{error}。分析不受影响。',
  'None yet. The last ten stay in this browser and reopen without reading the files again.':
    '暂无。最近十个分析会保存在此浏览器中，重新打开时无需再读取文件。',
  'Save the result as JSON': '将结果保存为 JSON',
  'Save the result of {name} as JSON': '将 {name} 的结果保存为 JSON',
  'Delete {name}': '删除 {name}',
  'Drop a log. Learn what is {em}, or what broke and why.':
    '拖入日志，了解什么{em}，或者什么出了问题以及为什么。',
  'about to break': '即将出问题',
  'Harbinger reads log files in this browser, learns what is normal for them, and writes an incident ticket in which every sentence points at lines of your own log.':
    'Harbinger 在此浏览器中读取日志文件，学习它们的正常状态，并撰写故障工单，其中每一句话都指向你自己日志中的行。',
  'What was opened': '打开的内容',
  'The history of this browser': '此浏览器的历史记录',
  'The settings': '设置',
  'This link leads into an analysis that this browser does not keep. Give it the same files, and the place that it names opens.':
    '此链接指向的分析没有保存在这个浏览器中。提供相同的文件，就会打开链接所指的位置。',
  'The page ended while {logtext} {isWord} being analysed. Drop the same files again to go on; analyses that were kept are below, untouched.':
    '页面在分析 {logtext} 时被关闭。重新拖入相同的文件即可继续；已保存的分析在下方，未受影响。',
  'What happens to your data': '你的数据会怎样',
  '{strong} The page tells the browser to refuse every connection to another machine, for itself and for its workers.':
    '{strong}页面要求浏览器拒绝与其他机器的任何连接，对页面本身和它的 Worker 都是如此。',
  'It stays here.': '留在本地。',
  '{strong} Unplug it and try: everything on this page still works.':
    '{strong}拔掉网线试试：此页面上的一切照常工作。',
  'No network needed.': '无需网络。',
  "{strong} Results and columns of the last ten analyses, in this browser's storage. Of the lines only those that a ticket cites; all others are read from your file.":
    '{strong}最近十个分析的结果和数据列，存放在此浏览器的存储中。日志行只保存工单引用的那些；其余都从你的文件读取。',
  'What is kept.': '保存什么。',
  'Settings for the next analysis:': '下一次分析的设置：',
  defaults: '默认值',
  'changed: {changed}': '已更改：{changed}',
  'first warning': '首次预警',
  'One analysis that an earlier version of Harbinger had kept cannot be opened by this one and went from the list. Drop the files again to analyse them anew.':
    '早期版本的 Harbinger 保留的一个分析无法用此版本打开，已从列表中移除。重新拖入文件即可重新分析。',
  '{num} analyses that an earlier version of Harbinger had kept cannot be opened by this one and went from the list. Drop the files again to analyse them anew.':
    '早期版本的 Harbinger 保留的 {num} 个分析无法用此版本打开，已从列表中移除。重新拖入文件即可重新分析。',
} as const;
