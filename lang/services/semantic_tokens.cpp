// Classifies the tokens of the parser by the nodes that they are and the names that they resolve to, and finds the
// comments between them.
#include "lang/services/semantic_tokens.hpp"

#include <algorithm>

#include "lang/semantics/builtins.hpp"

namespace cepol::services {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

namespace {

TokenType type_of_name(NameKind kind) {
  switch (kind) {
    case NameKind::unit: return TokenType::type;
    case NameKind::enumeration:
    case NameKind::reading: return TokenType::enumeration;
    case NameKind::member:
    case NameKind::group:
    case NameKind::option:
    case NameKind::outcome: return TokenType::member;
    case NameKind::record:
    case NameKind::headings: return TokenType::record;
    case NameKind::column:
    case NameKind::figure: return TokenType::column;
    case NameKind::definition:
    case NameKind::table: return TokenType::function;
    case NameKind::parameter: return TokenType::parameter;
    case NameKind::local: return TokenType::variable;
    case NameKind::credit:
    case NameKind::equivalence:
    case NameKind::assessment:
    case NameKind::requirement:
    case NameKind::waiver:
    case NameKind::must:
    case NameKind::decision:
    case NameKind::warning:
    case NameKind::quota: break;
  }
  return TokenType::rule;
}

class Classifier {
 public:
  Classifier(const View& view, const Names& names, SourceId file)
      : names_(names), tree_(*view.tree(file)), file_(file) {
    for (std::uint32_t i = 0; i < tree_.nodes.size(); ++i) {
      const NodeId node{i};
      switch (tree_.kind(node)) {
        case NodeKind::name:
        case NodeKind::string:
        case NodeKind::number:
        case NodeKind::percent:
        case NodeKind::date:
        case NodeKind::clause:
        case NodeKind::path:
        case NodeKind::cell: leaves_.emplace_back(tree_.span(node).begin, node); break;
        default: break;  // no leaves, or keywords
      }
    }
    std::sort(leaves_.begin(), leaves_.end());
  }

  std::vector<SemanticToken> run() {
    for (const syntax::Token& token : tree_.tokens) {
      if (token.begin < at_) continue;
      add_comments(token.begin);
      add_token(token);
      at_ = token.end;
    }
    add_comments(static_cast<std::uint32_t>(tree_.text->size()));
    return std::move(made_);
  }

 private:
  void add_comments(std::uint32_t end) {
    const std::string_view gap = std::string_view(*tree_.text).substr(at_, end - at_);
    for (std::size_t at = 0; at < gap.size();) {
      const std::size_t begin = std::min(gap.find('#', at), gap.find("＃", at));
      if (begin >= gap.size()) break;
      at = std::min(gap.find_first_of("\r\n", begin), gap.size());
      made_.push_back(
          {at_ + static_cast<std::uint32_t>(begin), at_ + static_cast<std::uint32_t>(at), TokenType::comment});
    }
  }

  void add_token(const syntax::Token& token) {
    switch (token.kind) {
      case syntax::TokenKind::keyword: add({token.begin, token.end, TokenType::keyword}); break;
      case syntax::TokenKind::operator_: add({token.begin, token.end, TokenType::operator_}); break;
      case syntax::TokenKind::word: add(word(token)); break;
      case syntax::TokenKind::sign:
      case syntax::TokenKind::block: break;
    }
  }

  // A token that goes over several lines is left out: the protocol has no such tokens.
  void add(SemanticToken token) {
    if (token.end > token.begin && tree_.text->find('\n', token.begin) >= token.end) made_.push_back(token);
  }

  SemanticToken word(const syntax::Token& token) const {
    SemanticToken made{token.begin, token.end, TokenType::variable};
    const auto leaf = std::lower_bound(leaves_.begin(), leaves_.end(), std::pair(token.begin, NodeId{0}));
    if (leaf == leaves_.end() || leaf->first != token.begin) return made;
    const NodeId node = leaf->second;
    if (const NameUse* use = names_.of(tree_.span(node)); use != nullptr && use->span.source == file_) {
      if (const DeclaredName* declared = names_.declared(use->declared)) made.type = type_of_name(declared->kind);
      made.declares = use->declares();
      return made;
    }
    switch (tree_.kind(node)) {
      case NodeKind::string:
      case NodeKind::cell: made.type = TokenType::string; break;
      case NodeKind::number:
      case NodeKind::percent:
      case NodeKind::date: made.type = TokenType::number; break;
      case NodeKind::clause: made.type = TokenType::clause; break;
      case NodeKind::path: made.type = TokenType::path; break;
      default:
        if (semantics::find_builtin(tree_.name_text(node)) == nullptr) break;
        made.type = TokenType::function;
        made.built_in = true;
    }
    return made;
  }

  const Names& names_;
  const Tree& tree_;
  SourceId file_;
  std::vector<std::pair<std::uint32_t, NodeId>> leaves_;  // by place
  std::vector<SemanticToken> made_;
  std::uint32_t at_ = 0;
};

}  // namespace

std::vector<SemanticToken> semantic_tokens(const View& view, const Names& names, SourceId file) {
  if (view.tree(file) == nullptr) return {};
  return Classifier(view, names, file).run();
}

}  // namespace cepol::services
