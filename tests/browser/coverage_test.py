"""The page of cepol test --coverage in a real browser."""
import os

from pages import ESCAPE, ROOT, SPACE, PageTest, run

# What is marked and said.
OPEN = """
return {
  marked: [...document.querySelectorAll('.at.marked')].map((each) => each.textContent),
  says: [...document.querySelectorAll('.which p')].map((each) => each.textContent),
  examples: [...document.querySelectorAll('.which li')].map((each) => each.textContent),
  links: [...document.querySelectorAll('.which a')].map((each) => each.getAttribute('href')),
  expanded: [...document.querySelectorAll('.sign[aria-expanded=true]')].map((each) => each.textContent),
  focus: document.activeElement.id,
};
"""
# Lines that are shown, by their numbers.
LINES = """
return [...document.querySelectorAll('.line')].filter((each) => !each.closest('[hidden]')).map((each) => +each.dataset.line);
"""
# What the text of a line is, without the signs that were put into it.
TEXT = """
return [...document.querySelectorAll('.line code')].map((code) => {
  const copy = code.cloneNode(true);
  copy.querySelectorAll('.sign').forEach((sign) => sign.remove());
  return copy.textContent;
});
"""
IN_VIEW = "const box = document.getElementById(arguments[0]).getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight"


class Coverage(PageTest):
    pages = {
        "club": ("tests/interpreter/cli/golden/examples/club.cepol", "zh"),
        "nmg": ("policies/nmg/2017.cepol", "zh"),
        "amended": ("tests/interpreter/cli/golden/amendment/2025.cepol", "en"),
        "left-over": ("tests/browser/left-over/2031.cepol", "en"),
    }

    @classmethod
    def words(cls, policy, language):
        return ["test", policy, "--coverage", "--format", "html", "--lang", language]

    def sign_at(self, line, nth=1):
        """The id of the nth sign on a line."""
        return self.browser.script("return document.querySelectorAll('#line-%d .sign')[%d].id" % (line, nth - 1))

    def test_nothing_is_asked_for_and_nothing_goes_wrong(self):
        self.check_asks_for_nothing()

    def test_the_text_is_the_policy_as_written(self):
        for name in ("club", "nmg", "left-over"):
            self.show(name)
            with open(os.path.join(ROOT, self.pages[name][0]), encoding="utf-8") as file:
                self.assertEqual(self.browser.script(TEXT), file.read().splitlines())

    def test_a_number_shows_the_examples_that_reach_the_place(self):
        self.show("club")
        sign = self.sign_at(24)
        self.browser.click("#" + sign)
        found = self.browser.script(OPEN)
        self.assertEqual(found["says"], ["情形：有 1 个示例走到"])
        self.assertEqual((found["examples"], found["links"]), (["学时够"], ["#line-30"]))
        self.assertEqual(found["expanded"], ["1"])
        self.keep_picture("examples-of-a-place")
        self.browser.click("#" + sign)
        self.assertEqual(self.browser.script(OPEN)["says"], [])
        self.browser.click("#" + sign)
        self.browser.press(ESCAPE)
        found = self.browser.script(OPEN)
        self.assertEqual((found["says"], found["marked"], found["expanded"]), ([], [], []))

    def test_a_marked_text_does_so_too_the_innermost_first(self):
        self.show("club")
        inner = self.sign_at(24, 2)
        self.browser.click("#%s + *" % inner)
        found = self.browser.script(OPEN)
        self.assertEqual(found["says"], ["条件：有 2 个示例走到"])
        self.assertEqual(found["examples"], ["学时够", "差一个学时"])
        self.browser.click("#line-18 .at b")
        self.assertEqual(self.browser.script(OPEN)["says"], ["限额：没有示例走到。请补一个示例：有超出它的，才算走到。"])

    def test_by_keyboard(self):
        self.show("club")
        self.browser.script("document.getElementById(arguments[0]).focus()", self.sign_at(17))
        self.browser.press(SPACE)
        self.assertEqual(self.browser.script(OPEN)["examples"], ["学时够", "差一个学时"])
        self.assertTrue(self.browser.script("return [...document.querySelectorAll('.sign,.controls button')]"
                                            ".every((each) => each.tagName === 'BUTTON' && each.tabIndex === 0)"))

    def test_an_example_leads_to_its_lines(self):
        self.show("club", height=400)
        self.browser.click("#" + self.sign_at(24))
        self.browser.click(".which a")
        self.assertTrue(self.browser.script(IN_VIEW, "line-30"))

    def test_from_one_place_to_the_next(self):
        self.show("club", height=500)
        missed = self.browser.script("return [...document.querySelectorAll('.sign[data-missed]')].map((each) => each.id)")
        self.assertEqual(len(missed), 6)
        for number, sign in enumerate(missed + missed[:1]):
            self.browser.script("document.querySelector('#next').click()")
            self.assertEqual(self.browser.script(OPEN)["focus"], sign)
            self.assertTrue(self.browser.script(IN_VIEW, sign))
            self.assertEqual(self.browser.script("return document.querySelector('.controls output').textContent"),
                             "第 %d 处，共 6 处" % (number % 6 + 1))

    def test_the_list_leads_to_the_places(self):
        self.show("club", height=500)
        listed = self.browser.script("return [...document.querySelectorAll('#missed a')].map((each) => each.hash)")
        self.assertEqual(len(listed), 6)
        self.browser.click('#missed a[href="%s"]' % listed[2])
        found = self.browser.script(OPEN)
        self.assertEqual(found["says"], ["限额：没有示例走到。请补一个示例：有超出它的，才算走到。"])
        self.assertTrue(self.browser.script(IN_VIEW, listed[2][1:]))

    def test_only_what_no_example_reaches(self):
        self.show("club")
        everything = self.browser.script(LINES)
        self.browser.click("#only")
        left = self.browser.script(LINES)
        self.assertEqual(left, list(range(16, 28)))  # the credit and the decision
        self.assertEqual(self.browser.script("return document.querySelector('#only').ariaPressed"), "true")
        self.keep_picture("only")
        # A link to an example that is folded away lifts the filter.
        self.browser.click("#examples a")
        self.assertEqual(self.browser.script(LINES), everything)
        self.assertEqual(self.browser.script("return document.querySelector('#only').ariaPressed"), "false")

    def test_what_is_not_reached_is_told_otherwise_than_by_colour(self):
        self.show("club")
        marks = self.browser.script(
            "return [...document.querySelectorAll('.sign[data-missed]')].map((each) => ["
            "each.textContent, each.ariaLabel, getComputedStyle(each.closest('.at')).boxShadow])")
        for sign, said, line in marks:
            self.assertIn(sign, ["✕", "只见过成立", "只见过不成立"])
            self.assertRegex(said, "没有示例走到|只见过")
            self.assertNotEqual(line, "none")

    def test_an_amendment_is_told_apart(self):
        self.show("amended")
        own = self.browser.script("return [...document.querySelectorAll('.line.own')].map((each) => +each.dataset.line)")
        self.assertTrue(0 < len(own) < len(self.browser.script(LINES)))
        self.assertTrue(self.browser.script("return [...document.querySelectorAll('.sign')].every((each) => each.closest('.own'))"))

    def test_on_a_phone(self):
        for name in self.pages:
            with self.subTest(name):
                self.check_fits_a_phone(name)
                self.browser.script("const sign = document.querySelector('.sign'); sign.click(); sign.scrollIntoView()")
                self.assertLessEqual(self.browser.script("return document.documentElement.scrollWidth"), 390)
                self.keep_picture("phone-open-" + name)

    def test_light_and_dark(self):
        self.check_light_and_dark(".sign")

    def test_on_paper(self):
        self.show("nmg")
        self.check_paper("coverage", 8, 60)

    def test_legible_without_script(self):
        self.check_legible_without_script("club", ["#line-18", ".sign", "#missed li", "#examples li"], 10)

    def test_hostile_texts_do_nothing(self):
        self.show("left-over")
        self.assertEqual(self.browser.script("return document.title"), "林渡县2031年继续教育 <b>通知</b> & “对照”")
        self.assertEqual(self.browser.script("return document.querySelector('h1').children.length"), 0)
        self.assertEqual(self.browser.script("return document.querySelector('h1').lang"), "zh-CN")


if __name__ == "__main__":
    run()
