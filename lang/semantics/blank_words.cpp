// Reads the words of `blank also`, in the form in which cells are compared with them, and checks them against the
// values of the columns that they are for.
#include "lang/semantics/blank_words.hpp"

#include <algorithm>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::semantics {

namespace {

std::string compared_form(std::string_view text) { return std::string(trimmed(folded(text))); }

}  // namespace

std::vector<BlankWord> blank_words_of(Context& context, const Tree& tree, NodeId node) {
  std::vector<BlankWord> words;
  NodeId first;
  for (NodeId list : tree.children_of(node, NodeKind::blank_words)) {
    if (first.valid()) {
      const std::string keyword(syntax::spelling(
          Keyword::blank_also, static_cast<unsigned char>(tree.text_of(list)[0]) < 0x80 ? Language::en : Language::zh));
      context.problems.add(Code::declared_twice, tree.span(list), {keyword})
          .also(tree.span(first), "先前在这里定义", "first defined here");
    }
    first = list;
    for (NodeId string : tree.children_of(list, NodeKind::string)) {
      BlankWord word{compared_form(tree.string_text(string)), tree.span(string)};
      if (word.text.empty())
        context.problems.add(Code::blank_word_empty, word.span);
      else if (std::any_of(words.begin(), words.end(), [&](const BlankWord& one) { return one.text == word.text; }))
        context.problems.add(Code::blank_word_repeated, word.span, {tree.string_text(string)});
      else
        words.push_back(std::move(word));
    }
  }
  return words;
}

void add_blank_words(Context& context, const std::vector<BlankWord>& words, Column& column) {
  for (const BlankWord& word : words) {
    auto& known = column.blank_words;
    if (std::find(known.begin(), known.end(), word.text) == known.end()) known.push_back(word.text);
    std::vector<std::string> values;
    for (const CellWord& one : column.words) values.push_back(one.text);
    if (column.type.kind == Kind::enumeration) {
      const Enumeration& enumeration = context.program.enumerations[column.type.enumeration];
      values.insert(values.end(), enumeration.members.begin(), enumeration.members.end());
      for (const CellWord& one : enumeration.words) values.push_back(one.text);
    }
    for (const std::string& value : values)
      if (compared_form(value) == word.text)
        context.problems.add(Code::blank_word_is_member, word.span, {value, column.name})
            .also(column.declared, "这一列", "this column");
  }
}

}  // namespace cepol::semantics
