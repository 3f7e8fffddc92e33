// Implements fold.hpp: each function first scans for the first byte sequence that it may change; most texts have none.
#include "lang/base/fold.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iterator>

#include "lang/base/text.hpp"

namespace cepol {

namespace {

constexpr char32_t first_radical = 0x2E80;
// By radical from U+2E80: the ideograph that Unicode gives as its equivalent (EquivalentUnifiedIdeograph.txt); 0: none.
constexpr char32_t ideograph_of_radical[] = {
    0x0,    0x5382,  0x4E5B, 0x4E5A,  0x4E59,  0x4EBB, 0x5182,  0x20628, 0x5200, 0x5202,  0x535C, 0x353E, 0x5C0F,
    0x5C0F, 0x5140,  0x5C23, 0x5C22,  0x21BC2, 0x5DF3, 0x5E7A,  0x5F51,  0x5F50, 0x5FC4,  0x5FC3, 0x624C, 0x6535,
    0x0,    0x65E1,  0x65E5, 0x6708,  0x6B7A,  0x6BCD, 0x6C11,  0x6C35,  0x6C3A, 0x706C,  0x722B, 0x722B, 0x4E2C,
    0x725B, 0x72AD,  0x738B, 0x24D14, 0x76EE,  0x793A, 0x793B,  0x25AD7, 0x7CF9, 0x7E9F,  0x7F53, 0x7F52, 0x34C1,
    0x5197, 0x2626B, 0x7F8A, 0x2634C, 0x2634B, 0x8002, 0x8080,  0x807F,  0x8089, 0x26951, 0x8279, 0x8279, 0x8279,
    0x864E, 0x8864,  0x8980, 0x897F,  0x89C1,  0x89D2, 0x278B2, 0x8BA0,  0x8D1D, 0x27FB7, 0x8F66, 0x8FB6, 0x8FB6,
    0x8FB6, 0x9091,  0x9485, 0x9577,  0x9578,  0x957F, 0x95E8,  0x28E0F, 0x961D, 0x96E8,  0x9752, 0x97E6, 0x9875,
    0x98CE, 0x98DE,  0x98DF, 0x2967F, 0x98E0,  0x9963, 0x29810, 0x9A6C,  0x9AA8, 0x9B3C,  0x9C7C, 0x9E1F, 0x5364,
    0x9EA6, 0x9EC4,  0x9EFE, 0x6589,  0x9F50,  0x6B6F, 0x9F7F,  0x7ADC,  0x9F99, 0x9F9C,  0x4E80, 0x9F9F};

// Skips ASCII, eight bytes at a time.
std::size_t after_ascii(std::string_view text, std::size_t at) {
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

// The offset of the first sequence of which `changes(lead, second, third)` holds; the size of the text: there is none.
template <class Changes>
std::size_t first_changed(std::string_view text, Changes&& changes) {
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u; };
  for (std::size_t at = 0; at < text.size();) {
    const unsigned lead = byte(at);
    if (lead < 0x80) {
      at = after_ascii(text, at);
    } else if (lead >= 0xE4 && lead <= 0xE9) {  // ordinary ideographs
      at += 3;
    } else {
      if (changes(lead, byte(at + 1), byte(at + 2))) return at;
      at += lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }
  }
  return text.size();
}

// Holds of every sequence that clean() changes, and of some others: of those that take part in compositions.
bool may_be_cleaned(unsigned lead, unsigned second, unsigned third) {
  switch (lead) {
    case 0xC2: return second == 0xAD;
    case 0xC3:
    case 0xC4:
    case 0xC5:
    case 0xC6:
    case 0xC7:
    case 0xC8:
    case 0xC9:
    case 0xCA:
    case 0xCB:
    case 0xEB:
    case 0xEC: return false;
    case 0xE2:
      if (second == 0x80) return third <= 0x81 || (third >= 0x8B && third <= 0x8F) || (third >= 0xAA && third <= 0xAE);
      return (second >= 0x81 && second <= 0x84) || second == 0x8C || second == 0xAB || second >= 0xB3;
    case 0xE3:
      return (second == 0x80 && third >= 0xAA && third <= 0xAF) || (second == 0x82 && (third == 0x99 || third == 0x9A));
    case 0xEF: return second < 0xBC && !(second == 0xB8 && third >= 0xB0) && second != 0xB9;
    case 0xF0: return second < 0xA0 || (second == 0xAF && third >= 0xA0);
    default: return true;
  }
}

// Holds of every sequence that folded() changes, and of few others.
bool may_be_folded(unsigned lead, unsigned second, unsigned third) {
  if (lead == 0xEF) return second == 0xBC || second == 0xBD;
  if (lead == 0xE2) return second == 0x80 && (third == 0xA2 || third == 0xA7);
  return lead == 0xE3 && ((second == 0x80 && third == 0x80) || (second == 0x83 && third == 0xBB));
}

char32_t half_width_of(char32_t value) {
  if (value >= 0xFF01 && value <= 0xFF5E) return value - 0xFEE0;
  if (value == 0x3000) return ' ';
  if (value == 0x30FB || value == 0x2022 || value == 0x2027 || value == 0xFF65) return 0xB7;
  return value;
}

void compose(std::string& text) {
  utf8proc_uint8_t* composed = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (length >= 0)  // else not UTF-8
    text.assign(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(length));
  std::free(composed);
}

bool is_mark(std::string_view text, std::size_t at) {
  if (at >= text.size() || static_cast<unsigned char>(text[at]) < 0x80) return false;
  const CodePoint point = code_point_at(text, at);
  return point.length > 1 && utf8proc_get_property(static_cast<utf8proc_int32_t>(point.value))->combining_class != 0;
}

// Of a composed text: full-width letters and signs before a mark become half-width, and compose with it. (Else folding
// would make them so, and leave a text that composes once more.)
void narrow_under_marks(std::string& text) {
  constexpr std::size_t length = 3;  // of a full-width form
  std::string made;
  std::size_t kept = 0;
  for (std::size_t at = text.find('\xEF'); at != std::string::npos; at = text.find('\xEF', at + 1)) {
    const CodePoint point = code_point_at(text, at);
    const char32_t half = half_width_of(point.value);
    if (point.length != length || half == point.value || !is_mark(text, at + length)) continue;
    made.append(text, kept, at - kept);
    made += to_utf8(half);
    kept = at + length;
  }
  if (kept == 0) return;
  made.append(text, kept);
  text = std::move(made);
  compose(text);
}

// Without blanks; `text` itself where it has none.
std::string_view without_blanks(std::string_view text, std::string& buffer) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (!is_blank(point.value) || (point.length == 1 && point.value >= 0x80)) kept += text.substr(at, point.length);
    at += point.length;
  }
  if (kept.size() == text.size()) return text;
  buffer = std::move(kept);
  return buffer;
}

