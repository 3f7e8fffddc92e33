# Generated policies with generated data, with blanks and every kind of damage: what a view says for certain, `cepol eval` says. Usage:
# pairs_test.py postgresql|duckdb CEPOL WRITE_PAIRS MODULES [COUNT] [FIRST].
import os, pathlib, subprocess, sys, tempfile

from compare import Cepol, columns_of, compare
from databases import DuckDB, PostgreSQL, duckdb_modules, programs, tables_of

kind, cepol, write_pairs = sys.argv[1], Cepol(os.path.abspath(sys.argv[2])), os.path.abspath(sys.argv[3])
# Other policies for each database; in a long run more.
count = int(sys.argv[5]) if len(sys.argv) > 5 else 1500 if os.environ.get("CEPOL_LONG") else 75
first = int(sys.argv[6]) if len(sys.argv) > 6 else {"postgresql": 1, "duckdb": 10001}[kind]
failures = []
totals = {"pairs": 0, "compared": 0, "not in a database": 0, "not in SQL": 0, "stopped": 0, "rows": 0, "open": 0, "decided": 0, "figures": 0}
reasons = {}


# Files that are no tables of the policy's columns (a lost heading, a torn row, two files of one table) are nothing that a database has.
def fits(tables, core):
    declared, absent, table = {}, {}, None
    for line in core.split("\n"):
        if line.startswith("table "):
            table = line[6:].split(" of ")[0].split(",")[0]
            declared[table] = set()
        elif table and line.startswith("  ") and ": " in line:
            name, kind = line.strip().split(": ", 1)
            declared[table].add(name)
            if "omittable" in kind or " also " in kind or " heading" in kind:
                absent.setdefault(table, set()).add(name)
        elif line.startswith(("reading", "function")):
            break
    for name, (heading, rows) in tables.items():
        if not heading or declared.get(name, set()) - set(heading) - absent.get(name, set()):
            return False
        if any("\0" in cell for row in rows for cell in row):
            return False
        if name not in declared or len(set(heading)) != len(heading) or any(len(row) != len(heading) or set(heading) <= set(row) for row in rows):
            return False
    return True


with tempfile.TemporaryDirectory() as place:
    os.chmod(place, 0o755)
    pairs = pathlib.Path(place) / "pairs"
    subprocess.run([write_pairs, str(first), str(count), str(pairs)], check=True)
    if kind == "postgresql":
        if programs() is None:
            print("PostgreSQL (package postgresql-15) is not installed; nothing was tried: skipped")
            sys.exit(77)
        pathlib.Path(place, "server").mkdir()
        database = PostgreSQL(pathlib.Path(place) / "server")
    else:
        modules = duckdb_modules(sys.argv[4])
        if modules is None:
            print("DuckDB (npm package @duckdb/node-api) cannot be installed; nothing was tried: skipped")
            sys.exit(77)
        database = DuckDB(modules)
    with database:
        for folder in sorted(pairs.iterdir(), key=lambda one: [int(part) for part in one.name.split("-")]):
            totals["pairs"] += 1
            policy = folder / "policy.cepol"
            core = cepol.run("check", policy, "--core").stdout
            tables = tables_of(folder / "data")
            others = [path for path in (folder / "data").rglob("*") if path.is_file() and (path.suffix != ".csv" or path.parent.name != "data")]
            if others or not fits(tables, core):
                totals["not in a database"] += 1
                continue
            try:
                problems, counts = compare(cepol, database, policy, folder / "data", tables,
                                           eval_options=(folder / "options").read_text().split("\n")[:-1])
            except RuntimeError as error:
                problems, counts = [f"{error}"[:700]], {}
            if problems is None:
                totals["not in SQL" if "SQL" in counts else "stopped"] += 1
                if "SQL" not in counts and os.environ.get("CEPOL_SHOW"):
                    print(folder.name, counts[-300:])
                if "SQL" in counts:
                    reasons[counts.split("：", 1)[-1].split(": ", 1)[-1].strip()[:90]] = folder.name
                continue
            totals["compared"] += 1
            for name, value in counts.items():
                totals[name] = totals.get(name, 0) + value
            if problems:
                failures += [f"{folder.name}: {one}" for one in problems]
                print(f"{folder.name}: " + "\n  ".join(problems[:3]), flush=True)
print(totals, reasons)
if not totals["compared"]:
    failures.append("nothing was compared")
sys.exit(1 if failures else 0)
