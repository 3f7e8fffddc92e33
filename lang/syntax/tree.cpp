// Decoded values of leaves (names, numbers, strings, cells, clauses), source text without comments, and print_tree().
#include "lang/syntax/tree.hpp"

#include <algorithm>
#include <iterator>

#include "lang/base/fold.hpp"
#include "lang/syntax/keywords.hpp"
#include "lang/syntax/scan.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::syntax {
namespace {

constexpr std::string_view kind_ids[] = {
#define NODE(name, category) #name,
#include "lang/syntax/nodes.def"
#undef NODE
};
constexpr std::string_view keyword_ids[] = {"none_",
#define KEYWORD(name, en, zh, reservation) #name,
#include "lang/syntax/keywords.def"
#undef KEYWORD
                                            "plus",         "minus",   "times_sign", "divide", "less",
                                            "at_most_sign", "greater", "at_least",   "equal",  "not_equal"};
static_assert(std::size(keyword_ids) == static_cast<std::size_t>(Keyword::not_equal) + 1);

// The text between the quotes, which are 1 or 3 bytes long.
std::string_view inside_quotes(std::string_view text) {
  const std::size_t quote = text.starts_with('"') || text.starts_with('`') ? 1 : 3;
  return text.size() < 2 * quote ? std::string_view{} : text.substr(quote, text.size() - 2 * quote);
}

std::string unescaped(std::string_view text) {
  if (text.find('\\') == std::string_view::npos) return std::string(text);
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
    if (next == '"' || next == '\\') {
      result += text[++i];
    } else if (next == 'n' || next == 't') {
      result += next == 'n' ? '\n' : '\t';
      ++i;
    } else if (text.substr(i).starts_with("\\“") || text.substr(i).starts_with("\\”")) {
      // the backslash only keeps the quote from ending the string
    } else {
      result += text[i];
    }
  }
  return result;
}

// The text of a leaf for print_tree(); empty for other nodes.
std::string printed_text(const Tree& tree, NodeId id) {
  constexpr NodeKind printed_as_written[] = {NodeKind::path, NodeKind::number, NodeKind::percent, NodeKind::error};
  const NodeKind kind = tree.kind(id);
  if (kind == NodeKind::name) return " " + std::string(tree.name_text(id));
  if (kind == NodeKind::string) return " \"" + tree.string_text(id) + '"';
  if (kind == NodeKind::cell) return " \"" + tree.cell_text(id) + '"';
  if (kind == NodeKind::clause) return " " + tree.clause_label(id);
  if (kind == NodeKind::date) return " " + settled_date(tree.text_of(id));
  if (std::find(std::begin(printed_as_written), std::end(printed_as_written), kind) != std::end(printed_as_written))
    return " " + std::string(tree.text_of(id));
  return {};
}

void print(const Tree& tree, NodeId id, std::size_t indent, bool spans, std::string& out) {
  const Node& node = tree[id];
  out.append(indent, ' ').append("(").append(id_of(node.kind));
  if (node.keyword != Keyword::none_) out.append(":").append(id_of(node.keyword));
  if (spans) out += "[" + std::to_string(node.span.begin) + "," + std::to_string(node.span.end) + ")";
  out += printed_text(tree, id);
  for (const NodeId child : tree.children(id)) {
    out += '\n';
    print(tree, child, indent + 2, spans, out);
  }
  out += ')';
}

}  // namespace

std::string_view id_of(NodeKind kind) { return kind_ids[static_cast<std::size_t>(kind)]; }
std::string_view id_of(Keyword keyword) { return keyword_ids[static_cast<std::size_t>(keyword)]; }

NodeId Tree::child(NodeId id, NodeKind kind) const {
  for (const NodeId each : children(id))
    if (nodes[each].kind == kind) return each;
  return {};
}

std::vector<NodeId> Tree::children_of(NodeId id, NodeKind kind) const {
  std::vector<NodeId> found;
  for (const NodeId each : children(id))
    if (nodes[each].kind == kind) found.push_back(each);
  return found;
}

std::string_view Tree::name_text(NodeId id) const {
  const std::string_view whole = text_of(id);
  return whole.starts_with("「") || whole.starts_with('`') ? inside_quotes(whole) : whole;
}

std::string Tree::without_comments(Span span) const {
  std::string code;
  auto token = std::lower_bound(tokens.begin(), tokens.end(), span.begin,
                                [](const Token& one, std::uint32_t at) { return one.end <= at; });
  for (std::uint32_t at = span.begin; at < span.end;) {
    // Between two tokens a sign # begins a comment up to the end of the line.
    const std::uint32_t next = token == tokens.end() ? span.end : std::clamp(token->begin, at, span.end);
    std::string_view gap = text_of({span.source, at, next});
    while (!gap.empty()) {
      const std::size_t begin = std::min(gap.find('#'), gap.find("＃"));
      code += gap.substr(0, begin);
      const std::size_t end = begin == std::string_view::npos ? begin : gap.find_first_of("\r\n", begin);
      gap = end == std::string_view::npos ? std::string_view() : gap.substr(end);
    }
    at = next;
    if (token == tokens.end() || at >= span.end) continue;
    const std::uint32_t end = std::min(token->end, span.end);
    code += text_of({span.source, at, end});
    at = end;
    ++token;
  }
  return code;
}

std::string_view Tree::digits(NodeId id) const {
  const std::string_view written = text_of(id);
  return written.substr(0, written.find_first_not_of("0123456789."));
}

std::optional<Exact> Tree::number_value(NodeId id) const {
  const auto number = parse_exact(digits(id));
  return number && kind(id) == NodeKind::percent ? over(*number, Exact(100)) : number;
}

std::string Tree::string_text(NodeId id) const { return unescaped(inside_quotes(text_of(id))); }

std::string Tree::cell_text(NodeId id) const {
  const std::string_view whole = text_of(id);
  if (whole.starts_with('"') || whole.starts_with("“")) return unescaped(inside_quotes(whole));
  return whole == "-" || whole == "—" || whole == "－" ? std::string() : std::string(whole);
}

std::string Tree::clause_path(NodeId id) const {
  const Scanner scan(text_of(id));
  std::string result;
  for (Offset at = scan.blanks(static_cast<Offset>(clause_notice(id).size()) + 2); at < scan.size();
       at = scan.blanks(at)) {
    const Sign sign = scan.sign(at);
    const Offset length = sign.length != 0 ? sign.length : scan.letter(at).length;
    if (sign.length != 0)
      result += sign.value;
    else
      result += scan.piece(at, at + length);
    at += length;
  }
  std::string buffer;
  return std::string(clean(result, buffer).text);
}

std::string Tree::clause_label(NodeId id) const {
  const std::string_view notice = clause_notice(id);
  return notice.empty() ? clause_path(id) : std::string(notice) + "§" + clause_path(id);
}

std::string_view Tree::clause_notice(NodeId id) const {
  const std::string_view whole = text_of(id);
  return whole.substr(0, whole.find("§"));
}

SourceId own_source(const Sources& sources, const Tree& tree) {
  const NodeId header = tree.child(tree.root, NodeKind::policy);
  return origin_of(sources, tree.span(header.valid() ? header : tree.root)).source;
}

std::string print_tree(const Tree& tree, bool spans) {
  std::string out;
  if (tree.root.valid()) print(tree, tree.root, 0, spans, out);
  return out + "\n";
}

}  // namespace cepol::syntax
