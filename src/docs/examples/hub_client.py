#!/usr/bin/env python3
"""A client of a hub, written from src/docs/api.md: two people register, one trusts the other and is paid, the receipt is checked.

    python3 hub_client.py http://127.0.0.1:PORT

Needs Python 3.8 or newer, the program openssl 3.0 or newer, and check_proof.py beside it. The keys are made for this one run
and thrown away. Says in a line what each step did and ends with 0, or says in a sentence what went wrong and ends with 1.
"""

import base64
import contextlib
import decimal
import hashlib
import http.client
import json
import os
import secrets
import struct
import subprocess
import sys
import tempfile
import urllib.parse
import uuid

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import check_proof as proofs  # noqa: E402

BASE = "/api/v1"
TIMEOUT_SECONDS = 20
TEXT, CLOSE, PING, PONG, CONTINUATION = 1, 8, 9, 10, 0
WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
MAX_FRAME = 1 << 20


class Failed(Exception):
    """What went wrong, in one sentence."""


def need(condition, sentence):
    """Ends the run with this sentence where the condition does not hold."""
    if not condition:
        raise Failed(sentence)


def base64_text(data):
    """Standard base64 with padding, as keys and signatures are written."""
    return base64.b64encode(data).decode("ascii")


# Keys


def openssl(*arguments):
    """Runs openssl and returns what it wrote to its standard output."""
    done = subprocess.run(["openssl", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    need(done.returncode == 0, "openssl %s failed: %s" % (arguments[0], done.stderr.decode(errors="replace").strip()))
    return done.stdout


class Key:
    """An Ed25519 key pair whose private half lies in a file: keep that file safe, it is the account."""

    def __init__(self, path):
        """Makes a new key and writes it to the path."""
        self.path = path
        openssl("genpkey", "-algorithm", "ed25519", "-out", path)
        public = openssl("pkey", "-in", path, "-pubout", "-outform", "DER")[-32:]
        self.public_key = base64_text(public)
        self.pid = proofs.pid_of(public)

    def sign(self, message):
        """The signature of the bytes, in base64."""
        file_name = self.path + ".message"
        with open(file_name, "wb") as file:
            file.write(message)
        return base64_text(openssl("pkeyutl", "-sign", "-inkey", self.path, "-rawin", "-in", file_name))


# The hub and its members


class Hub:
    """A hub behind an address; its PID and key are known once it has proved who it is."""

    def __init__(self, url):
        """Takes the address, asks who is there and checks the answer."""
        self.url = urllib.parse.urlsplit(url)
        need(self.url.scheme in ("http", "https") and self.url.netloc, "The address has to be http://… or https://…")
        nonce = secrets.token_urlsafe(16)
        told = self.call("GET", "/hub?nonce=" + nonce)
        self.pid, self.public_key = told["pid"], told["public_key"]
        self.equivalent = told["equivalents"][0]["code"]
        self.check_hello(told["hello"], nonce)

    def check_hello(self, hello, nonce):
        """That the hub has the key that its PID names, and answered just now."""
        key = base64.b64decode(self.public_key)
        signed = {"action": "hub.hello", "hub": self.pid, "nonce": nonce, "time": hello["time"], "url": hello["url"]}
        need(proofs.pid_of(key) == self.pid, "The PID of the hub is not that of its key.")
        good = proofs.signed_by(key, proofs.canonical(signed), base64.b64decode(hello["signature"]))
        need(good, "The hub did not sign its hello.")

    def connection(self):
        """A new connection to the hub."""
        kind = http.client.HTTPSConnection if self.url.scheme == "https" else http.client.HTTPConnection
        return kind(self.url.netloc, timeout=TIMEOUT_SECONDS)

    def call(self, method, path, body=None, token=None):
        """The data of the hub's answer, or None where it has no body (204)."""
        headers = {"Authorization": "Bearer " + token} if token else {}
        content = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            content = proofs.canonical(body)
        with contextlib.closing(self.connection()) as connection:
            connection.request(method, BASE + path, content, headers)
            response = connection.getresponse()
            text = response.read()
        if response.status == 204:
            return None
        answer = json.loads(text)
        need(answer["success"], "%s %s was answered with %d %s" % (method, path, response.status, answer.get("error")))
        return answer["data"]


class Member:
    """Somebody with a key, who registers at a hub, logs in, and signs what they ask for."""

    def __init__(self, hub, name, key):
        self.hub, self.name, self.key = hub, name, key
        self.token = None

    def call(self, method, path, body=None):
        """Asks the hub as this member."""
        return self.hub.call(method, path, body, self.token)

    def signed(self, action, fields):
        """A body with these fields and their signature: the action and the hub are signed, but not sent."""
        message = proofs.canonical({"action": action, "hub": self.hub.pid, **fields})
        return {**fields, "signature": self.key.sign(message)}

    def register(self):
        """Opens an account for the key."""
        fields = {"display_name": self.name, "public_key": self.key.public_key, "statement_id": str(uuid.uuid4())}
        registered = self.hub.call("POST", "/auth/register", self.signed("participant.register", fields))
        need(registered["pid"] == self.key.pid, "The hub registered another PID.")
        need(registered["status"] == "active", "The hub's operator has to approve %s first." % self.name)

    def login(self):
        """Proves the key by signing a challenge, and keeps the token."""
        challenge = self.hub.call("GET", "/auth/challenge?pid=" + self.key.pid)["challenge"]
        self.check_challenge(challenge)
        signature = self.key.sign(challenge.encode("ascii"))
        login = {"pid": self.key.pid, "challenge": challenge, "signature": signature}
        self.token = self.hub.call("POST", "/auth/login", login)["access_token"]

    def check_challenge(self, challenge):
        """That the challenge is meant for this hub and this member, so that the signature is worth nothing elsewhere."""
        need(len(challenge) == 43, "The challenge is not one of 32 bytes.")
        data = base64.urlsafe_b64decode(challenge + "=")
        random, bound = data[:16], data[16:]
        names = [b"tallystick.login", self.hub.pid.encode(), self.key.pid.encode(), random]
        need(bound == hashlib.sha256(b"\0".join(names)).digest()[:16], "The challenge is meant for another hub or person.")

    def trust(self, debtor, limit):
        """Opens a trust line: the debtor may owe this member so much."""
        fields = {"to": debtor, "equivalent": self.hub.equivalent, "limit": limit, "statement_id": str(uuid.uuid4())}
        return self.call("POST", "/trustlines", self.signed("trustline.create", fields))

    def pay(self, fields):
        """Pays; when the answer is lost, the same body may be sent again and is paid once."""
        return self.call("POST", "/payments", self.signed("payment.create", fields))

    def net_balance(self):
        """What others owe this member, less what they owe."""
        balances = self.call("GET", "/balance")["equivalents"]
        return next(decimal.Decimal(one["net_balance"]) for one in balances if one["code"] == self.hub.equivalent)

    def logout(self):
        """Ends the login: no token of it counts any more."""
        self.call("POST", "/auth/logout")


# The WebSocket


class WebSocket:
    """A member's end of a WebSocket (RFC 6455): JSON texts both ways."""

    def __init__(self, member):
        """Connects and shakes hands."""
        self.connection = member.hub.connection()
        self.connection.connect()
        self.stream = self.connection.sock.makefile("rb")
        self.shake_hands(member)

    def shake_hands(self, member):
        """Asks for the upgrade with the member's token and checks that it was granted."""
        nonce = base64_text(secrets.token_bytes(16))
        lines = [
            "GET %s/ws HTTP/1.1" % BASE,
            "Host: " + member.hub.url.netloc,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: " + nonce,
            "Sec-WebSocket-Version: 13",
            "Authorization: Bearer " + member.token,
        ]
        self.connection.sock.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("ascii"))
        status = self.stream.readline().decode("latin-1").strip()
        headers = http.client.parse_headers(self.stream)
        need(status.split()[1:2] == ["101"], "The hub opened no WebSocket: " + status)
        accepted = base64_text(hashlib.sha1((nonce + WEBSOCKET_GUID).encode("ascii")).digest())
        need(headers["Sec-WebSocket-Accept"] == accepted, "What answered is no WebSocket.")

    def __enter__(self):
        return self

    def __exit__(self, problem, *_):
        """Says goodbye where nothing went wrong, and hangs up."""
        try:
            if problem is None:
                self.send_frame(CLOSE, struct.pack(">H", 1000))
        finally:
            self.stream.close()
            self.connection.close()

    def send_frame(self, opcode, payload):
        """Sends a whole message as one frame, masked as a client has to."""
        size = len(payload)
        need(size <= 0xFFFF, "The message is longer than a hub takes.")
        head = struct.pack(">BB", 0x80 | opcode, 0x80 | size) if size < 126 else struct.pack(">BBH", 0x80 | opcode, 0xFE, size)
        mask = secrets.token_bytes(4)
        self.connection.sock.sendall(head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload)))

    def read_bytes(self, size):
        """So many bytes of what the hub sends."""
        data = self.stream.read(size)
        need(len(data) == size, "The hub hung up.")
        return data

    def read_frame(self):
        """Whether the next frame ends its message, its opcode and its payload."""
        first, second = self.read_bytes(2)
        need(first & 0x70 == 0 and second & 0x80 == 0, "The hub sent a frame that no server may send.")
        size = second
        if size == 126:
            (size,) = struct.unpack(">H", self.read_bytes(2))
        elif size == 127:
            (size,) = struct.unpack(">Q", self.read_bytes(8))
        need(size <= MAX_FRAME, "The hub sent a frame that is too long.")
        return first & 0x80 != 0, first & 0x0F, self.read_bytes(size)

    def send(self, message):
        """Sends an object."""
        self.send_frame(TEXT, proofs.canonical(message))

    def receive(self):
        """The next object that the hub says; pings are answered on the way."""
        text = b""
        while True:
            final, opcode, payload = self.read_frame()
            if opcode == PING:
                self.send_frame(PONG, payload)
            elif opcode in (TEXT, CONTINUATION):
                text += payload
                if final:
                    return json.loads(text)
            else:
                raise Failed("The hub ended the WebSocket: %s" % payload[2:].decode(errors="replace"))

    def wait_for(self, kind):
        """The next object of this type; what else happens on the way is passed over."""
        while True:
            message = self.receive()
            need(message["type"] != "error", "The hub did not understand: %s" % message)
            if message["type"] == kind:
                return message


