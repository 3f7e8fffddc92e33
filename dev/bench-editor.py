"""Types into the middle of a policy through `cepol serve --lsp` and measures how long answers take.

Usage: bench-editor.py CEPOL POLICY [EDITS]. Prints median and 95th percentile in milliseconds, from sending a keystroke to
having the answer: the problems of the text, completion, hover, the tokens of the file; and memory as edits go on. With
EDITS (10000 with dev/bench-editor --long) that many keystrokes are typed for the memory alone.
"""
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lsp_client import Client  # noqa: E402

# What is typed, a character at a time, and deleted again, as an author would: conditions, a definition, an example.
TYPED = [
    "  且 学历 属于 {博士, 硕士} \"学历\"",
    "\n定义 年资 针对 人员 = 满年数(参加工作时间, 送审日期)\n",
    "\n示例 \"新写的\" {\n  人员 { 性别: 男, 申报方式: 评审 }\n  预期 受理 是 待定\n}\n",
]


class Typist:
    def __init__(self, client, uri, text):
        self.client, self.uri, self.lines, self.version = client, uri, text.split("\n"), 1
        # The end of the line `当 …` of a requirement, in the middle of the declarations.
        places = [i for i, line in enumerate(self.lines) if line.startswith("  当 申报方式 是 评审 且 申报级别")]
        self.line = places[len(places) // 2]
        self.start = self.column = len(self.lines[self.line])
        client.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "cepol", "version": 1, "text": text}})
        client.wait_for_problems(uri, 1)
        self.typed = []

    def position(self):
        return {"line": self.line, "character": self.column}

    def press(self, character):
        self.version += 1
        if character is None:  # backspace
            last = self.typed.pop()
            if last == "\n":
                end = {"line": self.line, "character": self.column}
                self.line -= 1
                self.column = self.before.pop()
            else:
                end = self.position()
                self.column -= 1
            change = {"range": {"start": self.position(), "end": end}, "text": ""}
        else:
            change = {"range": {"start": self.position(), "end": self.position()}, "text": character}
            self.typed.append(character)
            if character == "\n":
                self.before = getattr(self, "before", [])
                self.before.append(self.column)
                self.line, self.column = self.line + 1, 0
            else:
                self.column += 1
        self.client.notify("textDocument/didChange", {"textDocument": {"uri": self.uri, "version": self.version},
                                                      "contentChanges": [change]})

    def keys(self):
        while True:
            for text in TYPED:
                yield from text
                yield from [None] * len(text)


def quantile(times, share):
    times = sorted(times)
    return times[min(len(times) - 1, int(len(times) * share))]


def measure(client, typist, presses):
    document = {"textDocument": {"uri": typist.uri}}
    asked = [
        ("problems", None),
        ("completion", lambda: client.ask("textDocument/completion", {**document, "position": typist.position()})),
        ("hover", lambda: client.ask("textDocument/hover", {**document, "position": {"line": typist.line, "character": 6}})),
        ("tokens", lambda: client.ask("textDocument/semanticTokens/full", document)),
    ]
    times = {name: [] for name, _ in asked}
    keys = typist.keys()
    for i in range(presses):
        name, ask = asked[i % len(asked)]
        key = next(keys)
        start = time.perf_counter()
        typist.press(key)
        if ask is None:
            client.wait_for_problems(typist.uri, typist.version)
        else:
            ask()
        times[name].append((time.perf_counter() - start) * 1000)
        if ask is not None:
            client.wait_for_problems(typist.uri, typist.version)
    return times


def main():
    cepol, policy = sys.argv[1], Path(sys.argv[2]).resolve()
    edits = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    client = Client([cepol, "serve", "--lsp"])
    client.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    client.notify("initialized", {})
    text = policy.read_text(encoding="utf-8")
    typist = Typist(client, policy.as_uri(), text)
    print("%s: %d lines, %d KB" % (policy.name, text.count("\n"), len(text.encode()) // 1024))
    presses, before = 800, client.processor_seconds()
    all_times = measure(client, typist, presses)
    processor = (client.processor_seconds() - before) / presses * 1000
    for name, times in all_times.items():
        print("  %-11s median %6.1f ms   95th percentile %6.1f ms   (%d)" % (name, quantile(times, 0.5), quantile(times, 0.95), len(times)))
    print("  processor   %6.1f ms a keystroke, with its answer" % processor)
    print("  memory      %d MB" % (client.memory_kb() // 1024))
    keys = typist.keys()
    for _ in range(len(typist.typed)):
        typist.press(None)
    for done in range(1, edits + 1):
        typist.press(next(keys))
        if done % 20 == 0:
            client.ask("textDocument/semanticTokens/full", {"textDocument": {"uri": typist.uri}})
        if done % max(1, edits // 5) == 0:
            print("  memory after %6d edits: %d MB" % (done, client.memory_kb() // 1024))
    client.close()


main()
