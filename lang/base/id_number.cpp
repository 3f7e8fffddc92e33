#include "lang/base/id_number.hpp"

#include <algorithm>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol {

namespace {

constexpr std::size_t places = 18, year_at = 6, month_at = 10, day_at = 12, sex_at = 16;
constexpr int first_century = 18, last_century = 20;

int number_at(std::string_view digits, std::size_t at, std::size_t count) {
  int number = 0;
  for (const char c : digits.substr(at, count)) number = number * 10 + (c - '0');
  return number;
}

}  // namespace

std::string id_form(std::string_view text) {
  std::string form = key_form(text);
  if (form.ends_with('x')) form.back() = 'X';
  return form;
}

// The sum of the places, each weighted by a power of 2, is 1 modulo 11 when the check character is among them.
char id_check_character(std::string_view digits) {
  int sum = 0;
  for (const char c : digits) sum = (sum + (c - '0')) * 2 % 11;
  const int check = (12 - sum) % 11;
  return check == 10 ? 'X' : static_cast<char>('0' + check);
}

std::variant<IdNumber, IdFault> read_id_number(std::string_view form) {
  if (form.size() != places || form.front() == '0') return IdFault::form;
  const std::string_view digits = form.substr(0, places - 1);
  if (!std::all_of(digits.begin(), digits.end(), is_digit) || !(is_digit(form.back()) || form.back() == 'X'))
    return IdFault::form;
  const int year = number_at(form, year_at, 4);
  const auto born = day_of(year, number_at(form, month_at, 2), number_at(form, day_at, 2));
  if (!born || year / 100 < first_century || year / 100 > last_century) return IdFault::day;
  if (form.back() != id_check_character(digits)) return IdFault::check;
  return IdNumber{*born, (form[sex_at] - '0') % 2 == 1};
}

}  // namespace cepol
