// Of src/ui/models: English, which is the key, and simplified Chinese.
export const MODELS = {
  'This browser brings no language model along, so there is nothing to choose here. Chrome and Edge on desktops may have one.':
    '此浏览器不自带语言模型，因此这里没有可选项。桌面版 Chrome 和 Edge 可能带有。',
  'This browser has a language model, but says that it cannot run on this machine or for this page.':
    '此浏览器带有语言模型，但表示无法在这台机器上或为此页面运行。',
  'The browser has no model yet and would fetch one, some gigabytes, from its maker. The page itself reaches nobody; nothing of your log leaves.':
    '浏览器还没有模型，需要从其厂商处获取（数 GB）。页面本身不与任何人通信；你的日志不会外传。',
  'The browser is fetching its model.': '浏览器正在获取其模型。',
  'The browser has its model at hand and runs it on this machine: nothing leaves.':
    '浏览器的模型已就绪，并在这台机器上运行：没有任何内容外传。',
  'Asking the browser …': '正在询问浏览器…',
  'Let the browser fetch its model': '让浏览器获取其模型',
  'The model runs in this page, on the processor: nothing leaves. Bring a GGUF file that was made to follow instructions; the smaller it is, the sooner it answers.':
    '模型在此页面中用处理器运行：没有任何内容外传。请提供一个指令微调的 GGUF 文件；文件越小，回答越快。',
  'Open a model file': '打开模型文件',
  'Open another': '打开其他文件',
  'Keep it in this browser': '保存在此浏览器中',
  'How fast is it here?': '在这里有多快？',
  'choose one of {length}': '从 {length} 个中选择',
  '{numBytes} in this browser': '此浏览器中占 {numBytes}',
  'Delete {name} from this browser': '从此浏览器中删除 {name}',
  'kept in this browser': '已保存在此浏览器中',
  'open until this page is closed': '打开至本页关闭',
  'looking it up': '正在查找',
  'not in this browser: open it again': '不在此浏览器中：请重新打开',
  '{numBytes} ({numBytes2} bytes), {state}': '{numBytes}（{numBytes2} 字节），{state}',
  '{what}{architecture}; reads {contextTokens} tokens at once, from a vocabulary of {numVocabulary}.{what2}':
    '{what}{architecture}；一次可读 {contextTokens} 个 token，词表大小为 {numVocabulary}。{what2}',
  ' It has no template for questions: it may go on with the text instead of answering.':
    '它没有提问模板：可能会续写文本而不是回答。',
  'Measured just now: it reads {readRate} and writes {writeRate} tokens a second. A summary takes up to {expectedMs}.':
    '刚刚测得：每秒读取 {readRate} 个、写出 {writeRate} 个 token。一份摘要最多需要 {expectedMs}。',
  'The model runs in this page, on the graphics processor (WebGPU): nothing leaves. Bring the folder of a model that was compiled for MLC, with its library (.wasm) in it; every file is checked, and copied into this browser.':
    '模型在此页面中用图形处理器（WebGPU）运行：没有任何内容外传。请提供为 MLC 编译的模型文件夹，其中含有它的库（.wasm）；每个文件都会校验，并复制到此浏览器中。',
  'not in this browser: open its folder again': '不在此浏览器中：请重新打开其文件夹',
  'It cannot run here. {whyNot}.': '无法在此运行。{whyNot}。',
  'Open a model folder': '打开模型文件夹',
  Choose: '选择',
} as const;
