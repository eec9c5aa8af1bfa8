#!/usr/bin/env python3
"""Checks a proof of a payment as a stranger would, with nothing but src/docs/format.md to go by.

    python3 check_proof.py PROOF.json

Needs Python 3.8 or newer and, for Ed25519, the program openssl 3.0 or newer. Says in plain words what the proof proves
and ends with 0, or says in one sentence why it proves nothing and ends with 1.
"""

import base64
import datetime
import hashlib
import json
import os
import subprocess
import sys
import tempfile

FORMAT = "tallystick-proof-1"
MAX_BYTES = 32 << 20
MAX_DEPTH = 32
MAX_DIGITS = 1000
MAX_PARTS = 60_000
KINDS = ["frame", "statement", "text", "fact", "operation"]
STATEMENT = {"part", "key", "signature", "signed", "signer"}
UNBOUND_STATEMENT = STATEMENT | {"action", "form", "hub"}
UNBOUND_TYPES = {
    "participant.register",
    "participant.update",
    "trustline.create",
    "trustline.update",
    "trustline.close",
    "payment.create",
}
HEADER = {"version", "epoch", "height", "prev_hash", "history_root", "timestamp", "tx_count", "tx_root"}
PROOF = {"format", "hub", "hub_key", "header", "signature", "parts", "index", "count", "path"}
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

# What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410).
DER_HEAD = bytes.fromhex("302a300506032b6570032100")
PRIME = 2**255 - 19
# The y of the points of small order; x may have either sign.
SMALL_ORDER_8 = int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little")
SMALL_ORDER = {0, 1, PRIME - 1, SMALL_ORDER_8, PRIME - SMALL_ORDER_8}


class Refused(Exception):
    """Why the proof proves nothing, in one sentence."""


def need(condition, sentence):
    if not condition:
        raise Refused(sentence)


# Canonical JSON, section 1


def only_once(pairs):
    names = [name for name, _ in pairs]
    need(len(names) == len(set(names)), "The file has an object with the same member twice.")
    return dict(pairs)


def whole_number(text):
    need(len(text) <= MAX_DIGITS, "The file has a number that is too long.")
    return int(text)


def no_fraction(text):
    raise Refused("The file has a number that is not a whole one.")


def read_json(text, what):
    try:
        value = json.loads(
            text,
            object_pairs_hook=only_once,
            parse_int=whole_number,
            parse_float=no_fraction,
            parse_constant=no_fraction,
        )
    except (ValueError, RecursionError):
        raise Refused(what + " is not JSON.") from None
    need(isinstance(value, dict), what + " is not a JSON object.")
    need(depth(value) <= MAX_DEPTH, what + " is too deep.")
    return value


def read_bytes(data, what):
    need(not data.startswith(b"\xef\xbb\xbf"), what + " begins with a byte order mark.")
    try:
        value = read_json(data.decode("utf-8"), what)
    except UnicodeDecodeError:
        raise Refused(what + " is not UTF-8.") from None
    canonical(value)
    return value


def depth(value):
    deepest, level = 0, [value]
    while level and deepest <= MAX_DEPTH:
        inner = []
        for item in level:
            if isinstance(item, dict):
                inner.extend(item.values())
            elif isinstance(item, list):
                inner.extend(item)
        if any(isinstance(item, (dict, list)) for item in level):
            deepest += 1
        level = inner
    return deepest


def canonical(value):
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused("The file has half of a character.") from None


# What stands in the file, piece by piece


def text_of(value, name):
    found = value.get(name)
    need(isinstance(found, str), "The member %s is missing or not text." % name)
    return found


def number_of(value, name):
    found = value.get(name)
    need(
        isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 2**63,
        "The member %s is missing or not a whole number from 0." % name,
    )
    return found


def hex_of(text, size, name):
    good = isinstance(text, str) and len(text) == 2 * size and all(c in "0123456789abcdef" for c in text)
    need(good, "The member %s is not lower-case hex of %d bytes." % (name, size))
    return bytes.fromhex(text)


def base64_of(text, size, name):
    try:
        decoded = base64.b64decode(text, validate=True)
    except ValueError:
        decoded = b""
    good = len(decoded) == size and base64.b64encode(decoded).decode() == text
    need(good, "The member %s is not base64 of %d bytes." % (name, size))
    return decoded


# Names, hashes and signatures, sections 2 and 3


def sha256(*pieces):
    return hashlib.sha256(b"".join(pieces)).digest()


