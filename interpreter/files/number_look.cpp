#include "interpreter/files/number_look.hpp"

#include <algorithm>

#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

constexpr std::string_view placeholders = "0#?";
constexpr int most_places = 40;

bool is_placeholder(char c) { return placeholders.find(c) != std::string_view::npos; }

// What says nothing of the number: blanks, signs of money, points of layout.
bool is_plain(std::string_view words) {
  static constexpr std::string_view plain[] = {" ", "-", "+", "(", ")", "$", ":", ",", "¥", "￥", "€", "£", "　"};
  while (!words.empty()) {
    const auto* const one = std::find_if(std::begin(plain), std::end(plain),
                                         [&](std::string_view sign) { return words.starts_with(sign); });
    if (one == std::end(plain)) return false;
    words.remove_prefix(one->size());
  }
  return true;
}

class LookReader {
 public:
  explicit LookReader(std::string_view code) : code_(code) {}

  // Reads one section, up to its semicolon.
  LookSection section() {
    section_ = {};
    section_.places = 0;
    section_.shows_numbers = false;
    words_.clear();
    general_ = point_ = false;
    for (; at_ < code_.size() && code_[at_] != ';'; ++at_) step();
    more_ = at_ < code_.size();
    ++at_;
    if (general_ || section_.fraction) section_.places = LookSection::any_places;
    section_.words = !is_plain(words_);
    section_.any_words = !words_.empty();
    section_.sign = words_.find_first_of("-(") != std::string::npos;
    return section_;
  }
  bool more() const { return more_; }
  bool conditional() const { return conditional_; }

 private:
  void step() {
    const char c = code_[at_];
    if (takes_general()) return;
    if (c == '"') {
      const std::size_t end = std::min(code_.find('"', at_ + 1), code_.size());
      words_ += code_.substr(at_ + 1, end - at_ - 1);
      at_ = end;
    } else if (c == '\\' || c == '!') {
      words_ += code_.substr(std::min(at_ + 1, code_.size()), 1);
      ++at_;
    } else if (c == '_' || c == '*') {
      ++at_;
    } else if (c == '[') {
      bracket();
    } else if (is_placeholder(c)) {
      section_.shows_numbers = true;
      if (point_) ++section_.places;
      if (!point_ && section_.whole < most_places) ++section_.whole;
      if (!point_ && c == '0' && section_.zeros < most_places) ++section_.zeros;
    } else {
      sign(c);
    }
  }

  bool takes_general() {
    for (const std::string_view name : {std::string_view("General"), std::string_view("G/通用格式")}) {
      if (ascii_lower(std::string(code_.substr(at_, name.size()))) != ascii_lower(std::string(name))) continue;
      section_.shows_numbers = general_ = true;
      at_ += name.size() - 1;
      return true;
    }
    return false;
  }

  // [Red], [$¥-804], [DBNum1], [>=60]
  void bracket() {
    const std::size_t end = std::min(code_.find(']', at_), code_.size());
    const std::string_view inside = code_.substr(at_ + 1, end - at_ - 1);
    if (inside.starts_with('$')) words_ += inside.substr(1, std::min(inside.rfind('-'), inside.size()) - 1);
    if (inside.starts_with('<') || inside.starts_with('>') || inside.starts_with('=')) conditional_ = true;
    at_ = end;
  }

  void sign(char c) {
    switch (c) {
      case '%': section_.scaled = true; return;
      case '.': point_ = true; return;
      case ',': {  // between places of digits it divides thousands, behind them it stands for them
        const std::size_t next = code_.find_first_not_of(',', at_);
        if (section_.shows_numbers && (next == std::string_view::npos || !is_placeholder(code_[next])))
          section_.scaled = true;
        return;
      }
      case '@': section_.shows_texts = true; return;
      case '/':
        if (section_.shows_numbers) section_.fraction = true;
        return;
      case 'E':
      case 'e':
        if (at_ + 1 < code_.size() && (code_[at_ + 1] == '+' || code_[at_ + 1] == '-')) {
          section_.exponent = point_ = true;
          exponent();
          return;
        }
        break;
      default: break;
    }
    words_ += c;
  }

  void exponent() {
    ++at_;
    while (at_ + 1 < code_.size() && is_placeholder(code_[at_ + 1])) ++at_;
  }

  std::string_view code_;
  std::size_t at_ = 0;
  LookSection section_;
  std::string words_;
  bool general_ = false, point_ = false, more_ = false, conditional_ = false;
};

