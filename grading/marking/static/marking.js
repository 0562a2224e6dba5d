// The keys of the marking pages. Each key stands for a link, a button or a field that can be reached without it:
// `data-key` names the keys of an element. Nothing is loaded, sent or stored here.
"use strict";

const QUIET = 250; // milliseconds in which a new page takes no key: a key that was pressed twice marks one answer
const comment = document.querySelector("#comment");
const reuse = [...document.querySelectorAll("[data-comment]")];
const form = document.querySelector("#give");
let ready = false;
let sent = false;

function isTyping(element) {
  return element.matches("textarea, select, input:not([type=hidden])");
}

function withKey(key) {
  return [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key.split(" ").includes(key));
}

function addComment(text) {
  const before = comment.value.trimEnd();
  if (!before.split("\n").includes(text) && before !== text) {
    comment.value = before ? `${before}\n${text}` : text;
  }
}

function activate(element) {
  if (element.matches("textarea")) {
    element.focus();
  } else {
    element.click();
  }
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return;
  }
  if (isTyping(event.target)) {
    if (event.key === "Escape") {
      event.target.blur();
      event.preventDefault();
    }
    return;
  }
  if (event.repeat || !ready || sent) {
    return;
  }
  const onControl = event.target.matches("a, button, summary");
  if (onControl && (event.key === "Enter" || event.key === " ")) {
    return;
  }
  let element = null;
  if (/^[0-9]$/.test(event.key)) {
    element = document.querySelector(`[data-points="${event.key}"]`);
  } else if (event.shiftKey && /^Digit[1-9]$/.test(event.code)) {
    element = reuse[Number(event.code.slice(5)) - 1];
  } else {
    element = withKey(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  }
  if (element) {
    event.preventDefault();
    activate(element);
  }
}

function onSubmit(event) {
  const missing = document.querySelector("#missing");
  const needed = comment && "needed" in comment.dataset && event.submitter?.value !== "none";
  if (event.target === form && needed && !comment.value.trim()) {
    event.preventDefault();
    missing.hidden = false;
    comment.focus();
    return;
  }
  if (sent) {
    event.preventDefault();
  }
  sent = true;
}

for (const button of reuse) {
  button.addEventListener("click", () => addComment(button.dataset.comment));
}
document.querySelector("#comments")?.removeAttribute("hidden");
document.addEventListener("keydown", onKey);
document.addEventListener("submit", onSubmit);
window.addEventListener("pageshow", () => {
  sent = false; // also when the browser shows a page again that it has kept
  setTimeout(() => {
    ready = true;
    document.documentElement.dataset.ready = "";
  }, QUIET);
});
