// Changes of keys in cells.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "tests/properties/damage/kinds.hpp"

namespace cepol::damage {

using Changed = std::optional<std::string>;

// The keys that rows of any table have, or had: no typing error may make one of another.
std::set<std::string> keys_in_use(const Damaging& d);

// Changes the key in a cell of one row; the change gives nothing where it cannot be made.
template <class Change>
bool change_key(Damaging& d, Change change) {
  const auto at = d.position();
  if (!at) return false;
  const auto used = keys_in_use(d);
  for (std::size_t tries = 0; tries < 30; ++tries) {
    if (d.table().rows.empty()) return false;
    Row& row = d.table().rows[d.random.below(d.table().rows.size())];
    if (row.size() != d.table().headings.size() || row[*at].damaged || row[*at].text.empty()) continue;
    const std::optional<std::string> changed = change(row[*at].text);
    if (!changed || *changed == row[*at].text || used.contains(*changed)) continue;
    d.concern(row);
    row[*at] = {*changed, false, true};
    return true;
  }
  return false;
}

}  // namespace cepol::damage
