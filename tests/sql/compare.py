# What `cepol eval` says of data, and what the views of `cepol sql` say of the same data in a database.
import json, pathlib, re, subprocess, unicodedata
from fractions import Fraction

from databases import quoted, statements_for, tables_of

# These look at the whole table, so that a cell that is not known in another row leaves them open.
of_whole_tables = ("单位.表扬",)
undecided = ("待定", "undetermined")


# The columns that the script reads of each raw table.
def columns_of(script):
    found = {}
    for part in re.split(r"^CREATE VIEW ", script, flags=re.M)[1:]:
        source = re.search(r'\n  FROM ("(?:[^"]|"")+") r', part)
        if source is None:
            continue
        name = source.group(1)[1:-1].replace('""', '"')
        columns = dict.fromkeys(one.replace('""', '"') for one in re.findall(r'CAST\(r\."((?:[^"]|"")+)" AS TEXT\)', part))
        found[name] = list(columns)
    return found


# The tables with the policy's own headings in place of other words for them.
def with_own_headings(core, tables):
    found, table = dict(tables), None
    for line in core.split("\n"):
        if name := re.match(r"table (\S+)", line):
            table = name.group(1)
        column = re.match(r"  (\S+): .*? also ", line)
        if not column or table not in found:
            continue
        others = re.findall(r'"([^"]*)"', line.split(" also ", 1)[1].split(" yes also")[0])
        heading, rows = found[table]
        found[table] = ([column.group(1) if one in others else one for one in heading], rows)
    return found


# The views of decisions: (table, decision) -> view, in the order of the script.
def decision_views(script):
    return re.findall(r'^CREATE VIEW ("(?:[^"]|"")+"\."(?:[^"]|"")+") AS\nWITH', script, flags=re.M)


def number(text):
    if text is None:
        return None
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def same(ours, theirs, english):
    if ours is None:
        ours = ""
    if isinstance(ours, bool) or ours in ("true", "false"):
        ours = ("yes" if english else "是") if ours in (True, "true") else ("no" if english else "否")
    ours = str(ours)
    theirs = "" if theirs is None else str(theirs)
    if ours == theirs:
        return True
    if unicodedata.normalize("NFKC", ours) == unicodedata.normalize("NFKC", theirs):  # a text is shown as it was written
        return True
    a, b = number(ours), number(theirs)
    return a is not None and a == b


# Which rows have all their cells, and those of the rows that belong to them or that they refer to: of such rows none may be open. By
# table: the places of the rows in the file.
def complete_rows(core, tables, results):
    records, table = {}, None
    for line in core.split("\n"):
        if found := re.match(r"table (\S+)(?: of ([^,\s]+))?", line):
            table = found.group(1)
            records[table] = {"parent": found.group(2), "columns": {}, "key": None, "link": None}
        elif table and (found := re.match(r"  (\S+): (optional )?(omittable )?(.*)", line)):
            name, optional, _, kind = found.groups()
            records[table]["columns"][name] = (bool(optional), kind)
            for role in ("key", "link"):
                if re.search(rf" {role}\b", kind):
                    records[table][role] = name
            if " heading" in kind:
                del records[table]["columns"][name]
        elif line.startswith("reading") or line.startswith("function"):
            break
    bad = {(row.get("表") or row.get("table"), int(row.get("行") or row.get("row") or 0)) for name in ("坏行", "bad-rows")
           for row in results.get(name, [])}
    short = re.compile(r"^\d{4}([-/.年]\d{1,2}月?|年)?$|^\d{6}$")

    def own(record, row):
        for name, (optional, kind) in record["columns"].items():
            cell = row.get(name, "").strip()
            if kind.startswith("row of"):
                continue
            if (not cell and not optional) or ("date" in kind and short.match(cell)):
                return False
        return True

    rows = {name: [dict(zip(tables[name][0], row)) for row in tables[name][1]] if name in tables else [] for name in records}
    whole = {name: [own(records[name], row) and (name, at + 2) not in bad for at, row in enumerate(rows[name])] for name in records}
    for _ in range(4):
        by_key = {name: {row.get(one["key"], "").strip(): at for at, row in enumerate(rows[name])} for name, one in records.items() if one["key"]}
        for name, one in records.items():
            for at, row in enumerate(rows[name]):
                for column, (_, kind) in one["columns"].items():
                    if not (target := re.match(r"row of (\S+)", kind)) or target.group(1) not in by_key:
                        continue
                    there = by_key[target.group(1)].get(row.get(column, "").strip())
                    if there is None:
                        if row.get(column, "").strip() not in ("", "/", "-", "无"):
                            whole[name][at] = False
                    elif column == one["link"]:
                        if not whole[name][at]:
                            whole[target.group(1)][there] = False
                    elif not whole[target.group(1)][there]:
                        whole[name][at] = False
    return whole


