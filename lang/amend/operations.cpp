// From an operation to edits of the base's text.
#include <algorithm>

#include "lang/amend/amendment.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::amend {

namespace {

bool computed(NodeKind kind) {
  switch (kind) {
    case NodeKind::binary:
    case NodeKind::logic:
    case NodeKind::choose:
    case NodeKind::negate:
    case NodeKind::not_:
    case NodeKind::in_set:
    case NodeKind::is_none:
    case NodeKind::is_there: return true;
    default: return false;
  }
}

}  // namespace

Span Amendment::inside(Span braces) const {
  const std::string_view text = text_of(sources_, braces);
  const std::size_t open = text.starts_with("{") ? 1 : 3, close = text.ends_with("}") ? 1 : 3;
  std::size_t begin = open, end = text.size() - close;
  const auto is_blank = [&](std::size_t at) { return blank(text[at]) || text[at] == '\n' || text[at] == '\r'; };
  while (begin < end && is_blank(begin)) ++begin;
  while (end > begin && is_blank(end - 1)) --end;
  return {braces.source, braces.begin + static_cast<std::uint32_t>(begin),
          braces.begin + static_cast<std::uint32_t>(end)};
}

// A line end after items with a comment, so that it does not swallow what follows; else nothing.
Fragment Amendment::ended(Span items) const {
  const std::string_view text = text_of(sources_, items);
  const bool comment = text.find('#') != std::string_view::npos || text.find("＃") != std::string_view::npos;
  return comment ? words("\n", items) : copied({items.source, items.end, items.end});
}

std::vector<NodeId> Amendment::clauses_of(NodeId node) const {
  const NodeId list = tree_.child(node, NodeKind::citations);
  return list.valid() ? tree_.children_of(list, NodeKind::clause) : std::vector<NodeId>{};
}

void Amendment::operation(Act act, NodeId node, const Declared& of) {
  Operation made;
  made.act = act;
  made.span = tree_.span(node);
  if (of.node.valid()) {
    made.target = title(of);
    if (of.tree != &tree_) {
      made.declared = of.tree->span(of.name);
      made.touched = clauses_in(*of.tree, of.node, base_.path);
    }
  }
  std::vector<NodeId> todo{node};
  while (!todo.empty()) {
    const NodeId at = todo.back();
    todo.pop_back();
    for (NodeId child : tree_.children(at)) todo.push_back(child);
    if (tree_.kind(at) != NodeKind::citations) continue;
    for (NodeId clause : tree_.children_of(at, NodeKind::clause)) {
      const std::string path = tree_.clause_path(clause);
      if (std::find(made.clauses.begin(), made.clauses.end(), path) == made.clauses.end()) made.clauses.push_back(path);
    }
  }
  const bool needs_none = of.node.valid() && of.tree->kind(of.node) == NodeKind::example;
  if (made.clauses.empty() && act != Act::rename && act != Act::add && !needs_none)
    problems_.add(Code::amend_uncited, tree_.span(node), {made.target});
  operations_.push_back(std::move(made));
}

