# What `cepol eval -o results.sqlite` writes, read with Python's own sqlite3: it says the same as CSV does, it is there whole or
# not at all, and it replaces nothing but results. Usage: sqlite_test.py CEPOL ROOT
import csv, os, pathlib, resource, shutil, sqlite3, subprocess, sys, tempfile

os.environ["LC_ALL"] = "zh_CN.UTF-8"  # messages are read in Chinese

cepol, root = map(os.path.abspath, sys.argv[1:3])
office = pathlib.Path(root) / "tests/interpreter/cli/golden/office"
failures = []


def check(what, got, expected):
    if got != expected:
        failures.append(f"{what}: {got!r}, expected {expected!r}")


def run(*words, folder, status=0, **more):
    done = subprocess.run([cepol, *words], cwd=folder, capture_output=True, text=True, **more)
    check(f"status of {' '.join(words)} ({done.stderr.strip()[-300:]})", done.returncode, status)
    return done


def tables(file):
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    names = [name for name, in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    all = {}
    for name in names:
        rows = database.execute(f'SELECT * FROM "{name}"')
        heading = [one[0] for one in rows.description]
        all[name] = [heading, *map(list, rows)]
    check("integrity", database.execute("PRAGMA integrity_check").fetchone(), ("ok",))
    database.close()
    return all


def test_tables(folder):
    run("eval", "rule", "data", "--columns", "姓名,报名", "--by", "单位", "-o", "r.sqlite", folder=folder)
    all = tables(folder / "r.sqlite")
    check("tables", list(all), ["人员", "班", "汇总", "坏行", "待补 人员", "来源"])
    people = all["人员"]
    check("heading", people[0], ["编号", "姓名", "报名", "审验", "应修学时", "认定学时", "缺口学时", "受理", "待补", "说明"])
    check("values", people[1][:7], ["00123", "王秀兰", "2030-08-20", "合格", 85, 90.5, 0])
    check("a fraction, no formula", people[2][1:5], ['=HYPERLINK("http://x","点我")', "2030-09-30", "不合格", "85/3"])
    check("a month, what is blank", [people[4][2], people[4][4]], ["2030-06", None])
    check("counts", all["汇总"][1], ["人员", "审验", "合格", 2])
    origin = {tuple(row[:2]): row[2] for row in all["来源"][1:]}
    check("policy", origin[("政策", "office/2030")], "2030年学习通知")
    check("files with their digests", [len(origin[("读入的文件", f"data/{name}.csv")]) for name in ("人员", "学习", "班")],
          [64, 64, 64])
    check("no file beside it", sorted(one.name for one in folder.iterdir() if one.name.startswith(("r.", ".cepol"))),
          ["r.sqlite"])
    run("verify", "v.json", folder=folder) if run("eval", "rule", "data", "-o", "r.sqlite", "--receipt", "v.json",
                                                  folder=folder) else None


# Every table of the results is that of CSV, value for value.
def test_as_csv(folder):
    policy, sample = (os.path.join(root, "policies/nmg", name) for name in ("2017", "2017-sample"))
    run("eval", policy, sample, "-o", "csv", folder=folder, status=1)
    run("eval", policy, sample, "-o", "s.sqlite", folder=folder, status=1)
    all = tables(folder / "s.sqlite")
    files = {one.stem: one for one in (folder / "csv").iterdir()}
    check("each is there", sorted(set(files) - set(all)), [])
    for name, file in files.items():
        with open(file, encoding="utf-8", newline="") as text:
            wanted = list(csv.reader(text))
        got = [["" if value is None else repr(value).removesuffix(".0") if isinstance(value, float) else str(value)
                for value in row] for row in all[name]]
        check(f"rows of {name}", got == wanted, True)


def test_whole_or_not(folder):
    run("eval", "rule", "data", "-o", "w.sqlite", folder=folder)
    before = (folder / "w.sqlite").read_bytes()
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (16384, 16384))
    run("eval", os.path.join(root, "policies/nmg/2017"), os.path.join(root, "policies/nmg/2017-sample"), "-o", "w.sqlite",
        folder=folder, status=2, preexec_fn=limit)
    check("as it was", (folder / "w.sqlite").read_bytes() == before, True)
    check("nothing is left", [one.name for one in folder.iterdir() if one.name.startswith(".")], [])
    if os.path.exists("/dev/full"):
        done = run("eval", "rule", "data", "--format", "sqlite", "-o", "/dev/full", folder=folder, status=2)
        check("no device", "数据库要写成文件" in done.stderr, True)


def test_replaces_results_alone(folder):
    (folder / "own.sqlite").write_bytes(b"")
    run("eval", "rule", "data", "-o", "own.sqlite", folder=folder)  # an empty file is no database
    run("eval", "rule", "data", "-o", "own.sqlite", folder=folder)
    database = sqlite3.connect(folder / "other.sqlite")
    database.executescript("CREATE TABLE 人事(x); INSERT INTO 人事 VALUES (1);")
    database.close()
    for name, text in (("other.sqlite", None), ("notes.db", b"a text")):
        if text is not None:
            (folder / name).write_bytes(text)
        before = (folder / name).read_bytes()
        done = run("eval", "rule", "data", "-o", name, folder=folder, status=2)
        check(f"{name} is told", "不是 cepol 写出的结果，没有盖掉" in done.stderr, True)
        check(f"{name} stays", (folder / name).read_bytes() == before, True)
    done = run("eval", "rule", "own.sqlite", folder=folder, status=2)
    check("results are no data", "这是 cepol 写出的结果，不是数据" in done.stderr, True)


with tempfile.TemporaryDirectory() as place:
    folder = pathlib.Path(place) / "office"
    shutil.copytree(office, folder)
    for test in (test_tables, test_as_csv, test_whole_or_not, test_replaces_results_alone):
        test(folder)
print("\n".join(failures))
sys.exit(1 if failures else 0)
