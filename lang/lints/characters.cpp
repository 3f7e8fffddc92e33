// Lint: characters in strings, names and cells, and in notices, that are not what they seem: invisible ones, radicals
// and compatibility ideographs in place of ideographs, blanks at the ends of what is compared with data. (Elsewhere in
// a policy the first two are errors.)
#include <fmt/format.h>

#include <set>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

std::string code_point_label(char32_t value) { return fmt::format("U+{:04X}", static_cast<std::uint32_t>(value)); }

// Reported as an error wherever it is.
bool changes_direction(char32_t value) {
  return (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
}

bool blank_at_end(std::string_view text) { return trimmed(text).size() != text.size(); }

// The characters with the code of a radical or compatibility ideograph, of one file.
struct Replaced {
  std::size_t count = 0;
  std::size_t first = 0;  // where the first one is

  void add(std::string_view text, std::size_t at) {
    const auto [value, length] = code_point_at(text, at);
    if (length == 1 || ordinary_ideograph(value) == 0) return;
    if (count++ == 0) first = at;
  }
  void report(std::string_view text, Span span, Problems& problems) const {
    if (count == 0) return;
    const auto [value, length] = code_point_at(text, first);
    problems.add(Code::ideographs_replaced, span,
                 {std::to_string(count), std::string(text.substr(first, length)), code_point_label(value),
                  to_utf8(ordinary_ideograph(value))});
  }
};

std::string_view inside_marks(std::string_view word) {
  for (const auto& [open, close] :
       {std::pair("\"", "\""), std::pair("“", "”"), std::pair("「", "」"), std::pair("`", "`")}) {
    const std::size_t length = std::string_view(open).size();
    if (word.size() >= 2 * length && word.starts_with(open) && word.ends_with(close))
      return word.substr(length, word.size() - 2 * length);
  }
  return word;
}

void check_words(const Tree& tree, Problems& problems) {
  const std::string_view text = *tree.text;
  const SourceId source = tree.span(tree.root).source;
  Replaced replaced;
  for (const syntax::Token& token : tree.tokens) {
    if (token.kind != syntax::TokenKind::word) continue;
    const std::string_view word = text.substr(token.begin, token.end - token.begin);
    bool reported = false;
    const std::size_t end = token.end;
    for (std::size_t at = next_unusual(word, 0) + token.begin; at < end;
         at = next_unusual(word, at + code_point_at(text, at).length - token.begin) + token.begin) {
      const auto [value, length] = code_point_at(text, at);
      replaced.add(text, at);
      if (length == 1 || !is_invisible(value) || changes_direction(value) || reported) continue;
      reported = true;
      const auto begin = static_cast<std::uint32_t>(at);
      problems.add(Code::literal_invisible, Span{source, begin, begin + static_cast<std::uint32_t>(length)},
                   {comparable(inside_marks(word)), code_point_label(value)});
    }
    if ((word.starts_with("「") || word.starts_with('`')) && blank_at_end(inside_marks(word)))
      problems.add(Code::literal_blank, Span{source, token.begin, token.end}, {std::string(inside_marks(word))});
  }
  const auto first = static_cast<std::uint32_t>(replaced.first);
  if (replaced.count > 0)
    replaced.report(text, {source, first, first + static_cast<std::uint32_t>(code_point_at(text, first).length)},
                    problems);
}

void check_constants(const Input& input, Problems& problems) {
  std::set<std::uint32_t> reported;  // a literal may be lowered several times
  for (const Expr& expr : input.checked.program.exprs.nodes) {
    const auto* constant = std::get_if<Constant>(&expr.term);
    if (constant != nullptr && !constant->is_none && expr.type.kind == Kind::text && blank_at_end(constant->text) &&
        reported.insert(expr.span.begin).second)
      problems.add(Code::literal_blank, expr.span, {std::string(inside_marks(text_of(input.sources, expr.span)))});
  }
}

void check_notice(const Input& input, const notice::Notice& notice, Problems& problems) {
  if (!notice.source.valid()) return;
  const std::string_view text = input.sources[notice.source].text;
  Replaced replaced;
  for (std::size_t at = next_unusual(text, 0); at < text.size();
       at = next_unusual(text, at + code_point_at(text, at).length))
    replaced.add(text, at);
  if (replaced.count == 0) return;
  const auto first = static_cast<std::uint32_t>(replaced.first);
  const auto length = static_cast<std::uint32_t>(code_point_at(text, first).length);
  replaced.report(text, {notice.source, first, first + length}, problems);
}

}  // namespace

void characters(const Input& input, Problems& problems) {
  for (const Module& module : input.modules) check_words(module.parsed->tree, problems);
  check_constants(input, problems);
  if (input.notice != nullptr) check_notice(input, *input.notice, problems);
  for (const OtherNotice& other : input.others) check_notice(input, *other.notice, problems);
}

}  // namespace cepol::lints