# What is checked


def check_event(event, fields, payer):
    """That the event tells of the payment with these fields."""
    told = event["payload"]
    need(told["from"] == payer.key.pid and told["tx_id"] == fields["tx_id"], "The event is about another payment.")
    same_amount = decimal.Decimal(told["amount"]) == decimal.Decimal(fields["amount"])
    need(same_amount and told["description"] == fields["description"], "The event tells the payment differently.")


def check_receipt(receipt, fields, payer):
    """That the proof holds, is of the hub that we know, and is of the payment with these fields. Returns the block's header."""
    proof = receipt["proof"]
    header, _, statements, own_keys, _ = proofs.check(proof)
    need(proof["hub_key"] == payer.hub.public_key, "The proof is of another hub.")
    need(len(statements) == 1 and own_keys == [True], "The proof does not show what the payer signed.")
    need(statements[0]["signer"] == payer.key.pid, "The proof is of a payment by somebody else.")
    wanted = {"action": "payment.create", "hub": payer.hub.pid, **fields}
    need(statements[0]["signed"] == wanted, "The proof is of another payment.")
    return header


# The story


def newcomer(hub, name, folder):
    """Somebody new with a key in the folder, registered and logged in."""
    member = Member(hub, name, Key(os.path.join(folder, name)))
    print("%s has made a key and is %s" % (name, member.key.pid))
    member.register()
    member.login()
    print("%s has registered and logged in" % name)
    return member


