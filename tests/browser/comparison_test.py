"""The page of cepol diff -o report.html in a real browser."""
import hashlib
import os
import re

from pages import ROOT, PageTest, run

AMENDED = os.path.join(ROOT, "tests/interpreter/cli/golden/amendment")
NMG = os.path.join(ROOT, "policies/nmg/2017.cepol")

# Of each fold with rows: how many it says, and how many rows its tables have.
COUNTS = """
return [...document.querySelectorAll('.change details.touched')].map((fold) => [
  fold.querySelector('summary').textContent,
  fold.querySelector('td').checkVisibility({contentVisibilityAuto: true}) && fold.open,
  new Set([...fold.querySelectorAll('tr td:first-child')].map((cell) => cell.textContent)).size]);
"""


class Comparison(PageTest):
    pages = {
        "nmg": ("policies/examples/nmg-2018.cepol", "zh"),
        "guild": ("tests/interpreter/cli/golden/amendment/2025.cepol", "en"),
        "other": ("tests/browser/left-over/2031.cepol", "zh"),
        "readings": ("policies/nmg/2017.cepol", "zh"),
    }

    @classmethod
    def words(cls, policy, language):
        sample = os.path.join(ROOT, "policies/nmg/2017-sample")
        if policy == NMG:
            words = [policy, "--reading", "近年截止=2017", "--reading", "近年截止=2016", "--data", sample]
        elif "amendment" in policy:
            words = [os.path.join(AMENDED, "2024.cepol"), policy, "--data", os.path.join(AMENDED, "data"), "--explain", "A"]
        elif "left-over" in policy:
            words = [NMG, policy]
        else:
            words = [NMG, policy, "--data", sample, "--reading", "近年截止=2017", "--explain", "NMG170036", "--by", "所在盟市"]
        return ["diff"] + words + ["--lang", language]

    def test_nothing_is_asked_for_and_nothing_goes_wrong(self):
        self.check_asks_for_nothing()

    def test_the_head_says_what_was_compared(self):
        self.show("nmg")
        head = self.browser.script("return document.querySelector('header').textContent")
        for text in ("nmg/2017", "examples/nmg-2018", "近年截止=2017", "减免与连续=保留", "人员.csv"):
            self.assertIn(text, head)
        self.assertRegex(head, r"cepol \d+\.\d+")
        for file in ("policies/nmg/2017.txt", "policies/examples/nmg-2018.cepol", "policies/nmg/2017-sample/学习.csv"):
            with open(os.path.join(ROOT, file), "rb") as bytes:
                self.assertIn(hashlib.sha256(bytes.read()).hexdigest(), head)

    def test_what_comes_first(self):
        self.show("nmg")
        sections = self.browser.script("return [...document.querySelectorAll('main > section')].map((each) => each.id || each.className)")
        self.assertEqual(sections, ["summary", "notices", "changes", "evidence", "explained", "aside", "signatures"])
        rows = self.browser.script("return [...document.querySelectorAll('#summary tr')].map((row) => [...row.cells].map((cell) => cell.textContent))")
        self.assertIn(["人员 审验", "合格", "不合格", "55"], rows)
        self.assertIn(["人员 受理", "逾期不予办理", "受理", "2"], rows)

    def test_rows_are_named_on_a_click_and_are_as_many_as_said(self):
        for name in ("nmg", "guild", "readings"):
            self.show(name)
            folds = self.browser.script(COUNTS)
            self.assertTrue(folds)
            for said, shown, rows in folds:
                self.assertFalse(shown, said)
                self.assertEqual(int(re.search(r"\d+", said).group()), rows, said)
        self.show("nmg")
        self.browser.click("#change-2 details.touched summary")
        self.assertIn(True, [shown for _, shown, _ in self.browser.script(COUNTS)])
        self.keep_picture("rows")

    def test_a_removed_rule_is_laid_out(self):
        self.show("nmg")
        lines = self.browser.script(
            "const removed = [...document.querySelectorAll('.change')].find((each) => each.querySelector('.done').textContent === '取消');"
            "return [removed.querySelector('.name').textContent, removed.querySelectorAll('.lines li').length]")
        self.assertEqual(lines, ["外语计算机考试", 3])

    def test_what_differs_is_marked(self):
        self.show("nmg")
        self.assertEqual(self.browser.script(
            "const row = [...document.querySelectorAll('.change .parts tr')].find((each) => each.cells[0].textContent === '总量');"
            "return [row.querySelector('del').textContent, row.querySelector('ins').textContent]"), ["170", "220"])

    def test_both_explanations_are_side_by_side(self):
        for name in ("nmg", "guild"):
            self.show(name)
            places = self.browser.script("return [...document.querySelectorAll('.explained .both > div')].map((each) => { const box = each.getBoundingClientRect(); return [box.left, box.right, box.top]; })")
            self.assertEqual(len(places), 2)
            self.assertLess(places[0][1], places[1][0])
            self.assertEqual(places[0][2], places[1][2])

    def test_texts_are_texts(self):
        self.show("other")
        self.assertIn("<b>通知</b>", self.browser.script("return document.querySelector('#compared').textContent"))
        self.assertEqual(self.browser.script("return document.querySelectorAll('#compared b').length"), 0)

    def test_on_a_phone(self):
        for name in self.pages:
            with self.subTest(name):
                self.check_fits_a_phone(name)

    def test_light_and_dark(self):
        self.check_light_and_dark(".change summary")

    def test_on_paper_folds_are_open(self):
        self.show("nmg")
        self.check_paper("comparison", 8, 40)
        self.browser.script("window.shut = []; addEventListener('beforeprint', () => { window.shut = [...document.querySelectorAll('details:not([open])')]; })")
        self.browser.pdf()
        self.assertEqual(self.browser.script("return window.shut.length"), 0)
        self.assertGreater(self.browser.script("return document.querySelectorAll('details:not([open])').length"), 10)

    def test_legible_without_script(self):
        self.check_legible_without_script("guild", ["h1", "#compared", "#summary", ".change", ".signatures"], 20)


if __name__ == "__main__":
    run()
