# `cepol sql` on every shipped policy and its sample: in PostgreSQL and DuckDB the views say what `cepol eval` says, and no row of a
# clean sample is open. Usage: sql_test.py postgresql|duckdb CEPOL ROOT [MODULES] [POLICY...].
import os, pathlib, sys, tempfile, time

from compare import Cepol, compare
from databases import DuckDB, PostgreSQL, duckdb_modules, programs, tables_of

kind, cepol, root = sys.argv[1], Cepol(os.path.abspath(sys.argv[2])), pathlib.Path(sys.argv[3]).resolve()
only = sys.argv[5:]
failures, compared = [], 0


def samples():
    for policy in sorted(root.glob("policies/*/*.cepol")):
        for sample in sorted(policy.parent.glob(policy.stem + "-sample*")):
            name = str(policy.relative_to(root / "policies"))[:-6]
            if not only or name in only:
                yield name, policy, sample


with tempfile.TemporaryDirectory() as place:
    os.chmod(place, 0o755)
    if kind == "postgresql":
        if programs() is None:
            print("PostgreSQL (package postgresql-15) is not installed; nothing was tried: skipped")
            sys.exit(77)
        pathlib.Path(place, "server").mkdir()
        database = PostgreSQL(pathlib.Path(place) / "server")
    else:
        modules = duckdb_modules(sys.argv[4] if len(sys.argv) > 4 else place)
        if modules is None:
            print("DuckDB (npm package @duckdb/node-api) cannot be installed; nothing was tried: skipped")
            sys.exit(77)
        database = DuckDB(modules)
    with database:
        for name, policy, sample in samples():
            began = time.monotonic()
            clean = not sample.name.endswith("-bad")
            try:
                problems, counts = compare(cepol, database, policy, sample, tables_of(sample), strict=clean)
            except RuntimeError as error:
                problems, counts = [f"{error}"[:1500]], {}
            if problems is None:
                problems, counts = [f"nothing to compare: {counts}"], {}
            compared += counts.get("rows", 0)
            # Of all rows, also those with blanks: not many may be open that eval decides.
            if clean and counts.get("decided", 0) > max(6, counts["rows"] * 0.1) and name not in ("accounting/2018",):
                problems.append(f"{counts['decided']} of {counts['rows']} rows are open without need")
            print(f"{name} {sample.name}: {counts} {time.monotonic() - began:.1f} s" + "".join("\n  " + one for one in problems[:8]))
            failures += [f"{name}: {one}" for one in problems]
if not compared:
    failures.append("nothing was compared")
print(f"{len(failures)} differences")
sys.exit(1 if failures else 0)