def pay_and_hear(payer, payee):
    """The payer pays, the payee hears of it as it happens. Returns the fields of the payment."""
    fields = {
        "tx_id": str(uuid.uuid4()),
        "to": payee.key.pid,
        "equivalent": payer.hub.equivalent,
        "amount": "12",
        "description": "bread “and” butter – смачного 🥖",
    }
    with WebSocket(payee) as socket:
        socket.send({"type": "subscribe", "payload": {"events": ["payment.received"]}})
        socket.wait_for("subscribed")
        print("%s listens on the WebSocket" % payee.name)
        paid = payer.pay(fields)
        need(paid["status"] == "COMMITTED", "The payment was not made.")
        print("%s has paid %s %s %s with a note" % (payer.name, payee.name, paid["amount"], paid["equivalent"]))
        check_event(socket.wait_for("payment.received"), fields, payer)
        print("%s was told of the payment" % payee.name)
    return fields


def run(url):
    """The whole story, a line a step."""
    hub = Hub(url)
    print("The hub is %s and counts in %s" % (hub.pid, hub.equivalent))
    with tempfile.TemporaryDirectory() as folder:
        ann, ben = newcomer(hub, "Ann", folder), newcomer(hub, "Ben", folder)
        line = ben.trust(ann.key.pid, "100")
        print("Ben trusts Ann up to %s %s" % (line["limit"], line["equivalent"]))
        fields = pay_and_hear(ann, ben)
        amount = decimal.Decimal(fields["amount"])
        need(ann.net_balance() == -amount and ben.net_balance() == amount, "The balances are not what was paid.")
        print("The balances are %s for Ann and %s for Ben" % (ann.net_balance(), ben.net_balance()))
        header = check_receipt(ann.call("GET", "/payments/%s/receipt" % fields["tx_id"]), fields, ann)
        print("The receipt proves the payment: it is in the hub's signed block %d" % header["height"])
        ann.logout()
        ben.logout()
        print("Ann and Ben have logged out")


def main(arguments):
    """Runs the story against the hub that the arguments name; the exit code."""
    if len(arguments) != 1:
        print("One argument is expected: the address of a hub.", file=sys.stderr)
        return 1
    try:
        run(arguments[0])
        return 0
    except (Failed, proofs.Refused, OSError, http.client.HTTPException) as problem:
        print("That failed. %s" % problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
