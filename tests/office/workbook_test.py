# What `cepol eval -o results.xlsx` writes, read back with openpyxl and through LibreOffice.
# Usage: workbook_test.py CEPOL ROOT. Where openpyxl is missing the test fails; LibreOffice is used where it is installed.
import csv, datetime, os, pathlib, resource, shutil, subprocess, sys, tempfile, zipfile

import openpyxl

os.environ["LC_ALL"] = "zh_CN.UTF-8"  # messages are read in Chinese

cepol, root = map(os.path.abspath, sys.argv[1:3])
office = pathlib.Path(root) / "tests/interpreter/cli/golden/office"
failures = []


def check(what, got, expected):
    if got != expected:
        failures.append(f"{what}: {got!r}, expected {expected!r}")


def run(*words, folder, status=0, **more):
    done = subprocess.run([cepol, *words], cwd=folder, capture_output=True, text=True, **more)
    check(f"status of {' '.join(words)} ({done.stderr.strip()})", done.returncode, status)
    return done


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def colours(sheet, column):
    return [row[column].fill.fgColor.rgb if row[column].fill.fill_type else None for row in sheet.iter_rows(min_row=2)]


def test_cells(folder):
    run("eval", "rule", "data", "--columns", "姓名,单位,报名", "--by", "单位", "-o", "r.xlsx", folder=folder)
    book = openpyxl.load_workbook(folder / "r.xlsx")
    check("sheets", book.sheetnames, ["人员", "班", "汇总", "坏行", "待补 人员", "来源"])
    people = book["人员"]
    table = rows(people)
    check("heading", table[0], ["编号", "姓名", "单位", "报名", "审验", "应修学时", "认定学时", "缺口学时", "受理", "待补", "说明"])
    check("zeros in front stay", [row[0] for row in table[1:]], ["00123", "00124", "00125", "00126", "00127", "00128"])
    hyperlink, at = people["B3"], people["B6"]
    check("no formula", [(c.value, c.data_type) for c in (hyperlink, at)],
          [('=HYPERLINK("http://x","点我")', "s"), ("@陈强", "s")])
    check("a day", (people["D2"].value, people["D2"].number_format), (datetime.datetime(2030, 8, 20), "yyyy-mm-dd"))
    check("a month", (people["D5"].value, people["D5"].data_type), ("2030-06", "s"))
    check("numbers", (table[1][5:8], people["F2"].data_type), ([85, 90.5, 0], "n"))
    check("a fraction", (people["F3"].number_format, round(table[2][5] * 3, 9)), ("???/???", 85))
    check("what has no value", table[4][5], None)
    check("frozen, filtered", (people.freeze_panes, people.auto_filter.ref), ("B2", "A1:K7"))
    fills = colours(people, 4)
    check("colours by outcome", [fills[0] == fills[5], fills[1] == fills[2], len(set(fills))], [True, True, 4])
    check("of a decision none but what is open", [fill is None for fill in colours(people, 8)],
          [True, True, True, True, True, False])
    widths = {name: column.width for name, column in people.column_dimensions.items()}
    check("widths by what is shown", (widths["C"] < widths["B"] < widths["K"], widths["C"] >= 9), (True, True))
    check("counts", rows(book["汇总"])[1:5],
          [["人员", "审验", "合格", 2], ["人员", "审验", "不合格", 2], ["人员", "审验", "未规定", 1], ["人员", "审验", "待定", 1]])
    with zipfile.ZipFile(folder / "r.xlsx") as archive:
        names = archive.namelist()
        check("charts", [name for name in names if "charts/chart" in name],
              [f"xl/charts/chart{i}.xml" for i in (1, 2, 3)])
        sheets = "".join(archive.read(name).decode() for name in names if "worksheets/sheet" in name)
        check("nothing is a formula", "<f>" in sheets, False)
    check("to be completed, by unit", rows(book["待补 人员"]),
          [["单位", "编号", "姓名", "报名", "待定的判定", "要补什么"], [None, "00128", "孙丽", None, "受理", "报名"],
           ["农牧厅", "00126", "赵敏", "2030-06", "审验", "年龄"]])
    origin = {(row[0], row[1]): row[2] for row in rows(book["来源"])}
    check("policy and reading", (origin.get(("政策", "office/2030")), origin.get(("读法", "截止日=含当天"))),
          ("2030年学习通知", "当天还可以报名"))
    for name in ("rule.cepol", "notice.txt", "data/人员.csv", "data/学习.csv", "data/班.csv"):
        digest = subprocess.run(["sha256sum", folder / name], capture_output=True, text=True).stdout.split()[0]
        check(f"digest of {name}", origin.get(("读入的文件", name)), digest)
    check("day", ("日期", datetime.date.today().isoformat()) in origin, True)


