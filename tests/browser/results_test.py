"""The page of cepol eval -o report.html in a real browser."""
import os

from pages import ESCAPE, PageTest, run

# Cells of the rows that are elements, of the nth table.
ROWS = """
return [...document.querySelectorAll('.results')[arguments[0]].querySelectorAll('tr[data-row]')]
  .map((row) => [...row.cells].map((cell) => cell.textContent));
"""
SORT = """
const button = document.querySelectorAll('.results')[0].querySelectorAll('thead button')[arguments[0]];
const begin = performance.now();
button.click();
return [performance.now() - begin, button.parentElement.getAttribute('aria-sort')];
"""
FILTER = """
const [choice, value, text] = arguments, section = document.querySelector('.results');
const select = section.querySelectorAll('.controls select')[choice], input = section.querySelector('input');
select.value = value;
input.value = text;
const begin = performance.now();
select.dispatchEvent(new Event('change'));
return [performance.now() - begin, section.querySelector('output').textContent];
"""
SCROLL = """
const sheet = document.querySelector('.sheet'), done = arguments[arguments.length - 1];
const begin = performance.now();
sheet.scrollTop = arguments[0] * (sheet.scrollHeight - sheet.clientHeight);
requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begin)));
"""
MANY = 100_000


class Results(PageTest):
    pages = {
        "guild": ("tests/interpreter/cli/golden/english/credits.cepol", "en"),
        "many": ("tests/interpreter/cli/golden/office/rule.cepol", "zh"),
    }

    @classmethod
    def words(cls, policy, language):
        if policy.endswith("credits.cepol"):
            data = os.path.join(os.path.dirname(policy), "data")
        else:
            data = cls.many_people()
        return ["eval", policy, data, "--format", "html", "--lang", language] + (
            ["--columns", "姓名,单位,年龄"] if language == "zh" else [])

    @classmethod
    def many_people(cls):
        folder = os.path.join(cls.folder, "data")
        os.mkdir(folder)

        def write(table, text):
            with open(os.path.join(folder, table + ".csv"), "w", encoding="utf-8") as file:
                file.write(text)

        write("班", "班号,计划上报\nB1,是\n")
        write("人员", "编号,姓名,单位,年龄,级别,报名\n" + "".join(
            f"{i:06},{'<b>&' if i == 7 else '张'}{i},单位{i % 9},{'' if i % 50 == 0 else 25 + i % 35},高级,2030-0{1 + i % 9}-12\n"
            for i in range(MANY)))
        write("学习", "编号,年度,科目,学时\n" + "".join(f"{i:06},2030,公需,{i % 120}\n" for i in range(MANY)))
        return folder

    def test_nothing_is_asked_for_and_nothing_goes_wrong(self):
        self.check_asks_for_nothing()

    def test_a_small_table_is_there_whole(self):
        self.show("guild")
        rows = self.browser.script(ROWS, 0)
        self.assertEqual([row[0] for row in rows], ["A", "B", "C", "D", "E"])
        self.assertEqual(rows[1][1:5], ["lapsed", "20", "17.5", "2.5"])
        self.assertEqual(self.browser.script("return document.querySelectorAll('.totals figure').length"), 2)

    def test_of_many_rows_few_are_elements_and_all_can_be_reached(self):
        self.show("many")
        self.assertLess(len(self.browser.script(ROWS, 0)), 100)
        for place in (0.5, 1):
            self.assertLess(self.browser.later(SCROLL, place), 500)
            rows = self.browser.script(ROWS, 0)
            self.assertLess(len(rows), 100)
        self.assertEqual(rows[-1][0], f"{MANY - 1:06}")

    def test_texts_are_texts(self):
        self.show("many")
        self.assertEqual(self.browser.script(ROWS, 0)[7][1], "<b>&7")

    def test_sorting_is_by_value_and_blanks_come_last(self):
        self.show("many")
        heads = self.browser.script("return [...document.querySelectorAll('.results')[0].querySelectorAll('thead th')].map((head) => head.textContent)")
        required = heads.index("应修学时")
        took, way = self.browser.script(SORT, required)
        self.assertEqual(way, "ascending")
        self.assertLess(took, 1000)
        self.assertEqual(self.browser.script(ROWS, 0)[0][required], "85/3")
        self.assertEqual(self.browser.script(SORT, required)[1], "descending")
        self.assertEqual(self.browser.script(ROWS, 0)[0][required], "85")
        self.browser.later(SCROLL, 1)
        self.assertEqual(self.browser.script(ROWS, 0)[-1][required], "")

    def test_filters_work_together(self):
        self.show("many")
        took, told = self.browser.script(FILTER, 0, "待定", "")
        undetermined = int(told.split(" ")[0])
        self.assertLess(took, 1000)
        self.assertTrue(0 < undetermined <= MANY // 50, told)
        self.assertEqual({row[4] for row in self.browser.script(ROWS, 0)}, {"待定"})
        took, told = self.browser.script(FILTER, 0, "", "张99999")
        self.assertLess(took, 1000)
        self.assertEqual(told, f"1 / {MANY} 行")

    def test_a_row_tells_its_reasons_with_the_clauses(self):
        self.show("many")
        self.browser.script("document.querySelector('tr[data-row=\"1\"]').click()")
        self.assertEqual(self.browser.script("return document.querySelector('dialog h3').textContent"), "000001")
        text = self.browser.script("return document.querySelector('dialog').textContent")
        self.assertIn("审验：不合格，按“高级要求”", text)
        self.assertEqual(self.browser.script("return [...document.querySelectorAll('dialog blockquote b')].map((each) => each.textContent)"),
                         ["§一(一)", "§一(三)"])
        self.keep_picture("person")
        self.browser.press(ESCAPE)
        self.assertFalse(self.browser.script("return document.querySelector('dialog').open"))

    def test_the_distribution_over_a_column_counts_every_row(self):
        self.show("many")
        self.browser.click(".by summary")
        counts = "return [...document.querySelectorAll('.by svg > text:nth-of-type(2n)')].map((each) => Number(each.textContent))"
        self.assertEqual(sum(self.browser.script(counts)), MANY)
        self.assertEqual(len(self.browser.script(counts)), 9)
        self.keep_picture("by-unit")
        self.browser.script("""
            const over = document.querySelectorAll('.by select')[1];
            over.value = [...over.options].find((each) => each.textContent === '年龄').value;
            over.dispatchEvent(new Event('change'));""")
        self.assertEqual(sum(self.browser.script(counts)), MANY)
        self.assertLess(len(self.browser.script(counts)), 14)
        self.keep_picture("by-age")

    def test_light_and_dark(self):
        self.check_light_and_dark("tr[data-row]")

    def test_fits_a_phone(self):
        self.check_fits_a_phone("guild")

    def test_on_paper_the_whole_table_stands(self):
        self.show("guild")
        self.check_paper("guild", 1, 3)

    def test_without_script_the_totals_are_legible(self):
        self.check_legible_without_script("guild", ["h1", ".totals svg", "noscript"], 10)


if __name__ == "__main__":
    run()
