// One chat pane: title, the bubbles and the composer. Used twice: the group and the 1:1 with the bot.
import { CHIPS } from "./chips.js";
import { day, hhmm } from "./clock.js";
import { face, make, stamp } from "./draw.js";
import { world } from "./world.js";

export class Pane {
  key = null;

  /** `say(frame)` and `tell(frame)` send and return false when they could not; `say` sees that what is lost comes back. */
  constructor(kind, say, tell) {
    this.kind = kind;
    this.say = say;
    this.tell = tell;
    this.editing = null;
    this.root = document.getElementById(kind);
    this.root.append(document.getElementById("pane").content.cloneNode(true));
    const find = (selector) => this.root.querySelector(selector);
    [this.title, this.subtitle, this.log, this.chips] = [find("h2"), find(".title p"), find(".log"), find(".chips")];
    [this.box, this.again, this.mention, this.form] = [find("textarea"), find(".again"), find(".mention input"), find("form")];
    [this.submit, this.leave] = [find(".send"), find(".leave")];
    this.title.id = `${kind}-title`;
    this.log.setAttribute("aria-labelledby", this.title.id);
    this.box.id = `${kind}-box`;
    find("form > label").htmlFor = this.box.id;
    this.label = find("form > label");
    if (kind === "private") find(".mention").remove();
    this.#listen();
  }

  /** Shows another talk, or the same one from the start. */
  open(key, title, subtitle) {
    if (this.editing && this.key !== key) this.#stopEditing();
    this.key = key;
    this.title.textContent = title;
    this.subtitle.textContent = subtitle;
    this.log.setAttribute("aria-live", "off"); // what was said earlier is not read out
    this.log.replaceChildren();
    this.lastDay = null;
    if (!world.talk(key).length) this.log.append(make("p", "empty", this.kind === "group" ? "还没有人说话。\n换个人，打个招呼吧。" : "这里是和邻里的一对一聊天。\n发“帮助”看看能做什么。"));
    for (const bubble of world.talk(key)) this.#append(bubble);
    this.refresh();
    this.log.scrollTop = this.log.scrollHeight;
    requestAnimationFrame(() => this.log.setAttribute("aria-live", "polite"));
  }

  add(bubble) {
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
    this.log.querySelector(".empty")?.remove();
    this.#append(bubble);
    this.refresh();
    if (atEnd || bubble.who === world.me) this.log.scrollTop = this.log.scrollHeight;
  }

  /** A bubble shown before was recalled or edited. */
  change(bubble) {
    const shown = this.log.querySelector(`[data-seq="${bubble.seq}"]`);
    shown?.replaceWith(this.#drawn(bubble));
    if (this.editing?.id === bubble.id && bubble.state === "recalled") this.#stopEditing();
    this.refresh();
  }

  /** Everything that depends on who is speaking. */
  refresh() {
    const person = world.person(world.me);
    const role = !person || person.role === "resident" ? "resident" : "staff";
    this.box.placeholder = this.label.textContent = this.kind === "group" ? `以${person?.name ?? ""}的身份在群里说` : `以${person?.name ?? ""}的身份对邻里说`;
    this.again.disabled = !world.lastOfMine(this.key);
    this.box.value = world.drafts.get(this.key) ?? "";
    this.#grow();
    if (this.role === role) return;
    this.role = role;
    this.chips.replaceChildren(...CHIPS[this.kind][role].map((chip) => {
      const [name, text] = Array.isArray(chip) ? chip : [chip, chip];
      const button = make("button", "", name);
      button.type = "button";
      button.addEventListener("click", () => this.#fill(text));
      return button;
    }));
  }

  #append(bubble) {
    const today = day(bubble.at);
    if (today !== this.lastDay) this.log.append(make("p", "day", this.lastDay = today));
    this.log.append(this.#drawn(bubble));
  }

  #drawn(bubble) {
    if (bubble.state === "recalled") return this.#recalled(bubble);
    const isBot = bubble.who === "bot";
    const node = make("article", `bubble ${bubble.kind}`);
    node.dataset.seq = bubble.seq;
    node.classList.toggle("bot", isBot);
    node.classList.toggle("mine", bubble.who === world.me);
    node.classList.toggle("repeat", bubble.repeat);
    const by = make("p", "by", bubble.name);
    by.append(stamp(bubble.at, hhmm(bubble.at)));
    if (bubble.kind === "notice") by.append(make("em", "", "通知"));
    if (bubble.repeat) by.append(make("em", "", "重复投递"));
    if (bubble.state === "edited") by.append(make("em", "", "已编辑"));
    node.append(face(bubble.name, bubble.who, isBot), by, make("div", "text", bubble.text));
    if (bubble.who === world.me && bubble.kind === "message" && !bubble.repeat) node.append(this.#acts(bubble));
    return node;
  }

  /** 撤回 and 编辑, under one's own message. */
  #acts(bubble) {
    const acts = make("p", "acts");
    const recall = make("button", "", "撤回");
    const edit = make("button", "", "编辑");
    recall.type = edit.type = "button";
    recall.addEventListener("click", () => this.tell({ cmd: "recall", chat: bubble.chat, as: world.me, id: bubble.id }));
    edit.addEventListener("click", () => this.#edit(bubble));
    acts.append(recall, edit);
    return acts;
  }

  /** As WeChat shows it: a line in the middle, and one's own words at hand to write anew. */
  #recalled(bubble) {
    const mine = bubble.who === world.me;
    const line = make("p", "day recalled", `${mine ? "你" : bubble.name}撤回了一条消息`);
    line.dataset.seq = bubble.seq;
    if (mine && bubble.was) {
      const anew = make("button", "", "重新编辑");
      anew.type = "button";
      anew.addEventListener("click", () => this.#fill(bubble.was));
      line.append(anew);
    }
    return line;
  }

  #edit(bubble) {
    this.editing = { id: bubble.id, chat: bubble.chat };
    this.submit.textContent = "改好";
    this.leave.hidden = false;
    this.#fill(bubble.text);
  }

  #stopEditing() {
    this.editing = null;
    this.submit.textContent = "发送";
    this.leave.hidden = true;
    this.#fill("");
  }

  #listen() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#send(); });
    this.box.addEventListener("input", () => { world.drafts.set(this.key, this.box.value); this.#grow(); });
    this.leave.addEventListener("click", () => this.#stopEditing());
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.editing) this.#stopEditing();
      // While an input method is composing, Enter chooses the characters (229 is Safari's way of saying so).
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.#send();
    });
    this.again.addEventListener("click", () => {
      const { id, text, chat } = world.lastOfMine(this.key);
      this.say({ cmd: "say", chat, as: world.me, text, id }, this.key);
    });
  }

  #send() {
    const mention = this.kind === "group" && this.mention.checked;
    const text = mention ? `@${world.bot} ${this.box.value}` : this.box.value;
    if (!this.box.value.trim() || this.key === null || world.me === null) return;
    if (this.editing) {
      if (this.tell({ cmd: "edit", ...this.editing, as: world.me, text })) this.#stopEditing();
      return;
    }
    const id = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const chat = this.kind === "group" ? world.group : null;
    const frame = { cmd: "say", chat, as: world.me, text, id, mention };
    if (!this.say(frame, this.key)) return;
    this.mention.checked = false;
    this.#fill("");
  }

  #fill(text) {
    this.box.value = text;
    world.drafts.set(this.key, text);
    this.#grow();
    this.box.focus();
  }

  #grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 2}px`;
  }
}
