"""Workbooks as real programs write them: openpyxl, and from its file LibreOffice and Gnumeric. The results are those of
the same roster in CSV."""
import datetime
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import openpyxl

os.environ["LC_ALL"] = "zh_CN.UTF-8"  # messages are read in Chinese

TOOL, ROOT = (os.path.abspath(path) for path in sys.argv[1:3])
RULE = os.path.join(ROOT, "tests/workbooks/rule.cepol")

PEOPLE = """编号,姓名,地区,出生,入会,在岗,备注
M1,䶮𬱖㛃,区内,1985-03-12,2015-05,是,
M2,乌云·其木格,区内,1985-03,2015-05-20,否,初次
M3,ᠮᠣᠩᠭᠣᠯ,区外,1991-01-01,2015-05-19,是,
00123,王芳,区内,1990-12-31,2015-05-20,是,
"""
LEARNING = """编号,年度,课类,学时
M1,2020,必修,1.01
M1,2019,选修,18.99
M2,2020,必修,12
M2,2019,选修,8
00123,2020,必修,19.5
"""


def workbook(path):
    """The roster as a clerk keeps it: titles, merged cells, hidden rows, formulas that LibreOffice computes."""
    book = openpyxl.Workbook()
    people = book.active
    people.title = "会员"
    people.append(["2020年会员名册"])
    people.merge_cells("A1:G1")
    people.append(PEOPLE.splitlines()[0].split(","))
    day, month = 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"'
    rows = [
        ("M1", "䶮𬱖㛃", "区内", (1985, 3, 12), day, (2015, 5, 1), month, True, None),
        ("M2", "乌云·其木格", "区内", (1985, 3, 1), month, (2015, 5, 20), day, False, "初次"),
        ("M3", "ᠮᠣᠩᠭᠣᠯ", "区外", (1991, 1, 1), "yyyy-mm-dd", (2015, 5, 19), "yyyy/m/d", True, None),
        ("00123", "王芳", "区内", (1990, 12, 31), "yyyy.mm.dd", (2015, 5, 20), day, True, None),
    ]
    for key, name, region, born, born_format, joined, joined_format, active, note in rows:
        people.append([key, name, region, datetime.date(*born), datetime.date(*joined), active, note])
        people.cell(people.max_row, 4).number_format = born_format
        people.cell(people.max_row, 5).number_format = joined_format
    people.append(["合计", "4人"])
    people.append(["填表人：张三", None, None, "审核：李四"])
    people.row_dimensions[5].hidden = True
    learning = book.create_sheet("学习记录")
    learning.append(LEARNING.splitlines()[0].split(","))
    for row in [("M1", 2020, "必修", 1.01), (None, 2019, "选修", 18.99), ("M2", 2020, "必修", 12.0), (None, 2019, "选修", 8),
                ("00123", 2020, "必修", 19.5)]:
        learning.append(row)
    learning.merge_cells("A2:A3")
    learning.merge_cells("A4:A5")
    learning.sheet_state = "hidden"
    book.create_sheet("Sheet3")
    book.save(path)


