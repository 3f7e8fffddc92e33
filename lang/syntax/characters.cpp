// Classification of code points: which may occur in names, and which look like a character of the language (homoglyphs,
// with the character to write instead).
#include <utf8proc.h>

#include <algorithm>
#include <iterator>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/syntax/scan.hpp"

namespace cepol::syntax {
namespace {

struct LookAlikes {
  std::u32string_view characters;
  std::string_view meant;
};
constexpr LookAlikes look_alikes[] = {
    {U"‘’‚‛„‟«»'`『』〝〞《》”", "\""},
    {U"—–‐‑‒―−─﹣", "-"},
    {U"〔﹙⟮", "("},
    {U"〕﹚⟯", ")"},
    {U"【〖", "["},
    {U"】〗", "]"},
    {U"﹛", "{"},
    {U"﹜", "}"},
    {U"﹐､", ","},
    {U"﹔;", ";"},
    {U"﹕∶︰", ":"},
    {U"﹪‰", "%"},
    {U"∗✕✖⋅", "*"},
    {U"∕⁄", "/"},
    {U"≧⩾", ">="},
    {U"≦⩽", "<="},
    {U"〈﹤", "<"},
    {U"〉﹥", ">"},
    {U"﹦", "="},
    {U"•・‧∙", "·"},
    {U"°", "度"},
    {U"а", "a"},
    {U"е", "e"},
    {U"оο", "o"},
    {U"рρ", "p"},
    {U"сϲ", "c"},
    {U"у", "y"},
    {U"х", "x"},
    {U"іι", "i"},
    {U"ѕ", "s"},
    {U"ј", "j"},
    {U"ν", "v"},
    {U"ԁ", "d"},
    {U"һ", "h"},
    {U"ԛ", "q"},
    {U"ԝ", "w"},
    {U"АΑ", "A"},
    {U"ВΒ", "B"},
    {U"ЕΕ", "E"},
    {U"КΚ", "K"},
    {U"МΜ", "M"},
    {U"НΗ", "H"},
    {U"ОΟ", "O"},
    {U"РΡ", "P"},
    {U"С", "C"},
    {U"ТΤ", "T"},
    {U"ХΧ", "X"},
    {U"УΥ", "Y"},
    {U"ІΙ", "I"},
    {U"Ѕ", "S"},
    {U"Ј", "J"},
    {U"Ζ", "Z"},
    {U"Ν", "N"},
};

}  // namespace

bool name_character(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  if (c >= 0x4E00 && c <= 0x9FFF) return true;
  if (c == 0xB7) return true;
  if (c >= 0xFF00 && c <= 0xFF5E) return false;  // full-width letters and digits: meant_by says what to write
  if (is_invisible(c) || ordinary_ideograph(c) != 0) return false;
  constexpr utf8proc_category_t letters[] = {UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LL, UTF8PROC_CATEGORY_LT,
                                             UTF8PROC_CATEGORY_LM, UTF8PROC_CATEGORY_LO, UTF8PROC_CATEGORY_MN,
                                             UTF8PROC_CATEGORY_MC, UTF8PROC_CATEGORY_NL};
  return std::find(std::begin(letters), std::end(letters), utf8proc_category(static_cast<utf8proc_int32_t>(c))) !=
         std::end(letters);
}

std::string meant_by(char32_t c) {
  static constexpr std::string_view ascii =
      " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  if (c >= 0xFF01 && c <= 0xFF5E) return std::string(ascii.substr(c - 0xFF00, 1));
  for (const LookAlikes& one : look_alikes)
    if (one.characters.find(c) != std::u32string_view::npos) return std::string(one.meant);
  if (const char32_t ordinary = ordinary_ideograph(c); ordinary != 0) return to_utf8(ordinary);
  return "";
}

}  // namespace cepol::syntax
