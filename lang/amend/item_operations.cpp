// The operations on parts of a declaration (change, insert, cut, put): each finds its item in the base and adds the
// edits of the base's text that replace, insert or remove it.
#include <algorithm>

#include "lang/amend/amendment.hpp"
#include "lang/amend/node_roles.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::amend {

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

// Generated text after inserted items: a line end if they contain a comment, which would otherwise extend over the text
// that follows; else empty.
Fragment Amendment::ended(Span items) const {
  const std::string_view text = text_of(sources_, items);
  const bool comment = text.find('#') != std::string_view::npos || text.find("＃") != std::string_view::npos;
  return comment ? words("\n", items) : copied({items.source, items.end, items.end});
}

void Amendment::amended(NodeId node) {
  const auto of = find(tree_.child(node, NodeKind::target));
  if (!of) return;
  for (NodeId action : tree_.children(node)) {
    const NodeKind kind = tree_.kind(action);
    if (role_of(kind) != NodeRole::action) continue;
    if (kind == NodeKind::change) change(*of, action);
    if (kind == NodeKind::insert) insert(*of, action);
    if (kind == NodeKind::cut) cut(*of, action);
    if (kind == NodeKind::put) put(*of, action);
    operation(Act::change, action, *of);
    cite(*of, action, std::string(word("修订", "changes ")) + title(*of));
  }
}

void Amendment::change(const DeclarationRef& of, NodeId node) {
  const NodeId part = tree_.child(node, NodeKind::part);
  if (!part.valid() && changed_citation(node).valid()) return change_citation(of, node);
  if (!part.valid()) return change_value(of, node);
  const auto found = item(of, part);
  if (!found) return;
  BaseEdit edit;
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
    if (const NodeId category = of.tree->child(*found, NodeKind::category); category.valid()) {  // of a total: it stays
      edit.where.end = of.tree->span(category).begin;
      edit.put.push_back(words(" ", edit.cause));
    }
  }
  edits_.add(std::move(edit));
}

void Amendment::change_value(const DeclarationRef& of, NodeId node) {
  const NodeId old_value = tree_.child(node, NodeKind::old_value), new_value = tree_.child(node, NodeKind::new_value);
  const bool everywhere = tree_.child(node, NodeKind::everywhere).valid();
  std::vector<NodeId> found = same_as(*of.tree, of.node, tree_, tree_.first(old_value));
  found.erase(std::remove(found.begin(), found.end(), of.name), found.end());
  const std::string written(tree_.text_of(old_value));
  if (found.empty()) {
    problems_.add(Code::value_not_there, tree_.span(old_value), {title(of), written})
        .also(of.tree->span(of.name), "在这里定义", "defined here");
    return;
  }
  if (found.size() > 1 && !everywhere) {
    auto& problem =
        problems_.add(Code::value_several, tree_.span(old_value), {title(of), written, std::to_string(found.size())});
    for (NodeId one : found) problem.also(of.tree->span(one), "可能是这一处", "it may be this one");
    return;
  }
  for (NodeId one : found) {
    BaseEdit edit;
    edit.where = of.tree->span(one);
    edit.cause = tree_.span(node);
    // In brackets, so that operators around it do not bind to a part of it.
    const bool compound = role_of(tree_.kind(tree_.first(new_value))) == NodeRole::compound;
    if (compound) edit.put.push_back(words("(", edit.cause));
    edit.put.push_back(copied(tree_.span(new_value)));
    if (compound) edit.put.push_back(words(")", edit.cause));
    edits_.add(std::move(edit));
  }
}

namespace {

// Is the text a list of names, as of members, and no item of a record?
bool only_names(std::string_view text) {
  std::string tight;
  for (const char c : text)
    if (!blank(c) || !(tight.ends_with(",") || tight.ends_with("、") || tight.ends_with("，"))) tight += c;
  return !tight.empty() && tight.find_first_of(": \t\r\n#") == std::string::npos &&
         tight.find("：") == std::string::npos && tight != syntax::spelling(Keyword::equal_rows_once, Language::zh);
}

}  // namespace

