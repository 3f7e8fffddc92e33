// Damages by characters that cannot be seen, or that look the same: what is meant does not change.
#include <algorithm>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "tests/properties/damage/kinds.hpp"

namespace cepol::damage {

namespace {

// Behind the first character of the cell.
bool insert_inside(Damaging& d, std::string_view what) {
  const auto at = d.position();
  Row* row = at ? d.pick(*at) : nullptr;
  if (row == nullptr) return false;
  auto characters = characters_of((*row)[*at].text);
  characters.insert(characters.begin() + 1, std::string(what));
  (*row)[*at].text = joined(characters);
  return true;
}

bool store_reversed(Damaging& d) {
  const auto at = d.position();
  Row* row = at ? d.pick(*at) : nullptr;
  if (row == nullptr) return false;
  auto characters = characters_of((*row)[*at].text);
  std::reverse(characters.begin(), characters.end());
  (*row)[*at].text = "\u202E" + joined(characters) + "\u202C";
  return true;
}

std::string in_full_width(const std::string& text) {
  std::string full;
  for (const std::string& one : characters_of(text)) {
    const bool sign = one.size() == 1 && one[0] > ' ' && one[0] < 0x7F;
    full += sign ? to_utf8(static_cast<char32_t>(one[0]) + 0xFEE0) : one;
  }
  return full;
}

}  // namespace

const std::vector<LookAlike>& look_alikes() {
  static const std::vector<LookAlike> list = {{"一", "⼀"}, {"人", "⼈"}, {"大", "⼤"}, {"女", "⼥"}, {"子", "⼦"},
                                              {"工", "⼯"}, {"水", "⽔"}, {"高", "⾼"}, {"里", "⾥"}, {"生", "⽣"},
                                              {"行", "⾏"}, {"西", "⻄"}, {"力", "⼒"}, {"长", "⻓"}, {"士", "⼠"}};
  return list;
}

bool zero_width_space(Damaging& d) { return insert_inside(d, "\u200B"); }
bool zero_width_joiner(Damaging& d) { return insert_inside(d, "\u200D"); }
bool zero_width_non_joiner(Damaging& d) { return insert_inside(d, "\u200C"); }
bool word_joiner(Damaging& d) { return insert_inside(d, "\u2060"); }
bool byte_order_mark_inside(Damaging& d) { return insert_inside(d, "\uFEFF"); }
bool variation_selector(Damaging& d) { return insert_inside(d, "\uFE0F"); }
bool soft_hyphen(Damaging& d) { return insert_inside(d, "\u00AD"); }
bool direction_mark(Damaging& d) {
  const auto at = d.position();
  Row* row = at ? d.pick(*at) : nullptr;
  if (row == nullptr) return false;
  (*row)[*at].text = "\u202D" + (*row)[*at].text + "\u202C";
  return true;
}
bool invisible_ends(Damaging& d) {
  const auto at = d.position();
  Row* row = at ? d.pick(*at) : nullptr;
  if (row == nullptr) return false;
  (*row)[*at].text = "\uFEFF\u2060 " + (*row)[*at].text + " \u200B\u00AD";
  return true;
}
bool digits_hidden_gap(Damaging& d) {
  static const std::vector<std::string> hidden = {"\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF",
                                                  "\uFE0F", "\u00AD", "\u200E", "\u2069"};
  const std::string& one = hidden[d.random.below(hidden.size())];
  const auto at = d.position();
  Row* row = at ? d.pick(*at) : nullptr;
  if (row == nullptr) return false;
  std::string& text = (*row)[*at].text;
  // Two values, or one of two digits and more.
  if (text.size() < 2 || d.random.chance(2))
    text += one + std::to_string(10 + d.random.below(90));
  else
    text.insert(1 + d.random.below(text.size() - 1), one);
  return true;
}
bool digits_reversed(Damaging& d) { return store_reversed(d); }
bool link_reversed(Damaging& d) { return store_reversed(d); }
bool outer_blanks(Damaging& d) {
  const auto at = d.position();
  Row* row = at ? d.pick(*at) : nullptr;
  if (row == nullptr) return false;
  (*row)[*at].text = " \u3000" + (*row)[*at].text + "\u00A0\t";
  return true;
}

bool full_width(Damaging& d) {
  const auto at = d.position();
  Row* row = at ? d.pick(*at) : nullptr;
  if (row == nullptr) return false;
  std::string& text = (*row)[*at].text;
  const std::string half = folded(text);
  text = half == text ? in_full_width(text) : half;
  return true;
}

bool compatibility_ideographs(Damaging& d) {
  const auto at = d.position();
  if (!at) return false;
  for (std::size_t tries = 0; tries < 30; ++tries) {
    if (d.table().rows.empty()) return false;
    Row& row = d.table().rows[d.random.below(d.table().rows.size())];
    if (row.size() <= *at || row[*at].damaged) continue;
    std::string text = row[*at].text;
    for (const auto& [usual, radical] : look_alikes())
      if (const std::size_t found = text.find(usual); found != std::string::npos)
        text.replace(found, usual.size(), radical);
    if (text == row[*at].text) continue;
    d.concern(row);
    row[*at] = {text, false, true};
    return true;
  }
  return false;
}

bool key_blanks_inside(Damaging& d) { return insert_inside(d, " "); }
bool key_full_blank_inside(Damaging& d) { return insert_inside(d, "\u3000"); }
bool key_line_break_inside(Damaging& d) { return insert_inside(d, "\n"); }
bool reference_blank_inside(Damaging& d) { return insert_inside(d, " "); }

}  // namespace cepol::damage
