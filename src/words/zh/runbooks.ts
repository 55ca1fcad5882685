// Of src/ui/runbooks: English, which is the key, and simplified Chinese.
export const RUNBOOKS = {
  'Runbooks of your own': '你自己的运行手册',
  'Markdown, with the front matter of ours or with headings. They are kept in this browser, stand before the built-in ones, and are never sent; excerpts stand in the ticket with the name of the file. Drop the folder anywhere, or open it here.':
    'Markdown 文件，可使用我们的 front matter 或用标题组织。它们保存在此浏览器中，排在内置手册之前，且绝不外传；摘录会连同文件名写入工单。将文件夹拖到任意位置，或在此打开。',
  'Delete {path}': '删除 {path}',
  'Open a folder': '打开文件夹',
  'Open files': '打开文件',
  'Delete all': '全部删除',
  'Runbooks: {label}': '运行手册：{label}',
} as const;
