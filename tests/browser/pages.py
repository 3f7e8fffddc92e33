"""What the tests of all pages share. Run as NAME_test.py CEPOL ROOT; with CEPOL_SCREENSHOTS=FOLDER pictures are kept there."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from browser import Browser

CEPOL, ROOT = sys.argv[1], sys.argv[2]
PICTURES = os.environ.get("CEPOL_SCREENSHOTS")
ESCAPE, SPACE = "\ue00c", "\ue00d"

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


class PageTest(unittest.TestCase):
    pages = {}  # name: policy, language

    @classmethod
    def words(cls, policy, language):
        """Of the command that makes a page, but for -o FILE."""
        raise NotImplementedError

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="cepol-browser-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        for name, (policy, language) in cls.pages.items():
            subprocess.run([CEPOL] + cls.words(os.path.join(ROOT, policy), language) + ["-o", cls.file(name)], check=True,
                           stderr=subprocess.DEVNULL)
        cls.browser = Browser(cls.folder)
        cls.addClassCleanup(cls.browser.close)

    @classmethod
    def file(cls, name):
        return os.path.join(cls.folder, name + ".html")

    def setUp(self):
        self.browser.scheme("light")

    def tearDown(self):
        self.assertEqual(self.browser.complaints(), [])

    def show(self, name, width=1280, height=900, fragment=""):
        self.browser.window(width, height)
        self.browser.open("about:blank")  # else only the fragment would change
        self.browser.requests()
        self.browser.open("file://" + self.file(name) + fragment)

    def keep_picture(self, name):
        if PICTURES:
            os.makedirs(PICTURES, exist_ok=True)
            self.browser.screenshot(os.path.join(PICTURES, name + ".png"))

    def check_asks_for_nothing(self):
        for name in self.pages:
            with self.subTest(name):
                with open(self.file(name), encoding="utf-8") as file:
                    self.assertIsNone(re.search(r"https?://|src=|url\(|@import", file.read()))
                self.show(name)
                self.assertEqual(self.browser.requests(), ["file://" + self.file(name)])
                self.assertEqual(self.browser.complaints(), [])
                self.keep_picture(name)

    def check_ground_and_contrast(self, dark):
        """Of the page that is shown."""
        ground = self.browser.script("return getComputedStyle(document.body).backgroundColor")
        brightness = sum(map(int, re.findall(r"\d+", ground)[:3])) / 3
        self.assertEqual(brightness < 60, dark, ground)
        ratio, text = self.browser.script(CONTRAST)
        self.assertGreaterEqual(ratio, 4.5, text)

    def check_light_and_dark(self, clicked):
        """Of each page, with what opens when `clicked` is."""
        for scheme, dark in (("light", False), ("dark", True)):
            with self.subTest(scheme):
                self.browser.scheme(scheme)
                for name in self.pages:
                    self.show(name)
                    self.browser.script(f"document.querySelector('{clicked}').click()")
                    self.check_ground_and_contrast(dark)
                    self.keep_picture(scheme + "-" + name)

    def check_fits_a_phone(self, name):
        self.show(name, 390, 844)
        self.assertLessEqual(self.browser.script("return document.documentElement.scrollWidth"), 390)
        self.keep_picture("phone-" + name)

    def check_paper(self, kept, least, most):
        """How many sheets of A4 the page that is shown takes; with pictures it is kept by that name."""
        pdf = self.browser.pdf()
        sheets = len(re.findall(rb"/Type\s*/Page\b", pdf))
        self.assertTrue(least <= sheets <= most, sheets)
        boxes = {tuple(round(float(side)) for side in box.split())
                 for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)}
        self.assertEqual({(x, y) for _, _, x, y in boxes}, {(595, 842)})  # in points
        if PICTURES:
            with open(os.path.join(PICTURES, kept + ".pdf"), "wb") as out:
                out.write(pdf)

    def check_legible_without_script(self, name, selectors, least):
        """The first of each is shown, at least so high; the controls are not, which would do nothing."""
        *heights, controls = self.heights_without_script(name, selectors + [".controls"])
        for selector, height in zip(selectors, heights):
            self.assertGreater(height, least, selector)
        self.assertIsNone(controls)

    def heights_without_script(self, name, selectors):
        """Of the first element of each selector; None: it has no box."""
        heights = []
        self.browser.devtools("Emulation.setScriptExecutionDisabled", value=True)
        try:
            self.show(name)
            root = self.browser.devtools("DOM.getDocument")["root"]["nodeId"]
            for selector in selectors:
                node = self.browser.devtools("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
                try:
                    heights.append(self.browser.devtools("DOM.getBoxModel", nodeId=node)["model"]["height"])
                except RuntimeError:
                    heights.append(None)
        finally:
            self.browser.devtools("Emulation.setScriptExecutionDisabled", value=False)
        return heights


def run():
    unittest.main(module="__main__", argv=sys.argv[:1] + sys.argv[3:], verbosity=1)
