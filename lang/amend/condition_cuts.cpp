// Takes conditions out of the lists that they stand in. All those of one declaration are taken out together, once all
// operations are known: each goes with what joins it to a neighbour that stays, a list in brackets that loses all of
// them goes itself out of the list that it is in, and a `when` that loses all of them goes.
#include <algorithm>

#include "lang/amend/amendment.hpp"

namespace cepol::amend {

namespace {

bool stands_in(const std::vector<NodeId>& nodes, NodeId one) {
  return std::find(nodes.begin(), nodes.end(), one) != nodes.end();
}

// The node of an expression with the brackets around it, which are none of its span.
Span with_brackets(const Tree& tree, NodeId node) {
  Span span = tree.span(node);
  if (tree.kind(node) == NodeKind::condition) return span;
  const std::string_view text = *tree.text;
  constexpr std::string_view wide_open = "（", wide_close = "）";
  while (true) {
    std::uint32_t begin = span.begin, end = span.end;
    while (begin > 0 && blank(text[begin - 1])) --begin;
    while (end < text.size() && blank(text[end])) ++end;
    const std::string_view before = text.substr(0, begin), behind = text.substr(end);
    const std::size_t open = before.ends_with('(')         ? 1
                             : before.ends_with(wide_open) ? wide_open.size()
                                                           : 0,
                      close = behind.starts_with(')')          ? 1
                              : behind.starts_with(wide_close) ? wide_close.size()
                                                               : 0;
    if (open == 0 || close == 0) return span;
    span.begin = begin - static_cast<std::uint32_t>(open);
    span.end = end + static_cast<std::uint32_t>(close);
  }
}

}  // namespace

void Amendment::cut_conditions(const DeclarationRef& of, NodeId wanted) {
  const Tree& tree = *of.tree;
  const std::vector<ConditionList> lists = condition_lists(tree, of.node);
  const auto found = conditions_like(tree, lists, tree_, wanted);
  const std::string written(tree_.text_of(wanted));
  if (found.empty()) {
    problems_.add(Code::value_not_there, tree_.span(wanted), {title(of), written})
        .also(tree.span(of.name), "在这里定义", "defined here");
  } else if (found.size() > 1) {
    auto& problem =
        problems_.add(Code::value_several, tree_.span(wanted), {title(of), written, std::to_string(found.size())});
    for (const ConditionsFound& one : found)
      problem.also(tree.span(one.conditions.front()), "可能是这一处", "it may be this one");
  } else {
    auto cuts = std::find_if(condition_cuts_.begin(), condition_cuts_.end(), [&](const ConditionCuts& one) {
      return one.of.tree == of.tree && one.of.node == of.node;
    });
    if (cuts == condition_cuts_.end()) {
      condition_cuts_.push_back({of, {}, {}});
      cuts = condition_cuts_.end() - 1;
    }
    for (const NodeId condition : found.front().conditions) {
      cuts->conditions.push_back(condition);
      cuts->causes.push_back(tree_.span(wanted));
    }
  }
}

void Amendment::settle_condition_cuts() {
  for (ConditionCuts& cuts : condition_cuts_) {
    const Tree& tree = *cuts.of.tree;
    const std::vector<ConditionList> lists = condition_lists(tree, cuts.of.node);
    for (auto list = lists.rbegin(); list != lists.rend(); ++list) {  // what is within before what it is in
      const auto goes = [&](NodeId one) { return stands_in(cuts.conditions, one); };
      const auto first = std::find_if(list->operands.begin(), list->operands.end(), goes);
      if (first == list->operands.end()) continue;
      const auto at = std::find(cuts.conditions.begin(), cuts.conditions.end(), *first) - cuts.conditions.begin();
      const Span cause = cuts.causes[static_cast<std::size_t>(at)];
      if (!std::all_of(list->operands.begin(), list->operands.end(), goes)) {
        if (!list->parent || !goes(list->within)) cut_operands(tree, *list, cuts.conditions, cause);
      } else if (list->parent) {
        if (!goes(list->within)) {
          cuts.conditions.push_back(list->within);
          cuts.causes.push_back(cause);
        }
      } else {
        cut_when(cuts.of, list->node, cause);
      }
    }
  }
}

void Amendment::cut_operands(const Tree& tree, const ConditionList& list, const std::vector<NodeId>& gone, Span cause) {
  const auto& all = list.operands;
  const auto goes = [&](NodeId one) { return stands_in(gone, one); };
  const auto stays = std::find_if_not(all.begin(), all.end(), goes);  // the first that stays
  for (auto one = all.begin(); one != all.end(); ++one) {
    if (!goes(*one)) continue;
    const bool leads = one < stays;  // with what joins it to the next one, else to the one before
    const std::uint32_t begin = leads ? with_brackets(tree, *one).begin : with_brackets(tree, *(one - 1)).end;
    const std::uint32_t end = leads ? with_brackets(tree, *(one + 1)).begin : with_brackets(tree, *one).end;
    edits_.add({{tree.span(list.node).source, begin, end}, {}, cause});
  }
}

// A case and a `must` are nothing without a condition.
void Amendment::cut_when(const DeclarationRef& of, NodeId when, Span cause) {
  const Tree& tree = *of.tree;
  for (NodeId item : tree.children(of.node)) {
    const bool needs = tree.kind(item) == NodeKind::decision_case || tree.kind(item) == NodeKind::must;
    if (!needs || !stands_in(tree.children_of(item, NodeKind::when), when)) continue;
    std::string name(tree.text_of(tree.first(item)));
    if (tree.kind(item) == NodeKind::must) name = std::string(word("须 ", "must ")) + name;
    problems_.add(Code::last_condition, cause, {title(of), name}).also(tree.span(item), "这一条", "this one");
    return;
  }
  Span whole = tree.span(when);
  while (whole.begin > 0 && blank((*tree.text)[whole.begin - 1])) --whole.begin;
  edits_.add({whole, {}, cause});
}

}  // namespace cepol::amend