// Where in a declaration its citations stand, or would.
void Amendment::cite(const Declared& of, NodeId node, const std::string& what) {
  const std::vector<NodeId> clauses = clauses_of(node);
  if (clauses.empty()) return;
  const Tree& tree = *of.tree;
  switch (tree.kind(of.node)) {
    case NodeKind::unit:
    case NodeKind::results:
    case NodeKind::example: return cite_alone(node, what);
    default: break;
  }
  Edit edit;
  edit.cause = tree_.span(node);
  const NodeId list = tree.child(of.node, NodeKind::citations);
  std::uint32_t at = tree.span(of.node).end;
  if (list.valid()) {
    at = tree.span(list).end;
  } else if (tree.kind(of.node) != NodeKind::define) {
    // Before the block: the first { after the last part of the head.
    std::uint32_t head = tree.span(of.name).end;
    for (NodeId child : tree.children(of.node))
      for (const NodeKind kind :
           {NodeKind::subject, NodeKind::belongs, NodeKind::over, NodeKind::string, NodeKind::in_unit, NodeKind::by,
            NodeKind::key, NodeKind::parent, NodeKind::beside, NodeKind::parameter, NodeKind::type,
            NodeKind::choice_type, NodeKind::outcome, NodeKind::quota_columns})
        if (tree.kind(child) == kind) head = std::max(head, tree.span(child).end);
    const std::string_view rest = std::string_view(*tree.text).substr(head);
    at = head + static_cast<std::uint32_t>(std::min(rest.find('{'), rest.find("｛")));
    while (at > head && blank((*tree.text)[at - 1])) --at;
  }
  edit.where = {tree.span(of.node).source, at, at};
  bool first = !list.valid();
  for (NodeId clause : clauses) {
    const Span span = tree_.span(clause);
    const auto told = [&](const std::pair<Span, Span>& one) {
      return one.first == tree.span(of.name) && text_of(sources_, one.second) == text_of(sources_, span);
    };
    if (std::any_of(cited_.begin(), cited_.end(), told)) continue;
    const bool before =
        std::any_of(cited_.begin(), cited_.end(), [&](const auto& one) { return one.first == tree.span(of.name); });
    cited_.emplace_back(tree.span(of.name), span);
    edit.put.push_back(words(first && !before ? " " + std::string(word("依据", "cites")) + " " : ", ", span));
    edit.put.push_back(copied(span));
    first = false;
  }
  if (!edit.put.empty()) edits_.add(std::move(edit));
}

void Amendment::cite_alone(NodeId node, const std::string& what) {
  for (NodeId clause : clauses_of(node)) {
    auto& [reason, span] = alone_[std::string(tree_.text_of(clause))];
    if (reason.find(what) == std::string::npos)
      reason += (reason.empty() ? std::string() : std::string(word("；", "; "))) + what;
    span = tree_.span(clause);
  }
}

void Amendment::replace(NodeId node) {
  const Declared made = declared_by(nullptr, tree_, tree_.first(node));
  const auto old = same_declaration(made);
  if (!old) return;
  Edit edit;
  edit.where = old->tree->span(old->node);
  edit.cause = tree_.span(node);
  edit.put.push_back(copied(tree_.span(made.node)));
  edits_.add(std::move(edit));
  operation(Act::replace, node, *old);
}

void Amendment::add(NodeId declaration, bool said) {
  added_.push_back(tree_.span(declaration));
  const NodeKind kind = tree_.kind(declaration);
  const bool rule = declares(kind) && kind != NodeKind::example;
  if (rule || said) operation(Act::add, declaration, declared_by(nullptr, tree_, declaration));
}

void Amendment::repeal(NodeId node) {
  for (NodeId target : tree_.children_of(node, NodeKind::target)) {
    const auto of = find(target);
    if (!of) continue;
    Edit edit;
    edit.where = with_separator(*of->tree->text, of->tree->span(of->node));
    edit.cause = tree_.span(node);
    edits_.add(std::move(edit));
    forget_known(node, *of);
    operation(Act::repeal, node, *of);
    cite_alone(node, std::string(word("废止", "repeals ")) + title(*of));
  }
}

// What the amended policy says is known of a declaration goes with it, unless another bears the name.
void Amendment::forget_known(NodeId node, const Declared& repealed) {
  const auto same_name = [&](const Declared& one) { return one.text == repealed.text; };
  if (std::count_if(declarations_.begin(), declarations_.end(), same_name) > 1) return;
  const Tree& tree = base_tree();
  for (NodeId known : tree.children_of(tree.root, NodeKind::known)) {
    const NodeId subject = tree.first(tree.child(known, NodeKind::known_subject));
    if (tree.kind(subject) == NodeKind::name && tree.name_text(subject) == repealed.text)
      edits_.add({with_separator(*tree.text, tree.span(known)), {}, tree_.span(node)});
  }
}

