// Recognises whole numbers at a position of a text, in digits, in Chinese numerals (一百七十, 壹佰, 二〇一七) and in
// English words (twenty-four, two-thirds).
#include <array>

#include "lang/base/text.hpp"
#include "lang/notice/number_words.hpp"

namespace cepol::notice {

namespace {

constexpr std::size_t max_number_digits = 12;

struct NumberSign {
  std::string_view text;
  int value;
};
constexpr std::array chinese_digits{NumberSign{"〇", 0}, NumberSign{"零", 0}, NumberSign{"一", 1}, NumberSign{"二", 2},
                                    NumberSign{"两", 2}, NumberSign{"三", 3}, NumberSign{"四", 4}, NumberSign{"五", 5},
                                    NumberSign{"六", 6}, NumberSign{"七", 7}, NumberSign{"八", 8}, NumberSign{"九", 9}};
constexpr std::array chinese_tens{NumberSign{"十", 10}, NumberSign{"百", 100}, NumberSign{"千", 1000},
                                  NumberSign{"万", 10000}};
// Financial numerals (壹佰柒拾). Many of them also occur in other words (陆续, 收拾), so a number in them must contain
// both a digit and a unit.
constexpr std::array formal_digits{NumberSign{"壹", 1}, NumberSign{"贰", 2}, NumberSign{"叁", 3},
                                   NumberSign{"肆", 4}, NumberSign{"伍", 5}, NumberSign{"陆", 6},
                                   NumberSign{"柒", 7}, NumberSign{"捌", 8}, NumberSign{"玖", 9}};
constexpr std::array formal_tens{NumberSign{"拾", 10}, NumberSign{"佰", 100}, NumberSign{"仟", 1000}};

template <class Signs>
const NumberSign* sign_at(const Signs& signs, std::string_view text, std::size_t at) {
  for (const NumberSign& sign : signs)
    if (text.substr(at).starts_with(sign.text)) return &sign;
  return nullptr;
}

constexpr std::array units{
    NumberSign{"one", 1},        NumberSign{"two", 2},       NumberSign{"three", 3},    NumberSign{"four", 4},
    NumberSign{"five", 5},       NumberSign{"six", 6},       NumberSign{"seven", 7},    NumberSign{"eight", 8},
    NumberSign{"nine", 9},       NumberSign{"ten", 10},      NumberSign{"eleven", 11},  NumberSign{"twelve", 12},
    NumberSign{"thirteen", 13},  NumberSign{"fourteen", 14}, NumberSign{"fifteen", 15}, NumberSign{"sixteen", 16},
    NumberSign{"seventeen", 17}, NumberSign{"eighteen", 18}, NumberSign{"nineteen", 19}};
constexpr std::array tens{NumberSign{"twenty", 20}, NumberSign{"thirty", 30}, NumberSign{"forty", 40},
                          NumberSign{"fifty", 50},  NumberSign{"sixty", 60},  NumberSign{"seventy", 70},
                          NumberSign{"eighty", 80}, NumberSign{"ninety", 90}};
constexpr std::array parts{NumberSign{"half", 2},   NumberSign{"halves", 2},  NumberSign{"third", 3},
                           NumberSign{"thirds", 3}, NumberSign{"quarter", 4}, NumberSign{"quarters", 4},
                           NumberSign{"fourth", 4}, NumberSign{"fourths", 4}, NumberSign{"fifth", 5},
                           NumberSign{"fifths", 5}};

template <class Signs>
const NumberSign* word_of(const Signs& signs, std::string_view text, std::size_t at) {
  for (const NumberSign& sign : signs)
    if (word_at(text, at, sign.text)) return &sign;
  return nullptr;
}

// Below a hundred: twelve, sixty, twenty-four.
std::optional<WholeNumber> below_hundred(std::string_view text, std::size_t at) {
  if (const NumberSign* ten = word_of(tens, text, at)) {
    const std::size_t end = at + ten->text.size();
    if (end < text.size() && (text[end] == '-' || text[end] == ' '))
      if (const NumberSign* one = word_of(units, text, end + 1); one != nullptr && one->value < 10)
        return WholeNumber{ten->value + one->value, end + 1 + one->text.size(), 0};
    return WholeNumber{ten->value, end, 0};
  }
  if (const NumberSign* one = word_of(units, text, at)) return WholeNumber{one->value, at + one->text.size(), 0};
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

std::optional<WholeNumber> digits_at(std::string_view text, std::size_t at) {
  WholeNumber whole;
  whole.end = at;
  while (whole.end < text.size() && is_digit(text[whole.end]) && whole.digits < max_number_digits) {
    whole.value = whole.value * 10 + (text[whole.end++] - '0');
    ++whole.digits;
  }
  if (whole.digits == 0 || (whole.end < text.size() && is_digit(text[whole.end]))) return std::nullopt;
  return whole;
}

// 一百七十, 二十, 十五, 二〇一七.
std::optional<WholeNumber> chinese_at(std::string_view text, std::size_t at) {
  WholeNumber whole;
  std::int64_t pending = 0, below = 0, tens_so_far = 0;  // the digit not yet placed; of the figure below 万; above it
  std::int64_t next = 1;                                 // what a last digit counts: tens of 三百五
  std::size_t pieces = 0;
  bool placed = false, formal = false;
  const auto plain_or_formal = [&](const NumberSign* plain, const NumberSign* other) {
    formal = formal || other != nullptr;
    return other != nullptr ? other : plain;
  };
  whole.end = at;
  while (pieces < max_number_digits) {
    if (const NumberSign* digit =
            plain_or_formal(sign_at(chinese_digits, text, whole.end), sign_at(formal_digits, text, whole.end))) {
      pending = placed ? digit->value : pending * 10 + digit->value;
      if (digit->value == 0) next = 1;
      whole.end += digit->text.size();
      ++whole.digits;
    } else if (const NumberSign* ten =
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
  if (const NumberSign* part = word_of(parts, text, of);
      part != nullptr && first->value < part->value) {  // two-thirds; not the thirty-fifth
    number.value = *Exact::ratio(first->value, part->value);
    number.end = of + part->text.size();
    number.fraction = true;
  }
  return number;
}

}  // namespace cepol::notice
