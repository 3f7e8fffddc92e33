#include "interpreter/explain/words.hpp"

#include <array>
#include <bit>

namespace cepol::explain {

using results::Status;

std::string status_word(Status status, bool english) {
  const Words words{english};
  switch (status) {
    case Status::given: return {};
    case Status::not_covered: return std::string(words("未规定", "not covered"));
    case Status::conflict: return std::string(words("冲突", "conflict"));
    case Status::failed: return std::string(words("无法计算", "cannot be computed"));
    case Status::undetermined: return std::string(words("待定", "undetermined"));
  }
  return {};
}

std::string value_text(const core::Program& program, const results::Value& value) {
  switch (value.type.kind) {
    case core::Kind::truth: return program.english ? (value.number == Exact(1) ? "yes" : "no") : (value.number == Exact(1) ? "是" : "否");
    case core::Kind::choice: return program.choices[value.type.choice].members[static_cast<std::size_t>(value.number.num)];
    case core::Kind::date: {
      const Day day = static_cast<Day>(value.number.num);
      return to_string(Date{day, day});
    }
    case core::Kind::text: return value.text;
    default: return to_string(value.number);
  }
}

std::string outcome_text(const core::Program& program, const results::Outcome& outcome, bool english) {
  return outcome.status == Status::given ? value_text(program, outcome.value) : status_word(outcome.status, english);
}

std::string with_unit(const core::Program& program, const core::Type& type, std::string number) {
  if (type.kind != core::Kind::number || !type.unit.valid()) return number;
  const core::Unit& unit = program.units[type.unit];
  if (!program.english) return number + unit.name;
  return number + " " + (unit.aliases.empty() ? unit.name : unit.aliases.front());
}

std::string set_text(const core::Program& program, const core::Type& type, const reference::Value& value, bool english) {
  const Words words{english};
  std::string text;
  auto or_else = [&](std::string_view part) { text += (text.empty() ? "" : " / ") + std::string(part); };
  if (value.some) {
    switch (value.shape) {
      case reference::Shape::members:
        if (type.kind == core::Kind::truth) {
          if ((value.members & 2) != 0) or_else(words("是", "yes"));
          if ((value.members & 1) != 0) or_else(words("否", "no"));
        } else {
          for (std::uint64_t rest = value.members; rest != 0; rest &= rest - 1)
            or_else(program.choices[type.choice].members[static_cast<std::size_t>(std::countr_zero(rest))]);
        }
        break;
      case reference::Shape::range: {
        auto end = [&](Exact at) {
          if (type.kind != core::Kind::date) return to_string(at);
          const Day day = static_cast<Day>(at.num);
          return to_string(Date{day, day});
        };
        const bool from_start = value.low.infinite() || (type.kind == core::Kind::date && value.low == Exact(std::int64_t{first_day()})) ||
                                (type.kind == core::Kind::year && value.low == Exact(first_year)) || value.low == Exact(-1000000000);
        const bool to_end = value.high.infinite() || (type.kind == core::Kind::date && value.high == Exact(std::int64_t{last_day()})) ||
                            (type.kind == core::Kind::year && value.high == Exact(last_year)) || value.high == Exact(1000000000);
        if (value.low == value.high)
          or_else(end(value.low));
        else if (from_start && to_end)
          or_else(words("任何值", "any value"));
        else if (from_start)
          or_else(english ? "up to " + end(value.high) : "不晚于或不大于 " + end(value.high));
        else if (to_end)
          or_else(english ? "from " + end(value.low) : end(value.low) + " 起");
        else
          or_else(end(value.low) + std::string(words(" 至 ", " to ")) + end(value.high));
        break;
      }
      case reference::Shape::text: or_else(value.any ? words("其他文字", "any other text") : value.text); break;
      case reference::Shape::row: or_else(words("某一行", "some row")); break;
    }
  }
  if (value.none) or_else(words("空", "absent"));
  if (value.failure != 0) or_else(words("无法计算", "cannot be computed"));
  return text;
}

std::string blank_name(const core::Program& program, core::TableId of, const results::Cell& cell) {
  const core::RecordTable& table = program.tables[cell.table];
  const std::string& column = table.columns[cell.column].name;
  return cell.table == of ? column : table.name + "." + column;
}

std::string cited(const core::Program& program, const std::vector<core::ClauseId>& clauses, bool english) {
  if (clauses.empty()) return {};
  std::string text;
  std::vector<core::ClauseId> seen;
  for (core::ClauseId clause : clauses) {
    bool known = false;
    for (core::ClauseId other : seen) known = known || other == clause;
    if (known) continue;
    seen.push_back(clause);
    text += (text.empty() ? "" : english ? ", " : "、") + ("§" + program.clauses[clause].path);
  }
  return english ? " (" + text + ")" : "（" + text + "）";
}

std::string failure_text(const results::Outcome& outcome, bool english) {
  if (outcome.status == Status::conflict)
    return english ? "these apply at once and neither is declared to yield: " + outcome.detail
                   : "以下规定同时适用，又没有写明何者优先：" + outcome.detail;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> reasons{{
      {"overflow", "数太大，超出能准确计算的范围"},
      {"division by zero", "除数是 0"},
      {"part of a day or month", "日期加减的数不是整数"},
      {"date out of the calendar", "日期超出公历 1 年至 9999 年"},
      {"window too long", "一段年份超过 200 年"},
      {"part of a year", "年份不是整数"},
  }};
  if (!english)
    for (const auto& [en, zh] : reasons)
      if (en == outcome.detail) return std::string(zh);
  return outcome.detail;
}

}  // namespace cepol::explain
