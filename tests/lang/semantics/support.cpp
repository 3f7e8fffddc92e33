#include "tests/lang/semantics/support.hpp"

#include <catch2/catch.hpp>

#include "lang/semantics/check.hpp"

namespace cepol {

Messages warnings_of(std::string_view number, const std::string& body, bool module) {
  Sources sources;
  const std::string header = module ? "module one\n" : "policy test/one \"test\" { language en }\n";
  const SourceId id = sources.add({"test.cepol", header + body});
  const syntax::Parsed parsed = syntax::parse(sources, id);
  REQUIRE(parsed.problems.list.empty());
  const auto checked = semantics::check(sources, {{"test/one", id, &parsed}}, nullptr);
  std::vector<std::string> found;
  for (const Diagnostic& one : checked.problems.list) {
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
