// Compares folded texts with the words of row_words.def.
#include "interpreter/data/row_words.hpp"

#include <algorithm>
#include <span>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

enum class WordUse { total, total_of, subtotal, counted, before_count, signature, note, group, no_key };

struct RowWord {
  WordUse use;
  std::string_view text;
};
constexpr RowWord row_words[] = {
#define ROW_WORD(use, text) {WordUse::use, text},
#include "interpreter/data/row_words.def"
#undef ROW_WORD
};

template <class Fits>
bool any_word(WordUse use, Fits fits) {
  return std::any_of(std::begin(row_words), std::end(row_words),
                     [&](const RowWord& word) { return word.use == use && fits(word.text); });
}

bool is_ascii_word(std::string_view word) { return static_cast<unsigned char>(word.front()) < 0x80; }

// 一、 （一） 1. 1、 第一
bool is_numbered(std::string_view text) {
  static constexpr std::string_view numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  const bool bracket = text.starts_with("(");
  const bool ordinal = text.starts_with("第");
  if (bracket) text.remove_prefix(1);
  if (ordinal) text.remove_prefix(std::string_view("第").size());
  bool any = false;
  for (bool more = true; more && !text.empty();) {
    more = false;
    for (const std::string_view numeral : numerals)
      if (text.starts_with(numeral)) {
        text.remove_prefix(numeral.size());
        any = more = true;
      }
  }
  if (!any) return false;
  return ordinal || (bracket ? text.starts_with(")") : text.starts_with("、") || text.starts_with("."));
}

}  // namespace

std::string label_form(std::string_view text) {
  std::string form = key_form(text);
  for (char& c : form)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return form;
}

bool is_total_label(std::string_view text) {
  return any_word(WordUse::total, [&](std::string_view word) {
    if (text == word) return word != "共";
    if (!is_ascii_word(word) && word != "共" && text.ends_with(word)) return true;
    if (!text.starts_with(word)) return false;
    const char next = text[word.size()];
    return next == ':' || next == '(' || (!is_ascii_word(word) && is_digit(next));
  });
}

bool is_total_word(std::string_view text) {
  return text != "共" && any_word(WordUse::total, [&](std::string_view word) { return text == word; });
}

bool is_total_of(std::string_view text, std::string_view heading) {
  const auto fits = [&](std::string_view word) {
    return text.size() == word.size() + heading.size() &&
           ((text.starts_with(word) && text.ends_with(heading)) || (text.starts_with(heading) && text.ends_with(word)));
  };
  return !heading.empty() && (any_word(WordUse::total, fits) || any_word(WordUse::total_of, fits));
}

bool is_signature(std::string_view text) {
  return any_word(WordUse::signature, [&](std::string_view word) {
    return text == word || (text.starts_with(word) && text[word.size()] == ':');
  });
}

bool is_note(std::string_view text) {
  return any_word(WordUse::note, [&](std::string_view word) {
    return text.size() > word.size() && text.starts_with(word) && text[word.size()] == ':';
  });
}

bool is_group_name(std::string_view text) {
  return is_numbered(text) || any_word(WordUse::group, [&](std::string_view word) {
           return text.size() > word.size() && text.ends_with(word);
         });
}

bool is_row_count(std::string_view text) {
  if (text.starts_with("(")) text.remove_prefix(1);
  std::size_t before = 0;
  any_word(WordUse::before_count, [&](std::string_view word) {
    if (text.starts_with(word)) before = std::max(before, word.size());
    return false;
  });
  text.remove_prefix(before);
  if (before > 0 && text.starts_with(":")) text.remove_prefix(1);
  const std::size_t digits = std::min(text.find_first_not_of("0123456789,"), text.size());
  if (digits == 0 || !is_digit(text.front())) return false;
  text.remove_prefix(digits);
  for (const std::string_view stop : {".", "。"})
    if (text.ends_with(stop)) text.remove_suffix(stop.size());
  const auto ends = [](std::string_view rest) { return rest.empty() || rest.starts_with("(") || rest == ")"; };
  return (before > 0 && ends(text)) || any_word(WordUse::counted, [&](std::string_view word) {
           return text.starts_with(word) && ends(text.substr(word.size()));
         });
}

