"""A headless Chromium, spoken to by the WebDriver protocol over the loopback; only Python's own library is used."""
import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # how the protocol names an element


SETTLED = """
const done = arguments[arguments.length - 1];
setTimeout(() => requestAnimationFrame(() => setTimeout(done, 100)), 50);
"""


class Browser:
    def __init__(self, folder):
        """`folder`: of its own, for the profile and the driver's log; the caller removes it."""
        driver, browser = shutil.which("chromedriver"), shutil.which("chromium")
        if not driver or not browser:
            raise SystemExit("the browser's tests need the packages chromium and chromium-driver (dev/setup installs them)")
        self._log = open(os.path.join(folder, "driver.log"), "w+")
        self._driver = subprocess.Popen([driver, "--port=0"], stdout=self._log, stderr=subprocess.STDOUT)
        self._session = None
        try:
            self._at = "http://127.0.0.1:%d" % self._port()
            options = {
                "binary": browser,
                "args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                         "--disable-background-networking", "--disable-component-update", "--disable-sync",
                         "--disable-dev-shm-usage", "--hide-scrollbars",
                         "--user-data-dir=" + os.path.join(folder, "profile")],
                "perfLoggingPrefs": {"enableNetwork": True},
            }
            wanted = {"browserName": "chrome", "goog:chromeOptions": options,
                      "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
            self._session = self._start({"capabilities": {"alwaysMatch": wanted}})
            self.open("about:blank")
            self.complaints(), self.requests()  # those of the browser's own first page
        except BaseException:
            self.close()
            raise

    def _port(self):
        for _ in range(600):
            self._log.flush()
            with open(self._log.name) as log:
                found = re.search(r"started successfully on port (\d+)", log.read())
            if found:
                return int(found.group(1))
            if self._driver.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError("chromedriver did not start, see " + self._log.name)

    def _start(self, wanted):
        """On a machine that is busy the driver may give up waiting for the browser; that is no fault of a page."""
        for attempt in (1, 2, 3):
            try:
                return self._call("POST", "/session", wanted)["sessionId"]
            except RuntimeError as error:
                print("the browser did not start, attempt %d: %s" % (attempt, error), flush=True)
                if attempt == 3:
                    raise

    def _call(self, method, path, body=None):
        data = None if method in ("GET", "DELETE") else json.dumps(body or {}).encode()
        request = urllib.request.Request(self._at + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            # No proxy stands between here and the loopback.
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError("%s %s: %s" % (method, path, error.read().decode()[:600])) from None

    def _ask(self, method, path, body=None):
        return self._call(method, "/session/" + self._session + path, body)

    def open(self, url):
        self._ask("POST", "/url", {"url": url})

    def script(self, text, *arguments):
        """The value of a function's body run in the page."""
        return self._ask("POST", "/execute/sync", {"script": text, "args": list(arguments)})

    def later(self, text, *arguments):
        """Likewise, of a body that calls its last argument with the value."""
        return self._ask("POST", "/execute/async", {"script": text, "args": list(arguments)})

    def devtools(self, command, **parameters):
        return self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def _element(self, selector):
        return self._ask("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]

    def click(self, selector):
        self.script("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector)
        self._ask("POST", "/element/%s/click" % self._element(selector))
        # What a click leads to (a jump to an anchor and its event) comes in tasks of their own.
        self._ask("POST", "/execute/async", {"script": SETTLED, "args": []})

    def write(self, selector, text):
        self._ask("POST", "/element/%s/value" % self._element(selector), {"text": text})

    def press(self, key):
        """A key wherever the focus is."""
        keys = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": keys}]})

    def window(self, width, height):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                      mobile=False)

    def scheme(self, name):
        self.devtools("Emulation.setEmulatedMedia",
                      features=[{"name": "prefers-color-scheme", "value": name}])

    def complaints(self):
        """What the page wrote to the console since this was asked last."""
        return [one["message"] for one in self._ask("POST", "/se/log", {"type": "browser"})]

    def requests(self):
        """The addresses that were asked for since this was asked last."""
        events = [json.loads(one["message"])["message"] for one in self._ask("POST", "/se/log", {"type": "performance"})]
        return [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]

    def screenshot(self, file):
        with open(file, "wb") as out:
            out.write(base64.b64decode(self._ask("GET", "/screenshot")))

    def pdf(self):
        return base64.b64decode(self.devtools("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])

    def close(self):
        try:
            if self._session:
                self._ask("DELETE", "")
        finally:
            self._driver.terminate()  # by its own process id
            self._driver.wait(timeout=20)
            self._log.close()
