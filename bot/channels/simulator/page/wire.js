// The WebSocket: one connection that comes back by itself, with the whole history each time.
const FIRST = 500, LONGEST = 15000;

export class Wire {
  #socket = null;
  #wait = FIRST;
  #timer = 0;

  /** `onFrame(frame)` for every frame; `onState("connecting" | "open" | "closed")` for the line itself. */
  constructor(url, onFrame, onState) {
    this.url = url;
    this.onFrame = onFrame;
    this.onState = onState;
    addEventListener("online", () => this.#now());
    document.addEventListener("visibilitychange", () => document.hidden || this.#now());
    this.#connect();
  }

  /** Sends a frame; false while there is no connection. */
  send(frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #connect() {
    this.onState("connecting");
    const socket = this.#socket = new WebSocket(this.url);
    socket.onopen = () => {
      this.#wait = FIRST;
      this.onState("open");
      this.send({ cmd: "hello" });
    };
    socket.onmessage = (event) => this.onFrame(JSON.parse(event.data));
    socket.onclose = () => {
      this.onState("closed");
      this.#timer = setTimeout(() => this.#connect(), this.#wait * (0.75 + Math.random() / 2));
      this.#wait = Math.min(this.#wait * 2, LONGEST);
    };
  }

  #now() {
    if (this.#socket.readyState !== WebSocket.CLOSED) return;
    clearTimeout(this.#timer);
    this.#wait = FIRST;
    this.#connect();
  }
}
