"""cepol doc in a real browser."""
import os
import urllib.parse

from pages import ESCAPE, SPACE, PageTest, run

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


class Doc(PageTest):
    pages = {
        "nmg": ("policies/nmg/2017.cepol", "zh"),
        "washington": ("policies/washington-cpa/2020.cepol", "en"),
        "left-over": ("tests/browser/left-over/2031.cepol", "zh"),
    }

    @classmethod
    def words(cls, policy, language):
        return ["doc", policy, "--lang", language]

    def test_nothing_is_asked_for_and_nothing_goes_wrong(self):
        self.check_asks_for_nothing()

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
        self.browser.press(SPACE)
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
        for name in self.pages:
            with self.subTest(name):
                self.check_fits_a_phone(name)
                below = self.browser.script(
                    "return [...document.querySelectorAll('.clause')].every((clause) => {"
                    " const said = clause.querySelector('.said').getBoundingClientRect(),"
                    " made = clause.querySelector('.made').getBoundingClientRect();"
                    " return made.top >= said.bottom && made.left < 60; })")
                self.assertTrue(below)
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
        self.check_light_and_dark(".clause:nth-of-type(3) .number")

    def test_on_paper(self):
        self.show("nmg")
        self.check_paper("paper", 4, 40)

    def test_legible_without_script(self):
        self.check_legible_without_script("left-over", ['[id="一"]', '[id="二(二)"]', ".rule"], 20)

    def test_hostile_texts_do_nothing(self):
        self.show("left-over")
        self.assertEqual(self.browser.script("return document.title"), "林渡县2031年继续教育 <b>通知</b> & “对照”")
        self.assertEqual(self.browser.script("return document.querySelector('h1').children.length"), 0)
        self.assertIn("</script><script>", self.browser.script("return document.getElementById('三').textContent"))


if __name__ == "__main__":
    run()