class Cepol:
    def __init__(self, cepol):
        self.cepol = cepol

    def run(self, *words, cwd=None):
        return subprocess.run([self.cepol, *map(str, words)], capture_output=True, text=True, cwd=cwd)

    def script(self, policy, dialect, *more):
        done = self.run("sql", policy, "--dialect", dialect, *more)
        if done.returncode != 0:
            return None, done.stderr
        return done.stdout, ""

    # table -> rows of cells by heading; None: the run stops.
    def results(self, policy, data, *more):
        done = self.run("eval", policy, data, "--format", "json", "--lang", "zh", *more)
        if not done.stdout.strip():
            return None, done.stderr
        return json.loads(done.stdout, parse_float=str, parse_int=str), done.stderr


# Differences of the results of a row by row comparison, and counts: rows, open, of these those that eval decides.
def compare(cepol, database, policy, data, tables, eval_options=(), sql_options=(), strict=False, fill=statements_for):
    script, why = cepol.script(policy, database.dialect, *sql_options)
    if script is None:
        return None, why
    results, why = cepol.results(policy, data, *eval_options, *sql_options)
    if results is None:
        return None, why
    english = "language en" in pathlib.Path(str(policy) + ("" if str(policy).endswith(".cepol") else ".cepol")).read_text(encoding="utf-8")
    views = decision_views(script)
    core = cepol.run("check", policy, "--core").stdout
    tables = with_own_headings(core, tables)
    answers = database.run(fill(tables, columns_of(script)) + script, [f'SELECT * FROM {view} ORDER BY "row"' for view in views])
    problems, counts = [], {"rows": 0, "open": 0, "decided": 0, "figures": 0, "complete": 0}
    whole = complete_rows(core, tables, results) if strict else {}
    for view, rows in zip(views, answers):
        name = re.fullmatch(r'"(?:[^"]|"")+"\."((?:[^"]|"")+)"', view).group(1).replace('""', '"')
        table, decision = name.split(".", 1)
        if table not in results or not results[table]:
            continue
        wanted, key = results[table], list(rows[0])[1] if rows else None
        by_key = {}
        if key in wanted[0]:
            for row in rows:
                by_key.setdefault(unicodedata.normalize("NFKC", row[key] or ""), []).append(row)
        known = whole.get(table, [])
        for at, result in enumerate(wanted):
            if decision not in result:
                continue
            must = strict and len(known) == len(wanted) and known[at]
            counts["complete"] += bool(must)
            if key in result:
                mine = by_key.get(re.sub(r"\s", "", unicodedata.normalize("NFKC", result[key] or "")).lstrip("'"), [])
            else:
                mine = rows[at:at + 1] if len(rows) == len(wanted) else []
            if len(mine) != 1:
                if len(mine) == 0 and key in result:
                    problems.append(f"{name}: no row {result[key]}")
                continue
            row = mine[0]
            counts["rows"] += 1
            is_open = str(row["open"]).lower() == "true"
            if is_open:
                counts["open"] += 1
                counts["decided"] += result[decision] not in undecided
                if must and result[decision] not in undecided and name not in of_whole_tables:
                    problems.append(f"{name}: {result.get(key, at)} is open, eval says {result[decision]}")
            elif not same(row[decision], result[decision], english):
                problems.append(f"{name}: {result.get(key, at)} is {row[decision]}, eval says {result[decision]}")
            for label in row:
                if not label.endswith(" ?") or label[:-2] not in result:
                    continue
                figure = label[:-2]
                counts["figures"] += 1
                if row[label] in undecided:
                    if must and result[figure] not in (None, "", *undecided) and name not in of_whole_tables:
                        problems.append(f"{name}: {result.get(key, at)}: {figure} is open, eval says {result[figure]}")
                elif not same(row[figure], result[figure], english):
                    problems.append(f"{name}: {result.get(key, at)}: {figure} is {row[figure]}, eval says {result[figure]}")
    return problems, counts
