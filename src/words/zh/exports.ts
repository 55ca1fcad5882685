// Of src/ui/exports: English, which is the key, and simplified Chinese.
export const EXPORTS = {
  '{what} of {name}': '{name} 的 {what}',
  'Times are ISO 8601 in UTC. A number that does not exist is an empty cell or null, never 0.':
    '时间为 UTC 的 ISO 8601 格式。不存在的数值为空单元格或 null，绝不写 0。',
  'All, as single files': '全部，作为单独的文件',
  'Without lines of the log': '不含日志行',
  'The exports come with the whole result: the LSTM is still training.':
    '完整结果出来后才能导出：LSTM 仍在训练。',
  'This analysis has nothing to export.': '此分析没有可导出的内容。',
  'Evidence and pins are named by file and line, without their text. Titles and sentences still quote words of lines, and templates are their wording.':
    '证据和固定的行只按文件和行号给出，不含文本。但标题和句子仍会引用日志中的词，模板就是日志的措辞。',
  'saved, {bytes}': '已保存，{bytes}',
  'Into a folder': '存入文件夹',
} as const;
