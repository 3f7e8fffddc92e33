# What `cepol letter -o letters.docx` writes: every part is XML, the texts are there, LibreOffice opens it with a page for
# each letter. And that many letters are soon written. Usage: letter_test.py CEPOL ROOT
import os, pathlib, shutil, subprocess, sys, tempfile, time, xml.etree.ElementTree, zipfile

os.environ["LC_ALL"] = "zh_CN.UTF-8"  # messages are read in Chinese

cepol, root = map(os.path.abspath, sys.argv[1:3])
office = pathlib.Path(root) / "tests/interpreter/cli/golden/office"
failures = []
word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def check(what, got, expected):
    if got != expected:
        failures.append(f"{what}: {got!r}, expected {expected!r}")


def run(*words, folder, status=0):
    done = subprocess.run([cepol, *words], cwd=folder, capture_output=True, text=True)
    check(f"status of {' '.join(words)} ({done.stderr.strip()})", done.returncode, status)


# The paragraphs of a document, its tables, and how many pages it begins anew.
def read(file):
    with zipfile.ZipFile(file) as archive:
        check("the archive is whole", archive.testzip(), None)
        parts = {name: archive.read(name) for name in archive.namelist()}
    check("parts", sorted(parts), ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels",
                                   "word/document.xml", "word/styles.xml"])
    trees = {name: xml.etree.ElementTree.fromstring(text) for name, text in parts.items()}
    body = trees["word/document.xml"]
    used = {one.get(word + "val") for one in body.iter() if one.tag in (word + "pStyle", word + "tblStyle")}
    styles = {one.get(word + "styleId") for one in trees["word/styles.xml"].iter(word + "style")}
    check("styles that are not there", used - styles, set())
    texts = ["".join(run.text or "" for run in one.iter(word + "t")) for one in body.iter(word + "p")]
    return texts, len(list(body.iter(word + "tbl"))), len(list(body.iter(word + "pageBreakBefore")))


def test_document(folder):
    run("letter", "rule", "data", "00124", "00126", "--set", "联系=<人事处> & 张三", "-o", "l.docx", folder=folder)
    texts, tables, breaks = read(folder / "l.docx")
    for text in ("2030年学习通知", '=HYPERLINK("http://x","点我")：', "不合格", "如有疑问，请联系：<人事处> & 张三",
                 "还差什么，怎样补足", "§一(二)满五十周岁的，完成规定学时的三分之一即可。", "待定"):
        check(f"{text} is there", text in texts, True)
    check("tables, pages begun", (tables, breaks), (5, 1))
    with open(folder / "l.docx", "rb") as file:
        first = file.read()
    run("letter", "rule", "data", "00124", "00126", "--set", "联系=<人事处> & 张三", "-o", "l.docx", folder=folder)
    check("the same again", (folder / "l.docx").read_bytes() == first, True)
    soffice = shutil.which("soffice")
    if soffice is None or shutil.which("pdftotext") is None:
        print("LibreOffice or poppler-utils is not installed; not tried")
        return
    subprocess.run([soffice, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf",
                    "--outdir", folder, folder / "l.docx"], capture_output=True, timeout=120,
                   env={**os.environ, "LC_ALL": "C.UTF-8"})
    pages = subprocess.run(["pdftotext", "-layout", folder / "l.pdf", "-"], capture_output=True, text=True).stdout
    pages = pages.split("\f")[:-1]
    check("LibreOffice: pages", len(pages), 2)
    check("LibreOffice: each on its page", ["编号：00124" in pages[0], "赵敏" in pages[-1], "赵敏" in pages[0]],
          [True, True, False])


# Nothing from data is markup, nor a character that XML does not allow.
def test_hostile(folder):
    shutil.copytree(folder / "data", folder / "hostile")
    with open(folder / "hostile/人员.csv", "w", encoding="utf-8", newline="") as file:
        file.write('编号,姓名,单位,年龄,级别,报名\n1,"</w:t>&\x01\x0b\ufffe<![CDATA[",' + "]]>\u202e" + ",40,高级,2030-01-01\n")
    (folder / "hostile/学习.csv").write_text("编号,年度,科目,学时\n1,2030,公需,3\n", encoding="utf-8")
    run("letter", "rule", "hostile", "1", "-o", "h.docx", folder=folder)
    texts, tables, breaks = read(folder / "h.docx")
    check("as it is", any("</w:t>&<U+0001>" in text for text in texts), True)


def test_speed(folder):
    (folder / "many").mkdir()
    shutil.copy(folder / "data/班.csv", folder / "many")
    people = "".join(f"P{i:04},张{i},甲,{30 + i % 30},高级,2030-0{1 + i % 9}-01\n" for i in range(500))
    (folder / "many/人员.csv").write_text("编号,姓名,单位,年龄,级别,报名\n" + people, encoding="utf-8")
    rows = "".join(f"P{i:04},2030,公需,{1 + i % 7}\n" for i in range(500) for _ in range(4))
    (folder / "many/学习.csv").write_text("编号,年度,科目,学时\n" + rows, encoding="utf-8")
    for ending in ("docx", "html"):
        begin = time.monotonic()
        run("letter", "rule", "many", "--only", "审验=不合格", "--only", "审验=合格", "--only", "审验=待定", "-o",
            f"many.{ending}", folder=folder)
        took = time.monotonic() - begin
        check(f"500 letters as {ending} took {took:.1f} s", took < 10, True)
    check("500 letters", read(folder / "many.docx")[2], 499)


with tempfile.TemporaryDirectory() as place:
    folder = pathlib.Path(place) / "office"
    shutil.copytree(office, folder)
    for test in (test_document, test_hostile, test_speed):
        test(folder)
print("\n".join(failures))
sys.exit(1 if failures else 0)
