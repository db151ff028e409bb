// Sorting, and headings that stay in view. Without it the page is plain tables.
(() => {
  "use strict";
  const root = document.documentElement;
  const collator = new Intl.Collator(root.lang, { numeric: true });
  // Bad news before good.
  const TONES = ["bad", "warn", "", "good", "muted"];

  const key = (cell) => {
    if (!cell || cell.classList.contains("u")) return null;
    if (cell.dataset.v !== undefined) return { unit: cell.dataset.u ?? "", number: Number(cell.dataset.v), text: "" };
    const shown = cell.querySelector(".v") ?? cell;
    const chip = shown.querySelector(".chip");
    const tone = chip ? TONES.findIndex((tone) => tone && chip.classList.contains(tone)) : 2;
    const text = shown.textContent.trim();
    return text === "" ? null : { unit: "", number: tone < 0 ? 2 : tone, text };
  };

  const compare = (a, b) => collator.compare(a.unit, b.unit) || a.number - b.number || collator.compare(a.text, b.text);

  // The parts of a table keep their sizes.
  const place = (parts, rows) => {
    let from = 0;
    for (const { body, size } of parts) {
      const part = document.createDocumentFragment();
      part.append(...rows.slice(from, (from += size)));
      body.append(part);
    }
  };

  // Equal rows keep their order; what is not known comes last either way.
  const sort = (parts, at, direction) => {
    const rows = parts.flatMap(({ body }) => Array.from(body.rows, (row) => ({ row, key: key(row.cells[at]) })));
    rows.sort((a, b) => {
      if (!a.key || !b.key) return (a.key ? 0 : 1) - (b.key ? 0 : 1);
      return direction * compare(a.key, b.key);
    });
    place(parts, rows.map(({ row }) => row));
  };

  const sortable = (table) => {
    const head = table.tHead;
    if (!head || table.tBodies[0].rows.length < 2) return;
    const parts = Array.from(table.tBodies, (body) => ({ body, size: body.rows.length }));
    const written = parts.flatMap(({ body }) => Array.from(body.rows));
    const headings = Array.from(head.rows[0].cells);
    headings.forEach((heading, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        const now = heading.getAttribute("aria-sort");
        headings.forEach((other) => other.removeAttribute("aria-sort"));
        if (now === "descending") {
          place(parts, written);
          return;
        }
        const next = now === "ascending" ? "descending" : "ascending";
        heading.setAttribute("aria-sort", next);
        sort(parts, at, next === "ascending" ? 1 : -1);
      });
    });
    table.classList.add("sortable");
  };

  // A table that fits is no region to scroll in: its heading then stays in view as the page moves.
  const fit = () => {
    for (const scroll of document.querySelectorAll(".scroll")) {
      const wide = scroll.firstElementChild.offsetWidth > scroll.clientWidth + 1;
      scroll.classList.toggle("fits", !wide);
      scroll.classList.toggle("tall", wide && scroll.firstElementChild.offsetHeight > innerHeight * 1.5);
      for (const [name, value] of [["tabindex", "0"], ["role", "region"]]) {
        if (wide) scroll.setAttribute(name, value);
        else scroll.removeAttribute(name);
      }
      if (wide) scroll.setAttribute("aria-labelledby", scroll.querySelector("caption").id);
      else scroll.removeAttribute("aria-labelledby");
    }
  };

  root.classList.add("js");
  document.querySelectorAll("table").forEach(sortable);
  fit();
  addEventListener("resize", fit);

  // One list at a time; Escape closes it.
  document.addEventListener("toggle", ({ target }) => {
    if (!target.open || !target.closest("td, th, dd")) return;
    document.querySelectorAll("td details[open], th details[open], .tiles details[open]").forEach((other) => {
      if (other !== target) other.open = false;
    });
  }, true);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("td details[open], th details[open], .tiles details[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
})();
