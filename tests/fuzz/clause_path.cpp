// A citation of a notice: a path that is accepted is read to its end, is that of one clause, and that clause is quoted;
// all others are an error. Every path that is printed, of a clause, in a label or as a suggestion, can be cited.
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/format/format.hpp"
#include "tests/fuzz/policies.hpp"
#include "tests/fuzz/sections.hpp"
#include "tests/fuzz/target.hpp"

namespace cepol::fuzz {

namespace {

constexpr std::string_view before_path = "policy t/b \"t\" { notice \"n.txt\"; language en }\nreading r \"q\" cites §",
                           after_path = " { one default; other }\n";

std::unique_ptr<CheckedText> citing(std::string_view path, std::string_view notice) {
  return check_text(std::string(before_path) + std::string(path) + std::string(after_path), notice);
}

// The path by a simple rule: what is written, with half-width brackets. Blanks within are none of a path.
std::string simple_path(std::string_view written) {
  std::string path;
  for (std::size_t at = 0; at < written.size();) {
    const CodePoint one = code_point_at(written, at);
    path += one.value == U'（' ? "(" : one.value == U'）' ? ")" : written.substr(at, one.length);
    at += one.length;
  }
  std::string buffer;
  path = clean(path, buffer).text;
  return path == notice::preamble_en ? std::string(notice::preamble) : path;
}

// Signs that end a citation, or begin another: what follows them is no part of the path. Layout is no part of it
// either.
bool is_one_path(std::string_view written) {
  for (const std::string_view sign :
       {"\n", "\r", "\"", "“", "「", "§", "{", "}", "｛", "｝", ",", "，", "、", ";", "；"})
    if (written.find(sign) != std::string_view::npos) return false;
  return true;
}

void check_accepted(const CheckedText& policy, std::string_view text, std::string_view written) {
  const core::Program& program = policy.program();
  require(program.clauses.size() == 1, "one citation cites one clause", written);
  const core::Clause& cited = program.clauses.nodes.front();
  const notice::Clause* clause = policy.notice->find(simple_path(trimmed(written)));
  require(clause != nullptr, "a path that is accepted is read to its end, and is that of a clause",
          [&] { return std::string(written) + "\n" + cited.path; });
  require(cited.quote == clause->text, "the clause that is quoted is the one cited", written);
  const std::string laid_out = format::formatted(policy.tree(), {});
  const auto again = check_text(laid_out, text);
  require(again->good() && again->program().clauses.size() == 1 &&
              again->program().clauses.nodes.front().path == cited.path,
          "a path that is laid out is the same path", laid_out);
}

// The paths in a message: §一(二) §附件1; a list that is cut ends in …
std::vector<std::string> paths_in(std::string_view list) {
  std::vector<std::string> paths;
  constexpr std::string_view sign = "§";
  for (std::size_t at = list.find(sign); at != std::string_view::npos; at = list.find(sign, at + 1)) {
    const std::size_t begin = at + sign.size();
    paths.emplace_back(list.substr(begin, std::min(list.find(' ', begin), list.size()) - begin));
  }
  return paths;
}

void check_refused(const CheckedText& policy, std::string_view text, std::string_view written) {
  for (const Diagnostic& one : policy.checked.problems.list) {
    if (one.code != Code::no_such_clause) continue;
    std::vector<std::string> offered = paths_in(one.arguments.at(1));
    if (!one.suggestion.empty()) offered.push_back(paths_in(one.suggestion).at(0));
    for (const std::string& path : offered)
      require(citing(path, text)->good(), "a path that is offered can be cited",
              [&] { return std::string(written) + "\n" + path; });
  }
}

}  // namespace

void targets::clause_path(std::string_view input) {
  const auto sections = sections_of(input);
  if (sections.size() < 2 || invalid_utf8(input)) return;
  const std::string_view text = sections[0], written = sections[1].substr(0, sections[1].find('\n'));
  const auto policy = citing(written, text);
  const notice::Notice& notice = *policy->notice;
  if (!is_one_path(written)) return;
  if (policy->good())
    check_accepted(*policy, text, written);
  else
    check_refused(*policy, text, written);
  if (notice.find(simple_path(written)) != nullptr && notice.find(simple_path(written))->path == written)
    require(policy->good(), "a path as it is printed can be cited", [&] { return policy->errors(); });
}

}  // namespace cepol::fuzz