def base58(data):
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = BASE58[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def pid_of(key):
    return base58(sha256(key))


def node(left, right):
    return sha256(b"\1", left, right)


def root(leaves):
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node(root(leaves[:split]), root(leaves[split:]))


def usable(key):
    """Whether a key encodes its point canonically and is none of small order."""
    y = int.from_bytes(key, "little") & (2**255 - 1)
    return y < PRIME and y not in SMALL_ORDER


def signed_by(key, message, signature):
    return usable(key) and openssl_verifies(key, message, signature)


def openssl_verifies(key, message, signature):
    with tempfile.TemporaryDirectory() as folder:
        files = {"key": DER_HEAD + key, "message": message, "signature": signature}
        paths = {name: os.path.join(folder, name) for name in files}
        for name, data in files.items():
            with open(paths[name], "wb") as file:
                file.write(data)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", paths["key"]]
        command += ["-rawin", "-in", paths["message"], "-sigfile", paths["signature"]]
        try:
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        except OSError:
            raise Refused("The program openssl, which checks the signatures, cannot be started.") from None
    return done.returncode == 0


def openssl_works():
    """The first vector of RFC 8032 §7.1, so that an old openssl is not taken for a forged signature."""
    key = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    signature = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    # An empty file is no message to some versions, so a second vector has one byte.
    key_of_one = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature_of_one = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    return openssl_verifies(key, b"", signature) or openssl_verifies(key_of_one, b"\x72", signature_of_one)


def need_signature(key, message, signature, sentence):
    if not signed_by(key, message, signature):
        need(openssl_works(), "This openssl cannot check Ed25519 signatures; version 3.0 or newer is needed.")
        raise Refused(sentence)


# The steps of section 10


def read_header(value):
    need(isinstance(value, dict) and set(value) == HEADER, "The header has not the members of a header.")
    for name in ("version", "epoch", "height", "timestamp", "tx_count"):
        number_of(value, name)
    for name in ("prev_hash", "history_root", "tx_root"):
        hex_of(value[name], 32, name)
    need(value["version"] == 1, "The header is of a version that this script does not know.")
    need(value["tx_count"] >= 1, "The header counts no transaction.")
    return value


def read_part(value):
    """The kind, the leaf, and the content where it is shown."""
    need(isinstance(value, dict), "A part is not an object.")
    kind = text_of(value, "kind")
    need(kind in KINDS, "A part is of a kind that no part has.")
    if set(value) == {"kind", "leaf"}:
        return kind, hex_of(value["leaf"], 32, "leaf"), None
    need(set(value) == {"kind", "salt", "content"}, "A part has neither salt and content nor a leaf.")
    salt, content = hex_of(value["salt"], 16, "salt"), text_of(value, "content")
    shown = read_json(content, "The content of a part")
    content = content.encode("utf-8", "surrogatepass")
    need(canonical(shown) == content, "The content of a part is not canonical.")
    need(shown.get("part") == kind, "A part is not of the kind that it is called.")
    return kind, sha256(b"\0", salt, content), shown


def read_parts(values):
    need(isinstance(values, list) and 1 <= len(values) <= MAX_PARTS, "The member parts is missing or too long.")
    parts = [read_part(value) for value in values]
    order = [KINDS.index(kind) for kind, _, _ in parts]
    need(order == sorted(order) and order.count(0) == 1, "The parts are out of order.")
    return parts


def follow(transaction_hash, index, count, path):
    """The root that an inclusion proof leads to (RFC 9162 §2.1.3.2)."""
    reached, place, last = sha256(b"\0", transaction_hash), index, count - 1
    for beside in path:
        need(last > 0, "The path is longer than the block is deep.")
        if place % 2 == 1 or place == last:
            reached = node(beside, reached)
            while place % 2 == 0 and place != 0:
                place, last = place // 2, last // 2
        else:
            reached = node(reached, beside)
        place, last = place // 2, last // 2
    need(last == 0, "The path is shorter than the block is deep.")
    return reached


def meant(statement):
    """What a statement was meant for and where: in the reference form nobody signed that."""
    if "form" in statement:
        need(set(statement) == UNBOUND_STATEMENT, "A statement has not the members of a statement.")
        good = statement["form"] == "reference" and statement["action"] in UNBOUND_TYPES
        need(good, "A statement is in a form that does not exist for it.")
        need(not {"action", "hub", "signature"} & set(statement["signed"]), "A statement in the reference form is none.")
        return statement
    need(set(statement) == STATEMENT, "A statement has not the members of a statement.")
    return statement["signed"]


def check_statement(statement, frame, hub):
    need(isinstance(statement.get("signed"), dict), "A statement has not the members of a statement.")
    told = meant(statement)
    signed, signer = statement["signed"], text_of(statement, "signer")
    key = base64_of(text_of(statement, "key"), 32, "key")
    signature = base64_of(text_of(statement, "signature"), 64, "signature")
    message = canonical(signed)
    need(told.get("hub") == hub, "The statement was signed for another hub.")
    if frame is not None:
        need(told.get("action") == frame["type"], "The statement asked for something of another type.")
        chosen = signed.get("tx_id" if frame["type"] == "payment.create" else "statement_id")
        if chosen is None:
            chosen = sha256(pid_bytes(signer), message).hex()
        need(chosen == frame["tx_id"], "The statement asked for a transaction with another id.")
    need_signature(key, message, signature, "The signature of the statement is not that of its key.")
    return signer == pid_of(key)


def pid_bytes(pid):
    number = 0
    for letter in pid:
        need(letter in BASE58, "A PID is not base58.")
        number = number * 58 + BASE58.index(letter)
    need(number < 2**256 and base58(number.to_bytes(32, "big")) == pid, "A PID is not base58 of 32 bytes.")
    return number.to_bytes(32, "big")


def check(proof):
    need(set(proof) == PROOF, "The file has not the members of a proof.")
    need(proof["format"] == FORMAT, "The file is not of the format %s." % FORMAT)
    header, hub = read_header(proof["header"]), text_of(proof, "hub")
    hub_key = base64_of(text_of(proof, "hub_key"), 32, "hub_key")
    need(pid_of(hub_key) == hub, "The PID of the hub is not that of its key.")
    need(number_of(proof, "count") == header["tx_count"], "The count is another one than the header's.")
    need(number_of(proof, "index") < header["tx_count"], "The index lies outside of the block.")
    path = proof["path"]
    need(isinstance(path, list) and len(path) <= 63, "The member path is missing or too long.")
    path = [hex_of(item, 32, "path") for item in path]
    parts = read_parts(proof["parts"])
    reached = follow(root([leaf for _, leaf, _ in parts]), proof["index"], header["tx_count"], path)
    need(reached.hex() == header["tx_root"], "The parts are not in the block: the path does not lead to its root.")
    seal = canonical({"action": "block.seal", "block_hash": sha256(canonical(header)).hex(), "hub": hub})
    signature = base64_of(text_of(proof, "signature"), 64, "signature")
    need_signature(hub_key, seal, signature, "The signature under the block is not the hub's.")
    frame = parts[0][2]
    if frame is not None:
        good = set(frame) == {"part", "tx_id", "type", "v"} and isinstance(frame["tx_id"], str)
        need(good and isinstance(frame["type"], str), "The frame has not the members of a frame.")
    statements = [shown for kind, _, shown in parts if kind == "statement" and shown is not None]
    own_keys = [check_statement(statement, frame, hub) for statement in statements]
    return header, frame, statements, own_keys, [shown for _, _, shown in parts]


# What it proves, in words


def safe(text):
    """A text as it may be shown on a terminal."""
    return "".join(c if c.isprintable() else "\\u{%x}" % ord(c) for c in str(text))


def when(timestamp):
    try:
        moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=timestamp)
        return moment.isoformat(" ", "milliseconds") + " UTC"
    except OverflowError:
        return "%d ms after 1970" % timestamp


