#!/usr/bin/env python3
"""Verifies an exported journal of Passe-Relais without Passe-Relais.

    python3 verify.py FILE [--key FINGERPRINT] [--checkpoint HASH]

Written from docs/JOURNAL.md alone, with Python's standard library. Prints one line per problem, then what was read, and
ends with 1 when there is a problem, 0 when there is none.
"""

import argparse
import datetime
import hashlib
import json
import re
import sys

import ed25519

KEY = {"key", "at", "previous", "signature"}
CHECKPOINT = {"checkpoint", "at", "subjects", "events", "root", "previous", "hash", "signed_by", "signature"}
EVENT = {"subject_kind", "subject_id", "seq", "at", "actor", "kind", "data", "previous", "hash"}
END = {"end", "subjects", "events", "root", "signed"}
SIGNED = {"at", "checkpoints", "checkpoint", "by", "signature"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
WORD = re.compile(r"[a-z_]+")


def sha256(data):
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()


def once(members):
    """An object whose members are each there once."""
    if len({name for name, _ in members}) != len(members):
        raise ValueError("a member stands twice")
    return dict(members)


def fingerprint(public_key):
    return hashlib.sha256(from_hex(public_key)).hexdigest()[:32]


def from_hex(text):
    try:
        return bytes.fromhex(text)
    except (TypeError, ValueError):
        return b""


def holds(public_key, text, signature):
    return ed25519.holds(from_hex(public_key), text.encode("utf-8", "surrogatepass"), from_hex(signature))


class Root:
    """The Merkle tree hash of RFC 6962 section 2.1, one hash per level."""

    def __init__(self):
        self.subtrees = []
        self.leaves = 0

    def add(self, kind, number, seq, digest):
        leaf = f"{kind}:{number}:{seq}:{digest}".encode("utf-8")
        size, node = 1, hashlib.sha256(b"\0" + leaf).digest()
        self.leaves += 1
        while self.subtrees and self.subtrees[-1][0] == size:
            _, left = self.subtrees.pop()
            size, node = size * 2, hashlib.sha256(b"\1" + left + node).digest()
        self.subtrees.append((size, node))

    def hex(self):
        if not self.subtrees:
            return hashlib.sha256(b"").hexdigest()
        node = self.subtrees[-1][1]
        for _, left in reversed(self.subtrees[:-1]):
            node = hashlib.sha256(b"\1" + left + node).digest()
        return node.hex()


class Verification:
    def __init__(self):
        self.problems = []
        self.keys = []
        self.checkpoints = []
        self.subjects = 0
        self.events = 0
        self.root = Root()
        # For each date of a checkpoint: the root and the number of events as they were.
        self.marks = []
        self.subject = None
        self.last_subject = None
        self.seq = 0
        self.hash = ""
        # The heads of the chain being followed at the dates of checkpoints.
        self.heads = []
        self.end = None

    def problem(self, place, what):
        self.problems.append(f"{place}: {what}")

    def line(self, number, text):
        try:
            line = json.loads(text, object_pairs_hook=once)
        except ValueError:
            line = None
        members = set(line) if isinstance(line, dict) else set()
        if self.end is not None:
            self.problem(f"line {number}", "comes after the end")
        elif members == EVENT and well_formed(line):
            self.event(line)
        elif members == KEY and not self.events and not self.checkpoints and isinstance(line["at"], str):
            self.key(line)
        elif members == CHECKPOINT and not self.events and isinstance(line["at"], str):
            self.checkpoints.append(line)
            self.marks.append([line["at"], Root(), 0])
        elif members in (END, END - {"signed"}) and line["end"] is True:
            self.end = line
        else:
            self.problem(f"line {number}", "is not a line of an export, or does not stand where it belongs")

    def key(self, key):
        number = len(self.keys) + 1
        before = self.keys[-1]["key"] if self.keys else ""
        if key["previous"] != before:
            self.problem(f"key {number}", "does not follow the key before it")
        text = f'passe-relais:key:{{"at":"{key["at"]}","key":"{key["key"]}","previous":"{key["previous"]}"}}'
        vouched = before != "" and holds(before, text, key["signature"])
        if not vouched and not holds(key["key"], text, key["signature"]):
            self.problem(f"key {number}", "was forged: neither the key before it nor it itself signed it")
        key["fingerprint"] = fingerprint(key["key"])
        key["anew"] = not vouched and number > 1
        self.keys.append(key)

    def event(self, event):
        subject = (event["subject_kind"].encode("utf-8"), event["subject_id"])
        place = f'{event["subject_kind"]} {event["subject_id"]}, event {event["seq"]}'
        if subject != self.subject:
            self.end_chain()
            if self.last_subject is not None and subject <= self.last_subject:
                self.problem(place, "stands out of order, or a second time")
            self.subject = subject
        if event["seq"] != self.seq + 1:
            self.problem(place, f"follows event {self.seq}: an event is missing or was added")
        if event["previous"] != self.hash:
            self.problem(place, "does not name the hash of the event before it")
        actor = "null" if event["actor"] is None else event["actor"]
        preimage = (
            f'{{"actor":{actor},"at":"{event["at"]}","data":{event["data"]},"kind":"{event["kind"]}",'
            f'"previous":"{event["previous"]}","seq":{event["seq"]},'
            f'"subject":"{event["subject_kind"]}:{event["subject_id"]}"}}'
        )
        if sha256(preimage) != event["hash"]:
            self.problem(place, "its hash is not that of its content: the event was altered")
        if not WORD.fullmatch(event["kind"]):
            self.problem(place, "its kind is no word: the event was altered")
        self.seq = event["seq"]
        self.hash = event["hash"]
        self.events += 1
        for mark, (date, _, _) in enumerate(self.marks):
            if event["at"] <= date:
                self.marks[mark][2] += 1
                self.heads[mark] = (self.seq, self.hash)

    def end_chain(self):
        if self.subject is not None:
            kind, number = self.subject[0].decode("utf-8"), self.subject[1]
            self.root.add(kind, number, self.seq, self.hash)
            for mark, head in enumerate(self.heads):
                if head is not None:
                    self.marks[mark][1].add(kind, number, *head)
            self.subjects += 1
            self.last_subject = self.subject
        self.subject = None
        self.seq = 0
        self.hash = ""
        self.heads = [None] * len(self.marks)

    def known(self, name):
        """The place of the key of this fingerprint, or None."""
        for place, key in enumerate(self.keys):
            if key["fingerprint"] == name:
                return place
        return None

    def check_checkpoints(self):
        previous, signer = "", None
        disagreeing = []
        for row, (_, root, events) in zip(self.checkpoints, self.marks):
            place = f'checkpoint {row["checkpoint"]}'
            preimage = (
                f'{{"at":"{row["at"]}","events":{row["events"]},"previous":"{row["previous"]}",'
                f'"root":"{row["root"]}","subjects":{row["subjects"]}}}'
            )
            if row["previous"] != previous or sha256(preimage) != row["hash"]:
                self.problem(place, "was altered, or the one before it was removed")
            previous = row["hash"]
            if (row["subjects"], row["events"], row["root"]) != (root.leaves, events, root.hex()):
                disagreeing.append(place)
            if row["signed_by"] is None or row["signature"] is None:
                if signer is not None or (self.keys and row["at"] >= self.keys[0]["at"]):
                    self.problem(place, "is not signed: its signature was taken away, or it was added by hand")
                continue
            key = self.known(row["signed_by"])
            if key is None:
                self.problem(place, f'is signed by another key than this journal\'s: {row["signed_by"]}')
            elif signer is not None and key < signer:
                self.problem(place, f'is signed by the key {row["signed_by"]}, which another had replaced before')
            elif not holds(self.keys[key]["key"], "passe-relais:checkpoint:" + preimage, row["signature"]):
                self.problem(place, "its signature is not that of the key it names: it was forged")
            else:
                signer = key
        if disagreeing:
            more = f", nor those of {len(disagreeing) - 1} more" if len(disagreeing) > 1 else ""
            self.problem(disagreeing[0], f"its root is not that of the events up to its date{more}")

    def check_end(self):
        if self.end is None:
            self.problem("the end", "is missing: the file was cut")
            return
        end, signed = self.end, self.end.get("signed")
        if (end["subjects"], end["events"], end["root"]) != (self.subjects, self.events, self.root.hex()):
            self.problem("the end", "its counts or its root are not those of the lines before it")
        if not isinstance(signed, dict) or set(signed) != SIGNED:
            self.problem("the signature", "is missing: the file is from before exports were signed, or it was taken away")
            return
        latest = self.checkpoints[-1]["hash"] if self.checkpoints else ""
        if (signed["checkpoints"], signed["checkpoint"]) != (len(self.checkpoints), latest):
            self.problem("the end", "counts other checkpoints than those before it")
        text = (
            f'passe-relais:export:{{"at":"{signed["at"]}","checkpoint":"{signed["checkpoint"]}",'
            f'"checkpoints":{signed["checkpoints"]},"events":{end["events"]},"root":"{end["root"]}",'
            f'"subjects":{end["subjects"]}}}'
        )
        if not self.keys or self.keys[-1]["fingerprint"] != signed["by"]:
            self.problem("the signature", f'is by another key than the latest of this file: {signed["by"]}')
        elif not holds(self.keys[-1]["key"], text, signed["signature"]):
            self.problem("the signature", "is not that of the key it names: it was forged")

    def check_trust(self, trusted, checkpoint):
        place = -1
        if trusted is not None:
            found = self.known(trusted)
            if found is None:
                self.problem("the signature", f"no key here is {trusted}: somebody else signed")
            else:
                place = found
        for later, key in enumerate(self.keys):
            if later > place and key["anew"]:
                self.problem(f"key {later + 1}", f'no key before it vouches for {key["fingerprint"]}')
        if checkpoint is not None and all(row["hash"] != checkpoint for row in self.checkpoints):
            self.problem(f"checkpoint {checkpoint}", "was kept elsewhere and is not here")


def well_formed(event):
    """Whether the members of an event are of the kinds they are said to be."""
    texts = ("subject_kind", "at", "kind", "data", "previous", "hash")
    numbers = ("subject_id", "seq")
    if not all(isinstance(event[name], str) for name in texts):
        return False
    if not all(type(event[name]) is int for name in numbers):
        return False
    if event["actor"] is not None and type(event["actor"]) is not int:
        return False
    if not MOMENT.fullmatch(event["at"]) or not WORD.fullmatch(event["subject_kind"]):
        return False
    try:
        datetime.datetime.fromisoformat(event["at"].replace("Z", "+00:00"))
    except ValueError:
        return False
    return True


def main():
    arguments = argparse.ArgumentParser(description="Verifies an exported journal of Passe-Relais.")
    arguments.add_argument("file")
    arguments.add_argument("--key", help="the fingerprint of the key that is trusted")
    arguments.add_argument("--checkpoint", help="the hash of a checkpoint that was kept elsewhere")
    given = arguments.parse_args()
    verification = Verification()
    with open(given.file, encoding="utf-8", errors="replace", newline="\n") as file:
        for number, text in enumerate(file, start=1):
            verification.line(number, text)
    verification.end_chain()
    verification.check_checkpoints()
    verification.check_end()
    verification.check_trust(given.key, given.checkpoint)
    for problem in verification.problems:
        print(problem)
    print(
        f"{verification.subjects} subjects, {verification.events} events, {len(verification.checkpoints)} checkpoints, "
        f"{len(verification.problems)} problems, root {verification.root.hex()}"
    )
    if verification.keys:
        print(f'signed by {verification.keys[-1]["fingerprint"]}')
    return 1 if verification.problems else 0


if __name__ == "__main__":
    sys.exit(main())
