// The list of talks with their unread counts, and the picker of who is speaking.
import { hhmm } from "./clock.js";
import { badge, face, make, stamp } from "./draw.js";
import { world } from "./world.js";

const ROLES = [["resident", "居民"], ["leader", "团长"], ["admin", "管理员"]];
const list = document.getElementById("list");
const picker = document.getElementById("me");

export function drawList(choose) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  list.replaceChildren(...world.listed().flatMap(({ title, items }) => {
    const rows = make("ul");
    rows.append(...items.map((item) => row(item, choose)));
    return [make("h2", "", title), rows];
  }));
  if (focused) [...list.querySelectorAll("button")].find((one) => one.dataset.key === focused)?.focus();
}

function row(item, choose) {
  const button = make("button");
  button.type = "button";
  button.dataset.key = item.key;
  if (item.key === world.groupKey() || item.key === world.privateKey()) button.setAttribute("aria-current", "true");
  const last = world.talk(item.key).at(-1);
  const count = make("b");
  badge(count, world.unread.get(item.key) ?? 0);
  const line = last ? `${item.group !== undefined && last.who !== world.me ? `${last.name}：` : ""}${(last.state === "recalled" ? "撤回了一条消息" : last.text.replace(/\s+/g, " ").slice(0, 60))}` : item.community ?? "还没说过话";
  button.append(item.user ? face(item.name, item.user) : face(item.name[0], item.group), make("span", "name", item.name), last ? stamp(last.at, hhmm(last.at)) : make("span"), make("span", "last", line), count);
  button.addEventListener("click", () => choose(item, true));
  const entry = make("li");
  entry.append(button);
  return entry;
}

/** Up and down inside the list move the focus; Alt with them changes the talk from anywhere. */
export function listenToKeys(choose) {
  document.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || event.isComposing) return;
    const rows = [...list.querySelectorAll("button")];
    if (event.altKey) {
      const items = world.listed().flatMap((section) => section.items);
      const here = items.findIndex((item) => item.key === world.active);
      choose(items[(here + step + items.length) % items.length], false);
    } else if (rows.includes(document.activeElement)) {
      rows[rows.indexOf(document.activeElement) + step]?.focus();
    } else return;
    event.preventDefault();
  });
}

export function drawPicker() {
  picker.replaceChildren(...ROLES.flatMap(([role, label]) => {
    const group = make("optgroup");
    group.label = label;
    group.append(...world.people.filter((one) => one.role === role).map((one) => {
      const option = make("option", "", one.name);
      option.value = one.user;
      return option;
    }));
    return group.children.length ? [group] : [];
  }));
  picker.value = world.me ?? "";
}
