// Whole numbers in digits, in Chinese and in English words.
#include <array>

#include "lang/base/text.hpp"
#include "lang/notice/written.hpp"

namespace cepol::notice {

namespace {

constexpr std::size_t most_digits = 12;

struct Sign {
  std::string_view text;
  int value;
};
constexpr std::array chinese_digits{Sign{"〇", 0}, Sign{"零", 0}, Sign{"一", 1}, Sign{"二", 2},
                                    Sign{"两", 2}, Sign{"三", 3}, Sign{"四", 4}, Sign{"五", 5},
                                    Sign{"六", 6}, Sign{"七", 7}, Sign{"八", 8}, Sign{"九", 9}};
constexpr std::array chinese_tens{Sign{"十", 10}, Sign{"百", 100}, Sign{"千", 1000}, Sign{"万", 10000}};
// Those that cannot be altered, as in 壹佰柒拾: many are other words too (陆续, 收拾), so only with both kinds.
constexpr std::array formal_digits{Sign{"壹", 1}, Sign{"贰", 2}, Sign{"叁", 3}, Sign{"肆", 4}, Sign{"伍", 5},
                                   Sign{"陆", 6}, Sign{"柒", 7}, Sign{"捌", 8}, Sign{"玖", 9}};
constexpr std::array formal_tens{Sign{"拾", 10}, Sign{"佰", 100}, Sign{"仟", 1000}};

template <class Signs>
const Sign* sign_at(const Signs& signs, std::string_view text, std::size_t at) {
  for (const Sign& sign : signs)
    if (text.substr(at).starts_with(sign.text)) return &sign;
  return nullptr;
}

constexpr std::array units{Sign{"one", 1},        Sign{"two", 2},       Sign{"three", 3},    Sign{"four", 4},
                           Sign{"five", 5},       Sign{"six", 6},       Sign{"seven", 7},    Sign{"eight", 8},
                           Sign{"nine", 9},       Sign{"ten", 10},      Sign{"eleven", 11},  Sign{"twelve", 12},
                           Sign{"thirteen", 13},  Sign{"fourteen", 14}, Sign{"fifteen", 15}, Sign{"sixteen", 16},
                           Sign{"seventeen", 17}, Sign{"eighteen", 18}, Sign{"nineteen", 19}};
constexpr std::array tens{Sign{"twenty", 20}, Sign{"thirty", 30},  Sign{"forty", 40},  Sign{"fifty", 50},
                          Sign{"sixty", 60},  Sign{"seventy", 70}, Sign{"eighty", 80}, Sign{"ninety", 90}};
constexpr std::array parts{Sign{"half", 2},    Sign{"halves", 2},   Sign{"third", 3},  Sign{"thirds", 3},
                           Sign{"quarter", 4}, Sign{"quarters", 4}, Sign{"fourth", 4}, Sign{"fourths", 4},
                           Sign{"fifth", 5},   Sign{"fifths", 5}};

template <class Signs>
const Sign* word_of(const Signs& signs, std::string_view text, std::size_t at) {
  for (const Sign& sign : signs)
    if (word_at(text, at, sign.text)) return &sign;
  return nullptr;
}

// Below a hundred: twelve, sixty, twenty-four.
std::optional<Whole> below_hundred(std::string_view text, std::size_t at) {
  if (const Sign* ten = word_of(tens, text, at)) {
    const std::size_t end = at + ten->text.size();
    if (end < text.size() && (text[end] == '-' || text[end] == ' '))
      if (const Sign* one = word_of(units, text, end + 1); one != nullptr && one->value < 10)
        return Whole{ten->value + one->value, end + 1 + one->text.size(), 0};
    return Whole{ten->value, end, 0};
  }
  if (const Sign* one = word_of(units, text, at)) return Whole{one->value, at + one->text.size(), 0};
  return std::nullopt;
}

}  // namespace

std::size_t over_blanks(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')
      ++at;
    else if (text.substr(at).starts_with("\u00A0"))
      at += 2;
    else
      break;
  }
  return at;
}

