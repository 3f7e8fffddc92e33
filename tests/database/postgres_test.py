# Databases of PostgreSQL, read and written, with a server of the test's own. Usage: postgres_test.py CEPOL ROOT.
import csv, json, os, pathlib, random, re, shutil, signal, sqlite3, subprocess, sys, tempfile, time

from server import Server, programs

cepol, root = map(os.path.abspath, sys.argv[1:3])
office = pathlib.Path(root) / "tests/interpreter/cli/golden/office"
secret, typed_secret = "s3/cr@t:?&%", "s3%2Fcr%40t%3A%3F%26%25"
failures, said = [], []


def check(what, got, expected):
    if got != expected:
        failures.append(f"{what}: {got!r}, expected {expected!r}")


def run(*words, folder, status=0, **more):
    done = subprocess.run([cepol, *map(str, words)], cwd=folder, capture_output=True, text=True,
                          env={**os.environ, "LC_ALL": "zh_CN.UTF-8", "PGPASSFILE": "/nonexistent", **more})
    said.append(done.stdout + done.stderr)
    check(f"status of {' '.join(map(str, words))} ({done.stderr.strip()[-400:]})", done.returncode, status)
    return done


# Of the rows of a database the numbers are others: there is no line of headings.
def result_rows(folder, *words, status=0):
    text = run("eval", "rule", *words, "--format", "json", folder=folder, status=status).stdout or "{}"
    return json.loads(re.sub("（第[0-9]+行）", "", text))


