"""The measuring of dev/bench-rows: data, runs, a table."""

import csv
import datetime
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import time

CEPOL = "build/release/cepol"
FOLDER = pathlib.Path("tests/work/rows")
OUT = pathlib.Path("build/bench-rows")
NOTHING = """policy nothing "reading alone" { language en }
use shared/records
decision due for person: yes_ | no_ { yes_ when id is "P1"; no_ otherwise }
"""
KINDS = ["law", "ethics", "practice", "skill"]


def day(days):
    return (datetime.date(2000, 1, 1) + datetime.timedelta(days)).isoformat()


def generate(folder, count):
    """The rows that tests/work/rows.test.cpp has, as files."""
    folder.mkdir(parents=True, exist_ok=True)
    topics = count // 10

    def write(table, headings, rows):
        with open(folder / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(headings)
            writer.writerows(rows)

    write("person", ["id"], [["P1"]])
    write("rate", ["code", "since", "until", "points"],
          ([f"T{i}", day(7300 * i // topics), day(7300 * (i + 1) // topics), 2] for i in range(topics)))
    write("study", ["id", "no", "y", "day", "until", "kind", "topic", "hours", "rate"],
          (["P1", f"S{i}", 2000 + i * 7 % 20, day(i * 37 % 7300), day(i * 37 % 7300 + i % 40), KINDS[i * 5 % 7 % 4],
            f"T{i * 7919 % topics}", i * 13 % 100 // 10, f"T{i * 31 % topics}"] for i in range(count)))
    write("award", ["id", "y", "topic"], (["P1", 2000 + i % 20, f"T{i * 7919 % topics}"] for i in range(count)))


def measure(policy, folder, engine, limit):
    """Seconds, megabytes; None after `limit` seconds."""
    log = open(OUT / "log", "w")
    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
        os.execv(CEPOL, [CEPOL, "eval", policy, str(folder), "-o", str(OUT / "results"), "--format", "csv", *engine])
    _, status, usage = os.wait4(pid, 0)
    if os.WIFSIGNALED(status):
        return None
    if os.WEXITSTATUS(status) not in (0, 1):
        sys.exit(f"{policy}: status {os.WEXITSTATUS(status)}: {open(OUT / 'log').read()[-2000:]}")
    return time.monotonic() - start, usage.ru_maxrss // 1024


def main(arguments):
    engine = []
    if arguments[:1] == ["--engine"]:
        engine, arguments = arguments[:2], arguments[2:]
    sizes = [int(one) for one in arguments] or [1000, 10000, 100000, 1000000]
    limit = int(os.environ.get("LIMIT", "120"))
    shutil.rmtree(OUT, ignore_errors=True)
    shutil.copytree(FOLDER, OUT / "policies")
    (OUT / "policies" / "nothing.cepol").write_text(NOTHING)
    chosen = os.environ.get("CONSTRUCTS", "").split() or sorted(path.stem for path in FOLDER.glob("*.cepol"))
    print("construct   " + "".join(f"{size:>24}" for size in sizes))
    for size in sizes:
        generate(OUT / str(size), size)
    for name in ["nothing", *chosen]:
        line = f"{name:12}"
        for size in sizes:
            found = measure(str(OUT / "policies" / f"{name}.cepol"), OUT / str(size), engine, limit)
            line += f"{found[0]:14.2f} s{found[1]:5} MB" if found else f"{'over ' + str(limit) + ' s':>24}"
        print(line, flush=True)


main(sys.argv[1:])
