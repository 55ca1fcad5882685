// Of src/ui/shared: English, which is the key, and simplified Chinese.
export const SHARED = {
  '{length} in this browser {isWord} damaged and set aside; everything else works.':
    '此浏览器中有 {length}已损坏并被搁置；其他一切正常。',
  'Delete it': '删除',
  '{what} could not be shown: {message}. The other views and the exports are not touched by it.':
    '{what}无法显示：{message}。其他视图和导出不受影响。',
  'Least level': '最低级别',
  'All levels': '所有级别',
  '{name} and above': '{name} 及以上',
  'More to the right': '右侧还有内容',
  'Show {length} more {what}': '再显示 {length} {what}',
  '(no message)': '（没有消息）',
  "the log's own zone": '日志自身的时区',
  "this browser's zone": '此浏览器的时区',
  'Times in {words}': '时间为 {words}',
  '{first} to {to} {zone}': '{first} 至 {to} {zone}',
} as const;