bool latin(std::string_view text, std::size_t at) {
  return at < text.size() && ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= 'A' && text[at] <= 'Z'));
}

bool word_at(std::string_view text, std::size_t at, std::string_view word) {
  if (at + word.size() > text.size() || latin(text, at + word.size())) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = text[at + i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != word[i]) return false;
  }
  return true;
}

std::optional<Whole> digits_at(std::string_view text, std::size_t at) {
  Whole whole;
  whole.end = at;
  while (whole.end < text.size() && is_digit(text[whole.end]) && whole.digits < most_digits) {
    whole.value = whole.value * 10 + (text[whole.end++] - '0');
    ++whole.digits;
  }
  if (whole.digits == 0 || (whole.end < text.size() && is_digit(text[whole.end]))) return std::nullopt;
  return whole;
}

// 一百七十, 二十, 十五, 二〇一七.
std::optional<Whole> chinese_at(std::string_view text, std::size_t at) {
  Whole whole;
  std::int64_t pending = 0, below = 0, tens_so_far = 0;  // the digit not yet placed; of the figure below 万; above it
  std::int64_t next = 1;                                 // what a last digit counts: tens of 三百五
  std::size_t pieces = 0;
  bool placed = false, formal = false;
  const auto plain_or_formal = [&](const Sign* plain, const Sign* other) {
    formal = formal || other != nullptr;
    return other != nullptr ? other : plain;
  };
  whole.end = at;
  while (pieces < most_digits) {
    if (const Sign* digit =
            plain_or_formal(sign_at(chinese_digits, text, whole.end), sign_at(formal_digits, text, whole.end))) {
      pending = placed ? digit->value : pending * 10 + digit->value;
      if (digit->value == 0) next = 1;
      whole.end += digit->text.size();
      ++whole.digits;
    } else if (const Sign* ten =
                   plain_or_formal(sign_at(chinese_tens, text, whole.end), sign_at(formal_tens, text, whole.end))) {
      if (ten->value == 10000) {
        tens_so_far += (below + pending) * ten->value;
        below = 0;
      } else {
        below += (whole.digits == 0 && pieces == 0 ? 1 : pending) * ten->value;
      }
      pending = 0;
      placed = true;
      next = ten->value / 10;
      whole.end += ten->text.size();
    } else {
      break;
    }
    ++pieces;
  }
  if (pieces == 0 || (formal && (!placed || sign_at(formal_tens, text, at) != nullptr))) return std::nullopt;
  if (placed) whole.digits = 0;
  whole.value = tens_so_far + below + pending * next;
  return whole;
}

std::optional<WrittenNumber> english_number_at(std::string_view text, std::size_t at) {
  WrittenNumber number;
  number.begin = at;
  if (word_at(text, at, "half")) {
    number.value = *Exact::ratio(1, 2);
    number.end = at + 4;
    number.exact = number.fraction = word_at(text, over_blanks(text, number.end), "of");  // else perhaps a half hour
    return number;
  }
  auto first = below_hundred(text, at);
  if (!first) return std::nullopt;
  std::size_t next = over_blanks(text, first->end);
  if (word_at(text, next, "hundred")) {
    first->value *= 100;
    first->end = next + 7;
    next = over_blanks(text, first->end);
    if (word_at(text, next, "and")) next = over_blanks(text, next + 3);
    if (const auto rest = below_hundred(text, next)) {
      first->value += rest->value;
      first->end = rest->end;
    }
  }
  number.value = Exact(first->value);
  number.end = first->end;
  const std::size_t of =
      first->end < text.size() && text[first->end] == '-' ? first->end + 1 : over_blanks(text, first->end);
  if (const Sign* part = word_of(parts, text, of);
      part != nullptr && first->value < part->value) {  // two-thirds; not the thirty-fifth
    number.value = *Exact::ratio(first->value, part->value);
    number.end = of + part->text.size();
    number.fraction = true;
  }
  return number;
}

}  // namespace cepol::notice
