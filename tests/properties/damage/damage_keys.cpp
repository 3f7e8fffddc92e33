// Damages of keys, of the links to parents, and of references.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "tests/properties/damage/clean_data.hpp"
#include "tests/properties/damage/key_changes.hpp"

namespace cepol::damage {

namespace {

void add_keys(const Schema& schema, const DataFiles& files, std::set<std::string>& keys) {
  for (std::size_t t = 0; t < files.tables.size(); ++t) {
    const TableSchema& of = schema.tables[t];
    const TextTable& table = files.tables[t];
    if (!of.key) continue;
    for (std::size_t i = 0; i < table.headings.size(); ++i)
      if (table.headings[i].text == of.columns[*of.key].name)
        for (const Row& row : table.rows)
          if (row.size() > i) keys.insert(row[i].text);
  }
}
// The same change in all rows but those whose key another damage has changed: two slips in one key make it a
// stranger's (docs/decisions/12-repairs.md), which nothing in the data tells from the truth.
template <class Change>
bool change_all_keys(Damaging& d, Change change) {
  const auto at = d.position();
  if (!at) return false;
  bool any = false;
  for (Row& row : d.table().rows) {
    if (row.size() <= *at || row[*at].damaged) continue;
    const std::optional<std::string> changed = change(row[*at].text);
    if (!changed || *changed == row[*at].text) continue;
    row[*at] = {*changed, false, true};
    any = true;
  }
  return any;
}

auto inserted(test::Random& random) {
  return [&random](std::string key) -> Changed {
    key.insert(random.below(key.size() + 1), 1, static_cast<char>('0' + random.below(10)));
    return key;
  };
}
auto lost(test::Random& random) {
  return [&random](std::string key) -> Changed {
    key.erase(random.below(key.size()), 1);
    if (key.empty()) return std::nullopt;
    return key;
  };
}
auto replaced(test::Random& random) {
  return [&random](std::string key) -> Changed {
    char& one = key[random.below(key.size())];
    one = static_cast<char>(one >= '0' && one <= '9' ? '0' + random.below(10) : 'A' + random.below(26));
    return key;
  };
}
auto swapped(test::Random& random) {
  return [&random](std::string key) -> Changed {
    if (key.size() < 2) return std::nullopt;
    const std::size_t at = random.below(key.size() - 1);
    std::swap(key[at], key[at + 1]);
    return key;
  };
}
Changed other_case(const std::string& key) {
  std::string changed = key;
  for (char& c : changed) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return changed;
}
bool all_digits(const std::string& key) { return key.find_first_not_of("0123456789") == std::string::npos; }
Changed without_zeros(const std::string& key) {
  const std::size_t first = key.find_first_not_of('0');
  if (!all_digits(key) || first == std::string::npos) return std::nullopt;
  return key.substr(first);
}
Changed scientific(const std::string& key) {
  if (!all_digits(key) || key.size() < 12) return std::nullopt;
  char text[32];
  std::snprintf(text, sizeof text, "%.5E", std::strtod(key.c_str(), nullptr));
  return std::string(text);
}
Changed of_15_digits(const std::string& key) {
  if (!all_digits(key) || key.size() < 16) return std::nullopt;
  return key.substr(0, 15) + std::string(key.size() - 15, '0');
}
Changed in_other_encoding(const std::string&) { return std::string("\xBA\xCF\xB8\xF1"); }
Changed with_apostrophe(const std::string& key) { return "'" + key; }
Changed with_zero(const std::string& key) { return "0" + key; }

// Another value of the column's kind; nullopt: it has no other.
Changed other_value(const ColumnSchema& column, const std::string& text) {
  switch (column.kind) {
    case ColumnKind::choice:
      for (const std::string& member : column.members)
        if (member != text) return member;
      return std::nullopt;
    case ColumnKind::truth: return text == "是" ? "否" : "是";
    case ColumnKind::number: return text == "1" ? "2" : "1";
    case ColumnKind::year: return text == "2016" ? "2015" : "2016";
    case ColumnKind::date: return text == "1971-01-02" ? "1981-01-02" : "1971-01-02";
    case ColumnKind::text: return text + "二";
    case ColumnKind::key:
    case ColumnKind::link:
    case ColumnKind::reference: return std::nullopt;
  }
  return std::nullopt;
}

// Inserts a copy of a row before it or behind the last row.
Row* copy_row(Damaging& d) {
  const auto at = d.identity_position();
  Row* row = at ? d.pick(*at) : nullptr;
  if (row == nullptr) return nullptr;
  for (Cell& cell : *row) cell.damaged = true;
  auto& rows = d.table().rows;
  const Row copy = *row;
  const std::ptrdiff_t place = d.random.chance(2) ? row - rows.data() : static_cast<std::ptrdiff_t>(rows.size());
  return &*rows.insert(rows.begin() + place, copy);
}

bool write_reference(Damaging& d, std::string_view text) {
  const auto at = d.position();
  Row* row = at ? d.pick_for_word(*at, text) : nullptr;
  if (row == nullptr) return false;
  (*row)[*at].text = text;
  return true;
}

// Is the row of a catalogue referred to by a row of another table?
bool is_referred(const Damaging& d, const std::string& key) {
  for (std::size_t t = 0; t < d.files.tables.size(); ++t)
    for (const ColumnSchema& column : d.schema.tables[t].columns) {
      if (column.kind != ColumnKind::reference) continue;
      const TextTable& table = d.files.tables[t];
      for (std::size_t i = 0; i < table.headings.size(); ++i)
        if (table.headings[i].text == column.name)
          for (const Row& row : table.rows)
            if (row.size() > i && row[i].text == key) return true;
    }
  return false;
}

}  // namespace

std::set<std::string> keys_in_use(const Damaging& d) {
  std::set<std::string> keys;
  add_keys(d.schema, d.clean, keys);
  add_keys(d.schema, d.files, keys);
  return keys;
}

bool reference_slash(Damaging& d) { return write_reference(d, "/"); }
bool reference_wu(Damaging& d) { return write_reference(d, "无"); }
bool reference_typo(Damaging& d) { return change_key(d, replaced(d.random)); }
bool reference_case(Damaging& d) { return change_key(d, other_case); }
bool reference_unknown(Damaging& d) {
  return change_key(d, [](const std::string&) -> Changed { return "外训0001"; });
}

bool catalogue_row_lost(Damaging& d) {
  const auto at = d.position(d.schema_of_table().columns[*d.schema_of_table().key].name);
  auto& rows = d.table().rows;
  for (std::size_t tries = 0; at && !rows.empty() && tries < 20; ++tries) {
    const std::size_t index = d.random.below(rows.size());
    if (rows[index].size() <= *at || rows[index][*at].damaged || !is_referred(d, rows[index][*at].text)) continue;
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(index));
    return true;
  }
  return false;
}
bool catalogue_row_copied(Damaging& d) { return key_copied_changed(d); }
bool catalogue_key_typo(Damaging& d) {
  d.target.column = d.schema_of_table().columns[*d.schema_of_table().key].name;
  return change_key(d, replaced(d.random));
}

