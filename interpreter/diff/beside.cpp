// Lines of the two files are compared as sets: their order has no meaning.
#include "interpreter/diff/beside.hpp"

#include <algorithm>

namespace cepol::diff {
namespace {

constexpr std::size_t most_lines = 8;  // that are shown of each side

const core::RecordTable* table_of(const PolicyPair& policies, std::size_t side, EntityId record) {
  const Names& names = policies.names[side];
  for (const core::RecordTable& table : names.side().checked->program.tables.nodes)
    if (table.name == names[record].name && table.beside_text != nullptr) return &table;
  return nullptr;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (!line.empty()) lines.push_back(std::move(line));
    at = end + 1;
  }
  return lines;
}

// The lines that the other side does not have, in the order of the file.
std::optional<std::string> only_in(const std::vector<std::string>& lines, std::vector<std::string> other,
                                   bool english) {
  std::sort(other.begin(), other.end());
  std::string text;
  std::size_t count = 0;
  for (const std::string& line : lines) {
    if (std::binary_search(other.begin(), other.end(), line)) continue;
    if (++count <= most_lines) text += (text.empty() ? "" : english ? "; " : "；") + line;
  }
  if (count > most_lines)
    text += english ? " … " + std::to_string(count) + " rows" : "……共 " + std::to_string(count) + " 行";
  return count == 0 ? std::nullopt : std::optional(text);
}

}  // namespace

std::optional<Detail> beside_changed(const PolicyPair& policies, EntityId before, EntityId after, bool english) {
  const Entity &old = policies.names[before_side][before], &now = policies.names[after_side][after];
  if (now.subject != Subject::record) return std::nullopt;
  const core::RecordTable *one = table_of(policies, before_side, before),
                          *other = table_of(policies, after_side, after);
  if (one == nullptr || other == nullptr || *one->beside_text == *other->beside_text) return std::nullopt;
  const auto lines = lines_of(*one->beside_text), also = lines_of(*other->beside_text);
  Detail detail;
  const NodeId file = now.tree->child(now.node, NodeKind::beside);
  detail.part = label(PartKind::beside_rows, now.tree->string_text(now.tree->first(file)), english);
  const auto excerpt = [](const std::optional<std::string>& text, const Entity& entity) -> std::optional<Excerpt> {
    if (!text) return std::nullopt;
    return Excerpt{*text, entity.tree->span(entity.tree->child(entity.node, NodeKind::beside))};
  };
  detail.before = excerpt(only_in(lines, also, english), old);
  detail.after = excerpt(only_in(also, lines, english), now);
  // The same lines in another order or number, or laid out otherwise.
  if (!detail.before && !detail.after) {
    detail.before = excerpt(one->beside, old);
    detail.after = excerpt(other->beside, now);
  }
  detail.beside = TableText{now.name, one->beside_text};
  return detail;
}

}  // namespace cepol::diff
