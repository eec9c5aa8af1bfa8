#!/usr/bin/env python3
"""Checks the vectors of src/docs/format.md, sections 1 to 8 and 12, with an implementation of its own in nothing but Python.

    python3 check_vectors.py FOLDER

FOLDER holds the vectors (src/test/resources/format). Ends with 0 and says how many values agree, or names the first that
does not and ends with 1. The Ed25519 and AES here are for checking vectors: slow, and not safe for secrets.
"""

import base64
import decimal
import hashlib
import hmac
import json
import os
import struct
import sys
import uuid

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import check_proof as proofs  # noqa: E402

agreed = 0


class Differs(Exception):
    """Which value differs."""


def same(mine, theirs, what):
    global agreed
    if mine != theirs:
        raise Differs("%s: here it is %r, in the vectors %r" % (what, mine, theirs))
    agreed += 1


# Ed25519, RFC 8032 §5.1 and §6

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME
ROOT_OF_MINUS_ONE = pow(2, (PRIME - 1) // 4, PRIME)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % PRIME, (p[1] + p[0]) * (q[1] + q[0]) % PRIME
    c, d = 2 * p[3] * q[3] * D % PRIME, 2 * p[2] * q[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME)


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def equal(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % PRIME == 0 and (p[1] * q[2] - q[1] * p[2]) % PRIME == 0


def decode_point(data):
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= PRIME:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, PRIME - 2, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * ROOT_OF_MINUS_ONE % PRIME
    if (x * x - square) % PRIME or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = PRIME - x
    return (x, y, 1, x * y % PRIME)


def encode_point(point):
    inverse = pow(point[2], PRIME - 2, PRIME)
    x, y = point[0] * inverse % PRIME, point[1] * inverse % PRIME
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = decode_point((4 * pow(5, PRIME - 2, PRIME) % PRIME).to_bytes(32, "little"))


def number_of_hash(*pieces):
    return int.from_bytes(hashlib.sha512(b"".join(pieces)).digest(), "little") % ORDER


def secret(seed):
    hashed = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(hashed[:32], "little") & ((1 << 254) - 8) | 1 << 254
    return scalar, hashed[32:]


def public_key(seed):
    return encode_point(times(secret(seed)[0], BASE))


def sign(seed, message):
    scalar, prefix = secret(seed)
    key = encode_point(times(scalar, BASE))
    chosen = number_of_hash(prefix, message)
    commitment = encode_point(times(chosen, BASE))
    answer = (chosen + number_of_hash(commitment, key, message) * scalar) % ORDER
    return commitment + answer.to_bytes(32, "little")


def good_key(key):
    point = decode_point(key)
    return point is not None and not equal(times(8, point), (0, 1, 1, 0))


def verifies(key, message, signature):
    if len(signature) != 64 or not good_key(key):
        return False
    commitment, answer = decode_point(signature[:32]), int.from_bytes(signature[32:], "little")
    if commitment is None or answer >= ORDER:
        return False
    challenge = number_of_hash(signature[:32], key, message)
    return equal(times(answer, BASE), add(commitment, times(challenge, decode_point(key))))


# AES-256-GCM, FIPS 197 and NIST SP 800-38D, to open sealed parts


def double(byte):
    return (byte << 1 ^ 0x11B) if byte & 0x80 else byte << 1


def make_sbox():
    sbox, p, q = [0] * 256, 1, 1
    while True:
        p = p ^ double(p)
        for shift in (1, 2, 4):
            q ^= q << shift & 0xFF
        q ^= 0x09 if q & 0x80 else 0
        rotated = q
        for shift in (1, 2, 3, 4):
            rotated ^= (q << shift | q >> 8 - shift) & 0xFF
        sbox[p] = rotated ^ 0x63
        if p == 1:
            break
    sbox[0] = 0x63
    return sbox


SBOX = make_sbox()


def round_keys(key):
    words, constant = [list(key[i : i + 4]) for i in range(0, 32, 4)], 1
    for i in range(8, 60):
        word = list(words[i - 1])
        if i % 8 == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= constant
            constant = double(constant)
        elif i % 8 == 4:
            word = [SBOX[b] for b in word]
        words.append([a ^ b for a, b in zip(words[i - 8], word)])
    return [sum(words[i : i + 4], []) for i in range(0, 60, 4)]


def encrypt_block(keys, block):
    state = [a ^ b for a, b in zip(block, keys[0])]
    for number, key in enumerate(keys[1:], 1):
        state = [SBOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if number < 14:
            mixed = []
            for at in range(0, 16, 4):
                column = state[at : at + 4]
                whole = column[0] ^ column[1] ^ column[2] ^ column[3]
                mixed += [column[i] ^ whole ^ double(column[i] ^ column[(i + 1) % 4]) for i in range(4)]
            state = mixed
        state = [a ^ b for a, b in zip(state, key)]
    return bytes(state)


def multiply(x, y):
    product = 0
    for bit in range(127, -1, -1):
        if x >> bit & 1:
            product ^= y
        y = y >> 1 ^ (0xE1 << 120 if y & 1 else 0)
    return product


def open_sealed(key, nonce, header, sealed):
    keys, text, tag = round_keys(key), sealed[:-16], sealed[-16:]
    point = int.from_bytes(encrypt_block(keys, bytes(16)), "big")
    hashed = 0
    lengths = struct.pack(">QQ", 8 * len(header), 8 * len(text))
    for data in (header, text, lengths):
        for at in range(0, len(data), 16):
            hashed = multiply(hashed ^ int.from_bytes(data[at : at + 16].ljust(16, b"\0"), "big"), point)
    mask = int.from_bytes(encrypt_block(keys, nonce + b"\0\0\0\1"), "big")
    if (hashed ^ mask).to_bytes(16, "big") != tag:
        return None
    plain = b""
    for at in range(0, len(text), 16):
        stream = encrypt_block(keys, nonce + struct.pack(">I", 2 + at // 16))
        plain += bytes(a ^ b for a, b in zip(text[at : at + 16], stream))
    return plain


def hkdf(key, info):
    extracted = hmac.new(bytes(32), key, hashlib.sha256).digest()
    return hmac.new(extracted, info + b"\1", hashlib.sha256).digest()


# The sections


def section_1(vectors):
    for vector in vectors["values"]:
        mine = proofs.canonical(proofs.read_bytes(vector["input"].encode(), "An input"))
        same(mine.decode(), vector["canonical"], "canonical form of " + vector["input"])
        same(mine, proofs.canonical(proofs.read_bytes(mine, "An input")), "canonical form of a canonical form")
    for vector in vectors["refused"]:
        try:
            proofs.read_bytes(bytes.fromhex(vector["input_hex"]), "An input")
            refused = False
        except proofs.Refused:
            refused = True
        same(refused, True, "refusal of " + vector["why"])


def section_2(vectors):
    for vector in vectors["keys"]:
        key = public_key(bytes.fromhex(vector["seed"]))
        same(key.hex(), vector["public_key"], "public key")
        same(proofs.pid_of(key), vector["pid"], "PID")
    for key in vectors["refused_keys"]:
        same(good_key(bytes.fromhex(key)), False, "use of the key " + key)
        same(proofs.usable(bytes.fromhex(key)), False, "use of the key by the other script " + key)
    for vector in vectors["unclaimed"]:
        hashed = proofs.sha256(b"unclaimed\0", vector["hub"].encode(), b"\0", vector["label"].encode())
        same(proofs.base58(hashed), vector["pid"], "PID of an imported participant")
    for vector in vectors["statements"]:
        message, seed = proofs.canonical(vector["signed"]), bytes.fromhex(vector["seed"])
        same(message.decode(), vector["signed_bytes"], "signed bytes")
        same(sign(seed, message).hex(), vector["signature"], "signature")
        same(verifies(public_key(seed), message, bytes.fromhex(vector["signature"])), True, "verification")
        fingerprint = proofs.sha256(proofs.pid_bytes(vector["signer"]), message).hex()
        same(fingerprint, vector["fingerprint"], "fingerprint")
        chosen = vector["signed"].get("tx_id" if vector["signed"]["action"] == "payment.create" else "statement_id")
        same(fingerprint if chosen is None else chosen, vector["tx_id"], "tx_id")
    for vector in vectors["reference_statements"]:
        reference_statement(vector)
    for vector in vectors["refused_signatures"]:
        pieces = [bytes.fromhex(vector[name]) for name in ("key", "message", "signature")]
        same(verifies(*pieces), False, "verification of " + vector["why"])


def reference_object(action, body):
    """What the reference dialect signs for a body."""
    signed = {name: value for name, value in body.items() if value is not None}
    if action == "participant.register":
        signed.setdefault("type", "person")
    if action in ("trustline.create", "trustline.update") and "limit" in signed:
        signed["limit"] = str(decimal.Decimal(signed["limit"]))
    return signed


def reference_statement(vector):
    seed, action = bytes.fromhex(vector["seed"]), vector["action"]
    signed = reference_object(action, vector["body"])
    message = proofs.canonical(signed)
    same(message.decode(), vector["signed_bytes"], "signed bytes in the reference form")
    same(sign(seed, message).hex(), vector["signature"], "signature in the reference form")
    key = public_key(seed)
    chosen = signed.get("tx_id" if action == "payment.create" else "statement_id")
    derived = proofs.sha256(proofs.sha256(key), message).hex()
    same(derived if chosen is None else chosen, vector["tx_id"], "tx_id in the reference form")
    part = proofs.read_bytes(vector["part"].encode(), "A part")
    same(proofs.canonical(part).decode(), vector["part"], "canonical part in the reference form")
    same(part["signed"], signed, "signed object of a part in the reference form")
    same([part["form"], part["action"]], ["reference", action], "form and action of a part")
    same(proofs.meant(part)["action"], action, "what a part in the reference form was meant for")


def leaf_of(salt, content):
    return proofs.sha256(b"\0", salt, content)


def section_3(vectors):
    for vector in vectors["transactions"]:
        leaves = []
        for part in vector["parts"]:
            content = part["content"].encode()
            shown = proofs.read_bytes(content, "A part")
            same(proofs.canonical(shown), content, "canonical content")
            same(shown["part"], part["kind"], "kind of a part")
            leaves.append(leaf_of(bytes.fromhex(part["salt"]), content))
            same(leaves[-1].hex(), part["leaf"], "leaf of a part")
        same(proofs.root(leaves).hex(), vector["hash"], "transaction hash")
    for vector in vectors["lines"]:
        hashed = bytearray(proofs.sha256(("tallystick.line\0%s\0%d" % (vector["tx_id"], vector["n"])).encode())[:16])
        hashed[6], hashed[8] = hashed[6] & 0x0F | 0x80, hashed[8] & 0x3F | 0x80
        same(str(uuid.UUID(bytes=bytes(hashed))), vector["line"], "id of a line")


def history_root(entries, next_height):
    hashes = {entry["height"]: bytes.fromhex(entry["block_hash"]) for entry in entries}
    leaves = [proofs.sha256(b"\0", hashes.get(height, bytes(32))) for height in range(next_height)]
    return proofs.root(leaves) if leaves else proofs.sha256()


def section_4(vectors):
    hub, seed = vectors["hub"], bytes.fromhex(vectors["hub_seed"])
    for vector in vectors["blocks"]:
        header = proofs.read_header(vector["header"])
        text = proofs.canonical(header)
        same(text.decode(), vector["canonical"], "canonical header")
        block_hash = proofs.sha256(text).hex()
        same(block_hash, vector["block_hash"], "block hash")
        seal = proofs.canonical({"action": "block.seal", "block_hash": block_hash, "hub": hub})
        same(seal.decode(), vector["seal"], "what the hub signs")
        same(sign(seed, seal).hex(), vector["signature"], "signature of the hub")
        hashes = [bytes.fromhex(item) for item in vector["transaction_hashes"]]
        same(len(hashes), header["tx_count"], "count of transactions")
        same(proofs.root([proofs.sha256(b"\0", item) for item in hashes]).hex(), header["tx_root"], "tx_root")
    for vector in vectors["histories"]:
        same(history_root(vector["entries"], vector["next_height"]).hex(), vector["history_root"], "history_root")


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, size):
        if self.at + size > len(self.data):
            raise Differs("a record ends too early")
        self.at += size
        return self.data[self.at - size : self.at]

    def number(self, size):
        return int.from_bytes(self.take(size), "big")


def read_part(reader, vectors):
    kind, sealed, body = reader.number(1), reader.number(1), Reader(reader.take(reader.number(4)))
    if not sealed:
        salt, content = body.take(16), body.take(len(body.data) - 16)
        return proofs.KINDS[kind], leaf_of(salt, content), content
    leaf, owner, nonce = body.take(32), body.take(32), body.take(12)
    ciphertext = body.take(len(body.data) - 76)
    person_key = bytes.fromhex(vectors["person_keys"][proofs.base58(owner)])
    context = b"tallystick.part" + leaf
    plain = open_sealed(hkdf(person_key, b"tallystick.text.v1/" + context), nonce, context, ciphertext)
    same(plain is not None, True, "opening of a sealed part")
    same(leaf_of(plain[:16], plain[16:]), leaf, "leaf of a sealed part")
    return proofs.KINDS[kind], leaf, plain[16:]


def section_5(vectors):
    record = Reader(bytes.fromhex(vectors["payload"]))
    header = proofs.read_bytes(record.take(record.number(4)), "A header")
    same(header, vectors["header"], "header of the record")
    same(record.take(64).hex(), vectors["signature"], "signature of the record")
    hashes, contents = [], []
    for _ in range(record.number(4)):
        transaction = Reader(record.take(record.number(4)))
        parts = [read_part(transaction, vectors) for _ in range(transaction.number(2))]
        same(transaction.at, len(transaction.data), "end of a transaction")
        contents.append([content.decode() for _, _, content in parts])
        hashes.append(proofs.root([leaf for _, leaf, _ in parts]))
    same(record.at, len(record.data), "end of a record")
    same(contents, vectors["contents"], "contents of the parts")
    root = proofs.root([proofs.sha256(b"\0", item) for item in hashes]).hex()
    same(root, header["tx_root"], "tx_root of a record")


OPERATIONS = {
    "account.open": ({"pid", "status"}, {"key"}),
    "account.change": ({"pid"}, {"status", "key"}),
    "equivalent.define": ({"code", "precision", "active"}, set()),
    "line.open": ({"line", "creditor", "debtor", "equivalent", "limit", "policy"}, set()),
    "line.change": ({"line"}, {"limit", "policy", "status"}),
    "line.close": ({"line"}, set()),
    "debt.owe": ({"line", "equivalent", "amount"}, {"hold", "leg"}),
    "debt.cancel": ({"line", "equivalent", "amount"}, {"hold", "leg"}),
    "debt.clear": ({"line", "equivalent", "amount"}, set()),
    "hold.open": ({"hold", "owner", "parties", "expires_at"}, set()),
    "hold.leg": ({"hold", "leg", "line", "direction", "equivalent", "amount"}, set()),
    "hold.release": ({"hold", "leg", "line", "equivalent", "amount"}, set()),
}
AMOUNTS = ("amount", "limit")


def section_6(vectors):
    seen = set()
    for vector in vectors["operations"]:
        content = vector["content"]
        operation = proofs.read_bytes(content.encode(), "An operation")
        same(proofs.canonical(operation).decode(), content, "canonical operation")
        needed, possible = OPERATIONS[operation["op"]]
        members = set(operation) - {"part", "op"}
        same(needed <= members <= needed | possible, True, "members of " + operation["op"])
        for name in AMOUNTS:
            if name in operation:
                whole, _, decimals = operation[name].partition(".")
                same(whole.isdigit() and len(decimals) == vectors["precision"], True, "decimals of " + name)
        seen.add(operation["op"])
    same(seen, set(OPERATIONS), "that each operation is among the vectors")


def section_7(vectors):
    head = bytes(32)
    for vector in vectors["heads"]:
        head = proofs.sha256(b"tallystick.head", head, bytes.fromhex(vector["transaction_hash"]))
        same(head.hex(), vector["head"], "head of an account")


def section_8(vectors):
    for vector in vectors["idempotency"]:
        scope, body = bytes.fromhex(vector["scope"]), bytes.fromhex(vector["body"])
        same(vector["fact"]["fact"], "idempotency", "name of a fact")
        same(proofs.sha256(b"tallystick.idempotency.key", scope).hex(), vector["fact"]["key"], "key of a fact")
        same(proofs.sha256(b"tallystick.idempotency.body", scope, body).hex(), vector["fact"]["body"], "body of a fact")
    for vector in vectors["regained"]:
        header, fact = vector["header"], vector["fact"]
        same(proofs.sha256(proofs.canonical(header)).hex(), fact["block_hash"], "hash of a lost block")
        for name in ("epoch", "height", "timestamp"):
            same(header[name], fact[name], name + " of a lost block")
        same(sorted(fact), ["block_hash", "epoch", "fact", "height", "timestamp"], "members of a fact")
        same(fact["fact"], "regained", "name of a fact")
    for vector in vectors["proposals"]:
        lines = vector["lines"]
        same(lines[0], min(lines), "first line of a circle")
        hashed = proofs.sha256("\0".join(["tallystick.proposal"] + lines + [vector["amount"]]).encode())
        same(hashed.hex(), vector["id"], "id of a proposal")
    settings = {}
    roles, status, code_hash = {}, {}, {}
    for vector in vectors["admin"]:
        section_8_act(vector, settings, roles, status, code_hash)


def section_8_act(vector, settings, roles, status, code_hash):
    """What an act says about itself fits what was signed, and what was before is what earlier acts left."""
    action = vector["type"]
    signed = proofs.read_bytes(vector["signed"].encode(), "A statement") if "signed" in vector else {}
    operations = [proofs.read_bytes(one.encode(), "An operation") for one in vector["operations"]]
    for operation in operations:
        if operation["op"] == "account.open":
            status[operation["pid"]] = operation["status"]
    if action == "participant.claim":
        digest = proofs.sha256(signed["code"].encode()).hex()
        same(code_hash.pop(vector["signer"]), digest, "hash of a code")
        same(operations[0]["key"], signed["public_key"], "key of a claim")
    facts = [proofs.read_bytes(one.encode(), "A fact") for one in vector["facts"]]
    for fact in facts:
        if fact["fact"] != "admin":
            continue
        same(fact.get("by"), vector.get("signer"), "who acted")
        same(fact.get("participant"), signed.get("participant", fact.get("participant")), "whom it concerns")
        same(fact.get("equivalent"), signed.get("code"), "which unit it concerns")
        before, after, about = fact.get("before", {}), fact["after"], fact.get("participant")
        same(set(before) <= set(after), True, "members of before")
        if "status" in after:
            same(before["status"], status.get(about, "active"), "status before")
            status[about] = after["status"]
            same(operations[0], {"op": "account.change", "part": "operation", "pid": about, "status": after["status"]}, "operation")
        elif "roles" in after:
            same(before.get("roles", []), roles.get(about, []), "roles before")
            roles[about] = after["roles"]
        elif "code_hash" in after:
            code_hash[about] = after["code_hash"]
        elif "precision" not in after:
            for name, value in before.items():
                same(value, settings.get(name, value), "setting before")
            settings.update(after)


def section_12(vectors):
    for vector in vectors["statements"]:
        seed, statement = bytes.fromhex(vector["seed"]), dict(vector["statement"])
        signature = base64.b64decode(statement.pop("signature"), validate=True)
        message = proofs.canonical(dict(statement, action="hub.statement"))
        same(message.decode(), vector["signed_bytes"], "signed bytes of an account statement")
        same(proofs.pid_of(public_key(seed)), statement["hub"], "hub of an account statement")
        same(sign(seed, message).hex(), signature.hex(), "signature of an account statement")
        same(verifies(public_key(seed), message, signature), True, "verification of an account statement")


SECTIONS = {
    1: section_1,
    2: section_2,
    3: section_3,
    4: section_4,
    5: section_5,
    6: section_6,
    7: section_7,
    8: section_8,
    12: section_12,
}


def main(arguments):
    if len(arguments) != 1:
        print("One argument is expected: the folder with the vectors.", file=sys.stderr)
        return 1
    try:
        for number, section in SECTIONS.items():
            with open(os.path.join(arguments[0], "section-%d.json" % number), encoding="utf-8") as file:
                section(json.load(file))
    except (Differs, proofs.Refused) as differs:
        print("Section %d differs. %s" % (number, differs), file=sys.stderr)
        return 1
    except (OSError, ValueError, KeyError) as failed:
        print("The vectors of section %d cannot be read: %r" % (number, failed), file=sys.stderr)
        return 1
    print("%d values agree." % agreed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