class Workbooks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.book = os.path.join(cls.folder, "名册.xlsx")
        workbook(cls.book)
        os.mkdir(os.path.join(cls.folder, "csv"))
        for name, text in [("会员", PEOPLE), ("听课", LEARNING)]:
            with open(os.path.join(cls.folder, "csv", name + ".csv"), "w", encoding="utf-8") as file:
                file.write(text)
        cls.expected = cls.results("csv")
        assert "M1,通过,20,20,待定,入会" in cls.expected, cls.expected

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def run_tool(cls, *data):
        return subprocess.run([TOOL, "eval", RULE, *data, "--format", "csv"], cwd=cls.folder, text=True, encoding="utf-8",
                              capture_output=True, check=False)

    @classmethod
    def results(cls, *data):
        """The results without the list of bad rows; there is none."""
        ran = cls.run_tool(*data)
        assert ran.returncode == 0, (ran.stdout, ran.stderr)
        return ran.stdout

    def converted(self, ending, source=None):
        """By LibreOffice, into a folder of its own."""
        out = os.path.join(self.folder, "libreoffice-" + ending)
        profile = "-env:UserInstallation=file://" + os.path.join(self.folder, "profile")
        subprocess.run(["soffice", profile, "--headless", "--convert-to", ending, "--outdir", out, source or self.book],
                       check=True, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
        return os.path.join(out, os.path.basename(source or self.book).rsplit(".", 1)[0] + "." + ending)

    def test_openpyxl(self):
        self.assertEqual(self.results("名册.xlsx"), self.expected)

    def test_what_is_told(self):
        told = self.run_tool("名册.xlsx").stderr
        self.assertIn("名册.xlsx：工作表“会员”里隐藏的行（从第 5 行起，共 1 行）也读了；工作表“学习记录”是“听课”表；"
                      "工作表“学习记录”是隐藏的，也读了；工作表“Sheet3”是空的，没有用\n", told)
        self.assertIn("会员：表头上面的标题 1 行（第 1 行）", told)
        self.assertIn("会员：合计、小计 1 行（第 7 行）", told)
        self.assertIn("会员：填表人、审核、盖章、说明等 1 行（第 8 行）", told)

    def test_a_sheet_that_is_missing(self):
        book = openpyxl.load_workbook(self.book)
        del book["学习记录"]
        path = os.path.join(self.folder, "缺.xlsx")
        book.save(path)
        ran = self.run_tool(path)
        self.assertEqual(ran.returncode, 2)
        self.assertIn("“听课”表没有数据：没有叫“听课”的工作表，也没有 听课.csv", ran.stderr)

    def test_cells_that_are_shown_otherwise(self):
        """Through LibreOffice and Gnumeric too, which write formats in their own ways."""
        book = openpyxl.load_workbook(self.book)
        hours = book["学习记录"]
        for row, shown in [(2, "0%"), (3, "0.0"), (4, ";;;"), (5, '0"天"')]:
            hours.cell(row, 4).number_format = shown
        hours.column_dimensions["C"].hidden = True
        path = os.path.join(self.folder, "格式.xlsx")
        book.save(path)
        converted = os.path.join(self.folder, "格式-gnumeric.xlsx")
        subprocess.run(["ssconvert", path, converted], check=True, capture_output=True)
        for one in [path, self.converted("xlsx", path), converted]:
            ran = self.run_tool(one)
            self.assertEqual(ran.stdout, self.expected, one)
            for words in ["隐藏的列（C）也读了", "是按百分之几或千、万显示的", "显示的是四舍五入后的", "显示的却是空白",
                          "显示的和存的不一样"]:
                self.assertIn(words, ran.stderr, one)

    def test_libreoffice(self):
        self.assertEqual(self.results(self.converted("xlsx")), self.expected)

    def test_gnumeric(self):
        out = os.path.join(self.folder, "gnumeric.xlsx")
        subprocess.run(["ssconvert", self.book, out], check=True, capture_output=True)
        self.assertEqual(self.results(out), self.expected)

    def test_old_workbook(self):
        old = self.converted("xls")
        self.assertEqual(self.results(old), self.expected)
        self.assertIn("旧式的 .xls，用 ssconvert 转换后读", self.run_tool(old).stderr)
        with open(old, "rb") as file:
            whole = file.read()
        path = os.path.join(self.folder, "坏.xls")
        for damaged in [whole[:600], whole[: len(whole) // 2], whole[:1000] + b"\0" * 1000 + whole[2000:]]:
            with open(path, "wb") as file:
                file.write(damaged)
            ran = self.run_tool(path)
            self.assertEqual((ran.returncode, ran.stdout), (2, ""), ran.stderr)
        without = subprocess.run([TOOL, "eval", RULE, old], cwd=self.folder, text=True, encoding="utf-8",
                                 capture_output=True, check=False, env={**os.environ, "PATH": "/nowhere"})
        self.assertEqual(without.returncode, 2)
        self.assertIn("没有能转换的程序", without.stderr)

    def test_mixed_with_csv(self):
        self.assertEqual(self.results("csv/听课.csv", "会员=csv/会员.csv"), self.expected)

    def test_sheets_and_headings_with_other_names(self):
        book = openpyxl.load_workbook(self.book)
        book["会员"].title = "会员花名册"
        for column, heading in enumerate(["会员号", "名字", "片区", "生日", "入会时间", "在岗否", "备注"], 1):
            book["会员花名册"].cell(2, column).value = heading
        path = os.path.join(self.folder, "别名.xlsx")
        book.save(path)
        told = self.run_tool(path).stderr
        self.assertIn("没有读的工作表：会员花名册", told)

        def mapped(meanings, known):
            """The list that map makes, filled in."""
            ran = subprocess.run([TOOL, "map", RULE, path, "-o", "拟.csv", *known], cwd=self.folder, text=True,
                                 encoding="utf-8", capture_output=True, check=False)
            self.assertEqual(ran.returncode, 0, ran.stderr)
            with open(os.path.join(self.folder, "拟.csv"), encoding="utf-8-sig") as file:
                rows = [line.rstrip("\n").split(",") for line in file]
            for row in rows[1:]:
                row[3] = row[3] or meanings.get(row[2], "")
            name = f"对照{len(known)}.csv"
            with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
                file.write("".join(",".join(row[:4]) + "\n" for row in rows))
            return rows[1:], name

        rows, first = mapped({"会员花名册": "会员"}, [])
        self.assertEqual(rows[0][:6], ["", "", "会员花名册", "会员", "会员", ""])
        headings = {"会员号": "编号", "名字": "姓名", "片区": "地区", "生日": "出生", "入会时间": "入会", "在岗否": "在岗"}
        rows, second = mapped(headings, ["--map", first])
        self.assertEqual({row[2] for row in rows if row[0] == "会员"}, set(headings))
        self.assertEqual(self.results(path, "--map", second), self.expected)

    def test_formulas_are_results_only_once_computed(self):
        book = openpyxl.load_workbook(self.book)
        book["学习记录"]["D6"] = "=19+0.5"
        path = os.path.join(self.folder, "公式.xlsx")
        book.save(path)
        ran = self.run_tool(path)
        self.assertEqual(ran.returncode, 1)
        self.assertIn("听课,6,学时,这一格是公式，文件里没有它算出的结果", ran.stdout)
        self.assertEqual(self.results(self.converted("xlsx", path)), self.expected)

    def test_damaged(self):
        with open(self.book, "rb") as file:
            whole = file.read()
        path = os.path.join(self.folder, "坏.xlsx")
        for damaged in [whole[:-1], whole[: len(whole) // 2], whole[:100], b"PK", whole[200:],
                        whole[: len(whole) // 3] + b"\0" * 100 + whole[len(whole) // 3 + 100 :]]:
            with open(path, "wb") as file:
                file.write(damaged)
            ran = self.run_tool(path)
            self.assertEqual((ran.returncode, ran.stdout), (2, ""))
            self.assertRegex(ran.stderr, "坏.xlsx：(工作簿坏了|不是 .xlsx 工作簿)")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