bool link_insert(Damaging& d) { return change_key(d, inserted(d.random)); }
bool link_lose(Damaging& d) { return change_key(d, lost(d.random)); }
bool link_change(Damaging& d) { return change_key(d, replaced(d.random)); }
bool link_swap(Damaging& d) { return change_key(d, swapped(d.random)); }
bool link_case(Damaging& d) { return change_key(d, other_case); }
bool link_zeros_lost(Damaging& d) { return change_key(d, without_zeros); }
bool link_zero_added(Damaging& d) { return change_key(d, with_zero); }
bool link_apostrophe(Damaging& d) { return change_key(d, with_apostrophe); }
bool link_scientific(Damaging& d) { return change_key(d, scientific); }
bool link_15_digits(Damaging& d) { return change_key(d, of_15_digits); }
bool link_not_utf8(Damaging& d) { return change_key(d, in_other_encoding); }
bool link_blanked(Damaging& d) {
  // Of merged cells, the first one blank leaves all rows below to another.
  const auto at = d.position();
  for (const Row& row : d.table().rows)
    if (at && row.size() > *at && row[*at].text.empty()) return false;
  return change_key(d, [](const std::string&) -> Changed { return ""; });
}
bool links_merged(Damaging& d) {
  const auto at = d.position();
  if (!at) return false;
  bool any = false;
  std::string before;
  for (Row& row : d.table().rows) {
    if (row.size() <= *at || row[*at].damaged) continue;
    if (row[*at].text == before && !before.empty()) {
      row[*at] = {"", false, true};
      any = true;
    } else {
      before = row[*at].text;
    }
  }
  return any;
}
bool link_ragged(Damaging& d) {
  const auto at = d.position();
  if (!at || !link_change(d)) return false;
  for (Row& row : d.table().rows)
    if (row.size() > *at && row[*at].damaged && row.size() == d.table().headings.size()) {
      row.push_back({"", false, true});
      return true;
    }
  return false;
}
bool links_scientific(Damaging& d) { return change_all_keys(d, scientific); }
bool links_15_digits(Damaging& d) { return change_all_keys(d, of_15_digits); }

bool key_copied(Damaging& d) { return copy_row(d) != nullptr; }
bool key_copied_changed(Damaging& d) {
  Row* copy = copy_row(d);
  if (copy == nullptr) return false;
  for (std::size_t tries = 0; tries < 20; ++tries) {
    const ColumnSchema& column = d.schema_of_table().columns[d.random.below(d.schema_of_table().columns.size())];
    const auto at = d.position(column.name);
    if (!at || *at >= copy->size()) continue;
    const Changed other = other_value(column, (*copy)[*at].text);
    if (!other) continue;
    (*copy)[*at].text = *other;
    return true;
  }
  return false;
}
bool key_of_another(Damaging& d) {
  const auto at = d.position();
  Row* row = at ? d.pick(*at) : nullptr;
  const Row* other = row != nullptr ? d.pick(*at) : nullptr;
  if (other == nullptr) return false;
  bool alike = true;  // but for their keys: then they would be one row twice
  for (std::size_t i = 0; i < row->size() && i < other->size(); ++i)
    alike = alike && (i == *at || (*row)[i].text == (*other)[i].text);
  if (alike) return false;
  (*row)[*at].text = (*other)[*at].text;
  return true;
}
bool key_blanked(Damaging& d) {
  return change_key(d, [](const std::string&) -> Changed { return ""; });
}
bool key_typo(Damaging& d) { return change_key(d, replaced(d.random)); }
bool key_insert(Damaging& d) { return change_key(d, inserted(d.random)); }
bool key_lose(Damaging& d) { return change_key(d, lost(d.random)); }
bool key_case(Damaging& d) { return change_key(d, other_case); }
bool key_swap(Damaging& d) { return change_key(d, swapped(d.random)); }
bool key_zeros_lost(Damaging& d) { return change_key(d, without_zeros); }
bool key_scientific(Damaging& d) { return change_key(d, scientific); }
bool keys_scientific(Damaging& d) { return change_all_keys(d, scientific); }
bool keys_15_digits(Damaging& d) { return change_all_keys(d, of_15_digits); }
bool key_not_utf8(Damaging& d) { return change_key(d, in_other_encoding); }

}  // namespace cepol::damage
