#include "tests/pairs/random_policy.hpp"

#include "tests/pairs/random_expressions.hpp"
#include "tests/pairs/tables.hpp"

namespace cepol::pairs {

namespace {

class Maker {
 public:
  explicit Maker(test::Random& random) : random_(random), expressions_(random) {}

  RandomPolicy make() {
    whole_.parts.push_back(
        "policy test/random \"random\" { language en }\nunit hours\nenum kind { k0, k1, k2; low = { k0, k1 } }\n");
    for (const std::string_view table : table_names) record(table);
    for (const char* year : {"2015", "2016", "2017"}) add(std::string("define in_") + year + ": year = " + year + "\n");
    if (random_.chance(3)) {
      add("reading strict { no_ default; yes_ }\nreading as_of: year { 2016 default; 2017 }\n");
      expressions_.readings = true;
    }
    for (std::size_t i = 1 + random_.below(4); i > 0; --i) definition();
    if (random_.chance(2)) table();
    if (random_.chance(2)) credit();
    if (expressions_.credits && random_.chance(2)) assessment();
    for (std::size_t i = random_.below(3); i > 0; --i) definition();
    for (std::size_t i = 1 + random_.below(2); i > 0; --i) decision("person");
    if (random_.chance(3)) decision(random_.chance(2) ? "course" : "study");
    if (random_.chance(4)) add("quota places for event by level { k0 1; k1 2; k2 unspecified }\n");
    if (random_.chance(3)) results();
    lists();
    return {std::move(whole_), made_.ordered};
  }

 private:
  // Of a source of their own, so that they change nothing else of the policy or its data.
  void lists() {
    test::Random own{std::hash<std::string>()(text_of(whole_))};
    if (own.chance(4)) add("quota of_people for person by level { k0 2; k1 3; k2 unspecified }\n");
    if (own.chance(3))
      add(own.chance(2) ? "roster \"people\" for person { columns id, level, hired total in_all }\n"
                        : "roster \"events\" for event { when came; columns name, seats, came total in_all }\n");
  }
  void add(Phrase phrase) { whole_.parts.push_back(removable(std::move(phrase))); }
  Phrase make(const std::string& table, const std::string& type, std::size_t depth) {
    return expressions_.make(table, type, depth);
  }

  // ---- tables
  void record(std::string_view table) {
    std::string key, parent;
    for (const ColumnOf& column : table_columns)
      if (column.table == table && column.type == "key") key = " key " + std::string(column.name);
    for (const ChildOf& child : child_tables)
      if (child.table == table) parent = " of " + std::string(child.parent);
    Phrase made{"", {"record " + std::string(table) + key + parent + " {\n"}};
    for (const ColumnOf& column : table_columns)
      if (column.table == table) made.parts.push_back(removable(Phrase{"  " + written(column) + "\n"}));
    if (key.empty() && random_.chance(4)) made.parts.push_back(removable("  equal rows count once\n"));
    made.parts.push_back("}\n");
    whole_.parts.push_back(std::move(made));
  }
  std::string written(const ColumnOf& column) {
    const std::string name = std::string(column.name) + ": ";
    if (column.type == "key") return name + "text";
    if (column.type == "course") return name + "course";
    const std::string optional =
        random_.chance(4) || column.name == "until" || column.name == "left" ? "optional " : "";
    const std::string words = random_.chance(8) ? " blank also \"/\", \"none\"" : "";
    const bool bounded = random_.chance(2);
    std::string type(column.type);
    if (type == "truth") type = "bool";
    if (type == "number" || type == "hours") {
      if (bounded) type += random_.chance(2) ? " >= 0 <= 4" : " >= -2 <= 100";
      type += " places " + std::to_string(random_.below(3));
    }
    if (type == "year" && bounded) type += " >= 2014 <= 2018";
    if (type == "date" && bounded)
      type += random_.chance(2) ? " >= 2015-03-01 <= 2018-12-31" : " >= 2016-01-01 <= 2016-01-09";
    return name + optional + type + words;
  }

  // ---- definitions
  void definition() {
    static const char* const tables[] = {"person", "person", "study", "course", ""};
    Definition made{
        "d" + std::to_string(expressions_.definitions.size()), tables[random_.below(5)], expressions_.any_type(), {}};
    for (std::size_t i = random_.below(made.table.empty() ? 3 : 2); i > 0; --i)
      made.parameters.push_back(random_.chance(2) ? "number" : "year");
    if (made.table.empty() && made.parameters.empty()) made.parameters.push_back("number");
    Phrase body = expressions_.make(made.table, made.parameters, made.type, 3);
    std::string head = "define " + made.name;
    for (std::size_t i = 0; i < made.parameters.size(); ++i)
      head += (i == 0 ? "(p" : ", p") + std::to_string(i) + ": " + made.parameters[i];
    if (!made.parameters.empty()) head += ")";
    if (!made.table.empty()) head += " for " + made.table;
    head += ": " + (made.type == "truth" ? "bool" : made.type) + " = ";
    add({"", {head, std::move(body), "\n"}});
    expressions_.definitions.push_back(std::move(made));
  }
  void table() {
    add("table points_of(level: kind, amount: number): number {\n  k0, < 2: 1\n  low, 2 to 10: 3\n  k2, any: 0.5\n}\n");
    expressions_.definitions.push_back({"points_of", "", "number", {"kind", "number"}});
  }

