"""The 2017 notice's 审验 as a script written by hand for it: what dev/bench measures cepol against.

Default readings, complete data, no reasons. Prints 证书编号,审验 for each person.
"""

import csv
import sys
from collections import defaultdict
from fractions import Fraction


def full_years(born, day):
    """Full years from one (year, month, day) to another; 29 February counts as the 28th in common years."""
    year, month, date = born
    if (month, date) == (2, 29) and not (day[0] % 4 == 0 and (day[0] % 100 != 0 or day[0] % 400 == 0)):
        date = 28
    return day[0] - year - ((day[1], day[2]) < (month, date))


def day_of(text):
    return tuple(int(part) for part in text.split("-"))


def rows(folder, table):
    with open(f"{folder}/{table}.csv", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def main(folder):
    hours = defaultdict(Fraction)  # (person, year, subject)
    for row in rows(folder, "学习"):
        if row["考核结果"] == "合格" and row["核定"] == "是" and not row["班次编号"]:
            hours[row["证书编号"], int(row["年度"]), row["科目"]] += Fraction(row["学时"])
    exams = set()
    for row in rows(folder, "考试"):
        if row["结果"] != "合格":
            continue
        kind = row["考试类别"]
        if kind == "职业资格" and row["考区"] == "区内":
            exams.add((row["证书编号"], int(row["成绩日期"][:4]), "职业资格"))
        elif kind in ("职称外语", "职称计算机"):
            exams.add((row["证书编号"], int(row["成绩日期"][:4]), "外语计算机"))
    for person, year, _ in exams:
        hours[person, year, "专业科目"] += 30

    print("证书编号,审验")
    for row in rows(folder, "人员"):
        person = row["证书编号"]
        years, total = ((2015, 2016, 2017), 170) if row["申报级别"] in ("正高级", "副高级", "中级") else ((2016, 2017), 130)
        age = full_years(day_of(row["出生年月"]), day_of(row["送审日期"]))
        if age >= (55 if row["性别"] == "男" else 50):
            print(f"{person},免予要求")
            continue
        required = Fraction(total, 3) if age >= (50 if row["性别"] == "男" else 45) else total
        earned = sum(hours[person, year, subject] for year in years for subject in ("公需科目", "专业科目"))
        steady = all(hours[person, year, subject] > 0 for year in years for subject in ("公需科目", "专业科目"))
        print(f"{person},{'合格' if earned >= required and steady else '不合格'}")


main(sys.argv[1])
