# Rosters in every format: a sheet and a printable page laid out as the annex has them, a table or file for programs; of those
# alone whom --only takes. Usage: roster_test.py CEPOL ROOT.
import csv, html.parser, json, os, pathlib, shutil, sqlite3, subprocess, sys, tempfile

import openpyxl

os.environ["LC_ALL"] = "zh_CN.UTF-8"  # messages are read in Chinese

cepol, root = map(os.path.abspath, sys.argv[1:3])
failures = []
title = "2017年自治区专业技术人员继续教育证书领取花名册"
columns = ["序号", "姓名", "性别", "出生年月", "学历", "参加工作时间", "现从事专业", "专业技术职务", "新证换证", "备注"]
above = ["主管部门：自治区水利厅", "填表时间：2017-04-20", "联系人：敖特根"]
policy, sample = (os.path.join(root, "policies/nmg", name) for name in ("2017", "2017-sample"))


def check(what, got, expected):
    if got != expected:
        failures.append(f"{what}: {got!r}, expected {expected!r}")


def run(*words, folder, status=1):
    done = subprocess.run([cepol, "eval", *words], cwd=folder, capture_output=True, text=True)
    check(f"status of {' '.join(words)} ({done.stderr.strip()[-300:]})", done.returncode, status)
    return done


class Forms(html.parser.HTMLParser):
    """The forms of a page: their class, and the texts in them by element."""

    def __init__(self):
        super().__init__()
        self.forms, self.inside, self.element = [], False, None

    def handle_starttag(self, tag, attributes):
        kind = dict(attributes).get("class") or ""
        if tag == "section" and kind.split()[:1] == ["form"]:
            self.forms.append((kind, []))
            self.inside = True
        self.element = tag

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "section"
        self.element = None

    def handle_data(self, text):
        if self.inside and self.element in ("h2", "p", "th", "td"):
            self.forms[-1][1].append(text)


def test_formats(folder):
    for only, keys in ((["--only", "办理=办理"], ["1", "2", "7", "8", "10", "13"]), ([], [str(i) for i in range(1, 14)]),
                       (["--only", "人员.审验=合格"], [])):
        for name in ("r.xlsx", "r.html", "r.sqlite", "r.json", "r.ndjson", "r"):
            run(policy, sample, *only, "-o", name, folder=folder)
        book = openpyxl.load_workbook(folder / "r.xlsx")
        sheet = next(one for one in book if one["A1"].value == title)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        check("above", [row[0] for row in rows[:4]], [title, *above])
        check("headings", rows[4], columns)
        check("whom", [row[0] for row in rows[5:-1]], keys)
        check("total", rows[-1][:3], ["合计", len(keys), None])
        check("merged", sorted(map(str, sheet.merged_cells.ranges)), ["A1:J1", "A2:J2", "A3:J3", "A4:J4"])
        check("to be printed", (sheet.page_setup.orientation, str(sheet.page_setup.paperSize), sheet.page_setup.fitToHeight,
                                sheet.print_title_rows, sheet.sheet_properties.pageSetUpPr.fitToPage),
              ("landscape", "9", 0, "$5:$5", True))
        lines = {sheet.cell(row, column).border.left.style for row in (5, sheet.max_row) for column in (1, 10)}
        check("lines", lines, {"thin"})

        parser = Forms()
        parser.feed((folder / "r.html").read_text(encoding="utf-8"))
        if keys:
            check("one form", [kind for kind, _ in parser.forms], ["form wide"])
            texts = parser.forms[0][1]
            check("page", texts[:4] + texts[4:14] + texts[-2:], [title, *above, *columns, "合计", str(len(keys))])
        else:
            check("no form", parser.forms, [])

        whole = [*columns, "主管部门", "填表时间", "联系人"]
        with open(folder / "r" / f"{title}.csv", encoding="utf-8", newline="") as file:
            table = list(csv.reader(file))
        check("CSV", [table[0], [row[0] for row in table[1:]]], [whole, keys])
        check("what is above, in each row", {tuple(row[-3:]) for row in table[1:]},
              {("自治区水利厅", "2017-04-20", "敖特根")} if keys else set())
        array = json.loads((folder / "r.json").read_text(encoding="utf-8"))[title]
        check("JSON", [list(row.values()) for row in array], [[cell or None for cell in row] for row in table[1:]])
        lines = [json.loads(line) for line in (folder / "r.ndjson").read_text(encoding="utf-8").splitlines()]
        check("NDJSON", [row["序号"] for row in lines if row["table"] == title], keys)
        database = sqlite3.connect(folder / "r.sqlite")
        stored = database.execute(f'SELECT * FROM "{title}"')
        check("SQLite", [[one[0] for one in stored.description], [row[0] for row in stored]], [whole, keys])
        database.close()


