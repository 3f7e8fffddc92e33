// Reads the words of `also`, as they are written, and checks that each of them means one thing.
#include "lang/semantics/other_words.hpp"

#include <algorithm>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/base/truth_words.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::semantics {

namespace {

struct WrittenWord {
  std::string text, form;  // as written; as it is compared
  Span span;
};

// The words for one thing, whose own name they are not.
std::vector<WrittenWord> words_in(Context& context, const Tree& tree, NodeId node, const std::string& name,
                                  std::string (*form_of)(std::string_view)) {
  std::vector<WrittenWord> words;
  for (NodeId string : tree.children_of(node, NodeKind::string)) {
    const std::string text(trimmed(tree.string_text(string)));
    WrittenWord word{text, form_of(text), tree.span(string)};
    const auto known = [&](const WrittenWord& one) { return one.form == word.form; };
    if (word.form.empty())
      context.problems.add(Code::blank_word_empty, word.span);
    else if (word.form == form_of(name) || std::any_of(words.begin(), words.end(), known))
      context.problems.add(Code::blank_word_repeated, word.span, {text});
    else
      words.push_back(std::move(word));
  }
  return words;
}

std::string heading_form(std::string_view text) { return key_form(text); }
std::string cell_form(std::string_view text) { return std::string(trimmed(comparable(text))); }

NodeId words_after(const Tree& tree, NodeId name) {
  const NodeId next = tree.next(name);
  return next.valid() && tree.kind(next) == NodeKind::also_words ? next : NodeId{};
}

}  // namespace

void add_headings(Context& context, const Tree& tree, NodeId name, Column& column) {
  const NodeId node = words_after(tree, name);
  if (!node.valid()) return;
  for (WrittenWord& word : words_in(context, tree, node, column.name, heading_form)) {
    column.headings.push_back(word.text);
    context.heading_spans.push_back({column.name, std::move(word.text), word.span});
  }
}

void add_truth_words(Context& context, const Tree& tree, NodeId node, Column& column) {
  for (NodeId list : tree.children_of(node, NodeKind::truth_words)) {
    if (column.type.kind != Kind::truth) {
      context.problems.add(Code::truth_words_not_here, tree.span(list), {column.name});
      continue;
    }
    const bool yes = tree[list].keyword == Keyword::yes;
    const Language written =
        static_cast<unsigned char>(tree.text_of(list).front()) < 0x80 ? Language::en : Language::zh;
    const std::string keyword(syntax::spelling(tree[list].keyword, written));
    for (WrittenWord& word : words_in(context, tree, tree.first(list), keyword, cell_form)) {
      const auto meant = truth_of_word(word.form);
      const auto other = std::find_if(column.words.begin(), column.words.end(),
                                      [&](const CellWord& one) { return cell_form(one.text) == word.form; });
      if (meant ? *meant == yes : other != column.words.end() && (other->index == 1) == yes)
        context.problems.add(Code::blank_word_repeated, word.span, {word.text});
      else if (meant || other != column.words.end())
        context.problems.add(Code::word_taken, word.span,
                             {word.text, std::string(syntax::spelling(yes ? Keyword::no : Keyword::yes, written))});
      else
        column.words.push_back({std::move(word.text), yes ? 1u : 0u});
    }
  }
}

void add_member_words(Context& context, const Tree& tree, NodeId node, EnumerationId id) {
  Enumeration& enumeration = context.program.enumerations[id];
  const auto owner = [&](const std::string& form) -> std::optional<std::string> {
    for (const std::string& member : enumeration.members)
      if (cell_form(member) == form) return member;
    for (const Enumeration::Group& group : enumeration.groups)
      if (cell_form(group.name) == form) return group.name;
    for (const CellWord& word : enumeration.words)
      if (cell_form(word.text) == form) return enumeration.members[word.index];
    return std::nullopt;
  };
  const auto add = [&](NodeId name) {
    const NodeId words = words_after(tree, name);
    if (!words.valid()) return;
    const std::string text(tree.name_text(name));
    const auto member = std::find(enumeration.members.begin(), enumeration.members.end(), text);
    if (member == enumeration.members.end()) return;
    for (WrittenWord& word : words_in(context, tree, words, text, cell_form)) {
      if (const auto other = owner(word.form))
        context.problems.add(Code::word_taken, word.span, {word.text, *other});
      else
        enumeration.words.push_back({std::move(word.text), static_cast<Member>(member - enumeration.members.begin())});
    }
  };
  for (NodeId child : tree.children(node)) {
    if (tree.kind(child) == NodeKind::member) add(tree.first(child));
    if (tree.kind(child) == NodeKind::name && tree.kind(node) == NodeKind::choice_type) add(child);
  }
}

void check_headings(Context& context, TableId table) {
  const auto& columns = context.program.tables[table].columns;
  const auto span_of = [&](const Column& column, const std::string& heading) {
    for (const auto& one : context.heading_spans)
      if (one.column == column.name && one.text == heading) return one.span;
    return column.declared;
  };
  for (std::size_t c = 0; c < columns.size(); ++c)
    for (const std::string& heading : columns[c].headings)
      for (std::size_t other = 0; other < columns.size(); ++other) {
        if (other == c) continue;
        const std::string form = key_form(heading);
        const auto alike = [&](const std::string& text) { return key_form(text) == form; };
        const auto& known = columns[other].headings;
        // Of two columns with the word the second is reported.
        if (alike(columns[other].name) || (other < c && std::any_of(known.begin(), known.end(), alike)))
          context.problems.add(Code::word_taken, span_of(columns[c], heading), {heading, columns[other].name})
              .also(columns[other].declared, "先前在这里定义", "first defined here");
      }
  context.heading_spans.clear();
}

}  // namespace cepol::semantics
