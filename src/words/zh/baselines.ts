// Of src/ui/baselines: English, which is the key, and simplified Chinese.
export const BASELINES = {
  'judges this log': '用于评判此日志',
  'Saved {savedMs}{what}: {meta}.': '保存于 {savedMs}{what}：{meta}。',
  ', refreshed {atMs} by {log}': '，{atMs} 由 {log} 更新',
  'New name': '新名称',
  Rename: '重命名',
  'Its windows are {windowMs}: judge this log by it first.': '其窗口为 {windowMs}：请先用它评判此日志。',
  'Judge again by it': '用它重新评判',
  'Judge this log by it': '用它评判此日志',
  'Use for the next log': '用于下一个日志',
  'This log is of another system': '此日志属于另一个系统',
  'Adds the quiet windows of this log': '并入此日志中的平稳窗口',
  Refresh: '更新',
  'Save as a file': '保存为文件',
  'of {from}': '{from}',
  'from {from} to {to}': '{from} 至 {to}',
  '{windows} of {windowMs} {when}, {templates}': '{when}，{windows}，每个 {windowMs}，{templates}',
  'Not tried on itself.': '未用自身数据检验。',
  'none of its own windows would be confirmed': '自身窗口中没有一个会被确认',
  '{confirmedShare01} of its own windows would be confirmed, {falseAlarms} in {numRows}':
    '自身窗口中有 {confirmedShare01} 会被确认，即 {numRows}内 {falseAlarms}',
  'Tried on itself: {alarms} (votes: {votes}).': '用自身数据检验：{alarms}（投票：{votes}）。',
  'no template is new since {sinceMs}': '自 {sinceMs} 以来没有新模板',
  '{numNew} of {templates} {isWord} new since {sinceMs}':
    '{templates}中有 {numNew} 个是 {sinceMs} 之后新出现的',
  ', {numGone} {isWord} not seen': '，{numGone} 个未再出现',
  'The {quietWindows} of this log: {fresh}{gone}; {volumeRatio}; the mix is {divergence01} different.':
    '此日志的 {quietWindows}：{fresh}{gone}；{volumeRatio}；构成差异为 {divergence01}。',
  'as many records': '记录数相同',
  '{digits} times the records': '记录数为其 {digits} 倍',
  ' It is of another system, as it seems: it cannot judge this log, and this log must not refresh it.':
    '看来属于另一个系统：它不能评判此日志，也不应用此日志更新它。',
  ' It has moved: if this log is well, refresh the baseline with it.':
    '系统已有变化：如果此日志是健康的，请用它更新基线。',
  Baselines: '基线',
  'judged by {reason}': '评判依据：{reason}',
  'Save as baseline': '保存为基线',
  'None kept yet. A saved baseline judges later logs from their first window on, so that one that is ill from its start is found.':
    '尚未保存。已保存的基线会从后续日志的第一个窗口起进行评判，因此一开始就有问题的日志也能被发现。',
  'File of a saved baseline': '已保存基线的文件',
  'Open from a file': '从文件打开',
  'drag over the timeline first': '请先在时间线上拖选',
  Name: '名称',
  'all quiet ones: no vote, and beside no incident': '所有平稳窗口：没有投票，也不邻近故障',
  'those learnt from in this run ({windows})': '本次运行用于学习的窗口（{windows}）',
  'those of the span in view ({span})': '当前视图时段内的窗口（{span}）',
  'Kept in this browser: the texts of the templates, with values masked, and counts for each window. No line of the log.':
    '保存在此浏览器中：模板文本（取值已遮蔽）以及每个窗口的计数。不保存任何日志行。',
  abstains: '弃权',
} as const;
