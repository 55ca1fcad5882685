// Of src/ui/result: English, which is the key, and simplified Chinese.
export const RESULT = {
  'Not kept yet: being written …': '尚未保存：正在写入…',
  Overview: '概览',
  Files: '文件',
  Benchmark: '基准测试',
  Exports: '导出',
  Settings: '设置',
  'Views of the result': '结果视图',
  "The view '{tab}'": '视图“{tab}”',
  'This analysis is not kept in the browser: {reason}. The exports are there as long as the page is open.':
    '此分析没有保存在浏览器中：{reason}。导出内容在页面打开期间可用。',
  'The files are being opened …': '正在打开文件…',
  'and {length} more: see Problems': '另有 {length} 个：见“问题”',
  ' on {savedMs} {zone}': '于 {savedMs} {zone} ',
  'Opened from {name}, which Harbinger {product} saved{when}{what}.':
    '打开自 {name}，由 Harbinger {product} {when}保存{what}。',
  ' without the lines of evidence': '，不含证据行',
  'A file was changed, moved or deleted since it was analysed. What was found stands; a line whose text is no longer as it was says so. Where a file is given again, what of it is unchanged is read.':
    '有文件在分析后被更改、移动或删除。已得出的结论仍然有效；文本已与当时不同的行会注明。重新提供文件后，其中未变的部分可以读取。',
  'What was analysed and is still in the files is read.': '可读取已分析且仍在文件中的内容。',
  'Reopened from this browser. ': '已从此浏览器重新打开。',
  '{reopened}Everything is here but the text of the lines: the lines are in your files.':
    '{reopened}除日志行的文本外一切都在：日志行在你的文件中。',
  'so far: the LSTM is still training': '目前的结果：LSTM 仍在训练',
  'What was looked at{what}': '考察了什么{what}',
  ', and {limits}': '，以及 {limits}',
  'Show the {recordWord} of level error or worse': '显示错误级别或更严重的记录',
  'Not looked at, or not judged': '未考察或未评判',
  'nothing that we know of': '据我们所知没有',
  Warning: '警告',
  'Quiet, as far as we looked': '就所考察的部分而言平稳',
  'No verdict': '没有结论',
  'of log': '日志时长',
} as const;
