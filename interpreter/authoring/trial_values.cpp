// Trial values: fixed steps from the current value, and the constants of the program.
#include "interpreter/authoring/trial_values.hpp"

#include <span>

namespace cepol::authoring {

using core::Kind;

namespace {

constexpr std::size_t most_named = 40;
constexpr std::int64_t days[] = {1, 31, 366, 1100, 3660, 9000, 18000}, years[] = {1, 2, 3, 6, 12},
                       units[] = {1, 5, 20, 60, 200, 1000};

std::span<const std::int64_t> steps_of(Kind kind) {
  if (kind == Kind::date) return days;
  if (kind == Kind::year) return years;
  return units;
}

}  // namespace

TrialValues::TrialValues(const core::Program& program) : program_(program) {
  for (const core::Expr& expr : program.exprs.nodes)
    if (const auto* constant = std::get_if<core::Constant>(&expr.term); constant != nullptr && !constant->is_none) {
      if (expr.type.kind == Kind::text) texts_.emplace(program.forms.of(constant->text));
      if (constant->value.whole()) constants_[expr.type.kind].insert(constant->value.num);
    }
}

std::set<std::int64_t> TrialValues::around(const Scale& scale, std::int64_t value) const {
  std::set<std::int64_t> all{value};
  const std::int64_t factor = scale.factor();
  const auto add = [&](std::int64_t other) {
    if (other < scale.lowest || other > scale.highest) return;
    if (scale.kind == Kind::number && value >= 0 && other < 0) return;
    all.insert(other);
  };
  // The bounds too, where they are near: a threshold may lie between the last step within them and one of them.
  const std::int64_t widest = steps_of(scale.kind).back() * factor;
  for (const std::int64_t bound : {scale.lowest, scale.highest})
    if (scale.kind != Kind::number && bound - value >= -widest && bound - value <= widest) add(bound);
  for (const std::int64_t step : steps_of(scale.kind))
    for (const std::int64_t sign : {-1, 1}) add(value + sign * step * factor);
  if (scale.kind == Kind::number) add(0);
  std::size_t named = 0;
  if (const auto known = constants_.find(scale.kind); known != constants_.end())
    for (const std::int64_t constant : known->second) {
      if (++named > most_named) break;
      add(constant * factor);
    }
  return all;
}

std::vector<std::string> TrialValues::other_than(const core::Column& column, const std::string& text) const {
  std::vector<std::string> all;
  const auto add = [&](const std::string& other) {
    if (other != text) all.push_back(other);
  };
  if (column.type.kind == Kind::enumeration)
    for (const std::string& member : program_.enumerations[column.type.enumeration].members) add(member);
  if (column.type.kind == Kind::truth)
    for (const char* word : {program_.english ? "no" : "否", program_.english ? "yes" : "是"}) add(word);
  if (column.type.kind == Kind::text)
    for (const std::string& named : texts_) add(named);
  if (const auto scale = scale_of(column, text); scale && !text.empty())
    if (const auto value = scale->read(text))
      for (const std::int64_t other : around(*scale, *value)) add(scale->write(other));
  if (column.blank == core::Blank::none) add("");
  return all;
}

}  // namespace cepol::authoring