def test_selection(folder):
    run("eval", "rule", "data", "--only", "审验=不合格", "-o", "only.xlsx", folder=folder)
    book = openpyxl.load_workbook(folder / "only.xlsx")
    check("only these", [row[0] for row in rows(book["人员"])[1:]], ["00124", "00125"])
    check("counts of all", sum(row[3] for row in rows(book["汇总"])[1:] if row[1] == "审验" and row[0] == "人员"), 6)
    check("what was chosen is said", ["只列出", "审验=不合格", None] in rows(book["来源"]), True)
    check("nothing to complete", "待补 人员" in book.sheetnames, False)


# Texts that Excel or XML would change: control characters, escapes of Excel, ends of lines, long texts.
def test_texts(folder):
    names = ["_x0041_", "a\x01b\ufffe", " 前后 ", "第一行\n第二行", "<b>&amp;", "1e5", "TRUE", "2030-01-01", "𬱖㛃", "长" * 40000]
    (folder / "texts").mkdir()
    for table in ("学习", "班"):
        shutil.copy(folder / f"data/{table}.csv", folder / "texts")
    with open(folder / "texts/人员.csv", "w", newline="", encoding="utf-8") as file:
        write = csv.writer(file)
        write.writerow(["编号", "姓名", "单位", "年龄", "级别", "报名"])
        for i, name in enumerate(names):
            write.writerow([f"00{123 + i}", name, "", "40", "高级", "2030-01-01"])
    run("eval", "rule", "texts", "--columns", "姓名", "-o", "t.xlsx", folder=folder)
    shown = [row[1] for row in rows(openpyxl.load_workbook(folder / "t.xlsx")["人员"])[1:]]
    expected = ["_x0041_", "a<U+0001>b<U+FFFE>", "前后", "第一行\n第二行", "<b>&amp;", "1e5", "TRUE", "2030-01-01", "𬱖㛃"]
    check("texts as they are", shown[:9], expected)
    check("a long text is cut where Excel's cells end", (len(shown[9]), shown[9][-2:]), (32767, "……"))


# A title that XML does not allow as it is.
def test_title(folder):
    policy = (folder / "rule.cepol").read_text(encoding="utf-8").replace("2030年学习通知", "通知\ufffe<&>\u0007", 1)
    (folder / "titled.cepol").write_text(policy, encoding="utf-8")
    run("eval", "titled", "data", "-o", "title.xlsx", folder=folder)
    book = openpyxl.load_workbook(folder / "title.xlsx")
    check("the title", book.properties.title, "通知<U+FFFE><&><U+0007>")
    check("in the origin", rows(book["来源"])[1][2], "通知<U+FFFE><&><U+0007>")


# Written whole or not at all.
def test_failures(folder):
    (folder / "old.xlsx").write_text("old")
    small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000))
    before = sorted(os.listdir(folder))
    run("eval", "rule", "data", "-o", "old.xlsx", folder=folder, status=2, preexec_fn=small)
    run("eval", "rule", "data", "-o", "new.xlsx", folder=folder, status=2, preexec_fn=small)
    check("nothing is left", (sorted(os.listdir(folder)), (folder / "old.xlsx").read_text()), (before, "old"))
    done = run("eval", "rule", "data", "--format", "xlsx", "-o", "/dev/null", folder=folder, status=2)
    check("a device", "工作簿要写成文件" in done.stderr or "workbook" in done.stderr, True)
    run("eval", "rule", "data", "--format", "xlsx", folder=folder, status=2)


# Through LibreOffice: the same cells, and a document that opens.
def test_libreoffice(folder):
    soffice = shutil.which("soffice")
    if soffice is None:
        print("LibreOffice is not installed; not tried")
        return
    for kind, sheet in (("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1", "r-人员.csv"),
                        ("ods", "r.ods"), ("pdf", "r.pdf")):
        subprocess.run([soffice, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", kind,
                        "--outdir", folder / "converted", folder / "r.xlsx"], capture_output=True, timeout=120,
                       env={**os.environ, "LC_ALL": "C.UTF-8"})
        check(f"converted to {sheet}", (folder / "converted" / sheet).is_file(), True)
    if failures:
        return
    with open(folder / "converted/r-人员.csv", encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    check("LibreOffice: cells", table[2][:10],
          ["00124", '=HYPERLINK("http://x","点我")', "水利厅", "2030-09-30", "不合格", "28.3333333333333", "20",
           "8.33333333333333", "受理", ""])
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", folder / "converted/r.pdf", "-"], capture_output=True, text=True).stdout
        check("LibreOffice: a fraction is shown as one", ("85/3" in text, "25/3" in text), (True, True))


with tempfile.TemporaryDirectory() as place:
    folder = pathlib.Path(place) / "office"
    shutil.copytree(office, folder)
    for test in (test_cells, test_selection, test_texts, test_title, test_failures, test_libreoffice):
        test(folder)
print("\n".join(failures))
sys.exit(1 if failures else 0)
