# The views on tables whose rows lie elsewhere: partitioned, with two partitions behind postgres_fdw (looped to the same server). Usage:
# foreign_test.py CEPOL ROOT.
import os, pathlib, sys, tempfile

from compare import Cepol, compare
from databases import PostgreSQL, literal, programs, quoted, statements_for, tables_of

cepol, root = Cepol(os.path.abspath(sys.argv[1])), pathlib.Path(sys.argv[2]).resolve()
partitioned = {"人员": "证书编号", "学习": "证书编号"}


# Rows are put into the partitions by a hash of the key; the database "shards" has them.
def fill(database):
    def statements(tables, columns):
        others = {name: heading for name, heading in columns.items() if name not in partitioned}
        text = statements_for(tables, others)
        text += f"""CREATE EXTENSION postgres_fdw;
            CREATE SERVER shards FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '{database.server.sockets}', dbname 'shards', async_capable 'true');
            CREATE USER MAPPING FOR postgres SERVER shards OPTIONS (user 'postgres');\n"""
        for name, key in partitioned.items():
            declared = ", ".join(quoted(one) + " TEXT" for one in columns[name])
            for part in (0, 1):
                database.server.sql(f"CREATE TABLE {quoted(name + str(part))} ({declared})", database="shards")
            text += f"CREATE TABLE {quoted(name)} ({declared}) PARTITION BY HASH ({quoted(key)});\n"
            for part in (0, 1):
                text += (f"CREATE FOREIGN TABLE {quoted(name + str(part))} PARTITION OF {quoted(name)} FOR VALUES WITH (MODULUS 2, REMAINDER {part}) "
                         f"SERVER shards OPTIONS (table_name {literal(name + str(part))});\n")
            filled = statements_for(tables, {name: columns[name]})
            text += filled.split(";\n", 1)[1]
        return text
    return statements


if programs() is None:
    print("PostgreSQL (package postgresql-15) is not installed; nothing was tried: skipped")
    sys.exit(77)
with tempfile.TemporaryDirectory() as place:
    os.chmod(place, 0o755)
    pathlib.Path(place, "server").mkdir()
    with PostgreSQL(pathlib.Path(place) / "server") as database:
        database.server.sql("CREATE DATABASE shards", database="postgres")
        policy, sample = root / "policies/nmg/2017.cepol", root / "policies/nmg/2017-sample"
        problems, counts = compare(cepol, database, policy, sample, tables_of(sample), strict=True, fill=fill(database))
        halves = database.server.sql('SELECT (SELECT count(*) FROM "学习0") > 100, (SELECT count(*) FROM "学习1") > 100', database="shards")
print(counts, "\n".join(problems or []))
if problems is None or problems or counts["rows"] < 400 or halves != "t|t\n":
    sys.exit(1)