// Of a declaration, or of a column or member of one (人员.单位): the name where it is declared and wherever it is used.
void Amendment::rename(NodeId node) {
  const NodeId target = tree_.child(node, NodeKind::target), fresh = tree_.child(node, NodeKind::name);
  const NodeId qualifier = tree_.child(target, NodeKind::qualifier);
  std::optional<Declared> of;
  Span declared;
  if (qualifier.valid()) {
    std::vector<Declared> found;
    std::vector<std::string> names;
    const std::string text(tree_.name_text(tree_.first(qualifier)));
    for (const Declared& one : declarations_) {
      const NodeKind kind = one.tree->kind(one.node);
      if (kind != NodeKind::record && kind != NodeKind::enumeration && kind != NodeKind::reading &&
          kind != NodeKind::decision && kind != NodeKind::assessment)
        continue;
      names.push_back(one.text);
      if (one.text == text) found.push_back(one);
    }
    of = choose(std::move(found), tree_.span(qualifier), text, names);
    if (!of) return;
    const NodeId name = tree_.child(target, NodeKind::name);
    std::vector<NodeId> all = items_named(*of->tree, of->node, tree_.name_text(name));
    if (of->tree->kind(of->node) == NodeKind::decision) {
      all.clear();
      for (NodeId outcome : of->tree->children_of(of->node, NodeKind::outcome))
        if (of->tree->name_text(of->tree->first(outcome)) == tree_.name_text(name)) all.push_back(outcome);
    }
    for (NodeId one : all)
      for (NodeId word : of->tree->children(one))
        if (of->tree->kind(word) == NodeKind::name && of->tree->name_text(word) == tree_.name_text(name))
          declared = of->tree->span(word);
    if (!declared.source.valid()) {
      problems_.add(Code::value_not_there, tree_.span(name), {title(*of), std::string(tree_.name_text(name))})
          .also(of->tree->span(of->name), "在这里定义", "defined here");
      return;
    }
  } else {
    of = find(target);
    if (!of) return;
    const NodeKind kind = of->tree->kind(of->node);
    if (kind == NodeKind::roster || kind == NodeKind::example || kind == NodeKind::results) {
      problems_.add(Code::not_renamable, tree_.span(target), {title(*of)})
          .also(of->tree->span(of->name), "在这里定义", "defined here");
      return;
    }
    declared = of->tree->span(of->name);
  }
  std::vector<Span> places{declared};
  for (const semantics::Reference& reference : base_.checked->references)
    if (reference.declared == declared) places.push_back(reference.use);
  for (Span place : places) {
    Edit edit;
    edit.where = place;
    edit.cause = tree_.span(node);
    edit.yields = !(place == declared);
    edit.put.push_back(copied(tree_.span(fresh)));
    edits_.add(std::move(edit));
  }
  operation(Act::rename, node, *of);
  cite(*of, node, std::string(word("更名", "renames ")) + title(*of));
}

// Targets rest on the new clause too; clauses of the old notice are said to go on as they are.
void Amendment::confirm(NodeId node) {
  for (NodeId target : tree_.children_of(node, NodeKind::target)) {
    const auto of = find(target);
    if (!of) continue;
    operation(Act::confirm, node, *of);
    cite(*of, node, std::string(word("沿用", "confirms ")) + title(*of));
  }
  for (NodeId clause : tree_.children_of(node, NodeKind::clause)) {
    const std::string label = whole_label(tree_, clause, base_.path);
    const auto& map = base_.checked->clause_map;
    const bool known = std::any_of(map.begin(), map.end(), [&](const semantics::ClauseUse& use) {
      return (use.own ? base_.path + "§" + use.path : use.path) == label;
    });
    if (!known) {
      problems_.add(Code::amend_nothing, tree_.span(clause), {std::string(tree_.text_of(clause)), base_.path});
      continue;
    }
    operation(Act::confirm, node, {});
    operations_.back().target = label;
    operations_.back().touched = {label};
    cite_alone(node, std::string(word("沿用 ", "confirms ")) + label);
  }
}

void Amendment::amended(NodeId node) {
  const auto of = find(tree_.child(node, NodeKind::target));
  if (!of) return;
  for (NodeId action : tree_.children(node)) {
    switch (tree_.kind(action)) {
      case NodeKind::change: change(*of, action); break;
      case NodeKind::insert: insert(*of, action); break;
      case NodeKind::cut: cut(*of, action); break;
      case NodeKind::put: put(*of, action); break;
      default: continue;
    }
    operation(Act::change, action, *of);
    cite(*of, action, std::string(word("修订", "changes ")) + title(*of));
  }
}

