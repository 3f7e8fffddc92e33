// Makes layout tokens from a tree's tokens and the text between them, marks the tokens that begin an item and the
// braces of sets, and decides the space between two neighbours (between()).
#include "lang/format/layout_tokens.hpp"

#include <algorithm>
#include <set>

#include "lang/syntax/keywords.hpp"
#include "lang/syntax/scan.hpp"
#include "lang/syntax/synonyms.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::format {

using syntax::Keyword;
using syntax::NodeId;
using syntax::Token;
using syntax::TokenKind;
using syntax::Tree;

namespace {

// The half-width form of a sign; 0: not a sign.
char sign_of(std::string_view text) { return syntax::Scanner(text).sign(0).value; }
bool full_width(const LayoutToken& piece) { return static_cast<unsigned char>(piece.text.front()) >= 0x80; }

// Offsets at which items begin: declarations, and nodes inside the braces of their parent.
class Items {
 public:
  explicit Items(const Tree& tree) : tree_(tree) {
    std::vector<NodeId> open{tree.root};
    for (NodeId child : tree.children(tree.root)) begins_.insert(tree.span(child).begin);
    while (!open.empty()) {
      const NodeId node = open.back();
      open.pop_back();
      bool in_brackets = false;
      std::uint32_t at = tree.span(node).begin;
      for (NodeId child : tree.children(node)) {
        in_brackets = in_brackets || bracket_between(at, tree.span(child).begin);
        if (in_brackets) begins_.insert(tree.span(child).begin);
        at = tree.span(child).end;
        open.push_back(child);
      }
    }
  }
  bool begins_at(std::uint32_t at) const { return begins_.count(at) > 0; }

 private:
  bool bracket_between(std::uint32_t begin, std::uint32_t end) const {
    auto token = std::lower_bound(tree_.tokens.begin(), tree_.tokens.end(), begin,
                                  [](const Token& one, std::uint32_t place) { return one.begin < place; });
    for (; token != tree_.tokens.end() && token->begin < end; ++token)
      if (token->kind == TokenKind::sign && sign_of(tree_.text_of({{}, token->begin, token->end})) == '{') return true;
    return false;
  }

  const Tree& tree_;
  std::set<std::uint32_t> begins_;
};

void add_comments(const std::string& text, std::uint32_t begin, std::uint32_t end, std::vector<LayoutToken>& pieces,
                  LayoutToken& next) {
  for (std::uint32_t at = begin; at < end; ++at) {
    const char c = text[at];
    if (c == '\n' || (c == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'))) {
      ++next.lines_before;
      next.gap = false;
    } else if (c == '#' || text.compare(at, 3, "＃") == 0) {
      const std::uint32_t line_end = std::min(end, syntax::Scanner(text).line_end(at));
      LayoutToken comment = next;
      comment.comment = true;
      comment.text = text.substr(at, line_end - at);
      comment.text.erase(comment.text.find_last_not_of(" \t\r") + 1);
      pieces.push_back(std::move(comment));
      next.lines_before = 0;
      next.gap = true;
      at = line_end - 1;
    } else {
      next.gap = true;
    }
  }
}

// A brace after a type opens a block, not a set: reading NAME: date { ... }.
bool names_type(Keyword keyword) {
  constexpr Keyword types[] = {Keyword::bool_, Keyword::text, Keyword::number, Keyword::year,
                               Keyword::years, Keyword::date, Keyword::period, Keyword::id_number};
  return std::find(std::begin(types), std::end(types), keyword) != std::end(types);
}

// Marks the braces of sets, which have no inner spaces, unlike those of blocks.
void mark_sets(std::vector<LayoutToken>& pieces) {
  std::vector<bool> open;
  const LayoutToken* before = nullptr;
  for (LayoutToken& piece : pieces) {
    if (opened_by(piece) != 0) {
      open.push_back(opened_by(piece) == '{' && before != nullptr && before->kind == TokenKind::keyword &&
                     !names_type(before->keyword));
      piece.tight = open.back();
    } else if (closes(piece) && !open.empty()) {
      piece.tight = open.back();
      open.pop_back();
    }
    if (!piece.comment) before = &piece;
  }
}

std::set<std::uint32_t> begins_of_dates(const Tree& tree) {
  std::set<std::uint32_t> begins;
  for (const syntax::Node& node : tree.nodes.nodes)
    if (node.kind == syntax::NodeKind::date) begins.insert(node.span.begin);
  return begins;
}

}  // namespace

std::vector<LayoutToken> pieces_of(const Tree& tree, const FormatOptions& options) {
  const Items items(tree);
  const std::set<std::uint32_t> dates = begins_of_dates(tree);
  const std::string& text = *tree.text;
  std::vector<LayoutToken> pieces;
  std::uint32_t at = 0;
  for (const Token& token : tree.tokens) {
    LayoutToken piece;
    add_comments(text, at, token.begin, pieces, piece);
    piece.kind = token.kind;
    piece.keyword = token.keyword;
    piece.item = items.begins_at(token.begin);
    piece.text = text.substr(token.begin, token.end - token.begin);
    if (token.kind == TokenKind::operator_ || token.kind == TokenKind::keyword) {
      const std::string_view settled = token.kind == TokenKind::operator_ ? syntax::settled_comparison(piece.text)
                                                                          : syntax::settled_connective(piece.text);
      if (!settled.empty()) piece.text = settled;
    }
    if (dates.contains(token.begin)) piece.text = syntax::settled_date(piece.text);
    if (token.kind == TokenKind::keyword && options.keywords)
      piece.text = syntax::spelling(token.keyword, *options.keywords);
    pieces.push_back(std::move(piece));
    at = token.end;
  }
  LayoutToken end;
  add_comments(text, at, static_cast<std::uint32_t>(text.size()), pieces, end);
  mark_sets(pieces);
  return pieces;
}

char opened_by(const LayoutToken& piece) {
  if (piece.comment || piece.kind != TokenKind::sign) return 0;
  const char sign = sign_of(piece.text);
  return sign == '(' || sign == '[' || sign == '{' ? sign : '\0';
}

bool closes(const LayoutToken& piece) {
  if (piece.comment || piece.kind != TokenKind::sign) return false;
  const char sign = sign_of(piece.text);
  return sign == ')' || sign == ']' || sign == '}';
}

std::string_view between(const LayoutToken& before, const LayoutToken& after) {
  constexpr std::string_view nothing, one = " ";
  const std::string_view kept = after.gap ? one : nothing;
  const auto sign = [](const LayoutToken& piece) { return piece.kind == TokenKind::sign ? sign_of(piece.text) : '\0'; };
  const char left = sign(before), right = sign(after);
  if (right == ',' || right == ';' || right == ')' || right == '.' || right == ':') return nothing;
  if (left == '(' || left == '.' || (before.tight && left == '{') || (after.tight && right == '}')) return nothing;
  if (left == ',' || left == ';' || left == ':') return full_width(before) ? nothing : one;
  if (right == '(') return before.kind == TokenKind::operator_ || left != 0 ? one : kept;
  if (left == '-') return nothing;                           // before a number: of two numbers it is an operator
  if (before.text == "/" || after.text == "/") return kept;  // 1/3
  if (left != 0 || right != 0) return left == '%' || right == '%' ? kept : one;
  if (before.kind == TokenKind::word && after.kind == TokenKind::word) return kept;
  return one;
}

}  // namespace cepol::format
