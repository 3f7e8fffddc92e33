// Folds over the table of the row that is decided: which row a name is of, and where it could be of either.
#include <catch2/catch.hpp>

#include "lang/semantics/resolve.hpp"

using namespace cepol;

namespace {

// The errors of a definition for a worker: number, text and help of each.
std::vector<std::string> errors_of(const std::string& expression) {
  Sources sources;
  const SourceId id = sources.add({"test.cepol",
                                   "policy test/one \"test\" { language en }\nunit hours\n"
                                   "record team key number { number: text; size: number }\n"
                                   "record worker key id of team { id: text; boss: worker; age: number }\n"
                                   "record study of worker { y: year; hours: hours }\n"
                                   "credit earned for worker in hours { from study gives hours in y }\n"
                                   "define old for worker = age > 50\n"
                                   "define above(limit: number) for worker = age > limit\n"
                                   "define it for worker = " +
                                       expression + "\n"});
  const syntax::Parsed parsed = syntax::parse(sources, id);
  for (const Diagnostic& one : parsed.problems.list) FAIL(message_of(one, Language::en));
  std::vector<semantics::Module> modules{{"test/one", id, &parsed}};
  semantics::Checked checked;
  semantics::resolve(sources, modules, nullptr, {}, checked);
  std::vector<std::string> found;
  for (const Diagnostic& one : checked.problems.list)
    found.push_back(std::string(code_number(one.code)) + " " + std::string(text_of(sources, one.span)) + ": " +
                    help_of(one, Language::en));
  return found;
}

const std::vector<std::string> folds[] = {{"count(worker", " where ", ")"},
                                          {"some(worker", " where ", ")"},
                                          {"every(worker", ": ", ")"},
                                          {"count(worker", ": ", ")"},
                                          {"sum(1 over worker", " where ", ")"}};

}  // namespace

TEST_CASE("with an alias the record's name is the row decided") {
  CHECK(errors_of("count(worker as w where w.boss.id is worker.id)").empty());
  CHECK(errors_of("count(worker as w where w.team.size is worker.team.size and w.old and not worker.old)").empty());
  CHECK(errors_of("count(worker as w where some(worker as v where v.boss.id is w.id and worker.id is v.id))").empty());
  CHECK(errors_of("sum(w.age over worker as w where w.above(worker.age))").empty());
}

TEST_CASE("a name that could be of either row is an error that says how to write each") {
  CHECK(errors_of("count(worker where boss.id is worker.id)").front() ==
        "E0220 boss: Write `other.boss` for the row that is gone through, `worker.boss` for the row outside it; the "
        "other name stands after the record: `worker as other`.");
  CHECK(errors_of("count(worker as w where w.boss.id is id)").front() ==
        "E0220 id: Write `w.id` for the row that is gone through, `worker.id` for the row outside it; the other name "
        "stands after the record: `worker as w`.");
  CHECK(errors_of("count(worker as w where some(worker as v where v.id is id))")
            .front()
            .starts_with("E0220 id: Write `v.id` for the row that is gone through, `w.id` for the row outside it"));
  CHECK(errors_of("count(worker as w where earned during 2020 > 3 hours)").front().starts_with("E0221 earned: "));
}

TEST_CASE("every name of the record, in every fold over the own table, is one row's or an error") {
  for (const auto& fold : folds)
    for (const std::string name : {"old", "above(3)", "age > 3", "id is \"A\"", "boss is none", "team.size > 3"}) {
      INFO(fold.front() << fold[1] << name);
      for (const std::string alias : {"", " as w"}) {
        const auto found = errors_of(fold[0] + alias + fold[1] + name + fold[2]);
        REQUIRE(found.size() == 1);
        CHECK(found.front().starts_with("E0220 "));
      }
      CHECK(errors_of(fold[0] + " as w" + fold[1] + "w." + name + fold[2]).empty());
      CHECK(errors_of(fold[0] + " as w" + fold[1] + "worker." + name + fold[2]).empty());
    }
}

TEST_CASE("where one row of the record is in scope its names need nothing before them") {
  CHECK(errors_of("count(worker)").empty());
  CHECK(errors_of("count(worker as w)").empty());
  CHECK(errors_of("count(study where hours > 3 hours and old)").empty());
  CHECK(errors_of("1\ndefine total = count(worker where age > 3)").empty());
  CHECK(errors_of("1\ndefine total = count(worker as w where worker.age > 3 and w.age < 9)").empty());
}
