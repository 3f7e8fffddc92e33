#include "tests/pairs/random_expressions.hpp"

#include "tests/pairs/tables.hpp"

namespace cepol::pairs {

std::string RandomExpressions::any_type() {
  static const char* const types[] = {"truth", "number", "number", "hours", "year", "date", "text", "kind"};
  return types[random_.below(8)];
}

Phrase RandomExpressions::make(const std::string& table, const std::string& type, std::size_t depth) {
  return make(table, {}, type, depth);
}

Phrase RandomExpressions::make(const std::string& table, const std::vector<std::string>& parameters,
                               const std::string& type, std::size_t depth) {
  bound_.clear();
  if (!table.empty()) bound_.push_back({table, table});
  for (const ChildOf& child : child_tables)  // in a rule about a child row its owner has its table's name
    if (child.table == table) bound_.push_back({std::string(child.parent), std::string(child.parent)});
  for (std::size_t i = 0; i < parameters.size(); ++i) bound_.push_back({"p" + std::to_string(i), parameters[i]});
  return expression(type, depth);
}

Phrase RandomExpressions::of_row(const std::string& table, const std::string& type, std::size_t depth) {
  bound_ = {{table, table}, {"person", "person"}};
  return expression(type, depth);
}

Phrase RandomExpressions::expression(const std::string& type, std::size_t depth) {
  if (depth == 0) return leaf(type);
  switch (random_.below(12)) {
    case 0: return leaf(type);
    case 1: return choice(type, depth);
    case 2:
    case 3:
      if (auto called = calls(type, depth); !called.empty()) return called[random_.below(called.size())];
      break;
    case 4:
    case 5:
    case 6:
      if (loops_ < 2 && type != "kind" && type != "text" && type != "years" && type != "days") return fold(type, depth);
      break;
    default: break;
  }
  if (type == "truth") return truth(depth);
  if (type == "number") return number(depth);
  if (type == "hours") return hours(depth);
  if (type == "date") return date(depth);
  if (type == "year") return year(depth);
  if (type == "years" || type == "days") return span(type, depth);
  return choice(type, depth);
}

// ---- leaves
std::vector<std::string> RandomExpressions::columns(const std::string& type) {
  std::vector<std::string> found;
  for (const Bound& one : bound_) {
    if (one.type == type) found.push_back(one.name);
    for (const ColumnOf& column : table_columns) {
      if (column.table != one.type) continue;
      const std::string name = one.name + "." + std::string(column.name);
      if (column.type == type || (column.type == "key" && type == "text")) found.push_back(name);
      for (const ColumnOf& further : table_columns)
        if (column.type == "course" && further.table == "course" && further.type == type)
          found.push_back(name + "." + std::string(further.name));
    }
  }
  return found;
}

Phrase RandomExpressions::leaf(const std::string& type) {
  if (type == "year" && readings && random_.chance(12)) return {type, {"as_of"}};
  const auto found = columns(type);
  if (found.empty() || random_.chance(4)) return constant(type);
  return {type, {found[random_.below(found.size())]}};
}

Phrase RandomExpressions::constant(const std::string& type) {
  static const char* const numbers[] = {"0", "1", "2", "3", "12", "0.5", "(-1)", "(1/3)", "900000000000000000"};
  const std::string some = std::to_string(random_.below(4));
  if (type == "truth") return {type, {random_.chance(2) ? "yes" : "no"}};
  if (type == "number") return {type, {numbers[random_.below(random_.chance(3) ? 9 : 5)]}};
  if (type == "hours") return {type, {(random_.chance(9) ? "4000000000000000000" : some + "0") + " hours"}};
  if (type == "years") return {type, {some + " years"}};
  if (type == "days") return {type, {some + "7 days"}};
  if (type == "year")
    return {type, {"in_201" + std::to_string(5 + random_.below(3))}};  // a definition: 2015 alone is a number
  if (type == "date")
    return {type, {"201" + std::to_string(5 + random_.below(3)) + "-0" + std::to_string(1 + random_.below(9)) + "-15"}};
  if (type == "text") return {type, {"\"" + std::string(1, static_cast<char>('a' + random_.below(3))) + "\""}};
  return {type, {"k" + std::to_string(random_.below(3))}};
}

// ---- of any type
Phrase RandomExpressions::choice(const std::string& type, std::size_t depth) {
  return {type,
          {"(if ", expression("truth", depth - 1), " then ", expression(type, depth - 1), " else ",
           expression(type, depth - 1), ")"}};
}

std::vector<Phrase> RandomExpressions::calls(const std::string& type, std::size_t depth) {
  std::vector<Phrase> found;
  for (const Definition& one : definitions) {
    if (one.type != type) continue;
    for (const Bound& bound : bound_) {
      if (!one.table.empty() && one.table != bound.type) continue;
      Phrase made{type, {one.table.empty() ? one.name : bound.name + "." + one.name}};
      if (!one.parameters.empty()) made.parts.push_back("(");
      for (std::size_t i = 0; i < one.parameters.size(); ++i) {
        if (i > 0) made.parts.push_back(", ");
        made.parts.push_back(expression(one.parameters[i], depth - 1));
      }
      if (!one.parameters.empty()) made.parts.push_back(")");
      found.push_back(std::move(made));
      if (one.table.empty()) break;
    }
  }
  return found;
}

// ---- by type
Phrase RandomExpressions::truth(std::size_t depth) {
  static const char* const relations[] = {" < ", " <= ", " > ", " >= ", " = ", " != "};
  const auto two = [&](const char* type, const std::string& between) {
    return Phrase{"truth", {"(", expression(type, depth - 1), between, expression(type, depth - 1), ")"}};
  };
  const std::string relation = relations[random_.below(6)];
  switch (random_.below(15)) {
    case 0: return two("truth", " and ");
    case 1: return two("truth", " or ");
    case 2: return {"truth", {"(not ", expression("truth", depth - 1), ")"}};
    case 3:
      return {"truth",
              {"(", leaf(any_type() == "date" ? "date" : "text"), random_.chance(2) ? " is none" : " is there", ")"}};
    case 4: return {"truth", {"(", expression("text", depth - 1), " contains ", constant("text"), ")"}};
    case 5: {
      const auto kinds = columns("kind");
      if (kinds.empty()) break;
      static const char* const tests[] = {" is k0", " is low", " in {k0, k2}", " is not k1", " not in {low}"};
      return {"truth", {"(", kinds[random_.below(kinds.size())], tests[random_.below(5)], ")"}};
    }
    case 6: return {"truth", {"(", expression("date", depth - 1), " within ", window(depth - 1), ")"}};
    case 7: return {"truth", {"(", expression("year", depth - 1), " within ", window(depth - 1), ")"}};
    case 8: return two("date", relation);
    case 9: return two("hours", relation);
    case 10: return two("year", relation);
    case 11: return two("years", relation);
    case 12: return two("text", " = ");
    case 13:
      if (readings) return {"truth", {"(strict is yes_)"}};
      break;
    default: break;
  }
  return two("number", relation);
}

Phrase RandomExpressions::number(std::size_t depth) {
  static const char* const operations[] = {" + ", " - ", " * ", " / "};
  static const char* const roundings[] = {"round_down(", "round_up(", "round_half_up("};
  const auto sub = [&](const char* type) { return expression(type, depth - 1); };
  switch (random_.below(11)) {
    case 0: return {"number", {roundings[random_.below(3)], sub("number"), ", ", random_.chance(2) ? "0.5)" : "3)"}};
    case 1: return {"number", {random_.chance(2) ? "min(" : "max(", sub("number"), ", ", sub("number"), ")"}};
    case 2: return {"number", {random_.chance(2) ? "month(" : "day(", sub("date"), ")"}};
    case 3: return {"number", {"(", sub("hours"), " / ", sub("hours"), ")"}};
    case 4: return {"number", {"(", sub("days"), " / 1 days)"}};
    case 5: return {"number", {"(", sub("years"), " / 1 years)"}};
    case 6: return {"number", {"how_many(", sub("truth"), ", ", sub("truth"), ", ", sub("truth"), ")"}};
    case 7: return {"number", {"remainder(", sub("number"), ", 3)"}};
    default: return {"number", {"(", sub("number"), operations[random_.below(4)], sub("number"), ")"}};
  }
}

Phrase RandomExpressions::hours(std::size_t depth) {
  const auto sub = [&](const char* type) { return expression(type, depth - 1); };
  switch (random_.below(credits ? 7 : 4)) {
    case 0: return {"hours", {"(", sub("hours"), random_.chance(2) ? " + " : " - ", sub("hours"), ")"}};
    case 1: return {"hours", {"(", sub("hours"), random_.chance(2) ? " * " : " / ", sub("number"), ")"}};
    case 2: return {"hours", {random_.chance(2) ? "min(" : "max(", sub("hours"), ", ", sub("hours"), ")"}};
    case 3: return leaf("hours");
    default: break;
  }
  if (bound_.empty() || bound_.front().type != "person") return leaf("hours");
  static const char* const kinds[] = {"", " of k0", " of low"};
  return {"hours", {"(earned", kinds[random_.below(3)], " during (", window(depth - 1), "))"}};
}

Phrase RandomExpressions::date(std::size_t depth) {
  const auto sub = [&](const char* type) { return expression(type, depth - 1); };
  static const char* const units[] = {" years", " months", " days"};
  static const char* const parts[] = {"month_start(", "month_end("};
  switch (random_.below(6)) {
    case 0:
      return {"date",
              {"(", sub("date"), random_.chance(2) ? " + " : " - ", std::to_string(random_.below(30)),
               units[random_.below(3)], ")"}};
    case 1: return {"date", {"(", sub("date"), " + ", sub(random_.chance(2) ? "days" : "years"), ")"}};
    case 2: return {"date", {parts[random_.below(2)], sub("date"), ")"}};
    case 3: return {"date", {random_.chance(2) ? "first_day(" : "last_day(", sub("year"), ")"}};
    default: return {"date", {random_.chance(2) ? "min(" : "max(", sub("date"), ", ", sub("date"), ")"}};
  }
}

Phrase RandomExpressions::year(std::size_t depth) {
  const auto sub = [&](const char* type) { return expression(type, depth - 1); };
  switch (random_.below(4)) {
    case 0: return {"year", {"year(", sub("date"), ")"}};
    case 1: return {"year", {"(", sub("year"), random_.chance(2) ? " + " : " - ", sub("years"), ")"}};
    default: return {"year", {random_.chance(2) ? "min(" : "max(", sub("year"), ", ", sub("year"), ")"}};
  }
}

Phrase RandomExpressions::span(const std::string& type, std::size_t depth) {
  if (type == "days")
    return {type, {"days_between(", expression("date", depth - 1), ", ", expression("date", depth - 1), ")"}};
  if (random_.chance(2))
    return {type, {"full_years(", expression("date", depth - 1), ", ", expression("date", depth - 1), ")"}};
  return {type, {"(", expression("year", depth - 1), " - ", expression("year", depth - 1), ")"}};
}

Phrase RandomExpressions::window(std::size_t depth) {
  const std::size_t below = depth > 1 ? 1 : 0;
  switch (random_.below(4)) {
    case 0: return Phrase{"", {"last ", std::to_string(1 + random_.below(3)), " years to ", expression("year", below)}};
    case 1: return Phrase{"", {"from 2015 to ", expression("year", below)}};
    default: return "from 2015 to 2017";
  }
}

// ---- folds
Phrase RandomExpressions::rows(const std::string& table, const std::string& name) {
  return Phrase{"", {table + " as " + name}};
}

Phrase RandomExpressions::fold(const std::string& type, std::size_t depth) {
  ++loops_;
  Phrase made = random_.chance(5)                                        ? over_years(type, depth)
                : random_.chance(5) && type != "truth" && type != "date" ? running(type, depth)
                                                                         : fold_over(type, depth);
  --loops_;
  return made;
}

Phrase RandomExpressions::fold_over(const std::string& type, std::size_t depth) {
  static const char* const tables[] = {"study", "study", "study", "answer", "event", "course"};
  std::string table = tables[random_.below(6)];
  const std::string name = fresh("r");
  if (type == "truth") return fold_truth(table, depth);
  bound_.push_back({name, table});
  Phrase made;
  const auto guard = [&] {
    return random_.chance(2) ? Phrase{"", {" where ", expression("truth", depth - 1)}} : Phrase{""};
  };
  if (type == "number" && random_.chance(3)) {
    made = {type, {"count(", rows(table, name), removable(guard()), ")"}};
  } else if (type == "number" && random_.chance(4)) {
    made = {type, {"distinct(", leaf(any_type()), " over ", rows(table, name), removable(guard()), ")"}};
  } else if (type == "number" && table == "study" && random_.chance(3)) {
    const std::string from_to = "(study as " + name + " from " + name + ".day to " + name + ".until within ";
    made = {type,
            {random_.below(2) == 0 ? "(days_covered" + from_to + "from 2015 to 2017) / 1 days)"
                                   : "(months_covered" + from_to + "from 2016 to 2016) / 1 months)"}};
  } else if (type == "hours" && table == "study" && random_.chance(3)) {
    static const char* const keys[] = {"topic", "level", "day"};
    made = {type,
            {"sum(", random_.chance(2) ? "most" : "sum", "(", name, "g.hours over group as ", name, "g) over study as ",
             name, " by ", name, ".", keys[random_.below(3)], ")"}};
  } else {
    const bool ordered = type == "year" || type == "date";
    static const char* const folds[] = {"least(", "most(", "sum(", "sum("};
    Phrase value = expression(type, depth - 1);
    const bool looked = random_.chance(8);
    made = {type,
            {looked ? "lookup(" : folds[random_.below(ordered ? 2 : 4)], value, " over ", rows(table, name),
             removable(guard()), ")"}};
  }
  bound_.pop_back();
  return made;
}

Phrase RandomExpressions::fold_truth(const std::string& table, std::size_t depth) {
  const std::string name = fresh("r");
  bound_.push_back({name, table});
  Phrase made;
  if (random_.chance(2))
    made = {"truth", {"some(", rows(table, name), " where ", expression("truth", depth - 1), ")"}};
  else
    made = {"truth", {"every(", rows(table, name), ": ", expression("truth", depth - 1), ")"}};
  bound_.pop_back();
  return made;
}

Phrase RandomExpressions::over_years(const std::string& type, std::size_t depth) {
  const std::string name = fresh("y");
  Phrase years = window(depth - 1);
  bound_.push_back({name, "year"});
  const Phrase head{"", {"year ", name, " in (", years, ")"}};
  Phrase made;
  if (type == "truth") {
    made = {type, {random_.chance(2) ? "some(" : "every(", head, ": ", expression("truth", depth - 1), ")"}};
  } else if (type == "number" && random_.chance(2)) {
    made = {type, {"count(", head, " where ", expression("truth", depth - 1), ")"}};
  } else {
    static const char* const folds[] = {"least(", "most(", "sum("};
    const bool ordered = type == "year" || type == "date";
    made = {type, {folds[random_.below(ordered ? 2 : 3)], expression(type, depth - 1), " over ", head, ")"}};
  }
  bound_.pop_back();
  return made;
}

Phrase RandomExpressions::running(const std::string& type, std::size_t depth) {
  const std::string figure = fresh("c"), name = fresh("y");
  Phrase start = leaf(type), years = window(depth - 1);
  bound_.push_back({figure, type});
  bound_.push_back({name, "year"});
  Phrase next = expression(type, depth - 1);
  bound_.resize(bound_.size() - 2);
  return {type, {"running(", figure, " from ", start, ", year ", name, " in (", years, "): ", next, ")"}};
}

}  // namespace cepol::pairs
