// A form whose questions depend on each other: asks the server after each answer what the step shows then, and brings the page in
// line. Nothing is saved and nothing waits for it: without an answer the buttons still ask everything.
// The server marks the form with data-live, the list of questions with data-fields, and each question with data-field.

import { nameFiles } from "./files.js";

/** Watches the answers of a form. */
export function watchAnswers(form) {
  let asked;
  form.addEventListener("change", async (event) => {
    if (event.target.type === "file") return;
    asked?.abort();
    asked = new AbortController();
    const answers = typed(form);
    try {
      const fresh = await ask(form, answers, asked.signal);
      // Who answered more meanwhile gets the next answer.
      if (fresh && asText(answers) === asText(typed(form))) align(form, fresh);
    } catch {
      // Too late, no network, no session: the page stays as it is.
    }
  });
  form.addEventListener("submit", () => asked?.abort());
}

/** The answers as they stand, without files. */
function typed(form) {
  const answers = new FormData();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") answers.append(name, value);
  return answers;
}

const asText = (answers) => new URLSearchParams(answers).toString();

/** Returns the same form as the server shows it with these answers. */
async function ask(form, body, signal) {
  const address = new URL(form.getAttribute("action"), location.href);
  address.searchParams.set("actie", "toon");
  const answer = await fetch(address, { method: "POST", body, credentials: "same-origin", redirect: "error", signal });
  if (!answer.ok) return null;
  document.dispatchEvent(new Event("loket:busy"));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return Array.from(page.querySelectorAll("form[data-live]")).find((own) => own.getAttribute("action") === form.getAttribute("action"));
}

function align(form, fresh) {
  alignList(form.querySelector("[data-fields]"), fresh.querySelector("[data-fields]"));
  // Which steps apply may follow from the answers, and so may which one is the last.
  const [steps, freshSteps] = [form.ownerDocument, fresh.ownerDocument].map((page) => page.querySelector(".loket-progress"));
  if (steps && freshSteps && !hasFocus(steps) && shape(steps) !== shape(freshSteps)) steps.replaceWith(freshSteps);
  // The buttons themselves stay: somebody may be pressing one.
  const [buttons, freshButtons] = [form, fresh].map((own) => own.querySelectorAll("button[value=volgende]"));
  buttons.forEach((button, index) => {
    const other = freshButtons[index];
    if (other && other.textContent !== button.textContent) button.innerHTML = other.innerHTML;
  });
}

/** Makes a list of questions the same as the fresh one. What is the same keeps its elements, so that focus stays where it is. */
function alignList(list, fresh) {
  const wanted = new Map(Array.from(fresh.children, (element) => [key(element), element]));
  for (const element of Array.from(list.children)) if (!wanted.has(key(element)) && !hasFocus(element)) element.remove();
  const known = new Map(Array.from(list.children, (element) => [key(element), element]));
  let next = list.firstElementChild;
  for (const [name, element] of wanted) {
    // Somebody is busy in a question that is gone; the next answer takes it away.
    while (next && !wanted.has(key(next))) next = next.nextElementSibling;
    const own = known.get(name);
    const stays = own && alignElement(own, element) ? own : adopt(element);
    if (own && own !== stays) {
      if (next === own) next = stays;
      own.replaceWith(stays);
    }
    if (next === stays) next = next.nextElementSibling;
    else list.insertBefore(stays, next);
  }
}

/** What an element of a list is: a question, the mark before it, or a column by its place. */
function key(element) {
  if (element.dataset.field !== undefined) return `field ${element.dataset.field}`;
  if (element.name === "_field") return `mark ${element.value}`;
  return `place ${Array.from(element.parentElement.children).indexOf(element)}`;
}

/** Brings a question in line and returns whether its element can stay. */
function alignElement(own, fresh) {
  const [lists, freshLists] = [listsOf(own), listsOf(fresh)];
  if (shape(own) !== shape(fresh) || lists.length !== freshLists.length) return hasFocus(own) || hasFiles(own);
  if (lists.length > 0) lists.forEach((list, index) => alignList(list, freshLists[index]));
  else takeAnswers(own, fresh);
  return true;
}

/** The lists of questions directly below an element. */
function listsOf(element) {
  if (element.matches(".loket-fields, .loket-columns")) return [element];
  return Array.from(element.querySelectorAll(":scope > fieldset > :is(.loket-fields, .loket-address)"));
}

/** What an element looks like apart from the questions below it, answers, faults of an earlier try, and what a script made. */
function shape(element) {
  const copy = element.cloneNode(true);
  listsOf(copy).forEach((list) => list.replaceChildren());
  copy.querySelectorAll(".loket-file-names, .utrecht-form-field-error-message").forEach((made) => made.remove());
  for (const part of [copy, ...copy.querySelectorAll("*")]) {
    if (part.matches("input:not([type=radio], [type=checkbox], [type=hidden])")) part.removeAttribute("value");
    if (part.matches("textarea")) part.textContent = "";
    ["checked", "selected", "open", "aria-invalid", "style"].forEach((name) => part.removeAttribute(name));
    keepWords(part, "class", (word) => !word.endsWith("--invalid"));
    keepWords(part, "aria-describedby", (word) => !word.endsWith("-fout"));
  }
  return copy.outerHTML.replace(/\s+/g, " ").replace(/ ?([<>]) ?/g, "$1");
}

function keepWords(element, attribute, isKept) {
  const words = (element.getAttribute(attribute) ?? "").split(/\s+/).filter((word) => word && isKept(word));
  if (words.length > 0) element.setAttribute(attribute, words.join(" "));
  else element.removeAttribute(attribute);
}

/** Takes over what a rule calculated or the server tidied, except where somebody is typing. */
function takeAnswers(own, fresh) {
  const others = fresh.querySelectorAll("input, textarea, select");
  own.querySelectorAll("input, textarea, select").forEach((field, index) => {
    const other = others[index];
    if (field.ownerDocument.activeElement === field || ["file", "hidden"].includes(field.type)) return;
    if (["radio", "checkbox"].includes(field.type)) field.checked = other.checked;
    else if (field.multiple && field.options) Array.from(field.options, (option, at) => (option.selected = other.options[at].selected));
    else if (field.value !== other.value) field.value = other.value;
  });
}

const hasFocus = (element) => element.contains(element.ownerDocument.activeElement);
const hasFiles = (element) => Array.from(element.querySelectorAll("input[type=file]")).some((input) => input.files.length > 0);

function adopt(element) {
  const own = document.adoptNode(element);
  nameFiles(own);
  return own;
}
