#include "tests/lang/lints/support.hpp"

#include <catch2/catch.hpp>

#include "lang/lints/lints.hpp"
#include "lang/semantics/resolve.hpp"

namespace cepol {

Problems lints_of(const Sources& sources, SourceId policy, const notice::Notice* notice) {
  const syntax::Parsed parsed = syntax::parse(sources, policy);
  for (const Diagnostic& one : parsed.problems.list) FAIL(message_of(one, Language::en));
  const std::vector<semantics::Module> modules{{"test/one", policy, &parsed}};
  semantics::Checked checked;
  const semantics::Resolution resolution = semantics::resolve(sources, modules, notice, {}, checked);
  for (const Diagnostic& one : checked.problems.list) FAIL(message_of(one, Language::en));
  Problems problems;
  lints::run({sources, modules, notice, {}, checked, resolution}, true, problems);
  return problems;
}

Messages warnings_of(std::string_view number, const std::string& body, bool module) {
  Sources sources;
  const std::string header = module ? "module one\n" : "policy test/one \"test\" { language en }\n";
  const SourceId id = sources.add({"test.cepol", header + body});
  Messages found;
  for (const Diagnostic& one : lints_of(sources, id).list) {
    INFO(message_of(one, Language::en));
    CHECK(severity_of(one.code) == Severity::warning);
    if (code_number(one.code) == number) found.push_back(message_of(one, Language::en));
  }
  return found;
}

const std::string records = R"(
unit hours
enum kind { law, craft, arts, sport; soft = { arts, sport } }
record person key id {
  id: text; level: { low, middle, high }; kind: kind; born, came: date; since: year; age, weight: number
  done, new_: bool; last: optional kind
}
record study of person { y: year; day: date; kind: kind; hours: hours; worth: number }
)";

}  // namespace cepol
