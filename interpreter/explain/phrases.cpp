// Formats statuses, values with units, value sets, blanks and citations in Chinese or English.
#include "interpreter/explain/phrases.hpp"

#include <algorithm>
#include <bit>

#include "lang/base/english.hpp"
#include "lang/core/status_words.hpp"

namespace cepol::explain {

using engine::Status;

std::string status_word(Status status, bool english) {
  const auto word = [&](const core::StatusWord& one) { return std::string(english ? one.en : one.zh); };
  switch (status) {
    case Status::given: return {};
    case Status::not_covered: return word(core::not_covered_word);
    case Status::conflict: return word(core::conflict_word);
    case Status::failed: return word(core::failed_word);
    case Status::undetermined: return word(core::undetermined_word);
  }
  return {};
}

std::string value_text(const core::Program& program, const engine::ResultValue& value) {
  switch (value.type.kind) {
    case core::Kind::truth:
      return program.english ? (value.number == Exact(1) ? "yes" : "no") : (value.number == Exact(1) ? "是" : "否");
    case core::Kind::enumeration:
      return program.enumerations[value.type.enumeration].members[static_cast<std::size_t>(value.number.num)];
    case core::Kind::date: {
      const Day day = static_cast<Day>(value.number.num);
      return to_string(Date{day, day});
    }
    case core::Kind::text: return value.written;
    case core::Kind::number:
    case core::Kind::year:
    case core::Kind::row: return to_string(value.number);
  }
  return {};
}

std::string outcome_text(const core::Program& program, const engine::Outcome& outcome, bool english) {
  return outcome.status == Status::given ? value_text(program, outcome.value) : status_word(outcome.status, english);
}

namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? std::string() : std::string(between)) + part;
  return text;
}

// The unit as it is written behind a number; empty: none.
std::string unit_of(const core::Program& program, const core::Type& type) {
  if (type.kind != core::Kind::number || !type.unit.valid()) return {};
  const core::Unit& unit = program.units[type.unit];
  auto latin = [](const std::string& name) {
    return std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  };
  if (!program.english || latin(unit.name)) return unit.name;
  const auto alias = std::find_if(unit.aliases.begin(), unit.aliases.end(), latin);
  return alias == unit.aliases.end() ? unit.name : *alias;
}

// A number with its unit, which in English agrees with it. All that is told has its units from here.
std::string with_unit(const core::Program& program, const core::Type& type, Exact number) {
  const std::string unit = unit_of(program, type);
  if (unit.empty()) return to_string(number);
  if (!program.english) return to_string(number) + unit;
  return to_string(number) + " " + (number == Exact(1) ? singular(unit) : unit);
}

// Blanks are filled with numbers within these bounds where their column declares none; such a bound is not shown.
constexpr std::int64_t shown_limit = 1000000000;

std::string range_text(const core::Program& program, const core::Type& type, const engine::NumberRange& range) {
  const Phrasebook phrases{program.english};
  auto end = [&](Exact at) {
    if (type.kind == core::Kind::date) return to_string(Date{static_cast<Day>(at.num), static_cast<Day>(at.num)});
    return with_unit(program, type, at);
  };
  auto open_ends = [&](Exact first, Exact last) {
    return std::pair(range.low.infinite() || range.low <= first, range.high.infinite() || range.high >= last);
  };
  const auto [from_start, to_end] = type.kind == core::Kind::date
                                        ? open_ends(std::int64_t{first_day()}, std::int64_t{last_day()})
                                    : type.kind == core::Kind::year ? open_ends(first_year, last_year)
                                                                    : open_ends(-shown_limit, shown_limit);
  if (range.low == range.high) return end(range.low);
  if (from_start && to_end) return std::string(phrases("任何值", "any value"));
  if (type.kind == core::Kind::number) {
    if (from_start) return std::string(phrases("至多", "at most ")) + end(range.high);
    if (to_end) return std::string(phrases("至少", "at least ")) + end(range.low);
  } else {
    if (from_start) return program.english ? "up to " + end(range.high) : end(range.high) + "或以前";
    if (to_end) return program.english ? end(range.low) + " or later" : end(range.low) + "或以后";
  }
  const std::string low = type.kind == core::Kind::number ? to_string(range.low) : end(range.low);
  return low + std::string(phrases("至", " to ")) + end(range.high);
}

