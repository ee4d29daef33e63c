// A person at Element's own encryption, which only trusts cross-signed devices: it neither shows
// what an unsigned device sends nor lets one read. Each connection is one of them: its first line of
// JSON says who they are, each further one what to do, and each is answered by a line. The port is
// told on stdout. It ends when stdin does.
import net from "node:net";
import readline from "node:readline";
import {
  Attachment, CollectStrategy, EncryptedAttachment, DecryptionSettings, DeviceId, DeviceLists, EncryptionSettings, initAsync,
  OlmMachine, RequestType, RoomId, TrustRequirement, UserId,
} from "@matrix-org/matrix-sdk-crypto-wasm";

const API = "/_matrix/client/v3";
const strict = () => new DecryptionSettings(TrustRequirement.CrossSigned); // used up by a call
const WHERE = {
  [RequestType.KeysUpload]: () => ["POST", "/keys/upload"],
  [RequestType.KeysQuery]: () => ["POST", "/keys/query"],
  [RequestType.KeysClaim]: () => ["POST", "/keys/claim"],
  [RequestType.SignatureUpload]: () => ["POST", "/keys/signatures/upload"],
  [RequestType.ToDevice]: (one) => ["PUT", `/sendToDevice/${one.event_type}/${one.txn_id}`],
};

async function live(connection) {
  const lines = readline.createInterface({ input: connection })[Symbol.asyncIterator]();
  const tell = (answer) => connection.write(JSON.stringify(answer) + "\n");
  const { url, account, password, bot } = JSON.parse((await lines.next()).value);
  let machine;
  let token = "";
  let since = "";
  let invited = "";
  let sent = 0;

  async function call(method, path, body) {
    const headers = { "Content-Type": "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const answer = await fetch(url + API + path, { method, headers, body: text });
    const content = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${content}`);
    return content;
  }

  async function carry(request) {
    const [method, path] = WHERE[request.type](request);
    const answer = await call(method, path, request.body);
    if (request.id) await machine.markRequestAsSent(request.id, request.type, answer);
  }

  async function carryAll() {
    for (const request of await machine.outgoingRequests()) await carry(request);
  }

  async function sync() {
    const query = new URLSearchParams({ timeout: "0", ...(since && { since }) });
    const news = JSON.parse(await call("GET", `/sync?${query}`));
    since = news.next_batch;
    const users = (names) => (names ?? []).map((name) => new UserId(name));
    const { changed, left } = news.device_lists ?? {};
    await machine.receiveSyncChanges(
      JSON.stringify(news.to_device?.events ?? []),
      new DeviceLists(users(changed), users(left)),
      new Map(Object.entries(news.device_one_time_keys_count ?? {})),
      new Set(news.device_unused_fallback_key_types ?? []),
      strict(),
    );
    invited = Object.keys(news.rooms?.invite ?? {})[0] ?? invited;
    await carryAll();
  }

  async function shareKey(room) {
    const users = () => [new UserId(account), new UserId(bot)];
    const claim = await machine.getMissingSessions(users());
    if (claim) await carry(claim);
    const settings = new EncryptionSettings();
    settings.sharingStrategy = CollectStrategy.identityBasedStrategy();
    for (const one of await machine.shareRoomKey(new RoomId(room), users(), settings)) {
      await carry(one);
    }
  }

  async function decrypted(room, event) {
    if (event.type !== "m.room.encrypted" || !event.content.ciphertext) return event;
    try {
      const clear = await machine.decryptRoomEvent(JSON.stringify(event), new RoomId(room), strict());
      const shield = clear.shieldState(false).message ?? null;
      return { ...JSON.parse(clear.event), shield };
    } catch (error) {
      return { ...event, unreadable: String(error.description ?? error.message ?? error) };
    }
  }

  const commands = {
    async accept({ room }) {
      while (!room && !invited) await sync();
      await call("POST", `/join/${encodeURIComponent(room || invited)}`, {});
      return { room: room || invited };
    },
    async create({ name }) {
      return JSON.parse(await call("POST", "/createRoom", { name, invite: [bot] }));
    },
    async direct() {
      const sealed = { algorithm: "m.megolm.v1.aes-sha2" };
      const state = [{ type: "m.room.encryption", state_key: "", content: sealed }];
      const wanted = { invite: [bot], is_direct: true, initial_state: state };
      return JSON.parse(await call("POST", "/createRoom", wanted));
    },
    async forget({ room }) {
      return { forgot: await machine.invalidateGroupSession(new RoomId(room)) };
    },
    async post({ room, content }) {
      await sync();
      await shareKey(room);
      const relation = content["m.relates_to"];
      const sealed = JSON.parse(
        await machine.encryptRoomEvent(new RoomId(room), "m.room.message", JSON.stringify(content)),
      );
      if (relation) sealed["m.relates_to"] = relation;
      const where = `/rooms/${encodeURIComponent(room)}/send/m.room.encrypted/element-${++sent}`;
      return JSON.parse(await call("PUT", where, sealed));
    },
    async look({ file, mxc }) {
      const where = `${url}/_matrix/client/v1/media/download/${mxc.slice("mxc://".length)}`;
      const answer = await fetch(where, { headers: { Authorization: `Bearer ${token}` } });
      if (!answer.ok) throw new Error(`${where}: ${answer.status}`);
      let content = new Uint8Array(await answer.arrayBuffer());
      if (file) content = Attachment.decrypt(new EncryptedAttachment(content, JSON.stringify(file)));
      return { content: Buffer.from(content).toString("base64") };
    },
    async redact({ room, event }) {
      const where = `/rooms/${encodeURIComponent(room)}/redact/${encodeURIComponent(event)}`;
      return JSON.parse(await call("PUT", `${where}/element-${++sent}`, {}));
    },
    async history({ room }) {
      await sync();
      const events = [];
      let from = "";
      do {
        const query = new URLSearchParams({ dir: "b", limit: "100", ...(from && { from }) });
        const where = `/rooms/${encodeURIComponent(room)}/messages?${query}`;
        const page = JSON.parse(await call("GET", where));
        events.push(...page.chunk);
        from = page.end;
      } while (from);
      const clear = [];
      for (const event of events.reverse()) clear.push(await decrypted(room, event));
      return { events: clear };
    },
  };

  async function arrive() {
    const login = JSON.parse(
      await call("POST", "/login", {
        type: "m.login.password", identifier: { type: "m.id.user", user: account }, password,
      }),
    );
    token = login.access_token;
    machine = await OlmMachine.initialize(new UserId(account), new DeviceId(login.device_id));
    const signing = await machine.bootstrapCrossSigning(true);
    if (signing.uploadKeysRequest) await carry(signing.uploadKeysRequest);
    await call("POST", "/keys/device_signing/upload", signing.uploadSigningKeysRequest.body);
    await carry(signing.uploadSignaturesRequest);
    await machine.updateTrackedUsers([new UserId(account), new UserId(bot)]);
    await sync();
    return { ready: true };
  }

  async function done(work) {
    try {
      tell(await work());
    } catch (error) {
      tell({ error: String(error?.stack ?? error) });
    }
  }

  await done(arrive);
  for await (const line of lines) {
    const command = JSON.parse(line);
    await done(() => commands[command.do](command));
  }
  machine?.close();
}

await initAsync();
const server = net.createServer((connection) => {
  connection.on("error", () => connection.destroy()); // whoever it was is gone
  live(connection).finally(() => connection.end());
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit(0)).resume();