std::size_t places_of(std::string_view decimal) {
  const std::size_t point = decimal.find('.');
  return point == std::string_view::npos ? 0 : decimal.size() - point - 1;
}

// Digits from the first that is not 0 to the last.
std::size_t significant(std::string_view decimal) {
  std::string digits;
  for (const char c : decimal)
    if (is_digit(c) && (c != '0' || !digits.empty())) digits += c;
  while (digits.ends_with('0')) digits.pop_back();
  return digits.size();
}

Unlike unlike_in(const LookSection& section, std::string_view decimal) {
  constexpr std::size_t places_of_fractions = 3;  // a half, a quarter, an eighth are shown as they are
  if (!section.shows_numbers) return section.any_words ? Unlike::altered : Unlike::unseen;
  if (section.scaled) return Unlike::scaled;
  if (section.words) return Unlike::altered;
  if (section.fraction) return places_of(decimal) > places_of_fractions ? Unlike::rounded : Unlike::no;
  if (section.places == LookSection::any_places) return Unlike::no;
  const std::size_t stored = section.exponent ? significant(decimal) : places_of(decimal);
  const auto shown = static_cast<std::size_t>(section.places + (section.exponent ? section.whole : 0));
  return stored > shown ? Unlike::rounded : Unlike::no;
}

// The section of a number: one for all, two with one for less than 0, three with one for 0.
std::size_t section_of(const NumberLook& look, std::string_view decimal) {
  if (decimal.starts_with('-')) return look.count > 1 ? 1 : 0;
  return decimal == "0" && look.count > 2 ? 2 : 0;
}

}  // namespace

NumberLook look_by(std::string_view code) {
  std::array<LookSection, 4> read;
  std::size_t count = 0;
  LookReader reader(code);
  do read[count++] = reader.section();
  while (reader.more() && count < read.size());
  NumberLook look;
  look.code = code;
  look.conditional = reader.conditional();
  // The last with a place for texts is theirs, as is the fourth; without one they are shown as they are.
  const LookSection& last = read[count - 1];
  const bool has_texts = count == read.size() || (last.shows_texts && !last.shows_numbers);
  look.texts.shows_texts = true;
  if (has_texts) look.texts = last;
  look.count = count - (has_texts ? 1 : 0);
  for (std::size_t i = 0; i < look.count; ++i) look.numbers[i] = read[i];
  if (look.count == 0) look.count = 1;  // @: numbers as they are
  return look;
}

NumberLook look_by_number(int format) {
  switch (format) {
    case 1: return look_by("0");
    case 2: return look_by("0.00");
    case 3: return look_by("#,##0");
    case 4: return look_by("#,##0.00");
    case 9: return look_by("0%");
    case 10: return look_by("0.00%");
    case 11: return look_by("0.00E+00");
    case 12:
    case 13: return look_by("# ?/?");
    case 5:
    case 6:
    case 37:
    case 38:
    case 41:
    case 42: return look_by("#,##0;-#,##0");
    case 7:
    case 8:
    case 39:
    case 40:
    case 43:
    case 44: return look_by("#,##0.00;-#,##0.00");
    case 48: return look_by("##0.0E+0");
    case 49: return look_by("@");
    default: return look_by("General");
  }
}

Unlike unlike(const NumberLook& look, std::string_view decimal) {
  const std::size_t at = section_of(look, decimal);
  const LookSection& section = look.numbers[at];
  if (!look.conditional) {
    const Unlike found = unlike_in(section, decimal);
    return found == Unlike::no && at == 1 && !section.sign ? Unlike::altered : found;
  }
  // Which section holds is not computed: any of them may.
  for (std::size_t i = 0; i < look.count; ++i)
    if (const Unlike found = unlike_in(look.numbers[i], decimal); found != Unlike::no) return found;
  return Unlike::no;
}

Unlike unlike_text(const NumberLook& look) {
  if (look.texts.words || (look.texts.any_words && !look.texts.shows_texts)) return Unlike::altered;
  return look.texts.shows_texts ? Unlike::no : Unlike::unseen;
}

std::string padded(const NumberLook& look, std::string decimal) {
  const auto zeros = static_cast<std::size_t>(look.numbers[section_of(look, decimal)].zeros);
  if (decimal.size() < zeros && std::all_of(decimal.begin(), decimal.end(), is_digit) &&
      unlike(look, decimal) == Unlike::no)
    decimal.insert(0, zeros - decimal.size(), '0');
  return decimal;
}

}  // namespace cepol::files
