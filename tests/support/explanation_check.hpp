// What has to hold of every explanation: what a line tells follows from the lines below it; the formats show the same
// lines; what is told for certain of data with blanks holds when they are filled.
#pragma once

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "interpreter/report/row_explanation.hpp"

namespace cepol::test {

struct ExplanationCounts {
  std::size_t rows = 0, lines = 0, sums = 0, credits = 0, running = 0, told = 0, folded = 0, open = 0;
};

inline bool is_number(const explain::ExplanationLine& line) {
  return line.value && engine::is_single(*line.value) && line.value->shape() == engine::Shape::range;
}

// The value of a fold from those of its rows or years; nullopt: they are not all listed, or not all certain.
inline std::optional<engine::ValueSet> folded_value(const explain::ExplanationLine& line) {
  using explain::LineKind, explain::LineMark;
  std::size_t holding = 0, failing = 0;
  std::optional<Exact> sum = Exact(0), least, most;
  for (const explain::ExplanationLine& one : line.lines) {
    if (one.kind == LineKind::more) return std::nullopt;
    if (one.kind != LineKind::row && one.kind != LineKind::year) continue;
    if (one.mark == LineMark::open) return std::nullopt;
    (one.mark == LineMark::holds ? holding : failing) += 1;
    if (one.mark != LineMark::holds || !one.value) continue;
    if (one.value->none && !one.value->some && one.value->failure == 0) continue;  // none is skipped
    if (!is_number(one)) return std::nullopt;
    const Exact value = one.value->range().low;
    if (sum) sum = plus(*sum, value);
    least = least ? std::min(*least, value) : value;
    most = most ? std::max(*most, value) : value;
  }
  switch (*line.fold) {
    case core::Fold::sum: return sum ? std::optional(engine::of_number(*sum)) : std::nullopt;
    case core::Fold::count: return engine::of_number(static_cast<std::int64_t>(holding));
    case core::Fold::some: return engine::of_truth(holding == 0, holding > 0);
    case core::Fold::every: {
      std::size_t wrong = 0;  // rows and years to which it does not apply are folded
      for (const explain::ExplanationLine& one : line.lines)
        wrong += one.mark == LineMark::fails && !one.folded && (one.kind == LineKind::row || one.kind == LineKind::year)
                     ? 1
                     : 0;
      return engine::of_truth(wrong > 0, wrong == 0);
    }
    case core::Fold::minimum: return least ? engine::of_number(*least) : engine::none_value(engine::Shape::range);
    case core::Fold::maximum: return most ? engine::of_number(*most) : engine::none_value(engine::Shape::range);
    case core::Fold::distinct:
    case core::Fold::unique: break;
  }
  return std::nullopt;
}

// Rows, years and limits of a credit add up to it.
inline std::optional<Exact> credited(const explain::ExplanationLine& line) {
  using explain::LineKind;
  std::optional<Exact> sum = Exact(0);
  for (const explain::ExplanationLine& one : line.lines) {
    if (one.kind == LineKind::more) return std::nullopt;
    if (one.kind != LineKind::rows && one.kind != LineKind::years && one.kind != LineKind::limit) continue;
    if (!is_number(one) || !sum) return std::nullopt;
    sum = plus(*sum, one.value->range().low);
  }
  return sum;
}

inline void check_line(const explain::ExplanationLine& line, ExplanationCounts& counts, std::string& wrong) {
  using explain::LineKind;
  ++counts.lines;
  counts.folded += line.folded ? 1 : 0;
  counts.open += line.mark == explain::LineMark::open ? 1 : 0;
  if (line.fold && line.value && engine::is_settled(*line.value))
    if (const auto value = folded_value(line)) {
      ++counts.sums;
      if (!(*value == *line.value) && line.value->failure == 0)
        wrong += "does not follow from its rows: " + line.text + "\n";
    }
  if (line.kind == LineKind::credit && !line.fold && is_number(line) && !line.lines.empty())
    if (const auto sum = credited(line)) {
      ++counts.credits;
      if (*sum != line.value->range().low) wrong += "does not add up: " + line.text + "\n";
    }
  if (line.kind == LineKind::running && is_number(line) && !line.lines.empty() &&
      line.lines.back().kind == LineKind::year && is_number(line.lines.back())) {
    ++counts.running;
    if (!(*line.lines.back().value == *line.value)) wrong += "is not its last year's: " + line.text + "\n";
  }
  for (const explain::ExplanationLine& inner : line.lines) check_line(inner, counts, wrong);
}

inline std::size_t line_count(const explain::ExplanationLine& line, bool all) {
  std::size_t count = 1;
  for (const explain::ExplanationLine& inner : line.lines)
    if (all || !inner.folded) count += line_count(inner, all);
  return count;
}
inline std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

// `all`: the explanation was made with everything.
inline std::string wrong_in_formats(const report::RowExplanation& one) {
  std::size_t lines = 0, shown = 0, signs = 0;
  for (const explain::ExplanationLine& line : one.derivations) {
    lines += line_count(line, true);
    shown += line_count(line, one.all);
  }
  const std::string text = report::to_text(one).text(), json = report::to_json(one), html = report::to_html(one);
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    const std::size_t at = line.find_first_not_of(' ');
    if (at == std::string::npos) continue;
    for (const char* sign : {"· ", "√ ", "× ", "? ", "▶ "})
      if (line.compare(at, std::string_view(sign).size(), sign) == 0 &&
          line.find("没有起作用的 ") == std::string::npos &&
          line.find(" more that did not matter") == std::string::npos)
        ++signs;
  }
  std::string wrong;
  if (signs < shown) wrong += "text shows " + std::to_string(signs) + " of " + std::to_string(shown) + " lines\n";
  // The lines right below the head of a decision and all others, but not the head.
  if (occurrences(json, "\"kind\": \"") + one.derivations.size() != lines) wrong += "JSON lacks lines\n";
  if (occurrences(html, "<b class=\"sign\">") - occurrences(html, "<li class=\"folded\">") != lines)
    wrong += "the page lacks lines\n";
  return wrong;
}

