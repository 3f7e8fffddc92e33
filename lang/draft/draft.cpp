// Assembles a draft from the header, the fixed templates (templates.hpp) and one comment line for each clause of the
// notice, with the beginning of the clause's text.
#include "lang/draft/draft.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/draft/templates.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::draft {

namespace {

using syntax::Keyword;
using syntax::NodeKind;

constexpr std::size_t shown = 60;  // of a clause's text, in columns of a terminal

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// The first characters, on one line; combining marks stay with the character they belong to.
std::string beginning_of(std::string_view text) {
  std::string line, gap;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = code_point_at(text, at).length;
    const std::string_view piece = text.substr(at, length);
    at += length;
    if (trimmed(piece).empty()) {
      gap = line.empty() ? "" : " ";
      continue;
    }
    if (misfit_in(piece)) continue;
    if (count >= shown && display_width(piece) > 0) return line + "…";
    count += gap.size() + display_width(piece);
    line += gap;
    line += piece;
    gap.clear();
  }
  return line;
}

std::string clause_line(const notice::Clause& clause, Language language) {
  const std::string_view path =
      clause.path == notice::preamble && language == Language::en ? notice::preamble_en : clause.path;
  const std::string text = beginning_of(clause.text);
  return "## " + std::string(2 * clause.depth, ' ') + "§" + std::string(path) + (text.empty() ? "" : "  " + text) +
         "\n";
}

std::string header_of(const Header& header) {
  const auto word = [&](Keyword keyword) { return std::string(syntax::spelling(keyword, header.language)); };
  const std::string amends = header.amends.empty() ? "" : " " + word(Keyword::amends) + " " + header.amends;
  return word(Keyword::policy) + " " + header.path + amends + " " + quoted(header.title) + " {\n" +
         std::string(dates(header.language)) + "  " + word(Keyword::notice) + " " + quoted(header.notice) + "\n  " +
         word(Keyword::language) + (header.language == Language::zh ? " zh\n}\n" : " en\n}\n");
}

std::string lines_of(const OldRule& rule, Language language) {
  const auto word = [&](Keyword keyword) { return std::string(syntax::spelling(keyword, language)); };
  std::string clauses;
  for (const std::string& clause : rule.clauses) clauses += " " + clause;
  const std::string cites = " " + word(Keyword::cites) + " §____\n";
  return "\n## " + rule.target + clauses + "\n#" + word(Keyword::confirm) + " " + rule.target + cites + "#" +
         word(Keyword::amend_in) + " " + rule.target + " " +
         (rule.is_list ? word(Keyword::add) + " { ____ }"
                       : word(Keyword::change) + " ____ " + word(Keyword::to_value) + " ____") +
         cites + "#" + word(Keyword::repeal) + " " + rule.target + cites;
}

}  // namespace

std::vector<OldRule> rules_of(const syntax::Tree& amended, Language language) {
  std::vector<OldRule> rules;
  for (syntax::NodeId node : amended.children(amended.root)) {
    const NodeKind kind = amended.kind(node);
    const bool is_list = kind == NodeKind::enumeration || kind == NodeKind::record || kind == NodeKind::results;
    if (!syntax::is_rule(kind) && !is_list && kind != NodeKind::reading) continue;
    const Span span = amended.span(node);
    const auto begins = [&](const syntax::Token& token) { return token.begin == span.begin; };
    const auto first = std::find_if(amended.tokens.begin(), amended.tokens.end(), begins);
    OldRule rule;
    rule.is_list = is_list;
    rule.target = std::string(syntax::spelling(first->keyword, language)) + " " +
                  std::string(amended.text_of(amended.first(node)));
    if (const syntax::NodeId subject = amended.child(node, syntax::NodeKind::subject); subject.valid())
      rule.target += " " + std::string(syntax::spelling(Keyword::for_, language)) + " " +
                     std::string(amended.text_of(amended.first(subject)));
    for (syntax::NodeId cited : amended.children_of(node, syntax::NodeKind::citations))
      for (syntax::NodeId clause : amended.children(cited)) rule.clauses.emplace_back(amended.text_of(clause));
    rules.push_back(std::move(rule));
  }
  return rules;
}

bool without_numbers(const notice::Notice& notice) {
  return notice.clauses.size() == 1 && notice.clauses.front().path == notice::preamble;
}

std::string make(const notice::Notice& notice, const Header& header, const std::vector<OldRule>& old_rules) {
  std::string text(opening(header.language));
  text += "\n" + header_of(header);
  text += header.amends.empty() ? templates(header.language) : old_rules_head(header.language);
  for (const OldRule& rule : old_rules) text += lines_of(rule, header.language);
  text += clauses_head(header.language);
  if (without_numbers(notice)) text += no_numbers(header.language);
  for (const notice::Clause& clause : notice.clauses) text += clause_line(clause, header.language);
  return text;
}

}  // namespace cepol::draft
