# Data of CSV files in a database, the views of `cepol sql` on them, and what the views say. PostgreSQL is a server of the test's own,
# DuckDB the npm package @duckdb/node-api, run by duckdb.mjs.
import csv, json, os, pathlib, subprocess, sys

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent / "database"))
from server import Server, programs


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def literal(text):
    return "NULL" if text == "" else "'" + text.replace("'", "''") + "'"


# The tables of a folder of CSV files, each of text columns: name -> (heading, rows).
def tables_of(folder):
    found = {}
    for path in sorted(pathlib.Path(folder).glob("*.csv")):
        data = path.read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030", errors="replace")
        rows = list(csv.reader(text.splitlines())) or [[]]
        found[path.stem] = (rows[0], [row + [""] * (len(rows[0]) - len(row)) for row in rows[1:]])
    return found


def statements_for(tables, columns):
    text = ""
    for name, heading in columns.items():
        has, rows = tables.get(name, ([], []))
        text += f"CREATE TABLE {quoted(name)} ({', '.join(quoted(one) + ' TEXT' for one in heading)});\n"
        lines = [[row[has.index(one)] if one in has else "" for one in heading] for row in rows]
        for at in range(0, len(lines), 500):
            text += f"INSERT INTO {quoted(name)} VALUES {', '.join('(' + ', '.join(map(literal, row)) + ')' for row in lines[at:at + 500])};\n"
    return text


class PostgreSQL:
    dialect = "postgresql"

    def __init__(self, folder):
        self.server = Server(folder)
        self.count = 0

    def __enter__(self):
        self.server.__enter__()
        return self

    def __exit__(self, *all):
        self.server.__exit__(*all)

    # Runs the statements in a new database; then what each query gives, as lists of dicts.
    def run(self, statements, queries):
        self.count += 1
        name = f"case{self.count}"
        self.server.sql(f"CREATE DATABASE {name}", database="postgres")
        asked = "".join(f"SELECT coalesce(json_agg(q), '[]') FROM ({query}) q;\n" for query in queries)
        said = self.server.sql("SET client_min_messages = warning; SET jit = off;\n" + statements + "\\echo ===answers===\n" + asked, database=name)
        self.server.sql(f"DROP DATABASE {name}", database="postgres")
        lines = said.split("===answers===\n")[1]
        answers, decoder, at = [], json.JSONDecoder(parse_float=str, parse_int=str), 0
        while at < len(lines):
            answer, at = decoder.raw_decode(lines, at)
            answers.append(answer)
            while at < len(lines) and lines[at].isspace():
                at += 1
        return answers


class DuckDB:
    dialect = "duckdb"

    def __init__(self, modules):
        self.modules = modules

    def __enter__(self):
        self.process = subprocess.Popen(["node", here / "duckdb.mjs", self.modules], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, encoding="utf-8")
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def run(self, statements, queries):
        self.process.stdin.write(json.dumps({"statements": statements, "queries": queries}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("DuckDB stopped")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["answers"]


# Where the package is, installed there if it is not; None: it cannot be had.
def duckdb_modules(folder):
    given = os.environ.get("CEPOL_DUCKDB")
    folder = pathlib.Path(given or folder)
    if not (folder / "node_modules/@duckdb/node-api").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), "@duckdb/node-api"],
                              capture_output=True)
        if done.returncode != 0:
            return None
    return str(folder)