# Printed alone: one page, upright or on its side as the form is wide.
def test_print(folder):
    browser = shutil.which("chromium")
    if browser is None or shutil.which("pdftotext") is None:
        print("chromium or poppler-utils is not installed; printing was not tried")
        return
    run(policy, sample, "-o", "r.html", folder=folder)
    with open(folder / "r.html", "a", encoding="utf-8") as page:
        page.write('<script>window.print = () => {}; document.querySelector(".form .print").click();</script>')
    subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/browser",
                    "--no-pdf-header-footer", f"--print-to-pdf={folder}/r.pdf", f"file://{folder}/r.html"], capture_output=True,
                   timeout=120)
    text = subprocess.run(["pdftotext", "-layout", folder / "r.pdf", "-"], capture_output=True, text=True).stdout
    check("pages", len(text.split("\f")[:-1]), 1)
    check("first", text.split()[0], title)
    size = subprocess.run(["pdfinfo", folder / "r.pdf"], capture_output=True, text=True).stdout
    check("on its side", "841.92 x 594.96" in size, True)


# Forms with the names of other tables, with one column, with what a program might obey.
def test_names(folder):
    (folder / "p.cepol").write_text("""政策 x/y "花名册" { 语言 zh }
表 人员 主键 编号 { 编号: 文本; 姓名: 文本 }
判定 有名 针对 人员: 有 | 无 { 有 当 姓名 = "=1+1" 或 姓名 = "乙"; 无 其他 }
花名册 "人员" 针对 人员 { 列 姓名; 合计行 共 }
花名册 "人员" 针对 人员 { 列 编号, 姓名 }
花名册 "坏行" 针对 人员 { 表头 姓名; 列 编号, 姓名; 合计行 合计 }
""", encoding="utf-8")
    (folder / "data").mkdir()
    (folder / "data/人员.csv").write_text("编号,姓名\n001,=1+1\n002,<b>&\n003,\n", encoding="utf-8")
    done = run("p", "data", "-o", "n.json", folder=folder, status=0)
    names = ["人员", "人员.人员", "人员.人员_", "人员.坏行", "坏行"]
    check("names", sorted(json.loads((folder / "n.json").read_text(encoding="utf-8"))), sorted(names))
    run("p", "data", "-o", "n", folder=folder, status=0)
    check("files", sorted(one.stem for one in (folder / "n").iterdir()), sorted(names))
    run("p", "data", "-o", "n.xlsx", folder=folder, status=0)
    book = openpyxl.load_workbook(folder / "n.xlsx")
    check("sheets", book.sheetnames[:4], ["人员", "人员.人员", "人员.人员_", "人员.坏行"])
    check("one column", [[cell.value for cell in row] for row in book["人员.人员"].iter_rows()],
          [["人员"], ["姓名"], ["=1+1"], ["<b>&"], [None], ["共 3"]])
    check("no formula", book["人员.人员"]["A3"].data_type, "s")
    check("upright", book["人员.人员_"].page_setup.orientation, "portrait")
    run("p", "data", "-o", "n.html", folder=folder, status=0)
    text = (folder / "n.html").read_text(encoding="utf-8")
    check("no element from data", "<b>" in text, False)
    parser = Forms()
    parser.feed(text)
    check("forms", [len(texts) for _, texts in parser.forms], [5, 8, 11])


with tempfile.TemporaryDirectory() as place:
    for test in (test_formats, test_print, test_names):
        folder = pathlib.Path(place) / test.__name__
        folder.mkdir()
        test(folder)
print("\n".join(failures))
sys.exit(1 if failures else 0)
