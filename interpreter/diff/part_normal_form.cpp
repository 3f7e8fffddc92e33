// Computes the identity, the normal form and the form lines of the parts of a declaration.
#include <algorithm>

#include "interpreter/diff/parts.hpp"

namespace cepol::diff {
namespace {

std::string whole_form(const Normalizer& normal, const DeclarationPart& part) {
  return std::to_string(static_cast<int>(part.kind)) + " " + identity_of(normal, part) + " " + form_of(normal, part);
}

}  // namespace

std::string identity_of(const Normalizer& normal, const DeclarationPart& part) {
  if (part.identity != PartIdentity::by_name) return {};
  if (part.entity.valid()) return normal.token(part.entity);
  if (part.identifying.empty()) return part.extra;
  return normal.of_all(*part.tree, part.identifying, part.locals);
}

std::string form_of(const Normalizer& normal, const DeclarationPart& part) {
  std::string form = part.extra + " ";
  if (part.kind == PartKind::when) return normal.of(*part.tree, part.node, part.locals);
  if (part.kind == PartKind::outcomes) {
    std::vector<std::string> names;
    for (NodeId name : part.content) names.push_back(normal.of(*part.tree, name));
    std::sort(names.begin(), names.end());
    for (const std::string& one : names) form += one + "|";
    return form;
  }
  if (part.kind == PartKind::default_option && part.entity.valid()) return normal.token(part.entity);
  std::vector<std::string> forms;
  if (part.kind == PartKind::group) {
    for (NodeId member : part.content) forms.push_back(normal.of(*part.tree, member));
  } else {
    form += normal.of_all(*part.tree, part.content, part.locals);
    for (const DeclarationPart& one : part.parts) forms.push_back(whole_form(normal, one));
  }
  std::sort(forms.begin(), forms.end());
  for (const std::string& one : forms) form += " [" + one + "]";
  return form;
}

std::vector<FormLine> form_lines_of(const Normalizer& normal, const std::vector<DeclarationPart>& parts) {
  std::vector<FormLine> lines;
  std::vector<std::pair<PartKind, std::string>> so_far;  // the previous ordered part of each kind
  for (const DeclarationPart& part : parts) {
    if (part.kind == PartKind::when) {
      const Tree& tree = *part.tree;
      if (tree[part.node].keyword == Keyword::and_) {
        for (NodeId condition : tree.children(part.node))
          lines.push_back({"when " + normal.of(tree, condition, part.locals), false});
        continue;
      }
    }
    std::string text = whole_form(normal, part);
    if (part.ordered) {
      auto before = std::find_if(so_far.begin(), so_far.end(), [&](const auto& one) { return one.first == part.kind; });
      if (before == so_far.end())
        so_far.emplace_back(part.kind, text);
      else
        text += " after " + std::exchange(before->second, text);
    }
    lines.push_back({std::move(text), part.weak});
  }
  return lines;
}

}  // namespace cepol::diff