bool is_ascii_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool may_have_blank(std::string_view text) {
  const auto maybe = [](unsigned lead, unsigned second, unsigned third) {
    return lead == 0xC2 || (lead == 0xE2 && second <= 0x81) || (lead == 0xE3 && second == 0x80 && third == 0x80);
  };
  return std::any_of(text.begin(), text.end(), is_ascii_blank) || first_changed(text, maybe) != text.size();
}

}  // namespace

bool is_invisible(char32_t value) {
  return (value >= 0x200B && value <= 0x200F) || (value >= 0x202A && value <= 0x202E) ||
         (value >= 0x2060 && value <= 0x2064) || (value >= 0x2066 && value <= 0x2069) ||
         (value >= 0xFE00 && value <= 0xFE0F) || (value >= 0xE0100 && value <= 0xE01EF) || value == 0xFEFF ||
         value == 0xAD || value == 0x061C;
}

char32_t ordinary_ideograph(char32_t value) {
  if (value >= first_radical && value < first_radical + std::size(ideograph_of_radical))
    return ideograph_of_radical[value - first_radical];
  // Simplified fonts have no other radical for 户, while Unicode gives its traditional form 戶.
  if (value == 0x2F3E) return 0x6237;
  const bool kangxi = value >= 0x2F00 && value <= 0x2FD5;
  const bool compatibility = (value >= 0xF900 && value <= 0xFAFF) || (value >= 0x2F800 && value <= 0x2FA1F);
  if (!kangxi && !compatibility) return 0;
  utf8proc_int32_t ordinary = 0;
  int boundary_class = 0;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE);
  const utf8proc_ssize_t count =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(value), &ordinary, 1, options, &boundary_class);
  return count == 1 && static_cast<char32_t>(ordinary) != value ? static_cast<char32_t>(ordinary) : 0;
}

