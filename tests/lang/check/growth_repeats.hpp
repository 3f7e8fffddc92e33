// Parts of a policy, one after another, for growth.test.cpp.
#pragma once

#include <vector>

#include "tests/lang/check/growth_prelude.hpp"

namespace cepol::growth {

struct Case {
  std::string name;
  std::function<std::string(std::size_t)> text;
  std::size_t n;
  double most = 2.5;
};

inline std::string num(std::size_t i) { return std::to_string(i); }

inline const std::vector<Case> repeats{
    {"units",
     [](std::size_t n) {
       return prelude + repeated(n, [](std::size_t i) { return "unit u" + num(i) + ", v" + num(i); });
     },
     20},
    {"enumerations",
     [](std::size_t n) {
       return prelude + repeated(n, [](std::size_t i) {
                return "enum e" + num(i) + " { a" + num(i) + ", b" + num(i) + "; g" + num(i) + " = { a" + num(i) +
                       " } }";
              });
     },
     20},
    {"other words",
     [](std::size_t n) {
       return prelude + repeated(n, [](std::size_t i) {
                return "record w" + num(i) + " key k { k also \"a" + num(i) + "\": text; b: bool yes also \"ok\" }";
              });
     },
     20},
    {"members",
     [](std::size_t n) {
       return prelude + "enum e { " +
              repeated(
                  n, [](std::size_t i) { return "m" + num(i); }, ", ") +
              "; all = { " +
              repeated(
                  n, [](std::size_t i) { return "m" + num(i); }, ", ") +
              " } }\ndecision z for person: q | r { q when bo; r otherwise }\nrecord other "
              "of person { x: e }\ndecision zz for person: q | r { q when some(other where x is all); r otherwise }";
     },
     15},
    {"groups",
     [](std::size_t n) {
       return prelude + "enum e { a, b; " +
              repeated(
                  n, [](std::size_t i) { return "g" + num(i) + " = { a, b }"; }, "; ") +
              " }";
     },
     20},
    {"columns",
     [](std::size_t n) {
       return prelude + "record r key id blank also \"/\" { id: text; " +
              repeated(
                  n,
                  [](std::size_t i) {
                    return "c" + num(i) + ": optional number >= 0 <= 100 places 2 blank also \"-\" old rows have 1; l" +
                           num(i) + ": omittable { x" + num(i) + ", y" + num(i) + " }; b" + num(i) + ": bool; n" +
                           num(i) + ": identity number; d" + num(i) + ": date taken from n" + num(i);
                  },
                  "; ") +
              " }";
     },
     20},
    {"records",
     [](std::size_t n) {
       return prelude + repeated(n, [](std::size_t i) {
                return "record r" + num(i) + " key id { id: text; headings h" + num(i) + " { a: text } }\nrecord s" +
                       num(i) + " of r" + num(i) + " { x: number; equal rows count once }";
              });
     },
     20},
    {"readings",
     [](std::size_t n) {
       return prelude + repeated(n, [](std::size_t i) {
                return "reading r" + num(i) + " for person: year { 2023 default; o" + num(i) + " = y + 1 \"n\" }";
              });
     },
     20},
    {"options",
     [](std::size_t n) {
       return prelude + "reading r for person: years { " +
              repeated(
                  n + 1,
                  [](std::size_t i) {
                    return "o" + num(i) + " = last " + num(i + 1) + " years to y" + (i == 0 ? " default" : "");
                  },
                  "; ") +
              " }";
     },
     15},
    {"definitions",
     [](std::size_t n) {
       return prelude + "define f0 for person: number = n\n" + repeated(n, [](std::size_t i) {
                return "define f" + num(i + 1) + "(x: kind) for person: number = f" +
                       (i == 0 ? std::string("0") : num(i) + "(x)") + " + f" +
                       (i == 0 ? std::string("0") : num(i) + "(x)");
              });
     },
     20},
    {"parameters",
     [](std::size_t n) {
       return prelude + "define f(" +
              repeated(
                  n, [](std::size_t i) { return "x" + num(i) + ": number"; }, ", ") +
              ") for person: number = n\ndefine g for person = f(" +
              repeated(
                  n, [](std::size_t i) { return num(i); }, ", ") +
              ")";
     },
     20},
    {"rows of a table",
     [](std::size_t n) {
       return prelude + "table t(x: number, y: number): number {\n" +
              repeated(n,
                       [](std::size_t i) {
                         return num(i) + ", < " + num(i) + ": " + num(i) + "\n" + num(i) + " to " + num(i + 3) +
                                ", { 1, 2 }: 3\nany, any: 1";
                       }) +
              "\n}";
     },
     20},
    {"sources",
     [](std::size_t n) {
       return prelude + "credit cc for person in hours by kind {\n" +
              repeated(
                  n, [](std::size_t) { return std::string("from study gives h of k in y when v > 0 \"w\" and bo"); }) +
              "\nat most 8 hours a year of k0\n}\ndecision z for person: q | r { q when cc during last 3 years to 2017 "
              "> 10 hours; r otherwise }";
     },
     10},
    {"limits of the same",
     [](std::size_t n) {
       return prelude + "credit cc for person in hours by kind { from study gives h of k in y\n" +
              repeated(n, [](std::size_t i) { return "at most " + num(i + 1) + " hours a year of k0 when bo"; }) +
              " }\ndecision z for person: q | r { q when cc during last 3 years to 2017 > 10 hours; r otherwise }";
     },
     10},
    {"limits for each",
     [](std::size_t n) {
       return prelude + "credit cc for person in hours by kind { from study gives h of k in y\n" +
              repeated(n,
                       [](std::size_t i) {
                         return "for each s, w at most " + num(i + 1) +
                                " hours of gr when v > 0\nfor each w only the best when v > 0";
                       }) +
              " }\ndecision z for person: q | r { q when cc during last 3 years to 2017 > 10 hours; r otherwise }";
     },
     10},
    {"limits apart",
     [](std::size_t n) {
       return prelude + "enum e { " +
              repeated(
                  n, [](std::size_t i) { return "m" + num(i); }, ", ") +
              " }\nrecord act of person { y: year; h: hours; x: e }\ncredit cc for person in hours by e { from act "
              "gives 3 hours of x in y\n" +
              repeated(n,
                       [](std::size_t i) {
                         return "at most 3 times a year of m" + num(i) + "\nat most 9 hours in the window of m" +
                                num(i);
                       }) +
              " }\ndecision z for person: q | r { q when cc during last 3 years to 2017 > 10 hours; r otherwise }";
     },
     10},
    {"limits overlapping in a row",
     [](std::size_t n) {
       return prelude + "enum e { " +
              repeated(
                  n + 1, [](std::size_t i) { return "m" + num(i); }, ", ") +
              "; " +
              repeated(
                  n, [](std::size_t i) { return "g" + num(i) + " = { m" + num(i) + ", m" + num(i + 1) + " }"; }, "; ") +
              " }\nrecord act of person { y: year; h: hours; x: e }\ncredit cc for person in hours by e { from act "
              "gives h of x in y\n" +
              repeated(n, [](std::size_t i) { return "at most 3 hours a year of g" + num(i); }) +
              " }\ndecision z for person: q | r { q when cc during last 3 years to 2017 > 10 hours; r otherwise }";
     },
     8, 6},
    {"equivalences",
     [](std::size_t n) {
       return prelude +
              "decision z for person: q | r { q when c during last 3 years to 2017 > 10 hours; r otherwise }\n" +
              repeated(n, [](std::size_t i) {
                return "equivalence e" + num(i) + " to c { from study gives h of k in y; at most 3 hours a year }";
              });
     },
     8, 4.2},
    {"assessments",
     [](std::size_t n) {
       return prelude + repeated(n, [](std::size_t i) {
                const std::string a = "a" + num(i);
                return "assessment " + a + " for person of c { met m" + a + "; unmet u" + a + "; waived w" + a +
                       "; required r" + a + "; earned e" + a + "; short s" + a + "; must p: bo }\nrequirement q" + a +
                       " of " + a +
                       " { when bo; window last 2 years to 2017; total 3 hours; must z each year t: c during t > 0 "
                       "hours }\nwaiver v" +
                       a + " of " + a + " { when n > 3; total becomes 1/2 * total; drops p when bo }\nwaiver x" + a +
                       " of " + a + " over v" + a + " { when n > 4; needs nothing }";
              });
     },
     6},
    {"requirements",
     [](std::size_t n) {
       return prelude + "assessment a for person of c { met m; unmet u; required r; earned e; must p: bo }\n" +
              repeated(n, [](std::size_t i) {
                return "requirement q" + num(i) + " of a { when n = " + num(i) +
                       "; window last 2 years to 2017; total 3 hours; must o: bo }";
              });
     },
     10},
    {"musts",
     [](std::size_t n) {
       return prelude + "assessment a for person of c { met m; unmet u; required r; earned e\n" +
              repeated(n, [](std::size_t i) { return "must p" + num(i) + ": bo"; }) +
              " }\nrequirement q of a { when bo; window last 2 years to 2017; total 3 hours }";
     },
     10},
    {"waivers",
     [](std::size_t n) {
       return prelude +
              "assessment a for person of c { met m; unmet u; waived w; required r; earned e; must p: bo "
              "}\nrequirement q of a { when bo; window last 2 years to 2017; total 3 hours }\n" +
              repeated(n, [](std::size_t i) {
                return "waiver w" + num(i) + " of a { when n = " + num(i) +
                       "; total becomes total - 1 hours; drops p }";
              });
     },
     10},
    {"cases",
     [](std::size_t n) {
       return prelude + "decision z for person, first that fits: " +
              repeated(
                  n, [](std::size_t i) { return "o" + num(i); }, " | ") +
              " {\n" +
              repeated(n, [](std::size_t i) { return "o" + num(i) + " when n = " + num(i) + " \"w\" and bo \"b\""; }) +
              "\n}";
     },
     15},
    {"precedence",
     [](std::size_t n) {
       return prelude + "decision z for person: " +
              repeated(
                  n, [](std::size_t i) { return "o" + num(i); }, " | ") +
              " {\n" +
              repeated(n,
                       [](std::size_t i) {
                         return "o" + num(i) + (i == 0 ? "" : " over o" + num(i - 1)) + " when n > " + num(i);
                       }) +
              "\n}";
     },
     15},
    {"conditions",
     [](std::size_t n) {
       return prelude + "decision z for person: q | r { q when " +
              repeated(
                  n, [](std::size_t i) { return "n > " + num(i); }, " and ") +
              "; r otherwise }";
     },
     20},
    {"warnings",
     [](std::size_t n) {
       return prelude + repeated(n, [](std::size_t i) {
                return "warning w" + num(i) + " for person \"t\" { when n > " + num(i) + " }";
              });
     },
     20},
    {"quotas",
     [](std::size_t n) {
       return prelude + "enum e { " +
              repeated(
                  n, [](std::size_t i) { return "m" + num(i); }, ", ") +
              " }\nrecord other key id { id: text; x: e }\nquota q for other by x columns a, b {\n" +
              repeated(n, [](std::size_t i) { return "m" + num(i) + (i % 2 == 0 ? " 5 + 1" : " unspecified"); }) +
              "\n}\n" + repeated(n, [](std::size_t i) {
                return "quota qq" + num(i) + " for person by k columns c" + num(i) + ", d" + num(i) +
                       " { k0 5; k1 5; k2 5; k3 unspecified }";
              });
     },
     15},
    {"results",
     [](std::size_t n) {
       return prelude + "decision z for person: q | r { q when bo; r otherwise }\n" +
              repeated(n,
                       [](std::size_t i) {
                         return "define f" + num(i) + " for person: number = n\nroster \"r" + num(i) +
                                "\" for person { headings id columns id, n total t }";
                       }) +
              "\nresults person { id, " +
              repeated(
                  n, [](std::size_t i) { return "f" + num(i); }, ", ") +
              ", z missing m reasons r }\n";
     },
     15},
    {"examples",
     [](std::size_t n) {
       return prelude +
              "decision z for person: q | r { q when bo; r otherwise }\nreading r { aa default; bb }\nexample \"e\" { "
              "person { id: A, bo: yes } expect z is q }\n" +
              repeated(n, [](std::size_t i) {
                return "example \"e" + num(i) + "\" like \"e\" { reading r = bb\nperson { n: " + num(i) +
                       " }\nstudy (v: 1, k: k0) [ y h\n2017 3\n2017 4 ]\nexpect z is q\nexpect that 1 = 1 }";
              });
     },
     10},
    {"accepted warnings",
     [](std::size_t n) {
       return prelude + repeated(n, [](std::size_t i) {
                return "define f" + num(i) + " for person: number = n\nknown W0414 in f" + num(i) + " \"kept\"";
              });
     },
     20},
    {"declarations",
     [](std::size_t n) {
       return prelude + "quota qu for person by k columns a, b { k0 5; k1 5; k2 5; k3 unspecified }\n" +
              "decision z for person: q | r { q when bo; r otherwise }\n" + repeated(n, [](std::size_t i) {
                const std::string of = num(i);
                return "record r" + of + " key id { id: text; b: bool }\ntable t" + of +
                       "(x: number): number { 1: 1; any: 2 }\ncredit c" + of +
                       " for person in hours by kind { from study gives h of k in y }\ndecision d" + of + " for r" +
                       of + ", first that fits: x" + of + " | y" + of + " { x" + of + " when b; y" + of +
                       " otherwise }\nresults r" + of + " { id, d" + of + " missing m reasons w }\nexample \"e" + of +
                       "\" { person { id: A, bo: yes, k: k0 } expect person.z is q, qu(k0) is \"4 free\" }";
              });
     },
     8},
    {"texts",
     [](std::size_t n) {
       return prelude + "define f for person: bool = " +
              repeated(
                  n, [](std::size_t i) { return "id contains \"x" + num(i) + "\""; }, " or ");
     },
     20},
    {"uses of units",
     [](std::size_t n) {
       return prelude + "define f for person: hours = " +
              repeated(
                  n, [](std::size_t i) { return "(if k is k1 then " + num(i) + " hours else none)"; }, " + ");
     },
     20},
};

}  // namespace cepol::growth