// Names alone, as values are added to an enumeration, where the record's values are written in its columns.
bool Amendment::adds_to_column(const DeclarationRef& of, Span items) {
  const std::string_view text = text_of(sources_, items);
  if (of.tree->kind(of.node) != NodeKind::record || !only_names(text)) return false;
  std::vector<NodeId> choices;
  for (NodeId column : of.tree->children_of(of.node, NodeKind::column))
    if (const NodeId choice = of.tree->child(column, NodeKind::choice_type); choice.valid()) choices.push_back(choice);
  if (choices.empty()) return false;
  auto& problem = problems_.add(Code::choice_in_column, items, {std::string(text)});
  for (NodeId choice : choices) problem.also(of.tree->span(choice), "取值写在这里", "the values are written here");
  return true;
}

void Amendment::insert(const DeclarationRef& of, NodeId node) {
  const Span items = inside(tree_.span(tree_.child(node, NodeKind::raw)));
  if (adds_to_column(of, items)) return;
  const Fragment line_end = ended(items);
  const Span whole = of.tree->span(of.node);
  BaseEdit edit;
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
  append(of, node, items);
}

// Inserts items before the closing bracket of a declaration.
void Amendment::append(const DeclarationRef& of, NodeId node, Span items) {
  const Span whole = of.tree->span(of.node);
  const std::string& text = *of.tree->text;
  BaseEdit edit;
  edit.cause = tree_.span(node);
  const std::string_view written = text_of(sources_, whole);
  const std::size_t bracket = written.ends_with("}") ? 1 : written.ends_with("｝") ? 3 : 0;
  if (bracket == 0) {
    problems_.add(Code::no_items, tree_.span(node), {title(of)})
        .also(of.tree->span(of.name), "在这里定义", "defined here");
    return;
  }
  // On lines of their own when the closing bracket is on a line of its own; else after the last item.
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
  const bool chinese = written.find("、") != std::string_view::npos;
  edit.where = {whole.source, at, at};
  const std::string_view before = std::string_view(text).substr(0, at);
  const bool apart = before.ends_with("{") || before.ends_with("｛") || before.ends_with(";") || before.ends_with("；");
  edit.put = {words(listed ? (chinese ? "、" : ", ") : apart ? " " : "; ", edit.cause), copied(items), ended(items)};
  edits_.add(std::move(edit));
}

// The span to remove for an item: the whole item, or the name alone of a column declared with others (甲、乙: 文本).
Span Amendment::span_of(const DeclarationRef& of, NodeId item, NodeId name) const {
  if (of.tree->kind(item) == NodeKind::column) {
    const auto names = of.tree->children_of(item, NodeKind::name);
    for (NodeId one : names)
      if (names.size() > 1 && of.tree->name_text(one) == tree_.name_text(name)) return of.tree->span(one);
  }
  return of.tree->span(item);
}

void Amendment::cut(const DeclarationRef& of, NodeId node) {
  std::vector<Span> places;
  for (NodeId child : tree_.children(node)) {
    if (tree_.kind(child) == NodeKind::citations) continue;
    if (tree_.kind(child) == NodeKind::when) {
      cut_conditions(of, child);
      continue;
    }
    const bool inner = tree_.kind(child) == NodeKind::part && tree_.first(child).valid();
    if (const auto found = item(of, child)) places.push_back(span_of(of, *found, inner ? tree_.first(child) : child));
  }
  std::sort(places.begin(), places.end(), [](Span a, Span b) { return a.begin < b.begin; });
  // Neighbours are removed together, with all separators between them.
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

void Amendment::put(const DeclarationRef& of, NodeId node) {
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
  BaseEdit edit;
  edit.where = of.tree->span(*found);
  edit.cause = tree_.span(node);
  edit.put = {copied(raw), ended(raw)};
  edits_.add(std::move(edit));
}

}  // namespace cepol::amend
