"""The measuring of dev/bench-workbook: the workbook, two runs one after the other, a table."""

import os
import pathlib
import random
import subprocess
import sys
import time

CEPOL = os.path.abspath("build/release/cepol")
OUT = pathlib.Path("build/bench-workbook")
POLICY = """政策 x/big "大表" { 语言 zh }
计量 学时
表 人员 主键 编号 {
  编号、姓名、单位: 文本
  性别: { 男、女 }
  出生: 日期 >= 1900-01-01 <= 2040-12-31
  年度: 年 >= 2000 <= 2040
  科目: { 公需、专业 }
  学时: 学时 >= 0 <= 500 小数位 1
  备注: 可空 文本
  报名: 日期 >= 2000-01-01 <= 2040-12-31
}
判定 够 针对 人员: 够 | 不够 { 够 当 学时 >= 90 学时; 不够 其他 }
"""


def write_rows(file, count):
    chance = random.Random(2026)
    file.write("编号,姓名,单位,性别,出生,年度,科目,学时,备注,报名\n")
    for i in range(count):
        file.write(f"P{i:07},{chance.choice('王李张刘陈杨赵')}{chance.choice('伟芳娜敏静强磊洋')},第{chance.randrange(997)}单位,"
                   f"{chance.choice('男女')},{1950 + chance.randrange(50)}-0{1 + i % 9}-1{i % 9},{2010 + i % 10},"
                   f"{chance.choice(('公需', '专业'))},{chance.randrange(1800) / 10},{'补报' if i % 5 == 0 else ''},"
                   f"2017-0{1 + i % 5}-2{i % 9}\n")


def soffice(*words):
    return ["soffice", f"-env:UserInstallation=file://{(OUT / 'office').absolute()}", "--headless", "--convert-to", *words,
            "--outdir", str(OUT / "converted")]


def measured(what, words):
    begin = time.monotonic()
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - begin
    if status != 0:
        sys.exit(f"{what} failed: {' '.join(map(str, words))}")
    print(f"| {what} | {wall:.1f} s | {used.ru_utime + used.ru_stime:.1f} s | {used.ru_maxrss / 1024:,.0f} MB |", flush=True)


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
OUT.mkdir(parents=True, exist_ok=True)
(OUT / "p.cepol").write_text(POLICY, encoding="utf-8")
book = OUT / f"converted/人员-{count}.xlsx"
if not book.exists():
    with open(OUT / f"人员-{count}.csv", "w", encoding="utf-8") as file:
        write_rows(file, count)
    # 76: UTF-8; the key is text.
    subprocess.run(soffice("xlsx", "--infilter=Text - txt - csv (StarCalc):44,34,76,1,1/2", str(OUT / f"人员-{count}.csv")),
                   check=True, stdout=subprocess.DEVNULL)
print(f"| {count:,} rows, {book.stat().st_size / 1e6:.0f} MB | time | of processors | memory |\n|---|---|---|---|")
for _ in range(2):
    measured("`cepol eval`, results to CSV", [CEPOL, "eval", OUT / "p", f"人员={book}", "-o", OUT / "results"])
    measured("LibreOffice, the workbook to CSV", soffice("csv", str(book)))
