// Draws a process with bpmn-js and marks where it is. The element says what to show:
// <div data-bpmn-url="/..." data-current="Task_1 Task_2" data-done="Start_1"></div>, or the XML in a
// <script type="application/bpmn+xml"> inside the element (never run, so the security policy allows it).

import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

const ids = (text) => (text ?? "").split(/[\s,]+/).filter(Boolean);

async function draw(holder) {
  const inline = holder.querySelector("script[type='application/bpmn+xml']");
  const canvasElement = document.createElement("div");
  canvasElement.className = "loket-bpmn__canvas";
  holder.append(canvasElement);
  // The drawing must be visible before it is fitted: a hidden element has no size.
  holder.classList.add("loket-bpmn--drawn");
  try {
    const xml = inline ? inline.textContent : await download(holder.dataset.bpmnUrl);
    const viewer = new NavigatedViewer({ container: canvasElement });
    await viewer.importXML(xml);
    const canvas = viewer.get("canvas");
    const elements = viewer.get("elementRegistry");
    canvas.zoom("fit-viewport", "auto");
    // A little air around the drawing, else the names of the outermost elements are cut off.
    canvas.zoom(canvas.zoom() * 0.9, "auto");
    const mark = (list, marker) => list.filter((id) => elements.get(id)).forEach((id) => canvas.addMarker(id, marker));
    mark(ids(holder.dataset.done), "loket-bpmn-done");
    mark(ids(holder.dataset.current), "loket-bpmn-current");
  } catch (error) {
    canvasElement.remove();
    holder.classList.remove("loket-bpmn--drawn");
    console.error(error);
  }
}

async function download(url) {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.text();
}

for (const holder of document.querySelectorAll("[data-bpmn]")) draw(holder);
