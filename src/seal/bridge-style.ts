// How bridge.html looks: one style, named by its hash in the page's policy.

export const BRIDGE_STYLE = `
:root {
  color-scheme: light dark;
  font:
    15px / 1.5 system-ui,
    sans-serif;
}
body {
  margin: 0;
  background: Canvas;
  color: CanvasText;
}
main {
  box-sizing: border-box;
  height: 100vh;
  overflow: auto;
  padding: 16px 20px;
}
h1 {
  margin: 0 0 8px;
  font-size: 18px;
}
h2 {
  margin: 16px 0 4px;
  font-size: 14px;
}
p {
  margin: 0 0 12px;
}
label {
  display: block;
  margin: 0 0 12px;
}
label span {
  display: block;
  margin-bottom: 2px;
}
input,
select {
  box-sizing: border-box;
  width: 100%;
  padding: 6px 8px;
  font: inherit;
}
dl {
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  gap: 4px 16px;
  margin: 0;
}
dd {
  margin: 0;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
}
pre {
  max-height: 45vh;
  margin: 0;
  padding: 8px;
  overflow: auto;
  border: 1px solid GrayText;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
pre,
.mono {
  font:
    13px / 1.45 ui-monospace,
    monospace;
}
button {
  padding: 7px 12px;
  font: inherit;
  cursor: pointer;
}
button.primary {
  font-weight: 600;
}
.actions {
  position: sticky;
  bottom: -16px;
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  padding: 12px 0;
  background: Canvas;
}
.complaint {
  color: light-dark(#a40000, #ff8a80);
}
`;
