// Draws a process with bpmn-js and marks where it is. The element says what to show:
// <div data-bpmn-url="/..." data-current="Task_1 Task_2" data-done="Start_1"></div>, or the XML in a
// <script type="application/bpmn+xml"> inside the element (never run, so the security policy allows it).

import Viewer from "bpmn-js/lib/Viewer";

/** How much larger than drawn, so that the names are as large as other text, and the air around it: names stick out. */
const SCALE = 1.25;
const MARGIN = 40;
/** How much one press changes, and the largest. The smallest shows the whole drawing. */
const STEP = 1.25;
const LARGEST = 2.5;

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
    // Not the viewer that moves the drawing itself: the box scrolls as everything else on the page, with wheel, finger and keys.
    const viewer = new Viewer({ container: canvasElement });
    await viewer.importXML(xml);
    const canvas = viewer.get("canvas");
    const elements = viewer.get("elementRegistry");
    const { x, y, width, height } = canvas.viewbox().inner;
    const seen = { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
    // Nobody can do anything with the drawing itself; the box scrolls.
    canvasElement.querySelector("svg").removeAttribute("tabindex");
    holder.tabIndex = 0;
    const show = (scale) => {
      canvasElement.style.width = `${seen.width * scale}px`;
      canvasElement.style.height = `${seen.height * scale}px`;
      canvas.resized();
      canvas.viewbox(seen);
    };
    show(SCALE);
    // All current steps in sight, as far as they fit: the end of the last one counts only when the first stays in the box. A sub-process
    // is in sight when its own step is.
    const active = ids(holder.dataset.current).map((id) => elements.get(id)).filter((element) => element?.x !== undefined);
    const current = active.filter((one) => !active.some((other) => other.parent === one));
    if (current.length) {
      const scroll = (first, last, box) => Math.min(first - MARGIN, (first + last) / 2 - box / (2 * SCALE)) * SCALE;
      const [left, top] = ["x", "y"].map((axis) => Math.min(...current.map((one) => one[axis])) - seen[axis]);
      const right = Math.max(...current.map((one) => one.x + one.width)) - seen.x;
      const bottom = Math.max(...current.map((one) => one.y + one.height)) - seen.y;
      holder.scrollLeft = scroll(left, right, holder.clientWidth);
      holder.scrollTop = scroll(top, bottom, holder.clientHeight);
    }
    addZoom(holder, seen, show);
    const mark = (list, marker) => list.filter((id) => elements.get(id)).forEach((id) => canvas.addMarker(id, marker));
    mark(ids(holder.dataset.done), "loket-bpmn-done");
    mark(ids(holder.dataset.current), "loket-bpmn-current");
  } catch (error) {
    canvasElement.remove();
    holder.classList.remove("loket-bpmn--drawn");
    console.error(error);
  }
}

/** Buttons that make the drawing smaller and larger, around the middle of what is in sight, and one that shows all of it. */
function addZoom(holder, seen, show) {
  let scale = SCALE;
  const whole = () => Math.min(holder.clientWidth / seen.width, SCALE);
  const zoom = (wanted) => {
    const before = scale;
    scale = Math.min(Math.max(wanted, whole()), LARGEST);
    const [x, y] = [holder.scrollLeft + holder.clientWidth / 2, holder.scrollTop + holder.clientHeight / 2];
    show(scale);
    holder.scrollLeft = (x * scale) / before - holder.clientWidth / 2;
    holder.scrollTop = (y * scale) / before - holder.clientHeight / 2;
  };
  const bar = document.createElement("div");
  bar.className = "utrecht-button-group loket-bpmn__zoom";
  for (const [text, press] of [
    [holder.dataset.smaller, () => zoom(scale / STEP)],
    [holder.dataset.larger, () => zoom(scale * STEP)],
    [holder.dataset.whole, () => zoom(0)],
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "utrecht-button utrecht-button--secondary-action";
    button.textContent = text;
    button.addEventListener("click", press);
    bar.append(button);
  }
  holder.before(bar);
}

async function download(url) {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.text();
}

for (const holder of document.querySelectorAll("[data-bpmn]")) draw(holder);
