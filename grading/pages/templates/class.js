"use strict";
{
  // Sorts and filters the table of students. Every row is made anew from the JSON in the page; texts stay texts.
  const { rows, size, max } = JSON.parse(document.getElementById("rows").textContent);
  const STYLES = { f: "full", p: "part", n: "nil", u: "untouched", e: "empty", s: "score", h: "hand", o: "odd" };
  const table = document.getElementById("students-table");
  const body = table.tBodies[0];
  const byId = (id) => document.getElementById(id);
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  let shown = rows;
  let start = 0;

  function make(tag, text, style) {
    const element = document.createElement(tag);
    element.textContent = text;
    if (style) element.className = style;
    return element;
  }

  function makeRow([student, page, status, marks, notes]) {
    const row = document.createElement("tr");
    const head = make("th", "");
    head.scope = "row";
    const link = make("a", "");
    link.href = page;
    link.append(make("bdi", student));
    head.append(link);
    row.append(head, make("td", status, { unusable: "bad", error: "odd" }[status]));
    for (const mark of marks) row.append(make("td", mark.slice(1), "n " + STYLES[mark[0]]));
    row.append(make("td", notes.join(", "), "notes"));
    return row;
  }

  function show(from) {
    start = Math.max(0, Math.min(from, size * Math.floor((shown.length - 1) / size)));
    const part = shown.slice(start, start + size);
    body.replaceChildren(...part.map(makeRow));
    byId("shown").textContent = `${shown.length} of ${rows.length} students`;
    byId("script-pages").hidden = shown.length <= size;
    byId("part").textContent = `${start + 1} to ${start + part.length} of ${shown.length}`;
    byId("before").disabled = start === 0;
    byId("after").disabled = start + size >= shown.length;
  }

  function points(text) {
    if (text === "✓") return 1;
    if (text === "✗") return 0;
    return text === "–" || text === "to mark" ? -1 : Number(text);
  }

  function compare(column) {
    if (column === 0) return (a, b) => collator.compare(a[0], b[0]);
    if (column === 1) return (a, b) => collator.compare(a[2], b[2]);
    return (a, b) => points(a[3][column - 2].slice(1)) - points(b[3][column - 2].slice(1));
  }

  let sorted = rows;
  function filter() {
    const name = byId("filter-name").value.normalize("NFKC").toLowerCase().trim();
    const kind = byId("filter-kind").value;
    shown = sorted.filter(([student, , status, marks, notes]) => {
      if (name && !student.normalize("NFKC").toLowerCase().includes(name)) return false;
      if (kind === "noted") return notes.length > 0;
      if (kind === "half") return status !== "error" && points(marks[0].slice(1)) < max / 2;
      return !kind || status === kind;
    });
    show(0);
  }

  table.querySelectorAll("thead .head").forEach((label, column) => {
    const button = make("button", label.textContent, "head");
    button.type = "button";
    label.replaceWith(button);
    button.addEventListener("click", () => {
      const cell = button.parentElement;
      const before = cell.getAttribute("aria-sort");
      const upwards = before ? before === "descending" : column < 2; // the first click shows the most points on top
      table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      cell.setAttribute("aria-sort", upwards ? "ascending" : "descending");
      const order = compare(column);
      sorted = [...rows].sort((a, b) => (upwards ? order(a, b) : order(b, a)));
      filter();
    });
  });
  byId("filter-name").addEventListener("input", filter);
  byId("filter-kind").addEventListener("change", filter);
  byId("before").addEventListener("click", () => show(start - size));
  byId("after").addEventListener("click", () => show(start + size));
  body.addEventListener("click", (event) => {
    const row = event.target.closest("tr");
    if (event.target.closest("a") || String(getSelection())) return;
    row.querySelector("a").click();
  });
  const tools = document.querySelector(".tools");
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.hidden = false;
  if (byId("static-pages")) byId("static-pages").hidden = true;
  byId("shown").textContent = `${rows.length} of ${rows.length} students`;
  byId("script-pages").hidden = rows.length <= size;
  byId("part").textContent = `1 to ${Math.min(size, rows.length)} of ${rows.length}`;
  byId("before").disabled = true;
}
