// How check and a program grow with the text: every construct nested in itself, and every part repeated, n times and 2n
// times. What is counted: core terms, the terms of all functions written out as trees (what evaluating and walking them
// takes), functions, steps of accounts. Twice the text must not give much more than twice as much. A kind of node that
// no case repeats, or an exemption for one that a case does repeat, fails by its name; so does a built-in function.
#include <algorithm>
#include <functional>
#include <set>

#include "lang/core/children.hpp"
#include "lang/semantics/builtins.hpp"
#include "tests/support/policy.hpp"

using namespace cepol;
using syntax::NodeCategory;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;
using test::Policy;

namespace {

struct Size {
  double terms = 0, tree_terms = 0, functions = 0, steps = 0;
};

Size size_of(const core::Program& program) {
  Size size;
  size.terms = static_cast<double>(program.exprs.size());
  size.functions = static_cast<double>(program.functions.size());
  size.steps = static_cast<double>(program.steps.size());
  std::vector<double> tree(program.exprs.size(), 0);
  for (std::size_t i = 0; i < tree.size(); ++i) {
    tree[i] = 1;
    core::for_each_child(program.exprs.nodes[i].term, [&](core::ExprId child) { tree[i] += tree[child.index]; });
  }
  for (const core::Function& function : program.functions.nodes) size.tree_terms += tree[function.body.index];
  return size;
}

// A policy that holds one of everything that the cases name.
const std::string prelude =
    "policy a/b \"t\" { language en }\n"
    "unit hours\nunit cr = 3 hours\n"
    "enum kind { k0, k1, k2, k3; gr = { k0, k1 } }\n"
    "record rate key c { c: text; worth: number }\n"
    "record boss key id { id: text; m: number }\n"
    "define fb(x: number) for boss: number = x\n"
    "record person key id { id: text; n: number; bo: bool; d: date; e: optional date; y: year; k: kind; sup: optional "
    "boss }\n"
    "record study of person { y: year; h: hours; v: number; s: date; t: optional date; k: kind; w: text }\n"
    "credit c for person in hours by kind { from study gives h of k in y at most 3 hours a year of k0 at most 5 hours "
    "in "
    "the window }\n"
    "define fn(x: number) for person: number = x\n"
    "define fp(p: years) for person: number = remainder(first(p), 100)\n";

std::string repeated(std::size_t n, const std::function<std::string(std::size_t)>& one,
                     const std::string& between = "\n") {
  std::string text;
  for (std::size_t i = 0; i < n; ++i) text += (i == 0 ? "" : between) + one(i);
  return text;
}

struct Case {
  std::string name;
  std::function<std::string(std::size_t)> text;
  std::size_t n;
  double most = 2.5;
};

// ---- constructs within themselves. `@` is the place of a number; the whole is a number.
const std::vector<std::string> nests{
    "(@ + n)",
    "(-(@))",
    "(if @ > n then n else 1)",
    "(if bo then @ else 1)",
    "(if bo then 1 else @)",
    "(if @ in { 1, 2, 3, 4 } then 1 else 0)",
    "(if @ not in { 1, 2, 3, 4 } then 1 else 0)",
    "(if (if @ > 0 then k else k1) is gr then 1 else 0)",
    "(if (if @ > 0 then k else k1) in { gr, k3 } then 1 else 0)",
    "(if @ is none then 1 else 0)",
    "(if (@ * 1 hours) is there then 1 else 0)",
    "(if not (@ > 0) then 1 else 0)",
    "(if bo and @ > 0 and yes then 1 else 0)",
    "(if bo or @ > 0 or no then 1 else 0)",
    "(if (@ * 20%) = 2.5 then 1 else 0)",
    "((@ * 1 cr) as hours / 1 hours)",
    "(full_years(d, d + @ * 1 days) / 1 years)",
    "(full_months(d, d + @ * 1 days) / 1 months)",
    "(days_between(d, d + @ * 1 days) / 1 days)",
    "(if year(d + @ * 1 days) = 2017 then 1 else 0)",
    "month(d + @ * 1 days)",
    "day(d + @ * 1 days)",
    "day(month_start(d + @ * 1 days))",
    "day(month_end(d + @ * 1 days))",
    "day(first_day(y + @ * 1 years))",
    "day(last_day(y + @ * 1 years))",
    "min(@, n, 3)",
    "max(n, @)",
    "round_down(@, 2)",
    "round_up(@, 2)",
    "round_half_up(@, 2)",
    "how_many(@ > 1, bo, @ = 1)",
    "remainder(@, 7)",
    "remainder(7, @)",
    "remainder(y + @ * 1 years, 2)",
    "day(first(cycle(d + @ * 1 days, 3 months, d)))",
    "day(last(cycle(d, @ * 1 months, d)))",
    "day(last(cycle(d, 3 years, d + @ * 1 days)))",
    "(if d within cycle(d + @ * 1 days, 3 months, d) then 1 else 0)",
    "(if (d + @ * 1 days) within cycle(d, 3 months, d) then 1 else 0)",
    "(if y within last 3 years to (y + @ * 1 years) then 1 else 0)",
    "(if y within last (@ * 1 years) to y then 1 else 0)",
    "(if y within (y + @ * 1 years) then 1 else 0)",
    "(if d within from d to (d + @ * 1 days) then 1 else 0)",
    "(if d within (if @ > 0 then from d to d else from d to 2020-01-01) then 1 else 0)",
    "fn(@)",
    "fp(last 3 years to (y + @ * 1 years))",
    "fp(fw(last 3 years to (y + @ * 1 years)))",
    "(if y within fw(fw(last 3 years to (y + @ * 1 years))) then 1 else 0)",
    "(if w1(@) is 2017 then 1 else 0)",
    "sup.fb(@)",
    "person.fn(@)",
    "(c during last 3 years to (y + @ * 1 years) / 1 hours)",
    "(c of k0 during last 3 years to (y + @ * 1 years) / 1 hours)",
    "(c of (if @ > 0 then k else k1) during last 3 years to y / 1 hours)",
    "sum(v + @ over study)",
    "sum(v over study where @ > 0)",
    "sum(v over study as z where z.v + @ > 0)",
    "least(@ over study)",
    "most(@ over study)",
    "distinct(@ over study)",
    "lookup(worth + @ over rate where c = \"a\")",
    "count(study where @ > 0)",
    "(if some(study where @ > 0) then 1 else 0)",
    "(if every(study where bo: @ > 0) then 1 else 0)",
    "sum(@ over year x in last 2 years to y)",
    "sum(1 over year x in last 2 years to y where @ > 0)",
    "sum(1 over year x in last 2 years to (y + @ * 1 years))",
    "sum(sum(v + @ over group) over study by k)",
    "sum(1 over study by v + @)",
    "sum(q over study by q = v + @)",
    "sum(count(group) over study by k, v + @ where v > 0)",
    "sum(1 over study by k where v + @ > 0)",
    "(days_covered(study from (s + @ * 1 days) to t) / 1 days)",
    "(days_covered(study as z from z.s to (t + @ * 1 days) where bo) / 1 days)",
    "(days_covered(study from s to t within from d to (d + @ * 1 days)) / 1 days)",
    "(days_covered(study from s to t within last 3 years to (y + @ * 1 years)) / 1 days)",
    "(days_covered(study from s to t where @ > 0) / 1 days)",
    "(months_covered(study from (s + @ * 1 days) to t) / 1 months)",
    "(months_covered(study from s to (t + @ * 1 days)) / 1 months)",
    "(months_covered(study from s to t within from d to (d + @ * 1 days)) / 1 months)",
    "(months_covered(study from s to t each at least @ * 1 months) / 1 months)",
    "(months_covered(study from s to t where @ > 0) / 1 months)",
    "running(a from @, year x in last 2 years to y: a + 1)",
    "running(a from 0, b from 1, year x in last 2 years to y: b, a + b + @)",
    "running(a from 0, year x in last 2 years to (y + @ * 1 years): a + 1)",
};

std::string nested(const std::string& one, std::size_t n) {
  std::string text = "n";
  const std::size_t holes = static_cast<std::size_t>(std::count(one.begin(), one.end(), '@'));
  for (std::size_t i = 0; i < n; ++i) {
    std::string outer;
    std::size_t hole = 0;
    for (const char c : one)
      outer += c != '@' ? std::string(1, c) : ++hole == holes ? "(" + text + ")" : std::string("n");
    text = std::move(outer);
  }
  return prelude +
         "define fw(p: years) for person: years = from first(p) - 1 years to last(p)\n"
         "define w1(x: number) for person: year = 2017\n"
         "define deep for person: number = " +
         text + "\ndecision z for person: q | r { q when deep > 0; r when " + text + " > 1; r otherwise }\n";
}

std::string num(std::size_t i) { return std::to_string(i); }

// ---- parts, one after another
const std::vector<Case> repeats{
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
                    return "c" + num(i) + ": optional number >= 0 <= 100 places 2 blank also \"-\"; l" + num(i) +
                           ": omittable { x" + num(i) + ", y" + num(i) + " }; b" + num(i) + ": bool";
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

// Why no case repeats it.
const std::map<NodeKind, std::string> exempt{
    {NodeKind::file, "one for each source"},
    {NodeKind::policy, "one for each policy"},
    {NodeKind::module, "one for each module"},
    {NodeKind::path, "of headers and `use`"},
    {NodeKind::issued, "of the header"},
    {NodeKind::applies, "of the header"},
    {NodeKind::notice, "of the header"},
    {NodeKind::language, "of the header"},
    {NodeKind::use, "each needs a module; modules are lowered one after another"},
    {NodeKind::beside, "each needs a file; it is read as data"},
    {NodeKind::citations, "citations make no terms"},
    {NodeKind::clause, "citations make no terms"},
    {NodeKind::inert, "citations make no terms"},
    {NodeKind::error, "nothing is lowered from it"},
};

using Counts = std::map<NodeKind, std::size_t>;

struct Measured {
  Size size;
  Counts kinds;
};

std::optional<Measured> measure(const std::string& text) {
  const auto policy = test::checked({{"", text}});
  INFO(test::why_bad(*policy));
  CHECK(policy->good());
  if (!policy->good()) return std::nullopt;
  Measured made{size_of(policy->checked.program), {}};
  const Tree& tree = policy->tree();
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) ++made.kinds[tree.kind(NodeId{i})];
  return made;
}

// What n more of something add, from n to 2n and from 2n to 4n: the second is at most `most` times the first.
void check_growth(const std::string& name, const std::function<std::string(std::size_t)>& text, std::size_t n,
                  double most, std::set<NodeKind>& grown) {
  INFO(name);
  const auto none = measure(text(1)), once = measure(text(n)), twice = measure(text(2 * n));
  if (!none || !once || !twice) return;
  const auto grows = [&](double Size::*part) {
    const double first = once->size.*part - none->size.*part, second = twice->size.*part - none->size.*part;
    CHECK(second <= most * std::max(first, 4.0));
  };
  grows(&Size::terms);
  grows(&Size::tree_terms);
  grows(&Size::functions);
  grows(&Size::steps);
  for (const auto& [kind, count] : twice->kinds) {
    const auto before = once->kinds.find(kind);
    if (before == once->kinds.end() || count > before->second) grown.insert(kind);
  }
}

}  // namespace

TEST_CASE("what check makes of a policy grows as its text") {
  std::set<NodeKind> grown;
  for (const std::string& one : nests)
    check_growth(
        one, [&](std::size_t n) { return nested(one, n); }, 4, 2.9, grown);
  for (const Case& one : repeats) check_growth(one.name, one.text, one.n, one.most, grown);

  for (std::size_t i = 0; i <= static_cast<std::size_t>(NodeKind::error); ++i) {
    const auto kind = static_cast<NodeKind>(i);
    INFO(syntax::id_of(kind));
    const bool amends = syntax::category_of(kind) == NodeCategory::amendment || kind == NodeKind::amends;
    if (amends) continue;  // an amendment becomes text, which is bounded: tests/interpreter/workspace
    CHECK(grown.count(kind) + exempt.count(kind) == 1);
  }
  std::vector<std::string> builtins;
  semantics::add_builtin_names(builtins);
  for (const std::string& name : builtins) {
    if (static_cast<unsigned char>(name[0]) >= 0x80) continue;
    INFO(name);
    CHECK(std::any_of(nests.begin(), nests.end(),
                      [&](const std::string& one) { return one.find(name + "(") != std::string::npos; }));
  }
}