void Amendment::change(const Declared& of, NodeId node) {
  const NodeId part = tree_.child(node, NodeKind::part);
  if (!part.valid()) return change_value(of, node);
  const auto found = item(of, part);
  if (!found) return;
  Edit edit;
  edit.cause = tree_.span(node);
  edit.where = of.tree->span(*found);
  const Keyword keyword = tree_[part].keyword;
  const bool english = static_cast<unsigned char>(text_of(sources_, edit.where)[0]) < 0x80;
  const auto spelled = [&] {
    return words(std::string(syntax::spelling(keyword, english ? Language::en : Language::zh)) + " ", edit.cause);
  };
  if (const NodeId when = tree_.child(node, NodeKind::when); when.valid()) {
    if (keyword == Keyword::must)
      edit.where = of.tree->span(of.tree->child(*found, NodeKind::when));
    else
      edit.put.push_back(spelled());
    edit.put.push_back(copied(tree_.span(when)));
  } else {
    edit.put.push_back(spelled());
    edit.put.push_back(copied(tree_.span(tree_.child(node, NodeKind::new_value))));
  }
  edits_.add(std::move(edit));
}

void Amendment::change_value(const Declared& of, NodeId node) {
  const NodeId old_value = tree_.child(node, NodeKind::old_value), new_value = tree_.child(node, NodeKind::new_value);
  const bool everywhere = tree_.child(node, NodeKind::everywhere).valid();
  std::vector<NodeId> found = same_as(*of.tree, of.node, tree_, tree_.first(old_value));
  found.erase(std::remove(found.begin(), found.end(), of.name), found.end());
  const std::string said(tree_.text_of(old_value));
  if (found.empty()) {
    problems_.add(Code::value_not_there, tree_.span(old_value), {title(of), said})
        .also(of.tree->span(of.name), "在这里定义", "defined here");
    return;
  }
  if (found.size() > 1 && !everywhere) {
    auto& problem =
        problems_.add(Code::value_several, tree_.span(old_value), {title(of), said, std::to_string(found.size())});
    for (NodeId one : found) problem.also(of.tree->span(one), "可能是这一处", "it may be this one");
    return;
  }
  for (NodeId one : found) {
    Edit edit;
    edit.where = of.tree->span(one);
    edit.cause = tree_.span(node);
    // What is computed stands in brackets, so that what is around it does not tear it apart.
    const bool compound = computed(tree_.kind(tree_.first(new_value)));
    if (compound) edit.put.push_back(words("(", edit.cause));
    edit.put.push_back(copied(tree_.span(new_value)));
    if (compound) edit.put.push_back(words(")", edit.cause));
    edits_.add(std::move(edit));
  }
}

