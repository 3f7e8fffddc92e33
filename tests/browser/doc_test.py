"""cepol doc in a real browser: doc_test.py CEPOL ROOT. With CEPOL_SCREENSHOTS=FOLDER pictures of it are kept there."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

from browser import Browser

CEPOL, ROOT = sys.argv[1], sys.argv[2]
PICTURES = os.environ.get("CEPOL_SCREENSHOTS")
PAGES = {  # name: policy, language
    "nmg": ("policies/nmg/2017.cepol", "zh"),
    "washington": ("policies/washington-cpa/2020.cepol", "en"),
    "left-over": ("tests/browser/left-over/2031.cepol", "zh"),
}
ESCAPE = "\ue00c"

# The rules that a clause's rules are, by the page's own account of who cites what; and those that are marked.
MARKED = """
const names = (cards) => [...new Set(cards.map((card) => card.querySelector('.name').textContent))].sort();
const clause = arguments[0] ? document.getElementById(arguments[0]) : null;
return {
  beside: clause ? names([...clause.querySelectorAll('.rule')]) : [],
  marked: names([...document.querySelectorAll('.rule.marked')]),
  clauses: [...document.querySelectorAll('.said.marked')].map((said) => said.closest('.clause').id),
  pressed: [...document.querySelectorAll('.pick[aria-pressed=true]')].map((button) => button.textContent),
  hash: decodeURIComponent(location.hash),
};
"""
SHOWN = "return [...document.querySelectorAll('.clause')].filter((each) => !each.hidden).map((each) => each.id)"
# The contrast of every text on its ground, by the formula of WCAG: [ratio, text] of the faintest.
CONTRAST = r"""
const colour = (text) => text.match(/[\d.]+/g).map(Number);
const light = (c) => [0.2126, 0.7152, 0.0722].reduce((sum, part, i) => {
  const v = c[i] / 255;
  return sum + part * (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
}, 0);
const ground = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const c = colour(getComputedStyle(at).backgroundColor);
    if (c.length === 3 || c[3] > 0) return c;
  }
  return [255, 255, 255];
};
let faintest = [99, ''];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const text = walk.currentNode.textContent.trim(), element = walk.currentNode.parentElement;
  if (text === '' || element.closest('script,style,[hidden]') || element.getClientRects().length === 0) continue;
  const a = light(colour(getComputedStyle(element).color)), b = light(ground(element));
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < faintest[0]) faintest = [ratio, text];
}
return faintest;
"""


class Doc(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="cepol-browser-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        for name, (policy, language) in PAGES.items():
            subprocess.run([CEPOL, "doc", os.path.join(ROOT, policy), "--lang", language, "-o", cls.file(name)], check=True)
        cls.browser = Browser(cls.folder)
        cls.addClassCleanup(cls.browser.close)

    @classmethod
    def file(cls, name):
        return os.path.join(cls.folder, name + ".html")

    def setUp(self):
        self.browser.scheme("light")

    def show(self, name, width=1280, height=900, fragment=""):
        self.browser.window(width, height)
        self.browser.open("about:blank")  # else only the fragment would change
        self.browser.requests()
        self.browser.open("file://" + self.file(name) + fragment)

    def keep_picture(self, name):
        if PICTURES:
            os.makedirs(PICTURES, exist_ok=True)
            self.browser.screenshot(os.path.join(PICTURES, name + ".png"))

    def tearDown(self):
        self.assertEqual(self.browser.complaints(), [])

    def test_nothing_is_asked_for_and_nothing_goes_wrong(self):
        for name in PAGES:
            with self.subTest(name):
                with open(self.file(name), encoding="utf-8") as file:
                    self.assertIsNone(re.search(r"https?://|src=|url\(|@import", file.read()))
                self.show(name)
                self.assertEqual(self.browser.requests(), ["file://" + self.file(name)])
                self.assertEqual(self.browser.complaints(), [])
                self.keep_picture(name)

    def test_clauses_and_their_rules(self):
        self.show("nmg")
        shown = self.browser.script(SHOWN)
        self.assertEqual(len(shown), 25)
        self.assertIn("三(五)", shown)
        found = self.browser.script(MARKED, "三(四)")
        self.assertEqual(found["beside"], sorted(["年龄基准", "减免与连续", "近龄减免", "满龄免予"]))
        self.assertEqual(found["marked"], [])

    def test_a_clause_marks_its_rules_and_only_those(self):
        for name, clauses in {"nmg": ["三(四)", "四(二)", "一"], "washington": ["9", "11"]}.items():
            self.show(name)
            for clause in clauses:
                with self.subTest(clause):
                    self.browser.click('[id="%s"] .number' % clause)
                    found = self.browser.script(MARKED, clause)
                    self.assertEqual(found["marked"], found["beside"])
                    self.assertEqual(found["clauses"], [clause])
                    self.assertEqual(found["pressed"], ["§" + clause])
                    self.assertEqual(found["hash"], "#" + clause)
        self.show("nmg")
        self.browser.click('[id="三(四)"] .said p')
        self.assertEqual(self.browser.script(MARKED, "三(四)")["pressed"], ["§三(四)"])
        self.keep_picture("marked")
        self.browser.click('[id="三(四)"] .number')
        found = self.browser.script(MARKED, "三(四)")
        self.assertEqual((found["marked"], found["clauses"], found["pressed"], found["hash"]), ([], [], [], ""))

    def test_a_rule_marks_all_its_clauses(self):
        self.show("left-over")
        self.browser.click('[id="二(一)"] .rule .pick')
        found = self.browser.script(MARKED)
        self.assertEqual(found["marked"], ["减半"])
        self.assertEqual(found["clauses"], ["一", "二(一)"])
        self.assertEqual(set(found["pressed"]), {"减免减半"})
        self.browser.press(ESCAPE)
        found = self.browser.script(MARKED)
        self.assertEqual((found["marked"], found["clauses"], found["pressed"]), ([], [], []))

    def test_by_keyboard(self):
        self.show("left-over")
        self.browser.script("document.querySelector('[id=\"二(一)\"] .number').focus()")
        self.browser.press("\ue00d")  # the space bar
        self.assertEqual(self.browser.script(MARKED, "二(一)")["marked"], ["减半"])
        reached = self.browser.script(
            "return [...document.querySelectorAll('.number,.pick,.controls button,.controls input')]"
            ".every((each) => /^(BUTTON|INPUT)$/.test(each.tagName) && each.tabIndex === 0)")
        self.assertTrue(reached)

    def test_the_address_names_a_clause(self):
        self.show("nmg", fragment="#" + urllib.parse.quote("三(五)"))
        found = self.browser.script(MARKED, "三(五)")
        self.assertEqual(found["pressed"], ["§三(五)"])
        top = self.browser.script("return document.getElementById('三(五)').getBoundingClientRect().top")
        self.assertTrue(0 <= top < 200, top)
        self.browser.click('.map a[href="#四(二)"]')
        self.assertEqual(self.browser.script(MARKED, "四(二)")["pressed"], ["§四(二)"])

    def test_an_example_opens_where_it_is_named(self):
        self.show("left-over")
        self.browser.click("#rule-0 ~ .rule summary, .rule summary")
        self.browser.click(".rule details[open] a")
        self.assertTrue(self.browser.script("return document.querySelector('#examples details').open"))

    def test_only_what_nothing_cites(self):
        self.show("left-over")
        self.browser.click("[data-filter=open]")
        self.assertEqual(self.browser.script(SHOWN), ["二(二)"])
        self.assertEqual(self.browser.script("return document.querySelector('.controls output').textContent"), "显示 1 条，共 6 条")
        self.assertEqual(self.browser.script("return document.querySelector('[data-filter=open]').ariaPressed"), "true")
        self.keep_picture("open")
        self.browser.click("[data-filter=open]")
        self.assertEqual(len(self.browser.script(SHOWN)), 6)
        self.show("nmg")
        self.browser.click("[data-filter=open]")
        self.assertEqual(self.browser.script(SHOWN), [])
        self.assertTrue(self.browser.script("return document.querySelector('.nothing').getClientRects().length > 0"))

    def test_only_readings(self):
        self.show("nmg")
        self.browser.click("[data-filter=reading]")
        self.assertEqual(self.browser.script(SHOWN), ["三(一)", "三(二)", "三(三)", "三(四)"])

    def test_search(self):
        self.show("nmg")
        self.browser.write(".controls input", "花名册")
        self.assertEqual(self.browser.script(SHOWN), ["四(四)", "附件", "附件2"])
        self.browser.script("document.querySelector('.controls input').select()")
        self.browser.write(".controls input", "没有这样的字")
        self.assertEqual(self.browser.script(SHOWN), [])
        # A link to a clause that is not shown lifts the filters.
        self.browser.script("location.hash = '#' + encodeURIComponent('三(五)')")
        self.assertEqual(len(self.browser.script(SHOWN)), 25)

    def test_on_a_phone(self):
        for name in PAGES:
            with self.subTest(name):
                self.show(name, 390, 844)
                wide = self.browser.script("return document.documentElement.scrollWidth")
                self.assertLessEqual(wide, 390)
                below = self.browser.script(
                    "return [...document.querySelectorAll('.clause')].every((clause) => {"
                    " const said = clause.querySelector('.said').getBoundingClientRect(),"
                    " made = clause.querySelector('.made').getBoundingClientRect();"
                    " return made.top >= said.bottom && made.left < 60; })")
                self.assertTrue(below)
                self.keep_picture("phone-" + name)
        self.show("nmg", 390, 844, "#" + urllib.parse.quote("三(五)"))
        self.keep_picture("phone-rules")

    def test_side_by_side_on_a_desktop(self):
        self.show("nmg")
        beside = self.browser.script(
            "return [...document.querySelectorAll('.clause')].every((clause) => {"
            " const said = clause.querySelector('.said').getBoundingClientRect(),"
            " made = clause.querySelector('.made').getBoundingClientRect();"
            " return made.left >= said.right && Math.abs(made.top - said.top) < 2; })")
        self.assertTrue(beside)

    def test_light_and_dark(self):
        for scheme, dark in (("light", False), ("dark", True)):
            with self.subTest(scheme):
                self.browser.scheme(scheme)
                for name in PAGES:
                    self.show(name)
                    self.browser.click(".clause:nth-of-type(3) .number")
                    ground = self.browser.script("return getComputedStyle(document.body).backgroundColor")
                    brightness = sum(map(int, re.findall(r"\d+", ground)[:3])) / 3
                    self.assertEqual(brightness < 60, dark, ground)
                    ratio, text = self.browser.script(CONTRAST)
                    self.assertGreaterEqual(ratio, 4.5, text)
                    self.keep_picture(scheme + "-" + name)

    def test_on_paper(self):
        self.show("nmg")
        pdf = self.browser.pdf()
        pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
        self.assertTrue(4 <= pages <= 40, pages)
        boxes = {tuple(round(float(side)) for side in box.split())
                 for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)}
        self.assertEqual({(x, y) for _, _, x, y in boxes}, {(595, 842)})  # A4, in points
        if PICTURES:
            with open(os.path.join(PICTURES, "paper.pdf"), "wb") as out:
                out.write(pdf)

    def test_legible_without_script(self):
        self.browser.devtools("Emulation.setScriptExecutionDisabled", value=True)
        try:
            self.show("left-over")
            root = self.browser.devtools("DOM.getDocument")["root"]["nodeId"]
            for selector in ('[id="一"]', '[id="二(二)"]', ".rule"):
                node = self.browser.devtools("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
                box = self.browser.devtools("DOM.getBoxModel", nodeId=node)["model"]
                self.assertGreater(box["height"], 20, selector)
            hidden = self.browser.devtools("DOM.querySelector", nodeId=root, selector=".controls")["nodeId"]
            with self.assertRaises(RuntimeError):  # it has no box
                self.browser.devtools("DOM.getBoxModel", nodeId=hidden)
        finally:
            self.browser.devtools("Emulation.setScriptExecutionDisabled", value=False)

    def test_hostile_texts_do_nothing(self):
        self.show("left-over")
        self.assertEqual(self.browser.script("return document.title"), "林渡县2031年继续教育 <b>通知</b> & “对照”")
        self.assertEqual(self.browser.script("return document.querySelector('h1').children.length"), 0)
        self.assertIn("</script><script>", self.browser.script("return document.getElementById('三').textContent"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=1)