  // ---- credits
  Phrase limits(bool of_rows) {
    static const char* const of_each[] = {"  at most 1 times for each topic, y\n", "  at most 8 hours for each day\n",
                                          "  only the best for each topic\n"};
    static const char* const of_sums[] = {
        "  at most 20 hours a year\n", "  at most 10 hours a year of k0\n", "  at most 30 hours in the window\n",
        "  at most 25 hours in the window of low\n", "  at most 15 hours a year of low\n"};
    Phrase made;
    if (of_rows && random_.chance(3)) {
      made.parts.push_back(removable(of_each[random_.below(3)]));
      made_.ordered = true;
    }
    for (std::size_t i = random_.below(4); i > 0; --i) made.parts.push_back(removable(of_sums[random_.below(5)]));
    return made;
  }
  void credit() {
    Phrase when = random_.chance(3) ? "" : removable({"", {" when ", expressions_.of_row("study", "truth", 2)}});
    Phrase amount = random_.chance(2) ? Phrase("hours") : expressions_.of_row("study", "hours", 1);
    add({"",
         {"credit earned for person in hours by kind {\n  from study gives (", std::move(amount), ") of level in y",
          std::move(when), "\n", limits(true), "}\n"}});
    if (random_.chance(3))
      add({"",
           {"equivalence taught_too to earned {\n  from study gives 3 hours of k2 in year(day) when passed\n",
            limits(false), "}\n"}});
    expressions_.credits = true;
  }
  void assessment() {
    add({"",
         {"assessment due for person of earned {\n  met done; unmet lacking; waived free; required need; earned have; "
          "short gap\n",
          random_.chance(3) ? removable({"", {"  must also: ", make("person", "truth", 2), "\n"}}) : "", "}\n"}});
    for (std::size_t i = 0; i < 1 + random_.below(2); ++i) {
      Phrase each =
          removable({"", {"  must yearly each year y: earned during y > ", make("person", "hours", 1), "\n"}});
      add({"",
           {"requirement full" + std::to_string(i) + " of due {\n  when ", make("person", "truth", 2), "\n  window ",
            expressions_.window(2), "\n  total ", make("person", "hours", 1), "\n", random_.chance(2) ? each : "",
            "}\n"}});
    }
    if (random_.chance(2))
      add({"",
           {"waiver old of due {\n  when ", make("person", "truth", 2), "\n",
            random_.chance(2) ? Phrase("  needs nothing\n") : Phrase("  total becomes total / 3\n"), "}\n"}});
  }

  // ---- decisions
  void decision(const std::string& table) {
    const std::string name = "x" + std::to_string(decisions_.size());
    const bool first = random_.chance(3);
    Phrase made{"", {"decision " + name + " for " + table + (first ? ", first that fits" : "") + ": a | b | c {\n"}};
    const bool over = !first && random_.chance(2);
    made.parts.push_back(
        {"", {std::string("  a") + (over ? " over b" : "") + " when ", make(table, "truth", 3), "\n"}});
    made.parts.push_back({"", {"  b when ", make(table, "truth", 3), "\n"}});
    made.parts.push_back(removable(Phrase{
        "",
        {random_.chance(3) ? Phrase{"", {"  c when ", make(table, "truth", 2), "\n"}} : Phrase("  c otherwise\n")}}));
    made.parts.push_back("}\n");
    add(std::move(made));
    if (table == "person") decisions_.push_back(name);
  }
  void results() {
    Phrase made{"", {"results person { id"}};
    for (const std::string& one : decisions_) made.parts.push_back(removable(", " + one));
    for (const Definition& one : expressions_.definitions)
      if (one.table == "person" && one.parameters.empty()) made.parts.push_back(removable(", " + one.name));
    made.parts.push_back(", missing open, reasons why }\n");
    add(std::move(made));
  }

  test::Random& random_;
  RandomExpressions expressions_;
  RandomPolicy made_;
  Phrase whole_;
  std::vector<std::string> decisions_;
};

}  // namespace

RandomPolicy random_policy(test::Random& random) { return Maker(random).make(); }

}  // namespace cepol::pairs