void add_members(const core::Program& program, const core::Type& type, std::uint64_t members,
                 std::vector<std::string>& parts) {
  const Phrasebook phrases{program.english};
  if (type.kind == core::Kind::truth) {
    if ((members & 2) != 0) parts.emplace_back(phrases("是", "yes"));
    if ((members & 1) != 0) parts.emplace_back(phrases("否", "no"));
    return;
  }
  for (; members != 0; members &= members - 1)
    parts.push_back(
        program.enumerations[type.enumeration].members[static_cast<std::size_t>(std::countr_zero(members))]);
}

}  // namespace

std::string Phrasebook::list(const std::vector<std::string>& parts) const {
  return joined(parts, english ? ", " : "、");
}
std::string Phrasebook::clauses(const std::vector<std::string>& parts) const {
  return joined(parts, english ? "; " : "；");
}

namespace {

// The key of a single row.
std::string row_set_text(const core::Program& program, const data::Dataset& data, const core::Type& type,
                         const engine::RowSet& rows) {
  const auto key = program.tables[type.table].key;
  if (rows.first == rows.last && key) {
    const data::ColumnData& keys = data[type.table].columns[*key];
    if (keys.states[rows.first] == data::State::known) return std::string(data.written(keys.indices[rows.first]));
  }
  return std::string(Phrasebook{program.english}("某一行", "some row"));
}

}  // namespace

std::string set_text(const core::Program& program, const data::Dataset& data, const core::Type& type,
                     const engine::ValueSet& value) {
  const Phrasebook phrases{program.english};
  std::vector<std::string> parts;
  if (value.some)
    std::visit(
        overloaded{[&](const engine::MemberSet& set) { add_members(program, type, set.bits, parts); },
                   [&](const engine::NumberRange& range) { parts.push_back(range_text(program, type, range)); },
                   [&](const engine::TextSet& text) {
                     parts.emplace_back(text.any ? phrases("其他文字", "any other text")
                                                 : engine::written_text(program, data, text.text));
                   },
                   [&](const engine::RowSet& rows) { parts.push_back(row_set_text(program, data, type, rows)); }},
        value.values);
  if (value.none) parts.emplace_back(phrases("无", "none"));
  if (value.failure != 0) parts.emplace_back(phrases("无法计算", "cannot be computed"));
  return joined(parts, program.english ? " or " : "或");
}

namespace {

// `text`: of the value, without its unit.
std::string labelled(const core::Program& program, const std::string& label, const core::Type& type,
                     const engine::ValueSet& value, const std::string& text) {
  const std::string unit = unit_of(program, type);
  const bool number = type.kind == core::Kind::number && value.some && !value.none && value.failure == 0;
  if (label == unit || label.empty()) return text;
  if (program.english || !number || unit.empty()) return label + (program.english ? ": " : "：") + text;
  // 应修学时 with 170学时 is read 应修170学时.
  return (label.ends_with(unit) ? label.substr(0, label.size() - unit.size()) : label) + text;
}

}  // namespace

std::string figure(const core::Program& program, const data::Dataset& data, const std::string& label,
                   const core::Type& type, const engine::ValueSet& value) {
  return labelled(program, label, type, value, set_text(program, data, type, value));
}

std::string figure(const core::Program& program, const std::string& label, const engine::ResultValue& value) {
  if (value.type.kind == core::Kind::number)
    return labelled(program, label, value.type, engine::of_number(value.number),
                    range_text(program, value.type, {value.number, value.number}));
  return label + (program.english ? ": " : "：") + value_text(program, value);
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
    text += (text.empty() ? "" : english ? ", " : "、") + core::clause_label(program.clauses[clause].path);
  }
  return english ? " (" + text + ")" : "（" + text + "）";
}

std::string failure_text(const engine::Outcome& outcome, bool english) {
  if (outcome.status != Status::conflict) return outcome.detail;
  return english ? "these apply at the same time, and it is not said which goes before the other: " + outcome.detail
                 : "以下规定同时适用，又没有写明何者优先：" + outcome.detail;
}

}  // namespace cepol::explain