// By the labels on the way to it: mark and value of each line; of a way that leads to several lines, nothing.
struct ToldLine {
  explain::LineMark mark;
  std::optional<engine::ValueSet> value;
  std::size_t times = 1;
};
inline void collect_told(const explain::ExplanationLine& line, const std::string& way,
                         std::map<std::string, ToldLine>& found) {
  std::size_t end = line.text.size();
  for (const char* sign : {"：", ": ", "（", " (", "，", "; "}) end = std::min(end, line.text.find(sign));
  const std::string own = way + "/" + std::to_string(static_cast<int>(line.kind)) + line.text.substr(0, end);
  const auto [place, is_new] = found.try_emplace(own, ToldLine{line.mark, line.value});
  if (!is_new) ++place->second.times;
  for (const explain::ExplanationLine& inner : line.lines) collect_told(inner, own, found);
}
// `whole`: of the same data with the blanks filled.
inline std::string wrong_when_filled(const explain::ExplanationLine& line, const explain::ExplanationLine& whole,
                                     ExplanationCounts& counts) {
  using explain::LineMark;
  std::map<std::string, ToldLine> told, filled;
  collect_told(line, {}, told);
  collect_told(whole, {}, filled);
  std::string wrong;
  for (const auto& [way, one] : told) {
    const auto other = filled.find(way);
    if (other == filled.end() || one.times != 1 || other->second.times != 1) continue;
    const bool certain = one.mark == LineMark::holds || one.mark == LineMark::fails;
    const bool decided = other->second.mark == LineMark::holds || other->second.mark == LineMark::fails;
    if (certain && decided && one.mark != other->second.mark) wrong += "another mark when filled: " + way + "\n";
    if (!one.value || !other->second.value || !engine::is_single(*one.value) ||
        !engine::is_settled(*other->second.value))
      continue;
    ++counts.told;
    if (!(*one.value == *other->second.value)) wrong += "another value when filled: " + way + "\n";
  }
  return wrong;
}

}  // namespace cepol::test
