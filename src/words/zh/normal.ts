// Of src/ui/normal: English, which is the key, and simplified Chinese.
export const NORMAL = {
  'the windows {range}': '窗口 {range}',
  '{length} {templateWord} of {id}': '{id} 的 {length} 个模板',
  'What of it is normal?': '其中哪些是正常的？',
  'These windows': '这些窗口',
  'Something that was meant to be, such as a maintenance or a load test. They are never confirmed, and what comes after them is compared with them too.':
    '有意安排的事，例如维护或压力测试。它们永远不会被确认，之后的内容也会与它们比较。',
  '{strong}, whenever they come{span}': '{strong}，无论何时出现{span}',
  'These templates': '这些模板',
  'They take no part in detection any more, at any level; their lines stay where they are.':
    '它们在任何级别都不再参与检测；日志行仍在原处。',
  'Mark as normal and run again': '标为正常并重新运行',
  'Marked as normal: {logtext}. It is remembered for later runs; see Settings.':
    '已标为正常：{logtext}。以后的运行会记住；见“设置”。',
  Undo: '撤销',
  'Close this notice': '关闭此提示',
  'It takes no part in detection.': '不参与检测。',
  normal: '正常',
  'Let it take part in detection again': '让它重新参与检测',
  'Not normal': '取消正常标记',
  'It takes no part in detection any more, at any level; its lines stay where they are.':
    '它在任何级别都不再参与检测；日志行仍在原处。',
  'Give the files of this analysis again first: it was reopened without them.':
    '请先重新提供此分析的文件：它是在没有文件的情况下重新打开的。',
} as const;
