// Groups bad rows by table, column and fault.
#include "interpreter/data/bad_causes.hpp"

#include <map>
#include <tuple>

namespace cepol::data {

std::vector<BadCause> causes_of(const std::vector<BadRow>& bad) {
  std::vector<BadCause> causes;
  std::map<std::tuple<std::string_view, std::string_view, Fault>, std::size_t> index;  // views of `bad`
  for (const BadRow& row : bad) {
    const auto [at, is_new] = index.try_emplace({row.table, row.column, row.fault}, causes.size());
    if (is_new) causes.push_back({row.table, row.column, row.fault, 0, {}, row.arguments, true});
    BadCause& cause = causes[at->second];
    cause.count += row.count;
    if (row.without_result) cause.without_result += row.count;
    if (row.row != 0 && cause.rows.size() < most_places_of_cause) cause.rows.push_back(row.row);
    cause.alike = cause.alike && row.alike && cause.arguments == row.arguments;
  }
  return causes;
}

std::string reason_of(const BadCause& cause, bool english) {
  std::string reason = reason_of(cause.fault, cause.arguments, english);
  if (cause.without_result > 0) reason += no_result_words(cause.fault, english);
  if (cause.alike) return reason;
  return (english ? "for example: " : "例如：") + reason;
}

std::string places_of(const BadCause& cause, bool english) {
  std::string places;
  for (const std::uint64_t row : cause.rows)
    places += (places.empty() ? "" : english ? ", " : "、") + std::to_string(row);
  if (cause.count > cause.rows.size() && !cause.rows.empty()) places += english ? ", ..." : " 等";
  return places;
}

std::string_view remedy_of(Fault fault, bool english) {
  struct Remedy {
    Fault fault;
    std::string_view zh, en;
  };
  static constexpr Remedy remedies[] = {
#define REMEDY(name, zh, en) {Fault::name, zh, en},
#include "interpreter/data/remedies.def"
#undef REMEDY
  };
  for (const Remedy& remedy : remedies)
    if (remedy.fault == fault) return english ? remedy.en : remedy.zh;
  return {};
}

}  // namespace cepol::data
