// Small drawing tools. People's text only ever becomes textContent: it is never HTML.
export function make(tag, className = "", text = null) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== null) node.textContent = text;
  return node;
}

/** A square with the last character of the name, in a colour of the person's own. */
export function face(name, id, isBot = false) {
  const node = make("span", isBot ? "face bot" : "face", isBot ? "邻" : [...name.trim()].at(-1) ?? "?");
  let hue = 0;
  for (const char of id) hue = (hue * 31 + char.codePointAt(0)) % 360;
  node.style.setProperty("--hue", hue);
  node.setAttribute("aria-hidden", "true");
  return node;
}

export function badge(node, count) {
  node.hidden = !count;
  node.textContent = count > 99 ? "99+" : count;
  node.setAttribute("aria-label", `${count} 条未读`);
}

export function stamp(iso, text) {
  const node = make("time", "", text);
  node.dateTime = iso;
  return node;
}

let toastTimer = 0;
export function toast(text) {
  const node = document.getElementById("toast");
  node.textContent = text;
  node.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { node.hidden = true; }, 6000);
}
