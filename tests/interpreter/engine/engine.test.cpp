// The interface of engines: what enters, and values as it exchanges them.
#include "interpreter/engine/engine.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>

#include "tests/support/data_builder.hpp"
#include "tests/support/reference_engine.hpp"

using namespace cepol;

namespace {

struct Small {
  test::ProgramBuilder b;
  core::TableId people = b.table("people");
  core::DecisionId decision;
  Small() {
    const core::EnumerationId outcomes = b.choice("outcomes", {"good", "bad"});
    b.keyed(people);
    decision = b.decision("d", people, b.function("d", {test::row_t(people)}, b.member(outcomes, 1), 1));
  }
};

#ifndef NDEBUG
struct Ended {
  int signal = 0;
  std::string message;
};

// Loads the program in a process of its own.
Ended load_elsewhere(const core::Program& program) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::signal(SIGABRT, SIG_DFL);  // not the test framework's
    ::dup2(ends[1], STDERR_FILENO);
    ::close(ends[0]);
    const engine::LoadedProgram loaded(reference::engine_kind(), program);
    ::_exit(0);
  }
  ::close(ends[1]);
  Ended ended;
  std::array<char, 256> text{};
  for (ssize_t got = 0; (got = ::read(ends[0], text.data(), text.size())) > 0;)
    ended.message.append(text.data(), static_cast<std::size_t>(got));
  ::close(ends[0]);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  if (WIFSIGNALED(status)) ended.signal = WTERMSIG(status);
  return ended;
}
#endif

}  // namespace

#ifndef NDEBUG
TEST_CASE("a program that breaks a promise of the core does not enter an engine") {
  Small small;
  CHECK(load_elsewhere(small.b.program).signal == 0);
  core::Program broken = small.b.program;
  broken.functions.nodes[0].slots = 0;
  const Ended ended = load_elsewhere(broken);
  CHECK(ended.signal == SIGABRT);
  CHECK(ended.message == "core::verify: : function d: a frame smaller than its parameters\n");
}
#endif

TEST_CASE("a loaded program runs on several sets of data, with several readings") {
  Small small;
  engine::LoadedProgram loaded(reference::engine_kind(), small.b.program);
  for (int rows = 1; rows <= 3; ++rows) {
    test::DataBuilder data(small.b.program);
    for (int i = 0; i < rows; ++i) data.row(small.people);
    data.link();
    const auto engine = loaded.on(data.data, {});
    const engine::RowResults results = engine->decide(small.people, static_cast<data::RowIndex>(rows - 1));
    REQUIRE(results.decisions.size() == 1);
    CHECK(results.decisions[0].outcome.value.number == Exact(1));
    CHECK(engine->outcome(small.decision, 0).status == engine::Status::given);
    CHECK(engine->outcome_regions(small.decision, 0, 10).regions.empty());
  }
}

TEST_CASE("sets of values: single, settled, joined") {
  using namespace engine;
  CHECK(is_single(of_number(3)));
  CHECK(is_single(of_members(4)));
  CHECK_FALSE(is_single(of_members(5)));
  CHECK_FALSE(is_single(of_range(1, 2)));
  CHECK(is_settled(none_value(Shape::text)));
  CHECK(is_settled(failed(Shape::range, conflict_bit)));
  CHECK_FALSE(is_settled(failed(Shape::range, failure_bits)));

  ValueSet numbers = of_number(3);
  join_into(numbers, of_number(*Exact::ratio(1, 2)));
  CHECK(numbers == of_range(*Exact::ratio(1, 2), 3));
  CHECK_FALSE(is_whole(numbers.range()));
  ValueSet texts = of_text("a");
  join_into(texts, of_text("a"));
  CHECK(is_single(texts));
  join_into(texts, of_text("b"));
  CHECK(texts.text().any);
  ValueSet truth = none_value(Shape::members);
  join_into(truth, of_truth(false, true));
  CHECK((may_hold(truth) && may_not_hold(truth)));
  // The reason of the first failure is kept, the kinds of both are.
  ValueSet failing = failed(Shape::members, 4 | conflict_bit);
  join_into(failing, failed(Shape::members, 8 | other_failure_bit));
  CHECK(failing.failure == (4 | failure_bits));
}

TEST_CASE("the set of a type holds each of its values") {
  Small small;
  const core::Program& program = small.b.program;
  CHECK(engine::unknown_of(program, test::truth_t) == engine::of_truth(true, true));
  CHECK(engine::unknown_of(program, test::enumeration_t(core::EnumerationId{0})) == engine::of_members(3));
  CHECK(engine::unknown_of(program, test::text_t).text().any);
  CHECK(engine::unknown_of(program, test::row_t(small.people)).row().last == UINT32_MAX);
  CHECK(engine::unknown_of(program, test::year_t) == engine::of_range(first_year, last_year));
}
