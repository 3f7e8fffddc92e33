// Examples that are like an earlier one.
#include "interpreter/authoring/run.hpp"
#include "interpreter/reference/reference.hpp"
#include "tests/support/policy.hpp"

using namespace cepol;

namespace {

const std::string course = R"(
record person key id { id: text  limit: number  headings form { sheet: number } }
record study of person { hours: number  note: optional text }
reading extra: number "how much is added" { none_ = 0 default; one = 1 }
decision enough for person: yes_ | no_ { yes_ when sum(hours over study) + extra >= limit; no_ otherwise }
example "base" {
  reading extra = one
  person { id: a, limit: 57 }
  study [
    hours
    30
    26
  ]
  expect enough is yes_
}
)";

// The title of each example with whether it holds; or the codes of the errors.
std::string told(const std::string& more) {
  const auto policy = test::checked({{"", "policy test/one \"test\" { language en }\n" + course + more}});
  std::string text;
  for (const Diagnostic& one : policy->checked.problems.list)
    if (severity_of(one.code) == Severity::error) text += std::string(code_number(one.code)) + " ";
  if (!text.empty()) return text;
  engine::LoadedProgram loaded(reference::engine_kind(), policy->checked.program);
  for (const semantics::Example& example : policy->checked.examples)
    text += example.title + (authoring::holds(loaded, example) ? ": holds\n" : ": fails\n");
  return text;
}

std::string like(const std::string& title, const std::string& items) {
  return "example \"" + title + "\" like \"base\" { " + items + " }\n";
}

}  // namespace

TEST_CASE("an example like another has its data and readings, and expectations of its own") {
  CHECK(told(like("same", "expect enough is yes_") + like("other", "expect enough is no_")) ==
        "base: holds\nsame: holds\nother: fails\n");
  CHECK(told(like("reading", "reading extra = none_ expect enough is no_")) == "base: holds\nreading: holds\n");
}

TEST_CASE("cells of a row are changed, by default of the first, a row is added, rows are replaced") {
  CHECK(told(like("first", "study { hours: 29 } expect enough is no_") +
             like("second", "study 2 { hours: 25 } expect enough is no_") +
             like("third", "study 2 { hours: 25 } study 3 { hours: 1 } expect enough is yes_") +
             like("limit", "person { limit: 58 } expect enough is no_") +
             like("new column", "study 2 { note: x, hours: 25 } expect enough is no_") +
             like("blank", "study 2 { hours: - } expect enough is undetermined") +
             like("all", "study [\nhours\n56\n] expect enough is yes_") +
             like("all but one", "study [\nhours\n56\n] study 1 { hours: 55 } expect enough is no_") +
             like("none", "study [\nhours\n] expect enough is no_")) ==
        "base: holds\nfirst: holds\nsecond: holds\nthird: holds\nlimit: holds\nnew column: holds\nblank: holds\nall: "
        "holds\n"
        "all but one: holds\nnone: holds\n");
}

TEST_CASE("an example like one that is like another") {
  CHECK(told(like("next", "study 2 { hours: 25 } expect enough is no_") +
             "example \"last\" like \"next\" { study { hours: 31 } expect enough is yes_ }\n") ==
        "base: holds\nnext: holds\nlast: holds\n");
}

TEST_CASE("rows by number without `like`, the earlier example itself stays as it was") {
  CHECK(told("example \"rows\" { person { id: a, limit: 3 } study { hours: 1 } study { hours: 1 } study 2 { hours: 2 } "
             "expect enough is yes_ }\n" +
             like("again", "expect enough is yes_")) == "base: holds\nrows: holds\nagain: holds\n");
}

TEST_CASE("an unknown title, a row that is not there") {
  CHECK(told("example \"x\" like \"bass\" { study 9 { hours: 1 } expect enough is no_ }\n") == "E0604 ");
  CHECK(told("example \"x\" like \"x\" { expect enough is no_ }\n") == "E0604 ");
  CHECK(told(like("x", "study 4 { hours: 1 } expect enough is no_")) == "E0605 ");
  CHECK(told(like("x", "study 0 { hours: 1 } expect enough is no_")) == "E0605 ");
}