void Amendment::insert(const Declared& of, NodeId node) {
  const Span items = inside(tree_.span(tree_.child(node, NodeKind::raw)));
  const Fragment line_end = ended(items);
  const Span whole = of.tree->span(of.node);
  const std::string& text = *of.tree->text;
  Edit edit;
  edit.cause = tree_.span(node);
  NodeId beside = tree_.child(node, NodeKind::before_item);
  const bool before = beside.valid();
  if (!before) beside = tree_.child(node, NodeKind::after_item);
  if (beside.valid()) {
    const auto found = item(of, tree_.first(beside));
    if (!found) return;
    const std::uint32_t at = before ? of.tree->span(*found).begin : of.tree->span(*found).end;
    edit.where = {whole.source, at, at};
    edit.put = {copied(items), line_end};
    const NodeKind kind = of.tree->kind(*found);
    const bool listed = kind == NodeKind::member || kind == NodeKind::result_item;
    const bool chinese = text_of(sources_, whole).find("、") != std::string_view::npos;
    edit.put.insert(before ? edit.put.end() : edit.put.begin(), words(!listed   ? "\n  "
                                                                      : chinese ? "、"
                                                                                : ", ",
                                                                      edit.cause));
    return edits_.add(std::move(edit));
  }
  const std::string_view said = text_of(sources_, whole);
  const std::size_t bracket = said.ends_with("}") ? 1 : said.ends_with("｝") ? 3 : 0;
  if (bracket == 0) {
    problems_.add(Code::no_items, tree_.span(node), {title(of)})
        .also(of.tree->span(of.name), "在这里定义", "defined here");
    return;
  }
  // On lines of their own where the closing bracket has one; else beside the last item.
  std::uint32_t at = whole.end - static_cast<std::uint32_t>(bracket), line = at;
  while (line > whole.begin && blank(text[line - 1])) --line;
  const bool own_line = line > whole.begin && text[line - 1] == '\n';
  if (own_line) {
    edit.where = {whole.source, line, line};
    edit.put = {words("  ", edit.cause), copied(items), words("\n", edit.cause)};
    return edits_.add(std::move(edit));
  }
  while (at > whole.begin && blank(text[at - 1])) --at;
  const bool listed = of.tree->kind(of.node) == NodeKind::enumeration || of.tree->kind(of.node) == NodeKind::results;
  const bool chinese = said.find("、") != std::string_view::npos;
  edit.where = {whole.source, at, at};
  edit.put = {words(!listed ? " " : chinese ? "、" : ", ", edit.cause), copied(items), line_end};
  edits_.add(std::move(edit));
}

// Of 甲、乙: 文本 the name alone; else the whole item.
Span Amendment::span_of(const Declared& of, NodeId item, NodeId name) const {
  if (of.tree->kind(item) == NodeKind::column) {
    const auto names = of.tree->children_of(item, NodeKind::name);
    for (NodeId one : names)
      if (names.size() > 1 && of.tree->name_text(one) == tree_.name_text(name)) return of.tree->span(one);
  }
  return of.tree->span(item);
}

void Amendment::cut(const Declared& of, NodeId node) {
  std::vector<Span> places;
  for (NodeId child : tree_.children(node)) {
    if (tree_.kind(child) == NodeKind::citations) continue;
    const bool inner = tree_.kind(child) == NodeKind::part && tree_.first(child).valid();
    if (const auto found = item(of, child)) places.push_back(span_of(of, *found, inner ? tree_.first(child) : child));
  }
  std::sort(places.begin(), places.end(), [](Span a, Span b) { return a.begin < b.begin; });
  // Neighbours go together, with all signs between them.
  std::vector<Span> runs;
  for (Span place : places) {
    const std::string_view between =
        runs.empty() ? std::string_view()
                     : text_of(sources_, {place.source, runs.back().end, std::max(runs.back().end, place.begin)});
    if (!runs.empty() && only_separators(between) && place.begin >= runs.back().end)
      runs.back().end = place.end;
    else
      runs.push_back(place);
  }
  for (Span run : runs) edits_.add({with_separator(*of.tree->text, run), {}, tree_.span(node)});
}

void Amendment::put(const Declared& of, NodeId node) {
  const auto found = item(of, tree_.first(node));
  if (!found) return;
  const NodeId name = tree_.first(node);
  const Span raw = inside(tree_.span(tree_.child(node, NodeKind::raw)));
  if (of.tree->kind(*found) == NodeKind::column && of.tree->children_of(*found, NodeKind::name).size() > 1) {
    const Span alone = with_separator(*of.tree->text, span_of(of, *found, name));  // 甲、乙: 文本 keeps 乙
    edits_.add({alone, {}, tree_.span(node)});
    const std::uint32_t end = of.tree->span(*found).end;
    edits_.add({{of.tree->span(*found).source, end, end},
                {words("\n  ", tree_.span(node)), copied(raw), ended(raw)},
                tree_.span(node)});
    return;
  }
  Edit edit;
  edit.where = of.tree->span(*found);
  edit.cause = tree_.span(node);
  edit.put = {copied(raw), ended(raw)};
  edits_.add(std::move(edit));
}

}  // namespace cepol::amend