bool is_subtotal(std::string_view text) {
  const std::string form = label_form(text);
  return any_word(WordUse::subtotal, [&](std::string_view word) {
    if (form == word) return !is_ascii_word(word);
    if (form.size() <= word.size() || !form.ends_with(word)) return false;
    // A blank stands before the word, and none within it.
    const std::string half = folded(trimmed(text));
    const std::size_t blank = half.find_last_of(" \t");
    return blank != std::string::npos && half.size() - blank - 1 == word.size();
  });
}

bool is_drawn_line(std::string_view text) {
  constexpr std::size_t least = 3;
  std::size_t signs = 0;
  const std::string half = folded(text);
  for (std::size_t at = 0; at < half.size();) {
    const CodePoint point = code_point_at(half, at);
    const bool drawn =
        (point.value >= 0x2500 && point.value < 0x2580) || (point.value >= 0x2010 && point.value < 0x2016);
    if (!drawn && !cepol::is_blank(point.value) &&
        std::string_view("-=+|_*~:").find(half[at]) == std::string_view::npos)
      return false;
    signs += cepol::is_blank(point.value) ? 0 : 1;
    at += point.length;
  }
  return signs >= least;
}

bool has_other_digits(std::string_view text) {
  static constexpr std::string_view counted[] = {"人", "名", "行", "条", "项", "个", "年", "月", "日", "号",
                                                 "期", "批", "季", "周", "组", "班", "户", "份", "次", "届"};
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    while (at < text.size() && is_digit(text[at])) ++at;
    const std::string_view rest = text.substr(at);
    if (std::none_of(std::begin(counted), std::end(counted),
                     [&](std::string_view word) { return rest.starts_with(word); }))
      return true;
  }
  return false;
}

std::size_t count_texts(std::string_view text) {
  static constexpr std::string_view separators = ",;:|/()[] \t\r\n";
  std::string half = folded(text);
  for (const std::string_view one : {"、", "。", "·"})
    for (std::size_t at = half.find(one); at != std::string::npos; at = half.find(one, at))
      half.replace(at, one.size(), ",");
  std::size_t count = 0;
  for (std::size_t at = half.find_first_not_of(separators); at != std::string::npos;) {
    ++count;
    at = half.find_first_of(separators, at);
    at = half.find_first_not_of(separators, at);
  }
  return count;
}

std::size_t count_keys(std::string_view text, std::size_t least) {
  if (text.find_first_of(",;\r\n") == std::string_view::npos && text.find("、") == std::string_view::npos &&
      text.find("，") == std::string_view::npos && text.find("；") == std::string_view::npos)
    return 1;
  std::string half = folded(text);
  for (std::size_t at = half.find("、"); at != std::string::npos; at = half.find("、", at))
    half.replace(at, std::string_view("、").size(), ",");
  std::size_t count = 0;
  for (std::string_view rest = half; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of(",;\r\n"), rest.size());
    const std::string_view one = trimmed(rest.substr(0, end));
    if (!one.empty() && (one.size() < least || std::none_of(one.begin(), one.end(), is_digit))) return 1;
    count += one.empty() ? 0 : 1;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::max<std::size_t>(count, 1);
}

bool holds_several_texts(std::string_view text) {
  std::string half = folded(text);
  if (half.ends_with(")"))
    if (const std::size_t bracket = half.rfind('('); bracket != std::string::npos) half.resize(bracket);
  return has_other_digits(label_form(half)) && count_texts(half) > 1;
}

bool says_no_key(std::string_view text) {
  if (is_drawn_line(text)) return true;
  // Most keys have a digit, and no such word but #DIV/0! has one.
  if (text.empty() || (text.front() != '#' && std::any_of(text.begin(), text.end(), is_digit))) return false;
  const std::string form = label_form(text);
  const bool hashes = form.find_first_not_of('#') == std::string::npos;  // a number in a column too narrow for it
  return !form.empty() && (hashes || any_word(WordUse::no_key, [&](std::string_view word) { return form == word; }));
}

bool is_serial_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace cepol::data
