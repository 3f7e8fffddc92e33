// Tells numbers by their digits.
#include "interpreter/database/numbers.hpp"

#include <algorithm>
#include <charconv>

#include "lang/base/text.hpp"

namespace cepol::database {

namespace {

constexpr std::size_t sure_digits = 15;

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }
bool is_whole(std::string_view text) { return all_digits(text) && (text.size() == 1 || text.front() != '0'); }

}  // namespace

NumberKind number_kind(std::string_view text) {
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  const std::size_t stroke = digits.find('/'), point = digits.find('.');
  const std::string_view whole = digits.substr(0, std::min(stroke, point));
  if (!is_whole(whole)) return NumberKind::none;
  if (stroke != std::string_view::npos)
    return point == std::string_view::npos && is_whole(digits.substr(stroke + 1)) && digits.substr(stroke + 1) != "0"
               ? NumberKind::fraction
               : NumberKind::none;
  if (point != std::string_view::npos) {
    const std::string_view decimals = digits.substr(point + 1);
    if (!all_digits(decimals)) return NumberKind::none;
    return whole.size() + decimals.size() <= sure_digits ? NumberKind::decimal : NumberKind::exact;
  }
  std::int64_t value = 0;
  return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc() ? NumberKind::integer
                                                                                          : NumberKind::exact;
}

}  // namespace cepol::database
