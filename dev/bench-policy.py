"""Writes a policy N times the size of another: its declarations are repeated with other names.

Usage: bench-policy.py POLICY N > LARGER. Every declared name of a copy ends in its number, in the text of the copy
wherever it is used; titles of examples and rosters too. Clauses that compute nothing are named once.
"""
import re
import sys

DECLARES = ("取值", "表", "读法", "定义", "认定", "折合", "考核", "要求", "减免", "判定", "提示", "配额", "对照表", "表头")
WORD = r"[^\s{}()\[\],:，、：（）\"“”|+*/<>=≤≥.§#;；-]+"


def main():
    text = open(sys.argv[1], encoding="utf-8").read()
    times = int(sys.argv[2])
    begin = re.search(r"^# ―― 一", text, re.M) or re.search(r"^(%s) " % "|".join(DECLARES), text, re.M)
    head, body = text[:begin.start()], text[begin.start():]
    names = set(re.findall(r"^\s*(?:%s) (%s)" % ("|".join(DECLARES), WORD), body, re.M))
    parts = re.findall(r"\"[^\"\n]*\"|#[^\n]*|%s|." % WORD, body, re.S)
    titles = set(re.findall(r"^(?:示例|花名册) (\"[^\"\n]*\")", body, re.M))
    print(head + body, end="")
    for copy in range(2, times + 1):
        made = []
        for part in parts:
            if part in names:
                part = part + "续%d" % copy
            elif part in titles:
                part = part[:-1] + "（续%d）\"" % copy
            made.append(part)
        lines = "".join(made).split("\n")
        print("\n".join(line for line in lines if not line.startswith("条款 ")), end="")


main()