# The roster of the office in tables, a view, and names of every kind.
def fill(server, folder):
    server.sql("CREATE DATABASE office", database="postgres")
    people = [["00123", "王秀兰", "水利厅", "45", "高级", "2030-08-20"], ["00124", "=HYPERLINK(\"http://x\")", "农牧厅", "52", "高级", "2030-09-30"],
              ["R1", "䶮𬱖㛃", "ᠮᠣᠩᠭᠣᠯ", "", "高级", "2030-10-01"], ["R2", "ᠪᠠᠲᠤ", "a\\\\b\\tc\"d'e,;", "40", "初级", ""],
              ["R3", "  ", "", "50", "高级", "2030-01-05"]]
    study = [["00123", "2030", "公需", "30.5"], ["00123", "2030", "专业", "60"], ["00124", "2030", "专业", "20"],
             ["R1", "2030", "公需", ""], ["R3", "2030", "公需", "28.3"]]
    courses = [["B1", "是"], ["B2", "否"], ["B3", ""]]
    (folder / "csv").mkdir()
    for name, head, rows in (("人员", "编号,姓名,单位,年龄,级别,报名", people), ("学习", "编号,年度,科目,学时", study),
                             ("班", "班号,计划上报", courses)):
        with open(folder / f"csv/{name}.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head.split(","), *rows])
    text = lambda value: "NULL" if value == "" else "'" + value.replace("'", "''") + "'"
    values = lambda rows: ", ".join("(" + ", ".join(map(text, row)) + ")" for row in rows)
    server.sql(f"""
        CREATE TABLE 人员 (编号 text PRIMARY KEY, 姓名 text, 单位 varchar(40), 年龄 int, 级别 text, 报名 date);
        INSERT INTO 人员 VALUES {values(people)};
        CREATE SCHEMA "档 案";
        CREATE TABLE "档 案"."a&b ""c"" 100%" (编号 text, 年度 smallint, 科目 char(4), 学时 numeric(6,2));
        INSERT INTO "档 案"."a&b ""c"" 100%" VALUES {values(study)};
        CREATE VIEW 学习 AS SELECT 编号, 年度, 科目, 学时 FROM "档 案"."a&b ""c"" 100%";
        CREATE TABLE 班 (班号 text, 计划上报 boolean);
        INSERT INTO 班 VALUES ('B1', true), ('B2', false), ('B3', NULL);
        CREATE TABLE 别的 (x int); CREATE TABLE log (t text); CREATE SEQUENCE counter;
        CREATE FUNCTION sneaky() RETURNS int LANGUAGE sql AS $$ INSERT INTO log VALUES ('x') RETURNING 1 $$;
        CREATE ROLE clerk LOGIN PASSWORD '{secret}';
        GRANT SELECT ON 人员, 学习, 班 TO clerk;
        CREATE DATABASE empty;""")


def test_read(server, folder):
    wanted = result_rows(folder, "csv")
    check("as of CSV", result_rows(folder, server.address()), wanted)
    done = run("eval", "rule", server.address(), folder=folder)
    check("what is not used is told", "数据库里的“别的”不是政策的表" in done.stderr, True)
    check("names", [row["编号"] for row in wanted["人员"]], ["00123", "00124", "R1", "R2", "R3"])
    listed = result_rows(folder, server.address(), "--columns", "姓名,单位")["人员"]
    check("rare characters", [listed[2]["姓名"], listed[2]["单位"], listed[3]["姓名"]], ["䶮𬱖㛃", "ᠮᠣᠩᠭᠣᠯ", "ᠪᠠᠲᠤ"])
    # A file of the one, a table of the other; a table of another schema, with a name of all kinds of signs.
    name = '档 案.a&b "c" 100%'.replace("%", "%25").replace("&", "%26")
    check("mixed", result_rows(folder, "csv/人员.csv", "csv/班.csv", "学习=" + server.address(table=name)), wanted)
    check("a table alone", result_rows(folder, server.address(table="public.人员"), "csv/学习.csv", "csv/班.csv"), wanted)
    for words in (("explain", "rule", "DATA", "00123"), ("letter", "rule", "DATA", "00123", "-o", "l.html"),
                  ("diff", "rule", "rule", "--data", "DATA")):
        run(*[server.address() if word == "DATA" else word for word in words], folder=folder)


def test_query(server, folder):
    wanted = result_rows(folder, "csv")
    (folder / "q.sql").write_text("-- 学习; of 2030\nSELECT 编号, 年度, 科目, 学时 AS \"学时\"\nFROM 学习 WHERE ';' <> '' -- all\n;\n/* end */")
    for words in (("csv/人员.csv", "csv/班.csv", "学习=q.sql", "--database", server.address()),
                  (server.address(table="人员"), server.address(table="班"), "学习=" + server.address(query="q.sql"))):
        check("of a query", result_rows(folder, *words), wanted)
    shutil.copy(folder / "q.sql", folder / "学习.sql")
    check("named after the table", result_rows(folder, "csv/人员.csv", "csv/班.csv", "学习.sql", "--database",
                                               server.address()), wanted)
    run("eval", "rule", "csv/人员.csv", "csv/班.csv", "学习=q.sql", "--database", server.address(), "--receipt", "q.json",
        folder=folder)
    check("digests of a query", sorted(one["path"].split("/")[-1] for one in json.loads((folder / "q.json").read_text())["read"]),
          ["notice.txt", "office?query=q.sql", "q.sql", "rule.cepol", "人员.csv", "班.csv"])
    run("verify", "q.json", folder=folder)
    # The same of SQLite.
    database = sqlite3.connect(folder / "study.sqlite")
    with open(folder / "csv/学习.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    database.execute("CREATE TABLE 学习 (编号 TEXT, 年度 INT, 科目 TEXT, 学时 NUMERIC)")
    database.executemany("INSERT INTO 学习 VALUES (?, ?, ?, ?)", [[value or None for value in row] for row in rows])
    database.commit()
    database.close()
    check("SQLite", result_rows(folder, "csv/人员.csv", "csv/班.csv", "学习=q.sql", "--database", "study.sqlite"), wanted)
    for text, why in (("SELECT 没有 FROM 学习", "数据库做不了这个查询：no such column: 没有"),
                      ("SELECT 1; SELECT 2", "不止一条语句"), ("ATTACH 'x' AS y", "不是查询"),
                      ("DELETE FROM 学习", "不是查询"), ("SELECT * FROM pragma_database_list", "数据库做不了这个查询"),
                      ("WITH a AS (SELECT 1) DELETE FROM 学习 RETURNING *", "数据库做不了这个查询")):
        (folder / "bad.sql").write_text(text)
        done = run("eval", "rule", "csv/人员.csv", "学习=bad.sql", "--database", "study.sqlite", folder=folder, status=2)
        check(f"SQLite: {text}: {done.stderr}", why in done.stderr, True)
    run("eval", "rule", "csv/人员.csv", "csv/班.csv", "学习=q.sql", "--database", "study.sqlite", "--receipt", "q.json",
        folder=folder)
    run("verify", "q.json", folder=folder)
    done = run("eval", "rule", "csv/人员.csv", "学习=q.sql", folder=folder, status=2)
    check("no database", "还要用 --database 写明" in done.stderr, True)
    done = run("eval", "rule", "csv", "--database", server.address(), folder=folder, status=2)
    check("no query", "数据里没有 .sql 文件" in done.stderr, True)


def test_refused_queries(server, folder):
    for text, why in (("SELECT nothing FROM 学习", "请核对查询和里面的名称"), ("SELECT 编号 FROM", "请核对查询"),
                      ("SELECT 1; SELECT 2", "不止一条语句"), ("SELECT 1; DROP TABLE 学习", "不止一条语句"),
                      ("", "里没有查询"), ("DELETE FROM 人员", "不是查询"), ("COPY 人员 TO PROGRAM 'id'", "不是查询"),
                      ("SELECT sneaky()", "数据只读不改"), ("SELECT nextval('counter')", "数据只读不改"),
                      ("WITH a AS (DELETE FROM 人员 RETURNING *) SELECT * FROM a", "请核对查询"),
                      ("SELECT 1) TO STDOUT; DELETE FROM 人员; COPY (SELECT 1", "不止一条语句"),
                      ("SELECT set_config('transaction_read_only', 'off', false), sneaky()", "请核对"),
                      ("SELECT 1/0", "division by zero"), ("SELECT $1", "请核对查询")):
        (folder / "bad.sql").write_text(text)
        done = run("eval", "rule", "csv/人员.csv", "学习=bad.sql", "--database", server.address(), folder=folder, status=2)
        check(f"{text}: {done.stderr}", why in done.stderr, True)
        check(f"{text}: no results", done.stdout, "")
    check("nothing was written", server.sql("SELECT count(*) FROM 人员; SELECT count(*) FROM log; SELECT is_called FROM counter"),
          "5\n0\nf\n")
    done = run("eval", "rule", "学习=" + server.address(), folder=folder, status=2)
    check("which table", "加 ?table=名称" in done.stderr, True)
    done = run("eval", "rule", server.address(table="没有"), folder=folder, status=2)
    done = run("eval", "rule", "学习=" + server.address(table="没有"), folder=folder, status=2)
    check("no table", "没有这个表或视图" in done.stderr, True)
    done = run("eval", "rule", server.address(database="empty"), folder=folder, status=2)
    check("no known table", "里面没有政策用到的表" in done.stderr, True)


def test_password(server, folder):
    words = ("eval", "rule", server.address("clerk", typed_secret), "-o", "with.json", "--receipt", "receipt.json")
    done = run(*words, folder=folder)
    check("in a parameter", run("eval", "rule", server.address("clerk", password=typed_secret), "--format", "json",
                                folder=folder).stdout, (folder / "with.json").read_text())
    run("verify", "receipt.json", folder=folder, PGPASSWORD=secret)
    done = run("verify", "receipt.json", folder=folder, status=2)
    check("it is not in the receipt", "no password supplied" in done.stderr, True)
    digests = {one["path"]: one["sha256"] for one in json.loads((folder / "receipt.json").read_text())["read"]}
    check("digests of tables", sorted(len(digest) for path, digest in digests.items() if "table=" in path), [64] * 3)
    server.sql("UPDATE 人员 SET 年龄 = 51 WHERE 编号 = 'R2'")
    done = run("verify", "receipt.json", folder=folder, status=1, PGPASSWORD=secret)
    check("a change is found", "table=人员”改动过" in done.stderr, True)
    server.sql("UPDATE 人员 SET 年龄 = 40 WHERE 编号 = 'R2'")
    for address, why in ((server.address("clerk", "wr0ng"), "请核对地址、服务器开着没有、用户和密码"),
                         (server.address("nobody", "wr0ng"), "请核对地址"), (server.address(database="none"), "请核对地址"),
                         ("postgresql://u:wr0ng@127.0.0.1:1/x", "请核对地址"), ("postgresql://u:wr0/ng@h/x", "地址认不出"),
                         ("postgresql://u:wr0ng@h/x?unknown=1", "请核对地址")):
        for words in ((address, "csv/人员.csv"), ("csv", "-o", address), ("csv/人员.csv", "学习=q.sql", "--database", address)):
            done = run("eval", "rule", *words, folder=folder, status=2)
            check(f"{words}: {done.stderr}", why in done.stderr, True)
    done = run("eval", "rule", server.address("clerk", typed_secret), "学习=" + server.address("clerk", typed_secret, table="log"),
               folder=folder, status=2)
    run("eval", "rule", "--no-such=" + server.address("clerk", typed_secret), folder=folder, status=2)
    run("eval", "rule", "csv", "-o", server.address("clerk", typed_secret), "--format", "csv", folder=folder, status=2)
    run(server.address("clerk", typed_secret), folder=folder, status=2)
    run("eval", "rule", server.address("clerk", typed_secret), "-o", "with.html", folder=folder)
    run("eval", "rule", server.address("clerk", typed_secret), "-o", "with.sqlite", folder=folder)
    server.sql("CREATE SCHEMA own; GRANT ALL ON SCHEMA own TO clerk")
    run("eval", "rule", server.address("clerk", typed_secret), "-o", server.address("clerk", typed_secret, schema="own"),
        folder=folder)
    written = server.sql("SELECT * FROM own.来源")
    check("where results come from", f"postgresql://clerk@{str(server.sockets).replace('/', '%2F')}/office?table=人员" in written, True)
    texts = said + [one.read_bytes().decode("utf-8", "replace") for one in folder.glob("with.*")]
    texts += [(folder / "receipt.json").read_text(), written]
    for one in texts:
        for password in (secret, typed_secret, "s3%2F", "s3/", "wr0"):
            check(f"the password is shown in {one[:300]}", password in one, False)


def tables_of(server, schema="cepol"):
    return server.sql(f"SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = '{schema}' "
                      "AND relkind = 'r' ORDER BY c.oid").split("\n")[:-1]


def test_write(server, folder):
    address = server.address()
    run("eval", "rule", "data", "--columns", "姓名,报名", "--by", "单位", "-o", address, folder=folder)
    check("tables", tables_of(server), ["人员", "班", "汇总", "坏行", "待补 人员", "来源"])
    check("columns", server.sql("SELECT string_agg(attname || ' ' || atttypid::regtype, ', ' ORDER BY attnum) FROM pg_attribute "
                                "WHERE attrelid = 'cepol.人员'::regclass AND attnum > 0").strip(),
          "编号 text, 姓名 text, 报名 text, 审验 text, 应修学时 numeric, 应修学时_原样 text, 认定学时 numeric, 认定学时_原样 text, "
          "缺口学时 numeric, 缺口学时_原样 text, 受理 text, 待补 text, 说明 text")
    check("values", server.sql("SELECT 编号, 应修学时, 应修学时_原样, 认定学时, 缺口学时 IS NULL FROM cepol.人员 ORDER BY 编号 LIMIT 4"),
          "00123|85||90.5|f\n00124|28.33333333333333333333|85/3|20|f\n00125|85||40|f\n00126|||30|t\n")
    check("compared as numbers", server.sql("SELECT 编号 FROM cepol.人员 WHERE 应修学时 < 80"), "00124\n")
    # Filled anew: what others made of the table stays; what is no more is dropped.
    server.sql("CREATE VIEW 合格者 AS SELECT 编号 FROM cepol.人员 WHERE 审验 = '合格'; CREATE ROLE reader; "
               "GRANT SELECT ON cepol.人员 TO reader")
    run("eval", "rule", "data", "--columns", "姓名,报名", "--only", "审验=不合格", "-o", address, folder=folder)
    check("filled anew", server.sql("SELECT count(*) FROM cepol.人员; SELECT count(*) FROM 合格者"), "2\n0\n")
    check("dropped", "待补 人员" in tables_of(server), False)
    done = run("eval", "rule", "data", "--columns", "姓名", "-o", address, folder=folder, status=2)
    check("other columns, and a view of it", "别的东西依赖这个表" in done.stderr, True)
    check("as it was", server.sql("SELECT count(*) FROM cepol.人员"), "2\n")
    server.sql("DROP VIEW 合格者")
    run("eval", "rule", "data", "-o", address, folder=folder)
    # Of other tables none is touched.
    done = run("eval", "rule", "data", "-o", server.address(schema="public"), folder=folder, status=2)
    check("the data themselves", "不是 cepol 写出的结果，没有盖掉" in done.stderr, True)
    check("stay", server.sql("SELECT count(*) FROM 人员"), "5\n")
    run("eval", "rule", "data", "-o", server.address(schema="结 果\"x"), folder=folder)
    check("a schema of any name", len(tables_of(server, "结 果\"x")), 6)
    # Results are no data, and one's own run does not wait for itself without end.
    done = run("eval", "rule", server.address(table="cepol.人员"), folder=folder, status=2)
    check("results are no data", "这是 cepol 写出的结果，不是数据" in done.stderr, True)
    done = run("eval", "rule", server.address(options="-csearch_path%3Dcepol"), folder=folder, status=2)
    check("nor those that are found by name", "里面没有政策用到的表" in done.stderr, True)
    # No rights: nothing happens.
    done = run("eval", "rule", "data", "-o", server.address("clerk", typed_secret, schema="new"), folder=folder, status=2)
    check("no rights", "请向管数据库的人要这项权限" in done.stderr, True)


# Every value comes out as CSV has it, whatever it is made of.
def test_values(server, folder):
    chance = random.Random(2026)
    pieces = ["\\", "\t", "\n", "\r", "\\N", "\\.", "'", '"', ",", "𬱖", "ᠪ", "a", " ", "NULL", "\u200b", "=", "%s", "{}"]
    (folder / "odd").mkdir()
    shutil.copy(folder / "csv/班.csv", folder / "odd")
    shutil.copy(folder / "csv/学习.csv", folder / "odd")
    with open(folder / "odd/人员.csv", "w", encoding="utf-8", newline="") as file:
        rows = [[f"P{i}", "x" + "".join(chance.choices(pieces, k=6)), "y", str(i % 90), "高级", "2030-01-01"] for i in range(400)]
        csv.writer(file).writerows([["编号", "姓名", "单位", "年龄", "级别", "报名"], *rows])
    run("eval", "rule", "odd", "--columns", "姓名", "-o", "odd-results", folder=folder, status=1)
    run("eval", "rule", "odd", "--columns", "姓名", "-o", server.address(schema="odd"), folder=folder, status=1)
    with open(folder / "odd-results/人员.csv", encoding="utf-8", newline="") as file:
        wanted = [row[:2] for row in list(csv.reader(file))[1:]]
    got = json.loads(server.sql("SELECT json_agg(json_build_array(编号, 姓名)) FROM odd.人员"))
    check("odd texts", got == wanted, True)
    (folder / "again.sql").write_text("SELECT 编号, 姓名, 'y' AS 单位, 40 AS 年龄, '高级' AS 级别, date '2030-01-01' AS 报名 FROM odd.人员")
    again = result_rows(folder, "人员=again.sql", "odd/学习.csv", "odd/班.csv", "--database", server.address(), "--columns",
                        "姓名", status=1)
    check("read again", [[row["编号"], row["姓名"]] for row in again["人员"]] == wanted, True)


# A run that is stopped while it writes, or fails then, leaves what was there.
def test_interrupted(server, folder):
    policy, address = os.path.join(root, "policies/nmg/2017"), server.address(schema="whole")
    run("eval", policy, os.path.join(root, "policies/nmg/2017-sample"), "-o", address, folder=folder, status=1)
    before = server.sql("SELECT count(*), md5(string_agg(x::text, '|')) FROM whole.人员 x")
    server.sql("ALTER TABLE whole.人员 ADD CONSTRAINT no CHECK (证书编号 <> 'NMG170100') NOT VALID")
    run("eval", policy, os.path.join(root, "policies/nmg/2017-sample"), "-o", address, folder=folder, status=2)
    check("after a failure", server.sql("SELECT count(*), md5(string_agg(x::text, '|')) FROM whole.人员 x"), before)
    server.sql("ALTER TABLE whole.人员 DROP CONSTRAINT no")
    waiting = subprocess.Popen([server.bin / "psql", "-h", server.sockets, "-U", "postgres", "-d", "office", "-Xq"],
                               stdin=subprocess.PIPE, text=True, env=server.environment)
    waiting.stdin.write("BEGIN; LOCK TABLE whole.坏行 IN EXCLUSIVE MODE;\n")
    waiting.stdin.flush()
    while server.sql("SELECT count(*) FROM pg_locks WHERE mode = 'ExclusiveLock' AND relation IS NOT NULL") == "0\n":
        time.sleep(0.05)
    started = subprocess.Popen([cepol, "eval", policy, os.path.join(root, "policies/nmg/2017-sample"), "-o", address], cwd=folder,
                               stderr=subprocess.DEVNULL)
    while server.sql("SELECT count(*) FROM pg_locks WHERE NOT granted") == "0\n" and started.poll() is None:
        time.sleep(0.05)
    check("it waits, all of the first table written", started.poll(), None)
    started.send_signal(signal.SIGKILL)
    started.wait()
    waiting.stdin.write("ROLLBACK;\n")
    waiting.stdin.close()
    waiting.wait()
    check("as it was", server.sql("SELECT count(*), md5(string_agg(x::text, '|')) FROM whole.人员 x"), before)


# Rows are read as they come: of a table whose long texts nothing uses, the memory does not grow with it.
def test_memory(server, folder):
    server.sql("CREATE TABLE wide AS SELECT 'X' || i AS 编号, 2030 AS 年度, '公需' AS 科目, 1 AS 学时, repeat('x', 4000) AS 备注 "
               "FROM generate_series(1, 40000) i")

    def peak(limit):
        (folder / "wide.sql").write_text(f"SELECT * FROM wide ORDER BY 编号 LIMIT {limit}")
        measure = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
                   "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        done = subprocess.run([sys.executable, "-c", measure, cepol, "eval", "rule", "csv/人员.csv", "csv/班.csv", "学习=wide.sql",
                               "--database", server.address()], cwd=folder, capture_output=True, text=True)
        return int(done.stdout) / 1024

    few, many = peak(10), peak(40000)
    check(f"160 MB of rows take no such memory ({few:.0f} and {many:.0f} MB)", many - few < 60, True)
    # What is read once more has to be the same: a query without an order of its own, asked twice.
    (folder / "random.sql").write_text("SELECT 编号, 年度, 科目, 学时 FROM 学习 ORDER BY random()")
    same = [run("eval", "rule", "csv/人员.csv", "csv/班.csv", "学习=random.sql", "--database", server.address(), "--receipt", "s.json",
                folder=folder) and {one["path"].split("/")[-1]: one["sha256"] for one in json.loads((folder / "s.json").read_text())["read"]}
            ["office?query=random.sql"] for _ in range(8)]
    check("other rows the second time have no digest", "" in same, True)
    server.sql("DROP TABLE wide")


if programs() is None:
    print("PostgreSQL (package postgresql-15) is not installed; nothing was tried: skipped")
    sys.exit(77)
with tempfile.TemporaryDirectory() as place:
    folder = pathlib.Path(place) / "office"
    shutil.copytree(office, folder)
    (folder / "server").mkdir()
    os.chmod(place, 0o755)
    with Server(folder / "server") as server:
        fill(server, folder)
        for test in (test_read, test_query, test_memory, test_refused_queries, test_write, test_values, test_interrupted, test_password):
            test(server, folder)
print("\n".join(failures))
sys.exit(1 if failures else 0)