def say(proof, header, frame, statements, own_keys, shown):
    lines = [
        "The hub %s has signed this into its history," % safe(proof["hub"]),
        "at height %d of epoch %d, at %s:" % (header["height"], header["epoch"], when(header["timestamp"])),
        "",
    ]
    if frame is not None and frame["type"] == "payment.create" and frame["v"] == 1 and len(statements) == 1:
        signed, signer = statements[0]["signed"], statements[0]["signer"]
        lines.append("  %s" % safe(signer))
        lines.append("  paid %s %s" % (safe(signed.get("amount")), safe(signed.get("equivalent"))))
        lines.append("  to %s" % safe(signed.get("to")))
        lines.append("  in the transaction %s." % safe(frame["tx_id"]))
        if own_keys[0]:
            lines.append("  The payer signed it with the key that the PID names.")
        else:
            lines.append("  It is signed with a later key of the payer: that it is theirs, the hub says, not this proof.")
    else:
        if frame is None:
            lines.append("  a transaction whose type and id are not shown.")
        else:
            lines.append("  a transaction of type %s %s with the id %s." % (safe(frame["type"]), safe(frame["v"]), safe(frame["tx_id"])))
        for statement in statements:
            lines.append("  Signed by %s: %s" % (safe(statement["signer"]), safe(canonical(statement["signed"]).decode())))
        if not statements:
            lines.append("  No statement of anybody is shown.")
    if any("form" in statement for statement in statements):
        lines.append("  It was signed without a word about this hub: that it was meant for it, the hub says, not this proof.")
    for part in shown:
        if part is not None and part["part"] == "text":
            lines.append("  %s: %s" % ("Note" if part.get("field") == "description" else safe(part.get("field")), safe(part.get("text"))))
        if part is not None and part["part"] == "operation" and frame is None:
            lines.append("  A step of it: %s" % safe(canonical(part).decode()))
    hidden = shown.count(None)
    if hidden:
        lines.append("  %d more of its parts are not shown." % hidden)
    return "\n".join(lines)


def main(arguments):
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    if len(arguments) != 1:
        print("One argument is expected: the file with the proof.", file=sys.stderr)
        return 1
    try:
        with open(arguments[0], "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as failed:
        print("The file cannot be read: %s." % safe(failed.strerror), file=sys.stderr)
        return 1
    try:
        need(len(data) <= MAX_BYTES, "The file is longer than a proof may be.")
        proof = read_bytes(data, "The file")
        print(say(proof, *check(proof)))
        return 0
    except Refused as refused:
        print("This proves nothing. " + str(refused), file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
