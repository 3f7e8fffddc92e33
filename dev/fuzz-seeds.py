"""Collects the seeds of the fuzz targets from the repository: seeds that are kept (tests/fuzz/seeds, regressions), policies
and what the documents show of them, notices, tables. Usage: fuzz-seeds.py FOLDER LONGEST; what is longer is cut into pieces
that begin with the header."""
import hashlib
import pathlib
import re
import shutil
import sys

out, most = pathlib.Path(sys.argv[1]), int(sys.argv[2])
root = pathlib.Path(__file__).resolve().parent.parent
shutil.rmtree(out, ignore_errors=True)
targets = re.findall(r"^TARGET\((\w+)", (root / "tests/fuzz/targets.def").read_text(), re.M)
for target in targets:
    (out / target).mkdir(parents=True)


def put(target, data):
    if 0 < len(data) <= most:
        (out / target / hashlib.sha1(data).hexdigest()[:16]).write_bytes(data)


def pieces_of(text):
    """Declarations one after another, as many as fit, each piece with the header before it."""
    parts = re.split(r"(?m)^(?=[^\s#}])", text)
    header = ""
    while parts and not header.strip():
        header = parts.pop(0)
    if re.match(r"#", header.strip()) and parts:
        header = parts.pop(0)
    piece = header
    for part in parts:
        if len((piece + part).encode()) > most * 0.8 and piece != header:
            yield piece
            piece = header
        piece += part
    yield piece


def files(*patterns):
    for pattern in patterns:
        yield from sorted(root.glob(pattern))


for target in targets:
    for kind in ("seeds", "regressions"):
        for file in files(f"tests/fuzz/{kind}/{target}/*"):
            put(target, file.read_bytes())

policies = [file.read_text(errors="replace") for file in files("policies/*/*.cepol", "stdlib/*/*.cepol", "tests/**/*.cepol")]
for document in files("docs/*.md"):
    policies += re.findall(r"(?ms)^```cepol\n(.*?)^```", document.read_text())
for text in policies:
    for piece in pieces_of(text):
        put("policy", piece.encode())
        if len(piece.encode()) * 2 < most:
            put("diff", (piece + "\n====\n" + piece).encode())

for file in files("policies/*/*.txt", "tests/**/*.txt"):
    if file.name == "session.txt":
        continue
    data = file.read_bytes()
    for at in range(0, len(data), most // 2):
        piece = data[at : at + most // 2].decode(errors="ignore").encode()
        put("notice", piece)
        if at == 0:
            put("fold", piece[:400])

for file in files("tests/**/*.csv", "policies/*/*-sample*/*.csv"):
    data = file.read_bytes()[: most // 2]
    put("csv", b"== " + file.stem.encode() + b"\n" + data)
    put("fold", data[:200])
for file in files("tests/**/*.json", "tests/**/*.ndjson", "tests/**/*.jsonl"):
    put("json", file.read_bytes())
    put("ndjson", file.read_bytes())
