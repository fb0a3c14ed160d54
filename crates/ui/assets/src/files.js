// The browser shows only "3 files": lists their names.

/** Names the files that are chosen in each file field below an element. */
export function nameFiles(root) {
  for (const input of root.querySelectorAll("input[type=file][data-file-names][multiple]")) {
    const list = document.createElement("ul");
    list.className = "loket-file-names";
    list.setAttribute("aria-live", "polite");
    input.after(list);
    input.addEventListener("change", () => {
      list.replaceChildren(
        ...Array.from(input.files, (file) => {
          const item = document.createElement("li");
          item.textContent = file.name;
          return item;
        }),
      );
    });
  }
}
