"""A client of `cepol serve --lsp` for measuring: sends messages and waits for answers."""
import json
import os
import subprocess


class Client:
    def __init__(self, command):
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self._input = self._process.stdout
        self._buffer = b""
        self._last = 0
        self._published = {}  # by document: the version whose problems were told last
        self.pid = self._process.pid

    def notify(self, method, params):
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method, params):
        """The result of a request."""
        self._last += 1
        self._send({"jsonrpc": "2.0", "id": self._last, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == self._last:
                if "error" in message:
                    raise RuntimeError("%s: %s" % (method, message["error"]))
                return message["result"]

    def wait_for_problems(self, uri, version):
        while self._published.get(uri) != version:
            self.read()

    def read(self):
        while b"\r\n\r\n" not in self._buffer:
            self._fill()
        header, rest = self._buffer.split(b"\r\n\r\n", 1)
        length = int(header.split(b":")[1])
        while len(rest) < length:
            self._fill()
            rest = self._buffer[len(header) + 4:]
        self._buffer = rest[length:]
        message = json.loads(rest[:length])
        if message.get("method") == "textDocument/publishDiagnostics":
            self._published[message["params"]["uri"]] = message["params"].get("version")
        return message

    def memory_kb(self):
        """Resident memory."""
        with open("/proc/%d/status" % self.pid) as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1])
        return 0

    def processor_seconds(self):
        with open("/proc/%d/stat" % self.pid) as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        self.ask("shutdown", None)
        self.notify("exit", None)
        return self._process.wait()

    def _fill(self):
        more = self._input.read(1 << 20)
        if not more:
            raise RuntimeError("the service has ended")
        self._buffer += more

    def _send(self, message):
        if message.get("params", 0) is None:
            del message["params"]
        body = json.dumps(message, ensure_ascii=False).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