std::size_t next_unusual(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80)
      ++at;
    else if (lead >= 0xE3 && lead <= 0xED)  // U+3000 to U+DFFF
      at += 3;
    else
      break;
  }
  return std::min(at, text.size());
}

Cleaned clean(std::string_view text, std::string& buffer) {
  if (first_changed(text, may_be_cleaned) == text.size()) return {text};
  Cleaned result;
  std::string made;
  made.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const bool byte = point.length == 1;  // ASCII, or not UTF-8
    if (const char32_t ordinary = byte ? 0 : ordinary_ideograph(point.value); ordinary != 0) {
      ++result.ideographs;
      made += to_utf8(ordinary);
    } else if (!byte && is_invisible(point.value)) {
      ++result.invisible;
    } else {
      made += text.substr(at, point.length);
    }
    at += point.length;
  }
  compose(made);
  narrow_under_marks(made);
  if (made == text) return {text};
  buffer = std::move(made);
  result.text = buffer;
  return result;
}

std::string_view folded(std::string_view cleaned, std::string& buffer) {
  const std::size_t first = first_changed(cleaned, may_be_folded);
  if (first == cleaned.size()) return cleaned;
  std::string made(cleaned.substr(0, first));
  for (std::size_t at = first; at < cleaned.size();) {
    const CodePoint point = code_point_at(cleaned, at);
    const char32_t value = point.length == 1 ? point.value : half_width_of(point.value);
    if (value != point.value)
      made += to_utf8(value);
    else
      made += cleaned.substr(at, point.length);
    at += point.length;
  }
  buffer = std::move(made);
  return buffer;
}

std::string folded(std::string_view cleaned) {
  std::string buffer;
  return std::string(folded(cleaned, buffer));
}

std::string comparable(std::string_view text) {
  std::string buffer;
  return folded(clean(text, buffer).text);
}

std::string without_case(std::string_view text) {
  const std::string form = comparable(text);
  std::string small;
  for (std::size_t at = 0; at < form.size();) {
    const CodePoint point = code_point_at(form, at);
    const bool character = point.length > 1 || point.value < 0x80;  // else a byte that is not UTF-8
    small += character ? to_utf8(static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(point.value))))
                       : form.substr(at, point.length);
    at += point.length;
  }
  return small;
}

std::string_view key_form(std::string_view text, std::string& buffer) {
  // Blanks go first: what they separate may compose. Folding may leave what composes, too.
  if (may_have_blank(text)) text = without_blanks(text, buffer);
  text = clean(text, buffer).text;
  const std::size_t length = text.size();
  text = folded(text, buffer);
  if (text.size() != length) text = clean(text, buffer).text;  // what folding changes becomes shorter
  while (text.starts_with('\'')) text.remove_prefix(1);
  return text;
}

std::string key_form(std::string_view text) {
  std::string buffer;
  return std::string(key_form(text, buffer));
}

}  // namespace cepol
