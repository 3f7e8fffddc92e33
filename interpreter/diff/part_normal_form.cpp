// What the parts of a declaration say, in normal form.
#include <algorithm>

#include "interpreter/diff/parts.hpp"

namespace cepol::diff {
namespace {

std::string whole_form(const Normal& normal, const Item& item) {
  return std::to_string(static_cast<int>(item.part)) + " " + identity_of(normal, item) + " " + form_of(normal, item);
}

}  // namespace

std::string identity_of(const Normal& normal, const Item& item) {
  if (item.told != Told::by_name) return {};
  if (item.entity.valid()) return normal.token(item.entity);
  if (item.told_by.empty()) return item.extra;
  return normal.of_all(*item.tree, item.told_by, item.locals);
}

std::string form_of(const Normal& normal, const Item& item) {
  std::string form = item.extra + " ";
  if (item.part == Part::when) return normal.of(*item.tree, item.node, item.locals);
  if (item.part == Part::outcomes) {
    std::vector<std::string> names;
    for (NodeId name : item.said) names.push_back(normal.of(*item.tree, name));
    std::sort(names.begin(), names.end());
    for (const std::string& one : names) form += one + "|";
    return form;
  }
  if (item.part == Part::chosen && item.entity.valid()) return normal.token(item.entity);
  std::vector<std::string> parts;
  if (item.part == Part::group) {
    for (NodeId member : item.said) parts.push_back(normal.of(*item.tree, member));
  } else {
    form += normal.of_all(*item.tree, item.said, item.locals);
    for (const Item& part : item.parts) parts.push_back(whole_form(normal, part));
  }
  std::sort(parts.begin(), parts.end());
  for (const std::string& part : parts) form += " [" + part + "]";
  return form;
}

std::vector<Line> lines_of(const Normal& normal, const std::vector<Item>& items) {
  std::vector<Line> lines;
  std::vector<std::pair<Part, std::string>> so_far;  // of ordered items: those before it
  for (const Item& item : items) {
    if (item.part == Part::when) {
      const Tree& tree = *item.tree;
      if (tree[item.node].keyword == Keyword::and_) {
        for (NodeId condition : tree.children(item.node))
          lines.push_back({"when " + normal.of(tree, condition, item.locals), false});
        continue;
      }
    }
    std::string text = whole_form(normal, item);
    if (item.ordered) {
      auto before = std::find_if(so_far.begin(), so_far.end(), [&](const auto& one) { return one.first == item.part; });
      if (before == so_far.end())
        so_far.emplace_back(item.part, text);
      else
        text += " after " + std::exchange(before->second, text);
    }
    lines.push_back({std::move(text), item.light});
  }
  return lines;
}

}  // namespace cepol::diff
