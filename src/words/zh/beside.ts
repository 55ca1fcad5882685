// Of src/ui/beside: English, which is the key, and simplified Chinese.
export const BESIDE = {
  '{length} analyses, the gravest first': '{length} 个分析，最严重的在前',
  'Why they are apart': '为何分开',
  shown: '正在显示',
  'no times': '没有时间',
  incident: '故障',
  'no verdict': '无结论',
  'Open analyses': '已打开的分析',
  'What is done stays open': '已完成的会保持打开',
  'Cancel {what} not done': '取消未完成的{what}',
  'the one': '那一个',
  'the {numOpen}': '那 {numOpen} 个',
  'Analyse apart: {log}': '单独分析：{log}',
  'Analyse apart': '单独分析',
  'What belongs together': '哪些属于一起',
  'Analyse together with {name}': '与 {name} 一起分析',
  'Analyse together': '一起分析',
} as const;
